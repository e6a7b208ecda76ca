/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The titles of groups of rows. */

#include "sluice-group-titles.h"

/* More than any of them needs. With a limit a label never asks for more width than there is: that
 * is how GTK 4.8 answers for a title and a description whose lines are not of the same height. */
#define MAX_LINES 20

/* libadwaita has no property for it; a title is a heading in front of the rows, and what wraps
 * there is a description. */
static void
wrap_title (GtkWidget *widget,
            gboolean   in_group)
{
  if (in_group && (GTK_IS_LIST_BOX (widget) || GTK_IS_BUTTON (widget)))
    return;
  in_group = in_group || ADW_IS_PREFERENCES_GROUP (widget);
  if (in_group && GTK_IS_LABEL (widget)
      && (gtk_widget_has_css_class (widget, "heading") || gtk_label_get_wrap (GTK_LABEL (widget))))
    g_object_set (widget,
                  "ellipsize", PANGO_ELLIPSIZE_END,
                  "lines", MAX_LINES,
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
