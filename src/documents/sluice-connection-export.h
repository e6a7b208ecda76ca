/* SPDX-License-Identifier: GPL-3.0-or-later */
/* S3 connections as text for other tools, one or many: JSON, the Atlas CLI, curl, Terraform. Names
 * may hold anything: they are quoted for whoever reads them. No key is part of any of it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_EXPORT_JSON,
  SLUICE_EXPORT_ATLAS_CLI,
  SLUICE_EXPORT_CURL,
  SLUICE_EXPORT_TERRAFORM,
  SLUICE_EXPORT_N_FORMATS,
} SluiceExportFormat;

/* One connection; everything is borrowed. */
typedef struct
{
  const char *instance;
  const char *name;
  const char *role_arn;         /* without one it is left out: nothing would take it */
  const char *test_bucket;      /* NULL or "" for none */
  const char *private_link_id;  /* NULL or "": over the internet */
} SluiceExportConnection;

typedef struct
{
  const char                   *base_url;
  const char                   *public_key;  /* NULL: a placeholder stands there */
  const char                   *project_id;
  const SluiceExportConnection *connections;
  gsize                         n_connections;
} SluiceExport;

char *sluice_connection_export          (const SluiceExport *export,
                                         SluiceExportFormat  format);
char *sluice_connection_export_dup_name (const SluiceExport *export,
                                         SluiceExportFormat  format);

G_END_DECLS
