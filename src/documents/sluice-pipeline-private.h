/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the check share; only the sluice-pipeline files use it. */
#pragma once

#include "sluice-extended-json.h"
#include "sluice-pipeline-check.h"

G_BEGIN_DECLS

typedef struct
{
  const SluiceDocument *document;
  const SluiceRegistry *registry;    /* NULL: not known */
  GPtrArray            *remarks;
  guint                 n_searches;  /* for similar names, each of which takes time */
} SluicePipelineCheck;

/* What was found in the text. */
typedef struct
{
  const SluiceValue *stages;   /* an array; NULL when there is only one stage */
  const SluiceValue *stage;
  const SluiceValue *options;  /* of the processor, with “dlq” */
  gboolean           only_shown;  /* sp.process () may go without a sink */
} SluicePipelineFound;

SluiceRemark      *sluice_pipeline_remark           (SluicePipelineCheck *check,
                                                     SluiceSeverity       severity,
                                                     gsize                start,
                                                     gsize                end,
                                                     char                *reason,
                                                     const char          *fix);
gboolean           sluice_pipeline_find             (SluicePipelineCheck *check,
                                                     SluicePipelineFound *found);
gboolean           sluice_pipeline_is_full          (SluicePipelineCheck *check);
const SluiceValue *sluice_pipeline_get              (SluicePipelineCheck *check,
                                                     const SluiceValue   *object,
                                                     const char          *name);
gboolean           sluice_pipeline_is_opaque        (const SluiceValue   *value);
char              *sluice_pipeline_dup_excerpt      (const char          *text);
gboolean           sluice_pipeline_is_s3            (SluicePipelineCheck *check,
                                                     const SluiceValue   *options);
void               sluice_pipeline_check_connection (SluicePipelineCheck *check,
                                                     const SluiceValue   *options);
void               sluice_pipeline_check_s3_emit    (SluicePipelineCheck *check,
                                                     const SluiceValue   *options);
void               sluice_pipeline_check_merge      (SluicePipelineCheck *check,
                                                     const SluiceValue   *merge);

G_END_DECLS
