/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one value with everything in it; only sluice-extended-json.c uses it. */
#pragma once

#include "sluice-scanner.h"
#include "sluice-value.h"

G_BEGIN_DECLS

/* IAM's policies nest 6 levels deep, BSON documents at most 100. */
#define SLUICE_JSON_DEPTH 64
#define SLUICE_MONGOSH_DEPTH 200

typedef struct
{
  SluiceScanner scanner;
  guint         depth;
} SluiceReader;

SluiceValue *sluice_reader_value (SluiceReader *reader);

G_END_DECLS
