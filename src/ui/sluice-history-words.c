/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done before, in words. */

#include "sluice-history-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-words.h"

static gboolean
read_entry (SluiceHistoryEntry *entry,
            SluiceStory        *story)
{
  SluiceEvidence *write = sluice_history_entry_get_evidence (entry);

  *story = (SluiceStory) {
    .state = sluice_history_entry_get_state (entry),
    .outcome = sluice_history_entry_get_outcome (entry),
    .phase = SLUICE_PHASE_SENDING,
    .in_doubt = sluice_history_entry_was_in_doubt (entry),
    .subject = sluice_history_entry_get_subject (entry),
    .place = sluice_history_entry_get_instance (entry),
    .error = sluice_history_entry_get_error (entry),
    .undone = sluice_history_entry_was_created_again (entry),
    /* What creates again has sent that only when what there was was gone. */
    .between = write != NULL && g_str_equal (sluice_evidence_get_method (write), "POST"),
  };
  return sluice_history_entry_get_kind (entry, &story->kind);
}

char *
sluice_history_words_headline (SluiceHistoryEntry *entry)
{
  const char *subject = sluice_history_entry_get_subject (entry);
  SluiceStory story;

  if (read_entry (entry, &story))
    return sluice_words_headline (&story);
  return g_strdup_printf ("%s %s", sluice_history_entry_get_kind_name (entry),
                          subject != NULL ? subject : "");
}

char *
sluice_history_words_sentence (SluiceHistoryEntry *entry)
{
  SluiceStory story;

  if (read_entry (entry, &story))
    return sluice_words_sentence (&story);
  return g_strdup (_("Another version of Sluice has done this; this one does not know the words for "
                     "it."));
}

char *
sluice_history_words_when (SluiceHistoryEntry *entry)
{
  GDateTime *time = sluice_history_entry_get_time (entry);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  /* Translators: day, month, year and time of day, for g_date_time_format () */
  return local != NULL ? g_date_time_format (local, _("%-d %b %Y, %H:%M")) : g_strdup ("");
}

/* When, to what and where, on one line. */
char *
sluice_history_words_where (SluiceHistoryEntry *entry)
{
  const char *parts[5] = { NULL };
  g_autofree char *when = sluice_history_words_when (entry);
  guint n = 0;

  if (*when != '\0')
    parts[n++] = when;
  if (sluice_history_entry_get_subject (entry) != NULL)
    parts[n++] = sluice_history_entry_get_subject (entry);
  if (sluice_history_entry_get_instance (entry) != NULL)
    parts[n++] = sluice_history_entry_get_instance (entry);
  if (sluice_history_entry_get_host (entry) != NULL)
    parts[n++] = sluice_history_entry_get_host (entry);
  return g_strjoinv (" · ", (char **) parts);
}

static void
add_line (GString    *text,
          const char *label,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, _("%s: %s"), label, value);
}

/* What a person would copy into a report. */
char *
sluice_history_words_details (SluiceHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  SluiceEvidence *evidence = sluice_history_entry_get_evidence (entry);
  const SluiceHistoryLine *line = sluice_history_entry_get_line (entry);
  g_autofree char *record = evidence != NULL ? sluice_words_evidence (evidence) : NULL;

  if (record != NULL)
    g_string_append (text, record);
  add_line (text, _("Connection"), sluice_history_entry_get_subject (entry));
  add_line (text, _("Instance"), sluice_history_entry_get_instance (entry));
  add_line (text, _("Project ID"), sluice_history_entry_get_project_id (entry));
  add_line (text, _("Atlas"), sluice_history_entry_get_host (entry));
  add_line (text, _("Started"), line->started);
  add_line (text, _("Ended"), line->time);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Everything a search looks into, folded. */
char *
sluice_history_words_all (SluiceHistoryEntry *entry)
{
  g_autofree char *headline = sluice_history_words_headline (entry);
  g_autofree char *where = sluice_history_words_where (entry);
  g_autofree char *details = sluice_history_words_details (entry);
  g_autofree char *text = g_strjoin ("\n", headline, where, details, NULL);

  return g_utf8_casefold (text, -1);
}
