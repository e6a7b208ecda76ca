/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a stream processing pipeline as people paste it, JSON or from mongosh, and says what in it
 * will not work with an S3 connection. Stages and options it does not know are not judged.
 */
#pragma once

#include "sluice-registry.h"
#include "sluice-remark.h"

G_BEGIN_DECLS

/* Nobody reads more; what is behind is found after these are mended. */
#define SLUICE_PIPELINE_MAX_REMARKS 200

GPtrArray *sluice_pipeline_check (const char           *text,
                                  gsize                 length,
                                  const SluiceRegistry *registry);

G_END_DECLS
