/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One remark about a pipeline. */

#include "sluice-remark-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"

enum { FIX, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceRemarkRow
{
  GtkListBoxRow  parent_instance;

  SluiceRemark  *remark;

  /* Template */
  GtkImage      *icon;
  GtkLabel      *place;
  GtkLabel      *reason;
  GtkLabel      *fix;
  GtkWidget     *fix_button;
};

G_DEFINE_FINAL_TYPE (SluiceRemarkRow, sluice_remark_row, GTK_TYPE_LIST_BOX_ROW)

static void
fix_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[FIX], 0);
}

static void
sluice_remark_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_REMARK_ROW);

  G_OBJECT_CLASS (sluice_remark_row_parent_class)->dispose (object);
}

static void
sluice_remark_row_finalize (GObject *object)
{
  g_clear_pointer (&SLUICE_REMARK_ROW (object)->remark, sluice_remark_free);

  G_OBJECT_CLASS (sluice_remark_row_parent_class)->finalize (object);
}

static void
sluice_remark_row_class_init (SluiceRemarkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_remark_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_remark_row_finalize;

  signals[FIX] = g_signal_new ("fix", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-remark-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceRemarkRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceRemarkRow, place);
  gtk_widget_class_bind_template_child (widget_class, SluiceRemarkRow, reason);
  gtk_widget_class_bind_template_child (widget_class, SluiceRemarkRow, fix);
  gtk_widget_class_bind_template_child (widget_class, SluiceRemarkRow, fix_button);

  gtk_widget_class_install_action (widget_class, "remark.fix", NULL, fix_action);
}

static void
sluice_remark_row_init (SluiceRemarkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_severity (SluiceRemarkRow *self)
{
  static const struct { const char *icon, *style, *name; } looks[] = {
    [SLUICE_SEVERITY_NOTE] = { "dialog-information-symbolic", "dim-label", N_("Note") },
    [SLUICE_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning", N_("Warning") },
    [SLUICE_SEVERITY_PROBLEM] = { "dialog-error-symbolic", "error", N_("Problem") },
  };

  gtk_image_set_from_icon_name (self->icon, looks[self->remark->severity].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[self->remark->severity].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(looks[self->remark->severity].name), -1);
}

/* Takes the remark over. */
GtkWidget *
sluice_remark_row_new (SluiceRemark *remark)
{
  SluiceRemarkRow *self = g_object_new (SLUICE_TYPE_REMARK_ROW, NULL);
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;

  self->remark = remark;
  /* Translators: a place in a text */
  place = g_strdup_printf (_("Line %u, column %u"), remark->line, remark->column);
  show_severity (self);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->reason, remark->reason);
  gtk_label_set_label (self->fix, remark->fix != NULL ? remark->fix : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fix), remark->fix != NULL);
  gtk_widget_set_visible (self->fix_button, remark->replacement != NULL);
  /* Translators: a place in a text, and what is wrong there */
  name = g_strdup_printf (_("%s: %s"), place, remark->reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

const SluiceRemark *
sluice_remark_row_get_remark (SluiceRemarkRow *self)
{
  g_return_val_if_fail (SLUICE_IS_REMARK_ROW (self), NULL);

  return self->remark;
}
