/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a server answers about AWS roles, private links and stream processors: each reader makes
 * something of it that can be shown, or nothing. The first byte chooses the reader.
 */
#include "sluice-json.h"
#include "sluice-objects-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_role (JsonNode *root)
{
  g_autoptr (SluiceAwsRole) role = sluice_aws_role_new_from_json (root);

  if (role == NULL)
    return;
  g_assert_nonnull (sluice_aws_role_get_id (role));
  check_text (sluice_aws_role_get_id (role));
  check_text (sluice_aws_role_get_arn (role));
  check_text (sluice_aws_role_get_account_arn (role));
  check_text (sluice_aws_role_get_external_id (role));
  sluice_aws_role_is_authorized (role);
}

static void
check_link (JsonNode *root)
{
  g_autoptr (SluicePrivateLink) link = sluice_private_link_new_from_json (root);

  if (link == NULL)
    return;
  check_text (sluice_private_link_get_id (link));
  check_text (sluice_private_link_get_vendor (link));
  check_text (sluice_private_link_get_region (link));
  check_text (sluice_private_link_get_state_name (link));
  check_text (sluice_private_link_get_error_message (link));
  g_assert_cmpint (sluice_private_link_get_state (link), <=, SLUICE_PRIVATE_LINK_GONE);
}

static void
check_processor (JsonNode *root)
{
  g_autoptr (SluiceProcessor) processor = sluice_processor_new_from_json (root);

  if (processor == NULL)
    return;
  g_assert_nonnull (sluice_processor_get_name (processor));
  check_text (sluice_processor_get_name (processor));
  sluice_processor_uses (processor, "s3sink");
  sluice_processor_is_busy (processor);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = size > 0 ? g_bytes_new (data + 1, size - 1) : NULL;
  g_autoptr (JsonNode) root = body ? sluice_json_parse (body, NULL) : NULL;

  if (root == NULL)
    return 0;
  switch (data[0] % 3)
    {
    case 0:
      check_role (root);
      break;
    case 1:
      check_link (root);
      break;
    default:
      check_processor (root);
    }
  return 0;
}
