/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pipeline, and what is wrong with it. */

#include "sluice-pipeline-panel.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-atlas-connections.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-hint.h"
#include "sluice-pipeline-check.h"
#include "sluice-remark-row.h"
#include "sluice-text-card.h"
#include "sluice-wrap-box.h"

struct _SluicePipelinePanel
{
  GtkBox         parent_instance;

  /* Owned */
  SluiceSession *session;
  GCancellable  *listing;

  /* Template */
  GtkTextView   *view;
  GtkWidget     *placeholder;
  GtkWidget     *check_button;
  SluiceHint    *summary;
  GtkListBox    *list;
};

G_DEFINE_FINAL_TYPE (SluicePipelinePanel, sluice_pipeline_panel, GTK_TYPE_BOX)

static char *
get_text (SluicePipelinePanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
clear_remarks (SluicePipelinePanel *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

/* ---- from a remark to its place in the text, and to what it should be ---- */

static void
select_place (SluicePipelinePanel *self,
              const SluiceRemark  *remark)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = get_text (self);
  gsize length = strlen (text);
  GtkTextIter start, end;

  if (remark->offset > length || remark->length > length - remark->offset)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start,
                                      (int) g_utf8_strlen (text, (gssize) remark->offset));
  end = start;
  gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (text + remark->offset,
                                                          (gssize) remark->length));
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_iter (self->view, &start, 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void check (SluicePipelinePanel *self);

static void
fix_cb (SluicePipelinePanel *self,
        SluiceRemarkRow     *row)
{
  g_autofree char *text = get_text (self);
  g_autofree char *fixed = sluice_remark_apply (sluice_remark_row_get_remark (row), text,
                                                strlen (text));

  if (fixed == NULL)
    return;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), fixed, -1);
  gtk_widget_grab_focus (self->check_button);
  check (self);
}

static void
activated_cb (SluicePipelinePanel *self,
              GtkListBoxRow       *row)
{
  select_place (self, sluice_remark_row_get_remark (SLUICE_REMARK_ROW (row)));
}

/* ---- checking ---- */

static void
show_summary (SluicePipelinePanel *self,
              GPtrArray           *remarks,
              gboolean             names_checked)
{
  g_autofree char *text = NULL;
  SluiceTone tone = SLUICE_TONE_GOOD;
  guint problems = 0;

  for (guint i = 0; i < remarks->len; i++)
    if (((SluiceRemark *) remarks->pdata[i])->severity == SLUICE_SEVERITY_PROBLEM)
      problems++;

  if (problems > 0)
    {
      tone = SLUICE_TONE_BAD;
      text = g_strdup_printf (ngettext ("%u problem. Choose it to see the place.",
                                        "%u problems. Choose one to see the place.", problems),
                              problems);
    }
  else if (names_checked)
    text = g_strdup (_("Nothing in it stands against writing to S3. The names of the connections "
                       "are in the registry."));
  else
    {
      tone = SLUICE_TONE_PLAIN;
      text = g_strdup (_("Nothing in it stands against writing to S3. The names of the connections "
                         "were not looked up: fill in key, project and instance on the page "
                         "Connect for that."));
    }
  sluice_hint_set_text (self->summary, tone, text);
  sluice_dialogs_announce (GTK_WIDGET (self->summary), text);
}

static void
judge (SluicePipelinePanel  *self,
       const SluiceRegistry *registry)
{
  g_autofree char *text = get_text (self);
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check (text, strlen (text), registry);

  clear_remarks (self);
  for (guint i = 0; i < remarks->len; i++)
    {
      GtkWidget *row = sluice_remark_row_new (remarks->pdata[i]);

      g_signal_connect_object (row, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  g_ptr_array_set_free_func (remarks, NULL);       /* the rows own them now */
  gtk_widget_set_visible (GTK_WIDGET (self->list), remarks->len > 0);
  show_summary (self, remarks, registry != NULL);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SluicePipelinePanel) self = user_data;
  g_autoptr (GPtrArray) connections =
    sluice_atlas_list_connections_finish (SLUICE_ATLAS_CLIENT (source), result, NULL);
  g_autoptr (SluiceRegistry) registry = connections != NULL ? sluice_registry_new () : NULL;

  if (self->listing == NULL)                         /* the page is gone */
    return;
  g_clear_object (&self->listing);
  for (guint i = 0; connections != NULL && i < connections->len; i++)
    sluice_registry_add (registry, sluice_connection_get_name (connections->pdata[i]),
                         sluice_connection_get_type_name (connections->pdata[i]));
  gtk_widget_set_sensitive (self->check_button, TRUE);
  judge (self, registry);
}

static void
check (SluicePipelinePanel *self)
{
  g_autofree char *text = get_text (self);
  SluiceAtlasClient *client = sluice_session_get_client (self->session);
  const char *project_id = sluice_session_get_project_id (self->session);
  const char *instance = sluice_session_get_instance (self->session);

  if (*g_strstrip (text) == '\0')
    {
      clear_remarks (self);
      sluice_hint_set_text (self->summary, SLUICE_TONE_BAD,
                            _("Paste a pipeline first, or open a file."));
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }
  if (client == NULL || project_id == NULL || instance == NULL)
    {
      judge (self, NULL);
      return;
    }
  gtk_widget_set_sensitive (self->check_button, FALSE);
  sluice_hint_set_text (self->summary, SLUICE_TONE_PLAIN, _("Reading the connection registry…"));
  self->listing = g_cancellable_new ();
  sluice_atlas_list_connections_async (client, project_id, instance, self->listing, listed_cb,
                                       g_object_ref (self));
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SluicePipelinePanel *self = SLUICE_PIPELINE_PANEL (widget);

  if (self->session != NULL && self->listing == NULL)
    check (self);
}

static void
opened_cb (const char *text,
           const char *problem,
           gpointer    object)
{
  SluicePipelinePanel *self = object;

  if (text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  sluice_hint_set_text (self->summary, SLUICE_TONE_BAD, problem);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  sluice_dialogs_open_text (widget, opened_cb);
}

/* A text that was changed is no longer the one that was judged. */
static void
text_changed_cb (SluicePipelinePanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
  clear_remarks (self);
  sluice_hint_set_text (self->summary, SLUICE_TONE_PLAIN, NULL);
}

/* ---- life ---- */

static void
sluice_pipeline_panel_dispose (GObject *object)
{
  SluicePipelinePanel *self = SLUICE_PIPELINE_PANEL (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_PIPELINE_PANEL);

  G_OBJECT_CLASS (sluice_pipeline_panel_parent_class)->dispose (object);
}

static void
sluice_pipeline_panel_class_init (SluicePipelinePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_pipeline_panel_dispose;

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-pipeline-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinePanel, view);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinePanel, placeholder);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinePanel, check_button);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinePanel, summary);
  gtk_widget_class_bind_template_child (widget_class, SluicePipelinePanel, list);

  gtk_widget_class_install_action (widget_class, "pipeline.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "pipeline.open", NULL, open_action);
}

static void
sluice_pipeline_panel_init (SluicePipelinePanel *self)
{
  g_type_ensure (SLUICE_TYPE_HINT);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_text_card_break_lines (gtk_text_view_get_buffer (self->view));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
}

/* To be called once. */
void
sluice_pipeline_panel_set_up (SluicePipelinePanel *self,
                              SluiceSession       *session)
{
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
}
