/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keyring holds of the key in use. */

#include "sluice-keyring-line.h"

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-hint.h"
#include "sluice-steady.h"
#include "sluice-words.h"
#include "sluice-wrap-box.h"

struct _SluiceKeyringLine
{
  GtkWidget      parent_instance;

  SluiceSession *session;

  /* Template */
  SluiceHint    *hint;
  GtkWidget     *unlock_button;
  GtkWidget     *retry_button;
  GtkWidget     *forget_button;
  GtkWidget     *help_button;
};

enum { UNLOCK, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceKeyringLine, sluice_keyring_line, GTK_TYPE_WIDGET)

static SluiceTone
get_tone (SluiceKeyringState state)
{
  switch (state)
    {
    case SLUICE_KEYRING_NOT_SAVED:
    case SLUICE_KEYRING_NOT_LOADED:
    case SLUICE_KEYRING_NOT_FORGOTTEN:
    case SLUICE_KEYRING_LOCKED:
      return SLUICE_TONE_WARNING;
    case SLUICE_KEYRING_KEPT:
    case SLUICE_KEYRING_NONE:
    case SLUICE_KEYRING_BUSY:
    default:
      return SLUICE_TONE_PLAIN;
    }
}

static void
show (SluiceKeyringLine *self)
{
  const GError *error = NULL;
  SluiceKeyringState state = sluice_session_get_keyring_state (self->session, &error);
  gboolean absent = g_error_matches (error, SLUICE_KEY_STORE_ERROR,
                                     SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
  gboolean dismissed = g_error_matches (error, SLUICE_KEY_STORE_ERROR,
                                        SLUICE_KEY_STORE_ERROR_DISMISSED);
  int height = sluice_steady_begin (gtk_widget_get_parent (GTK_WIDGET (self)));
  g_autofree char *text = sluice_words_keyring (state, error);

  sluice_hint_set_text (self->hint, get_tone (state), text);
  gtk_widget_set_visible (self->unlock_button,
                          state == SLUICE_KEYRING_LOCKED
                          || (state == SLUICE_KEYRING_NOT_LOADED && dismissed));
  gtk_widget_set_visible (self->retry_button, state == SLUICE_KEYRING_NOT_SAVED && !absent);
  gtk_widget_set_visible (self->forget_button,
                          sluice_session_get_key (self->session) != NULL
                          && (state == SLUICE_KEYRING_KEPT
                              || state == SLUICE_KEYRING_NOT_FORGOTTEN));
  gtk_widget_set_visible (self->help_button, absent && sluice_dialogs_in_flatpak ());
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  sluice_steady_end (gtk_widget_get_parent (GTK_WIDGET (self)), height);
}

static void
unlock_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[UNLOCK], 0);
}

/* A key that is accepted once more is saved once more. */
static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  sluice_session_recheck (SLUICE_KEYRING_LINE (widget)->session);
}

static void
forget_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  sluice_session_forget_key (SLUICE_KEYRING_LINE (widget)->session);
}

static void
help_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  sluice_dialogs_show_keyring_help (widget);
}

static void
sluice_keyring_line_dispose (GObject *object)
{
  SluiceKeyringLine *self = SLUICE_KEYRING_LINE (object);
  GtkWidget *child;

  /* Answers that come later find nobody. */
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_KEYRING_LINE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_keyring_line_parent_class)->dispose (object);
}

static void
sluice_keyring_line_class_init (SluiceKeyringLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_keyring_line_dispose;

  signals[UNLOCK] = g_signal_new ("unlock", SLUICE_TYPE_KEYRING_LINE, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-keyring-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyringLine, hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyringLine, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyringLine, retry_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyringLine, forget_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyringLine, help_button);

  gtk_widget_class_install_action (widget_class, "keyring.unlock", NULL, unlock_action);
  gtk_widget_class_install_action (widget_class, "keyring.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "keyring.forget", NULL, forget_action);
  gtk_widget_class_install_action (widget_class, "keyring.help", NULL, help_action);
}

static void
sluice_keyring_line_init (SluiceKeyringLine *self)
{
  GtkLayoutManager *layout;

  gtk_widget_init_template (GTK_WIDGET (self));
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_keyring_line_set_session (SluiceKeyringLine *self,
                                 SluiceSession     *session)
{
  g_return_if_fail (SLUICE_IS_KEYRING_LINE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "keyring-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
