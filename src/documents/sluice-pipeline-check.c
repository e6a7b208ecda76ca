/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of the stages, then each stage. */
#include "sluice-pipeline-check.h"

#include <glib/gi18n-lib.h>

#include "sluice-pipeline-private.h"

/* Stages that only pass documents on, so a pipeline cannot end with them. Any other stage that is
 * not known here may be a sink.
 */
static const char * const passing[] = {
  "$source", "$match", "$project", "$addFields", "$set", "$unset", "$unwind", "$replaceRoot",
  "$replaceWith", "$redact", "$lookup", "$cachedLookup", "$validate", "$group", "$sort", "$limit",
  "$skip", "$count", "$tumblingWindow", "$hoppingWindow", "$sessionWindow", NULL,
};
static const char * const windows[] = {
  "$tumblingWindow", "$hoppingWindow", "$sessionWindow", NULL,
};
static const char * const sinks[] = { "$emit", "$merge", NULL };

/* The one member of a stage: its name and options. NULL when it cannot be checked. */
static const SluiceValue *
get_stage (SluicePipelineCheck *check,
           const SluiceValue   *stages,
           guint                i)
{
  const SluiceValue *stage = sluice_document_resolve (check->document,
                                                      sluice_value_get_child (stages, i));

  if (stage->kind != SLUICE_VALUE_OBJECT || sluice_value_get_length (stage) != 1)
    return NULL;
  return sluice_value_get_child (stage, 0);
}

static const char *
get_stage_name (SluicePipelineCheck *check,
                const SluiceValue   *stages,
                guint                i)
{
  const SluiceValue *stage = get_stage (check, stages, i);

  return stage != NULL ? stage->name : "";
}

static void
check_shape (SluicePipelineCheck *check,
             const SluiceValue   *value)
{
  const SluiceValue *stage = sluice_document_resolve (check->document, value);

  if (sluice_pipeline_is_opaque (stage))
    sluice_pipeline_remark (check, SLUICE_SEVERITY_NOTE, stage->start, stage->end,
                            g_strdup (_("What stands here is known only when the script runs, so "
                                        "this stage was not checked.")), NULL);
  else if (stage->kind != SLUICE_VALUE_OBJECT)
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->start, stage->end,
                            g_strdup (_("Each stage is a document in braces.")),
                            _("Write it like { \"$match\": { … } }."));
  else
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->start, stage->end,
                            g_strdup_printf (_("A stage has one name; this one has %u."),
                                             sluice_value_get_length (stage)),
                            _("Give each stage braces of its own."));
}

/* “emit”, “Emit” and “$Emit” for $emit. */
static void
check_spelling (SluicePipelineCheck *check,
                const SluiceValue   *stage)
{
  static const char * const names[] = { "$source", "$emit", "$merge", NULL };
  const char *bare = stage->name + (stage->name[0] == '$' ? 1 : 0);
  char quote = check->document->text[stage->name_start];

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *fix = NULL;

      if (g_ascii_strcasecmp (bare, names[i] + 1) != 0 || g_str_equal (stage->name, names[i]))
        continue;
      fix = g_strdup_printf (_("Write “%s”."), names[i]);
      sluice_remark_set_replacement (
        sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->name_start, stage->name_end,
                                g_strdup_printf (_("There is no stage “%s”."), stage->name), fix),
        stage->name_start, stage->name_end - stage->name_start,
        g_strdup_printf (quote == '"' || quote == '\'' ? "\"%s\"" : "%s", names[i]));
    }
}

/* What $source and $lookup read from. */
static void
check_source (SluicePipelineCheck *check,
              const SluiceValue   *options)
{
  const SluiceValue *name = sluice_pipeline_get (check, options, "connectionName");

  sluice_pipeline_check_connection (check, options);
  if (name != NULL && sluice_pipeline_is_s3 (check, options))
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, name->start, name->end,
                            g_strdup (_("This is an S3 connection, and S3 can only be written to: "
                                        "it is no source.")),
                            _("Read from another connection, such as Kafka or an Atlas cluster."));
}

static void
check_emit (SluicePipelineCheck *check,
            const SluiceValue   *options)
{
  if (options->kind != SLUICE_VALUE_OBJECT)
    {
      if (!sluice_pipeline_is_opaque (options))
        sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, options->start, options->end,
                                g_strdup (_("The options of $emit are a document in braces.")),
                                NULL);
      return;
    }

  sluice_pipeline_check_connection (check, options);
  if (sluice_pipeline_is_s3 (check, options))
    sluice_pipeline_check_s3_emit (check, options);
  else if (sluice_value_get_member (options, "connectionName") == NULL)
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, options->start, options->end,
                            g_strdup (_("The connection to write to is missing.")),
                            _("Write it like \"connectionName\": \"s3sink\"."));
}

/* Windows have a pipeline of their own, which writes nowhere. */
static void
check_window (SluicePipelineCheck *check,
              const SluiceValue   *options)
{
  const SluiceValue *stages = sluice_value_get_member (options, "pipeline");

  for (guint i = 0; stages != NULL && stages->kind == SLUICE_VALUE_ARRAY &&
                    i < sluice_value_get_length (stages) && !sluice_pipeline_is_full (check); i++)
    {
      const SluiceValue *stage = get_stage (check, stages, i);

      if (stage != NULL && (g_strv_contains (sinks, stage->name) ||
                            g_str_equal (stage->name, "$source")))
        sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->name_start, stage->name_end,
                                g_strdup_printf (_("%s cannot stand inside of a window."),
                                                 stage->name),
                                _("Put it into the pipeline itself."));
    }
}

static void
check_stage (SluicePipelineCheck *check,
             const SluiceValue   *stage)
{
  const SluiceValue *options = sluice_document_resolve (check->document, stage);

  if (g_str_equal (stage->name, "$source"))
    check_source (check, options);
  else if (g_str_equal (stage->name, "$emit"))
    check_emit (check, options);
  else if (g_str_equal (stage->name, "$merge"))
    sluice_pipeline_check_merge (check, stage);
  else if (g_str_equal (stage->name, "$lookup") || g_str_equal (stage->name, "$cachedLookup"))
    check_source (check, sluice_pipeline_get (check, options, "from"));
  else if (g_str_equal (stage->name, "$https") || g_str_equal (stage->name, "$externalFunction"))
    sluice_pipeline_check_connection (check, options);
  else if (g_strv_contains (windows, stage->name))
    check_window (check, options);
  else
    check_spelling (check, stage);
}

static void
check_begin (SluicePipelineCheck *check,
             const SluiceValue   *stages)
{
  guint n = sluice_value_get_length (stages);
  gboolean found = FALSE;
  const SluiceValue *first = sluice_value_get_child (stages, 0);

  for (guint i = 0; i < n && !sluice_pipeline_is_full (check); i++)
    {
      const SluiceValue *stage = get_stage (check, stages, i);

      if (stage == NULL || !g_str_equal (stage->name, "$source"))
        continue;
      if (i > 0)
        sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->name_start, stage->name_end,
                                g_strdup_printf (_("$source is the first stage of a pipeline and "
                                                   "only that; here it is stage %u."), i + 1),
                                found ? _("Remove it: a pipeline has one source.") :
                                        _("Move it to the beginning."));
      found = TRUE;
    }

  if (!found && !sluice_pipeline_is_opaque (sluice_document_resolve (check->document, first)))
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, first->start, first->end,
                            g_strdup (_("A pipeline begins with $source, which says where the "
                                        "documents come from.")),
                            _("Add it as the first stage, like "
                              "{ \"$source\": { \"connectionName\": \"…\" } }."));
}

static void
check_end (SluicePipelineCheck       *check,
           const SluicePipelineFound *found)
{
  guint last = sluice_value_get_length (found->stages) - 1;
  const SluiceValue *last_stage = get_stage (check, found->stages, last);
  guint n_sinks = 0;

  for (guint i = last + 1; i > 0 && !sluice_pipeline_is_full (check); i--)
    {
      const SluiceValue *stage = get_stage (check, found->stages, i - 1);

      if (stage == NULL || !g_strv_contains (sinks, stage->name))
        continue;
      if (n_sinks > 0)
        sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->name_start, stage->name_end,
                                g_strdup_printf (_("A pipeline writes to one place, with its last "
                                                   "stage. Besides this %s there is another one "
                                                   "further down."), stage->name),
                                _("Keep one of them; to write to two places, make two stream "
                                  "processors."));
      else if (i - 1 != last)
        sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, stage->name_start, stage->name_end,
                                g_strdup_printf (_("%s has to be the last stage, but others "
                                                   "follow."), stage->name),
                                _("Move it to the end."));
      n_sinks++;
    }

  if (n_sinks > 0 || last_stage == NULL || !g_strv_contains (passing, last_stage->name))
    return;
  sluice_pipeline_remark (check,
                          found->only_shown ? SLUICE_SEVERITY_NOTE : SLUICE_SEVERITY_PROBLEM,
                          last_stage->name_start, last_stage->name_end,
                          g_strdup (found->only_shown ?
                            _("This pipeline writes nowhere; its results are only shown in the "
                              "shell.") :
                            _("This pipeline writes nowhere: its last stage is no sink.")),
                          _("Add an $emit stage at the end to write to S3."));
}

/* Whatever could not be processed is written to a collection; S3 cannot take it. */
static void
check_dlq (SluicePipelineCheck *check,
           const SluiceValue   *options)
{
  const SluiceValue *dlq = sluice_pipeline_get (check, options, "dlq");
  const SluiceValue *name = sluice_pipeline_get (check, dlq, "connectionName");

  sluice_pipeline_check_connection (check, dlq);
  if (name != NULL && sluice_pipeline_is_s3 (check, dlq))
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, name->start, name->end,
                            g_strdup (_("The dead letter queue is a collection in Atlas; an S3 "
                                        "connection cannot be one.")),
                            _("Name a connection to an Atlas cluster, with “db” and “coll”."));
}

static void
check_stages (SluicePipelineCheck       *check,
              const SluicePipelineFound *found)
{
  guint n = sluice_value_get_length (found->stages);

  if (n == 0)
    {
      sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, found->stages->start,
                              found->stages->end, g_strdup (_("This pipeline has no stages.")),
                              _("It needs at least $source and $emit."));
      return;
    }

  check_begin (check, found->stages);
  check_end (check, found);
  for (guint i = 0; i < n && !sluice_pipeline_is_full (check); i++)
    {
      if (*get_stage_name (check, found->stages, i) != '\0')
        check_stage (check, get_stage (check, found->stages, i));
      else
        check_shape (check, sluice_value_get_child (found->stages, i));
    }
  check_dlq (check, found->options);
}

static void
check_single (SluicePipelineCheck *check,
              const SluiceValue   *stage)
{
  sluice_pipeline_remark (check, SLUICE_SEVERITY_NOTE, stage->start, stage->start + 1,
                          g_strdup (_("This is one stage, not a pipeline, so only the stage "
                                      "itself was checked.")), NULL);
  check_stage (check, sluice_value_get_child (stage, 0));
}

/**
 * sluice_pipeline_check:
 * @text: a pipeline: a list of stages, a document with “pipeline”, a call of
 *   sp.createStreamProcessor () or sp.process (), statements that build one; any bytes are safe
 * @length: the length in bytes
 * @registry: (nullable): the connections of the instance, %NULL when they are not known: then no
 *   name is looked up, and S3 is told by a bucket being named
 *
 * Returns: (transfer full) (element-type SluiceRemark): what is to be said, sorted by place; empty
 *   when all is well
 */
GPtrArray *
sluice_pipeline_check (const char           *text,
                       gsize                 length,
                       const SluiceRegistry *registry)
{
  g_autoptr (SluiceDocument) document = NULL;
  SluiceRemark *problem = NULL;
  SluicePipelineCheck check = { .registry = registry, .remarks = sluice_remarks_new () };
  SluicePipelineFound found;

  document = sluice_document_read (text, length, SLUICE_SYNTAX_MONGOSH, &problem);
  if (document == NULL)
    {
      g_ptr_array_add (check.remarks, problem);
      return check.remarks;
    }

  check.document = document;
  if (sluice_pipeline_find (&check, &found))
    {
      if (found.stages != NULL)
        check_stages (&check, &found);
      else
        check_single (&check, found.stage);
    }

  sluice_remarks_locate (check.remarks, document->text, document->length);
  return check.remarks;
}
