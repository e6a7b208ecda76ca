/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The titles of groups of rows. */

#include "sluice-group-titles.h"

/* libadwaita has no property for it; a title is a heading in front of the rows. */
static void
wrap_title (GtkWidget *widget,
            gboolean   in_group)
{
  if (in_group && GTK_IS_LIST_BOX (widget))
    return;
  in_group = in_group || ADW_IS_PREFERENCES_GROUP (widget);
  if (in_group && GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading"))
    g_object_set (widget,
                  "ellipsize", PANGO_ELLIPSIZE_NONE,
                  "wrap", TRUE,
                  "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_title (child, in_group);
}

void
sluice_group_titles_wrap (GtkWidget *widget)
{
  wrap_title (widget, FALSE);
}
