/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server says of a key never comes out of the client again: not the key, no larger piece of
 * it, and no digest that was made with it.
 */
#include <string.h>

#include "raw-calls.h"
#include "sluice-mask.h"

#define KEY CALLS_PRIVATE_KEY
#define DIGEST "6fb64f1b5f91bccc098bb9c21e5265bd"

static const struct
{
  const char *text;
  const char *masked;
} cases[] = {
  { "", "" },
  { "nothing", "nothing" },
  { KEY, "************************************" },
  { "key " KEY ".", "key ************************************." },
  { "0F3C1D2E-4B6A-7C8D-9E0F-1A2B3C4D5E6F", "************************************" },
  { "cut off: 0f3c1d2e-4b6a-7c", "cut off: ****************" },
  { "the end: c8d-9e0f-1a2b3c4d5e6f", "the end: *********************" },
  { KEY KEY, "************************************************************************" },
  { "0f3c1d2e, a word", "0f3c1d2e, a word" },
  { "response=\"" DIGEST "\", qop=auth", "response=\"********************************\", qop=auth" },
  { DIGEST "00", "**********************************" },
  { "project 5f3c1d2e4b6a7c8d9e0f1a2b", "project 5f3c1d2e4b6a7c8d9e0f1a2b" },
  { "ä" KEY "ö", "ä************************************ö" },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i].text);

      sluice_mask_text (text, KEY);
      g_assert_cmpstr (text, ==, cases[i].masked);
    }
  sluice_mask_text (NULL, KEY);
}

/* A key so short is none, and one of bytes that are no text is masked whole. */
static void
test_other_keys (void)
{
  g_autofree char *text = g_strdup ("a b c d");
  g_autofree char *umlauts = g_strdup ("xäöüäöüx");
  g_autofree char *others = g_strdup ("äöüäöäää");

  sluice_mask_text (text, "b");
  g_assert_cmpstr (text, ==, "a b c d");
  sluice_mask_text (text, "");
  g_assert_cmpstr (text, ==, "a b c d");
  sluice_mask_text (umlauts, "äöüäöü");
  g_assert_cmpstr (umlauts, ==, "x************x");
  sluice_mask_text (others, "äöüäöü");
  g_assert_cmpstr (others, ==, "**********äää");
}

static void
assert_clean (const char *text)
{
  g_assert_true (text == NULL || strstr (text, KEY) == NULL);
  g_assert_true (text == NULL || strstr (text, DIGEST) == NULL);
}

static void
assert_all_clean (const char * const *texts)
{
  for (; texts != NULL && *texts != NULL; texts++)
    assert_clean (*texts);
}

static void
test_answer (const char *status, const char *headers, const char *body, int code)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (SluiceConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  raw_push (server, status, headers, body);
  connection = calls_get (client, "s3sink", &outcome, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, code);
  assert_clean (error->message);
  assert_clean (sluice_evidence_get_error_code (outcome.evidence));
  assert_clean (sluice_evidence_get_reason (outcome.evidence));
  assert_clean (sluice_evidence_get_detail (outcome.evidence));
  assert_clean (sluice_evidence_get_content_type (outcome.evidence));
  assert_clean (sluice_evidence_get_excerpt (outcome.evidence));
  assert_all_clean (sluice_evidence_get_parameters (outcome.evidence));
  assert_all_clean (sluice_evidence_get_violations (outcome.evidence));
}

#define BOTH KEY " Digest response=\\\"" DIGEST "\\\""

static void
test_answers (void)
{
  test_answer ("404 Not Found", NULL,
               "{\"errorCode\":\"" KEY "\",\"detail\":\"" BOTH "\",\"reason\":\"" BOTH "\","
               "\"parameters\":[\"" BOTH "\"],\"badRequestDetail\":{\"fields\":[{\"field\":\"" KEY
               "\",\"description\":\"" BOTH "\"}]}}", SLUICE_ATLAS_ERROR_NOT_FOUND);
  test_answer ("404 Not Found", "X-Error-Code: " KEY "\r\nContent-Type: text/" DIGEST "\r\n",
               "<p>" KEY " " DIGEST, SLUICE_ATLAS_ERROR_NOT_FOUND);
  test_answer ("200 OK", NULL, KEY " " DIGEST, SLUICE_ATLAS_ERROR_BAD_REPLY);
  test_answer ("200 OK", NULL, "{\"name\":" KEY "}", SLUICE_ATLAS_ERROR_BAD_REPLY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/texts", test_texts);
  g_test_add_func ("/mask/other-keys", test_other_keys);
  g_test_add_func ("/mask/answers", test_answers);
  return g_test_run ();
}
