/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field for the private key: as long as the session holds the key, a dummy stands in it, so
 * that the key itself is in no widget. Owned by the group that owns the row.
 */
#pragma once

#include "sluice-field.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PRIVATE_FIELD (sluice_private_field_get_type ())
G_DECLARE_FINAL_TYPE (SluicePrivateField, sluice_private_field, SLUICE, PRIVATE_FIELD, GObject)

SluicePrivateField *sluice_private_field_new         (AdwPasswordEntryRow *row,
                                                      SluiceHint          *hint);
SluiceField        *sluice_private_field_get_field   (SluicePrivateField  *self);
gboolean            sluice_private_field_holds_dummy (SluicePrivateField  *self);
gboolean            sluice_private_field_holds       (SluicePrivateField  *self,
                                                      SluiceApiKey        *key);
void                sluice_private_field_put_dummy   (SluicePrivateField  *self);

G_END_DECLS
