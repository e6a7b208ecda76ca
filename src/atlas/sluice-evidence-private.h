/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the client fills in the evidence of a call; nobody else does. */
#pragma once

#include "sluice-evidence.h"

G_BEGIN_DECLS

struct _SluiceEvidence
{
  gatomicrefcount       ref_count;
  char                 *method;
  char                 *path;           /* with the query; holds no secret */
  guint                 status;         /* 0: no answer */
  char                 *error_code;
  char                 *reason;
  char                 *detail;
  char                **parameters;
  char                **violations;     /* "field: description" */
  char                 *content_type;
  char                 *excerpt;        /* start of an answer that was not understood */
  guint                 request_count;
  gboolean              sent;
  gboolean              is_signed;      /* what was answered last went with a digest of the key */
  int                   retry_after;    /* seconds; -1: not given */
  GTlsCertificateFlags  tls_errors;
  gint64                took_us;        /* since the call was its turn */
};

SluiceEvidence *sluice_evidence_new (const char *method,
                                     const char *path);
void            sluice_evidence_log (const SluiceEvidence *self,
                                     const GError         *error);

G_END_DECLS
