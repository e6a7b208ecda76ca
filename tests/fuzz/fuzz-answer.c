/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a server answers: each reader makes something of it that can be shown, or nothing. The
 * first byte chooses the reader, the rest is the body, or a header's value.
 */
#include "sluice-answer.h"
#include "sluice-atlas-error.h"
#include "sluice-json.h"
#include "sluice-objects-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_texts (const char * const *texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    check_text (texts[i]);
}

static void
check_key_info (JsonNode *root)
{
  g_autoptr (SluiceKeyInfo) info = sluice_key_info_new_from_json (root);
  g_auto (GStrv) in_project = NULL;
  g_auto (GStrv) in_org = NULL;

  if (info == NULL)
    return;
  in_project = sluice_key_info_dup_project_roles (info, "64c0ffee0000000000000001");
  in_org = sluice_key_info_dup_org_roles (info, NULL);
  check_text (sluice_key_info_get_id (info));
  check_text (sluice_key_info_get_public_key (info));
  check_texts (sluice_key_info_get_access_list (info));
  check_texts ((const char * const *) in_project);
  check_texts ((const char * const *) in_org);
}

static void
check_place (JsonNode *root)
{
  g_autoptr (SluiceProject) project = sluice_project_new_from_json (root);
  g_autoptr (SluiceInstance) instance = sluice_instance_new_from_json (root);

  if (project != NULL)
    {
      check_text (sluice_project_get_id (project));
      check_text (sluice_project_get_name (project));
    }
  if (instance != NULL)
    {
      check_text (sluice_instance_get_id (instance));
      check_text (sluice_instance_get_name (instance));
      check_text (sluice_instance_get_provider (instance));
      check_text (sluice_instance_get_region (instance));
      check_text (sluice_instance_get_tier (instance));
    }
}

static void
check_connection (JsonNode *root)
{
  g_autoptr (SluiceConnection) connection = sluice_connection_new_from_json (root);

  if (connection == NULL)
    return;
  g_assert_nonnull (sluice_connection_get_name (connection));
  check_text (sluice_connection_get_name (connection));
  check_text (sluice_connection_get_type_name (connection));
  check_text (sluice_connection_get_state_name (connection));
  check_text (sluice_connection_get_role_arn (connection));
  check_text (sluice_connection_get_test_bucket (connection));
  check_text (sluice_connection_get_network_type (connection));
  check_text (sluice_connection_get_region (connection));
  g_assert_cmpint (sluice_connection_get_state (connection), <=, SLUICE_CONNECTION_STATE_DELETING);
}

static void
check_evidence (SluiceEvidence *evidence)
{
  check_text (sluice_evidence_get_error_code (evidence));
  check_text (sluice_evidence_get_reason (evidence));
  check_text (sluice_evidence_get_detail (evidence));
  check_text (sluice_evidence_get_content_type (evidence));
  check_text (sluice_evidence_get_excerpt (evidence));
  check_texts (sluice_evidence_get_parameters (evidence));
  check_texts (sluice_evidence_get_violations (evidence));
  g_assert_cmpint (sluice_evidence_get_retry_after (evidence), >=, -1);
}

static void
check_error (GBytes *body, JsonNode *root)
{
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("GET", "/");

  if (root != NULL)
    sluice_answer_note_error (evidence, root);
  else
    sluice_answer_note_excerpt (evidence, body);
  check_evidence (evidence);
  sluice_atlas_error_from_status (400, sluice_evidence_get_error_code (evidence));
}

/* libsoup lets no line breaks into a header's value. */
static void
check_headers (const guint8 *data, gsize size)
{
  static const char * const names[] = { "Retry-After", "X-Error-Code", "Content-Type" };
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("GET", "/");
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "http://127.0.0.1/");
  g_autofree char *value = g_strdelimit (g_strndup ((const char *) data, size), "\r\n", ' ');

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    soup_message_headers_append (soup_message_get_response_headers (message), names[i], value);
  sluice_answer_note_headers (evidence, message);
  check_evidence (evidence);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = size > 0 ? g_bytes_new (data + 1, size - 1) : NULL;
  g_autoptr (JsonNode) root = NULL;

  if (body == NULL)
    return 0;
  root = sluice_json_parse (body, NULL);
  switch (data[0] % 5)
    {
    case 0:
      check_key_info (root);
      break;
    case 1:
      check_place (root);
      break;
    case 2:
      check_connection (root);
      break;
    case 3:
      check_error (body, root);
      break;
    default:
      check_headers (data + 1, size - 1);
    }
  return 0;
}
