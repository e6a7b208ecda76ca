/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The $emit stage that writes to S3: all of its options as a person types them, what is wrong with
 * them, and the stage as JSON. A stage of zeros is one in which nothing was typed yet.
 */
#pragma once

#include "sluice-remark.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_EMIT_CONNECTION_NAME,
  SLUICE_EMIT_BUCKET,
  SLUICE_EMIT_PATH,
  SLUICE_EMIT_REGION,
  SLUICE_EMIT_PARALLELISM,
  SLUICE_EMIT_PARTITION_BY,    /* an expression */
  SLUICE_EMIT_COUNT,
  SLUICE_EMIT_BYTES,
  SLUICE_EMIT_INTERVAL_SIZE,
  SLUICE_EMIT_INTERVAL_UNIT,
  SLUICE_EMIT_DELIMITER,       /* escapes as in JSON: \n, \t, \u001e, \\ */
  SLUICE_EMIT_OUTPUT_FORMAT,
  SLUICE_EMIT_DATE_FORMAT,
  SLUICE_EMIT_COMPRESSION,
  SLUICE_EMIT_COMPRESSION_LEVEL,
  SLUICE_EMIT_N_FIELDS,
} SluiceEmitField;

typedef struct
{
  const char *values[SLUICE_EMIT_N_FIELDS];  /* borrowed; NULL or "" where nothing is given */
  gboolean    bucket_is_expression;
  gboolean    path_is_expression;
} SluiceEmitStage;

typedef struct
{
  SluiceEmitField  field;
  SluiceSeverity   severity;
  char            *sentence;  /* translated, ready to show */
  char            *value;     /* what to put into the field instead; NULL when that is not known */
} SluiceEmitFinding;

GPtrArray          *sluice_emit_stage_check       (const SluiceEmitStage *stage);
char               *sluice_emit_stage_to_json     (const SluiceEmitStage *stage);
void                sluice_emit_finding_free      (SluiceEmitFinding     *finding);

const char         *sluice_emit_field_get_option  (SluiceEmitField        field);
const char         *sluice_emit_field_get_default (SluiceEmitField        field);
const char * const *sluice_emit_field_get_choices (SluiceEmitField        field);

G_END_DECLS
