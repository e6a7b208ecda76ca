/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of an $emit into S3: names and kinds are checked here, values by the same functions
 * that check the form.
 */
#include "sluice-pipeline-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-closest.h"
#include "sluice-emit-stage.h"
#include "sluice-json-writer.h"

typedef enum { KIND_TEXT, KIND_NUMBER, KIND_EXPRESSION } Kind;

typedef struct
{
  SluicePipelineCheck *check;
  SluiceEmitStage      stage;
  char                *texts[SLUICE_EMIT_N_FIELDS];  /* owned, behind the stage's values */
  const SluiceValue   *values[SLUICE_EMIT_N_FIELDS];
  const SluiceValue   *members[SLUICE_EMIT_N_FIELDS];
} Emit;

static Kind
get_kind (SluiceEmitField field)
{
  switch (field)
    {
    case SLUICE_EMIT_BUCKET:
    case SLUICE_EMIT_PATH:
    case SLUICE_EMIT_PARTITION_BY:
      return KIND_EXPRESSION;
    case SLUICE_EMIT_PARALLELISM:
    case SLUICE_EMIT_COUNT:
    case SLUICE_EMIT_BYTES:
    case SLUICE_EMIT_INTERVAL_SIZE:
    case SLUICE_EMIT_COMPRESSION_LEVEL:
      return KIND_NUMBER;
    case SLUICE_EMIT_CONNECTION_NAME:
    case SLUICE_EMIT_REGION:
    case SLUICE_EMIT_INTERVAL_UNIT:
    case SLUICE_EMIT_DELIMITER:
    case SLUICE_EMIT_OUTPUT_FORMAT:
    case SLUICE_EMIT_DATE_FORMAT:
    case SLUICE_EMIT_COMPRESSION:
    case SLUICE_EMIT_N_FIELDS:
    default:
      return KIND_TEXT;
    }
}

static gboolean
is_container (const char *option)
{
  return g_str_equal (option, "config") || g_str_equal (option, "config.writeOptions") ||
         g_str_equal (option, "config.writeOptions.interval");
}

static const char *
get_last_part (const char *option)
{
  const char *dot = strrchr (option, '.');

  return dot != NULL ? dot + 1 : option;
}

static gboolean
find_field (const char      *option,
            SluiceEmitField *field)
{
  for (guint i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      if (g_str_equal (sluice_emit_field_get_option (i), option))
        {
          *field = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The names that may stand beside @name in the same document; NULL-terminated, borrowed. */
static GPtrArray *
list_siblings (const char *prefix)
{
  static const char * const containers[] = { "config", "config.writeOptions",
                                             "config.writeOptions.interval" };
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < SLUICE_EMIT_N_FIELDS + G_N_ELEMENTS (containers); i++)
    {
      const char *option = i < SLUICE_EMIT_N_FIELDS ? sluice_emit_field_get_option (i) :
                                                      containers[i - SLUICE_EMIT_N_FIELDS];
      const char *last = get_last_part (option);

      if (strlen (prefix) == (gsize) (last - option) && g_str_has_prefix (option, prefix))
        g_ptr_array_add (names, (gpointer) last);
    }

  g_ptr_array_add (names, NULL);
  return names;
}

/* The document an option belongs into, if it only stands in the wrong one. */
static char *
dup_right_place (const char *name)
{
  for (guint i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      const char *option = sluice_emit_field_get_option (i);
      const char *last = get_last_part (option);

      if (g_ascii_strcasecmp (last, name) == 0)
        return last == option ? g_strdup ("$emit") : g_strndup (option, last - option - 1);
    }

  if (g_ascii_strcasecmp (name, "writeOptions") == 0)
    return g_strdup ("config");
  if (g_ascii_strcasecmp (name, "interval") == 0)
    return g_strdup ("config.writeOptions");
  return NULL;
}

static void
remark_on_unknown (Emit              *emit,
                   const SluiceValue *member,
                   const char        *prefix)
{
  g_autoptr (GPtrArray) siblings = list_siblings (prefix);
  const char *similar = sluice_closest_find (member->name, (const char **) siblings->pdata);
  g_autofree char *place = similar == NULL ? dup_right_place (member->name) : NULL;
  g_autofree char *excerpt = sluice_pipeline_dup_excerpt (member->name);
  g_autofree char *fix = NULL;
  SluiceRemark *remark;
  char quote = emit->check->document->text[member->name_start];

  if (similar != NULL)
    fix = g_strdup_printf (_("Write “%s”."), similar);
  else if (place != NULL)
    fix = g_strdup_printf (_("Move it into “%s”."), place);
  else
    fix = g_strdup (_("Remove it, or see MongoDB’s documentation if it is new."));

  remark = sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, member->name_start,
                                   member->name_end,
                                   g_strdup_printf (place != NULL ?
                                     _("The option “%s” does not belong here.") :
                                     _("An $emit to S3 has no option “%s” here."), excerpt), fix);
  if (similar != NULL)
    sluice_remark_set_replacement (remark, member->name_start,
                                   member->name_end - member->name_start,
                                   quote == '"' || quote == '\'' ? sluice_json_quote (similar) :
                                                                   g_strdup (similar));
}

/* As the form has it: whole numbers without point or exponent. */
static char *
normalize_number (char *written)
{
  double number = g_ascii_strtod (written, NULL);

  if (!isfinite (number) || number != trunc (number) || fabs (number) > 1e15)
    return written;

  g_free (written);
  return g_strdup_printf ("%.0f", number);
}

static void
remark_on_kind (Emit              *emit,
                SluiceEmitField    field,
                const SluiceValue *value)
{
  const char *name = get_last_part (sluice_emit_field_get_option (field));
  const char *text = sluice_value_get_string (value);
  SluiceRemark *remark;
  gint64 number;

  if (get_kind (field) == KIND_NUMBER)
    {
      remark = sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, value->start,
                                       value->end,
                                       g_strdup_printf (_("“%s” is a whole number."), name),
                                       text != NULL ? _("Write the number without quotes.") :
                                                      _("Write a number."));
      if (text != NULL && g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &number,
                                                    NULL))
        sluice_remark_set_replacement (remark, value->start, value->end - value->start,
                                       g_strdup_printf ("%" G_GINT64_FORMAT, number));
      return;
    }

  remark = sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, value->start, value->end,
                                   g_strdup_printf (get_kind (field) == KIND_TEXT ?
                                                    _("“%s” is a text.") :
                                                    _("“%s” is a text or an expression."), name),
                                   _("Write a text in quotes."));
  if (value->kind == SLUICE_VALUE_NUMBER)
    sluice_remark_set_replacement (remark, value->start, value->end - value->start,
                                   sluice_json_quote (value->text));
}

/* An object stands for a text that is made of each document; any field's name says the same. */
static gboolean
take_expression (Emit              *emit,
                 SluiceEmitField    field,
                 const SluiceValue *value)
{
  if (value->kind != SLUICE_VALUE_OBJECT)
    return FALSE;

  if (sluice_value_get_length (value) != 1 || sluice_value_get_child (value, 0)->name[0] != '$')
    sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, value->start, value->end,
                            g_strdup (_("An expression is an operator and what it works on.")),
                            _("Write it like { \"$concat\": [\"a/\", \"$customer\"] }."));
  emit->texts[field] = g_strdup ("$x");
  return TRUE;
}

static void
take_value (Emit              *emit,
            SluiceEmitField    field,
            const SluiceValue *value)
{
  Kind kind = get_kind (field);
  const char *text = sluice_value_get_string (value);

  emit->values[field] = value;
  if (kind == KIND_NUMBER)
    {
      emit->texts[field] = sluice_value_dup_number (value);
      if (emit->texts[field] != NULL)
        emit->texts[field] = normalize_number (emit->texts[field]);
      else if (!sluice_pipeline_is_opaque (value))
        remark_on_kind (emit, field, value);
    }
  else if (text != NULL)
    emit->texts[field] = g_strdup (field == SLUICE_EMIT_DELIMITER ? NULL : text);
  else if (!sluice_pipeline_is_opaque (value) &&
           (kind != KIND_EXPRESSION || !take_expression (emit, field, value)))
    remark_on_kind (emit, field, value);
}

static void
take_member (Emit              *emit,
             SluiceEmitField    field,
             const SluiceValue *member)
{
  if (emit->members[field] != NULL)
    sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, member->name_start,
                            member->name_end,
                            g_strdup_printf (_("“%s” stands here for the second time; only the "
                                               "last one counts."), member->name),
                            _("Remove one of them."));
  emit->members[field] = member;
  g_clear_pointer (&emit->texts[field], g_free);
  take_value (emit, field, sluice_document_resolve (emit->check->document, member));
}

static void
check_interval (Emit              *emit,
                const SluiceValue *interval)
{
  if (sluice_value_get_member (interval, "size") == NULL ||
      sluice_value_get_member (interval, "unit") == NULL)
    sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, interval->start, interval->end,
                            g_strdup (_("An interval has both “size” and “unit”.")),
                            _("Write it like { \"size\": 1, \"unit\": \"minute\" }."));
}

/* @prefix is "" or ends with a dot. Recurses three levels at most. */
static void
walk (Emit              *emit,
      const SluiceValue *options,
      const char        *prefix)
{
  for (guint i = 0; i < sluice_value_get_length (options); i++)
    {
      const SluiceValue *member = sluice_value_get_child (options, i);
      g_autofree char *option = g_strconcat (prefix, member->name, NULL);
      g_autofree char *inner = g_strconcat (option, ".", NULL);
      const SluiceValue *value = sluice_document_resolve (emit->check->document, member);
      SluiceEmitField field;

      if (sluice_pipeline_is_full (emit->check))
        return;
      if (find_field (option, &field))
        take_member (emit, field, member);
      else if (!is_container (option))
        remark_on_unknown (emit, member, prefix);
      else if (value->kind == SLUICE_VALUE_OBJECT)
        {
          walk (emit, value, inner);
          if (g_str_equal (member->name, "interval"))
            check_interval (emit, value);
        }
      else if (!sluice_pipeline_is_opaque (value))
        sluice_pipeline_remark (emit->check, SLUICE_SEVERITY_PROBLEM, value->start, value->end,
                                g_strdup_printf (_("“%s” is a document in braces."), member->name),
                                NULL);
    }
}

/* What cannot be known must not make something else look wrong. */
static void
fill_gaps (Emit *emit)
{
  static const struct { SluiceEmitField field; const char *harmless; } gaps[] = {
    { SLUICE_EMIT_CONNECTION_NAME, "x" }, { SLUICE_EMIT_BUCKET, "xxx" }, { SLUICE_EMIT_PATH, "x" },
    { SLUICE_EMIT_PARALLELISM, "2" }, { SLUICE_EMIT_INTERVAL_SIZE, "2" },
    { SLUICE_EMIT_INTERVAL_UNIT, "ms" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      SluiceEmitField field = gaps[i].field;

      if (emit->values[field] != NULL && emit->texts[field] == NULL)
        emit->texts[field] = g_strdup (gaps[i].harmless);
    }
  if (emit->values[SLUICE_EMIT_COMPRESSION] != NULL && emit->texts[SLUICE_EMIT_COMPRESSION] == NULL)
    emit->texts[SLUICE_EMIT_COMPRESSION] = g_strdup ("gzip");
}

static void
report (Emit                    *emit,
        const SluiceValue       *options,
        const SluiceEmitFinding *finding)
{
  const SluiceValue *value = emit->values[finding->field];
  const char *name = get_last_part (sluice_emit_field_get_option (finding->field));
  g_autofree char *fix = NULL;
  g_autofree char *reason = NULL;
  SluiceRemark *remark;

  if (finding->severity == SLUICE_SEVERITY_NOTE ||
      (value == NULL && finding->field > SLUICE_EMIT_PATH))
    return;
  if (value == NULL)
    value = options;

  /* A form has the option's name beside its field; a long line has many options. */
  reason = finding->field > SLUICE_EMIT_PATH ?
           g_strdup_printf (_("“%s”: %s"), name, finding->sentence) :
           g_strdup (finding->sentence);
  if (finding->value != NULL)
    fix = g_strdup_printf (_("Write “%s”."), finding->value);
  remark = sluice_pipeline_remark (emit->check, finding->severity, value->start, value->end,
                                   g_steal_pointer (&reason), fix);
  if (finding->value != NULL && value->kind == SLUICE_VALUE_STRING)
    sluice_remark_set_replacement (remark, value->start, value->end - value->start,
                                   sluice_json_quote (finding->value));
}

static void
judge (Emit              *emit,
       const SluiceValue *options)
{
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    emit->stage.values[i] = emit->texts[i];
  emit->stage.bucket_is_expression = emit->texts[SLUICE_EMIT_BUCKET] != NULL &&
                                     emit->texts[SLUICE_EMIT_BUCKET][0] == '$';
  emit->stage.path_is_expression = emit->texts[SLUICE_EMIT_PATH] != NULL &&
                                   emit->texts[SLUICE_EMIT_PATH][0] == '$';

  findings = sluice_emit_stage_check (&emit->stage);
  for (guint i = 0; i < findings->len; i++)
    report (emit, options, g_ptr_array_index (findings, i));
}

/**
 * sluice_pipeline_check_s3_emit:
 * @check: a check
 * @options: the options of an $emit into S3, an object
 *
 * Judges every option.
 */
void
sluice_pipeline_check_s3_emit (SluicePipelineCheck *check,
                               const SluiceValue   *options)
{
  Emit emit = { .check = check };

  walk (&emit, options, "");
  fill_gaps (&emit);
  judge (&emit, options);

  for (guint i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    g_free (emit.texts[i]);
}
