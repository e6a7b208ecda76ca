/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did with AWS roles, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

/* Of connections that use a role, or a private link. */
#define MAX_NAMED 8

static const char *
get_name (const SluiceStory *story)
{
  return story->subject != NULL ? story->subject : "";
}

static gboolean
cannot_assume (const SluiceStory *story)
{
  return g_error_matches (story->error, SLUICE_ATLAS_ERROR,
                          SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE);
}

/* ---- headlines ---- */

static char *
headline_start (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return g_strdup (story->phase == SLUICE_PHASE_READING_BACK
                     ? _("Looking whether AWS access was started")
                     : _("Starting AWS access"));
  if (story->state == SLUICE_OPERATION_STATE_DONE)
    return g_strdup (_("AWS access was started"));

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_STOPPED:
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup (_("Starting AWS access was cancelled"));
    case SLUICE_OUTCOME_NOT_CREATED:
      return g_strdup (_("AWS access was not started"));
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup (_("Sluice cannot tell whether AWS access was started"));
    default:
      return sluice_words_error_headline (story->error);
    }
}

static char *
headline_authorizing (const SluiceStory *story)
{
  const char *name = get_name (story);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_RETRYING:
      return g_strdup_printf (_("Atlas cannot assume %s yet"), name);
    case SLUICE_PHASE_READING_BACK:
      return g_strdup_printf (_("Looking whether %s is authorized"), name);
    default:
      return g_strdup_printf (_("Authorizing %s"), name);
    }
}

static char *
headline_authorize (const SluiceStory *story)
{
  const char *name = get_name (story);

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return headline_authorizing (story);
  if (story->state == SLUICE_OPERATION_STATE_DONE)
    return g_strdup_printf (_("Role %s is authorized"), name);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_STOPPED:
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Authorizing %s was stopped"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
      return g_strdup_printf (_("Role %s was not authorized"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether %s is authorized"), name);
    default:
      if (cannot_assume (story))
        return g_strdup_printf (_("Atlas cannot assume %s"), name);
      return sluice_words_error_headline (story->error);
    }
}

static char *
headline_deauthorize (const SluiceStory *story)
{
  const char *name = get_name (story);

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return g_strdup_printf (story->phase == SLUICE_PHASE_READING_BACK
                            ? _("Looking whether %s was deauthorized")
                            : _("Deauthorizing %s"), name);
  if (story->state == SLUICE_OPERATION_STATE_DONE)
    return g_strdup_printf (_("%s was deauthorized"), name);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_STOPPED:
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("Deauthorizing %s was cancelled"), name);
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return g_strdup_printf (_("%s has changed meanwhile; nothing was sent"), name);
    case SLUICE_OUTCOME_NOT_CREATED:
      return g_strdup_printf (_("%s was not deauthorized"), name);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether %s was deauthorized"), name);
    default:
      return sluice_words_error_headline (story->error);
    }
}

char *
sluice_words_role_headline (const SluiceStory *story)
{
  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_START_SETUP:
      return headline_start (story);
    case SLUICE_OPERATION_AUTHORIZE_ROLE:
      return headline_authorize (story);
    default:
      return headline_deauthorize (story);
    }
}

/* ---- sentences ---- */

static char *
sentence_working (const SluiceStory *story)
{
  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      if (story->kind == SLUICE_OPERATION_DEAUTHORIZE_ROLE)
        return g_strdup (_("Looking first whether it is still as you have seen it. Nothing has "
                           "been changed yet."));
      return g_strdup (_("Looking at the roles of this project first. Nothing has been started "
                         "yet."));
    case SLUICE_PHASE_READING_BACK:
      return g_strdup (_("The answer was lost on the way. Sluice does not send the request again; "
                         "it asks Atlas what became of it."));
    case SLUICE_PHASE_RETRYING:
      /* Translators: %1$u is how often it was tried, %2$u how often it is tried at most */
      return g_strdup_printf (_("Usual for up to a minute after a change in AWS, which spreads "
                                "slowly. Tried %1$u of %2$u times; the next try follows by "
                                "itself."), story->tries, story->most_tries);
    default:
      return g_strdup (_("The request is on its way to Atlas."));
    }
}

static char *
sentence_done (const SluiceStory *story)
{
  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_START_SETUP:
      if (story->in_doubt)
        return g_strdup (_("The answer was lost on the way, so Sluice asked Atlas again: it was "
                           "started. Next: give a role in AWS the trust policy."));
      return g_strdup (_("Atlas has given an account and an external ID. Next: give a role in AWS "
                         "the trust policy."));
    case SLUICE_OPERATION_AUTHORIZE_ROLE:
      if (story->in_doubt)
        return g_strdup (_("The answer was lost on the way, so Sluice asked Atlas again: the role "
                           "is authorized. Next: use it in a connection."));
      return g_strdup (_("Atlas has assumed it, so its trust policy is right. Next: use it in a "
                         "connection."));
    default:
      return g_strdup (_("Atlas can no longer use this role in this project. Nothing was changed "
                         "in AWS."));
    }
}

/* All that can be wrong when Atlas cannot assume a role for good. */
static char *
sentence_cannot_assume (const SluiceStory *story)
{
  const char *checks =
    _("Check in AWS: the role’s trust policy names the account and the external ID from step 2; "
      "the ARN is this role’s, from the right account; no organization policy forbids it. Then "
      "authorize again.");

  if (story->tries < 2)
    return g_strdup (checks);
  /* Translators: %2$s is several sentences */
  return g_strdup_printf (ngettext ("It stayed so for %1$u try. %2$s",
                                    "It stayed so for %1$u tries. %2$s", story->tries),
                          story->tries, checks);
}

static char *
sentence_stopped (const SluiceStory *story)
{
  if (story->kind != SLUICE_OPERATION_AUTHORIZE_ROLE)
    return g_strdup (_("Nothing was changed."));
  if (story->tries > 0 && cannot_assume (story))
    return g_strdup_printf (ngettext ("Atlas could not assume the role at %u try, and it is not "
                                      "authorized. Trying again later is harmless.",
                                      "Atlas could not assume the role at %u tries, and it is not "
                                      "authorized. Trying again later is harmless.",
                                      story->tries), story->tries);
  return g_strdup (_("The role is not authorized. Trying again is harmless."));
}

static char *
sentence_not_done (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_headline (story->error);

  /* Translators: %s is a short sentence such as “The connection was lost” */
  return g_strdup_printf (_("%s, so Sluice asked Atlas what became of it: nothing has changed. "
                            "Doing it again is safe."), reason);
}

static char *
sentence_cannot_tell (const SluiceStory *story)
{
  g_autofree char *reason = sluice_words_error_headline (story->error);

  return g_strdup_printf (_("The request was sent, but its answer was lost, and asking Atlas what "
                            "became of it failed too: %s. Use Check Again."), reason);
}

/* The general sentence names a role that is not enough here. */
static char *
sentence_refused (const SluiceStory *story)
{
  if (g_error_matches (story->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING))
    return g_strdup (_("The key works, but setting up AWS access takes the role Project Owner in "
                       "this project. It is granted in Atlas under Project → Access Manager → API "
                       "Keys. Nothing was changed."));
  if (cannot_assume (story))
    return sentence_cannot_assume (story);
  return sluice_words_error_sentence (story->error);
}

char *
sluice_words_role_sentence (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return sentence_working (story);
  if (story->state == SLUICE_OPERATION_STATE_DONE)
    return sentence_done (story);

  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_STOPPED:
    case SLUICE_OUTCOME_CANCELLED:
      return sentence_stopped (story);
    case SLUICE_OUTCOME_NOT_CREATED:
      return sentence_not_done (story);
    case SLUICE_OUTCOME_CANNOT_TELL:
      return sentence_cannot_tell (story);
    case SLUICE_OUTCOME_CHANGED_BEFORE:
      return g_strdup (_("It has changed since you looked at it: somebody has authorized it, or a "
                         "connection or another feature of Atlas has begun to use it. Sluice has "
                         "left it alone. If you still want to deauthorize it, do it again."));
    default:
      return sentence_refused (story);
    }
}

/* ---- who uses a role, or a private link ---- */

/* uses: of SluiceRoleUse. Each in a line of its own; the rest of very many is counted. */
void
sluice_words_add_uses (GString   *text,
                       GPtrArray *uses)
{
  for (guint i = 0; i < MIN (uses->len, MAX_NAMED); i++)
    {
      const SluiceRoleUse *use = uses->pdata[i];

      /* Translators: %1$s is a connection, %2$s a stream processing instance */
      g_string_append_printf (text, _("\n• %1$s in %2$s"), use->connection, use->instance);
    }
  if (uses->len > MAX_NAMED)
    g_string_append_printf (text, _("\n… and %u more"), uses->len - MAX_NAMED);
}

/* Nothing if all of them could be read. */
void
sluice_words_add_unread (GString         *text,
                         SluiceRoleUsage *usage)
{
  const char * const *unread = sluice_role_usage_get_unread (usage);
  g_autofree char *names = NULL;

  if (unread == NULL || unread[0] == NULL)
    return;
  names = g_strjoinv (_(", "), (char **) unread);
  g_string_append_c (text, '\n');
  /* Translators: %s is one or more stream processing instances */
  g_string_append_printf (text, _("There may be more: these instances could not be read: %s."),
                          names);
}
