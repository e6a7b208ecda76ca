/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of the Atlas client: a code per thing a person can do about it. The
 * evidence (status, errorCode, detail, …) travels inside the GError. error->message is for
 * logs; the sentence a person reads is chosen in ui/sluice-words.
 */
#pragma once

#include "sluice-evidence.h"

G_BEGIN_DECLS

#define SLUICE_ATLAS_ERROR (sluice_atlas_error_quark ())

typedef enum
{
  /* No usable answer came. Whether the request left is in the evidence's "sent". */
  SLUICE_ATLAS_ERROR_CANCELLED,         /* the person stopped it */
  SLUICE_ATLAS_ERROR_INTERRUPTED,       /* Sluice itself was ended first */
  SLUICE_ATLAS_ERROR_HOST_NOT_FOUND,    /* the name could not be looked up */
  SLUICE_ATLAS_ERROR_REFUSED,           /* nobody listens there */
  SLUICE_ATLAS_ERROR_UNREACHABLE,       /* no way to the host or network */
  SLUICE_ATLAS_ERROR_TIMED_OUT,         /* no whole answer before the deadline */
  SLUICE_ATLAS_ERROR_CONNECTION_LOST,   /* closed or reset before a whole answer */
  SLUICE_ATLAS_ERROR_PROXY,             /* the network proxy refused, or wants a login */
  SLUICE_ATLAS_ERROR_TLS,               /* the certificate cannot be trusted: see tls_errors */
  SLUICE_ATLAS_ERROR_TLS_UNAVAILABLE,   /* glib-networking is not installed */
  SLUICE_ATLAS_ERROR_REDIRECTED,        /* 3xx: Atlas never does that to API calls */
  SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED,  /* the server asks for a sign-in other than Digest MD5 */
  SLUICE_ATLAS_ERROR_AUTH_LOOP,         /* the server asked to sign in anew time and again */
  SLUICE_ATLAS_ERROR_KEY_UNASKED,       /* the server answered without asking for the key */
  SLUICE_ATLAS_ERROR_BAD_REPLY,         /* not JSON, wrong shape, too large, too deep */

  /* 401, 402, 403 */
  SLUICE_ATLAS_ERROR_KEY_REFUSED,           /* the pair was not accepted */
  SLUICE_ATLAS_ERROR_ROLE_MISSING,          /* key accepted, role missing */
  SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH,  /* key accepted, no place in that project */
  SLUICE_ATLAS_ERROR_BILLING,
  SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED,    /* the caller's address: parameters[0] */
  SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED,
  SLUICE_ATLAS_ERROR_OUTSIDE_NETWORK,       /* GLOBAL_USER_OUTSIDE_SUBNET */
  SLUICE_ATLAS_ERROR_FEATURE_UNSUPPORTED,
  SLUICE_ATLAS_ERROR_IN_USE,                /* running stream processors use it */
  SLUICE_ATLAS_ERROR_FORBIDDEN,

  /* 404, 405, 406, 409, 410 */
  SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND,
  SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND,
  SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND,
  SLUICE_ATLAS_ERROR_AWS_ROLE_NOT_FOUND,
  SLUICE_ATLAS_ERROR_NOT_FOUND,
  SLUICE_ATLAS_ERROR_UPGRADING,
  SLUICE_ATLAS_ERROR_VERSION,
  SLUICE_ATLAS_ERROR_NAME_TAKEN,
  SLUICE_ATLAS_ERROR_CONFLICT,
  SLUICE_ATLAS_ERROR_UNADDRESSABLE,     /* nothing was sent: a name such as ".." is a step */

  /* 400 */
  SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE,
  SLUICE_ATLAS_ERROR_ROLE_NOT_AUTHORIZED,
  SLUICE_ATLAS_ERROR_BUCKET_CHECK,
  SLUICE_ATLAS_ERROR_PRIVATE_LINK,
  SLUICE_ATLAS_ERROR_PROCESSOR,
  SLUICE_ATLAS_ERROR_INVALID,

  /* 429, 5xx, and whatever else */
  SLUICE_ATLAS_ERROR_RATE_LIMITED,
  SLUICE_ATLAS_ERROR_SERVER,
  SLUICE_ATLAS_ERROR_UNAVAILABLE,
  SLUICE_ATLAS_ERROR_FAILED,
} SluiceAtlasError;

GQuark                sluice_atlas_error_quark        (void);
GError               *sluice_atlas_error_new          (SluiceAtlasError  code,
                                                       SluiceEvidence   *evidence,
                                                       const char       *message);
SluiceEvidence       *sluice_atlas_error_get_evidence (const GError     *error);
SluiceAtlasError      sluice_atlas_error_from_status  (guint             status,
                                                       const char       *error_code);

G_END_DECLS
