/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options, defaults and choices after MongoDB's documentation of $emit to S3, edition of July 2026.
 * What is written is right for older servers too: no default, so nothing they do not know, and
 * above all no compression “none”.
 */
#include "sluice-emit-stage.h"

#include "sluice-emit-private.h"
#include "sluice-json-writer.h"
#include "sluice-validate.h"

static const char * const units[] = { "ms", "second", "minute", "hour", "day", NULL };
static const char * const formats[] = { "relaxedJson", "canonicalJson", "basicJson", NULL };
static const char * const dates[] = { "default", "ISO8601", NULL };
static const char * const compressions[] = { "none", "gzip", "snappy", NULL };

static const struct
{
  const char         *option;
  const char         *normal;
  const char * const *choices;
} fields[SLUICE_EMIT_N_FIELDS] = {
  [SLUICE_EMIT_CONNECTION_NAME] = { "connectionName", NULL, NULL },
  [SLUICE_EMIT_BUCKET] = { "bucket", NULL, NULL },
  [SLUICE_EMIT_PATH] = { "path", NULL, NULL },
  [SLUICE_EMIT_REGION] = { "region", NULL, NULL },
  [SLUICE_EMIT_PARALLELISM] = { "parallelism", "1", NULL },
  [SLUICE_EMIT_PARTITION_BY] = { "partitionBy", NULL, NULL },
  [SLUICE_EMIT_COUNT] = { "config.writeOptions.count", NULL, NULL },
  [SLUICE_EMIT_BYTES] = { "config.writeOptions.bytes", NULL, NULL },
  [SLUICE_EMIT_INTERVAL_SIZE] = { "config.writeOptions.interval.size", "1", NULL },
  [SLUICE_EMIT_INTERVAL_UNIT] = { "config.writeOptions.interval.unit", "minute", units },
  [SLUICE_EMIT_DELIMITER] = { "config.delimiter", "\\n", NULL },
  [SLUICE_EMIT_OUTPUT_FORMAT] = { "config.outputFormat", "relaxedJson", formats },
  [SLUICE_EMIT_DATE_FORMAT] = { "config.dateFormat", "default", dates },
  [SLUICE_EMIT_COMPRESSION] = { "config.compression", "none", compressions },
  [SLUICE_EMIT_COMPRESSION_LEVEL] = { "config.compressionLevel", "6", NULL },
};

/**
 * sluice_emit_field_get_option:
 * @field: a field
 *
 * Returns: (transfer none): the option in the stage, with the documents around it: config.delimiter
 */
const char *
sluice_emit_field_get_option (SluiceEmitField field)
{
  return fields[field].option;
}

/**
 * sluice_emit_field_get_default:
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what the server takes when nothing is given, %NULL when that
 *   depends or cannot be typed
 */
const char *
sluice_emit_field_get_default (SluiceEmitField field)
{
  return fields[field].normal;
}

/**
 * sluice_emit_field_get_choices:
 * @field: a field
 *
 * Returns: (transfer none) (nullable): all values there are, ending with %NULL; %NULL when it is
 *   free
 */
const char * const *
sluice_emit_field_get_choices (SluiceEmitField field)
{
  return fields[field].choices;
}

/* What has to be written for a field; NULL for nothing. */
static char *
dup_written (const SluiceEmitStage *stage,
             SluiceEmitField        field)
{
  g_autofree char *value = sluice_emit_stage_dup_value (stage, field);

  if (g_strcmp0 (value, fields[field].normal) == 0)
    return NULL;
  return g_steal_pointer (&value);
}

static void
write_text (SluiceJsonWriter      *writer,
            const SluiceEmitStage *stage,
            SluiceEmitField        field,
            const char            *name)
{
  g_autofree char *value = dup_written (stage, field);

  if (value != NULL)
    sluice_json_writer_member (writer, name, value);
}

static void
write_number (SluiceJsonWriter      *writer,
              const SluiceEmitStage *stage,
              SluiceEmitField        field,
              const char            *name)
{
  g_autofree char *value = dup_written (stage, field);
  g_autofree char *plain = NULL;
  gint64 number;

  if (value == NULL || !sluice_emit_read_number (value, &number))
    return;

  plain = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  sluice_json_writer_raw_member (writer, name, plain);
}

static void
write_expression (SluiceJsonWriter *writer,
                  const char       *name,
                  const char       *text)
{
  g_autofree char *problem = NULL;
  g_autoptr (SluiceDocument) document = sluice_emit_read_expression (text, &problem);

  if (document == NULL)
    return;

  sluice_json_writer_name (writer, name);
  sluice_json_writer_value (writer, g_ptr_array_index (document->statements, 0), NULL);
}

static void
write_bucket (SluiceJsonWriter      *writer,
              const SluiceEmitStage *stage)
{
  g_autofree char *value = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_BUCKET);
  g_autoptr (SluiceFinding) finding = NULL;

  if (value != NULL && stage->bucket_is_expression)
    {
      write_expression (writer, "bucket", value);
      return;
    }

  finding = sluice_validate_test_bucket (value);
  if (finding->value != NULL)
    sluice_json_writer_member (writer, "bucket", finding->value);
  else
    sluice_json_writer_member (writer, "bucket", value != NULL ? value : "");
}

static void
write_path (SluiceJsonWriter      *writer,
            const SluiceEmitStage *stage)
{
  g_autofree char *value = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_PATH);

  if (value != NULL && stage->path_is_expression)
    write_expression (writer, "path", value);
  else
    sluice_json_writer_member (writer, "path", value != NULL ? value : "");
}

/* Size and unit are needed together, so the default of one is written beside the other. */
static void
write_interval (SluiceJsonWriter      *writer,
                const SluiceEmitStage *stage)
{
  g_autofree char *size = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_INTERVAL_SIZE);
  g_autofree char *unit = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_INTERVAL_UNIT);
  g_autofree char *plain = NULL;
  gint64 number;

  if (size == NULL || !sluice_emit_read_number (size, &number) ||
      (number == 1 && (unit == NULL || g_str_equal (unit, "minute"))))
    return;

  plain = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  sluice_json_writer_name (writer, "interval");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_raw_member (writer, "size", plain);
  sluice_json_writer_member (writer, "unit", unit != NULL ? unit : "minute");
  sluice_json_writer_end (writer, '}');
}

static void
write_delimiter (SluiceJsonWriter      *writer,
                 const SluiceEmitStage *stage)
{
  g_autofree char *typed = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_DELIMITER);
  g_autofree char *delimiter = typed != NULL ? sluice_emit_read_delimiter (typed) : NULL;

  if (delimiter != NULL && !g_str_equal (delimiter, "\n"))
    sluice_json_writer_member (writer, "delimiter", delimiter);
}

static void
write_config (SluiceJsonWriter      *writer,
              const SluiceEmitStage *stage)
{
  g_autofree char *compression = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_COMPRESSION);

  sluice_json_writer_begin_member (writer, "writeOptions");
  write_number (writer, stage, SLUICE_EMIT_COUNT, "count");
  write_number (writer, stage, SLUICE_EMIT_BYTES, "bytes");
  write_interval (writer, stage);
  sluice_json_writer_end_member (writer);
  write_delimiter (writer, stage);
  write_text (writer, stage, SLUICE_EMIT_OUTPUT_FORMAT, "outputFormat");
  write_text (writer, stage, SLUICE_EMIT_DATE_FORMAT, "dateFormat");
  write_text (writer, stage, SLUICE_EMIT_COMPRESSION, "compression");
  if (g_strcmp0 (compression, "gzip") == 0)
    write_number (writer, stage, SLUICE_EMIT_COMPRESSION_LEVEL, "compressionLevel");
}

/**
 * sluice_emit_stage_to_json:
 * @stage: a stage, with or without problems
 *
 * Writes what differs from the server's defaults. Numbers and expressions that cannot be read are
 * left out; see sluice_emit_stage_check ().
 *
 * Returns: (transfer full): the stage, JSON in several lines
 */
char *
sluice_emit_stage_to_json (const SluiceEmitStage *stage)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_PRETTY);
  g_autofree char *connection = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_CONNECTION_NAME);
  g_autofree char *partition_by = sluice_emit_stage_dup_value (stage, SLUICE_EMIT_PARTITION_BY);

  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_name (writer, "$emit");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "connectionName", connection != NULL ? connection : "");
  write_bucket (writer, stage);
  write_path (writer, stage);
  write_text (writer, stage, SLUICE_EMIT_REGION, "region");
  write_number (writer, stage, SLUICE_EMIT_PARALLELISM, "parallelism");
  if (partition_by != NULL)
    write_expression (writer, "partitionBy", partition_by);
  sluice_json_writer_begin_member (writer, "config");
  write_config (writer, stage);
  sluice_json_writer_end_member (writer);
  sluice_json_writer_end (writer, '}');
  sluice_json_writer_end (writer, '}');

  return sluice_json_writer_finish (writer);
}
