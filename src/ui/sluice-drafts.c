/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what is typed in the settings with each key stroke. */

#include "sluice-drafts.h"

#include <string.h>

#define FLAGS (G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES)

void
sluice_drafts_bind (GSettings   *settings,
                    const char  *key,
                    AdwEntryRow *row)
{
  g_settings_bind (settings, key, row, "text", FLAGS);
}

/* A private key pasted into the wrong field must not end up in the settings; no public key has
 * a hyphen, every private key has some. */
static GVariant *
public_key_to_settings (const GValue       *value,
                        const GVariantType *type,
                        gpointer            user_data)
{
  const char *text = g_value_get_string (value);

  return g_variant_new_string (text == NULL || strchr (text, '-') != NULL ? "" : text);
}

static gboolean
public_key_from_settings (GValue   *value,
                          GVariant *variant,
                          gpointer  user_data)
{
  g_value_set_string (value, g_variant_get_string (variant, NULL));
  return TRUE;
}

void
sluice_drafts_bind_public_key (GSettings   *settings,
                               AdwEntryRow *row)
{
  g_settings_bind_with_mapping (settings, "public-key", row, "text", FLAGS,
                                public_key_from_settings, public_key_to_settings, NULL, NULL);
}
