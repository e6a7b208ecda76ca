/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of one call. */
#include "sluice-evidence-private.h"

G_DEFINE_BOXED_TYPE (SluiceEvidence, sluice_evidence, sluice_evidence_ref, sluice_evidence_unref)

/**
 * sluice_evidence_new:
 * @method: the HTTP method
 * @path: path and query as sent
 *
 * Returns: (transfer full): an empty record
 */
SluiceEvidence *
sluice_evidence_new (const char *method,
                     const char *path)
{
  SluiceEvidence *self = g_new0 (SluiceEvidence, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->retry_after = -1;
  return self;
}

/**
 * sluice_evidence_log:
 * @self: the record of a call that has ended, masked
 * @error: (nullable): what went wrong, masked
 *
 * Tells of the call in one line, for who asks for it on the command line: no headers, no bodies.
 */
void
sluice_evidence_log (const SluiceEvidence *self, const GError *error)
{
  g_log ("sluice", G_LOG_LEVEL_DEBUG, "%s %s: status %u%s%s, requests %u, %d ms%s%s",
         self->method, self->path, self->status,
         self->error_code != NULL ? " " : "", self->error_code != NULL ? self->error_code : "",
         self->request_count, (int) (self->took_us / 1000),
         error != NULL ? "; " : "", error != NULL ? error->message : "");
}

/**
 * sluice_evidence_ref:
 * @self: a record
 *
 * Returns: (transfer full): @self with one more reference
 */
SluiceEvidence *
sluice_evidence_ref (SluiceEvidence *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sluice_evidence_unref:
 * @self: (transfer full): a record
 */
void
sluice_evidence_unref (SluiceEvidence *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->method);
  g_free (self->path);
  g_free (self->error_code);
  g_free (self->reason);
  g_free (self->detail);
  g_strfreev (self->parameters);
  g_strfreev (self->violations);
  g_free (self->content_type);
  g_free (self->excerpt);
  g_free (self);
}

/**
 * sluice_evidence_get_method:
 * @self: a record
 *
 * Returns: the HTTP method
 */
const char *
sluice_evidence_get_method (const SluiceEvidence *self)
{
  return self->method;
}

/**
 * sluice_evidence_get_path:
 * @self: a record
 *
 * Returns: path and query as sent
 */
const char *
sluice_evidence_get_path (const SluiceEvidence *self)
{
  return self->path;
}

/**
 * sluice_evidence_get_status:
 * @self: a record
 *
 * Returns: the last HTTP status, 0 if no answer came
 */
guint
sluice_evidence_get_status (const SluiceEvidence *self)
{
  return self->status;
}

/**
 * sluice_evidence_get_error_code:
 * @self: a record
 *
 * Returns: (nullable): Atlas's errorCode, from the body or the X-Error-Code header
 */
const char *
sluice_evidence_get_error_code (const SluiceEvidence *self)
{
  return self->error_code;
}

/**
 * sluice_evidence_get_reason:
 * @self: a record
 *
 * Returns: (nullable): the "reason" of Atlas's error
 */
const char *
sluice_evidence_get_reason (const SluiceEvidence *self)
{
  return self->reason;
}

/**
 * sluice_evidence_get_detail:
 * @self: a record
 *
 * Returns: (nullable): the "detail" of Atlas's error, in Atlas's English
 */
const char *
sluice_evidence_get_detail (const SluiceEvidence *self)
{
  return self->detail;
}

/**
 * sluice_evidence_get_parameters:
 * @self: a record
 *
 * Returns: (nullable): the "parameters" of Atlas's error, each as text
 */
const char * const *
sluice_evidence_get_parameters (const SluiceEvidence *self)
{
  return (const char * const *) self->parameters;
}

/**
 * sluice_evidence_get_violations:
 * @self: a record
 *
 * Returns: (nullable): the members Atlas objected to (badRequestDetail), as "member: why"
 */
const char * const *
sluice_evidence_get_violations (const SluiceEvidence *self)
{
  return (const char * const *) self->violations;
}

/**
 * sluice_evidence_get_content_type:
 * @self: a record
 *
 * Returns: (nullable): the media type of the answer
 */
const char *
sluice_evidence_get_content_type (const SluiceEvidence *self)
{
  return self->content_type;
}

/**
 * sluice_evidence_get_excerpt:
 * @self: a record
 *
 * Returns: (nullable): the beginning of an answer that was not understood, as printable UTF-8
 */
const char *
sluice_evidence_get_excerpt (const SluiceEvidence *self)
{
  return self->excerpt;
}

/**
 * sluice_evidence_get_request_count:
 * @self: a record
 *
 * Returns: how many HTTP requests this call took, rounds of signing in included
 */
guint
sluice_evidence_get_request_count (const SluiceEvidence *self)
{
  return self->request_count;
}

/**
 * sluice_evidence_get_sent:
 * @self: a record
 *
 * Returns: %FALSE if it is certain that Atlas has not acted on the request: it never left, or
 *   only rounds that were answered with 401 did
 */
gboolean
sluice_evidence_get_sent (const SluiceEvidence *self)
{
  return self->sent;
}

/**
 * sluice_evidence_get_signed:
 * @self: a record
 *
 * Returns: whether the answer is to a request that was signed with the key: %FALSE if the server
 *   has never asked for that, so that its answer proves nothing about the key
 */
gboolean
sluice_evidence_get_signed (const SluiceEvidence *self)
{
  return self->is_signed;
}

/**
 * sluice_evidence_get_retry_after:
 * @self: a record
 *
 * Returns: seconds the server asked to wait, -1 if it did not
 */
int
sluice_evidence_get_retry_after (const SluiceEvidence *self)
{
  return self->retry_after;
}

/**
 * sluice_evidence_get_tls_errors:
 * @self: a record
 *
 * Returns: what is wrong with the server's certificate, bit by bit
 */
GTlsCertificateFlags
sluice_evidence_get_tls_errors (const SluiceEvidence *self)
{
  return self->tls_errors;
}
