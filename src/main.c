/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts Sluice. What must be set before anything else runs is set here. */

#include <locale.h>
#include <sys/resource.h>

#include <glib/gi18n.h>

#include "sluice-application.h"
#include "sluice-config.h"

/* Private keys pass through memory, so no core file is written; see also the application's
 * startup. */
static void
forbid_core_files (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SluiceApplication) application = NULL;

  forbid_core_files ();
  /* Atlas's digest challenge is answered over HTTP/1.1 only; libsoup reads this when it starts. */
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SLUICE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Sluice");

  application = sluice_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
