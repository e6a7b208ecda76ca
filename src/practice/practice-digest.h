/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's side of HTTP Digest (RFC 7616, MD5, qop auth) as Atlas speaks it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PracticeDigest PracticeDigest;

typedef enum
{
  PRACTICE_DIGEST_FINE,
  PRACTICE_DIGEST_STALE,    /* the nonce is old, unknown or its count did not grow */
  PRACTICE_DIGEST_REFUSED,  /* unsigned, or signed with another key or for another request */
} PracticeDigestVerdict;

PracticeDigest        *practice_digest_new           (const char     *user,
                                                      const char     *password);
void                   practice_digest_add           (PracticeDigest *self,
                                                      const char     *user,
                                                      const char     *password);
void                   practice_digest_free          (PracticeDigest *self);
char                  *practice_digest_dup_challenge (PracticeDigest *self,
                                                      gboolean        stale);
PracticeDigestVerdict  practice_digest_check         (PracticeDigest *self,
                                                      const char     *method,
                                                      const char     *target,
                                                      const char     *authorization,
                                                      char          **user);
void                   practice_digest_forget        (PracticeDigest *self);

G_END_DECLS
