/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage that writes into a bucket: made from a form, and checked in pipelines. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_EMIT_PAGE (sluice_emit_page_get_type ())
G_DECLARE_FINAL_TYPE (SluiceEmitPage, sluice_emit_page, SLUICE, EMIT_PAGE, GtkWidget)

void sluice_emit_page_set_up (SluiceEmitPage *self,
                              SluiceSession *session,
                              GSettings     *settings,
                              gboolean       practice);

G_END_DECLS
