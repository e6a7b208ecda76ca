/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status and errorCode of an answer, turned into what a person can do about it. */
#include "sluice-atlas-error.h"

typedef struct
{
  SluiceEvidence *evidence;
} SluiceAtlasErrorPrivate;

static void
sluice_atlas_error_private_init (SluiceAtlasErrorPrivate *priv)
{
}

static void
sluice_atlas_error_private_copy (const SluiceAtlasErrorPrivate *from,
                                 SluiceAtlasErrorPrivate       *to)
{
  to->evidence = from->evidence ? sluice_evidence_ref (from->evidence) : NULL;
}

static void
sluice_atlas_error_private_clear (SluiceAtlasErrorPrivate *priv)
{
  g_clear_pointer (&priv->evidence, sluice_evidence_unref);
}

G_DEFINE_EXTENDED_ERROR (SluiceAtlasError, sluice_atlas_error)

/* An errorCode may come with another status than the documented one (several moved in 2026), so
 * the code decides and the status only settles what the code leaves open. Status 0 in the table
 * means: whatever the status. */
static const struct
{
  guint             status;
  const char       *error_code;
  SluiceAtlasError  code;
} known[] = {
  { 401, "UNEXPECTED_ERROR", SLUICE_ATLAS_ERROR_KEY_REFUSED },
  { 401, "UNAUTHORIZED", SLUICE_ATLAS_ERROR_KEY_REFUSED },
  { 0, "USER_UNAUTHORIZED", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 0, "API_KEY_ACCESS_LIST_ACCESS_DENIED", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 0, "NOT_ORG_GROUP_CREATOR", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 0, "USER_CANNOT_ACCESS_GROUP", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 0, "USER_CANNOT_ACCESS_ORG", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 0, "NOT_IN_GROUP", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 0, "NO_PAYMENT_INFORMATION_FOUND", SLUICE_ATLAS_ERROR_BILLING },
  { 0, "ACCOUNT_SUSPENDED", SLUICE_ATLAS_ERROR_BILLING },
  { 0, "IP_ADDRESS_NOT_ON_ACCESS_LIST", SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED },
  { 0, "IP_ADDRESS_NOT_ON_WHITELIST", SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED },
  { 0, "RESOURCE_REQUIRES_ACCESS_LIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 0, "ORG_REQUIRES_ACCESS_LIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 0, "RESOURCE_REQUIRES_WHITELIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 0, "ORG_REQUIRES_WHITELIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 0, "GLOBAL_USER_OUTSIDE_SUBNET", SLUICE_ATLAS_ERROR_OUTSIDE_NETWORK },
  { 0, "FEATURE_UNSUPPORTED", SLUICE_ATLAS_ERROR_FEATURE_UNSUPPORTED },
  { 0, "ACCESS_FORBIDDEN", SLUICE_ATLAS_ERROR_FORBIDDEN },
  { 0, "STREAM_CONNECTION_HAS_STREAM_PROCESSORS", SLUICE_ATLAS_ERROR_IN_USE },
  { 0, "STREAM_TENANT_HAS_STREAM_PROCESSORS", SLUICE_ATLAS_ERROR_IN_USE },
  { 0, "INVALID_GROUP_ID", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND },
  { 0, "GROUP_NOT_FOUND", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND },
  { 0, "NOT_ATLAS_GROUP", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND },
  { 0, "STREAM_TENANT_NOT_FOUND_FOR_NAME", SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND },
  { 0, "STREAM_CONNECTION_NOT_FOUND_FOR_NAME", SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND },
  { 0, "CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND", SLUICE_ATLAS_ERROR_AWS_ROLE_NOT_FOUND },
  { 0, "RESOURCE_NOT_FOUND", SLUICE_ATLAS_ERROR_NOT_FOUND },
  { 0, "WRITES_NOT_ALLOWED_DURING_APP_UPGRADES", SLUICE_ATLAS_ERROR_UPGRADING },
  { 0, "INVALID_VERSION_DATE", SLUICE_ATLAS_ERROR_VERSION },
  { 0, "VERSION_GONE", SLUICE_ATLAS_ERROR_VERSION },
  { 0, "STREAM_CONNECTION_NAME_ALREADY_EXISTS", SLUICE_ATLAS_ERROR_NAME_TAKEN },
  { 0, "STREAM_PROCESSOR_NAME_ALREADY_EXISTS", SLUICE_ATLAS_ERROR_NAME_TAKEN },
  { 0, "CANNOT_ASSUME_ROLE", SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE },
  { 0, "CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED", SLUICE_ATLAS_ERROR_ROLE_NOT_AUTHORIZED },
  { 0, "INVALID_AWS_CREDENTIALS", SLUICE_ATLAS_ERROR_BUCKET_CHECK },
  { 0, "IAM_ROLE_CANNOT_READ_FROM_S3_BUCKET", SLUICE_ATLAS_ERROR_BUCKET_CHECK },
  { 0, "DATA_FEDERATION_CANNOT_ACCESS_TEST_S3_BUCKET", SLUICE_ATLAS_ERROR_BUCKET_CHECK },
  { 0, "STREAM_PRIVATE_LINK_ALREADY_EXISTS", SLUICE_ATLAS_ERROR_PRIVATE_LINK },
  { 0, "STREAM_PRIVATE_LINK_IN_USE", SLUICE_ATLAS_ERROR_PRIVATE_LINK },
  { 0, "STREAM_KAFKA_CONNECTION_IS_DEPLOYING", SLUICE_ATLAS_ERROR_CONFLICT },
  { 0, "STREAM_PROCESSOR_GENERIC_ERROR", SLUICE_ATLAS_ERROR_PROCESSOR },
  { 0, "STREAM_PROCESSOR_TIMEOUT", SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { 0, "RATE_LIMITED_TOKEN_BUCKET", SLUICE_ATLAS_ERROR_RATE_LIMITED },
  { 0, "RATE_LIMITED", SLUICE_ATLAS_ERROR_RATE_LIMITED },
  { 0, "SERVICE_UNAVAILABLE", SLUICE_ATLAS_ERROR_UNAVAILABLE },
};

static SluiceAtlasError
from_status_alone (guint status)
{
  switch (status)
    {
    case 401:
      return SLUICE_ATLAS_ERROR_ROLE_MISSING;
    case 402:
      return SLUICE_ATLAS_ERROR_BILLING;
    case 403:
      return SLUICE_ATLAS_ERROR_FORBIDDEN;
    case 404:
      return SLUICE_ATLAS_ERROR_NOT_FOUND;
    case 406:
    case 410:
      return SLUICE_ATLAS_ERROR_VERSION;
    case 407:
      return SLUICE_ATLAS_ERROR_PROXY;
    case 408:
      return SLUICE_ATLAS_ERROR_TIMED_OUT;
    case 409:
      return SLUICE_ATLAS_ERROR_CONFLICT;
    case 429:
      return SLUICE_ATLAS_ERROR_RATE_LIMITED;
    case 502:
    case 503:
    case 504:
      return SLUICE_ATLAS_ERROR_UNAVAILABLE;
    default:
      break;
    }
  if (status >= 300 && status < 400)
    return SLUICE_ATLAS_ERROR_REDIRECTED;
  if (status >= 500)
    return SLUICE_ATLAS_ERROR_SERVER;
  if (status == 400 || status == 422)
    return SLUICE_ATLAS_ERROR_INVALID;
  return SLUICE_ATLAS_ERROR_FAILED;
}

/**
 * sluice_atlas_error_from_status:
 * @status: the HTTP status of an answer that is not a success
 * @error_code: (nullable): Atlas's errorCode
 *
 * Which thing to do about it. Facts: the API's error schema and the codes its operations are
 * known to answer. A 401 without any errorCode counts as a refused key, since Atlas itself always
 * sends one and gateways that ask for Digest do not.
 *
 * Returns: the code
 */
SluiceAtlasError
sluice_atlas_error_from_status (guint       status,
                                const char *error_code)
{
  if (error_code == NULL || *error_code == '\0')
    return status == 401 ? SLUICE_ATLAS_ERROR_KEY_REFUSED : from_status_alone (status);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if ((known[i].status == 0 || known[i].status == status) &&
        g_str_equal (known[i].error_code, error_code))
      return known[i].code;

  return from_status_alone (status);
}

/**
 * sluice_atlas_error_new:
 * @code: what can be done about it
 * @evidence: (nullable): the record of the call
 * @message: text for logs, in English
 *
 * Returns: (transfer full): an error that carries @evidence
 */
GError *
sluice_atlas_error_new (SluiceAtlasError  code,
                        SluiceEvidence   *evidence,
                        const char       *message)
{
  GError *error = g_error_new_literal (SLUICE_ATLAS_ERROR, code, message);

  if (evidence != NULL)
    sluice_atlas_error_get_private (error)->evidence = sluice_evidence_ref (evidence);
  return error;
}

/**
 * sluice_atlas_error_get_evidence:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the record of the call that failed
 */
SluiceEvidence *
sluice_atlas_error_get_evidence (const GError *error)
{
  if (error == NULL || error->domain != SLUICE_ATLAS_ERROR)
    return NULL;
  return sluice_atlas_error_get_private (error)->evidence;
}
