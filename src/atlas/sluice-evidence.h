/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was exchanged with Atlas in one call: the request without its secrets, and what the
 * answer said. Immutable once the call has ended; the status pane shows it under Details.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SluiceEvidence SluiceEvidence;

#define SLUICE_TYPE_EVIDENCE (sluice_evidence_get_type ())

GType                 sluice_evidence_get_type          (void);
SluiceEvidence       *sluice_evidence_ref               (SluiceEvidence       *self);
void                  sluice_evidence_unref             (SluiceEvidence       *self);

const char           *sluice_evidence_get_method        (const SluiceEvidence *self);
const char           *sluice_evidence_get_path          (const SluiceEvidence *self);
guint                 sluice_evidence_get_status        (const SluiceEvidence *self);
const char           *sluice_evidence_get_error_code    (const SluiceEvidence *self);
const char           *sluice_evidence_get_reason        (const SluiceEvidence *self);
const char           *sluice_evidence_get_detail        (const SluiceEvidence *self);
const char * const   *sluice_evidence_get_parameters    (const SluiceEvidence *self);
const char * const   *sluice_evidence_get_violations    (const SluiceEvidence *self);
const char           *sluice_evidence_get_content_type  (const SluiceEvidence *self);
const char           *sluice_evidence_get_excerpt       (const SluiceEvidence *self);
guint                 sluice_evidence_get_request_count (const SluiceEvidence *self);
gboolean              sluice_evidence_get_sent          (const SluiceEvidence *self);
gboolean              sluice_evidence_get_signed        (const SluiceEvidence *self);
int                   sluice_evidence_get_retry_after   (const SluiceEvidence *self);
GTlsCertificateFlags  sluice_evidence_get_tls_errors    (const SluiceEvidence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceEvidence, sluice_evidence_unref)

G_END_DECLS
