/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did with a connection that exists: the headlines, which say what is true. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"

static char *
headline_checking (const SluiceStory *story,
                   const char        *name)
{
  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_CHANGE_ROLE:
      return g_strdup_printf (_("Checking before changing the role of %s"), name);
    case SLUICE_OPERATION_TEST_CONNECTION:
      return g_strdup_printf (_("Checking before testing %s"), name);
    case SLUICE_OPERATION_MOVE_CONNECTION:
      return g_strdup_printf (_("Checking before changing the network of %s"), name);
    default:
      return g_strdup_printf (_("Checking before deleting %s"), name);
    }
}

static char *
headline_sending (const SluiceStory *story,
                  const char        *name)
{
  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_CHANGE_ROLE:
      return g_strdup_printf (_("Changing the role of %s"), name);
    case SLUICE_OPERATION_TEST_CONNECTION:
      return g_strdup_printf (_("Testing %s again"), name);
    case SLUICE_OPERATION_MOVE_CONNECTION:
      return g_strdup_printf (_("Changing the network of %s"), name);
    default:
      return g_strdup_printf (_("Deleting %s"), name);
    }
}

static char *
headline_reading_back (const SluiceStory *story,
                       const char        *name)
{
  if (story->between)
    return g_strdup_printf (_("Looking whether %s was created"), name);
  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_CHANGE_ROLE:
      return g_strdup_printf (_("Looking whether the role of %s was changed"), name);
    case SLUICE_OPERATION_TEST_CONNECTION:
      return g_strdup_printf (_("Looking whether %s was tested"), name);
    default:
      return g_strdup_printf (_("Looking whether %s was deleted"), name);
    }
}

static char *
headline_working (const SluiceStory *story,
                  const char        *name)
{
  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return headline_checking (story, name);
    case SLUICE_PHASE_READING_BACK:
      return headline_reading_back (story, name);
    case SLUICE_PHASE_WATCHING:
      return g_strdup_printf (_("Waiting until %s is ready"), name);
    case SLUICE_PHASE_LEAVING:
      return g_strdup_printf (_("Waiting until %s is gone"), name);
    case SLUICE_PHASE_CREATING_AGAIN:
      return g_strdup_printf (_("Creating %s again"), name);
    default:
      return headline_sending (story, name);
    }
}

static char *
headline_change (const SluiceStory *story,
                 const char        *name)
{
  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return g_strdup_printf (_("The role of %s was changed"), name);
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup_printf (_("The role of %s was changed, but it does not work"), name);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup_printf (_("The role of %s was changed, no longer watched"), name);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("The role of %s was changed, its state is not known"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
    case SLUICE_OUTCOME_REFUSED:
      return g_strdup_printf (_("The role of %s was not changed"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether the role of %s was changed"), name);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Changing the role of %s was cancelled"), name);
    default:
      return NULL;
    }
}

static char *
headline_test (const SluiceStory *story,
               const char        *name)
{
  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return g_strdup_printf (_("Connection %s was tested and is ready"), name);
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup_printf (_("Connection %s was tested and does not work"), name);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup_printf (_("The test of %s is no longer watched"), name);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("Connection %s was tested, its state is not known"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
    case SLUICE_OUTCOME_REFUSED:
      return g_strdup_printf (_("Connection %s was not tested"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether %s was tested"), name);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Testing %s was cancelled"), name);
    default:
      return NULL;
    }
}

static char *
headline_move (const SluiceStory *story,
               const char        *name)
{
  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_READY:
      return g_strdup_printf (_("The network of %s was changed"), name);
    case SLUICE_OUTCOME_CREATED_FAILED:
      return g_strdup_printf (_("The network of %s was changed, but it does not work"), name);
    case SLUICE_OUTCOME_STOPPED:
      return g_strdup_printf (_("The network of %s was changed, no longer watched"), name);
    case SLUICE_OUTCOME_UNWATCHED:
      return g_strdup_printf (_("The network of %s was changed, its state is not known"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
    case SLUICE_OUTCOME_REFUSED:
      return g_strdup_printf (_("The network of %s was not changed"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return story->between
             ? g_strdup_printf (_("%s was deleted; whether it is there again is not known"), name)
             : g_strdup_printf (_("Sluice cannot tell whether %s was deleted"), name);
    case SLUICE_OUTCOME_STILL_THERE:
      return g_strdup_printf (_("%s is being deleted, and was not created again"), name);
    case SLUICE_OUTCOME_NOT_RECREATED:
      return story->undone
             ? g_strdup_printf (_("%s was deleted, and created again later"), name)
             : g_strdup_printf (_("%s was deleted, and does not exist now"), name);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Changing the network of %s was cancelled"), name);
    default:
      return NULL;
    }
}

static char *
headline_delete (const SluiceStory *story,
                 const char        *name)
{
  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_GONE:
      return story->error != NULL && !story->in_doubt
             ? g_strdup_printf (_("%s was already gone"), name)
             : g_strdup_printf (_("Connection %s was deleted"), name);
    case SLUICE_OUTCOME_OTHER_HOLDS:
      return g_strdup_printf (_("%s was deleted, and another one has its name now"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
    case SLUICE_OUTCOME_REFUSED:
      return g_strdup_printf (_("Connection %s was not deleted"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether %s was deleted"), name);
    case SLUICE_OUTCOME_STILL_THERE:
      return g_strdup_printf (_("%s is being deleted, not seen to be gone"), name);
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Deleting %s was cancelled"), name);
    default:
      return NULL;
    }
}

/* What all of them have in common. */
static char *
headline_common (const SluiceStory *story,
                 const char        *name)
{
  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_STILL_PENDING:
      return g_strdup_printf (_("Connection %s is still being prepared"), name);
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return g_strdup_printf (_("%s has changed meanwhile; nothing was sent"), name);
    case SLUICE_OUTCOME_GONE:
      return g_strdup_printf (_("Connection %s no longer exists"), name);
    case SLUICE_OUTCOME_OTHER_HOLDS:
      return story->kind == SLUICE_OPERATION_MOVE_CONNECTION
             ? g_strdup_printf (_("The name %s is held by a different connection"), name)
             : g_strdup_printf (_("%s was changed by somebody else meanwhile"), name);
    default:
      return sluice_words_error_headline (story->error);
    }
}

char *
sluice_words_registry_headline (const SluiceStory *story)
{
  static char *(* const tellers[]) (const SluiceStory *story, const char *name) = {
    [SLUICE_OPERATION_CHANGE_ROLE] = headline_change,
    [SLUICE_OPERATION_TEST_CONNECTION] = headline_test,
    [SLUICE_OPERATION_MOVE_CONNECTION] = headline_move,
    [SLUICE_OPERATION_DELETE_CONNECTION] = headline_delete,
  };
  g_autofree char *name = sluice_connection_words_line (story->subject);
  char *headline = NULL;

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return headline_working (story, name);
  headline = tellers[story->kind] (story, name);
  return headline != NULL ? headline : headline_common (story, name);
}
