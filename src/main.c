/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts Sluice. What must be set before anything else runs is set here. */

#include <locale.h>
#include <malloc.h>
#include <sys/resource.h>

#include <glib/gi18n.h>

#include "sluice-application.h"
#include "sluice-config.h"

/* Private keys pass through memory: nothing freed stays readable, and no core file is written. */
static void
guard_memory (void)
{
  const struct rlimit none = { 0, 0 };

  mallopt (M_PERTURB, 0x55);
  setrlimit (RLIMIT_CORE, &none);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SluiceApplication) application = NULL;

  guard_memory ();
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
