/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at an import, and doing it. */

#include "sluice-import-view.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-connections.h"
#include "sluice-combo-names.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-group-titles.h"
#include "sluice-hint.h"
#include "sluice-hyphens.h"
#include "sluice-import-plan.h"
#include "sluice-import-row.h"
#include "sluice-import-run.h"
#include "sluice-import-words.h"
#include "sluice-instance.h"
#include "sluice-remark-row.h"
#include "sluice-remote-list.h"
#include "sluice-words.h"
#include "sluice-wrap-box.h"

struct _SluiceImportView
{
  GtkBox                  parent_instance;

  /* Owned */
  SluiceSession          *session;
  SluiceAtlasClient      *client;      /* who is asked, and who imports */
  char                   *project_id;
  SluiceRemoteList       *instances;
  GtkStringList          *names;       /* of them */
  GCancellable           *listing;
  SluiceConnectionImport *import;
  GPtrArray              *steps;       /* NULL until the registry is known */
  SluiceImportRun        *run;

  /* Template */
  GtkWidget              *target_group;
  AdwComboRow            *instance_row;
  AdwActionRow           *project_row;
  SluiceHint             *secrets_hint;
  SluiceHint             *summary;
  GtkWidget              *try_again_button;
  GtkListBox             *remarks_list;
  GtkListBox             *steps_list;
  GtkProgressBar         *progress_bar;
  GtkWidget              *cancel_button;
  GtkWidget              *report_button;
  GtkWidget              *import_button;
  GtkWidget              *done_button;
};

enum { STARTED, FIX, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceImportView, sluice_import_view, GTK_TYPE_BOX)

static const char *
get_instance (SluiceImportView *self)
{
  guint selected = adw_combo_row_get_selected (self->instance_row);

  return selected == GTK_INVALID_LIST_POSITION
         ? NULL : gtk_string_list_get_string (self->names, selected);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
say (SluiceImportView *self,
     SluiceTone        tone,
     const char       *text)
{
  sluice_hint_set_text (self->summary, tone, text);
  if (text != NULL)
    sluice_dialogs_announce (GTK_WIDGET (self), text);
}

/* ---- the plan ---- */

static gboolean
has_work (SluiceImportView *self)
{
  for (guint i = 0; self->steps != NULL && i < self->steps->len; i++)
    if (sluice_import_step_is_work (self->steps->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
forget_plan (SluiceImportView *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  clear_list (self->steps_list);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_list), FALSE);
  gtk_widget_set_visible (self->try_again_button, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.go", FALSE);
}

static void
show_plan (SluiceImportView *self,
           GPtrArray        *present)
{
  g_autofree char *text = NULL;
  gboolean work;

  forget_plan (self);
  self->steps = sluice_import_plan_new (self->import, present);
  for (guint i = 0; i < self->steps->len; i++)
    gtk_list_box_append (self->steps_list, sluice_import_row_new (self->steps->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->steps_list), self->steps->len > 0);
  work = has_work (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.go", work);
  text = sluice_import_words_plan (self->steps);
  if (work || self->steps->len == 0)
    say (self, SLUICE_TONE_PLAIN, text);
  else
    {
      /* Translators: before it stands how many of what */
      g_autofree char *all = g_strdup_printf (_("%s There is nothing to do."), text);

      say (self, SLUICE_TONE_PLAIN, all);
    }
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SluiceImportView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) present =
    sluice_atlas_list_connections_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->listing == NULL
      || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->listing);
  if (present != NULL)
    {
      show_plan (self, present);
      return;
    }
  sentence = sluice_words_error_sentence (error);
  say (self, SLUICE_TONE_BAD, sentence);
  gtk_widget_set_visible (self->try_again_button, TRUE);
}

/* Reads the registry of the instance chosen. */
static void
look (SluiceImportView *self)
{
  const char *instance = get_instance (self);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (self->import == NULL || self->run != NULL)
    return;
  forget_plan (self);
  if (self->client == NULL || self->project_id == NULL || instance == NULL)
    {
      say (self, SLUICE_TONE_BAD,
           _("Fill in key, project and instance on the page Connect first."));
      return;
    }
  say (self, SLUICE_TONE_PLAIN, _("Reading the connection registry…"));
  self->listing = g_cancellable_new ();
  sluice_atlas_list_connections_async (self->client, self->project_id, instance, self->listing,
                                       listed_cb, g_object_ref (self));
}

/* ---- the target ---- */

static gboolean
has_name (SluiceImportView *self,
          const char       *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->names)); i++)
    if (g_str_equal (gtk_string_list_get_string (self->names, i), name))
      return TRUE;
  return FALSE;
}

/* The one chosen stays where it is. */
static void
instances_changed_cb (SluiceImportView *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->instances)); i++)
    {
      g_autoptr (SluiceInstance) instance = g_list_model_get_item (G_LIST_MODEL (self->instances),
                                                                   i);

      if (!has_name (self, sluice_instance_get_name (instance)))
        gtk_string_list_append (self->names, sluice_instance_get_name (instance));
    }
}

static void
set_up_target (SluiceImportView *self)
{
  const char *instance = sluice_session_get_instance (self->session);
  g_autofree char *place = NULL;

  self->names = gtk_string_list_new (NULL);
  if (instance != NULL)
    gtk_string_list_append (self->names, instance);
  adw_combo_row_set_model (self->instance_row, G_LIST_MODEL (self->names));
  g_signal_connect_object (self->instance_row, "notify::selected-item", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED);
  if (self->project_id == NULL)
    return;
  /* Translators: the ID of a project, an address */
  place = g_strdup_printf (_("%s, at %s"), self->project_id,
                           sluice_session_get_base_url (self->session));
  adw_action_row_set_subtitle (self->project_row, place);
  if (self->client == NULL)
    return;
  self->instances = sluice_remote_list_new_instances (self->client, self->project_id);
  g_signal_connect_object (self->instances, "changed", G_CALLBACK (instances_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_remote_list_refresh (self->instances);
}

/* ---- doing it ---- */

static void
show_run (SluiceImportView *self)
{
  SluiceImportCounts counts;
  gboolean running = sluice_import_run_is_running (self->run);
  gboolean was_running = gtk_widget_get_visible (GTK_WIDGET (self->progress_bar));
  g_autofree char *text = NULL;
  SluiceTone tone = SLUICE_TONE_PLAIN;

  sluice_import_run_count (self->run, &counts);
  text = sluice_import_words_progress (&counts, running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 counts.n_ended / (double) MAX (counts.n_work, 1));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.cancel",
                                 sluice_import_run_can_cancel (self->run));
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->report_button, !running);
  gtk_widget_set_visible (self->done_button, !running);
  if (!running)
    tone = counts.n_failed > 0 ? SLUICE_TONE_BAD
           : counts.n_done == counts.n_work ? SLUICE_TONE_GOOD : SLUICE_TONE_WARNING;
  sluice_hint_set_text (self->summary, tone, text);
  if (was_running && !running)
    {
      sluice_dialogs_announce (GTK_WIDGET (self), text);
      gtk_widget_grab_focus (self->done_button);
    }
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  SluiceImportView *self = SLUICE_IMPORT_VIEW (widget);
  SluiceImportRequest request = {
    .project_id = self->project_id,
    .instance = get_instance (self),
    .steps = self->steps,
  };

  if (self->run != NULL || !has_work (self))
    return;
  self->run = sluice_import_run_new (self->client, &request);
  gtk_widget_set_sensitive (self->target_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_list), FALSE);
  gtk_widget_set_visible (self->import_button, FALSE);
  g_signal_connect_object (self->run, "operation", G_CALLBACK (sluice_session_add_operation),
                           self->session, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (show_run), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[STARTED], 0);
  sluice_import_run_start (self->run);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceImportView *self = SLUICE_IMPORT_VIEW (widget);

  if (self->run == NULL)
    gtk_widget_activate_action (widget, "window.close", NULL);
  else
    sluice_import_run_cancel (self->run);
}

static void
report_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceImportView *self = SLUICE_IMPORT_VIEW (widget);
  SluiceImportStory story = {
    .base_url = sluice_session_get_base_url (self->session),
    .project_id = self->project_id,
    .instance = get_instance (self),
    .steps = self->steps,
    .remarks = self->import->remarks,
  };
  g_autofree char *text = sluice_import_words_report (&story);

  sluice_dialogs_save_text (widget, "import-report.txt", text);
}

/* ---- what is not used of the text ---- */

static SluiceRemark *
copy_remark (const SluiceRemark *remark,
             gboolean            with_fix)
{
  SluiceRemark *copy = sluice_remark_new (remark->severity, remark->offset, remark->length,
                                          g_strdup (remark->reason), g_strdup (remark->fix));

  copy->line = remark->line;
  copy->column = remark->column;
  if (with_fix && remark->replacement != NULL)
    sluice_remark_set_replacement (copy, remark->swap_offset, remark->swap_length,
                                   g_strdup (remark->replacement));
  return copy;
}

static void
fix_cb (SluiceImportView *self,
        SluiceRemarkRow  *row)
{
  g_signal_emit (self, signals[FIX], 0, sluice_remark_row_get_remark (row));
}

static void
show_remarks (SluiceImportView *self,
              gboolean          can_fix)
{
  GPtrArray *remarks = self->import->remarks;

  clear_list (self->remarks_list);
  for (guint i = 0; i < remarks->len; i++)
    {
      GtkWidget *row = sluice_remark_row_new (copy_remark (remarks->pdata[i], can_fix));

      g_signal_connect_object (row, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (self->remarks_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->remarks_list), remarks->len > 0);
}

/* ---- life ---- */

static void
sluice_import_view_dispose (GObject *object)
{
  SluiceImportView *self = SLUICE_IMPORT_VIEW (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_object (&self->instances);
  g_clear_object (&self->run);
  g_clear_object (&self->client);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_IMPORT_VIEW);

  G_OBJECT_CLASS (sluice_import_view_parent_class)->dispose (object);
}

static void
sluice_import_view_finalize (GObject *object)
{
  SluiceImportView *self = SLUICE_IMPORT_VIEW (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->import, sluice_connection_import_free);
  g_free (self->project_id);

  G_OBJECT_CLASS (sluice_import_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, target_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, instance_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, project_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, secrets_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, summary);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, remarks_list);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, steps_list);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, report_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, import_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportView, done_button);
}

static void
sluice_import_view_class_init (SluiceImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_import_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_import_view_finalize;

  signals[STARTED] = g_signal_new ("started", SLUICE_TYPE_IMPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FIX] = g_signal_new ("fix", SLUICE_TYPE_IMPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-import-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.go", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.report", NULL, report_action);
}

static void
sluice_import_view_init (SluiceImportView *self)
{
  g_type_ensure (SLUICE_TYPE_HINT);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_group_titles_wrap (GTK_WIDGET (self));
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  g_signal_connect_swapped (self->try_again_button, "clicked", G_CALLBACK (look), self);
  sluice_combo_names_watch (self->instance_row);
}

void
sluice_import_view_set_up (SluiceImportView *self,
                           SluiceSession    *session)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);

  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->client = client != NULL ? g_object_ref (client) : NULL;
  self->project_id = g_strdup (sluice_session_get_project_id (session));
  set_up_target (self);
}

void
sluice_import_view_show (SluiceImportView       *self,
                         SluiceConnectionImport *import,
                         gboolean                had_secrets)
{
  g_return_if_fail (self->run == NULL);

  g_clear_pointer (&self->import, sluice_connection_import_free);
  self->import = import;
  sluice_hint_set_text (self->secrets_hint, SLUICE_TONE_PLAIN,
                        had_secrets ? _("This text holds secrets. Sluice has not kept it and does "
                                        "not show it.") : NULL);
  show_remarks (self, !had_secrets);
  look (self);
}

gboolean
sluice_import_view_is_started (SluiceImportView *self)
{
  return self->run != NULL;
}

gboolean
sluice_import_view_is_running (SluiceImportView *self)
{
  return self->run != NULL && sluice_import_run_can_cancel (self->run);
}

void
sluice_import_view_cancel (SluiceImportView *self)
{
  if (self->run != NULL)
    sluice_import_run_cancel (self->run);
}
