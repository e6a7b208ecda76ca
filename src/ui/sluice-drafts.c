/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed, in the settings. */

#include "sluice-drafts.h"

#include <string.h>

#include "sluice-validate.h"

/* The other way round only when asked for: several windows may share the settings. */
#define FLAGS (G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES)

/* Remembered with each widget that shows a draft. */
#define BOUND "sluice-draft"
#define WATCHER "sluice-drafts-watcher"

typedef struct
{
  GObject    *object;  /* the widget itself, or something it owns */
  const char *key;
} Bound;

static void
remember (GtkWidget  *widget,
          gpointer    object,
          const char *key)
{
  Bound *bound = g_new0 (Bound, 1);

  bound->object = object;
  bound->key = g_intern_string (key);
  g_object_set_data_full (G_OBJECT (widget), BOUND, bound, g_free);
}

static gboolean
text_from_settings (GValue   *value,
                    GVariant *variant,
                    gpointer  user_data)
{
  g_value_set_string (value, g_variant_get_string (variant, NULL));
  return TRUE;
}

/* A private key that goes into the wrong field must not end up in the settings, not even the part
 * that was typed so far. */
static GVariant *
text_to_settings (const GValue       *value,
                  const GVariantType *type,
                  gpointer            user_data)
{
  const char *text = g_value_get_string (value);

  return g_variant_new_string (text == NULL || sluice_validate_may_be_secret (text) ? "" : text);
}

void
sluice_drafts_bind (GSettings   *settings,
                    const char  *key,
                    AdwEntryRow *row)
{
  g_settings_bind_with_mapping (settings, key, row, "text", FLAGS, text_from_settings,
                                text_to_settings, NULL, NULL);
  remember (GTK_WIDGET (row), row, key);
}

void
sluice_drafts_bind_text (GSettings     *settings,
                         const char    *key,
                         GtkTextBuffer *buffer,
                         GtkWidget     *owner)
{
  g_settings_bind (settings, key, buffer, "text", FLAGS);
  remember (owner, buffer, key);
}

void
sluice_drafts_watch (GtkWidget            *widget,
                     SluiceDraftsRestored  restored)
{
  g_object_set_data (G_OBJECT (widget), WATCHER, (gpointer) restored);
}

/* No public key has a hyphen, every private key has some. */
static GVariant *
public_key_to_settings (const GValue       *value,
                        const GVariantType *type,
                        gpointer            user_data)
{
  const char *text = g_value_get_string (value);

  return g_variant_new_string (text == NULL || strchr (text, '-') != NULL
                               || sluice_validate_may_be_secret (text) ? "" : text);
}

void
sluice_drafts_bind_public_key (GSettings   *settings,
                               AdwEntryRow *row)
{
  g_settings_bind_with_mapping (settings, "public-key", row, "text", FLAGS,
                                text_from_settings, public_key_to_settings, NULL, NULL);
}

/* ---- all of them ---- */

/* What belongs to a key: the place, the connection, and what the pages behind hold. */
static gboolean
is_draft (const char *key)
{
  static const char *drafts[] = {
    "project-id", "instance", "connection-name", "role-arn", "test-bucket", "private-link", NULL
  };

  return g_strv_contains (drafts, key) || g_str_has_prefix (key, "aws-")
         || g_str_has_prefix (key, "emit-");
}

static char **
list_keys (GSettings             *settings,
           GSettingsSchema      **schema)
{
  g_object_get (settings, "settings-schema", schema, NULL);
  return g_settings_schema_list_keys (*schema);
}

/* Returns: a floating a{sv} of all that is not as it was at first. */
GVariant *
sluice_drafts_save (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = list_keys (settings, &schema);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (settings, keys[i]);
      g_autoptr (GVariant) first = g_settings_get_default_value (settings, keys[i]);

      if (is_draft (keys[i]) && !g_variant_equal (value, first))
        g_variant_builder_add (&builder, "{sv}", keys[i], value);
    }
  return g_variant_builder_end (&builder);
}

/* What does not fit, or is no draft, is left out: drafts may come from anywhere. */
static void
restore_key (GSettings       *settings,
             GSettingsSchema *schema,
             const char      *key,
             GVariant        *drafts)
{
  g_autoptr (GSettingsSchemaKey) schema_key = g_settings_schema_get_key (schema, key);
  g_autoptr (GVariant) value = NULL;

  if (drafts != NULL)
    value = g_variant_lookup_value (drafts, key, g_settings_schema_key_get_value_type (schema_key));
  if (value != NULL && g_settings_schema_key_range_check (schema_key, value))
    g_settings_set_value (settings, key, value);
  else
    g_settings_reset (settings, key);
}

static void
show_drafts (GtkWidget *widget,
             GSettings *settings)
{
  const Bound *bound = g_object_get_data (G_OBJECT (widget), BOUND);
  SluiceDraftsRestored restored =
    (SluiceDraftsRestored) g_object_get_data (G_OBJECT (widget), WATCHER);

  if (bound != NULL)
    {
      g_autofree char *text = g_settings_get_string (settings, bound->key);
      g_autofree char *shown = NULL;

      g_object_get (bound->object, "text", &shown, NULL);
      if (g_strcmp0 (shown, text) != 0)
        g_object_set (bound->object, "text", text, NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_drafts (child, settings);
  if (restored != NULL)
    restored (widget);
}

/* drafts: as sluice_drafts_save () gave them, or NULL for none. Another window that shares the
 * settings goes on showing what was typed there. */
void
sluice_drafts_restore (GSettings *settings,
                       GVariant  *drafts,
                       GtkWidget *window)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = list_keys (settings, &schema);

  for (guint i = 0; keys[i] != NULL; i++)
    if (is_draft (keys[i]))
      restore_key (settings, schema, keys[i], drafts);
  show_drafts (window, settings);
}
