/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys: the window that lists them lists those there are, no more and no less, and the help
 * explains each. To every action leads a key, an item of a menu, or a button.
 */
#include <adwaita.h>

#include <string.h>

#include "sluice-application.h"
#include "sluice-chooser.h"
#include "sluice-config.h"
#include "sluice-connection-detail.h"
#include "sluice-connections-page.h"
#include "sluice-aws-page.h"
#include "sluice-delivery-dialog.h"
#include "sluice-emit-page.h"
#include "sluice-export-dialog.h"
#include "sluice-help.h"
#include "sluice-help-page.h"
#include "sluice-history-dialog.h"
#include "sluice-import-dialog.h"
#include "sluice-keys-dialog.h"
#include "sluice-links-dialog.h"
#include "sluice-saved-key-row.h"
#include "sluice-status-row.h"
#include "sluice-task-window.h"
#include "sluice-window.h"

static GtkApplication *application;
static int status;

static void
add_key (GHashTable *keys,
         guint       keyval,
         GdkModifierType modifiers)
{
  g_hash_table_add (keys, gtk_accelerator_name (gdk_keyval_to_lower (keyval), modifiers));
}

static void
add_accelerator (GHashTable *keys,
                 const char *accelerator)
{
  GdkModifierType modifiers;
  guint keyval;

  if (!gtk_accelerator_parse (accelerator, &keyval, &modifiers))
    g_error ("no key: %s", accelerator);
  add_key (keys, keyval, modifiers);
}

/* ---- what is listed ---- */

/* "<Alt>1...4" stands for four keys. */
static void
add_listed (GHashTable *keys,
            const char *accelerators)
{
  g_auto (GStrv) parts = g_strsplit (accelerators, " ", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *dots = strstr (*part, "...");

      if (dots == NULL)
        {
          add_accelerator (keys, *part);
          continue;
        }
      for (char digit = dots[-1]; digit <= dots[3]; digit++)
        {
          g_autofree char *one = g_strndup (*part, dots - *part);

          one[dots - *part - 1] = digit;
          add_accelerator (keys, one);
        }
    }
}

static GHashTable *
read_listed (void)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (SLUICE_RESOURCE_PATH "/ui/sluice-shortcuts.ui");
  g_autoptr (GSList) objects = gtk_builder_get_objects (builder);

  for (GSList *l = objects; l != NULL; l = l->next)
    {
      g_autofree char *accelerators = NULL;

      if (!g_str_equal (G_OBJECT_TYPE_NAME (l->data), "GtkShortcutsShortcut"))
        continue;
      g_object_get (l->data, "accelerator", &accelerators, NULL);
      add_listed (keys, accelerators);
    }
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
  return keys;
}

/* ---- what there is ---- */

static void
add_application (GHashTable *keys)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  g_assert_cmpuint (g_strv_length (actions), >, 10);
  for (char **action = actions; *action != NULL; action++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, *action);

      for (char **accel = accels; *accel != NULL; accel++)
        add_accelerator (keys, *accel);
    }
}

/* Later versions of GTK bind KP_Left along with Left, and so on. */
static guint
without_keypad (guint keyval)
{
  const char *name = gdk_keyval_name (keyval);
  guint plain = name != NULL && g_str_has_prefix (name, "KP_") ? gdk_keyval_from_name (name + 3)
                                                               : GDK_KEY_VoidSymbol;

  return plain != GDK_KEY_VoidSymbol ? plain : keyval;
}

static void
add_triggers (GHashTable *keys,
              GtkWidget  *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && j < g_list_model_get_n_items (controller); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (controller, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger))
            add_key (keys,
                     without_keypad (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger))),
                     gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)));
        }
    }
}

static GtkWidget *
make (GType type)
{
  return g_object_ref_sink (g_object_new (type, NULL));
}

static void
end (GtkWidget *widget)
{
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
}

/* Those of the class, without what its parent class has. */
static void
add_class (GHashTable *keys,
           GType       type)
{
  g_autoptr (GHashTable) inherited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  GtkWidget *widget;
  char *key;

  if (!G_TYPE_IS_ABSTRACT (g_type_parent (type)))
    {
      widget = make (g_type_parent (type));
      add_triggers (inherited, widget);
      end (widget);
    }
  widget = make (type);
  add_triggers (own, widget);
  end (widget);
  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    if (!g_hash_table_contains (inherited, key))
      g_hash_table_add (keys, g_strdup (key));
}

static GHashTable *
find_all (void)
{
  const GType types[] = {
    SLUICE_TYPE_WINDOW, SLUICE_TYPE_CONNECTIONS_PAGE, SLUICE_TYPE_CONNECTION_DETAIL,
    SLUICE_TYPE_AWS_PAGE, SLUICE_TYPE_EMIT_PAGE, SLUICE_TYPE_CHOOSER, SLUICE_TYPE_HELP,
    SLUICE_TYPE_SAVED_KEY_ROW,
  };
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_application (keys);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    add_class (keys, types[i]);
  /* The toolkit's own: an entry activates, and the primary menu opens. */
  add_accelerator (keys, "Return");
  add_accelerator (keys, "F10");
  return keys;
}

static void
expect_in (GHashTable *keys,
           GHashTable *others,
           const char *what)
{
  GHashTableIter iter;
  const char *key;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    if (!g_hash_table_contains (others, key))
      g_test_fail_printf ("%s: %s", key, what);
}

static void
test_listed (void)
{
  g_autoptr (GHashTable) listed = read_listed ();
  g_autoptr (GHashTable) there = find_all ();

  g_assert_cmpuint (g_hash_table_size (there), >, 20);
  expect_in (listed, there, "listed, but does nothing");
  expect_in (there, listed, "not listed");
}

/* ---- what is explained ---- */

/* As people write it. */
static char *
dup_label (const char *key)
{
  static const char *names[][2] = {
    { "Return", "Enter" }, { "Escape", "Esc" }, { "comma", "," }, { "question", "?" },
  };
  g_autoptr (GString) label = g_string_new (key);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_replace (label, names[i][0], names[i][1], 0);
  g_string_replace (label, "<Control>", "Ctrl+", 0);
  g_string_replace (label, "<Alt>", "Alt+", 0);
  if (g_ascii_islower (label->str[label->len - 1]) && strchr (label->str, '+') != NULL
      && label->str[label->len - 2] == '+')
    label->str[label->len - 1] = g_ascii_toupper (label->str[label->len - 1]);
  return g_strdup (label->str);
}

static gboolean
explains (SluiceHelpPage *page,
          const char     *label)
{
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const SluiceHelpBlock *block = g_ptr_array_index (page->blocks, i);
      g_auto (GStrv) keys = NULL;

      if (block->kind != SLUICE_HELP_TERM)
        continue;
      keys = g_strsplit_set (block->text, " ", -1);
      if (g_strv_contains ((const char * const *) keys, label))
        return TRUE;
    }
  return FALSE;
}

static void
test_explained (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (SLUICE_RESOURCE_PATH "/help/keyboard.page",
                                                      0, NULL);
  g_autoptr (GHashTable) listed = read_listed ();
  SluiceHelpPage *page = sluice_help_page_parse (g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes), NULL);
  GHashTableIter iter;
  const char *key;

  g_assert_nonnull (page);
  g_hash_table_iter_init (&iter, listed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    {
      g_autofree char *label = dup_label (key);

      /* Of the pages only the ends are named, and Enter is known. */
      if (!g_str_has_prefix (key, "<Alt>") && !g_str_equal (key, "Return")
          && strpbrk (key, "23") == NULL && !explains (page, label))
        g_test_fail_printf ("not in the help: %s", label);
    }
  sluice_help_page_free (page);
}

/* ---- what leads to each action ---- */

/* Pressed from C, or by nobody. */
static const char * const others[] = {
  "app.show-result",                         /* a notification */
  "win.copied", "win.saved",                 /* tell what was done */
  "win.resume-setup", "win.use-role",        /* part of what a button does */
  "links.copy", "links.delete",              /* buttons of a row made in C */
  "recent.clear",
  "chooser.copy-marked",                     /* Ctrl+C, see above */
  "win.escape",                              /* Esc, see above */
  NULL
};

/* Every name of an action in the layouts: of a button, or an item of a menu. */
static void
add_layouts (GHashTable *names)
{
  g_autoptr (GRegex) regex = g_regex_new ("name=\"action(?:-name)?\">([a-z-]+\\.[a-z-]+)<", 0, 0,
                                          NULL);
  g_auto (GStrv) files = g_resources_enumerate_children (SLUICE_RESOURCE_PATH "/ui", 0, NULL);

  g_assert_cmpuint (g_strv_length (files), >, 30);
  for (char **file = files; *file != NULL; file++)
    {
      g_autofree char *path = g_strconcat (SLUICE_RESOURCE_PATH "/ui/", *file, NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match_full (regex, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                          0, 0, &match, NULL);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        g_hash_table_add (names, g_match_info_fetch (match, 1));
    }
}

static void
add_accelerated (GHashTable *names)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  for (char **action = actions; *action != NULL; action++)
    g_hash_table_add (names, g_strndup (*action, strcspn (*action, ":")));
}

static void
expect_group (GHashTable   *names,
              GActionGroup *group,
              const char   *prefix)
{
  g_auto (GStrv) actions = g_action_group_list_actions (group);

  for (char **action = actions; *action != NULL; action++)
    {
      g_autofree char *name = g_strconcat (prefix, *action, NULL);

      if (!g_hash_table_contains (names, name) && !g_strv_contains (others, name))
        g_test_fail_printf ("nothing leads to %s", name);
    }
}

/* Returns how many there are. */
static guint
expect_classes (GHashTable *names,
                GType       type)
{
  guint n_types, n = 0;
  g_autofree GType *types = g_type_children (type, &n_types);

  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (GTypeClass) class = g_type_class_ref (types[i]);
      const GVariantType *parameter;
      const char *name, *property;
      GType owner;

      for (guint j = 0;
           gtk_widget_class_query_action ((GtkWidgetClass *) class, j, &owner, &name, &parameter,
                                          &property);
           j++)
        if (owner == types[i] && g_str_has_prefix (g_type_name (owner), "Sluice"))
          {
            n++;
            if (!g_hash_table_contains (names, name) && !g_strv_contains (others, name))
              g_test_fail_printf ("nothing leads to %s of %s", name, g_type_name (owner));
          }
      n += expect_classes (names, types[i]);
    }
  return n;
}

static void
test_reachable (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GType dialogs[] = {
    SLUICE_TYPE_CHOOSER, SLUICE_TYPE_DELIVERY_DIALOG, SLUICE_TYPE_EXPORT_DIALOG, SLUICE_TYPE_HELP,
    SLUICE_TYPE_HISTORY_DIALOG, SLUICE_TYPE_IMPORT_DIALOG, SLUICE_TYPE_KEYS_DIALOG,
    SLUICE_TYPE_LINKS_DIALOG, SLUICE_TYPE_SAVED_KEY_ROW, SLUICE_TYPE_STATUS_ROW,
    SLUICE_TYPE_TASK_WINDOW, SLUICE_TYPE_CONNECTIONS_PAGE, SLUICE_TYPE_AWS_PAGE,
    SLUICE_TYPE_EMIT_PAGE,
  };

  add_layouts (names);
  add_accelerated (names);
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    g_type_class_unref (g_type_class_ref (dialogs[i]));
  expect_group (names, G_ACTION_GROUP (application), "app.");
  expect_group (names, G_ACTION_GROUP (gtk_application_get_active_window (application)), "win.");
  g_assert_cmpuint (expect_classes (names, GTK_TYPE_WIDGET), >, 60);
}

/* ---- running ---- */

static gboolean
run_cb (gpointer user_data)
{
  status = g_test_run ();
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

int
main (int   argc,
      char *argv[])
{
  char *arguments[] = { argv[0], (char *) "--base-url", (char *) "http://127.0.0.1:1", NULL };

  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/listed", test_listed);
  g_test_add_func ("/keys/explained", test_explained);
  g_test_add_func ("/keys/reachable", test_reachable);

  application = GTK_APPLICATION (sluice_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_HANDLES_COMMAND_LINE
                                                        | G_APPLICATION_NON_UNIQUE);
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (g_idle_add),
                            run_cb);
  g_application_run (G_APPLICATION (application), 3, arguments);
  g_object_unref (application);
  return status;
}
