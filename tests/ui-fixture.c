/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of windows share. */

#include "ui-fixture.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "sluice-config.h"
#include "sluice-connect-page.h"
#include "sluice-create-bar.h"
#include "sluice-focus-keeper.h"
#include "sluice-high-contrast.h"
#include "sluice-key-group.h"

/* No condition here takes longer, short of a fault; in seconds. */
#define LONGEST_WAIT 30

static GtkApplication *application;
static void (*add_tests_to_run) (void);
static int status;

static void
activate_cb (GApplication *app)
{
  g_application_hold (app);
  add_tests_to_run ();
  status = g_test_run ();
  g_application_release (app);
  g_application_quit (app);
}

/* An application that is registered but does not run cannot be taken apart cleanly, so the tests
 * run inside it. */
int
fixture_run (int    argc,
             char **argv,
             void (*add_tests) (void))
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  sluice_high_contrast_follow ();
  sluice_focus_keeper_start ();

  add_tests_to_run = add_tests;
  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id", SLUICE_APP_ID ".Test",
                              "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", SLUICE_RESOURCE_PATH,
                              NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);

  return status;
}

GtkApplication *
fixture_get_application (void)
{
  return application;
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("waited too long: %s", (const char *) user_data);
  return G_SOURCE_REMOVE;
}

void
fixture_wait_for (Condition   condition,
                  gpointer    data,
                  const char *what)
{
  guint id = g_timeout_add_seconds (LONGEST_WAIT, give_up_cb, (gpointer) what);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

GSettings *
fixture_new_settings (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (SLUICE_APP_ID, backend);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

void
fixture_present (SluiceWindow *window)
{
  gtk_window_present (GTK_WINDOW (window));
  fixture_wait_for (is_mapped, window, "the window to be mapped");
}

/* settings: NULL for new ones. */
SluiceWindow *
fixture_open (const char     *base_url,
              SluiceKeyStore *store,
              GSettings      *settings)
{
  g_autoptr (GSettings) own = settings != NULL ? g_object_ref (settings)
                                               : fixture_new_settings ();
  SluiceWindow *window = sluice_window_new_live (application, base_url, store, own);

  fixture_present (window);
  return window;
}

SluiceWindow *
fixture_open_practice (void)
{
  g_autoptr (GSettings) settings = fixture_new_settings ();
  SluiceWindow *window = sluice_window_new_practice (application, settings);

  fixture_present (window);
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Fails if anything keeps the window, its page or its pane alive. */
void
fixture_close (SluiceWindow *window)
{
  gpointer page = fixture_get (window, SLUICE_TYPE_WINDOW, "page");
  gpointer pane = fixture_get (window, SLUICE_TYPE_WINDOW, "pane");
  gpointer group = fixture_get (page, SLUICE_TYPE_CONNECT_PAGE, "key_group");
  gpointer weak = window;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  g_object_add_weak_pointer (page, &page);
  g_object_add_weak_pointer (pane, &pane);
  g_object_add_weak_pointer (group, &group);
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_wait_for (is_gone, &weak, "the window to go");
  fixture_wait_for (is_gone, &page, "the page to go");
  fixture_wait_for (is_gone, &pane, "the pane to go");
  fixture_wait_for (is_gone, &group, "the key group to go");
}

gpointer
fixture_get (gpointer    parent,
             GType       type,
             const char *name)
{
  GObject *child = gtk_widget_get_template_child (parent, type, name);

  g_assert_nonnull (child);
  return child;
}

gpointer
fixture_get_page (SluiceWindow *window,
                  const char   *name)
{
  return fixture_get (fixture_get (window, SLUICE_TYPE_WINDOW, "page"),
                      SLUICE_TYPE_CONNECT_PAGE, name);
}

gpointer
fixture_get_key (SluiceWindow *window,
                 const char   *name)
{
  return fixture_get (fixture_get_page (window, "key_group"), SLUICE_TYPE_KEY_GROUP, name);
}

gpointer
fixture_get_button (SluiceWindow *window,
                    const char   *name)
{
  return fixture_get (fixture_get_page (window, "bar"), SLUICE_TYPE_CREATE_BAR, name);
}

/* As a press does it, but at once; gtk_widget_activate () takes its time with buttons. */
void
fixture_click (gpointer button)
{
  g_signal_emit_by_name (button, "clicked");
}
