/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What typed texts of a stage mean; only the sluice-emit files use it. */
#pragma once

#include "sluice-emit-stage.h"
#include "sluice-extended-json.h"

G_BEGIN_DECLS

char           *sluice_emit_stage_dup_value     (const SluiceEmitStage  *stage,
                                                 SluiceEmitField         field);
gboolean        sluice_emit_read_number         (const char             *text,
                                                 gint64                 *number);
char           *sluice_emit_read_delimiter      (const char             *text);
SluiceDocument *sluice_emit_read_expression     (const char             *text,
                                                 char                  **problem);
gint64          sluice_emit_get_unit_length     (const char             *unit);

G_END_DECLS
