/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of the form: their rules, what they say while they are empty, and where what is typed
 * into them is kept.
 */
#pragma once

#include "sluice-choose-button.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_CONNECT_PROJECT,
  SLUICE_CONNECT_INSTANCE,
  SLUICE_CONNECT_NAME,
  SLUICE_CONNECT_ROLE,
  SLUICE_CONNECT_BUCKET,
  SLUICE_CONNECT_N_FIELDS,
} SluiceConnectField;

/* Names of the template children for each field. */
const char  *sluice_connect_field_get_row      (SluiceConnectField  id);
const char  *sluice_connect_field_get_hint     (SluiceConnectField  id);
/* Key of the settings. */
const char  *sluice_connect_field_get_draft    (SluiceConnectField  id);
SluiceField *sluice_connect_field_new          (SluiceConnectField  id,
                                                AdwEntryRow        *row,
                                                SluiceHint         *hint);
/* Returned borrowed: it belongs to the row. NULL where nothing is listed. */
SluiceChooseButton *
             sluice_connect_field_add_button   (SluiceConnectField  id,
                                                AdwEntryRow        *row,
                                                SluiceField        *field);
/* What may stand there while somebody learns with practice data; NULL for nothing. */
const char  *sluice_connect_field_get_example  (SluiceConnectField  id);
/* Whether the connection of this name was created here, in the instance the form names. */
gboolean     sluice_connect_field_created_here (SluiceSession      *session,
                                                const char         *name);

G_END_DECLS
