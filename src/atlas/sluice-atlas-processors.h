/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stream processors of one instance: list (all pages), get, create, start, stop, delete. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-processor.h"

G_BEGIN_DECLS

/* From one connection into S3. */
typedef struct
{
  const char *name;
  const char *source;      /* a connection to read from */
  const char *connection;  /* an S3 connection to write through */
  const char *bucket;
  const char *path;        /* prefix of what is written */
  const char *region;      /* AWS's spelling; NULL or "" for the default */
  guint       seconds;     /* how often what was read is written to the bucket */
} SluiceProcessorSpec;

void             sluice_atlas_list_processors_async   (SluiceAtlasClient          *client,
                                                       const char                 *project_id,
                                                       const char                 *instance,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
GPtrArray       *sluice_atlas_list_processors_finish  (SluiceAtlasClient          *client,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

void             sluice_atlas_get_processor_async     (SluiceAtlasClient          *client,
                                                       const char                 *project_id,
                                                       const char                 *instance,
                                                       const char                 *name,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
SluiceProcessor *sluice_atlas_get_processor_finish    (SluiceAtlasClient          *client,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

void             sluice_atlas_create_processor_async  (SluiceAtlasClient          *client,
                                                       const char                 *project_id,
                                                       const char                 *instance,
                                                       const SluiceProcessorSpec  *spec,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
SluiceProcessor *sluice_atlas_create_processor_finish (SluiceAtlasClient          *client,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

void             sluice_atlas_start_processor_async   (SluiceAtlasClient          *client,
                                                       const char                 *project_id,
                                                       const char                 *instance,
                                                       const char                 *name,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
gboolean         sluice_atlas_start_processor_finish  (SluiceAtlasClient          *client,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

void             sluice_atlas_stop_processor_async    (SluiceAtlasClient          *client,
                                                       const char                 *project_id,
                                                       const char                 *instance,
                                                       const char                 *name,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
gboolean         sluice_atlas_stop_processor_finish   (SluiceAtlasClient          *client,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

void             sluice_atlas_delete_processor_async  (SluiceAtlasClient          *client,
                                                       const char                 *project_id,
                                                       const char                 *instance,
                                                       const char                 *name,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
gboolean         sluice_atlas_delete_processor_finish (SluiceAtlasClient          *client,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

G_END_DECLS
