/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions and surroundings in lines. */

#include "sluice-debug-info.h"

#include <adwaita.h>

#include "sluice-atlas-versions.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-window.h"

static void
add_libraries (GString *text)
{
  g_autofree char *atlas = sluice_atlas_dup_versions ();

  g_string_append_printf (text, "GLib %u.%u.%u (built with %d.%d.%d)\n",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION, GLIB_MICRO_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u (built with %d.%d.%d)\n",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          GTK_MAJOR_VERSION, GTK_MINOR_VERSION, GTK_MICRO_VERSION);
  g_string_append_printf (text, "libadwaita %u.%u.%u (built with %d.%d.%d)\n",
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (),
                          ADW_MAJOR_VERSION, ADW_MINOR_VERSION, ADW_MICRO_VERSION);
  g_string_append (text, atlas);
  /* It does not tell which version runs. */
  g_string_append (text, "libsecret (built with " SLUICE_LIBSECRET_VERSION ")\n");
}

/* Only names of kinds of things; an error's own words might name more. */
static void
add_keyring (GString   *text,
             GtkWindow *window)
{
  static const char *states[] = {
    [SLUICE_KEYRING_NONE] = "not asked, or nothing kept",
    [SLUICE_KEYRING_BUSY] = "no answer yet",
    [SLUICE_KEYRING_KEPT] = "kept",
    [SLUICE_KEYRING_LOCKED] = "locked",
    [SLUICE_KEYRING_NOT_SAVED] = "not saved",
    [SLUICE_KEYRING_NOT_LOADED] = "not loaded",
    [SLUICE_KEYRING_NOT_FORGOTTEN] = "not forgotten",
  };
  SluiceSession *session = SLUICE_IS_WINDOW (window)
                           ? sluice_window_get_session (SLUICE_WINDOW (window)) : NULL;
  const char *backend = g_getenv ("SECRET_BACKEND");
  const GError *error = NULL;

  if (backend == NULL)
    backend = sluice_dialogs_in_flatpak () ? "Secret portal, else Secret Service"
                                           : "Secret Service";
  g_string_append_printf (text, "Keyring: %s", backend);
  if (session != NULL)
    g_string_append_printf (text, "; %s",
                            states[sluice_session_get_keyring_state (session, &error)]);
  if (error != NULL)
    g_string_append_printf (text, " (%s %d)", g_quark_to_string (error->domain), error->code);
  g_string_append_c (text, '\n');
}

static void
add_variable (GString    *text,
              const char *title,
              const char *name)
{
  const char *value = g_getenv (name);

  g_string_append_printf (text, "%s: %s\n", title, value != NULL ? value : "not set");
}

char *
sluice_debug_info_dup (GtkWindow *window)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GdkDisplay *display = gdk_display_get_default ();

  g_string_append_printf (text, "Sluice %s (%s)\n", SLUICE_VERSION, SLUICE_APP_ID);
  g_string_append_printf (text, "Flatpak: %s\n", sluice_dialogs_in_flatpak () ? "yes" : "no");
  add_libraries (text);
  add_keyring (text, window);
  g_string_append_printf (text, "TLS: %s\n",
                          G_OBJECT_TYPE_NAME (g_tls_backend_get_default ()));
  g_string_append_printf (text, "Proxy resolver: %s\n",
                          G_OBJECT_TYPE_NAME (g_proxy_resolver_get_default ()));
  g_string_append_printf (text, "Network monitor: %s\n",
                          G_OBJECT_TYPE_NAME (g_network_monitor_get_default ()));
  g_string_append_printf (text, "Display: %s\n",
                          display != NULL ? G_OBJECT_TYPE_NAME (display) : "none");
  add_variable (text, "Desktop", "XDG_CURRENT_DESKTOP");
  add_variable (text, "Session", "XDG_SESSION_TYPE");
  add_variable (text, "Renderer", "GSK_RENDERER");
  g_string_append_printf (text, "Language: %s\n",
                          pango_language_to_string (pango_language_get_default ()));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
