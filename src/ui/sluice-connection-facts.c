/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that tell of one connection. */

#include "sluice-connection-facts.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-hyphens.h"

#define ROWS_KEY "sluice-rows"

/* ---- rows of a group ---- */

static void
clear_group (AdwPreferencesGroup *group)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), ROWS_KEY);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_object_set_data_full (G_OBJECT (group), ROWS_KEY, g_ptr_array_new (),
                          (GDestroyNotify) g_ptr_array_unref);
}

/* What Atlas says may hold anything, so nothing of it is taken for markup. */
static GtkWidget *
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", title,
                                 "subtitle", subtitle,
                                 "title-lines", 0,
                                 "subtitle-lines", 0,
                                 NULL);

  sluice_hyphens_leave_out (row);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (g_object_get_data (G_OBJECT (group), ROWS_KEY), row);
  return row;
}

static void
copy_cb (GtkWidget  *button,
         const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_widget_activate_action (button, "win.copied", NULL);
}

static void
free_text (gpointer  text,
           GClosure *closure)
{
  g_free (text);
}

static void
add_copy_button (GtkWidget  *row,
                 const char *title,
                 const char *text)
{
  g_autofree char *name = g_strdup_printf (_("Copy %s"), title);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name", "edit-copy-symbolic",
                                    "valign", GTK_ALIGN_CENTER,
                                    "tooltip-text", name,
                                    NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (text), free_text, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* ---- members ---- */

static void
add_member (AdwPreferencesGroup *group,
            const char          *title,
            const char          *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = sluice_connection_words_line (value);
  add_copy_button (add_row (group, title, line), title, value);
}

/* project: its name or id. */
void
sluice_connection_facts_show_members (AdwPreferencesGroup *group,
                                      SluiceRegistryEntry *entry,
                                      const char          *project)
{
  SluiceConnection *connection = sluice_registry_entry_get_connection (entry);
  g_autofree char *state = g_strdup_printf ("%s: %s", sluice_connection_words_state (connection),
                                            sluice_connection_words_explanation (connection));

  clear_group (group);
  add_member (group, C_("member", "Name"), sluice_connection_get_name (connection));
  add_member (group, C_("member", "Type"), sluice_connection_get_type_name (connection));
  add_row (group, C_("member", "State"), state);
  add_member (group, C_("member", "Role ARN"), sluice_connection_get_role_arn (connection));
  add_member (group, C_("member", "Test Bucket"), sluice_connection_get_test_bucket (connection));
  add_member (group, C_("member", "Network"), sluice_connection_words_network (connection));
  add_member (group, C_("member", "Private Link ID"),
              sluice_connection_get_private_link_id (connection));
  add_member (group, C_("member", "Region"), sluice_connection_get_region (connection));
  add_member (group, C_("member", "ID"), sluice_connection_get_id (connection));
  add_member (group, C_("member", "Instance"), sluice_registry_entry_get_instance (entry));
  add_member (group, C_("member", "Project"), project);
}

/* ---- who uses it ---- */

static const char *
describe_processor (SluiceProcessor *processor)
{
  switch (sluice_processor_get_state (processor))
    {
    case SLUICE_PROCESSOR_STATE_CREATED:
      return C_("processor", "Created, never started");
    case SLUICE_PROCESSOR_STATE_STARTING:
      return C_("processor", "Starting");
    case SLUICE_PROCESSOR_STATE_STARTED:
      return C_("processor", "Running: while it does, Atlas changes and deletes nothing it uses");
    case SLUICE_PROCESSOR_STATE_STOPPING:
      return C_("processor", "Stopping");
    case SLUICE_PROCESSOR_STATE_STOPPED:
      return C_("processor", "Stopped");
    case SLUICE_PROCESSOR_STATE_FAILED:
      return C_("processor", "Failed");
    case SLUICE_PROCESSOR_STATE_DROPPED:
      return C_("processor", "Dropped");
    case SLUICE_PROCESSOR_STATE_ABSENT:
      return C_("processor", "Its state is not told");
    case SLUICE_PROCESSOR_STATE_UNKNOWN:
    default:
      return sluice_processor_get_state_name (processor);
    }
}

/* A sentence in place of rows. */
void
sluice_connection_facts_show_note (AdwPreferencesGroup *group,
                                   const char          *note)
{
  clear_group (group);
  add_row (group, note, "");
}

/* processors: of SluiceProcessor: all of the instance. */
void
sluice_connection_facts_show_users (AdwPreferencesGroup *group,
                                    const char          *name,
                                    GPtrArray           *processors)
{
  guint n = 0;

  clear_group (group);
  for (guint i = 0; i < processors->len; i++)
    {
      SluiceProcessor *processor = processors->pdata[i];
      g_autofree char *line = NULL;

      if (!sluice_processor_uses (processor, name))
        continue;
      line = sluice_connection_words_line (sluice_processor_get_name (processor));
      add_row (group, line, describe_processor (processor));
      n++;
    }
  if (n == 0)
    sluice_connection_facts_show_note (group,
                                       _("No stream processor of this instance names it."));
}
