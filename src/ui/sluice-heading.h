/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the middle of the header bar: the pages to switch between where there is room,
 * else the title. Never asks for more width than the title needs, so that the window stays free
 * to become narrow.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HEADING (sluice_heading_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHeading, sluice_heading, SLUICE, HEADING, GtkWidget)

void     sluice_heading_set_stack    (SluiceHeading *self,
                                      AdwViewStack  *stack);
void     sluice_heading_set_narrow   (SluiceHeading *self,
                                      gboolean       narrow);
void     sluice_heading_set_subtitle (SluiceHeading *self,
                                      const char    *subtitle);
gboolean sluice_heading_is_at        (SluiceHeading *self,
                                      const char    *page);
void     sluice_heading_go_to        (SluiceHeading *self,
                                      const char    *page);

G_END_DECLS
