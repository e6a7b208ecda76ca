/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs: each opens, says what it must, and goes. */

#include "ui-fixture.h"

#include <string.h>

#include "sluice-config.h"
#include "sluice-debug-info.h"
#include "sluice-dialogs.h"

#define NOWHERE "http://127.0.0.1:1"

/* A dialog is a window of its own, or since libadwaita 1.5 a part of the window below it. */
static gpointer
find_dialog (SluiceWindow *window)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL)
    return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
  for (GList *l = toplevels; l != NULL; l = l->next)
    {
      if (l->data != window && gtk_widget_get_visible (l->data))
        return l->data;
    }
  return NULL;
}

static void
close_dialog (gpointer dialog)
{
  g_assert_nonnull (dialog);
  if (GTK_IS_WINDOW (dialog))
    {
      gtk_window_destroy (dialog);
      return;
    }
#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (ADW_IS_DIALOG (dialog))
    adw_dialog_force_close (dialog);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

static void
test_about (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);
  g_autofree char *debug_info = NULL;
  static const char *told[] = {
    SLUICE_VERSION, "Flatpak: ", "GLib 2.", "GTK 4.", "libadwaita 1.", "libsoup 3.", "json-glib (",
    "libsecret (", "Keyring: Secret Service; not asked", "TLS: ", "Proxy resolver: ", "Desktop: ",
  };

  gtk_editable_set_text (fixture_get_key (window, "public_row"), "abcdefgh");
  gtk_editable_set_text (fixture_get_page (window, "project_row"), "32b6e34b3d91647abb20e7b8");
  debug_info = sluice_debug_info_dup (GTK_WINDOW (window));
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_nonnull (strstr (debug_info, told[i]));
  /* No key, no id, no address. */
  g_assert_null (strstr (debug_info, "abcdefgh"));
  g_assert_null (strstr (debug_info, "32b6e34b"));
  g_assert_null (strstr (debug_info, "127.0.0.1"));

  sluice_dialogs_show_about (GTK_WINDOW (window));
  close_dialog (find_dialog (window));
  fixture_close (window);
}

static void
test_shortcuts (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);

  sluice_dialogs_show_shortcuts (GTK_WINDOW (window));
  close_dialog (find_dialog (window));
  fixture_close (window);
}

static void
test_keyring_help (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);

  sluice_dialogs_show_keyring_help (GTK_WIDGET (window));
  close_dialog (find_dialog (window));
  fixture_close (window);
}

/* ---- asking back ---- */

static void
confirmed_cb (gpointer user_data)
{
  g_object_set_data (user_data, "confirmed", GINT_TO_POINTER (TRUE));
}

static gboolean
ask (const char *response)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);

  sluice_dialogs_confirm (GTK_WINDOW (window), "Sure?", "It cannot be undone.", "Stay", "Go",
                          confirmed_cb, object);
  g_signal_emit_by_name (find_dialog (window), "response", response);
  close_dialog (find_dialog (window));
  fixture_close (window);
  return g_object_get_data (object, "confirmed") != NULL;
}

static void
test_confirm (void)
{
  SluiceWindow *window;
  GObject *gone;

  g_assert_true (ask ("go"));
  g_assert_false (ask ("stay"));

  window = fixture_open (NOWHERE, NULL, NULL);
  gone = g_object_new (G_TYPE_OBJECT, NULL);
  sluice_dialogs_confirm (GTK_WINDOW (window), "Sure?", "It cannot be undone.", "Stay", "Go",
                          confirmed_cb, gone);
  g_assert_finalize_object (gone);
  g_signal_emit_by_name (find_dialog (window), "response", "go");
  close_dialog (find_dialog (window));
  fixture_close (window);
}

static void
add_tests (void)
{
  g_test_add_func ("/dialogs/about", test_about);
  g_test_add_func ("/dialogs/shortcuts", test_shortcuts);
  g_test_add_func ("/dialogs/keyring-help", test_keyring_help);
  g_test_add_func ("/dialogs/confirm", test_confirm);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
