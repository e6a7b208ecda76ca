/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Emit. */

#include "sluice-emit-page.h"

#include "sluice-config.h"

struct _SluiceEmitPage
{
  GtkWidget      parent_instance;

  /* Owned */
  SluiceSession *session;
  GSettings     *settings;
};

G_DEFINE_FINAL_TYPE (SluiceEmitPage, sluice_emit_page, GTK_TYPE_WIDGET)

static void
sluice_emit_page_dispose (GObject *object)
{
  SluiceEmitPage *self = SLUICE_EMIT_PAGE (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_EMIT_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_emit_page_parent_class)->dispose (object);
}

static void
sluice_emit_page_class_init (SluiceEmitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_emit_page_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-emit-page.ui");
}

static void
sluice_emit_page_init (SluiceEmitPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/* To be called once. */
void
sluice_emit_page_set_up (SluiceEmitPage *self,
                         SluiceSession *session,
                         GSettings     *settings,
                         gboolean       practice)
{
  g_return_if_fail (SLUICE_IS_EMIT_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
}
