/* SPDX-License-Identifier: GPL-3.0-or-later */
/* $merge writes to collections in Atlas only; for an S3 connection it has to be an $emit. */
#include "sluice-pipeline-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-json-writer.h"

/* Whose members the new stage takes over as they are. */
static const char * const kept[] = { "region", "parallelism", "partitionBy", "config", NULL };

static char *
dup_indent (const char *text,
            gsize       offset)
{
  gsize start = offset;
  gsize n;

  while (start > 0 && text[start - 1] != '\n' && text[start - 1] != '\r')
    start--;
  n = strspn (text + start, " \t");

  return g_strndup (text + start, MIN (n, offset - start));
}

static const SluiceValue *
find_member (SluicePipelineCheck *check,
             const SluiceValue   *merge,
             const char          *name)
{
  const SluiceValue *into = sluice_pipeline_get (check, merge, "into");
  const SluiceValue *found = sluice_value_get_member (into, name);

  return found != NULL ? found : sluice_value_get_member (merge, name);
}

static void
write_value (SluicePipelineCheck *check,
             SluiceJsonWriter    *writer,
             const char          *name,
             const SluiceValue   *value)
{
  sluice_json_writer_name (writer, name);
  sluice_json_writer_raw (writer, check->document->text + value->start, value->end - value->start);
}

/* The collection's name is the best there is for a path. */
static char *
guess_path (SluicePipelineCheck *check,
            const SluiceValue   *merge)
{
  const char *db = sluice_value_get_string (find_member (check, merge, "db"));
  const char *coll = sluice_value_get_string (find_member (check, merge, "coll"));

  if (db != NULL && coll != NULL)
    return g_strdup_printf ("%s/%s/", db, coll);
  if (coll != NULL)
    return g_strdup_printf ("%s/", coll);

  return g_strdup ("PATH/");
}

static char *
write_emit (SluicePipelineCheck *check,
            const SluiceValue   *merge)
{
  g_autofree char *indent = dup_indent (check->document->text, merge->name_start);
  const SluiceValue *connection = find_member (check, merge, "connectionName");
  const SluiceValue *bucket = find_member (check, merge, "bucket");
  const SluiceValue *path = find_member (check, merge, "path");
  g_autofree char *guess = guess_path (check, merge);
  SluiceJsonWriter *writer = sluice_json_writer_new_indented (SLUICE_WRITER_PRETTY, indent, "  ");

  sluice_json_writer_name (writer, "$emit");
  sluice_json_writer_begin (writer, '{');
  if (connection == NULL)
    connection = sluice_value_get_member (merge, "into");
  write_value (check, writer, "connectionName", connection);
  if (bucket != NULL)
    write_value (check, writer, "bucket", bucket);
  else
    sluice_json_writer_member (writer, "bucket", "BUCKET");
  if (path != NULL)
    write_value (check, writer, "path", path);
  else
    sluice_json_writer_member (writer, "path", guess);

  for (guint i = 0; kept[i] != NULL; i++)
    {
      const SluiceValue *member = find_member (check, merge, kept[i]);

      if (member != NULL)
        write_value (check, writer, kept[i], member);
    }
  sluice_json_writer_end (writer, '}');

  return sluice_json_writer_finish (writer);
}

static gboolean
names_s3 (SluicePipelineCheck *check,
          const SluiceValue   *merge)
{
  const SluiceValue *into = sluice_pipeline_get (check, merge, "into");
  const char *name = sluice_value_get_string (into);
  const char *type = NULL;

  if (name != NULL && check->registry != NULL)
    type = sluice_registry_lookup (check->registry, name);

  return (type != NULL && g_ascii_strcasecmp (type, "S3") == 0) ||
         (into != NULL && sluice_pipeline_is_s3 (check, into) &&
          sluice_value_get_member (into, "connectionName") != NULL) ||
         (sluice_pipeline_is_s3 (check, merge) &&
          sluice_value_get_member (merge, "connectionName") != NULL);
}

/**
 * sluice_pipeline_check_merge:
 * @check: a check
 * @merge: the value of $merge, named so
 *
 * Offers the $emit it should be if it writes into an S3 connection. A bucket that is not named is
 * BUCKET in it, which no bucket can be called.
 */
void
sluice_pipeline_check_merge (SluicePipelineCheck *check,
                             const SluiceValue   *merge)
{
  const SluiceValue *into = sluice_pipeline_get (check, merge, "into");
  SluiceRemark *remark;

  sluice_pipeline_check_connection (check, into);
  if (!names_s3 (check, merge))
    return;

  remark = sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, merge->name_start,
                                   merge->name_end,
                                   g_strdup (_("$merge writes to collections in Atlas only. An S3 "
                                               "connection is written to with $emit.")),
                                   _("Replace it by $emit, and see whether bucket and path are "
                                     "what you want. S3 keeps every document; there is nothing "
                                     "like “on” or “whenMatched”."));
  sluice_remark_set_replacement (remark, merge->name_start, merge->end - merge->name_start,
                                 write_emit (check, merge));
}
