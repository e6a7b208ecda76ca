/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is pasted as a trust policy: no crash; what is refused says where and why; what was
 * added to is found to be complete and is left alone the next time.
 */
#include <string.h>

#include "sluice-trust-policy.h"

#define ARN "arn:aws:iam::111111111111:root"
#define ID "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_remarks (const SluiceTrustMerge *merge,
               gsize                   length)
{
  for (guint i = 0; i < merge->remarks->len; i++)
    {
      const SluiceRemark *remark = g_ptr_array_index (merge->remarks, i);

      g_assert_cmpuint (remark->line, >, 0);
      g_assert_cmpuint (remark->column, >, 0);
      g_assert_cmpuint (remark->offset, <=, length);
      g_assert_cmpuint (remark->length, <=, length - remark->offset);
      g_assert_true (g_utf8_validate (remark->reason, -1, NULL));
    }
}

static void
check_again (const SluiceTrustMerge *merge)
{
  g_autoptr (SluiceTrustMerge) again = sluice_trust_policy_merge (merge->text, ARN, ID);

  g_assert_cmpint (again->outcome, ==, SLUICE_TRUST_MERGE_PRESENT);
  g_assert_cmpstr (again->text, ==, merge->text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (text, ARN, ID);

  check_remarks (merge, strlen (text));
  if (merge->outcome == SLUICE_TRUST_MERGE_REFUSED)
    {
      g_assert_null (merge->text);
      g_assert_cmpuint (merge->remarks->len, >, 0);
      return 0;
    }

  g_assert_nonnull (strstr (merge->text, "sts"));
  g_assert_cmpuint (merge->first_line, >, 0);
  g_assert_cmpuint (merge->last_line, >=, merge->first_line);
  check_again (merge);
  return 0;
}
