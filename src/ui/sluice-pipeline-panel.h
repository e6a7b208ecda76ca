/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pipeline somebody has written, and what in it would not work with an S3 connection. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PIPELINE_PANEL (sluice_pipeline_panel_get_type ())
G_DECLARE_FINAL_TYPE (SluicePipelinePanel, sluice_pipeline_panel, SLUICE, PIPELINE_PANEL, GtkBox)

void sluice_pipeline_panel_set_up (SluicePipelinePanel *self,
                                   SluiceSession       *session);

G_END_DECLS
