/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the key group share; nobody else includes this. */
#pragma once

#include "sluice-key-group.h"

#include "sluice-atlas-row.h"
#include "sluice-key-card.h"
#include "sluice-key-drafts.h"
#include "sluice-keyring-line.h"
#include "sluice-private-field.h"

G_BEGIN_DECLS

struct _SluiceKeyGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Owned */
  SluiceSession       *session;
  SluiceField         *public_field;
  SluicePrivateField  *private;
  SluiceKeyDrafts     *drafts;         /* NULL in practice */
  gboolean             practice;
  gboolean             turning;        /* to another saved key: the fields say nothing new */

  /* Owned by the private field */
  SluiceField         *private_field;

  /* Template */
  GtkWidget           *saved_keys_button;
  SluiceAtlasRow      *atlas_row;
  AdwEntryRow         *public_row;
  SluiceHint          *public_hint;
  AdwPasswordEntryRow *private_row;
  SluiceHint          *private_hint;
  AdwActionRow        *remember_row;
  GtkSwitch           *remember_switch;
  SluiceKeyCard       *card;
  SluiceKeyringLine   *keyring_line;
};

/* sluice-key-group-saved.c: the action that opens the window of the saved keys */
void sluice_key_group_show_saved (GtkWidget  *widget,
                                  const char *name,
                                  GVariant   *parameter);

G_END_DECLS
