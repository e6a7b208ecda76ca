/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence behind a status entry as plain lines of text, for reading and copying. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"

/* As much as is ever noted of what a server has said. */
#define MAX_CHARS 4096

static void
add_line (GString    *text,
          const char *label,
          const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = sluice_connection_words_cut (value, MAX_CHARS);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: a label and its value, as in “Detail: …” */
  g_string_append_printf (text, _("%s: %s"), label, line);
}

static void
add_list (GString            *text,
          const char         *label,
          const char * const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_line (text, label, values[i]);
}

static void
add_status (GString        *text,
            SluiceEvidence *evidence)
{
  const char *reason = sluice_evidence_get_reason (evidence);
  guint status = sluice_evidence_get_status (evidence);
  g_autofree char *value = NULL;

  if (status == 0)
    {
      add_line (text, _("Answer"), sluice_evidence_get_sent (evidence)
                                   ? _("none, though the request was sent")
                                   : _("none, the request was not sent"));
      return;
    }
  value = g_strdup_printf ("%u%s%s", status, reason != NULL ? " " : "",
                           reason != NULL ? reason : "");
  add_line (text, _("HTTP status"), value);
}

static void
add_counts (GString        *text,
            SluiceEvidence *evidence)
{
  g_autofree char *requests = NULL;
  g_autofree char *wait = NULL;

  requests = g_strdup_printf ("%u", sluice_evidence_get_request_count (evidence));
  add_line (text, _("Requests"), requests);
  if (sluice_evidence_get_retry_after (evidence) > 0)
    {
      wait = g_strdup_printf ("%d s", sluice_evidence_get_retry_after (evidence));
      add_line (text, _("Retry after"), wait);
    }
}

char *
sluice_words_evidence (SluiceEvidence *evidence)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *request = NULL;

  if (sluice_evidence_get_method (evidence) != NULL)
    {
      const char *path = sluice_evidence_get_path (evidence);

      request = g_strdup_printf ("%s %s", sluice_evidence_get_method (evidence),
                                 path != NULL ? path : "");
      g_string_append (text, request);
    }
  add_status (text, evidence);
  add_line (text, "errorCode", sluice_evidence_get_error_code (evidence));
  add_line (text, _("Detail"), sluice_evidence_get_detail (evidence));
  add_list (text, _("Field"), sluice_evidence_get_violations (evidence));
  add_list (text, _("Parameter"), sluice_evidence_get_parameters (evidence));
  if (sluice_evidence_get_tls_errors (evidence) != 0)
    {
      g_autofree char *reasons =
        sluice_words_tls_reasons (sluice_evidence_get_tls_errors (evidence));

      add_line (text, _("Certificate"), reasons);
    }
  add_line (text, _("Content type"), sluice_evidence_get_content_type (evidence));
  add_line (text, _("Answer began"), sluice_evidence_get_excerpt (evidence));
  add_counts (text, evidence);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Minutes and seconds, as on a stop watch. */
char *
sluice_words_elapsed (gint64 microseconds)
{
  gint64 seconds = MAX (microseconds, 0) / G_USEC_PER_SEC;

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600),
                            (int) (seconds / 60 % 60), (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/* How long Atlas asks to wait. */
char *
sluice_words_wait (guint seconds)
{
  return g_strdup_printf (_("Atlas asks to wait: %u s"), seconds);
}

char *
sluice_words_details (SluiceOperation *operation)
{
  g_autoptr (GString) text = g_string_new (NULL);
  SluiceEvidence *evidence = sluice_operation_get_evidence (operation);
  const GError *error = sluice_operation_get_error (operation);
  GDateTime *started = sluice_operation_get_started (operation);
  g_autofree char *record = evidence != NULL ? sluice_words_evidence (evidence) : NULL;

  if (record != NULL)
    g_string_append (text, record);
  if (error != NULL)
    add_line (text, _("Error"), error->message);
  add_line (text, _("Instance"), sluice_operation_get_place (operation));
  if (started != NULL)
    {
      g_autofree char *when = g_date_time_format (started, "%F %T %z");

      add_line (text, _("Started"), when);
    }
  if (sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING)
    {
      double seconds = sluice_operation_get_elapsed (operation) / (double) G_USEC_PER_SEC;
      g_autofree char *took = g_strdup_printf (_("%.1f seconds"), seconds);

      add_line (text, _("Took"), took);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
