/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of scenarios and the small language that switches them on. */
#include "practice-scenarios.h"

#include "practice-routes.h"

typedef struct
{
  const char *name;
  const char *operation;      /* where it happens unless told otherwise; NULL: anywhere */
  guint       limit;          /* how often; 0: always */
  gboolean    per_operation;  /* whether the limit counts for each operation by itself */
  const char *meaning;
} Scenario;

#define CREATE "create-connection"
#define START "start-processor"

static const Scenario table[] = {
  [PRACTICE_FAULT_STALE_ONCE] =
    { "stale-once", NULL, 1, FALSE, "the nonce of one signed request is answered with stale=true" },
  [PRACTICE_FAULT_STALE_FOREVER] =
    { "stale-forever", NULL, 0, FALSE, "every signed request is answered with stale=true" },
  [PRACTICE_FAULT_NEW_NONCE] =
    { "new-nonce", NULL, 1, FALSE,
      "after a first success one request is challenged anew without stale=true" },
  [PRACTICE_FAULT_WRONG_KEY_LATER] =
    { "wrong-key-later", NULL, 0, FALSE, "the key is revoked after its first success" },
  [PRACTICE_FAULT_BASIC_ONLY] =
    { "basic-only", NULL, 0, FALSE, "the challenge offers nothing but Basic" },
  [PRACTICE_FAULT_BASIC_TOO] =
    { "basic-too", NULL, 0, FALSE, "the challenge offers Basic, then Digest" },
  [PRACTICE_FAULT_SHA256_ONLY] =
    { "sha256-only", NULL, 0, FALSE, "the challenge offers Digest with SHA-256 only" },
  [PRACTICE_FAULT_REDIRECT] =
    { "redirect", NULL, 0, FALSE, "GET is sent to another port with 302, anything else with 307" },
  [PRACTICE_FAULT_ADDRESS_NOT_LISTED] =
    { "address-not-listed", NULL, 0, FALSE, "403: the caller's address is not on the access list" },
  [PRACTICE_FAULT_ROLE_MISSING] =
    { "role-missing", CREATE, 0, FALSE, "401 USER_UNAUTHORIZED" },
  [PRACTICE_FAULT_READ_ONLY_LIST] =
    { "read-only-list", "list-connections", 0, FALSE,
      "401 USER_UNAUTHORIZED for the list; reading one connection works" },
  [PRACTICE_FAULT_CANNOT_ASSUME_ROLE] =
    { "cannot-assume-role", NULL, 2, TRUE,
      "creating a connection and authorizing a role fail twice with CANNOT_ASSUME_ROLE" },
  [PRACTICE_FAULT_BUCKET_CHECK] =
    { "bucket-check", CREATE, 0, FALSE, "a connection with a test bucket is refused" },
  [PRACTICE_FAULT_RATE_LIMITED] =
    { "rate-limited", NULL, 1, TRUE, "each operation meets 429 with Retry-After: 2 once" },
  [PRACTICE_FAULT_HTML_503] =
    { "html-503", NULL, 1, TRUE, "each operation meets 503 with a web page once" },
  [PRACTICE_FAULT_ERROR] =
    { "error-STATUS-CODE", NULL, 0, FALSE,
      "any error, for example error-402-NO_PAYMENT_INFORMATION_FOUND" },
  [PRACTICE_FAULT_LOST_REQUEST] =
    { "lost-request", CREATE, 0, FALSE, "nothing is done, the connection is closed" },
  [PRACTICE_FAULT_FALSE_SUCCESS] =
    { "false-success", CREATE, 0, FALSE, "nothing is done, and the answer is 200 with an object" },
  [PRACTICE_FAULT_PRIVATE_LINK] =
    { "private-link", CREATE, 0, FALSE,
      "new connections are PENDING and take three times as long" },
  [PRACTICE_FAULT_FAILS] =
    { "fails", CREATE, 0, FALSE, "new connections, or private links, end as FAILED" },
  [PRACTICE_FAULT_PENDING_FOREVER] =
    { "pending-forever", CREATE, 0, FALSE, "new connections stay PENDING, private links WORKING" },
  [PRACTICE_FAULT_NO_STATE] =
    { "no-state", CREATE, 0, FALSE, "the answer has no state" },
  [PRACTICE_FAULT_OTHER_NAME] =
    { "other-name", CREATE, 0, FALSE, "it is done, and the answer names another connection" },
  [PRACTICE_FAULT_BUCKET_NOT_ECHOED] =
    { "bucket-not-echoed", NULL, 0, FALSE, "answers leave aws.testBucket out" },
  [PRACTICE_FAULT_NOT_FOUND_ONCE] =
    { "not-found-once", CREATE, 0, FALSE, "the first GET of a new connection says 404" },
  [PRACTICE_FAULT_PATCH_WITHOUT_STATE] =
    { "patch-without-state", "update-connection", 0, FALSE, "the answer has no state" },
  [PRACTICE_FAULT_SLOW_DELETE] =
    { "slow-delete", "delete-connection", 0, FALSE, "connections are DELETING for 15 seconds" },
  [PRACTICE_FAULT_IN_USE] =
    { "in-use", NULL, 0, FALSE, "a running processor uses every connection" },
  [PRACTICE_FAULT_THREE_PAGES] =
    { "three-pages", "list-connections", 0, FALSE,
      "the registry fills three pages, and totalCount is wrong" },
  [PRACTICE_FAULT_HUGE_NAME] =
    { "huge-name", "list-connections", 0, FALSE, "one connection's name has 5,000 characters" },
  [PRACTICE_FAULT_UNKNOWN_TYPE] =
    { "unknown-type", "list-connections", 0, FALSE, "one connection has a type nobody knows" },
  [PRACTICE_FAULT_UNKNOWN_STATE] =
    { "unknown-state", NULL, 0, FALSE, "PENDING is spelled REHYDRATING" },
  [PRACTICE_FAULT_UNKNOWN_CONNECTION] =
    { "unknown-connection", "create-processor", 2, FALSE,
      "400: the connection of the pipeline is not known everywhere yet" },
  [PRACTICE_FAULT_NEVER_DELIVERS] =
    { "never-delivers", START, 0, FALSE, "the processor reads, but writes nothing" },
  [PRACTICE_FAULT_DELIVERY_DENIED] =
    { "delivery-denied", START, 0, FALSE, "the processor fails: the role may not write" },
  [PRACTICE_FAULT_DELIVERY_NO_BUCKET] =
    { "delivery-no-bucket", START, 0, FALSE, "the processor fails: there is no such bucket" },
  [PRACTICE_FAULT_DELIVERY_REGION] =
    { "delivery-region", START, 0, FALSE, "the processor fails: the bucket is elsewhere" },
  [PRACTICE_FAULT_DELIVERY_KMS] =
    { "delivery-kms", START, 0, FALSE, "the processor fails: the role may not use the key" },
  [PRACTICE_FAULT_STOP_IGNORED] =
    { "stop-ignored", "stop-processor", 0, FALSE, "200, and the processor goes on running" },
  [PRACTICE_FAULT_LOST_ANSWER] =
    { "lost-answer", CREATE, 0, FALSE, "it is done, and the connection is closed" },
  [PRACTICE_FAULT_SILENT] =
    { "silent", CREATE, 0, FALSE, "it is done, and no answer ever comes" },
  [PRACTICE_FAULT_SERVER_ERROR_DONE] =
    { "server-error-done", CREATE, 0, FALSE, "it is done, and the answer is 500" },
  [PRACTICE_FAULT_DENIED_DONE] =
    { "denied-done", CREATE, 0, FALSE, "it is done, and the answer is 403" },
  [PRACTICE_FAULT_PROCESSOR_TIMEOUT] =
    { "processor-timeout", START, 0, FALSE,
      "it is done, and the answer is 504 STREAM_PROCESSOR_TIMEOUT" },
  [PRACTICE_FAULT_SLOW] =
    { "slow", NULL, 0, FALSE, "every answer takes three seconds" },
  [PRACTICE_FAULT_TRICKLE] =
    { "trickle", NULL, 0, FALSE, "one byte of the answer every 200 ms" },
  [PRACTICE_FAULT_CUT_OFF] =
    { "cut-off", NULL, 0, FALSE, "the connection ends in the middle of the answer" },
  [PRACTICE_FAULT_TRUNCATED] =
    { "truncated", NULL, 0, FALSE, "a whole HTTP answer with half of its JSON" },
  [PRACTICE_FAULT_BAD_JSON] =
    { "bad-json", NULL, 0, FALSE, "200 with something that is not JSON" },
  [PRACTICE_FAULT_DEEP_JSON] =
    { "deep-json", NULL, 0, FALSE, "200 with 200,000 brackets" },
  [PRACTICE_FAULT_EMPTY_BODY] =
    { "empty-body", NULL, 0, FALSE, "200 with nothing in it" },
};

typedef struct
{
  PracticeFault  fault;
  char          *spelled;    /* as it was switched on */
  char          *operation;  /* NULL: anywhere */
  guint          limit;
  gboolean       per_operation;
  GHashTable    *uses;       /* operation → how often */
  guint          status;     /* for error-STATUS-CODE */
  char          *code;
} Active;

struct _PracticeScenarios
{
  GPtrArray *active;
};

static void
active_free (Active *active)
{
  g_free (active->spelled);
  g_free (active->operation);
  g_free (active->code);
  g_hash_table_unref (active->uses);
  g_free (active);
}

PracticeScenarios *
practice_scenarios_new (void)
{
  PracticeScenarios *self = g_new0 (PracticeScenarios, 1);

  self->active = g_ptr_array_new_with_free_func ((GDestroyNotify) active_free);
  return self;
}

void
practice_scenarios_free (PracticeScenarios *self)
{
  g_ptr_array_unref (self->active);
  g_free (self);
}

static gboolean
find_fault (const char *name,
            Active     *active)
{
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name))
      {
        active->fault = i;
        return i != PRACTICE_FAULT_ERROR;
      }

  parts = g_strsplit (name, "-", 3);
  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], "error"))
    return FALSE;
  active->fault = PRACTICE_FAULT_ERROR;
  active->status = (guint) g_ascii_strtoull (parts[1], NULL, 10);
  active->code = g_strdup (parts[2]);
  return active->status >= 300 && active->status <= 599;
}

static Active *
active_new (const char  *spelled,
            GError     **error)
{
  Active *active = g_new0 (Active, 1);
  g_autofree char *name = g_strdup (spelled);
  char *count = strchr (name, '*');
  char *operation = NULL;

  if (count != NULL)
    *count++ = '\0';
  operation = strchr (name, '@');
  if (operation != NULL)
    *operation++ = '\0';

  active->spelled = g_strdup (spelled);
  active->uses = g_hash_table_new (g_str_hash, g_str_equal);
  if (!find_fault (name, active)
      || (operation != NULL && !g_str_equal (operation, "any")
          && !practice_routes_knows (operation)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "There is no scenario “%s”: see --list-scenarios", spelled);
      active_free (active);
      return NULL;
    }

  active->operation = g_strdup (operation != NULL ? operation : table[active->fault].operation);
  if (g_strcmp0 (active->operation, "any") == 0)
    g_clear_pointer (&active->operation, g_free);
  active->limit = table[active->fault].limit;
  active->per_operation = table[active->fault].per_operation;
  if (count != NULL)
    active->limit = (guint) g_ascii_strtoull (count, NULL, 10);
  return active;
}

/**
 * practice_scenarios_switch_on:
 * @self: the scenarios
 * @names: one or more, with commas: `NAME[@OPERATION][*COUNT]`; @any is any operation, *0 is always
 * @error: says which name is not known
 *
 * Switching a scenario on again starts its count anew.
 *
 * Returns: whether all of @names are on now
 */
gboolean
practice_scenarios_switch_on (PracticeScenarios  *self,
                              const char         *names,
                              GError            **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Active *active = active_new (g_strstrip (parts[i]), error);

      if (active == NULL)
        return FALSE;
      practice_scenarios_switch_off (self, active->spelled);
      g_ptr_array_add (self->active, active);
    }
  return TRUE;
}

/**
 * practice_scenarios_switch_off:
 * @self: the scenarios
 * @names: as they were switched on, with or without the part from @ or * on; "all" is all
 *
 * Returns: whether any of @names was on
 */
gboolean
practice_scenarios_switch_off (PracticeScenarios *self,
                               const char        *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  gboolean found = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    for (guint j = self->active->len; j > 0; j--)
      {
        const Active *active = self->active->pdata[j - 1];

        if (!g_str_equal (parts[i], "all") && !g_str_equal (parts[i], active->spelled)
            && !g_str_equal (parts[i], table[active->fault].name))
          continue;
        g_ptr_array_remove_index (self->active, j - 1);
        found = TRUE;
      }
  return found;
}

static Active *
take (PracticeScenarios *self,
      PracticeFault      fault,
      const char        *operation)
{
  for (guint i = 0; i < self->active->len; i++)
    {
      Active *active = self->active->pdata[i];
      const char *key = active->per_operation ? g_intern_string (operation) : "";
      guint uses = 0;

      if (active->fault != fault)
        continue;
      if (active->operation != NULL && g_strcmp0 (active->operation, operation) != 0)
        continue;
      uses = GPOINTER_TO_UINT (g_hash_table_lookup (active->uses, key));
      if (active->limit > 0 && uses >= active->limit)
        continue;
      g_hash_table_insert (active->uses, (gpointer) key, GUINT_TO_POINTER (uses + 1));
      return active;
    }
  return NULL;
}

/**
 * practice_scenarios_take:
 * @self: the scenarios
 * @fault: what may go wrong
 * @operation: where we are
 *
 * Counts as one occurrence if the answer is yes.
 *
 * Returns: whether it shall go wrong now
 */
gboolean
practice_scenarios_take (PracticeScenarios *self,
                         PracticeFault      fault,
                         const char        *operation)
{
  return take (self, fault, operation) != NULL;
}

/**
 * practice_scenarios_take_error:
 * @self: the scenarios
 * @operation: where we are
 * @status: (out): the HTTP status of error-STATUS-CODE
 *
 * Returns: (transfer none) (nullable): its code, or %NULL if no such scenario is on
 */
const char *
practice_scenarios_take_error (PracticeScenarios *self,
                               const char        *operation,
                               guint             *status)
{
  const Active *active = take (self, PRACTICE_FAULT_ERROR, operation);

  if (active == NULL)
    return NULL;
  *status = active->status;
  return active->code;
}

/**
 * practice_scenarios_dup_active:
 * @self: the scenarios
 *
 * Returns: (transfer full): those that are on, one a line
 */
char *
practice_scenarios_dup_active (PracticeScenarios *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->active->len; i++)
    g_string_append_printf (text, "%s\n", ((const Active *) self->active->pdata[i])->spelled);
  return g_string_free (text, FALSE);
}

/**
 * practice_scenarios_dup_help:
 *
 * Returns: (transfer full): every scenario and its meaning, one a line
 */
char *
practice_scenarios_dup_help (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_string_append_printf (text, "%-20s %s%s%s\n", table[i].name,
                            table[i].operation != NULL ? table[i].operation : "",
                            table[i].operation != NULL ? ": " : "", table[i].meaning);
  return g_string_free (text, FALSE);
}
