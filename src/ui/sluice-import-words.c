/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import in words. */

#include "sluice-import-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-remark.h"
#include "sluice-words.h"

/* Fit to be a row's title; not markup. */
char *
sluice_import_words_title (SluiceImportStep *step)
{
  const SluiceImportValues *values = sluice_import_step_get_values (step);

  if (values->name != NULL && *values->name != '\0')
    return sluice_connection_words_line (values->name);
  return g_strdup_printf (_("Line %u"), values->line);
}

static const char *
describe_done (SluiceImportStep *step)
{
  return sluice_import_step_get_values (step)->action == SLUICE_IMPORT_CHANGE ? _("Changed")
                                                                               : _("Created");
}

/* What will be done, or has been. */
const char *
sluice_import_words_verdict (SluiceImportStep *step)
{
  switch (sluice_import_step_get_progress (step))
    {
    case SLUICE_IMPORT_WORKING:
      return _("Working");
    case SLUICE_IMPORT_PREPARING:
      return _("Being Prepared");
    case SLUICE_IMPORT_DONE:
      return describe_done (step);
    case SLUICE_IMPORT_FAILED:
      return _("Failed");
    case SLUICE_IMPORT_UNKNOWN:
      return _("Not Known");
    case SLUICE_IMPORT_NOT_STARTED:
      return _("Not Begun");
    case SLUICE_IMPORT_WAITING:
    default:
      break;
    }
  switch (sluice_import_step_get_values (step)->action)
    {
    case SLUICE_IMPORT_CREATE:
      return _("Will Be Created");
    case SLUICE_IMPORT_CHANGE:
      return _("Will Be Changed");
    case SLUICE_IMPORT_LEAVE:
      return _("Left Alone");
    case SLUICE_IMPORT_CANNOT:
    default:
      return _("Not Imported");
    }
}

/* ---- one connection ---- */

static void
append_value (GString    *text,
              const char *what,
              const char *value)
{
  g_autofree char *isolated = NULL;

  if (value == NULL || *value == '\0')
    return;
  isolated = sluice_connection_words_isolate (value);
  g_string_append_printf (text, text->len > 0 ? "\n%s: %s" : "%s: %s", what, isolated);
}

static void
append_change (GString    *text,
               const char *what,
               const char *before,
               const char *after)
{
  g_autofree char *old = sluice_connection_words_isolate (before != NULL ? before : "–");
  g_autofree char *new = sluice_connection_words_isolate (after);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: “Role ARN: what it is → what it will be” */
  g_string_append_printf (text, _("%s: %s → %s"), what, old, new);
}

static char *
describe_values (const SluiceImportValues *values)
{
  GString *text = g_string_new (NULL);

  append_value (text, _("Role ARN"), values->role_arn);
  append_value (text, _("Test Bucket"), values->test_bucket);
  append_value (text, _("Private Link"), values->private_link_id);
  return g_string_free (text, FALSE);
}

static char *
describe_changes (const SluiceImportValues *values)
{
  GString *text = g_string_new (NULL);
  const char *role = sluice_connection_get_role_arn (values->present);
  const char *bucket = sluice_connection_get_test_bucket (values->present);

  if (g_strcmp0 (role, values->role_arn) != 0)
    append_change (text, _("Role ARN"), role, values->role_arn);
  if (values->test_bucket != NULL && g_strcmp0 (bucket, values->test_bucket) != 0)
    append_change (text, _("Test Bucket"), bucket, values->test_bucket);
  return g_string_free (text, FALSE);
}

static char *
describe_operation (SluiceOperation *operation)
{
  SluiceStory story;

  sluice_words_read_operation (operation, &story);
  return sluice_words_sentence (&story);
}

/* Below the title; may have several lines. */
char *
sluice_import_words_sentence (SluiceImportStep *step)
{
  const SluiceImportValues *values = sluice_import_step_get_values (step);
  SluiceImportProgress progress = sluice_import_step_get_progress (step);

  if (progress == SLUICE_IMPORT_FAILED || progress == SLUICE_IMPORT_UNKNOWN)
    return describe_operation (sluice_import_step_get_operation (step));
  if (values->action == SLUICE_IMPORT_CANNOT)
    return g_strdup (values->reason);
  if (values->action == SLUICE_IMPORT_LEAVE)
    return g_strdup (_("The registry has it already, just like this."));
  return values->action == SLUICE_IMPORT_CHANGE ? describe_changes (values)
                                                : describe_values (values);
}

/* ---- all of them ---- */

static void
append_count (GString    *text,
              const char *format,
              guint       count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_auto (GStrv) parts = g_strsplit (format, "%u", 2);
  g_autofree char *part = g_strjoinv (number, parts);

  if (count == 0)
    return;
  g_string_append_printf (text, text->len > 0 ? " %s" : "%s", part);
}

/* What will be done, in one sentence for each kind. */
char *
sluice_import_words_plan (GPtrArray *steps)
{
  guint counts[SLUICE_IMPORT_CANNOT + 1] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    counts[sluice_import_step_get_values (steps->pdata[i])->action]++;
  append_count (text, ngettext ("%u will be created.", "%u will be created.",
                                counts[SLUICE_IMPORT_CREATE]), counts[SLUICE_IMPORT_CREATE]);
  append_count (text, ngettext ("%u will be changed.", "%u will be changed.",
                                counts[SLUICE_IMPORT_CHANGE]), counts[SLUICE_IMPORT_CHANGE]);
  append_count (text, ngettext ("%u is left alone.", "%u are left alone.",
                                counts[SLUICE_IMPORT_LEAVE]), counts[SLUICE_IMPORT_LEAVE]);
  append_count (text, ngettext ("%u cannot be imported.", "%u cannot be imported.",
                                counts[SLUICE_IMPORT_CANNOT]), counts[SLUICE_IMPORT_CANNOT]);
  return g_string_free (text, FALSE);
}

/* How far it is, or what came of it. */
char *
sluice_import_words_progress (const SluiceImportCounts *counts,
                              gboolean                  running)
{
  GString *text = g_string_new (NULL);
  guint n_not_begun = counts->n_ended - counts->n_done - counts->n_failed;

  if (running)
    g_string_append_printf (text, _("%u of %u done."), counts->n_done, counts->n_work);
  else
    append_count (text, ngettext ("%u is in the registry.", "%u are in the registry.",
                                  counts->n_done), counts->n_done);
  append_count (text, ngettext ("Atlas has asked to wait: it goes on after %u second.",
                                "Atlas has asked to wait: it goes on after %u seconds.",
                                counts->wait_s), counts->wait_s);
  append_count (text, ngettext ("%u is being prepared by Atlas.",
                                "%u are being prepared by Atlas.", counts->n_preparing),
                counts->n_preparing);
  append_count (text, ngettext ("%u has failed.", "%u have failed.", counts->n_failed),
                counts->n_failed);
  append_count (text, ngettext ("%u was not begun.", "%u were not begun.", n_not_begun),
                n_not_begun);
  return g_string_free (text, FALSE);
}

/* ---- the report ---- */

static void
append_step (GString          *text,
             SluiceImportStep *step)
{
  g_autofree char *title = sluice_import_words_title (step);
  g_autofree char *sentence = sluice_import_words_sentence (step);
  g_auto (GStrv) lines = g_strsplit (sentence != NULL ? sentence : "", "\n", -1);

  g_string_append_printf (text, "\n%s: %s\n", title, sluice_import_words_verdict (step));
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (text, "  %s\n", lines[i]);
}

/* Plain text to be saved. */
char *
sluice_import_words_report (const SluiceImportStory *story)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = g_date_time_format (now, "%F %T %z");
  GString *text = g_string_new (NULL);

  /* Translators: a time, an instance, the ID of its project, an address */
  g_string_append_printf (text, _("Import, %s\nInto %s, project %s, at %s"), when,
                          story->instance, story->project_id, story->base_url);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < story->steps->len; i++)
    append_step (text, story->steps->pdata[i]);
  if (story->remarks->len > 0)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < story->remarks->len; i++)
    {
      const SluiceRemark *remark = story->remarks->pdata[i];
      g_autofree char *place = g_strdup_printf (_("Line %u, column %u"), remark->line,
                                                remark->column);

      g_string_append_printf (text, "%s: %s", place, remark->reason);
      if (remark->fix != NULL)
        g_string_append_printf (text, " %s", remark->fix);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
