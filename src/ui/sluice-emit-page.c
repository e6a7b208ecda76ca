/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Emit. */

#include "sluice-emit-page.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-drafts.h"
#include "sluice-emit-form.h"
#include "sluice-group-titles.h"
#include "sluice-pipeline-panel.h"
#include "sluice-wrap-box.h"

#define DRAFT "emit-stage"

struct _SluiceEmitPage
{
  GtkWidget            parent_instance;

  /* Owned */
  SluiceSession       *session;
  GSettings           *settings;
  GPtrArray           *findings;
  char                *json;

  /* Template */
  SluiceEmitForm      *form;
  SluicePipelinePanel *pipeline;
  GtkTextView         *view;
};

G_DEFINE_FINAL_TYPE (SluiceEmitPage, sluice_emit_page, GTK_TYPE_WIDGET)

static void
show_stage (SluiceEmitPage *self,
            gboolean        insist)
{
  SluiceEmitStage stage;

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->json, g_free);
  sluice_emit_form_get_stage (self->form, &stage);
  self->findings = sluice_emit_stage_check (&stage);
  self->json = sluice_emit_stage_to_json (&stage);
  sluice_emit_form_show_findings (self->form, self->findings, insist);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->json, -1);
}

static void
changed_cb (SluiceEmitPage *self)
{
  show_stage (self, FALSE);
  if (self->settings != NULL)
    g_settings_set_value (self->settings, DRAFT, sluice_emit_form_save (self->form));
}

/* A stage that Atlas would refuse does not leave the page. */
static gboolean
is_whole (SluiceEmitPage *self)
{
  show_stage (self, TRUE);
  if (!sluice_emit_form_focus_problem (self->form, self->findings))
    return TRUE;
  sluice_dialogs_announce (GTK_WIDGET (self), _("The stage is not complete yet."));
  return FALSE;
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceEmitPage *self = SLUICE_EMIT_PAGE (widget);

  if (!is_whole (self))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->json);
  gtk_widget_activate_action (widget, "win.copied", NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceEmitPage *self = SLUICE_EMIT_PAGE (widget);

  if (is_whole (self))
    sluice_dialogs_save_text (widget, "emit.json", self->json);
}

/* The connection the other page is about is the one most people want to write to. */
static void
map_cb (SluiceEmitPage *self)
{
  g_autofree char *connection = NULL;
  g_autofree char *bucket = NULL;

  if (self->settings == NULL)
    return;
  connection = g_settings_get_string (self->settings, "connection-name");
  bucket = g_settings_get_string (self->settings, "test-bucket");
  sluice_emit_form_suggest (self->form, SLUICE_EMIT_CONNECTION_NAME, connection);
  sluice_emit_form_suggest (self->form, SLUICE_EMIT_BUCKET, bucket);
}

static void
sluice_emit_page_dispose (GObject *object)
{
  SluiceEmitPage *self = SLUICE_EMIT_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_EMIT_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_emit_page_parent_class)->dispose (object);
}

static void
sluice_emit_page_finalize (GObject *object)
{
  SluiceEmitPage *self = SLUICE_EMIT_PAGE (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->json);

  G_OBJECT_CLASS (sluice_emit_page_parent_class)->finalize (object);
}

static void
sluice_emit_page_class_init (SluiceEmitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_emit_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_emit_page_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-emit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceEmitPage, form);
  gtk_widget_class_bind_template_child (widget_class, SluiceEmitPage, pipeline);
  gtk_widget_class_bind_template_child (widget_class, SluiceEmitPage, view);

  gtk_widget_class_install_action (widget_class, "emit.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "emit.save", NULL, save_action);
}

static void
sluice_emit_page_init (SluiceEmitPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  g_type_ensure (SLUICE_TYPE_EMIT_FORM);
  g_type_ensure (SLUICE_TYPE_PIPELINE_PANEL);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_group_titles_wrap (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  show_stage (self, FALSE);
}

static void
restored_cb (GtkWidget *widget)
{
  SluiceEmitPage *self = SLUICE_EMIT_PAGE (widget);
  g_autoptr (GVariant) draft = g_settings_get_value (self->settings, DRAFT);

  sluice_emit_form_restore (self->form, draft);
  if (gtk_widget_get_mapped (widget))
    map_cb (self);
}

/* To be called once. */
void
sluice_emit_page_set_up (SluiceEmitPage *self,
                         SluiceSession *session,
                         GSettings     *settings,
                         gboolean       practice)
{
  g_autoptr (GVariant) draft = NULL;

  g_return_if_fail (SLUICE_IS_EMIT_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  sluice_emit_form_set_session (self->form, session);
  draft = g_settings_get_value (settings, DRAFT);
  sluice_emit_form_restore (self->form, draft);
  self->settings = g_object_ref (settings);
  sluice_drafts_watch (GTK_WIDGET (self), restored_cb);
  sluice_pipeline_panel_set_up (self->pipeline, session);
}
