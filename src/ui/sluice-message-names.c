/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader says of a page that only has a message: the keyboard stops at what scrolls
 * there, which has no name of its own.
 */

#include "sluice-message-names.h"

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SCROLLED_WINDOW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);
  return found;
}

static void
name (AdwStatusPage *page)
{
  GtkWidget *scroller = find_scroller (GTK_WIDGET (page));
  const char *title = adw_status_page_get_title (page);
  const char *description = adw_status_page_get_description (page);
  g_autofree char *text = NULL;

  if (description != NULL)
    pango_parse_markup (description, -1, 0, NULL, &text, NULL, NULL);
  if (scroller != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (scroller),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : "",
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                    -1);
}

/* Says what the page shows, now and whenever it shows something else. */
void
sluice_message_names_follow (AdwStatusPage *page)
{
  GtkWidget *scroller;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  scroller = find_scroller (GTK_WIDGET (page));
  /* Later versions of GTK give no name to what has no role but the general one. */
  if (scroller != NULL && !gtk_widget_get_realized (scroller))
    g_object_set (scroller, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  g_signal_connect (page, "notify::title", G_CALLBACK (name), NULL);
  g_signal_connect (page, "notify::description", G_CALLBACK (name), NULL);
  name (page);
}
