/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that mean the same on every page: each presses the button it finds there. */

#include "sluice-page-keys.h"

static gboolean
is_meant (GtkWidget          *widget,
          const char * const *action_names)
{
  const char *name = GTK_IS_BUTTON (widget)
                     ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  return name != NULL && g_strv_contains (action_names, name)
         && gtk_widget_is_sensitive (widget);
}

static GtkWidget *
find_button (GtkWidget          *widget,
             const char * const *action_names)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_meant (widget, action_names))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action_names);
  return found;
}

/* Does what the first button below page does that has one of these actions, is shown and can be
 * pressed. action_names: ends with NULL. Returns whether there was one. */
gboolean
sluice_page_keys_press (GtkWidget          *page,
                        const char * const *action_names)
{
  GtkWidget *button = find_button (page, action_names);
  GtkActionable *actionable;

  if (button == NULL)
    return FALSE;
  actionable = GTK_ACTIONABLE (button);
  return gtk_widget_activate_action_variant (button,
                                             gtk_actionable_get_action_name (actionable),
                                             gtk_actionable_get_action_target_value (actionable));
}
