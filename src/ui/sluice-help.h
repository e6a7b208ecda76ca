/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: a list of topics that can be searched, and one topic at a time. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HELP (sluice_help_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHelp, sluice_help, SLUICE, HELP, AdwWindow)

/* place: "TOPIC" or "TOPIC#SECTION"; NULL shows the topics. One window for each parent. */
void sluice_help_present (GtkWindow  *parent,
                          const char *place);

G_END_DECLS
