/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did with private links, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-private-links.h"

/* A region's name, or what is known instead. */
static const char *
get_region (const SluiceStory *story)
{
  return story->subject != NULL ? story->subject : "";
}

static SluicePrivateLink *
get_link (const SluiceStory *story)
{
  return story->result != NULL && SLUICE_IS_PRIVATE_LINK (story->result)
         ? SLUICE_PRIVATE_LINK (story->result) : NULL;
}

/* ---- headlines ---- */

static char *
headline_creating (const SluiceStory *story)
{
  const char *region = get_region (story);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return g_strdup_printf (_("Checking before creating a private link in %s"), region);
    case SLUICE_PHASE_READING_BACK:
      return g_strdup_printf (_("Looking whether the private link in %s was created"), region);
    case SLUICE_PHASE_WATCHING:
      return g_strdup_printf (_("Waiting until the private link in %s is ready"), region);
    default:
      return g_strdup_printf (_("Creating a private link in %s"), region);
    }
}

static char *
headline_create (const SluiceStory *story)
{
  const char *region = get_region (story);

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return headline_creating (story);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return g_strdup_printf (_("The private link in %s is ready"), region);
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup_printf (_("The private link in %s has failed"), region);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup_printf (_("The private link in %s is no longer watched"), region);
    case SLUICE_OUTCOME_STILL_PENDING:
      return g_strdup_printf (_("The private link in %s is still being prepared"), region);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("The state of the private link in %s is not known"), region);
    case SLUICE_OUTCOME_NAME_TAKEN:
      return g_strdup_printf (_("There is a private link in %s already"), region);
    case SLUICE_OUTCOME_NOT_CREATED:
      return g_strdup_printf (_("No private link was created in %s"), region);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether a private link was created in %s"),
                              region);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Creating a private link in %s was cancelled"), region);
    case SLUICE_OUTCOME_GONE:
      return g_strdup_printf (_("The private link in %s was deleted elsewhere"), region);
    default:
      return sluice_words_error_headline (story->error);
    }
}

static char *
headline_deleting (const SluiceStory *story)
{
  const char *region = get_region (story);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return g_strdup_printf (_("Checking before deleting the private link in %s"), region);
    case SLUICE_PHASE_READING_BACK:
      return g_strdup_printf (_("Looking whether the private link in %s is being deleted"), region);
    case SLUICE_PHASE_LEAVING:
      return g_strdup_printf (_("Waiting until the private link in %s is gone"), region);
    default:
      return g_strdup_printf (_("Deleting the private link in %s"), region);
    }
}

static char *
headline_delete (const SluiceStory *story)
{
  const char *region = get_region (story);

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return headline_deleting (story);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_GONE:
      return g_strdup_printf (_("The private link in %s was deleted"), region);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup_printf (_("The private link in %s is no longer watched"), region);
    case SLUICE_OUTCOME_STILL_THERE:
      return g_strdup_printf (_("The private link in %s still exists"), region);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("The state of the private link in %s is not known"), region);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether the private link in %s is being "
                                "deleted"), region);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Deleting the private link in %s was cancelled"), region);
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return g_strdup_printf (_("The private link in %s has changed meanwhile; nothing was sent"),
                              region);
    default:
      if (sluice_atlas_error_is_link_in_use (story->error))
        return g_strdup_printf (_("The private link in %s is in use"), region);
      return sluice_words_error_headline (story->error);
    }
}

char *
sluice_words_link_headline (const SluiceStory *story)
{
  return story->kind == SLUICE_OPERATION_CREATE_LINK ? headline_create (story)
                                                     : headline_delete (story);
}

/* ---- sentences ---- */

static char *
sentence_working (const SluiceStory *story)
{
  g_autofree char *cause = sluice_words_error_cause (story->error);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      if (story->kind == SLUICE_OPERATION_DELETE_LINK)
        return g_strdup (_("Looking first whether it is still as you have seen it. Nothing has "
                           "been deleted yet."));
      return g_strdup (_("Looking at the private links of this project first. Nothing has been "
                         "created yet."));
    case SLUICE_PHASE_READING_BACK:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s. Sluice does not send the request again; it asks Atlas what "
                                "became of it."), cause);
    case SLUICE_PHASE_WATCHING:
      return g_strdup (_("Atlas is preparing it, which may take an hour. Closing Sluice does not "
                         "stop that; Sluice looks again when it is started."));
    case SLUICE_PHASE_LEAVING:
      return g_strdup (_("Atlas has accepted the deletion. Closing Sluice does not stop that."));
    default:
      return g_strdup (_("The request is on its way to Atlas."));
    }
}

static char *
sentence_failed (const SluiceStory *story)
{
  SluicePrivateLink *link = get_link (story);
  const char *said = link != NULL ? sluice_private_link_get_error_message (link) : NULL;

  if (said == NULL || *said == '\0')
    return g_strdup (_("Atlas gives no reason. Delete it, so that it costs nothing, and create it "
                       "again, or ask Atlas support."));
  /* Translators: %s is what the server wrote, in English */
  return g_strdup_printf (_("Atlas said: “%s” Delete it, so that it costs nothing, then create it "
                            "again."), said);
}

static char *
sentence_taken (const SluiceStory *story)
{
  SluicePrivateLink *link = get_link (story);

  if (link != NULL && sluice_private_link_is_done (link))
    return g_strdup (_("It is ready: choose it as the network of a connection. No second one was "
                       "created."));
  if (link != NULL
      && sluice_private_link_get_state (link) == SLUICE_PRIVATE_LINK_PREPARING)
    return g_strdup (_("Atlas is preparing it. No second one was created."));
  if (link != NULL
      && sluice_private_link_get_state (link) == SLUICE_PRIVATE_LINK_LEAVING)
    return g_strdup (_("It is still being deleted. Wait until it is gone, then create a new one."));
  return g_strdup (_("A project has one private link to S3 in each region. No second one was "
                     "created."));
}

static char *
sentence_created (const SluiceStory *story)
{
  g_autofree char *cause = sluice_words_error_cause (story->error);
  g_autofree char *reason = sluice_words_error_headline (story->error);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return g_strdup (_("It is billed for as long as it exists. Next: choose it as the network of "
                         "a connection."));
    case SLUICE_OUTCOME_CREATED_FAILED:
      return sentence_failed (story);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup (_("You stopped watching; Atlas goes on preparing it, and it is billed. "
                         "Check Again shows how far it is."));
    case SLUICE_OUTCOME_STILL_PENDING:
      return g_strdup (_("Atlas has needed longer than Sluice waits. It may still become ready: "
                         "use Check Again later."));
    case SLUICE_OUTCOME_UNWATCHED:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("Atlas has it, but its state could not be read: %s. Use Check "
                                "Again."), reason);
    case SLUICE_OUTCOME_NAME_TAKEN:
      return sentence_taken (story);
    case SLUICE_OUTCOME_NOT_CREATED:
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: there is no new "
                                "private link. Creating it again is safe."), cause);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("The request was sent, but its answer was lost, and asking Atlas "
                                "what became of it failed too: %s. Use Check Again before creating "
                                "it once more."), reason);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup (_("Nothing was sent, so nothing was created."));
    case SLUICE_OUTCOME_GONE:
      return g_strdup (_("Atlas no longer has it. Connections cannot use it any more."));
    default:
      return sluice_words_error_sentence (story->error);
    }
}

static char *
sentence_deleted (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_headline (story->error);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_GONE:
      return g_strdup (_("Atlas no longer has it, and it is no longer billed."));
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup (_("You stopped watching; Atlas goes on deleting it. Check Again shows how "
                         "far it is."));
    case SLUICE_OUTCOME_STILL_THERE:
      if (story->state == SLUICE_OPERATION_STATE_UNKNOWN)
        return g_strdup (_("Atlas has accepted the deletion, but needs longer than Sluice waits. "
                           "Use Check Again later."));
      return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: it is not being "
                                "deleted. Deleting it again is safe."), reason);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("Atlas has accepted the deletion, but whether it is gone could not "
                                "be read: %s. Use Check Again."), reason);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("The request was sent, but its answer was lost, and asking Atlas "
                                "what became of it failed too: %s. Use Check Again."), reason);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup (_("Nothing was sent, so nothing was deleted."));
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return g_strdup (_("It has become ready since you looked at it, so Sluice has left it alone. "
                         "If you still want to delete it, do it again."));
    default:
      if (sluice_atlas_error_is_link_in_use (story->error))
        return g_strdup (_("Atlas keeps it, since a connection uses it. Delete that connection, or "
                           "move it to another network, first."));
      return sluice_words_error_sentence (story->error);
    }
}

char *
sluice_words_link_sentence (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return sentence_working (story);
  return story->kind == SLUICE_OPERATION_CREATE_LINK ? sentence_created (story)
                                                     : sentence_deleted (story);
}

/* ---- what a link is like ---- */

/* Its state in one sentence, for lists. */
char *
sluice_words_link_state (SluicePrivateLink *link)
{
  switch (sluice_private_link_get_state (link))
    {
    case SLUICE_PRIVATE_LINK_PREPARING:
      return g_strdup (_("Being prepared, which may take an hour"));
    case SLUICE_PRIVATE_LINK_DONE:
      return g_strdup (_("Ready"));
    case SLUICE_PRIVATE_LINK_FAILED:
      return g_strdup (_("Failed"));
    case SLUICE_PRIVATE_LINK_LEAVING:
      return g_strdup (_("Being deleted"));
    case SLUICE_PRIVATE_LINK_GONE:
      return g_strdup (_("Deleted"));
    case SLUICE_PRIVATE_LINK_UNKNOWN:
      /* Translators: %s is a word of Atlas's in capitals */
      return g_strdup_printf (_("In a state Sluice does not know: %s"),
                              sluice_private_link_get_state_name (link));
    case SLUICE_PRIVATE_LINK_ABSENT:
    default:
      return g_strdup (_("Atlas does not tell its state"));
    }
}
