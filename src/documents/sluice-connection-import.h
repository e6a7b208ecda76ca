/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads connections that people bring as JSON: one as the Atlas CLI takes it, a list of them, or
 * the API's and the CLI's answers. Says what of it will not be used and what cannot be, each with
 * its place. Reads any input without crashing. No secret is ever copied out of the text.
 */
#pragma once

#include "sluice-remark.h"

G_BEGIN_DECLS

#define SLUICE_IMPORT_MAX_LENGTH (1024 * 1024)
#define SLUICE_IMPORT_MAX_CONNECTIONS 1000
/* How many different members are named; the others are counted. */
#define SLUICE_IMPORT_MAX_REMARKS 200

typedef enum
{
  SLUICE_IMPORT_USABLE,      /* an S3 connection with all it needs; its values are not judged */
  SLUICE_IMPORT_OTHER_TYPE,  /* nothing Sluice creates */
  SLUICE_IMPORT_UNUSABLE,
} SluiceImportKind;

/* One connection of the text. */
typedef struct
{
  SluiceImportKind  kind;
  gsize             offset;           /* where it stands, in bytes; its line from 1 */
  guint             line;
  char             *name;             /* NULL where there is none */
  char             *type;             /* the same */
  char             *role_arn;         /* not NULL in one that is usable */
  char             *test_bucket;      /* NULL for none */
  char             *private_link_id;  /* NULL: over the internet */
  char             *reason;           /* translated; NULL in one that is usable */
} SluiceImportItem;

typedef struct
{
  GPtrArray *items;        /* of SluiceImportItem, in the text's order */
  GPtrArray *remarks;      /* of SluiceRemark, about the text */
  gboolean   is_readable;  /* FALSE: no items; the remarks say why */
} SluiceConnectionImport;

SluiceConnectionImport *sluice_connection_import_read        (const char             *text,
                                                              gsize                   length);
void                    sluice_connection_import_free        (SluiceConnectionImport *import);
gboolean                sluice_connection_import_has_secrets (const char             *text,
                                                              gsize                   length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceConnectionImport, sluice_connection_import_free)

G_END_DECLS
