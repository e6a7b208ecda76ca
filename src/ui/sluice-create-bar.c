/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below the form: Preview Request and Create Connection, or Cancel while a create runs. */

#include "sluice-create-bar.h"

#include "sluice-config.h"
#include "sluice-hint.h"
#include "sluice-wrap-box.h"

struct _SluiceCreateBar
{
  GtkWidget        parent_instance;

  SluiceOperation *creating;  /* NULL while nothing runs */
  gint64           started;   /* when the last create was, in monotonic µs; 0 before the first */

  /* Template */
  SluiceHint      *notice;
  GtkWidget       *idle_buttons;
  GtkWidget       *create_button;
  GtkWidget       *cancel_button;
};

enum { CREATE, PREVIEW, FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceCreateBar, sluice_create_bar, GTK_TYPE_WIDGET)

static void
show_buttons (SluiceCreateBar *self)
{
  gboolean running = self->creating != NULL;

  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->idle_buttons, !running);
  gtk_widget_set_visible (self->create_button, !running);
  gtk_widget_set_sensitive (self->cancel_button,
                            running && sluice_operation_can_cancel (self->creating));
}

static void
forget_create (SluiceCreateBar *self)
{
  if (self->creating != NULL)
    g_signal_handlers_disconnect_by_data (self->creating, self);
  g_clear_object (&self->creating);
}

static void
changed_cb (SluiceCreateBar *self)
{
  gboolean had_focus;

  if (sluice_operation_get_state (self->creating) == SLUICE_OPERATION_STATE_WORKING)
    {
      show_buttons (self);
      return;
    }
  had_focus = gtk_widget_has_focus (self->cancel_button);
  forget_create (self);
  show_buttons (self);
  g_signal_emit (self, signals[FINISHED], 0, had_focus);
}

static void
create_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[CREATE], 0);
}

static void
preview_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[PREVIEW], 0);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  sluice_create_bar_cancel (SLUICE_CREATE_BAR (widget));
}

/* The second half of a double click, or of Enter pressed twice, is meant for Create, but finds
 * Cancel in its place, or the form when the answer was quick. Returns whether this is one. */
static gboolean
is_second_press (SluiceCreateBar *self)
{
  int milliseconds;

  if (self->started == 0)
    return FALSE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-double-click-time", &milliseconds,
                NULL);
  return g_get_monotonic_time () - self->started < milliseconds * G_TIME_SPAN_MILLISECOND;
}

static void
pressed_cb (SluiceCreateBar *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  gtk_gesture_set_state (gesture, is_second_press (self) ? GTK_EVENT_SEQUENCE_CLAIMED
                                                         : GTK_EVENT_SEQUENCE_DENIED);
}

static gboolean
key_pressed_cb (SluiceCreateBar *self,
                guint            key)
{
  return (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
         && is_second_press (self);
}

static void
add_controllers (SluiceCreateBar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
sluice_create_bar_dispose (GObject *object)
{
  SluiceCreateBar *self = SLUICE_CREATE_BAR (object);

  forget_create (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_CREATE_BAR);

  G_OBJECT_CLASS (sluice_create_bar_parent_class)->dispose (object);
}

static void
sluice_create_bar_class_init (SluiceCreateBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_create_bar_dispose;

  signals[CREATE] = g_signal_new ("create", SLUICE_TYPE_CREATE_BAR, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PREVIEW] = g_signal_new ("preview", SLUICE_TYPE_CREATE_BAR, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", SLUICE_TYPE_CREATE_BAR, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-create-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCreateBar, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreateBar, idle_buttons);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreateBar, create_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceCreateBar, cancel_button);

  gtk_widget_class_install_action (widget_class, "bar.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "bar.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "bar.cancel", NULL, cancel_action);
}

static void
sluice_create_bar_init (SluiceCreateBar *self)
{
  GtkLayoutManager *layout;

  gtk_widget_init_template (GTK_WIDGET (self));
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  add_controllers (self);
  show_buttons (self);
}

/* Puts Cancel in place of Create until the operation has ended, and the keyboard focus on it. */
void
sluice_create_bar_watch (SluiceCreateBar *self,
                         SluiceOperation *operation)
{
  g_return_if_fail (SLUICE_IS_CREATE_BAR (self));
  g_return_if_fail (self->creating == NULL);

  self->started = g_get_monotonic_time ();
  self->creating = g_object_ref (operation);
  g_signal_connect_swapped (operation, "notify::revision", G_CALLBACK (changed_cb), self);
  show_buttons (self);
  gtk_widget_grab_focus (self->cancel_button);
  changed_cb (self);
}

gboolean
sluice_create_bar_is_running (SluiceCreateBar *self)
{
  g_return_val_if_fail (SLUICE_IS_CREATE_BAR (self), FALSE);

  return self->creating != NULL;
}

/* Returns whether there was something to cancel. */
gboolean
sluice_create_bar_cancel (SluiceCreateBar *self)
{
  g_return_val_if_fail (SLUICE_IS_CREATE_BAR (self), FALSE);

  if (self->creating == NULL || !sluice_operation_can_cancel (self->creating))
    return FALSE;
  sluice_operation_cancel (self->creating);
  return TRUE;
}

/* text: NULL takes the remark away. */
void
sluice_create_bar_remark (SluiceCreateBar *self,
                          const char      *text)
{
  g_return_if_fail (SLUICE_IS_CREATE_BAR (self));

  sluice_hint_set_text (self->notice, SLUICE_TONE_WARNING, text);
}

/* The button that creates. */
GtkWidget *
sluice_create_bar_get_button (SluiceCreateBar *self)
{
  g_return_val_if_fail (SLUICE_IS_CREATE_BAR (self), NULL);

  return self->create_button;
}
