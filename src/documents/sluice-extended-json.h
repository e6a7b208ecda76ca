/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads JSON, or what people paste from mongosh: unquoted names, single quotes, trailing commas,
 * comments, ObjectId ("…") and its like, regular expressions, variables, whole calls. Reads any
 * input without crashing; the time is linear in its length. Nothing is evaluated.
 */
#pragma once

#include "sluice-scanner.h"
#include "sluice-value.h"

G_BEGIN_DECLS

/* Atlas takes pipelines of 16 MB, but nobody pastes those. */
#define SLUICE_DOCUMENT_MAX_LENGTH (4 * 1024 * 1024)

typedef struct
{
  char       *text;        /* a copy: offsets of values count in it */
  gsize       length;
  GPtrArray  *statements;  /* of SluiceValue; at least one, exactly one in JSON */
  GHashTable *variables;   /* name → SluiceValue, borrowed from statements */
} SluiceDocument;

SluiceDocument    *sluice_document_read    (const char            *text,
                                            gsize                  length,
                                            SluiceSyntax           syntax,
                                            SluiceRemark         **problem);
void               sluice_document_free    (SluiceDocument        *document);
const SluiceValue *sluice_document_resolve (const SluiceDocument  *document,
                                            const SluiceValue     *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceDocument, sluice_document_free)

G_END_DECLS
