/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that will matter when Create is pressed, in words. */

#include "sluice-preflight-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-aws-role.h"
#include "sluice-instance.h"
#include "sluice-network-words.h"
#include "sluice-project.h"
#include "sluice-words.h"

static const char * const titles[SLUICE_PREFLIGHT_N_ITEMS] = {
  [SLUICE_PREFLIGHT_KEY] = N_("API key"),
  [SLUICE_PREFLIGHT_KEY_ROLE] = N_("What the key may do"),
  [SLUICE_PREFLIGHT_PROJECT] = N_("Project"),
  [SLUICE_PREFLIGHT_INSTANCE] = N_("Stream processing instance"),
  [SLUICE_PREFLIGHT_NAME] = N_("Connection name"),
  [SLUICE_PREFLIGHT_ROLE] = N_("AWS role"),
  [SLUICE_PREFLIGHT_BUCKET] = N_("Test bucket"),
  [SLUICE_PREFLIGHT_NETWORK] = N_("Network"),
};

const char *
sluice_preflight_get_title (SluicePreflightItem item)
{
  return _(titles[item]);
}

/* ---- what Atlas was asked ---- */

static const char *
describe_good_fact (SluiceFact fact)
{
  switch (fact)
    {
    case SLUICE_FACT_KEY:
      return _("Atlas accepts it.");
    case SLUICE_FACT_PROJECT:
      return _("It exists, and the key may see it.");
    case SLUICE_FACT_INSTANCE:
      return _("It exists.");
    case SLUICE_FACT_NAME:
    default:
      return _("It is free in this instance.");
    }
}

static const char *
describe_missing_fact (SluiceFact     fact,
                       SluiceSession *session)
{
  switch (fact)
    {
    case SLUICE_FACT_KEY:
      return _("Fill in both halves of the key.");
    case SLUICE_FACT_PROJECT:
      return _("Looked up once there are a key and a project ID.");
    case SLUICE_FACT_INSTANCE:
      return _("Looked up once the project and the instance are filled in.");
    case SLUICE_FACT_NAME:
    default:
      if (sluice_session_get_fact (session, SLUICE_FACT_INSTANCE, NULL, NULL)
          == SLUICE_FACT_STATE_TRUE)
        return _("Looked up in the registry once a name is filled in that Atlas takes.");
      return _("Looked up in the registry once the instance is known.");
    }
}

static SluicePreflightState
judge_fact (SluiceFact                  fact,
            const SluicePreflightFacts *facts,
            char                      **sentence)
{
  GObject *object = NULL;
  const GError *error = NULL;
  SluiceFactState state = sluice_session_get_fact (facts->session, fact, &object, &error);

  switch (state)
    {
    case SLUICE_FACT_STATE_TRUE:
      *sentence = g_strdup (describe_good_fact (fact));
      return SLUICE_PREFLIGHT_GOOD;
    case SLUICE_FACT_STATE_FALSE:
      *sentence = sluice_words_fact (fact, state, object, error);
      return SLUICE_PREFLIGHT_PROBLEM;
    case SLUICE_FACT_STATE_CANNOT_TELL:
      *sentence = error != NULL ? sluice_words_error_sentence (error)
                                : g_strdup (_("It could not be looked up."));
      return SLUICE_PREFLIGHT_WARNING;
    case SLUICE_FACT_STATE_CHECKING:
      *sentence = g_strdup (_("Asking Atlas…"));
      return SLUICE_PREFLIGHT_WAITING;
    case SLUICE_FACT_STATE_NONE:
    default:
      *sentence = g_strdup (describe_missing_fact (fact, facts->session));
      return SLUICE_PREFLIGHT_WAITING;
    }
}

/* ---- what the key may do ---- */

static SluicePreflightState
judge_key_role (const SluicePreflightFacts *facts,
                char                      **sentence)
{
  const char *project_id = sluice_session_get_project_id (facts->session);
  const char *org_id = NULL;
  GObject *info = NULL;
  GObject *project = NULL;
  SluiceFactState known = sluice_session_get_fact (facts->session, SLUICE_FACT_PROJECT, &project,
                                                   NULL);

  if (sluice_session_get_fact (facts->session, SLUICE_FACT_KEY, &info, NULL)
        != SLUICE_FACT_STATE_TRUE || info == NULL || project_id == NULL
      || known == SLUICE_FACT_STATE_FALSE)
    {
      *sentence = g_strdup (_("Known once the key is accepted and the project is filled in."));
      return SLUICE_PREFLIGHT_WAITING;
    }
  if (known == SLUICE_FACT_STATE_TRUE && project != NULL)
    org_id = sluice_project_get_org_id (SLUICE_PROJECT (project));
  *sentence = sluice_words_key_missing (SLUICE_KEY_INFO (info), project_id, org_id);
  if (sluice_key_info_may (SLUICE_KEY_INFO (info), project_id, org_id, SLUICE_KEY_RIGHT_CREATE)
        != SLUICE_KEY_ANSWER_YES)
    return SLUICE_PREFLIGHT_WARNING;
  if (*sentence == NULL)
    *sentence = g_strdup (_("List and create connections, and set up AWS access."));
  else
    {
      g_autofree char *missing = *sentence;

      /* Translators: %s is a whole sentence, about what it may not do */
      *sentence = g_strdup_printf (_("List and create connections. %s"), missing);
    }
  return SLUICE_PREFLIGHT_GOOD;
}

/* ---- the AWS role ---- */

static gboolean
is_authorized (GListModel *roles,
               const char *arn)
{
  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (SluiceAwsRole) role = g_list_model_get_item (roles, i);

      if (sluice_aws_role_is_authorized (role)
          && g_strcmp0 (sluice_aws_role_get_arn (role), arn) == 0)
        return TRUE;
    }
  return FALSE;
}

static SluicePreflightState
judge_role (const SluicePreflightFacts *facts,
            char                      **sentence)
{
  const SluiceFinding *role = facts->role;

  if (role != NULL && role->verdict == SLUICE_VERDICT_ERROR)
    {
      *sentence = g_strdup (role->message);
      return SLUICE_PREFLIGHT_PROBLEM;
    }
  if (role == NULL || role->verdict == SLUICE_VERDICT_EMPTY)
    {
      *sentence = g_strdup (_("Fill in the role’s ARN, or choose one."));
      return SLUICE_PREFLIGHT_WAITING;
    }
  if (facts->roles == NULL || sluice_remote_list_get_loading (facts->roles))
    {
      *sentence = g_strdup (_("Well-formed. Whether Atlas may assume it is looked up once the "
                              "project is known."));
      return SLUICE_PREFLIGHT_WAITING;
    }
  if (!sluice_remote_list_get_loaded (facts->roles))
    {
      *sentence = g_strdup (_("Well-formed. The project’s roles could not be read, so whether Atlas "
                              "may assume it is not known."));
      return SLUICE_PREFLIGHT_WARNING;
    }
  if (is_authorized (G_LIST_MODEL (facts->roles), role->value))
    {
      *sentence = g_strdup (_("Authorized in this project."));
      return SLUICE_PREFLIGHT_GOOD;
    }
  *sentence = g_strdup (_("Well-formed, but not among the roles authorized in this project. "
                          "Authorize it on the page AWS Access first, or Atlas may refuse it."));
  return SLUICE_PREFLIGHT_WARNING;
}

static SluicePreflightState
judge_bucket (const SluicePreflightFacts *facts,
              char                      **sentence)
{
  const SluiceFinding *bucket = facts->bucket;

  if (bucket != NULL && bucket->verdict == SLUICE_VERDICT_ERROR)
    {
      *sentence = g_strdup (bucket->message);
      return SLUICE_PREFLIGHT_PROBLEM;
    }
  if (bucket == NULL || bucket->verdict == SLUICE_VERDICT_EMPTY)
    {
      *sentence = g_strdup (_("None: Atlas creates the connection without trying the role."));
      return SLUICE_PREFLIGHT_GOOD;
    }
  *sentence = g_strdup (_("A valid name. Atlas tries the role with this bucket; that says nothing "
                          "about other buckets or about encryption keys."));
  return SLUICE_PREFLIGHT_GOOD;
}

static SluicePreflightState
judge_network (const SluicePreflightFacts *facts,
               char                      **sentence)
{
  switch (sluice_network_words_judge (facts->session, facts->link, sentence))
    {
    case SLUICE_NETWORK_GOOD:
      return SLUICE_PREFLIGHT_GOOD;
    case SLUICE_NETWORK_WARNING:
      return SLUICE_PREFLIGHT_WARNING;
    case SLUICE_NETWORK_PROBLEM:
      return SLUICE_PREFLIGHT_PROBLEM;
    case SLUICE_NETWORK_WAITING:
    default:
      return SLUICE_PREFLIGHT_WAITING;
    }
}

/* The sentence is new and translated. */
SluicePreflightState
sluice_preflight_judge (SluicePreflightItem         item,
                        const SluicePreflightFacts *facts,
                        char                      **sentence)
{
  switch (item)
    {
    case SLUICE_PREFLIGHT_KEY:
      return judge_fact (SLUICE_FACT_KEY, facts, sentence);
    case SLUICE_PREFLIGHT_KEY_ROLE:
      return judge_key_role (facts, sentence);
    case SLUICE_PREFLIGHT_PROJECT:
      return judge_fact (SLUICE_FACT_PROJECT, facts, sentence);
    case SLUICE_PREFLIGHT_INSTANCE:
      return judge_fact (SLUICE_FACT_INSTANCE, facts, sentence);
    case SLUICE_PREFLIGHT_NAME:
      return judge_fact (SLUICE_FACT_NAME, facts, sentence);
    case SLUICE_PREFLIGHT_ROLE:
      return judge_role (facts, sentence);
    case SLUICE_PREFLIGHT_BUCKET:
      return judge_bucket (facts, sentence);
    case SLUICE_PREFLIGHT_NETWORK:
    case SLUICE_PREFLIGHT_N_ITEMS:
    default:
      return judge_network (facts, sentence);
    }
}
