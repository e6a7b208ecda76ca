/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that tests whether data flows. */

#include "sluice-delivery-dialog.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-connections.h"
#include "sluice-atlas-sample.h"
#include "sluice-config.h"
#include "sluice-delivery-operation.h"
#include "sluice-delivery-progress.h"
#include "sluice-dialogs.h"
#include "sluice-field.h"
#include "sluice-hint-row.h"
#include "sluice-region.h"
#include "sluice-validate.h"
#include "sluice-wrap-box.h"

/* Whether the instance has the connection the test reads from. */
typedef enum
{
  SAMPLE_ASKING,
  SAMPLE_THERE,
  SAMPLE_MISSING,
  SAMPLE_UNKNOWN,  /* it could not be read: the test will say why */
} Sample;

struct _SluiceDeliveryDialog
{
  AdwWindow               parent_instance;

  /* Owned */
  SluiceSession          *session;
  SluiceRegistryEntry    *entry;
  char                   *project_id;
  SluiceField            *bucket;
  SluiceField            *region;
  SluiceOperation        *operation;   /* NULL until it is started */
  GCancellable           *asking;
  Sample                  sample;

  /* Template */
  GtkWidget              *form;
  GtkLabel               *explanation;
  AdwEntryRow            *bucket_row;
  SluiceHint             *bucket_hint;
  AdwEntryRow            *region_row;
  SluiceHint             *region_hint;
  GtkWidget              *sample_group;
  AdwActionRow           *sample_row;
  GtkSwitch              *remove_switch;
  SluiceHint             *cost;
  SluiceHint             *notice;
  SluiceDeliveryProgress *progress;
  GtkButton              *cancel_button;
  GtkButton              *start_button;
};

G_DEFINE_FINAL_TYPE (SluiceDeliveryDialog, sluice_delivery_dialog, ADW_TYPE_WINDOW)

static const char *
get_instance (SluiceDeliveryDialog *self)
{
  return sluice_registry_entry_get_instance (self->entry);
}

static const char *
get_connection (SluiceDeliveryDialog *self)
{
  return sluice_connection_get_name (sluice_registry_entry_get_connection (self->entry));
}

static gboolean
is_working (SluiceDeliveryDialog *self)
{
  return self->operation != NULL
         && sluice_operation_get_state (self->operation) == SLUICE_OPERATION_STATE_WORKING;
}

/* ---- what is shown ---- */

static void
set_label (GtkButton  *button,
           const char *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (button)), text);
}

/* Cancel stops the test as long as there is something to stop; then the window is only closed. */
static void
show_buttons (SluiceDeliveryDialog *self)
{
  gboolean working = is_working (self);
  gboolean cleaning = working
    && sluice_operation_get_phase (self->operation) == SLUICE_PHASE_CLEANING_UP;
  gboolean again = self->operation != NULL && sluice_operation_can_check_again (self->operation);
  const char *verb = self->operation == NULL ? _("Start _Test") : _("Another _Test");

  set_label (self->cancel_button, self->operation == NULL || (working && !cleaning) ? _("_Cancel")
                                                                                     : _("C_lose"));
  set_label (self->start_button, again ? _("Chec_k Again") : verb);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), !working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "delivery.start",
                                 !working
                                 && (self->operation != NULL || self->sample != SAMPLE_ASKING));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "delivery.cancel",
                                 !working || cleaning
                                 || sluice_operation_can_cancel (self->operation));
}

static void
show_form (SluiceDeliveryDialog *self,
           gboolean              form)
{
  gtk_widget_set_visible (self->form, form);
  gtk_widget_set_visible (GTK_WIDGET (self->cost), form);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !form);
}

static void
follow (SluiceDeliveryDialog *self,
        SluiceOperation      *operation)
{
  self->operation = g_object_ref (operation);
  g_signal_connect_object (operation, "notify::revision", G_CALLBACK (show_buttons), self,
                           G_CONNECT_SWAPPED);
  sluice_delivery_progress_follow (self->progress, operation);
  show_form (self, FALSE);
  show_buttons (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

static void
unfollow (SluiceDeliveryDialog *self)
{
  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_data (self->operation, self);
  g_clear_object (&self->operation);
}

/* ---- what is asked before ---- */

static void
show_sample (SluiceDeliveryDialog *self)
{
  gtk_widget_set_visible (self->sample_group, self->sample == SAMPLE_MISSING);
  sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN,
                        self->sample == SAMPLE_ASKING
                          ? _("Looking whether the instance has sample_stream_solar…") : NULL);
  show_buttons (self);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SluiceDeliveryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (self->session == NULL)                         /* closed meanwhile */
    return;
  if (sample != NULL)
    self->sample = SAMPLE_THERE;
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND)
           || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NOT_FOUND))
    self->sample = SAMPLE_MISSING;
  else
    self->sample = SAMPLE_UNKNOWN;
  show_sample (self);
  /* Where the window opened with nothing to type, Enter starts the test. */
  if (gtk_window_get_focus (GTK_WINDOW (self)) == GTK_WIDGET (self->cancel_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->start_button));
}

static void
ask_for_sample (SluiceDeliveryDialog *self)
{
  SluiceAtlasClient *client = sluice_session_get_client (self->session);

  self->sample = client != NULL ? SAMPLE_ASKING : SAMPLE_UNKNOWN;
  if (client != NULL)
    sluice_atlas_get_connection_async (client, self->project_id, get_instance (self),
                                       SLUICE_SAMPLE_CONNECTION, self->asking, asked_cb,
                                       g_object_ref (self));
  show_sample (self);
}

/* ---- what is done ---- */

static void
start (gpointer user_data)
{
  SluiceDeliveryDialog *self = user_data;
  SluiceAtlasClient *client = sluice_session_get_client (self->session);
  g_autoptr (SluiceOperation) operation = NULL;
  SluiceDeliveryRequest request = {
    .project_id = self->project_id,
    .instance = get_instance (self),
    .connection = get_connection (self),
    .bucket = sluice_field_get_value (self->bucket),
    .region = sluice_field_get_value (self->region),
    .may_add_sample = self->sample == SAMPLE_MISSING,
    .remove_sample = gtk_switch_get_active (self->remove_switch),
    .leftovers = sluice_delivery_leftovers_of (self->session),
  };

  if (self->operation != NULL)                       /* asked twice, answered twice */
    return;
  if (client == NULL)
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_BAD,
                            _("There is no key any more. Fill it in on the page Connect."));
      return;
    }
  operation = sluice_delivery_operation_start (client, &request);
  sluice_session_add_operation (self->session, operation);
  follow (self, operation);
}

static gboolean
is_whole (SluiceDeliveryDialog *self)
{
  SluiceField *fields[] = { self->bucket, self->region };
  SluiceField *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      sluice_field_settle (fields[i]);
      if (!sluice_field_submit (fields[i]) && first == NULL)
        first = fields[i];
    }
  if (first != NULL)
    sluice_field_grab_focus (first);
  return first == NULL;
}

static void
ask_and_start (SluiceDeliveryDialog *self)
{
  g_autofree char *body = NULL;

  if (!is_whole (self))
    return;
  if (self->sample != SAMPLE_MISSING)
    {
      start (self);
      return;
    }
  /* Translators: %s is a stream processing instance */
  body = g_strdup_printf (_("The test reads from this connection to invented solar data of Atlas. "
                            "The registry of %s does not have it yet. Adding it costs nothing."),
                          get_instance (self));
  sluice_dialogs_propose (GTK_WINDOW (self), _("Add sample_stream_solar?"), body, _("_Cancel"),
                          _("_Add and Start"), start, self);
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SluiceDeliveryDialog *self = SLUICE_DELIVERY_DIALOG (widget);

  if (self->operation == NULL)
    ask_and_start (self);
  else if (sluice_operation_can_check_again (self->operation))
    sluice_operation_check_again (self->operation);
  else if (!is_working (self))
    {
      unfollow (self);
      sluice_delivery_progress_follow (self->progress, NULL);
      show_form (self, TRUE);
      ask_for_sample (self);
      sluice_field_grab_focus (self->bucket);
    }
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceDeliveryDialog *self = SLUICE_DELIVERY_DIALOG (widget);

  if (is_working (self)
      && sluice_operation_get_phase (self->operation) != SLUICE_PHASE_CLEANING_UP)
    sluice_operation_cancel (self->operation);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
access_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-page", "s", "aws-access");
  gtk_window_close (GTK_WINDOW (widget));
}

/* ---- life ---- */

static void
sluice_delivery_dialog_dispose (GObject *object)
{
  SluiceDeliveryDialog *self = SLUICE_DELIVERY_DIALOG (object);

  unfollow (self);
  g_cancellable_cancel (self->asking);
  if (self->bucket != NULL)
    g_object_run_dispose (G_OBJECT (self->bucket));
  if (self->region != NULL)
    g_object_run_dispose (G_OBJECT (self->region));
  g_clear_object (&self->bucket);
  g_clear_object (&self->region);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_DELIVERY_DIALOG);

  G_OBJECT_CLASS (sluice_delivery_dialog_parent_class)->dispose (object);
}

static void
sluice_delivery_dialog_finalize (GObject *object)
{
  SluiceDeliveryDialog *self = SLUICE_DELIVERY_DIALOG (object);

  g_object_unref (self->asking);
  g_free (self->project_id);

  G_OBJECT_CLASS (sluice_delivery_dialog_parent_class)->finalize (object);
}

static void
sluice_delivery_dialog_class_init (SluiceDeliveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_delivery_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_delivery_dialog_finalize;

  g_type_ensure (SLUICE_TYPE_DELIVERY_PROGRESS);
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH
                                               "/ui/sluice-delivery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, form);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, bucket_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, bucket_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, region_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, region_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, sample_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, sample_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, remove_switch);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, cost);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceDeliveryDialog, start_button);

  gtk_widget_class_install_action (widget_class, "delivery.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "delivery.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "delivery.access", NULL, access_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_delivery_dialog_init (SluiceDeliveryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asking = g_cancellable_new ();
  self->bucket = sluice_field_new (self->bucket_row, self->bucket_hint,
                                   sluice_validate_test_bucket,
                                   _("A bucket to write to is needed."),
                                   _("Any bucket that the connection’s role may write to."));
  self->region = sluice_field_new (self->region_row, self->region_hint, sluice_validate_region,
                                   NULL, _("Only if it is not the instance’s own region."));
  g_signal_connect_object (self->bucket, "activated", G_CALLBACK (ask_and_start), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->region, "activated", G_CALLBACK (ask_and_start), self,
                           G_CONNECT_SWAPPED);
}

static void
describe (SluiceDeliveryDialog *self)
{
  const char *bucket = sluice_connection_get_test_bucket (
    sluice_registry_entry_get_connection (self->entry));
  g_autofree char *explanation = NULL;
  g_autofree char *missing = NULL;

  /* Translators: %1$s is a stream processing instance, %2$s a connection */
  explanation = g_strdup_printf (_("Sluice creates a stream processor in %1$s that writes invented "
                                   "solar data through %2$s, watches it until documents have "
                                   "arrived, for five minutes at most, then stops and deletes "
                                   "it."), get_instance (self), get_connection (self));
  missing = g_strdup_printf (_("The test reads from this connection. It will be added to %s."),
                             get_instance (self));
  gtk_label_set_label (self->explanation, explanation);
  g_object_set (self->sample_row, "use-markup", FALSE, "subtitle", missing, NULL);
  sluice_hint_set_text (self->cost, SLUICE_TONE_WARNING,
                        _("Running it costs money: Atlas charges the processor’s time, AWS its "
                          "requests and what is stored. What is written stays in the bucket: "
                          "Sluice has no access to AWS."));
  if (bucket != NULL)
    sluice_field_set_text (self->bucket, bucket);
}

/* A test of this connection that is under way, started from here earlier. */
static SluiceOperation *
find_running (SluiceDeliveryDialog *self)
{
  GListModel *operations = sluice_session_get_operations (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_TEST_DELIVERY
          && sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING
          && g_strcmp0 (sluice_operation_get_subject (operation), get_connection (self)) == 0
          && g_strcmp0 (sluice_operation_get_place (operation), get_instance (self)) == 0
          && g_strcmp0 (sluice_operation_get_project_id (operation), self->project_id) == 0)
        return operation;                            /* the list holds a reference */
    }
  return NULL;
}

void
sluice_delivery_dialog_present (GtkWidget           *parent,
                                SluiceSession       *session,
                                const char          *project_id,
                                SluiceRegistryEntry *entry)
{
  SluiceDeliveryDialog *self = g_object_new (SLUICE_TYPE_DELIVERY_DIALOG,
                                             "transient-for", gtk_widget_get_root (parent),
                                             NULL);
  SluiceOperation *running = NULL;

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  self->project_id = g_strdup (project_id);
  describe (self);
  running = find_running (self);
  if (running != NULL)
    follow (self, running);
  else
    ask_for_sample (self);
  gtk_window_present (GTK_WINDOW (self));
  if (running == NULL && sluice_field_get_value (self->bucket) == NULL)
    sluice_field_grab_focus (self->bucket);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}
