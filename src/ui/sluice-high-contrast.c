/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style sheet that high contrast has beside the usual one. */

#include "sluice-high-contrast.h"

#include <adwaita.h>

#include "sluice-config.h"

/* Not by the name that libadwaita loads it by itself for: later versions warn of that name, and
 * what they would have instead, earlier ones cannot read. */
static void
follow_contrast (AdwStyleManager *manager,
                 GParamSpec      *property,
                 GtkCssProvider  *provider)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);

  if (display == NULL)
    display = gdk_display_get_default ();
  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

/* To be called once, when there is a display. */
void
sluice_high_contrast_follow (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_css_provider_load_from_resource (provider, SLUICE_RESOURCE_PATH "/high-contrast.css");
  g_signal_connect_data (manager, "notify::high-contrast", G_CALLBACK (follow_contrast), provider,
                         (GClosureNotify) (GCallback) g_object_unref, 0);
  follow_contrast (manager, NULL, provider);
}
