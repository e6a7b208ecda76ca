/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of which Atlas to talk to. */

#include "sluice-atlas-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-base-url.h"
#include "sluice-combo-names.h"

/* Known to everybody: the entry's name, its address, and how the settings call it. */
static const struct
{
  const char *name;
  const char *url;
  const char *setting;
} known[] = {
  { N_("Atlas (cloud.mongodb.com)"), SLUICE_BASE_URL_COMMERCIAL, "commercial" },
  { N_("Atlas for Government (cloud.mongodbgov.com)"), SLUICE_BASE_URL_GOVERNMENT, "government" },
};

struct _SluiceAtlasRow
{
  AdwComboRow  parent_instance;

  GSettings   *settings;
  char        *extra;    /* from the command line */
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceAtlasRow, sluice_atlas_row, ADW_TYPE_COMBO_ROW)

static void
selected_cb (SluiceAtlasRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->settings == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected < G_N_ELEMENTS (known))
    g_settings_set_string (self->settings, "atlas", known[selected].setting);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
sluice_atlas_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_ATLAS_ROW (object)->settings);

  G_OBJECT_CLASS (sluice_atlas_row_parent_class)->dispose (object);
}

static void
sluice_atlas_row_finalize (GObject *object)
{
  g_free (SLUICE_ATLAS_ROW (object)->extra);

  G_OBJECT_CLASS (sluice_atlas_row_parent_class)->finalize (object);
}

static void
sluice_atlas_row_class_init (SluiceAtlasRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_atlas_row_dispose;
  object_class->finalize = sluice_atlas_row_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", SLUICE_TYPE_ATLAS_ROW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_atlas_row_init (SluiceAtlasRow *self)
{
  sluice_combo_names_watch (ADW_COMBO_ROW (self));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/* The address of the Atlas chosen last. */
char *
sluice_atlas_row_dup_saved_url (GSettings *settings)
{
  g_autofree char *setting = g_settings_get_string (settings, "atlas");

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (setting, known[i].setting))
        return g_strdup (known[i].url);
    }
  return g_strdup (SLUICE_BASE_URL_COMMERCIAL);
}

/* To be called once. current: the address in use; one that is not known gets its own entry. */
void
sluice_atlas_row_set_up (SluiceAtlasRow *self,
                         GSettings      *settings,
                         const char     *current)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = G_N_ELEMENTS (known);

  g_return_if_fail (SLUICE_IS_ATLAS_ROW (self));
  g_return_if_fail (self->settings == NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gtk_string_list_append (names, _(known[i].name));
      if (g_str_equal (known[i].url, current))
        selected = i;
    }
  if (selected == G_N_ELEMENTS (known))
    {
      self->extra = g_strdup (current);
      gtk_string_list_append (names, self->extra);
    }

  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->settings = g_object_ref (settings);
}

/* What Atlas at this address is called. */
char *
sluice_atlas_row_dup_name (const char *url)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].url, url))
      return g_strdup (_(known[i].name));
  return g_strdup (url);
}

/* Chooses this address; one that is not known gets the entry of its own. */
void
sluice_atlas_row_set_url (SluiceAtlasRow *self,
                          const char     *url)
{
  GListModel *names;

  g_return_if_fail (SLUICE_IS_ATLAS_ROW (self));

  names = adw_combo_row_get_model (ADW_COMBO_ROW (self));
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].url, url))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
        return;
      }
  if (g_strcmp0 (self->extra, url) != 0)
    {
      const char *added[] = { url, NULL };

      g_free (self->extra);
      self->extra = g_strdup (url);
      gtk_string_list_splice (GTK_STRING_LIST (names), G_N_ELEMENTS (known),
                              g_list_model_get_n_items (names) - G_N_ELEMENTS (known), added);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), G_N_ELEMENTS (known));
}

const char *
sluice_atlas_row_get_url (SluiceAtlasRow *self)
{
  guint selected;

  g_return_val_if_fail (SLUICE_IS_ATLAS_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  if (selected < G_N_ELEMENTS (known))
    return known[selected].url;
  return self->extra;
}
