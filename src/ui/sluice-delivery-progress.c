/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test of delivery does, and what came of it. */

#include "sluice-delivery-progress.h"

#include "sluice-config.h"
#include "sluice-delivery-report.h"
#include "sluice-dialogs.h"
#include "sluice-status-icon.h"
#include "sluice-words.h"

struct _SluiceDeliveryProgress
{
  GtkBox               parent_instance;

  SluiceOperation     *operation;
  guint                tick;        /* while it works */
  gboolean             was_working;

  /* Template */
  SluiceStatusIcon    *icon;
  GtkLabel            *headline;
  GtkLabel            *sentence;
  GtkWidget           *written_row;
  GtkLabel            *written;
  GtkWidget           *state_row;
  GtkLabel            *state;
  GtkLabel            *elapsed;
  AdwActionRow        *processor_row;
  GtkWidget           *stays;
  GtkWidget           *access_button;
  GtkWidget           *expander;
  GtkLabel            *details;
};

G_DEFINE_FINAL_TYPE (SluiceDeliveryProgress, sluice_delivery_progress, GTK_TYPE_BOX)

static void
show_elapsed (SluiceDeliveryProgress *self)
{
  g_autofree char *text = sluice_words_elapsed (sluice_operation_get_elapsed (self->operation));

  gtk_label_set_label (self->elapsed, text);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_elapsed (user_data);
  return G_SOURCE_CONTINUE;
}

/* Where the page AWS Access has what is missing. */
static gboolean
is_about_access (SluiceDeliveryReport *report)
{
  SluiceDeliveryCause cause = sluice_delivery_report_get_cause (report);

  return sluice_delivery_report_get_verdict (report) == SLUICE_DELIVERY_FAILED
         && (cause == SLUICE_DELIVERY_CAUSE_DENIED || cause == SLUICE_DELIVERY_CAUSE_KMS
             || cause == SLUICE_DELIVERY_CAUSE_ASSUME_ROLE);
}

static void
show_report (SluiceDeliveryProgress *self,
             SluiceDeliveryReport   *report)
{
  gint64 written = sluice_delivery_report_get_written (report);
  const char *state = sluice_delivery_report_get_state_name (report);
  gboolean gone = sluice_delivery_report_get_processor_is (report) == SLUICE_DELIVERY_THING_REMOVED;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (written, 0));

  gtk_label_set_label (self->written, count);
  gtk_label_set_label (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (self->written_row, written >= 0);
  gtk_widget_set_visible (self->state_row, state != NULL && !gone);
  adw_action_row_set_subtitle (self->processor_row,
                               sluice_delivery_report_get_processor (report));
  gtk_widget_set_visible (self->access_button, is_about_access (report));
}

static void
show_time (SluiceDeliveryProgress *self,
           gboolean                working)
{
  show_elapsed (self);
  if (working && self->tick == 0)
    self->tick = g_timeout_add_seconds (1, tick_cb, self);
  else if (!working)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static void
show (SluiceDeliveryProgress *self)
{
  SluiceStory story;
  g_autofree char *headline = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *details = sluice_words_details (self->operation);
  gboolean working = FALSE;

  sluice_words_read_operation (self->operation, &story);
  working = story.state == SLUICE_OPERATION_STATE_WORKING;
  headline = sluice_words_headline (&story);
  sentence = sluice_words_sentence (&story);
  sluice_status_icon_set_state (self->icon, story.state);
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), *sentence != '\0');
  gtk_widget_set_visible (self->stays, working);
  gtk_widget_set_visible (self->expander, !working && *details != '\0');
  gtk_label_set_label (self->details, details);
  show_report (self, SLUICE_DELIVERY_REPORT (story.result));
  show_time (self, working);
  if (self->was_working && !working)
    sluice_dialogs_announce (GTK_WIDGET (self), headline);
  self->was_working = working;
}

static void
sluice_delivery_progress_dispose (GObject *object)
{
  SluiceDeliveryProgress *self = SLUICE_DELIVERY_PROGRESS (object);

  sluice_delivery_progress_follow (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_DELIVERY_PROGRESS);

  G_OBJECT_CLASS (sluice_delivery_progress_parent_class)->dispose (object);
}

static void
sluice_delivery_progress_class_init (SluiceDeliveryProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_delivery_progress_dispose;

  g_type_ensure (SLUICE_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH
                                               "/ui/sluice-delivery-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, written_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, written);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, state_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, state);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, elapsed);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, processor_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, stays);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, access_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, expander);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryProgress, details);
}

static void
sluice_delivery_progress_init (SluiceDeliveryProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Method, path and codes read from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->details), GTK_TEXT_DIR_LTR);
}

void
sluice_delivery_progress_follow (SluiceDeliveryProgress *self,
                                 SluiceOperation        *operation)
{
  g_return_if_fail (SLUICE_IS_DELIVERY_PROGRESS (self));

  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_data (self->operation, self);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_set_object (&self->operation, operation);
  self->was_working = FALSE;
  if (operation == NULL)
    return;
  g_signal_connect_object (operation, "notify::revision", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}
