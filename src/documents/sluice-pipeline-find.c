/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the pipeline in what was pasted: alone, in a document, in a call, in a variable. */
#include "sluice-pipeline-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean
has_last_part (const char *path,
               const char *part)
{
  const char *dot = strrchr (path, '.');

  return g_str_equal (dot != NULL ? dot + 1 : path, part);
}

static gboolean
find_in_object (SluicePipelineCheck *check,
                const SluiceValue   *object,
                SluicePipelineFound *found)
{
  const SluiceValue *pipeline = sluice_pipeline_get (check, object, "pipeline");

  if (pipeline != NULL && pipeline->kind == SLUICE_VALUE_ARRAY)
    {
      found->stages = pipeline;
      found->options = sluice_pipeline_get (check, object, "options");
      return TRUE;
    }
  if (sluice_value_get_length (object) != 1 || sluice_value_get_child (object, 0)->name[0] != '$')
    return FALSE;

  found->stage = object;
  return TRUE;
}

static gboolean
find_in (SluicePipelineCheck *check,
         const SluiceValue   *value,
         SluicePipelineFound *found)
{
  value = sluice_document_resolve (check->document, value);
  if (value->kind == SLUICE_VALUE_ARRAY)
    found->stages = value;
  else if (value->kind == SLUICE_VALUE_OBJECT)
    return find_in_object (check, value, found);
  if (value->kind != SLUICE_VALUE_CALL)
    return value->kind == SLUICE_VALUE_ARRAY;

  found->only_shown = has_last_part (value->text, "process");
  for (guint i = 0; i < sluice_value_get_length (value); i++)
    {
      const SluiceValue *argument = sluice_document_resolve (check->document,
                                                             sluice_value_get_child (value, i));

      if (found->stages == NULL && argument->kind == SLUICE_VALUE_ARRAY)
        found->stages = argument;
      else if (found->stages == NULL && argument->kind == SLUICE_VALUE_OBJECT)
        find_in_object (check, argument, found);
      else if (argument->kind == SLUICE_VALUE_OBJECT)
        found->options = argument;
    }
  return found->stages != NULL;
}

/**
 * sluice_pipeline_find:
 * @check: a check
 * @found: (out): what there is
 *
 * Looks through the statements from the last to the first.
 *
 * Returns: whether there is a pipeline or a stage; if not, that was remarked on
 */
gboolean
sluice_pipeline_find (SluicePipelineCheck *check,
                      SluicePipelineFound *found)
{
  for (guint i = check->document->statements->len; i > 0; i--)
    {
      *found = (SluicePipelineFound) { NULL };
      if (find_in (check, g_ptr_array_index (check->document->statements, i - 1), found))
        return TRUE;
    }

  sluice_pipeline_remark (check, SLUICE_SEVERITY_PROBLEM, 0, check->document->length,
                          g_strdup (_("There is no pipeline in this text.")),
                          _("Paste a list of stages in square brackets, or the whole "
                            "sp.createStreamProcessor (…)."));
  return FALSE;
}
