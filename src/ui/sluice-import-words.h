/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import in words: what will be done with each connection, what was done, and the report. */
#pragma once

#include "sluice-import-run.h"

G_BEGIN_DECLS

/* What the report is about; everything is borrowed. */
typedef struct
{
  const char *base_url;
  const char *project_id;
  const char *instance;
  GPtrArray  *steps;    /* of SluiceImportStep */
  GPtrArray  *remarks;  /* of SluiceRemark */
} SluiceImportStory;

char       *sluice_import_words_title    (SluiceImportStep         *step);
const char *sluice_import_words_verdict  (SluiceImportStep         *step);
char       *sluice_import_words_sentence (SluiceImportStep         *step);
char       *sluice_import_words_plan     (GPtrArray                *steps);
char       *sluice_import_words_progress (const SluiceImportCounts *counts,
                                          gboolean                  running);
char       *sluice_import_words_report   (const SluiceImportStory  *story);

G_END_DECLS
