/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did, in words: the headline says what is true, the sentence what it means. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-arn.h"
#include "sluice-connection-operations.h"
#include "sluice-undo.h"

void
sluice_words_read_operation (SluiceOperation *operation,
                             SluiceStory     *story)
{
  *story = (SluiceStory) {
    .kind = sluice_operation_get_kind (operation),
    .state = sluice_operation_get_state (operation),
    .phase = sluice_operation_get_phase (operation),
    .outcome = sluice_operation_get_outcome (operation),
    .in_doubt = sluice_operation_was_in_doubt (operation),
    .subject = sluice_operation_get_subject (operation),
    .place = sluice_operation_get_place (operation),
    .error = sluice_operation_get_error (operation),
    .result = sluice_operation_get_result (operation),
    .users = sluice_connection_operation_get_users (operation),
    .between = sluice_undo_is_between (operation),
    .undone = sluice_undo_is_done (operation),
    .can_undo = sluice_undo_is_known (operation),
  };
  story->tries = sluice_operation_get_tries (operation, &story->most_tries);
}

static const char *
get_subject (const SluiceStory *story)
{
  return story->subject != NULL ? story->subject : "";
}

/* ---- headlines ---- */

static char *
headline_working (const SluiceStory *story)
{
  const char *name = get_subject (story);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return g_strdup_printf (_("Checking before creating %s"), name);
    case SLUICE_PHASE_READING_BACK:
      return g_strdup_printf (_("Looking whether %s was created"), name);
    case SLUICE_PHASE_WATCHING:
      return g_strdup_printf (_("Waiting until %s is ready"), name);
    default:
      return g_strdup_printf (_("Creating %s"), name);
    }
}

static char *
headline_create (const SluiceStory *story)
{
  const char *name = get_subject (story);

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return headline_working (story);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return g_strdup_printf (_("Connection %s is ready"), name);
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup_printf (_("Connection %s was created but does not work"), name);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup_printf (_("Connection %s was created, no longer watched"), name);
    case SLUICE_OUTCOME_STILL_PENDING:
      return g_strdup_printf (_("Connection %s is still being prepared"), name);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("Connection %s was created, its state is not known"), name);
    case SLUICE_OUTCOME_NAME_TAKEN:
      return g_strdup_printf (_("The name %s is taken"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
      return g_strdup_printf (_("%s was not created"), name);
    case SLUICE_OUTCOME_OTHER_HOLDS:
      return g_strdup_printf (_("The name %s is held by a different connection"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether %s was created"), name);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Creating %s was cancelled"), name);
    default:
      return sluice_words_error_headline (story->error);
    }
}

static char *
headline_check (const SluiceStory *story)
{
  switch (story->state)
    {
    case SLUICE_OPERATION_STATE_WORKING:
      return g_strdup_printf (_("Checking key %s"), get_subject (story));
    case SLUICE_OPERATION_STATE_DONE:
      return g_strdup_printf (_("Key %s was accepted"), get_subject (story));
    case SLUICE_OPERATION_STATE_FAILED:
    case SLUICE_OPERATION_STATE_UNKNOWN:
    default:
      if (g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_REFUSED))
        return g_strdup_printf (_("Key %s was not accepted"), get_subject (story));
      return sluice_words_error_headline (story->error);
    }
}

static char *
headline_save (const SluiceStory *story)
{
  switch (story->state)
    {
    case SLUICE_OPERATION_STATE_WORKING:
      return g_strdup_printf (_("Keeping key %s in the keyring"), get_subject (story));
    case SLUICE_OPERATION_STATE_DONE:
      return g_strdup_printf (_("Key %s is kept in the keyring"), get_subject (story));
    case SLUICE_OPERATION_STATE_FAILED:
    case SLUICE_OPERATION_STATE_UNKNOWN:
    default:
      return g_strdup_printf (_("Key %s was not kept"), get_subject (story));
    }
}

static char *
headline_forget (const SluiceStory *story)
{
  switch (story->state)
    {
    case SLUICE_OPERATION_STATE_WORKING:
      return g_strdup_printf (_("Forgetting key %s"), get_subject (story));
    case SLUICE_OPERATION_STATE_DONE:
      return g_strdup_printf (_("Key %s was forgotten"), get_subject (story));
    case SLUICE_OPERATION_STATE_FAILED:
    case SLUICE_OPERATION_STATE_UNKNOWN:
    default:
      return g_strdup_printf (_("Key %s is still in the keyring"), get_subject (story));
    }
}

/* ---- sentences ---- */

static char *
sentence_working (const SluiceStory *story)
{
  g_autofree char *cause = sluice_words_error_cause (story->error);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return g_strdup (_("Looking into the connection registry first, so that nothing is sent in "
                         "vain. Nothing has been created yet."));
    case SLUICE_PHASE_READING_BACK:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s. Sluice does not send the request again; it asks Atlas what "
                                "became of it."), cause);
    case SLUICE_PHASE_WATCHING:
      if (story->in_doubt)
        return g_strdup_printf (_("%s, but Atlas has created the connection and is preparing it. "
                                  "Closing Sluice does not stop that."), cause);
      return g_strdup (_("Atlas has accepted it and is preparing the connection. Closing Sluice "
                         "does not stop that."));
    default:
      return g_strdup (_("The request is on its way to Atlas."));
    }
}

/* The role the connection uses, by its last name; NULL if Atlas did not tell. */
static char *
dup_role_name (const SluiceStory *story)
{
  const char *text = NULL;
  g_autoptr (SluiceArn) arn = NULL;

  if (story->result != NULL && SLUICE_IS_CONNECTION (story->result))
    text = sluice_connection_get_role_arn (SLUICE_CONNECTION (story->result));
  if (text == NULL)
    return NULL;
  arn = sluice_arn_parse (text);
  return arn != NULL ? sluice_arn_dup_role_name (arn) : NULL;
}

static char *
sentence_ready (const SluiceStory *story)
{
  g_autofree char *role = dup_role_name (story);
  g_autofree char *cause = sluice_words_error_cause (story->error);

  if (story->in_doubt)
    return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: the connection exists "
                              "and is ready. Next: name it in the $emit stage of a stream "
                              "processor."), cause);
  if (role == NULL || story->place == NULL)
    return g_strdup (_("Stream processors of this instance can now write to S3 with it. Next: name "
                       "it in the $emit stage of a stream processor."));

  /* Translators: %1$s is a stream processing instance, %2$s the name of an AWS role */
  return g_strdup_printf (_("%1$s can now write to the buckets that the role %2$s may write to. "
                            "Next: name it in the $emit stage of a stream processor."),
                          story->place, role);
}

/* Says what holds a name, as far as Atlas told. */
static char *
sentence_taken (const SluiceStory *story)
{
  const char *type = NULL;

  if (story->result == NULL)
    return g_strdup (_("Atlas says that the name is taken, but Sluice could not see by what: "
                       "perhaps "
                       "by a connection that is still being deleted. Nothing was created. Try "
                       "again in a moment, or choose another name."));
  if (SLUICE_IS_CONNECTION (story->result))
    {
      SluiceConnection *connection = SLUICE_CONNECTION (story->result);

      if (sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING)
        return g_strdup (_("A connection of this name is still being deleted. Nothing was created. "
                           "Wait until it is gone, or choose another name."));
      type = sluice_connection_get_type_name (connection);
    }
  if (type == NULL)
    return g_strdup (_("The registry of this instance already has a connection of this name. "
                       "Nothing was created. Choose another name."));

  /* Translators: %s is a type of connection, such as S3 or Kafka */
  return g_strdup_printf (_("The registry of this instance already has a connection of this name; "
                            "its type is %s. Nothing was created. Choose another name."), type);
}

static char *
sentence_refused (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_sentence (story->error);

  /* Translators: %1$s is a connection's name, %2$s one or more sentences */
  return g_strdup_printf (_("%1$s was not created. %2$s"), get_subject (story), reason);
}

static char *
sentence_create (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_headline (story->error);
  g_autofree char *cause = sluice_words_error_cause (story->error);

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return sentence_working (story);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return sentence_ready (story);
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup (_("Atlas gives no reason. Check that the role trusts Atlas and may use the "
                         "bucket. The name stays in use until the connection is deleted in "
                         "Atlas."));
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup (_("You stopped watching; Atlas goes on preparing it. Check Again shows how "
                         "far it is."));
    case SLUICE_OUTCOME_STILL_PENDING:
      return g_strdup (_("Atlas has needed longer than Sluice waits. It may still become ready: "
                         "use Check Again later."));
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("Atlas has created it, but its state could not be read: %s. Do not "
                                "create it again; use Check Again."), reason);
    case SLUICE_OUTCOME_NAME_TAKEN:
      return sentence_taken (story);
    case SLUICE_OUTCOME_NOT_CREATED:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: the connection does "
                                "not exist. Creating it again is safe."), cause);
    case SLUICE_OUTCOME_OTHER_HOLDS:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: there is a "
                                "connection "
                                "of this name, but with another role or type, so it is not the one "
                                "you asked for. Look at it in Atlas, or choose another name."),
                              cause);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("The request was sent, but its answer was lost, and asking Atlas "
                                "what became of it failed too: %s. Use Check Again before creating "
                                "it once more."), reason);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup (_("Nothing was sent, so nothing was created."));
    default:
      return sentence_refused (story);
    }
}

static char *
sentence_check (const SluiceStory *story)
{
  switch (story->state)
    {
    case SLUICE_OPERATION_STATE_WORKING:
      return g_strdup (_("Asking Atlas whether this key works and what it may do."));
    case SLUICE_OPERATION_STATE_DONE:
      if (story->result != NULL && SLUICE_IS_KEY_INFO (story->result))
        return sluice_words_key_summary (SLUICE_KEY_INFO (story->result));
      return g_strdup (_("The key works."));
    case SLUICE_OPERATION_STATE_FAILED:
    case SLUICE_OPERATION_STATE_UNKNOWN:
    default:
      return sluice_words_error_sentence (story->error);
    }
}

static char *
sentence_keyring (const SluiceStory *story,
                  SluiceKeyringState failed)
{
  switch (story->state)
    {
    case SLUICE_OPERATION_STATE_WORKING:
      return g_strdup (_("Waiting for your keyring. It may be asking for its password."));
    case SLUICE_OPERATION_STATE_DONE:
      if (story->kind == SLUICE_OPERATION_FORGET_KEY)
        return g_strdup (_("A second look into the keyring found nothing of it. In Atlas the key "
                           "still exists."));
      return g_strdup (_("It is offered when Sluice starts the next time."));
    case SLUICE_OPERATION_STATE_FAILED:
    case SLUICE_OPERATION_STATE_UNKNOWN:
    default:
      return sluice_words_keyring (failed, story->error);
    }
}

static char *
sentence_save (const SluiceStory *story)
{
  return sentence_keyring (story, SLUICE_KEYRING_NOT_SAVED);
}

static char *
sentence_forget (const SluiceStory *story)
{
  return sentence_keyring (story, SLUICE_KEYRING_NOT_FORGOTTEN);
}

/* ---- which words for which kind ---- */

typedef char *(*Teller) (const SluiceStory *story);

static const struct { Teller headline, sentence; } tellers[] = {
  [SLUICE_OPERATION_CHECK_KEY] = { headline_check, sentence_check },
  [SLUICE_OPERATION_CREATE_CONNECTION] = { headline_create, sentence_create },
  [SLUICE_OPERATION_SAVE_KEY] = { headline_save, sentence_save },
  [SLUICE_OPERATION_FORGET_KEY] = { headline_forget, sentence_forget },
  [SLUICE_OPERATION_START_SETUP] = { sluice_words_role_headline, sluice_words_role_sentence },
  [SLUICE_OPERATION_AUTHORIZE_ROLE] = { sluice_words_role_headline, sluice_words_role_sentence },
  [SLUICE_OPERATION_DEAUTHORIZE_ROLE] = { sluice_words_role_headline, sluice_words_role_sentence },
  [SLUICE_OPERATION_CHANGE_ROLE] = { sluice_words_registry_headline,
                                     sluice_words_registry_sentence },
  [SLUICE_OPERATION_TEST_CONNECTION] = { sluice_words_registry_headline,
                                         sluice_words_registry_sentence },
  [SLUICE_OPERATION_MOVE_CONNECTION] = { sluice_words_registry_headline,
                                         sluice_words_registry_sentence },
  [SLUICE_OPERATION_DELETE_CONNECTION] = { sluice_words_registry_headline,
                                           sluice_words_registry_sentence },
  [SLUICE_OPERATION_TEST_DELIVERY] = { sluice_words_delivery_headline,
                                       sluice_words_delivery_sentence },
  [SLUICE_OPERATION_CREATE_LINK] = { sluice_words_link_headline, sluice_words_link_sentence },
  [SLUICE_OPERATION_DELETE_LINK] = { sluice_words_link_headline, sluice_words_link_sentence },
};

/* Sluice was ended before it had learned the outcome, and has not asked yet. */
static gboolean
is_interrupted (const SluiceStory *story)
{
  return story->outcome == SLUICE_OUTCOME_CANNOT_TELL
         && g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_INTERRUPTED);
}

/* It was done, although the server has said no. */
static gboolean
was_denied (const SluiceStory *story)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (story->error);
  guint status = evidence != NULL ? sluice_evidence_get_status (evidence) : 0;

  return story->in_doubt && story->state == SLUICE_OPERATION_STATE_DONE && status >= 400 &&
         status < 500 && status != 408;
}

static char *
sentence_denied (const SluiceStory *story)
{
  SluiceStory done = *story;
  g_autofree char *reason = sluice_words_error_headline (story->error);
  g_autofree char *sentence = NULL;

  done.in_doubt = FALSE;
  done.error = NULL;
  sentence = tellers[story->kind].sentence (&done);
  /* Translators: %1$s is a short sentence such as “Atlas refused this”, %2$s longer ones */
  return g_strdup_printf (_("Atlas answered that it would not do this (%1$s), but Sluice has "
                            "looked: it was done all the same. %2$s"), reason, sentence);
}

char *
sluice_words_headline (const SluiceStory *story)
{
  g_return_val_if_fail (story->kind < G_N_ELEMENTS (tellers), NULL);

  return tellers[story->kind].headline (story);
}

char *
sluice_words_sentence (const SluiceStory *story)
{
  g_return_val_if_fail (story->kind < G_N_ELEMENTS (tellers), NULL);

  if (is_interrupted (story))
    return g_strdup (_("Sluice was closed before Atlas had answered, so it may have been done or "
                       "not. Do not do it again before you know: Sluice asks Atlas as soon as this "
                       "project and a key for it are in the form."));
  if (was_denied (story))
    return sentence_denied (story);
  return tellers[story->kind].sentence (story);
}
