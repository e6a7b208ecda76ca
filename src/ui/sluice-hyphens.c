/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and ids that need more than one line. */

#include "sluice-hyphens.h"

void
sluice_hyphens_leave_out (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sluice_hyphens_leave_out (child);
  if (GTK_IS_LABEL (widget))
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (widget), attributes);
    }
}
