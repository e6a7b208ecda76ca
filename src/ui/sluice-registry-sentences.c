/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did with a connection that exists: the sentences, which say what the headline means
 * and what to do next.
 */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-processor.h"
#include "sluice-user-words.h"

#define NOT_CHANGED_HERE \
  _("To see what is there now, look at it in the list; then try again.")

/* ---- at work ---- */

static char *
sentence_checking (const SluiceStory *story)
{
  if (story->kind == SLUICE_OPERATION_DELETE_CONNECTION)
    return g_strdup (_("Looking first whether it is still as you have seen it. Nothing has been "
                       "deleted yet."));
  return g_strdup (_("Looking first whether it is still as you have seen it. Nothing has been "
                     "changed yet."));
}

static char *
sentence_working (const SluiceStory *story)
{
  g_autofree char *cause = sluice_words_error_cause (story->error);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return sentence_checking (story);
    case SLUICE_PHASE_READING_BACK:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s. Sluice does not send the request again; it asks Atlas what "
                                "became of it."), cause);
    case SLUICE_PHASE_WATCHING:
      return g_strdup (_("Atlas has accepted it and is preparing the connection. Closing Sluice "
                         "does not stop that."));
    case SLUICE_PHASE_LEAVING:
      if (story->kind == SLUICE_OPERATION_MOVE_CONNECTION)
        return g_strdup (_("Atlas is deleting the connection. As soon as it is gone, Sluice "
                           "creates it again in the other network: keep Sluice open until then."));
      return g_strdup (_("Atlas has accepted it and is deleting the connection. Closing Sluice "
                         "does not stop that."));
    case SLUICE_PHASE_CREATING_AGAIN:
      return g_strdup (_("It is gone. The request that creates it in the other network is on its "
                         "way to Atlas."));
    default:
      if (story->kind == SLUICE_OPERATION_MOVE_CONNECTION)
        return g_strdup (_("First the connection is deleted: the request is on its way to Atlas."));
      return g_strdup (_("The request is on its way to Atlas."));
    }
}

/* ---- nothing was done ---- */

/* What Atlas has now, as far as it tells. */
static char *
describe_now (SluiceConnection *connection)
{
  const char *role = sluice_connection_get_role_arn (connection);
  const char *bucket = sluice_connection_get_test_bucket (connection);
  const char *link = sluice_connection_get_private_link_id (connection);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (role != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("role %s"), role));
  if (bucket != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("test bucket %s"), bucket));
  if (link != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("private link %s"), link));
  else if (sluice_connection_is_s3 (connection))
    g_ptr_array_add (parts, g_strdup (_("public network")));
  else
    g_ptr_array_add (parts, g_strdup_printf (_("type %s"),
                                             sluice_connection_words_type (connection)));
  if (sluice_connection_words_state (connection) != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("state %s"),
                                             sluice_connection_words_state (connection)));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_(", "), (char **) parts->pdata);
}

static char *
sentence_changed_before (const SluiceStory *story)
{
  g_autofree char *now = NULL;

  if (story->result == NULL || !SLUICE_IS_CONNECTION (story->result))
    return g_strdup (NOT_CHANGED_HERE);
  if (sluice_connection_get_state (SLUICE_CONNECTION (story->result))
      == SLUICE_CONNECTION_STATE_DELETING)
    return g_strdup (_("Somebody is deleting it. Nothing of it was changed by Sluice."));
  now = describe_now (SLUICE_CONNECTION (story->result));
  /* Translators: %s is a list such as “role arn:aws:…, public network, state Ready” */
  return g_strdup_printf (_("Somebody has changed it since you looked at it, so Sluice has left it "
                            "alone. Now it has: %s. If you still want it, do it again."), now);
}

static char *
sentence_in_use (const SluiceStory *story)
{
  g_autofree char *names = sluice_user_words_list (story->users);

  if (names == NULL)
    return g_strdup (_("A running stream processor uses it, and Sluice could not find out which. "
                       "Stop it in Atlas, under Stream Processing, then try again."));
  /* Translators: %s is a list of stream processors */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "A running stream processor uses it: %s. Atlas refuses "
                                       "until it is stopped.",
                                       "Running stream processors use it: %s. Atlas refuses until "
                                       "they are stopped.",
                                       story->users->len), names);
}

/* Why it was not done; the headline has said that it was not. */
static char *
sentence_refused (const SluiceStory *story)
{
  g_autofree char *headline = sluice_words_error_headline (story->error);
  g_autofree char *reason = sluice_words_error_sentence (story->error);

  if (g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_IN_USE))
    return sentence_in_use (story);
  /* Translators: %1$s is a short sentence such as “The connection was lost”, %2$s longer ones */
  return g_strdup_printf (_("%1$s. %2$s"), headline, reason);
}

static char *
sentence_gone (const SluiceStory *story)
{
  if (story->kind != SLUICE_OPERATION_DELETE_CONNECTION)
    return g_strdup (_("Somebody has deleted it meanwhile, so there is nothing to change. Create "
                       "it anew if it is still needed."));
  if (story->undone)
    return g_strdup (_("It was created again after that."));
  if (story->error != NULL && !story->in_doubt)
    return story->can_undo
           ? g_strdup (_("Somebody had deleted it before. Undo creates it again as you have seen "
                         "it last."))
           : g_strdup (_("Somebody had deleted it before."));
  return story->can_undo
         ? g_strdup (_("Atlas no longer has it, and its name is free. Nothing was deleted in AWS. "
                       "Undo creates it again as it was."))
         : g_strdup (_("Atlas no longer has it. Nothing was deleted in AWS."));
}

/* ---- in doubt ---- */

static char *
sentence_not_done (const SluiceStory *story)
{
  g_autofree char *cause = sluice_words_error_cause (story->error);

  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_CHANGE_ROLE:
    case SLUICE_OPERATION_TEST_CONNECTION:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: the connection is as "
                                "it was. Trying again is safe."), cause);
    case SLUICE_OPERATION_MOVE_CONNECTION:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s while it was to be deleted, so Sluice asked Atlas what became "
                                "of it: the connection exists as it was. Trying again is safe."),
                              cause);
    default:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: the connection "
                                "exists as it was. Deleting it again is safe."), cause);
    }
}

static char *
sentence_cannot_tell (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_headline (story->error);

  if (story->kind == SLUICE_OPERATION_TEST_CONNECTION && story->result != NULL)
    return g_strdup_printf (_("The answer was lost (%s), and a test leaves no trace in Atlas. The "
                              "connection itself is as it was. Testing it again is safe."), reason);
  if (story->between)
    /* Translators: %s is a short sentence such as “The connection was lost” */
    return g_strdup_printf (_("The old connection is gone. The request that creates it in the "
                              "other network was sent, but its answer was lost, and asking Atlas "
                              "what became of it failed too: %s. Use Check Again."), reason);
  /* Translators: %s is a short sentence such as “The connection was lost” */
  return g_strdup_printf (_("The request was sent, but its answer was lost, and asking Atlas what "
                            "became of it failed too: %s. Use Check Again."), reason);
}

static char *
sentence_still_there (const SluiceStory *story)
{
  gboolean move = story->kind == SLUICE_OPERATION_MOVE_CONNECTION;
  g_autofree char *reason = sluice_words_error_headline (story->error);
  g_autofree char *why = NULL;

  if (g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    why = g_strdup (_("You stopped watching; Atlas goes on deleting it."));
  else if (story->error != NULL && !story->in_doubt)
    /* Translators: %s is a short sentence such as “The connection was lost” */
    why = g_strdup_printf (_("Atlas has accepted the deletion, but how far it is could not be "
                             "read: %s."), reason);
  else
    why = g_strdup (_("Atlas has accepted the deletion, but has needed longer than Sluice waits."));
  /* Translators: %s is a whole sentence */
  return g_strdup_printf (move ? _("%s Check Again shows whether it is gone; then it can be "
                                   "created in the other network, or as it was.")
                               : _("%s Check Again shows whether it is gone. Until then nothing "
                                   "else can have its name."), why);
}

static char *
sentence_not_recreated (const SluiceStory *story)
{
  g_autofree char *reason = story->error ? sluice_words_error_sentence (story->error) : NULL;
  const char *next = story->can_undo
                     ? _("Finish Change creates it in the other network, Undo as it was.")
                     : _("If it is still needed, create it on the page Connect.");

  if (story->undone)
    return g_strdup (_("It was created again after that."));
  if (g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NAME_TAKEN))
    return g_strdup_printf (_("It is gone, but Atlas still keeps its name for a moment. %s"), next);
  if (reason == NULL
      || g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_INTERRUPTED)
      || g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return g_strdup_printf (_("It was not created again yet. %s"), next);
  /* Translators: %1$s is one or more sentences: why; %2$s is a sentence: what can be done */
  return g_strdup_printf (_("Creating it again failed. %1$s %2$s"), reason, next);
}

static char *
sentence_other_holds (const SluiceStory *story)
{
  if (story->kind == SLUICE_OPERATION_DELETE_CONNECTION)
    return g_strdup (_("Somebody has created a connection of the same name meanwhile. Sluice has "
                       "not touched that one."));
  if (story->kind == SLUICE_OPERATION_MOVE_CONNECTION)
    return g_strdup (_("The old connection was deleted. Before it could be created again, somebody "
                       "has created another one of its name. Look at that one in the list."));
  return g_strdup (_("The answer was lost on the way, and Atlas now has something else than was "
                     "there or was asked for. Look at it in the list."));
}

/* ---- done, or as good as done ---- */

static char *
sentence_ready (const SluiceStory *story)
{
  g_autofree char *cause = sluice_words_error_cause (story->error);

  if (story->in_doubt)
    /* Translators: %s is a short sentence such as “The connection was lost” */
    return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: it was done, and the "
                              "connection is ready."), cause);
  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_CHANGE_ROLE:
      return g_strdup (_("The connection is ready. Stream processors that are started from now on "
                         "write with the new role."));
    case SLUICE_OPERATION_TEST_CONNECTION:
      return g_strdup (_("Atlas could use the role with the bucket you named."));
    default:
      return g_strdup (_("The connection was deleted, created again, and is ready. Stream "
                         "processors that use it can be started again."));
    }
}

static char *
sentence_unfinished (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_headline (story->error);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup (_("Atlas gives no reason. Check that the role trusts Atlas and may use the "
                         "bucket, and the private link if there is one; then change it again."));
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup (_("You stopped watching; Atlas goes on preparing it. Check Again shows how "
                         "far it is."));
    case SLUICE_OUTCOME_STILL_PENDING:
      return g_strdup (_("Atlas has needed longer than Sluice waits. It may still become ready: "
                         "use Check Again later."));
    default:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("Atlas has accepted it, but the state could not be read: %s. Use "
                                "Check Again."), reason);
    }
}

char *
sluice_words_registry_sentence (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return sentence_working (story);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return sentence_ready (story);
    case SLUICE_OUTCOME_CREATED_FAILED:
    case SLUICE_OUTCOME_STOPPED:
    case SLUICE_OUTCOME_STILL_PENDING:
    case SLUICE_OUTCOME_UNWATCHED:
      return sentence_unfinished (story);
    case SLUICE_OUTCOME_GONE:
      return sentence_gone (story);
    case SLUICE_OUTCOME_STILL_THERE:
      return sentence_still_there (story);
    case SLUICE_OUTCOME_NOT_CREATED:
      return sentence_not_done (story);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return sentence_cannot_tell (story);
    case SLUICE_OUTCOME_OTHER_HOLDS:
      return sentence_other_holds (story);
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return sentence_changed_before (story);
    case SLUICE_OUTCOME_NOT_RECREATED:
      return sentence_not_recreated (story);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup (_("Nothing was sent, so nothing has changed."));
    default:
      return sentence_refused (story);
    }
}
