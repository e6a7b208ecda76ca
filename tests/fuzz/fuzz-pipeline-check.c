/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is pasted as a pipeline: no crash, remarks inside of the text and in its order, and no
 * replacement that makes the text something that cannot be checked. The first byte chooses whether
 * the registry is known, the rest is the text.
 */
#include <string.h>

#include "sluice-pipeline-check.h"

#define MESSAGE_MAX_LENGTH 2000

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_remark (const SluiceRemark *remark,
              gsize               length)
{
  g_assert_cmpuint (remark->line, >, 0);
  g_assert_cmpuint (remark->column, >, 0);
  g_assert_cmpuint (remark->offset, <=, length);
  g_assert_cmpuint (remark->length, <=, length - remark->offset);
  g_assert_true (g_utf8_validate (remark->reason, -1, NULL));
  g_assert_cmpuint (strlen (remark->reason), <, MESSAGE_MAX_LENGTH);
  g_assert_true (remark->fix == NULL || g_utf8_validate (remark->fix, -1, NULL));
}

static void
check_replacement (const SluiceRemark   *remark,
                   const char           *text,
                   gsize                 length,
                   const SluiceRegistry *registry)
{
  g_autofree char *mended = sluice_remark_apply (remark, text, length);
  g_autoptr (GPtrArray) again = NULL;
  gsize n = length - remark->swap_length + strlen (remark->replacement);

  g_assert_nonnull (mended);
  again = sluice_pipeline_check (mended, n, registry);
  for (guint i = 0; i < again->len; i++)
    check_remark (g_ptr_array_index (again, i), n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (SluiceRegistry) registry = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  const char *text = (const char *) data + 1;
  gsize last = 0;

  if (size == 0)
    return 0;

  if (data[0] % 2 == 0)
    {
      registry = sluice_registry_new ();
      sluice_registry_add (registry, "s3sink", "S3");
      sluice_registry_add (registry, "kafka1", "Kafka");
    }
  remarks = sluice_pipeline_check (text, size - 1, registry);
  for (guint i = 0; i < remarks->len; i++)
    {
      const SluiceRemark *remark = g_ptr_array_index (remarks, i);

      check_remark (remark, size - 1);
      g_assert_cmpuint (remark->offset, >=, last);
      last = remark->offset;
      if (remark->replacement != NULL)
        check_replacement (remark, text, size - 1, registry);
    }

  return 0;
}
