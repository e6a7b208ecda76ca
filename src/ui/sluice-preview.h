/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The request Create Connection will send, to be read beforehand or taken along. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PREVIEW (sluice_preview_get_type ())
G_DECLARE_FINAL_TYPE (SluicePreview, sluice_preview, SLUICE, PREVIEW, AdwWindow)

void sluice_preview_present (GtkWindow                  *parent,
                             SluiceSession              *session,
                             const SluiceConnectionSpec *spec);

G_END_DECLS
