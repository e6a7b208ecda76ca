/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is brought as connections: no crash; every remark has its place in the text; what is
 * usable is complete, and exporting it makes a text that says the same.
 */
#include <string.h>

#include "sluice-connection-export.h"
#include "sluice-connection-import.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_remarks (const SluiceConnectionImport *import,
               gsize                         length)
{
  for (guint i = 0; i < import->remarks->len; i++)
    {
      const SluiceRemark *remark = g_ptr_array_index (import->remarks, i);

      g_assert_cmpuint (remark->line, >, 0);
      g_assert_cmpuint (remark->column, >, 0);
      g_assert_cmpuint (remark->offset, <=, length);
      g_assert_cmpuint (remark->length, <=, length - remark->offset);
      g_assert_true (g_utf8_validate (remark->reason, -1, NULL));
    }
  g_assert_true (import->is_readable || (import->items->len == 0 && import->remarks->len > 0));
}

static void
check_again (const SluiceImportItem *item)
{
  SluiceExportConnection connection = {
    "i", item->name, item->role_arn, item->test_bucket, item->private_link_id,
  };
  SluiceExport export = { "https://cloud.mongodb.com", "k", "p", &connection, 1 };
  g_autofree char *json = sluice_connection_export (&export, SLUICE_EXPORT_JSON);
  g_autofree char *terraform = sluice_connection_export (&export, SLUICE_EXPORT_TERRAFORM);
  g_autofree char *script = sluice_connection_export (&export, SLUICE_EXPORT_ATLAS_CLI);
  g_autoptr (SluiceConnectionImport) again = sluice_connection_import_read (json, strlen (json));
  const SluiceImportItem *same;

  g_assert_nonnull (terraform);
  g_assert_nonnull (script);
  /* A text that grew over the limit by being written anew is no finding. */
  if (strlen (json) > SLUICE_IMPORT_MAX_LENGTH)
    return;
  g_assert_cmpuint (again->items->len, ==, 1);
  g_assert_cmpuint (again->remarks->len, ==, 0);
  same = g_ptr_array_index (again->items, 0);
  g_assert_cmpint (same->kind, ==, SLUICE_IMPORT_USABLE);
  g_assert_cmpstr (same->name, ==, item->name);
  g_assert_cmpstr (same->role_arn, ==, item->role_arn);
  g_assert_cmpstr (same->test_bucket, ==, item->test_bucket);
  g_assert_cmpstr (same->private_link_id, ==, item->private_link_id);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (SluiceConnectionImport) import = sluice_connection_import_read (text, size);
  gsize last = 0;

  sluice_connection_import_has_secrets (text, size);
  check_remarks (import, size);
  for (guint i = 0; i < import->items->len; i++)
    {
      const SluiceImportItem *item = g_ptr_array_index (import->items, i);

      g_assert_cmpuint (item->offset, >=, last);
      last = item->offset;
      g_assert_true ((item->kind == SLUICE_IMPORT_USABLE) == (item->reason == NULL));
      if (item->kind == SLUICE_IMPORT_USABLE)
        check_again (item);
    }
  return 0;
}
