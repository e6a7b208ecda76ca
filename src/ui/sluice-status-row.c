/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the status pane. */

#include "sluice-status-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-status-icon.h"
#include "sluice-undo.h"
#include "sluice-words.h"

/* How long an answer may take before one may want to stop waiting for it. */
#define PATIENCE_US (3 * G_USEC_PER_SEC)

struct _SluiceStatusRow
{
  GtkListBoxRow     parent_instance;

  SluiceOperation  *operation;
  char             *headline_text;
  gboolean          was_working;
  gboolean          waits;       /* Atlas has asked for time */

  /* Template */
  SluiceStatusIcon *icon;
  GtkLabel         *headline;
  GtkLabel         *time;
  GtkLabel         *sentence;
  GtkWidget        *buttons;
  GtkWidget        *address_button;
  GtkWidget        *finish_button;
  GtkWidget        *undo_button;
  GtkWidget        *again_button;
  GtkWidget        *stop_button;
  GtkWidget        *details_button;
  GtkWidget        *details_revealer;
  GtkLabel         *details;
};

G_DEFINE_FINAL_TYPE (SluiceStatusRow, sluice_status_row, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_address (SluiceStatusRow *self)
{
  return sluice_words_error_address (sluice_operation_get_error (self->operation));
}

/* While it works: how long already; then: when it began and how long it took. */
static void
show_time (SluiceStatusRow *self)
{
  gint64 elapsed = sluice_operation_get_elapsed (self->operation);
  g_autofree char *took = sluice_words_elapsed (elapsed);
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  if (sluice_operation_get_state (self->operation) == SLUICE_OPERATION_STATE_WORKING)
    {
      gtk_label_set_label (self->time, took);
      return;
    }
  clock = g_date_time_format (sluice_operation_get_started (self->operation), "%H:%M");
  if (elapsed >= G_USEC_PER_SEC)
    /* Translators: %1$s is the time of day, %2$s how long it took, in minutes and seconds */
    text = g_strdup_printf (_("%1$s, took %2$s"), clock, took);
  gtk_label_set_label (self->time, text != NULL ? text : clock);
}

/* An answer that has been long in coming may be waited for no longer; what became of the request
 * is looked up then. A test of delivery is stopped as a whole. */
static gboolean
is_slow (SluiceStatusRow *self)
{
  switch ((int) sluice_operation_get_kind (self->operation))
    {
    case SLUICE_OPERATION_CREATE_CONNECTION:
    case SLUICE_OPERATION_CHANGE_ROLE:
    case SLUICE_OPERATION_TEST_CONNECTION:
    case SLUICE_OPERATION_MOVE_CONNECTION:
    case SLUICE_OPERATION_DELETE_CONNECTION:
    case SLUICE_OPERATION_CREATE_LINK:
    case SLUICE_OPERATION_DELETE_LINK:
      return sluice_operation_get_elapsed (self->operation) >= PATIENCE_US;
    default:
      return FALSE;
    }
}

static void
show_buttons (SluiceStatusRow *self)
{
  gboolean working =
    sluice_operation_get_state (self->operation) == SLUICE_OPERATION_STATE_WORKING;
  SluicePhase phase = sluice_operation_get_phase (self->operation);
  gboolean watching = working
    && (phase == SLUICE_PHASE_WATCHING || phase == SLUICE_PHASE_RETRYING
        || phase == SLUICE_PHASE_LEAVING || phase == SLUICE_PHASE_RUNNING);
  const char *stop = _("Stop Watching");
  g_autofree char *address = dup_address (self);
  g_autofree char *details = sluice_words_details (self->operation);

  gtk_widget_set_visible (self->address_button, address != NULL && !working);
  gtk_widget_set_visible (self->finish_button,
                          sluice_undo_is_offered (self->operation, SLUICE_UNDO_FINISH));
  gtk_widget_set_visible (self->undo_button,
                          sluice_undo_is_offered (self->operation, SLUICE_UNDO_AS_IT_WAS));
  gtk_widget_set_visible (self->again_button,
                          sluice_operation_can_check_again (self->operation));
  if (phase == SLUICE_PHASE_RETRYING)
    stop = _("Stop Trying");
  else if (phase == SLUICE_PHASE_RUNNING)
    stop = _("Stop Test");
  else if (!watching)
    stop = _("Stop Waiting");
  gtk_button_set_label (GTK_BUTTON (self->stop_button), stop);
  gtk_widget_set_visible (self->stop_button,
                          (watching || (working && is_slow (self)))
                          && sluice_operation_can_cancel (self->operation));
  gtk_widget_set_visible (self->details_button,
                          sluice_operation_get_evidence (self->operation) != NULL
                          || sluice_operation_get_error (self->operation) != NULL);
  gtk_label_set_label (self->details, details);
}

static void
show (SluiceStatusRow *self)
{
  SluiceStory story;
  g_autofree char *sentence = NULL;

  sluice_words_read_operation (self->operation, &story);
  g_free (self->headline_text);
  self->headline_text = sluice_words_headline (&story);
  sentence = sluice_words_sentence (&story);

  gtk_label_set_label (self->headline, self->headline_text);
  gtk_label_set_label (self->sentence, sentence);
  sluice_status_icon_set_operation (self->icon, story.kind, story.state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->headline_text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_BUSY,
                               story.state == SLUICE_OPERATION_STATE_WORKING,
                               -1);
  show_time (self);
  show_buttons (self);
}

static void
revision_cb (SluiceStatusRow *self)
{
  gboolean working =
    sluice_operation_get_state (self->operation) == SLUICE_OPERATION_STATE_WORKING;

  show (self);
  if (self->was_working && !working)
    sluice_dialogs_announce (GTK_WIDGET (self), self->headline_text);
  self->was_working = working;
}

static void
copy (SluiceStatusRow *self,
      const char      *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_details_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  SluiceStatusRow *self = SLUICE_STATUS_ROW (widget);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n\n%s\n", self->headline_text,
                                           gtk_label_get_label (self->sentence),
                                           gtk_label_get_label (self->details));

  copy (self, text);
  gtk_widget_activate_action (widget, "win.copied", NULL);
}

static void
copy_address_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  g_autofree char *address = dup_address (SLUICE_STATUS_ROW (widget));

  if (address == NULL)
    return;
  copy (SLUICE_STATUS_ROW (widget), address);
  gtk_widget_activate_action (widget, "win.copied", NULL);
}

static void
again_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SluiceStatusRow *self = SLUICE_STATUS_ROW (widget);

  /* The button is about to hide: keep the keyboard focus in this entry. */
  gtk_widget_grab_focus (widget);
  sluice_operation_check_again (self->operation);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceStatusRow *self = SLUICE_STATUS_ROW (widget);
  gboolean finish = g_str_equal (name, "status.finish");

  gtk_widget_grab_focus (widget);
  sluice_undo_start (self->operation, finish ? SLUICE_UNDO_FINISH : SLUICE_UNDO_AS_IT_WAS);
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceStatusRow *self = SLUICE_STATUS_ROW (widget);

  gtk_widget_grab_focus (widget);
  sluice_operation_cancel (self->operation);
}

static void
sluice_status_row_dispose (GObject *object)
{
  SluiceStatusRow *self = SLUICE_STATUS_ROW (object);

  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_data (self->operation, self);
  g_clear_object (&self->operation);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_STATUS_ROW);

  G_OBJECT_CLASS (sluice_status_row_parent_class)->dispose (object);
}

static void
sluice_status_row_finalize (GObject *object)
{
  g_free (SLUICE_STATUS_ROW (object)->headline_text);

  G_OBJECT_CLASS (sluice_status_row_parent_class)->finalize (object);
}

static void
sluice_status_row_class_init (SluiceStatusRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_status_row_dispose;
  object_class->finalize = sluice_status_row_finalize;

  g_type_ensure (SLUICE_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-status-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, time);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, address_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, finish_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, again_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusRow, details);

  gtk_widget_class_install_action (widget_class, "status.copy-details", NULL, copy_details_action);
  gtk_widget_class_install_action (widget_class, "status.copy-address", NULL, copy_address_action);
  gtk_widget_class_install_action (widget_class, "status.check-again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "status.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "status.finish", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "status.stop", NULL, stop_action);
}

static void
sluice_status_row_init (SluiceStatusRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Method, path and codes read from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->details), GTK_TEXT_DIR_LTR);
}

GtkWidget *
sluice_status_row_new (SluiceOperation *operation)
{
  SluiceStatusRow *self = g_object_new (SLUICE_TYPE_STATUS_ROW, NULL);

  self->operation = g_object_ref (operation);
  self->was_working = sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING;
  g_signal_connect_object (operation, "notify::revision", G_CALLBACK (revision_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}

SluiceOperation *
sluice_status_row_get_operation (SluiceStatusRow *self)
{
  g_return_val_if_fail (SLUICE_IS_STATUS_ROW (self), NULL);

  return self->operation;
}

const char *
sluice_status_row_get_headline (SluiceStatusRow *self)
{
  g_return_val_if_fail (SLUICE_IS_STATUS_ROW (self), NULL);

  return self->headline_text;
}

/* How long Atlas asks to wait, and the way out of it. */
static void
show_wait (SluiceStatusRow *self)
{
  guint left = sluice_operation_get_wait (self->operation);
  g_autofree char *text = NULL;

  if (left > 0)
    {
      text = sluice_words_wait (left);
      gtk_label_set_label (self->sentence, text);
      gtk_button_set_label (GTK_BUTTON (self->stop_button), _("Stop Waiting"));
      gtk_widget_set_visible (self->stop_button, TRUE);
    }
  else if (self->waits)
    show (self);
  self->waits = left > 0;
}

/* To be called about once a second while the operation works. */
void
sluice_status_row_tick (SluiceStatusRow *self)
{
  g_return_if_fail (SLUICE_IS_STATUS_ROW (self));

  if (sluice_operation_get_state (self->operation) != SLUICE_OPERATION_STATE_WORKING)
    return;
  show_time (self);
  if (!gtk_widget_get_visible (self->stop_button))
    show_buttons (self);
  show_wait (self);
}
