/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints which strings with a letter to press are shown together, as they stand in the source: a
 * line with the name of each page, dialog or menu, a tab and the string. For test-mnemonics.py,
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

static void
print_labels (const char *name,
              GtkWidget  *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
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
