/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the history. */

#include "sluice-history-row.h"

#include <string.h>

#include "sluice-config.h"
#include "sluice-history-words.h"
#include "sluice-status-icon.h"

struct _SluiceHistoryRow
{
  GtkWidget         parent_instance;

  /* Template */
  SluiceStatusIcon *icon;
  GtkLabel         *headline;
  GtkLabel         *where;
};

G_DEFINE_FINAL_TYPE (SluiceHistoryRow, sluice_history_row, GTK_TYPE_WIDGET)

static void
sluice_history_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_HISTORY_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_history_row_parent_class)->dispose (object);
}

static void
sluice_history_row_class_init (SluiceHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_history_row_dispose;

  g_type_ensure (SLUICE_TYPE_STATUS_ICON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryRow, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryRow, where);
}

static void
sluice_history_row_init (SluiceHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_history_row_new (void)
{
  return g_object_new (SLUICE_TYPE_HISTORY_ROW, NULL);
}

void
sluice_history_row_show (SluiceHistoryRow   *self,
                         SluiceHistoryEntry *entry)
{
  g_autofree char *headline = sluice_history_words_headline (entry);
  g_autofree char *where = sluice_history_words_where (entry);

  g_return_if_fail (SLUICE_IS_HISTORY_ROW (self));

  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->where, where);
  sluice_status_icon_set_state (self->icon, sluice_history_entry_get_state (entry));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), strlen (headline) < 200 ? headline : NULL);
  /* What the keyboard stands on is the widget around the row. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where,
                                    -1);
}
