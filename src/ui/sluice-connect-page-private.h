/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the form share; nobody else includes this. */
#pragma once

#include "sluice-choose-button.h"
#include "sluice-connect-fields.h"
#include "sluice-connect-page.h"
#include "sluice-create-bar.h"
#include "sluice-key-group.h"
#include "sluice-network-row.h"
#include "sluice-preflight.h"
#include "sluice-recent-button.h"

G_BEGIN_DECLS

struct _SluiceConnectPage
{
  GtkWidget           parent_instance;

  /* Owned */
  SluiceSession      *session;
  SluiceField        *fields[SLUICE_CONNECT_N_FIELDS];

  /* Owned by the rows; NULL where nothing is listed */
  SluiceChooseButton *choose_buttons[SLUICE_CONNECT_N_FIELDS];

  /* Template */
  SluiceKeyGroup     *key_group;
  GtkWidget          *where_group;
  SluiceNetworkRow   *network_row;
  SluiceHint         *network_hint;
  SluiceRecentButton *recent_button;
  SluicePreflight    *preflight;
  SluiceCreateBar    *bar;
};

AdwEntryRow *sluice_connect_page_get_row   (SluiceConnectPage  *self,
                                            SluiceConnectField  id);
void         sluice_connect_page_settle    (SluiceConnectPage  *self);
void         sluice_connect_page_use_place (SluiceConnectPage  *self,
                                            const char         *project_id,
                                            const char         *instance);

G_END_DECLS
