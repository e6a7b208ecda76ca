/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The request that creating an S3 connection sends, to be read beforehand or sent by curl. The
 * private key is no part of it: nothing here ever sees it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What will be handed to sluice_atlas_create_connection_async (), and to whom. */
typedef struct
{
  const char *base_url;
  const char *public_key;
  const char *project_id;
  const char *instance;
  const char *name;
  const char *role_arn;
  const char *test_bucket;      /* NULL or "" for none */
  const char *private_link_id;  /* NULL or "" for the public network */
} SluiceCreateValues;

typedef struct
{
  char  *method;
  char  *url;
  char **headers;     /* “Name: value” */
  char  *body;        /* byte for byte */
  char  *public_key;
} SluiceRequestPreview;

SluiceRequestPreview *sluice_request_preview_new     (const SluiceCreateValues   *values);
void                  sluice_request_preview_free    (SluiceRequestPreview       *preview);
char                 *sluice_request_preview_to_text (const SluiceRequestPreview *preview);
char                 *sluice_request_preview_to_curl (const SluiceRequestPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRequestPreview, sluice_request_preview_free)

G_END_DECLS
