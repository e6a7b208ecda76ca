/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: command line, single instance, actions. */

#include "sluice-application.h"

#include <malloc.h>

#include <glib/gi18n-lib.h>
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "sluice-base-url.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-focus-keeper.h"
#include "sluice-help.h"
#include "sluice-high-contrast.h"
#include "sluice-secret-store.h"
#include "sluice-window.h"

#define EXIT_USAGE 2

struct _SluiceApplication
{
  AdwApplication  parent_instance;

  SluiceKeyStore *store;
  GSettings      *settings;
  SluiceWindow   *other;     /* weak: keeps what is typed for another Atlas */
};

G_DEFINE_FINAL_TYPE (SluiceApplication, sluice_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "practice", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_("Try everything with invented data on this computer"), NULL },
  { "base-url", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_("Talk to the Atlas at this address: https, or http on this computer"), N_("URL") },
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, NULL,
    N_("Print what is asked of Atlas and what came of it"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
  { NULL }
};

/* ---- windows ---- */

static SluiceWindow *
find_window (SluiceApplication *self,
             gboolean           practice,
             const char        *base_url)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (SLUICE_IS_WINDOW (l->data)
          && sluice_window_is_for (SLUICE_WINDOW (l->data), practice, base_url))
        return l->data;
    }
  return NULL;
}

/* For what must not mix with what is typed in the real form, and is not kept. */
static GSettings *
create_settings_in_memory (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (SLUICE_APP_ID, backend);
}

static SluiceWindow *
create_practice_window (SluiceApplication *self)
{
  g_autoptr (GSettings) settings = create_settings_in_memory ();

  return sluice_window_new_practice (GTK_APPLICATION (self), settings);
}

/* No two windows write what is typed to the same place: after a crash one would show what was
 * typed in the other. For the second Atlas named at the same time there is no place. */
static SluiceWindow *
create_other_window (SluiceApplication *self,
                     const char        *base_url)
{
  g_autoptr (GSettings) settings = self->other == NULL ? g_settings_new (SLUICE_APP_ID ".Other")
                                                       : create_settings_in_memory ();
  SluiceWindow *window = sluice_window_new_live (GTK_APPLICATION (self), base_url, self->store,
                                                 settings);

  if (self->other == NULL)
    g_set_weak_pointer (&self->other, window);
  return window;
}

static SluiceWindow *
open_window (SluiceApplication *self,
             gboolean           practice,
             const char        *base_url)
{
  SluiceWindow *window = find_window (self, practice, base_url);

  if (window == NULL && practice)
    window = create_practice_window (self);
  else if (window == NULL && base_url != NULL)
    window = create_other_window (self, base_url);
  else if (window == NULL)
    window = sluice_window_new_live (GTK_APPLICATION (self), NULL, self->store, self->settings);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* ---- actions ---- */

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  sluice_dialogs_show_about (gtk_application_get_active_window (user_data));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sluice_dialogs_show_shortcuts (gtk_application_get_active_window (user_data));
}

/* With a place, the topic about it. */
static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  const char *place = g_variant_get_string (parameter, NULL);

  if (window != NULL)
    sluice_help_present (window, *place != '\0' ? place : NULL);
}

static void
practice_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  open_window (user_data, TRUE, NULL);
}

static void
tour_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  sluice_window_take_tour (open_window (user_data, TRUE, NULL));
}

/* A notification was pressed, perhaps one that outlived its window. */
static void
show_result_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_window_by_id (user_data,
                                                        g_variant_get_uint32 (parameter));

  if (!SLUICE_IS_WINDOW (window))
    window = GTK_WINDOW (open_window (user_data, FALSE, NULL));
  gtk_window_present (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-status", NULL);
}

static void
new_connection_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  open_window (user_data, FALSE, NULL);
}

/* Closes each window as a person would, so that each can ask back. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "help", .activate = help_action, .parameter_type = "s" },
  { .name = "practice", .activate = practice_action },
  { .name = "tour", .activate = tour_action },
  { .name = "show-result", .activate = show_result_action, .parameter_type = "u" },
  { .name = "new-connection", .activate = new_connection_action },
  { .name = "quit", .activate = quit_action },
};

static const struct
{
  const char *action;
  const char *keys[2];
} accels[] = {
  { "app.help::", { "F1" } },
  { "app.help::settings", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.new-connection", { "<Control>n" } },
  { "win.create", { "<Control>Return" } },
  { "win.history", { "<Control>h" } },
  { "win.show-page::connect", { "<Control>1", "<Alt>1" } },
  { "win.show-page::aws-access", { "<Control>2", "<Alt>2" } },
  { "win.show-page::emit", { "<Control>3", "<Alt>3" } },
  { "win.show-page::connections", { "<Control>4", "<Alt>4" } },
  { "win.find", { "<Control>f" } },
  { "win.refresh", { "<Control>r", "F5" } },
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s" } },
};

/* ---- command line ---- */

/* Everything that is wrong with the command line is said here, before a display is needed. */
static int
sluice_application_handle_local_options (GApplication *application,
                                         GVariantDict *dict)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parsed = NULL;
  const char *base_url = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("Sluice %s\n", SLUICE_VERSION);
      return EXIT_SUCCESS;
    }
  /* Before anything is told: later versions of GLib look at it only once. */
  if (g_variant_dict_contains (dict, "verbose"))
    g_setenv ("G_MESSAGES_DEBUG", "sluice", FALSE);
  if (!g_variant_dict_lookup (dict, "base-url", "&s", &base_url))
    return -1;

  if (g_variant_dict_contains (dict, "practice"))
    {
      g_printerr ("sluice: %s\n",
                  _("--practice and --base-url exclude each other: practice has an address of its "
                    "own."));
      return EXIT_USAGE;
    }
  parsed = sluice_base_url_parse (base_url, &error);
  if (parsed == NULL)
    {
      g_printerr ("sluice: %s\n", error->message);
      return EXIT_USAGE;
    }
  g_variant_dict_insert (dict, "base-url", "s", parsed);
  return -1;
}

static int
sluice_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  const char *base_url = NULL;

  g_variant_dict_lookup (dict, "base-url", "&s", &base_url);
  open_window (SLUICE_APPLICATION (application), g_variant_dict_contains (dict, "practice"),
               base_url);
  return EXIT_SUCCESS;
}

static void
sluice_application_activate (GApplication *application)
{
  open_window (SLUICE_APPLICATION (application), FALSE, NULL);
}

/* GLib translates nothing, GTK's own words included, in a program without a catalogue for the
 * person's language, and so the windows would not follow the direction the person reads in. */
static void
follow_reading_direction (void)
{
  if (g_str_equal (dgettext ("gtk40", "default:LTR"), "default:RTL"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
sluice_application_startup (GApplication *application)
{
  SluiceApplication *self = SLUICE_APPLICATION (application);

  G_APPLICATION_CLASS (sluice_application_parent_class)->startup (application);
  follow_reading_direction ();
  sluice_high_contrast_follow ();
  sluice_focus_keeper_start ();

  /* From here on private keys can pass through memory: nothing that is freed stays readable. Not
   * earlier, since it makes loading the style sheets much slower. */
  mallopt (M_PERTURB, 0x55);

  /* Tab walks over the sentences of the status pane; it shall not mark them all. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  self->store = sluice_secret_store_new ();
  self->settings = g_settings_new (SLUICE_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    {
      const char *keys[] = { accels[i].keys[0], accels[i].keys[1], NULL };

      gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, keys);
    }
}

static void
sluice_application_dispose (GObject *object)
{
  SluiceApplication *self = SLUICE_APPLICATION (object);

  g_clear_weak_pointer (&self->other);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_application_parent_class)->dispose (object);
}

static void
sluice_application_class_init (SluiceApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_application_dispose;
  application_class->handle_local_options = sluice_application_handle_local_options;
  application_class->command_line = sluice_application_command_line;
  application_class->activate = sluice_application_activate;
  application_class->startup = sluice_application_startup;
}

static void
sluice_application_init (SluiceApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SluiceApplication *
sluice_application_new (void)
{
  return g_object_new (SLUICE_TYPE_APPLICATION,
                       "application-id", SLUICE_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", SLUICE_RESOURCE_PATH,
                       NULL);
}
