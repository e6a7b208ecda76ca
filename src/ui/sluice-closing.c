/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question before a window is closed. */

#include "sluice-closing.h"

#include <glib/gi18n-lib.h>

#include "sluice-words.h"

/* Of what runs, named in the question. */
#define MAX_NAMED 3

/* Whether closing the window now leaves open what becomes of it. Atlas prepares and deletes
 * connections by itself, and what is only read changes nothing. */
static gboolean
awaits_answer (SluiceOperation *operation)
{
  SluiceOperationKind kind = sluice_operation_get_kind (operation);
  SluicePhase phase = sluice_operation_get_phase (operation);

  if (sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING
      || kind == SLUICE_OPERATION_CHECK_KEY || kind == SLUICE_OPERATION_SAVE_KEY
      || kind == SLUICE_OPERATION_FORGET_KEY)
    return FALSE;
  if (kind == SLUICE_OPERATION_TEST_DELIVERY)
    return TRUE;
  if (phase == SLUICE_PHASE_LEAVING)
    return kind == SLUICE_OPERATION_MOVE_CONNECTION;
  return phase != SLUICE_PHASE_WATCHING && phase != SLUICE_PHASE_RETRYING;
}

/* The running operations by their headlines; NULL if there are none. */
static char *
dup_running (GListModel *operations)
{
  g_autoptr (GString) text = NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);
      g_autofree char *headline = NULL;
      SluiceStory story;

      if (!awaits_answer (operation) || ++count > MAX_NAMED)
        continue;
      sluice_words_read_operation (operation, &story);
      headline = sluice_words_headline (&story);
      if (text == NULL)
        text = g_string_new (headline);
      else
        g_string_append_printf (text, "; %s", headline);
    }
  if (count > MAX_NAMED)
    g_string_append_printf (text, _("; and %u more"), count - MAX_NAMED);
  return text != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Asks if there is something to ask about; confirmed is then called with the window, unless the
 * person would rather stay. Returns whether it asks. */
gboolean
sluice_closing_ask (GtkWindow       *window,
                    SluiceSession   *session,
                    SluiceConfirmed  confirmed)
{
  g_autofree char *running = dup_running (sluice_session_get_operations (session));
  g_autofree char *body = NULL;

  if (running == NULL)
    return FALSE;
  if (sluice_history_is_kept (sluice_session_get_history (session)))
    /* Translators: %s is what runs, such as “Creating sink” */
    body = g_strdup_printf (_("Still running: %s. If Sluice is closed now, it finds out what became "
                              "of it when it is opened again."), running);
  else
    /* Translators: %s is what runs, such as “Creating sink” */
    body = g_strdup_printf (_("Still running: %s. If this window is closed now, it cannot tell you "
                              "what became of it."), running);
  sluice_dialogs_confirm (window, _("Close Before Atlas Has Answered?"), body, _("_Keep Open"),
                          _("_Close"), confirmed, window);
  return TRUE;
}
