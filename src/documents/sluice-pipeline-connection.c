/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of connections against the registry, and the small things all checks need. */
#include "sluice-pipeline-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-json-writer.h"
#include "sluice-text.h"

#define MAX_SEARCHES 20

/**
 * sluice_pipeline_remark:
 * @check: a check
 * @severity: how bad it is
 * @start: where it is
 * @end: behind it
 * @reason: (transfer full): what is the matter
 * @fix: (nullable): what to do
 *
 * Returns: (transfer none): the remark
 */
SluiceRemark *
sluice_pipeline_remark (SluicePipelineCheck *check,
                        SluiceSeverity       severity,
                        gsize                start,
                        gsize                end,
                        char                *reason,
                        const char          *fix)
{
  SluiceRemark *remark = sluice_remark_new (severity, start, end - start, reason, g_strdup (fix));

  g_ptr_array_add (check->remarks, remark);
  return remark;
}

/**
 * sluice_pipeline_is_full:
 * @check: a check
 *
 * Returns: whether enough was said, so looking further makes no sense
 */
gboolean
sluice_pipeline_is_full (SluicePipelineCheck *check)
{
  return check->remarks->len >= SLUICE_PIPELINE_MAX_REMARKS;
}

/**
 * sluice_pipeline_get:
 * @check: a check
 * @object: (nullable): any value
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, or what the variable holds that stands there
 */
const SluiceValue *
sluice_pipeline_get (SluicePipelineCheck *check,
                     const SluiceValue   *object,
                     const char          *name)
{
  return sluice_document_resolve (check->document, sluice_value_get_member (object, name));
}

/**
 * sluice_pipeline_is_opaque:
 * @value: any value
 *
 * Returns: whether only running the script would tell what it is
 */
gboolean
sluice_pipeline_is_opaque (const SluiceValue *value)
{
  return value->kind == SLUICE_VALUE_CALL || value->kind == SLUICE_VALUE_NAME ||
         value->kind == SLUICE_VALUE_OTHER;
}

/**
 * sluice_pipeline_dup_excerpt:
 * @text: a text out of the pipeline
 *
 * Returns: (transfer full): as much of it as fits into a sentence
 */
char *
sluice_pipeline_dup_excerpt (const char *text)
{
  return sluice_text_excerpt (text, strlen (text));
}

/**
 * sluice_pipeline_is_s3:
 * @check: a check
 * @options: (nullable): what names a connection: the options of a stage, or of $merge's “into”
 *
 * Returns: whether the connection is an S3 one; where the registry cannot tell, whether a bucket
 *   is named, which no other connection has
 */
gboolean
sluice_pipeline_is_s3 (SluicePipelineCheck *check,
                       const SluiceValue   *options)
{
  const char *name = sluice_value_get_string (sluice_pipeline_get (check, options,
                                                                   "connectionName"));
  const char *type = NULL;

  if (check->registry != NULL && name != NULL)
    type = sluice_registry_lookup (check->registry, name);
  if (type != NULL && *type != '\0')
    return g_ascii_strcasecmp (type, "S3") == 0;

  return sluice_value_get_member (options, "bucket") != NULL;
}

static void
propose_name (SluiceRemark      *remark,
              const SluiceValue *value,
              const char        *name)
{
  sluice_remark_set_replacement (remark, value->start, value->end - value->start,
                                 sluice_json_quote (name));
}

static void
remark_on_missing (SluicePipelineCheck *check,
                   const SluiceValue   *value)
{
  const char *similar = NULL;
  g_autofree char *excerpt = sluice_pipeline_dup_excerpt (value->text);
  g_autofree char *fix = NULL;
  gboolean same;

  if (check->n_searches++ < MAX_SEARCHES)
    similar = sluice_registry_find_similar (check->registry, value->text);
  if (similar == NULL)
    {
      sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, value->start, value->end,
                              g_strdup_printf (_("There is no connection “%s” in the registry of "
                                                 "this instance."), excerpt),
                              _("Create it first, or use the name of one that is there."));
      return;
    }

  same = g_ascii_strcasecmp (similar, value->text) == 0;
  fix = g_strdup_printf (_("Use “%s”."), similar);
  propose_name (sluice_pipeline_remark (check,
                                        same ? SLUICE_SEVERITY_WARNING : SLUICE_SEVERITY_PROBLEM,
                                        value->start, value->end,
                                        g_strdup_printf (same ?
                                          _("The registry has a connection whose name differs "
                                            "from “%s” in capital and small letters.") :
                                          _("There is no connection “%s” in the registry, but one "
                                            "with a similar name."), excerpt), fix),
                value, similar);
}

/**
 * sluice_pipeline_check_connection:
 * @check: a check
 * @options: (nullable): what names a connection
 *
 * Looks “connectionName” up; says nothing where there is none.
 */
void
sluice_pipeline_check_connection (SluicePipelineCheck *check,
                                  const SluiceValue   *options)
{
  const SluiceValue *value = sluice_pipeline_get (check, options, "connectionName");

  if (value == NULL || sluice_pipeline_is_opaque (value))
    return;

  if (value->kind != SLUICE_VALUE_STRING)
    sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, value->start, value->end,
                            g_strdup (_("The name of a connection is a text in quotes.")), NULL);
  else if (check->registry != NULL && *value->text != '\0' &&
           sluice_registry_lookup (check->registry, value->text) == NULL)
    remark_on_missing (check, value);
}
