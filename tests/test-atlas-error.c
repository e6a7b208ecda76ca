/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Atlas's errors say: which code they become, and what of them is kept. */
#include "raw-calls.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  guint             status;
  const char       *error_code;
  SluiceAtlasError  code;
} Row;

static const Row rows[] = {
  { 401, "UNEXPECTED_ERROR", SLUICE_ATLAS_ERROR_KEY_REFUSED },
  { 401, "UNAUTHORIZED", SLUICE_ATLAS_ERROR_KEY_REFUSED },
  { 401, NULL, SLUICE_ATLAS_ERROR_KEY_REFUSED },
  { 401, "", SLUICE_ATLAS_ERROR_KEY_REFUSED },
  { 401, "USER_UNAUTHORIZED", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 401, "API_KEY_ACCESS_LIST_ACCESS_DENIED", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 401, "NOT_ORG_GROUP_CREATOR", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 401, "SOMETHING_NEW", SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { 401, "USER_CANNOT_ACCESS_GROUP", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 401, "USER_CANNOT_ACCESS_ORG", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 401, "NOT_IN_GROUP", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 403, "NOT_IN_GROUP", SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH },
  { 402, "NO_PAYMENT_INFORMATION_FOUND", SLUICE_ATLAS_ERROR_BILLING },
  { 402, "ACCOUNT_SUSPENDED", SLUICE_ATLAS_ERROR_BILLING },
  { 402, NULL, SLUICE_ATLAS_ERROR_BILLING },
  { 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED },
  { 403, "IP_ADDRESS_NOT_ON_WHITELIST", SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED },
  { 403, "RESOURCE_REQUIRES_ACCESS_LIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 403, "ORG_REQUIRES_ACCESS_LIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 403, "RESOURCE_REQUIRES_WHITELIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 403, "ORG_REQUIRES_WHITELIST", SLUICE_ATLAS_ERROR_ACCESS_LIST_REQUIRED },
  { 403, "GLOBAL_USER_OUTSIDE_SUBNET", SLUICE_ATLAS_ERROR_OUTSIDE_NETWORK },
  { 403, "FEATURE_UNSUPPORTED", SLUICE_ATLAS_ERROR_FEATURE_UNSUPPORTED },
  { 403, "ACCESS_FORBIDDEN", SLUICE_ATLAS_ERROR_FORBIDDEN },
  { 403, "STREAM_CONNECTION_HAS_STREAM_PROCESSORS", SLUICE_ATLAS_ERROR_IN_USE },
  { 403, "STREAM_TENANT_HAS_STREAM_PROCESSORS", SLUICE_ATLAS_ERROR_IN_USE },
  { 403, "SOMETHING_NEW", SLUICE_ATLAS_ERROR_FORBIDDEN },
  { 403, NULL, SLUICE_ATLAS_ERROR_FORBIDDEN },
  { 404, "INVALID_GROUP_ID", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND },
  { 404, "GROUP_NOT_FOUND", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND },
  { 404, "NOT_ATLAS_GROUP", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND },
  { 404, "STREAM_TENANT_NOT_FOUND_FOR_NAME", SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND },
  { 400, "STREAM_TENANT_NOT_FOUND_FOR_NAME", SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND },
  { 404, "STREAM_CONNECTION_NOT_FOUND_FOR_NAME", SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND },
  { 404, "CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND", SLUICE_ATLAS_ERROR_AWS_ROLE_NOT_FOUND },
  { 404, "RESOURCE_NOT_FOUND", SLUICE_ATLAS_ERROR_NOT_FOUND },
  { 404, NULL, SLUICE_ATLAS_ERROR_NOT_FOUND },
  { 405, "WRITES_NOT_ALLOWED_DURING_APP_UPGRADES", SLUICE_ATLAS_ERROR_UPGRADING },
  { 406, NULL, SLUICE_ATLAS_ERROR_VERSION },
  { 400, "INVALID_VERSION_DATE", SLUICE_ATLAS_ERROR_VERSION },
  { 410, "VERSION_GONE", SLUICE_ATLAS_ERROR_VERSION },
  { 409, "STREAM_CONNECTION_NAME_ALREADY_EXISTS", SLUICE_ATLAS_ERROR_NAME_TAKEN },
  { 409, "STREAM_PROCESSOR_NAME_ALREADY_EXISTS", SLUICE_ATLAS_ERROR_NAME_TAKEN },
  { 409, NULL, SLUICE_ATLAS_ERROR_CONFLICT },
  { 400, "CANNOT_ASSUME_ROLE", SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE },
  { 400, "CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED", SLUICE_ATLAS_ERROR_ROLE_NOT_AUTHORIZED },
  { 400, "INVALID_AWS_CREDENTIALS", SLUICE_ATLAS_ERROR_BUCKET_CHECK },
  { 400, "IAM_ROLE_CANNOT_READ_FROM_S3_BUCKET", SLUICE_ATLAS_ERROR_BUCKET_CHECK },
  { 400, "DATA_FEDERATION_CANNOT_ACCESS_TEST_S3_BUCKET", SLUICE_ATLAS_ERROR_BUCKET_CHECK },
  { 400, "STREAM_PRIVATE_LINK_ALREADY_EXISTS", SLUICE_ATLAS_ERROR_PRIVATE_LINK },
  { 400, "STREAM_PROCESSOR_GENERIC_ERROR", SLUICE_ATLAS_ERROR_PROCESSOR },
  { 400, "VALIDATION_ERROR", SLUICE_ATLAS_ERROR_INVALID },
  { 400, "MISSING_ATTRIBUTE", SLUICE_ATLAS_ERROR_INVALID },
  { 400, NULL, SLUICE_ATLAS_ERROR_INVALID },
  { 429, "RATE_LIMITED_TOKEN_BUCKET", SLUICE_ATLAS_ERROR_RATE_LIMITED },
  { 429, "RATE_LIMITED", SLUICE_ATLAS_ERROR_RATE_LIMITED },
  { 429, NULL, SLUICE_ATLAS_ERROR_RATE_LIMITED },
  { 500, "UNEXPECTED_ERROR", SLUICE_ATLAS_ERROR_SERVER },
  { 501, NULL, SLUICE_ATLAS_ERROR_SERVER },
  { 502, NULL, SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { 503, "SERVICE_UNAVAILABLE", SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { 503, NULL, SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { 504, "STREAM_PROCESSOR_TIMEOUT", SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { 407, NULL, SLUICE_ATLAS_ERROR_PROXY },
  { 408, NULL, SLUICE_ATLAS_ERROR_TIMED_OUT },
  { 302, NULL, SLUICE_ATLAS_ERROR_REDIRECTED },
  { 304, NULL, SLUICE_ATLAS_ERROR_REDIRECTED },
  { 418, "I_AM_A_TEAPOT", SLUICE_ATLAS_ERROR_FAILED },
};

static void
test_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SluiceAtlasError code = sluice_atlas_error_from_status (rows[i].status, rows[i].error_code);

      if (code != rows[i].code)
        g_error ("%u %s became %d", rows[i].status, rows[i].error_code, code);
    }
}

static void
refuse (Outcome *outcome, const char *status, const char *headers, const char *body)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_push (server, status, headers, body);
  connection = calls_create (client, "s3sink", outcome, &error);
  g_assert_nonnull (error);
  g_assert_null (connection);
  g_assert_true (error->domain == SLUICE_ATLAS_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (sluice_atlas_error_get_evidence (error) == outcome->evidence);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
}

static void
test_fields (void)
{
  static const char * const parameters[] =
    { "text", "7", "1.5", "true", "{\"a\":[1]}", "[\"b\"]", NULL };
  static const char * const violations[] =
    { "aws.roleArn: is not one", "name: ?", "?: no name", NULL };
  g_auto (Outcome) outcome = { NULL };
  SluiceEvidence *evidence;

  refuse (&outcome, "400 Bad Request", "X-Error-Code: OTHER\r\n",
          "{\"error\":400,\"errorCode\":\"VALIDATION_ERROR\",\"reason\":\"Bad Request\","
          "\"detail\":\"Größe “x”\\nis wrong.\","
          "\"parameters\":[\"text\",7,1.5,true,null,{\"a\":[1]},[\"b\"]],"
          "\"badRequestDetail\":{\"fields\":["
          "{\"field\":\"aws.roleArn\",\"description\":\"is not one\"},"
          "{\"field\":\"name\"},{\"description\":\"no name\"},{},7]}}");
  evidence = outcome.evidence;
  g_assert_cmpuint (sluice_evidence_get_status (evidence), ==, 400);
  g_assert_cmpstr (sluice_evidence_get_error_code (evidence), ==, "VALIDATION_ERROR");
  g_assert_cmpstr (sluice_evidence_get_reason (evidence), ==, "Bad Request");
  g_assert_cmpstr (sluice_evidence_get_detail (evidence), ==, "Größe “x”\nis wrong.");
  g_assert_cmpstrv (sluice_evidence_get_parameters (evidence), parameters);
  g_assert_cmpstrv (sluice_evidence_get_violations (evidence), violations);
  g_assert_cmpstr (sluice_evidence_get_content_type (evidence), ==, "application/json");
  g_assert_null (sluice_evidence_get_excerpt (evidence));
}

static void
test_wrong_types (void)
{
  g_auto (Outcome) outcome = { NULL };

  refuse (&outcome, "404 Not Found", NULL,
          "{\"errorCode\":7,\"reason\":[],\"detail\":{},\"parameters\":\"x\","
          "\"badRequestDetail\":{\"fields\":{}}}");
  g_assert_null (sluice_evidence_get_error_code (outcome.evidence));
  g_assert_null (sluice_evidence_get_reason (outcome.evidence));
  g_assert_null (sluice_evidence_get_detail (outcome.evidence));
  g_assert_cmpstr (sluice_evidence_get_parameters (outcome.evidence)[0], ==, NULL);
  g_assert_cmpstr (sluice_evidence_get_violations (outcome.evidence)[0], ==, NULL);

  refuse (&outcome, "404 Not Found", NULL, "[1,2]");
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 404);
  refuse (&outcome, "404 ", NULL, "");
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 404);
}

/* The header says the same as the body, which is not always readable. */
static void
test_header (void)
{
  g_auto (Outcome) outcome = { NULL };

  refuse (&outcome, "404 Not Found", "X-Error-Code: GROUP_NOT_FOUND\r\n", "<html>\n\tSorry</html>");
  g_assert_cmpstr (sluice_evidence_get_error_code (outcome.evidence), ==, "GROUP_NOT_FOUND");
  g_assert_cmpstr (sluice_evidence_get_excerpt (outcome.evidence), ==, "<html>  Sorry</html>");

  refuse (&outcome, "404 Not Found", "X-Error-Code: GR\xff\r\n", "\xff\x80");
  g_assert_cmpstr (sluice_evidence_get_error_code (outcome.evidence), ==, "GR\xef\xbf\xbd");
  g_assert_cmpstr (sluice_evidence_get_excerpt (outcome.evidence), ==,
                   "\xef\xbf\xbd\xef\xbf\xbd");
}

/* Texts that would freeze a label are cut, between characters. */
static void
test_long_texts (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) items = g_string_new ("7");
  g_autofree char *body = NULL;
  g_auto (Outcome) outcome = { NULL };
  const char *detail;

  while (text->len < 100000)
    g_string_append (text, "€");
  while (items->len < 2000)
    g_string_append (items, ",7");
  body = g_strdup_printf ("{\"errorCode\":\"%s\",\"detail\":\"%s\",\"parameters\":[%s]}", text->str,
                          text->str, items->str);
  refuse (&outcome, "400 Bad Request", NULL, body);
  detail = sluice_evidence_get_detail (outcome.evidence);
  g_assert_cmpuint (strlen (detail), ==, 4095);
  g_assert_true (g_utf8_validate (detail, -1, NULL));
  g_assert_true (g_str_has_suffix (detail, "€"));
  g_assert_cmpuint (strlen (sluice_evidence_get_error_code (outcome.evidence)), <=, 256);
  g_assert_cmpuint (g_strv_length ((char **) sluice_evidence_get_parameters (outcome.evidence)),
                    ==, 32);
}

static void
assert_retry_after (const char *value, int from, int to)
{
  g_autofree char *header = g_strdup_printf ("Retry-After: %s\r\n", value);
  g_auto (Outcome) outcome = { NULL };
  int seconds;

  refuse (&outcome, "429 Too Many Requests", header, "{\"errorCode\":\"RATE_LIMITED\"}");
  seconds = sluice_evidence_get_retry_after (outcome.evidence);
  g_assert_cmpint (seconds, >=, from);
  g_assert_cmpint (seconds, <=, to);
}

static void
test_retry_after (void)
{
  const int week = 7 * 24 * 3600;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 100);
  g_autofree char *date = soup_date_time_to_string (soon, SOUP_DATE_HTTP);

  assert_retry_after ("2", 2, 2);
  assert_retry_after ("0", 0, 0);
  assert_retry_after (" 17 ", 17, 17);
  assert_retry_after ("99999999", week, week);
  assert_retry_after ("99999999999999999999999999", week, week);
  assert_retry_after ("-1", -1, -1);
  assert_retry_after ("1.5", -1, -1);
  assert_retry_after ("soon", -1, -1);
  assert_retry_after ("", -1, -1);
  assert_retry_after (date, 80, 100);
  assert_retry_after ("Sun, 06 Nov 1994 08:49:37 GMT", 0, 0);
  assert_retry_after ("Thu, 31 Dec 9998 23:59:59 GMT", week, week);
  /* Compared with the clock that it is of, where that is told. */
  assert_retry_after ("Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: Sun, 06 Nov 1994 08:49:30 GMT", 7, 7);
  assert_retry_after ("Sun, 06 Nov 2094 08:49:37 GMT\r\nDate: Sun, 06 Nov 2094 08:49:30 GMT", 7, 7);
  assert_retry_after ("Sun, 06 Nov 1994 08:49:30 GMT\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT", 0, 0);
  assert_retry_after ("Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: yesterday", 0, 0);
}

static void
test_evidence (void)
{
  g_autoptr (GError) plain = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_autoptr (GError) bare = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_SERVER, NULL, "y");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) full = NULL;
  g_auto (Outcome) outcome = { NULL };

  g_assert_null (sluice_atlas_error_get_evidence (NULL));
  g_assert_null (sluice_atlas_error_get_evidence (plain));
  g_assert_null (sluice_atlas_error_get_evidence (bare));
  refuse (&outcome, "500 Oops", NULL, "{}");
  full = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_SERVER, outcome.evidence, "z");
  copy = g_error_copy (full);
  g_clear_error (&full);
  outcome_clear (&outcome);
  g_assert_cmpuint (sluice_evidence_get_status (sluice_atlas_error_get_evidence (copy)), ==, 500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/error/codes", test_codes);
  g_test_add_func ("/atlas/error/fields", test_fields);
  g_test_add_func ("/atlas/error/wrong-types", test_wrong_types);
  g_test_add_func ("/atlas/error/header", test_header);
  g_test_add_func ("/atlas/error/long-texts", test_long_texts);
  g_test_add_func ("/atlas/error/retry-after", test_retry_after);
  g_test_add_func ("/atlas/error/evidence", test_evidence);
  return g_test_run ();
}
