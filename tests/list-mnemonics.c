/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints which strings with a letter to press are shown together, as they stand in the source, and
 * which buttons and fields lack one: a line with the name of each page, dialog or menu, a tab and
 * the string. For test-mnemonics.py,
 * which looks them up in every translation.
 */
#include "scenes.h"
#include "ui-fixture.h"

static void
print_line (const char *name,
            const char *label)
{
  g_autofree char *escaped = g_strescape (label, NULL);

  g_print ("mnemonic\t%s\t%s\n", name, escaped);
}

/* What has no letter of its own: it is reached by arrows, or the same in every row of a list, or it
 * belongs to the field above it. */
static gboolean
is_part (GtkWidget *widget)
{
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) != NULL
      || gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL)
    return !ADW_IS_ENTRY_ROW (widget) && !ADW_IS_COMBO_ROW (widget);
  return gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL
         || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_TAB;
}

/* The text of a button or a field that shall have a letter and has none; else NULL. */
static const char *
get_plain (GtkWidget *widget)
{
  GtkLabel *label;

  if (ADW_IS_ENTRY_ROW (widget) || ADW_IS_COMBO_ROW (widget))
    return adw_preferences_row_get_use_underline (ADW_PREFERENCES_ROW (widget))
           ? NULL : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (!GTK_IS_BUTTON (widget) || is_part (widget))
    return NULL;
  label = scenes_find_type (widget, GTK_TYPE_LABEL);
  return label == NULL || gtk_label_get_use_underline (label) ? NULL : gtk_label_get_label (label);
}

static void
print_labels (const char *name,
              GtkWidget  *widget)
{
  const char *plain;

  if (!gtk_widget_get_mapped (widget))
    return;
  plain = get_plain (widget);
  if (plain != NULL && !g_str_equal (name, "about") && !g_str_equal (name, "keyring-help"))
    print_line (name, plain);
  if (GTK_IS_LABEL (widget) && gtk_label_get_use_underline (GTK_LABEL (widget)))
    print_line (name, gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_labels (name, child);
}

static void
print_menu (GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        print_line ("menu", label);
      if (section != NULL)
        print_menu (section);
    }
}

static void
visit (const char *name,
       GtkWidget  *root,
       gpointer    data)
{
  print_labels (name, root);
  if (g_str_equal (name, "connect-empty"))
    {
      GtkMenuButton *button = scenes_find_type (root, GTK_TYPE_MENU_BUTTON);

      print_menu (gtk_menu_button_get_menu_model (button));
    }
}

static void
visit_all (void)
{
  scenes_visit (visit, NULL);
}

static void
add_tests (void)
{
  g_test_add_func ("/mnemonics/list", visit_all);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
