/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenarios that act around an operation: instead of it, or on its way back. */
#include "practice-dispatch.h"

#include <string.h>

#define SLOW_MS 3000
#define DEEP 200000

/* 203.0.113.0/24 is set aside for examples. */
#define CALLER_ADDRESS "203.0.113.7"

static PracticeReply *
refuse_rights (PracticeScenarios *scenarios,
               const char        *operation,
               JsonObject        *body)
{
  static const char * const address[] = { CALLER_ADDRESS, NULL };
  JsonObject *aws = practice_json_get_object (body, "aws");
  const char *arn = practice_json_get_string (aws, "roleArn");
  const gboolean assumes = g_str_equal (operation, "create-connection")
                           || g_str_equal (operation, "authorize-role");

  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_ADDRESS_NOT_LISTED, operation))
    return practice_reply_new_error (403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", address,
                                     "IP address %s is not allowed to access this resource.",
                                     CALLER_ADDRESS);
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_ROLE_MISSING, operation)
      || practice_scenarios_take (scenarios, PRACTICE_FAULT_READ_ONLY_LIST, operation))
    return practice_reply_new_error (401, "USER_UNAUTHORIZED", NULL,
                                     "The current user is not authorized to perform this action.");
  if (assumes && practice_scenarios_take (scenarios, PRACTICE_FAULT_CANNOT_ASSUME_ROLE, operation))
    {
      const char *named = arn != NULL ? arn : practice_json_get_string (body, "iamAssumedRoleArn");
      const char *parameters[] = { named, NULL };

      return practice_reply_new_error (400, "CANNOT_ASSUME_ROLE", parameters,
                                       "Atlas cannot assume the role %s.",
                                       named != NULL ? named : "");
    }
  if (practice_json_get_string (aws, "testBucket") != NULL
      && practice_scenarios_take (scenarios, PRACTICE_FAULT_BUCKET_CHECK, operation))
    return practice_reply_new_violation ("IAM_ROLE_CANNOT_READ_FROM_S3_BUCKET", "aws.testBucket",
                                         "The role cannot reach the bucket.");
  return NULL;
}

static PracticeReply *
refuse_load (PracticeScenarios *scenarios,
             const char        *operation)
{
  static const char * const limits[] = { "/api/atlas/v2", "2", "1200", "500", "60", NULL };
  PracticeReply *reply = NULL;

  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_RATE_LIMITED, operation))
    {
      reply = practice_reply_new_error (429, "RATE_LIMITED_TOKEN_BUCKET", limits,
                                        "The rate limit of this resource has been reached.");
      reply->retry_after = 2;
      return reply;
    }
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_HTML_503, operation))
    return practice_reply_new_text (503, "text/html;charset=utf-8",
                                    "<!DOCTYPE html><html><head><title>503</title></head><body>"
                                    "<h1>Service Temporarily Unavailable</h1></body></html>\n");
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_FALSE_SUCCESS, operation))
    return practice_reply_new_text (200, "application/json", "{\"id\":\"another\"}");
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_LOST_REQUEST, operation))
    {
      reply = practice_reply_new_status (204);
      reply->delivery = PRACTICE_DELIVERY_CLOSED;
      return reply;
    }
  return NULL;
}

/**
 * practice_faults_before:
 * @scenarios: what is switched on
 * @operation: the name of an operation
 * @body: (nullable): what was sent with it
 *
 * Returns: (transfer full) (nullable): what is answered instead of doing it
 */
PracticeReply *
practice_faults_before (PracticeScenarios *scenarios,
                        const char        *operation,
                        JsonObject        *body)
{
  PracticeReply *reply = refuse_rights (scenarios, operation, body);
  const char *code = NULL;
  guint status = 0;

  if (reply == NULL)
    reply = refuse_load (scenarios, operation);
  if (reply != NULL)
    return reply;
  code = practice_scenarios_take_error (scenarios, operation, &status);
  if (code == NULL)
    return NULL;
  return practice_reply_new_error (status, code, NULL, "This is what %s looks like.", code);
}

static char *
make_deep (void)
{
  char *text = g_malloc (2 * DEEP + 1);

  memset (text, '[', DEEP);
  memset (text + DEEP, ']', DEEP);
  text[2 * DEEP] = '\0';
  return text;
}

static void
spoil_text (PracticeScenarios *scenarios,
            const char        *operation,
            PracticeReply     *reply)
{
  char *text = NULL;

  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_TRUNCATED, operation))
    {
      text = practice_reply_render (reply, FALSE, FALSE);
      text[strlen (text) / 2] = '\0';
    }
  else if (practice_scenarios_take (scenarios, PRACTICE_FAULT_BAD_JSON, operation))
    text = g_strdup ("{\"name\": <not json>}");
  else if (practice_scenarios_take (scenarios, PRACTICE_FAULT_DEEP_JSON, operation))
    text = make_deep ();
  else if (practice_scenarios_take (scenarios, PRACTICE_FAULT_EMPTY_BODY, operation))
    text = g_strdup ("");
  if (text == NULL)
    return;
  g_free (reply->text);
  reply->text = text;
}

/**
 * practice_faults_after:
 * @scenarios: what is switched on
 * @operation: the name of an operation
 * @reply: (transfer full): what it answers
 *
 * Returns: (transfer full): what becomes of the answer on its way
 */
PracticeReply *
practice_faults_after (PracticeScenarios *scenarios,
                       const char        *operation,
                       PracticeReply     *reply)
{
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_SERVER_ERROR_DONE, operation))
    {
      practice_reply_free (reply);
      reply = practice_reply_new_error (500, "UNEXPECTED_ERROR", NULL, "Unexpected error.");
    }
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_DENIED_DONE, operation))
    {
      practice_reply_free (reply);
      reply = practice_reply_new_error (403, "ACCESS_FORBIDDEN", NULL, "Access is forbidden.");
    }
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_PROCESSOR_TIMEOUT, operation))
    {
      practice_reply_free (reply);
      reply = practice_reply_new_error (504, "STREAM_PROCESSOR_TIMEOUT", NULL,
                                        "The stream processing engine did not answer in time.");
    }
  spoil_text (scenarios, operation, reply);
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_SLOW, operation))
    reply->delay_ms = SLOW_MS;
  if (practice_scenarios_take (scenarios, PRACTICE_FAULT_LOST_ANSWER, operation))
    reply->delivery = PRACTICE_DELIVERY_CLOSED;
  else if (practice_scenarios_take (scenarios, PRACTICE_FAULT_SILENT, operation))
    reply->delivery = PRACTICE_DELIVERY_SILENT;
  else if (practice_scenarios_take (scenarios, PRACTICE_FAULT_CUT_OFF, operation))
    reply->delivery = PRACTICE_DELIVERY_CUT;
  else if (practice_scenarios_take (scenarios, PRACTICE_FAULT_TRICKLE, operation))
    reply->delivery = PRACTICE_DELIVERY_TRICKLE;
  return reply;
}
