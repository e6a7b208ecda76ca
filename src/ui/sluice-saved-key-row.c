/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One saved key. */

#include "sluice-saved-key-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-hint.h"
#include "sluice-reading-box.h"
#include "sluice-words.h"

struct _SluiceSavedKeyRow
{
  GtkListBoxRow   parent_instance;

  SluiceSavedKey *key;

  /* Template */
  GtkStack       *stack;
  GtkLabel       *name;
  GtkLabel       *public_key;
  GtkWidget      *in_use;
  GtkWidget      *use_button;
  GtkWidget      *check_button;
  GtkWidget      *rename_button;
  GtkWidget      *forget_button;
  GtkEditable    *entry;
  SluiceHint     *hint;
};

enum { USE, CHECK, FORGET, RENAME, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceSavedKeyRow, sluice_saved_key_row, GTK_TYPE_LIST_BOX_ROW)

/* Every row has these buttons: each says which key is its own. */
static void
name_buttons (SluiceSavedKeyRow *self,
              const char        *title)
{
  const struct { GtkWidget *button; const char *format; } buttons[] = {
    /* Translators: %s is the name of an API key */
    { self->use_button, _("Use %s") },
    /* Translators: %s is the name of an API key */
    { self->check_button, _("Check %s") },
    /* Translators: %s is the name of an API key */
    { self->rename_button, _("Rename %s") },
    /* Translators: %s is the name of an API key */
    { self->forget_button, _("Forget %s") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_autofree char *name = g_strdup_printf (buttons[i].format, title);

      /* In later versions of GTK what a button shows goes before what it is told. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (buttons[i].button),
                                     GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i].button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

static void
show (SluiceSavedKeyRow *self)
{
  static const SluiceTone tones[] = {
    [SLUICE_SAVED_KEY_UNCHECKED] = SLUICE_TONE_PLAIN,
    [SLUICE_SAVED_KEY_CHECKING] = SLUICE_TONE_PLAIN,
    [SLUICE_SAVED_KEY_WORKS] = SLUICE_TONE_GOOD,
    [SLUICE_SAVED_KEY_FAILED] = SLUICE_TONE_WARNING,
    [SLUICE_SAVED_KEY_NOT_FORGOTTEN] = SLUICE_TONE_WARNING,
  };
  const char *name = sluice_saved_key_get_name (self->key);
  const char *public_key = sluice_saved_key_get_public_key (self->key);
  const GError *error = NULL;
  SluiceSavedKeyCheck check = sluice_saved_key_get_check (self->key, &error);
  g_autofree char *sentence = sluice_words_saved_key (check, error);
  const char *title = *name != '\0' ? name : public_key;

  gtk_label_set_label (self->name, title);
  name_buttons (self, title);
  gtk_label_set_label (self->public_key, public_key);
  gtk_widget_set_visible (GTK_WIDGET (self->public_key), *name != '\0');
  sluice_hint_set_text (self->hint, tones[check], sentence);
  /* The hint hides its row when it has nothing to say; this one stays. */
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : public_key,
                                  -1);
}

/* ---- the name ---- */

static void
end_rename (SluiceSavedKeyRow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "key");
  gtk_widget_set_visible (GTK_WIDGET (self->entry), FALSE);
  gtk_widget_grab_focus (self->rename_button);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceSavedKeyRow *self = SLUICE_SAVED_KEY_ROW (widget);

  gtk_editable_set_text (self->entry, sluice_saved_key_get_name (self->key));
  gtk_widget_set_visible (GTK_WIDGET (self->entry), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "rename");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
keep_name_cb (SluiceSavedKeyRow *self)
{
  g_signal_emit (self, signals[RENAME], 0, gtk_editable_get_text (self->entry));
  end_rename (self);
}

static gboolean
key_pressed_cb (SluiceSavedKeyRow *self,
                guint              keyval)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  end_rename (self);
  return TRUE;
}

/* ---- what is asked for ---- */

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[USE], 0);
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[CHECK], 0);
}

static void
forget_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[FORGET], 0);
}

/* ---- life ---- */

static void
sluice_saved_key_row_dispose (GObject *object)
{
  SluiceSavedKeyRow *self = SLUICE_SAVED_KEY_ROW (object);

  if (self->key != NULL)
    g_signal_handlers_disconnect_by_data (self->key, self);
  g_clear_object (&self->key);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_SAVED_KEY_ROW);

  G_OBJECT_CLASS (sluice_saved_key_row_parent_class)->dispose (object);
}

static void
sluice_saved_key_row_class_init (SluiceSavedKeyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_saved_key_row_dispose;

  signals[USE] = g_signal_new ("use", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  signals[CHECK] = g_signal_new ("check", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[FORGET] = g_signal_new ("forget", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[RENAME] = g_signal_new ("rename", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_READING_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-saved-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, public_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, in_use);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, use_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, check_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, rename_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, forget_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, entry);
  gtk_widget_class_bind_template_child (widget_class, SluiceSavedKeyRow, hint);

  gtk_widget_class_install_action (widget_class, "saved-key.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "saved-key.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "saved-key.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "saved-key.forget", NULL, forget_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "saved-key.rename", NULL);
}

static void
sluice_saved_key_row_init (SluiceSavedKeyRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (keep_name_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
sluice_saved_key_row_new (SluiceSavedKey *key,
                          gboolean        in_use)
{
  SluiceSavedKeyRow *self = g_object_new (SLUICE_TYPE_SAVED_KEY_ROW, NULL);

  self->key = g_object_ref (key);
  g_signal_connect_object (key, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->in_use, in_use);
  gtk_widget_set_visible (self->use_button, !in_use);
  show (self);
  return GTK_WIDGET (self);
}

SluiceSavedKey *
sluice_saved_key_row_get_key (SluiceSavedKeyRow *self)
{
  g_return_val_if_fail (SLUICE_IS_SAVED_KEY_ROW (self), NULL);

  return self->key;
}
