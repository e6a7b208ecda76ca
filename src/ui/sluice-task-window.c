/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small window that asks for what one task needs. */

#include "sluice-task-window.h"

#include "sluice-config.h"
#include "sluice-hint-row.h"
#include "sluice-hyphens.h"
#include "sluice-wrap-box.h"

struct _SluiceTaskWindow
{
  AdwWindow        parent_instance;

  GPtrArray       *fields;
  gpointer         data;
  GDestroyNotify   free_data;

  /* Template */
  GtkBox          *groups;
  GtkLabel        *explanation;
  GtkLabel        *remark;
  SluiceHint      *notice;
  GtkButton       *verb_button;
  GtkLabel        *verb_label;
};

enum { GO, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceTaskWindow, sluice_task_window, ADW_TYPE_WINDOW)

/* All fields say what is wrong with them; the first of those gets the keyboard focus. */
static gboolean
is_whole (SluiceTaskWindow *self)
{
  SluiceField *first = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      SluiceField *field = self->fields->pdata[i];

      sluice_field_settle (field);
      if (!sluice_field_submit (field) && first == NULL)
        first = field;
    }
  if (first != NULL)
    sluice_field_grab_focus (first);
  return first == NULL;
}

static void
go (SluiceTaskWindow *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->verb_button)) && is_whole (self))
    g_signal_emit (self, signals[GO], 0);
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  go (SLUICE_TASK_WINDOW (widget));
}

static void
sluice_task_window_dispose (GObject *object)
{
  SluiceTaskWindow *self = SLUICE_TASK_WINDOW (object);

  /* Their pause timers must not outlive the rows. */
  for (guint i = 0; i < self->fields->len; i++)
    g_object_run_dispose (self->fields->pdata[i]);
  g_ptr_array_set_size (self->fields, 0);
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->free_data = NULL;
  self->data = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_TASK_WINDOW);

  G_OBJECT_CLASS (sluice_task_window_parent_class)->dispose (object);
}

static void
sluice_task_window_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_TASK_WINDOW (object)->fields);

  G_OBJECT_CLASS (sluice_task_window_parent_class)->finalize (object);
}

static void
sluice_task_window_class_init (SluiceTaskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_task_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_task_window_finalize;

  signals[GO] = g_signal_new ("go", SLUICE_TYPE_TASK_WINDOW, G_SIGNAL_RUN_LAST,
                              0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-task-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTaskWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, SluiceTaskWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, SluiceTaskWindow, remark);
  gtk_widget_class_bind_template_child (widget_class, SluiceTaskWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceTaskWindow, verb_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceTaskWindow, verb_label);

  gtk_widget_class_install_action (widget_class, "task.go", NULL, go_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_task_window_init (SluiceTaskWindow *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* verb: the title, with the letter of the button that does it. */
SluiceTaskWindow *
sluice_task_window_new (GtkWidget      *parent,
                        const char     *title,
                        const char     *verb,
                        int             height,
                        gboolean        destructive,
                        gpointer        data,
                        GDestroyNotify  free_data)
{
  SluiceTaskWindow *self = g_object_new (SLUICE_TYPE_TASK_WINDOW,
                                         "title", title,
                                         "default-height", height,
                                         "transient-for", gtk_widget_get_root (parent),
                                         NULL);

  self->data = data;
  self->free_data = free_data;
  gtk_label_set_label (self->verb_label, verb);
  gtk_widget_add_css_class (GTK_WIDGET (self->verb_button),
                            destructive ? "destructive-action" : "suggested-action");
  return self;
}

gpointer
sluice_task_window_get_data (SluiceTaskWindow *self)
{
  g_return_val_if_fail (SLUICE_IS_TASK_WINDOW (self), NULL);

  return self->data;
}

/* What the task does, above everything else. */
void
sluice_task_window_set_explanation (SluiceTaskWindow *self,
                                    const char       *text)
{
  g_return_if_fail (SLUICE_IS_TASK_WINDOW (self));

  gtk_label_set_label (self->explanation, text);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), text != NULL && *text != '\0');
}

/* What it means, below the groups. */
void
sluice_task_window_set_remark (SluiceTaskWindow *self,
                               const char       *text)
{
  g_return_if_fail (SLUICE_IS_TASK_WINDOW (self));

  gtk_label_set_label (self->remark, text);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL && *text != '\0');
}

/* What is known about it by now, right above the buttons; NULL takes it away. */
void
sluice_task_window_set_notice (SluiceTaskWindow *self,
                               SluiceTone        tone,
                               const char       *text)
{
  g_return_if_fail (SLUICE_IS_TASK_WINDOW (self));

  sluice_hint_set_text (self->notice, tone, text);
}

AdwPreferencesGroup *
sluice_task_window_add_group (SluiceTaskWindow *self,
                              const char       *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  g_return_val_if_fail (SLUICE_IS_TASK_WINDOW (self), NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* A row that only shows something, wrapped and not cut off. */
GtkWidget *
sluice_task_window_add_fact (AdwPreferencesGroup *group,
                             const char          *title,
                             const char          *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (value != NULL ? value : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  sluice_hyphens_leave_out (row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
  return row;
}

SluiceField *
sluice_task_window_add_field (SluiceTaskWindow    *self,
                              AdwPreferencesGroup *group,
                              const char          *title,
                              SluiceValidator      validator,
                              const char          *missing,
                              const char          *help,
                              AdwEntryRow        **row)
{
  GtkWidget *entry = g_object_new (ADW_TYPE_ENTRY_ROW,
                                   "title", title,
                                   "use-underline", TRUE,
                                   "input-hints",
                                   GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI, NULL);
  GtkWidget *hint = g_object_new (SLUICE_TYPE_HINT, NULL);
  GtkWidget *hint_row = g_object_new (SLUICE_TYPE_HINT_ROW, "child", hint, NULL);
  SluiceField *field = NULL;

  g_return_val_if_fail (SLUICE_IS_TASK_WINDOW (self), NULL);

  adw_preferences_group_add (group, entry);
  adw_preferences_group_add (group, hint_row);
  field = sluice_field_new (ADW_ENTRY_ROW (entry), SLUICE_HINT (hint), validator, missing, help);
  g_signal_connect_object (field, "activated", G_CALLBACK (go), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->fields, field);
  if (row != NULL)
    *row = ADW_ENTRY_ROW (entry);
  return field;
}

void
sluice_task_window_set_ready (SluiceTaskWindow *self,
                              gboolean          ready)
{
  g_return_if_fail (SLUICE_IS_TASK_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "task.go", ready);
}
