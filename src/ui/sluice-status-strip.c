/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status pane in one line. */

#include "sluice-status-strip.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-status-icon.h"
#include "sluice-words.h"

struct _SluiceStatusStrip
{
  GtkButton         parent_instance;

  GListModel       *operations;
  SluiceOperation  *newest;

  /* Template */
  SluiceStatusIcon *icon;
  GtkLabel         *headline;
  GtkLabel         *time;
  GtkLabel         *count;
};

G_DEFINE_FINAL_TYPE (SluiceStatusStrip, sluice_status_strip, GTK_TYPE_BUTTON)

static void
show_time (SluiceStatusStrip *self)
{
  g_autofree char *text = NULL;

  if (self->newest == NULL)
    return;
  if (sluice_operation_get_state (self->newest) == SLUICE_OPERATION_STATE_WORKING)
    text = sluice_words_elapsed (sluice_operation_get_elapsed (self->newest));
  else
    text = g_date_time_format (sluice_operation_get_started (self->newest), "%H:%M");
  gtk_label_set_label (self->time, text);
}

static void
show (SluiceStatusStrip *self)
{
  guint n = self->operations != NULL ? g_list_model_get_n_items (self->operations) : 0;
  g_autofree char *headline = NULL;
  g_autofree char *count = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->icon), self->newest != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->time), self->newest != NULL);
  if (self->newest != NULL)
    {
      SluiceStory story;

      sluice_words_read_operation (self->newest, &story);
      headline = sluice_words_headline (&story);
      sluice_status_icon_set_operation (self->icon, story.kind, story.state);
      count = g_strdup_printf (ngettext ("Status: %u entry", "Status: %u entries", n), n);
    }
  else
    {
      headline = g_strdup (_("Nothing has happened yet"));
      count = g_strdup (_("Status: no entries"));
    }
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count,
                                  -1);
  show_time (self);
}

static void
forget_newest (SluiceStatusStrip *self)
{
  if (self->newest != NULL)
    g_signal_handlers_disconnect_by_data (self->newest, self);
  g_clear_object (&self->newest);
}

static void
items_changed_cb (SluiceStatusStrip *self)
{
  forget_newest (self);
  self->newest = g_list_model_get_item (self->operations, 0);
  if (self->newest != NULL)
    g_signal_connect_swapped (self->newest, "notify::revision", G_CALLBACK (show), self);
  show (self);
}

static void
sluice_status_strip_dispose (GObject *object)
{
  SluiceStatusStrip *self = SLUICE_STATUS_STRIP (object);

  forget_newest (self);
  if (self->operations != NULL)
    g_signal_handlers_disconnect_by_data (self->operations, self);
  g_clear_object (&self->operations);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_STATUS_STRIP);

  G_OBJECT_CLASS (sluice_status_strip_parent_class)->dispose (object);
}

static void
sluice_status_strip_class_init (SluiceStatusStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_status_strip_dispose;

  g_type_ensure (SLUICE_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-status-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusStrip, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusStrip, time);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusStrip, count);
}

static void
sluice_status_strip_init (SluiceStatusStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self);
}

void
sluice_status_strip_set_operations (SluiceStatusStrip *self,
                                    GListModel        *operations)
{
  g_return_if_fail (SLUICE_IS_STATUS_STRIP (self));
  g_return_if_fail (self->operations == NULL);

  self->operations = g_object_ref (operations);
  g_signal_connect_swapped (operations, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self);
}

/* To be called about once a second while something works. */
void
sluice_status_strip_tick (SluiceStatusStrip *self)
{
  g_return_if_fail (SLUICE_IS_STATUS_STRIP (self));

  show_time (self);
}
