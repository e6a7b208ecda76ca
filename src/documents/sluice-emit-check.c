/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a stage: each field alone, then what only makes sense together. */
#include "sluice-emit-stage.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-closest.h"
#include "sluice-emit-private.h"
#include "sluice-text.h"
#include "sluice-validate.h"

#define MAX_INTERVAL (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * 1000)  /* ms */
#define OLD_MAX_PARALLELISM 16
#define S3_KEY_MAX_LENGTH 1024  /* bytes */

/* A region of AWS as Atlas calls it in its connections. */
static const struct { const char *atlas; const char *aws; } regions[] = {
  { "VIRGINIA_USA", "us-east-1" }, { "OHIO_USA", "us-east-2" }, { "OREGON_USA", "us-west-2" },
  { "MONTREAL_CAN", "ca-central-1" }, { "SAOPAULO_BRA", "sa-east-1" },
  { "DUBLIN_IRL", "eu-west-1" }, { "LONDON_GBR", "eu-west-2" }, { "PARIS_FRA", "eu-west-3" },
  { "FRANKFURT_DEU", "eu-central-1" }, { "MUMBAI_IND", "ap-south-1" },
  { "SINGAPORE_SGP", "ap-southeast-1" }, { "SYDNEY_AUS", "ap-southeast-2" },
  { "TOKYO_JPN", "ap-northeast-1" }, { "SEOUL_KOR", "ap-northeast-2" },
};

typedef struct
{
  const SluiceEmitStage *stage;
  GPtrArray             *findings;
} Check;

static void
add (Check           *check,
     SluiceEmitField  field,
     SluiceSeverity   severity,
     const char      *sentence,
     const char      *value)
{
  SluiceEmitFinding *finding = g_new0 (SluiceEmitFinding, 1);

  finding->field = field;
  finding->severity = severity;
  finding->sentence = g_strdup (sentence);
  finding->value = g_strdup (value);
  g_ptr_array_add (check->findings, finding);
}

static void
add_problem (Check           *check,
             SluiceEmitField  field,
             const char      *sentence)
{
  add (check, field, SLUICE_SEVERITY_PROBLEM, sentence, NULL);
}

static char *
dup_value (Check           *check,
           SluiceEmitField  field)
{
  return sluice_emit_stage_dup_value (check->stage, field);
}

static void
check_expression (Check           *check,
                  SluiceEmitField  field,
                  const char      *text)
{
  g_autofree char *problem = NULL;
  g_autoptr (SluiceDocument) document = sluice_emit_read_expression (text, &problem);

  if (document == NULL)
    add_problem (check, field, problem);
}

/* The server takes any text that begins with “$” as an expression, whatever was meant. */
static gboolean
check_literal (Check           *check,
               SluiceEmitField  field,
               const char      *text)
{
  if (*text != '$')
    return TRUE;

  add_problem (check, field,
               _("A text that begins with “$” is taken as an expression. Choose an expression here "
                 "if it is meant as one; otherwise begin with another character."));
  return FALSE;
}

static void
check_bucket (Check *check)
{
  g_autofree char *text = dup_value (check, SLUICE_EMIT_BUCKET);
  g_autoptr (SluiceFinding) finding = NULL;
  g_autofree char *sentence = NULL;

  if (text == NULL)
    add_problem (check, SLUICE_EMIT_BUCKET, _("The name of the bucket to write to is missing."));
  else if (check->stage->bucket_is_expression)
    check_expression (check, SLUICE_EMIT_BUCKET, text);
  else if (check_literal (check, SLUICE_EMIT_BUCKET, text))
    {
      finding = sluice_validate_test_bucket (text);
      if (finding->verdict != SLUICE_VERDICT_GOOD)
        add_problem (check, SLUICE_EMIT_BUCKET, finding->message != NULL ? finding->message :
                     _("The name of the bucket to write to is missing."));
      else if (!g_str_equal (finding->value, text))
        {
          sentence = g_strdup_printf (_("Only the bucket’s name belongs here: %s."),
                                      finding->value);
          add (check, SLUICE_EMIT_BUCKET, SLUICE_SEVERITY_WARNING, sentence, finding->value);
        }
    }
}

static void
check_path_text (Check      *check,
                 const char *text)
{
  if (g_ascii_strncasecmp (text, "s3://", 5) == 0)
    add_problem (check, SLUICE_EMIT_PATH,
                 _("The path is the beginning of the objects’ names inside of the bucket, like "
                   "events/, not an address."));
  else if (strlen (text) >= S3_KEY_MAX_LENGTH)
    add_problem (check, SLUICE_EMIT_PATH,
                 _("This path is too long: an object’s whole name has at most 1024 bytes."));
  else if (*text == '/')
    add (check, SLUICE_EMIT_PATH, SLUICE_SEVERITY_WARNING,
         _("S3 takes the “/” at the beginning as part of the name, so the objects would be in a "
           "folder without a name."), text + strspn (text, "/"));
  else if (strchr (text, '$') != NULL)
    add (check, SLUICE_EMIT_PATH, SLUICE_SEVERITY_WARNING,
         _("A “$” inside of a text stands for itself; no field is put in its place. To join texts "
           "and fields, use the expression { \"$concat\": […] }."), NULL);
}

static void
check_path (Check *check)
{
  g_autofree char *text = dup_value (check, SLUICE_EMIT_PATH);

  if (text == NULL)
    add_problem (check, SLUICE_EMIT_PATH,
                 _("The path is missing: the beginning of the objects’ names, like events/."));
  else if (check->stage->path_is_expression)
    check_expression (check, SLUICE_EMIT_PATH, text);
  else if (check_literal (check, SLUICE_EMIT_PATH, text))
    check_path_text (check, text);
}

static gboolean
is_aws_region (const char *text)
{
  return g_regex_match_simple ("^[a-z]{2,3}(-[a-z]+)+-[0-9]{1,2}$", text, G_REGEX_DOLLAR_ENDONLY,
                               0);
}

static char *
guess_region (const char *text)
{
  g_autofree char *guess = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      if (g_ascii_strcasecmp (text, regions[i].atlas) == 0)
        return g_strdup (regions[i].aws);
    }

  g_strdelimit (guess, "_ ", '-');
  return is_aws_region (guess) ? g_steal_pointer (&guess) : NULL;
}

static void
check_region (Check *check)
{
  g_autofree char *text = dup_value (check, SLUICE_EMIT_REGION);
  g_autofree char *guess = NULL;

  if (text == NULL || (strlen (text) <= SLUICE_CLOSEST_MAX_LENGTH && is_aws_region (text)))
    return;

  if (strlen (text) <= SLUICE_CLOSEST_MAX_LENGTH)
    guess = guess_region (text);
  add (check, SLUICE_EMIT_REGION, SLUICE_SEVERITY_PROBLEM,
       _("Here the region is written as AWS does, like us-east-1."), guess);
}

/* TRUE with the number when it is one and not below 1. */
static gboolean
check_number (Check           *check,
              SluiceEmitField  field,
              gint64          *number)
{
  g_autofree char *text = dup_value (check, field);

  if (text == NULL)
    return FALSE;
  if (!sluice_emit_read_number (text, number))
    add_problem (check, field, _("Here a whole number is needed, at most 2147483647."));
  else if (*number < 1)
    add_problem (check, field, _("The smallest number here is 1."));
  else
    return TRUE;

  return FALSE;
}

static void
check_parallelism (Check *check)
{
  g_autofree char *partition_by = dup_value (check, SLUICE_EMIT_PARTITION_BY);
  g_autofree char *given = dup_value (check, SLUICE_EMIT_PARALLELISM);
  gint64 parallelism = 1;
  gboolean good = check_number (check, SLUICE_EMIT_PARALLELISM, &parallelism);

  if (good && parallelism > OLD_MAX_PARALLELISM)
    add (check, SLUICE_EMIT_PARALLELISM, SLUICE_SEVERITY_WARNING,
         _("How much is possible depends on the tier of the stream processor. Some servers take "
           "at most 16."), NULL);
  if (partition_by == NULL)
    return;

  check_expression (check, SLUICE_EMIT_PARTITION_BY, partition_by);
  if (given == NULL || (good && parallelism == 1))
    add (check, SLUICE_EMIT_PARTITION_BY, SLUICE_SEVERITY_WARNING,
         _("This has an effect only when the parallelism is more than 1."), NULL);
}

static void
check_choice (Check           *check,
              SluiceEmitField  field)
{
  const char * const *choices = sluice_emit_field_get_choices (field);
  g_autofree char *text = dup_value (check, field);
  g_autofree char *list = NULL;
  g_autofree char *sentence = NULL;

  if (text == NULL || g_strv_contains (choices, text))
    return;

  list = g_strjoinv (", ", (char **) choices);
  /* Translators: the possible values of an option, as in “minute, hour, day”. */
  sentence = g_strdup_printf (_("Possible here: %s. Capital and small letters count."), list);
  add (check, field, SLUICE_SEVERITY_PROBLEM, sentence, sluice_closest_find (text, choices));
}

static void
check_interval (Check *check)
{
  g_autofree char *size = dup_value (check, SLUICE_EMIT_INTERVAL_SIZE);
  g_autofree char *unit = dup_value (check, SLUICE_EMIT_INTERVAL_UNIT);
  gint64 length = sluice_emit_get_unit_length (unit != NULL ? unit : "minute");
  gint64 number;

  check_choice (check, SLUICE_EMIT_INTERVAL_UNIT);
  if (size == NULL && unit != NULL && length > 0 && !g_str_equal (unit, "minute"))
    add_problem (check, SLUICE_EMIT_INTERVAL_SIZE,
                 _("An interval needs its length besides the unit."));
  else if (check_number (check, SLUICE_EMIT_INTERVAL_SIZE, &number) &&
           length > 0 && number > MAX_INTERVAL / length)
    add_problem (check, SLUICE_EMIT_INTERVAL_SIZE, _("An interval has at most 7 days."));
}

static void
check_compression (Check *check)
{
  g_autofree char *compression = dup_value (check, SLUICE_EMIT_COMPRESSION);
  g_autofree char *level = dup_value (check, SLUICE_EMIT_COMPRESSION_LEVEL);
  gint64 number;

  check_choice (check, SLUICE_EMIT_COMPRESSION);
  if (level == NULL)
    return;

  if (!sluice_emit_read_number (level, &number) || number < 1 || number > 9)
    add_problem (check, SLUICE_EMIT_COMPRESSION_LEVEL,
                 _("A compression level is a whole number from 1 to 9."));
  if (g_strcmp0 (compression, "gzip") != 0)
    add_problem (check, SLUICE_EMIT_COMPRESSION_LEVEL,
                 _("Only gzip has compression levels; with anything else the server refuses "
                   "one."));
}

static void
check_formats (Check *check)
{
  g_autofree char *delimiter = dup_value (check, SLUICE_EMIT_DELIMITER);
  g_autofree char *format = dup_value (check, SLUICE_EMIT_OUTPUT_FORMAT);
  g_autofree char *meaning = delimiter != NULL ? sluice_emit_read_delimiter (delimiter) : NULL;

  if (delimiter != NULL && meaning == NULL)
    add_problem (check, SLUICE_EMIT_DELIMITER,
                 _("A backslash starts an escape such as \\n, \\t or \\u001e. Write two for a "
                   "backslash itself."));

  check_choice (check, SLUICE_EMIT_OUTPUT_FORMAT);
  if (g_strcmp0 (format, "basicJson") == 0)
    add (check, SLUICE_EMIT_OUTPUT_FORMAT, SLUICE_SEVERITY_NOTE,
         _("basicJson loses types: dates and timestamps become numbers; decimals, object IDs, "
           "UUIDs, binary data and infinity become texts."), NULL);
  check_choice (check, SLUICE_EMIT_DATE_FORMAT);
}

/**
 * sluice_emit_stage_check:
 * @stage: a stage
 *
 * Returns: (transfer full) (element-type SluiceEmitFinding): what there is to say, in the order of
 *   the fields as far as possible; none that are problems when the server will take the stage, as
 *   far as that is known
 */
GPtrArray *
sluice_emit_stage_check (const SluiceEmitStage *stage)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_emit_finding_free);
  Check check = { .stage = stage, .findings = findings };
  g_autofree char *connection = dup_value (&check, SLUICE_EMIT_CONNECTION_NAME);
  gint64 number;

  if (connection == NULL)
    add_problem (&check, SLUICE_EMIT_CONNECTION_NAME,
                 _("The name of the S3 connection to write to is missing."));
  check_bucket (&check);
  check_path (&check);
  check_region (&check);
  check_parallelism (&check);
  check_number (&check, SLUICE_EMIT_COUNT, &number);
  check_number (&check, SLUICE_EMIT_BYTES, &number);
  check_interval (&check);
  check_formats (&check);
  check_compression (&check);

  return findings;
}

/**
 * sluice_emit_finding_free:
 * @finding: (transfer full) (nullable): a finding
 */
void
sluice_emit_finding_free (SluiceEmitFinding *finding)
{
  if (finding == NULL)
    return;

  g_free (finding->sentence);
  g_free (finding->value);
  g_free (finding);
}
