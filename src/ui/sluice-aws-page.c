/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page AWS Access. */

#include "sluice-aws-page.h"

#include "sluice-config.h"

struct _SluiceAwsPage
{
  GtkWidget      parent_instance;

  /* Owned */
  SluiceSession *session;
  GSettings     *settings;
};

G_DEFINE_FINAL_TYPE (SluiceAwsPage, sluice_aws_page, GTK_TYPE_WIDGET)

static void
sluice_aws_page_dispose (GObject *object)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_AWS_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_aws_page_parent_class)->dispose (object);
}

static void
sluice_aws_page_class_init (SluiceAwsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_aws_page_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-aws-page.ui");
}

static void
sluice_aws_page_init (SluiceAwsPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/* To be called once. */
void
sluice_aws_page_set_up (SluiceAwsPage *self,
                        SluiceSession *session,
                        GSettings     *settings,
                        gboolean       practice)
{
  g_return_if_fail (SLUICE_IS_AWS_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
}
