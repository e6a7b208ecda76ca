/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trust policy alone and added to others, judged by another JSON library. */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "sluice-trust-policy.h"

#define ARN "arn:aws:iam::111111111111:root"
#define ID "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"
#define OTHER_ID "99999999-4b6a-7c8d-9e0f-1a2b3c4d5e6f"
#define OURS(id) \
  "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" ARN "\"},\"Action\":\"sts:AssumeRole\"," \
  "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"" id "\"}}}"
#define POLICY(statements) "{\"Version\":\"2012-10-17\",\"Statement\":" statements "}"
#define EC2 \
  "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}," \
  "\"Action\":\"sts:AssumeRole\"}"

typedef struct
{
  const char *name;
  const char *text;
  const char *words;   /* in the problem's reason; NULL for what is not refused */
  guint       line;
  guint       column;
} Case;

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static JsonArray *
get_statements (JsonNode *policy)
{
  return json_object_get_array_member (json_node_get_object (policy), "Statement");
}

/* The one member of an object, by AWS's names. */
static const char *
read_external_id (JsonObject *statement)
{
  JsonObject *condition = json_object_get_object_member (statement, "Condition");

  condition = json_object_get_object_member (condition, "StringEquals");
  g_assert_cmpuint (json_object_get_size (condition), ==, 1);
  return json_object_get_string_member (condition, "sts:ExternalId");
}

static void
check_ours (JsonObject *statement)
{
  JsonObject *principal = json_object_get_object_member (statement, "Principal");

  g_assert_cmpstr (json_object_get_string_member (statement, "Effect"), ==, "Allow");
  g_assert_cmpstr (json_object_get_string_member (statement, "Action"), ==, "sts:AssumeRole");
  g_assert_cmpstr (json_object_get_string_member (principal, "AWS"), ==, ARN);
  g_assert_cmpstr (read_external_id (statement), ==, ID);
}

static void
test_new (void)
{
  g_autofree char *text = sluice_trust_policy_new (ARN, ID);
  g_autoptr (JsonNode) policy = parse (text);
  JsonArray *statements = get_statements (policy);

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (policy), "Version"), ==,
                   "2012-10-17");
  g_assert_cmpuint (json_array_get_length (statements), ==, 1);
  check_ours (json_array_get_object_element (statements, 0));
  g_assert_nonnull (strstr (text, "\n"));
}

static void
test_new_hostile (void)
{
  g_autofree char *text = sluice_trust_policy_new ("a\"b\\c\n\x01\x7fü", "${x}");
  g_autoptr (JsonNode) policy = parse (text);
  JsonObject *statement = json_array_get_object_element (get_statements (policy), 0);
  JsonObject *principal = json_object_get_object_member (statement, "Principal");

  g_assert_cmpstr (json_object_get_string_member (principal, "AWS"), ==, "a\"b\\c\n\x01\x7fü");
  g_assert_cmpstr (read_external_id (statement), ==, "${x}");
}

/* All that was there is there, in its order, and the marked lines are the new statement. */
static void
check_added (const char *present,
             const char *merged,
             guint       first_line,
             guint       last_line)
{
  g_autoptr (JsonNode) before = parse (present);
  g_autoptr (JsonNode) after = parse (merged);
  JsonNode *old = json_object_get_member (json_node_get_object (before), "Statement");
  JsonArray *statements = get_statements (after);
  guint n = json_array_get_length (statements) - 1;
  g_auto (GStrv) lines = g_strsplit (merged, "\n", -1);
  g_autoptr (GString) marked = g_string_new (NULL);
  g_autoptr (JsonNode) statement = NULL;

  check_ours (json_array_get_object_element (statements, n));
  g_assert_cmpuint (n, ==, JSON_NODE_HOLDS_ARRAY (old) ?
                    json_array_get_length (json_node_get_array (old)) : 1);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *kept = json_array_get_element (statements, i);
      g_autofree char *kept_text = json_to_string (kept, FALSE);
      g_autofree char *old_text = json_to_string (JSON_NODE_HOLDS_ARRAY (old) ?
        json_array_get_element (json_node_get_array (old), i) : old, FALSE);

      g_assert_cmpstr (kept_text, ==, old_text);
    }

  g_assert_cmpuint (first_line, >, 0);
  for (guint i = first_line; i <= last_line; i++)
    g_string_append (marked, lines[i - 1]);
  statement = parse (marked->str);
  check_ours (json_node_get_object (statement));
}

static const char * const added[] = {
  POLICY ("[]"),
  POLICY ("[" EC2 "]"),
  POLICY (EC2),
  POLICY ("[\n    " EC2 "\n  ]\n"),
  POLICY ("[" OURS (OTHER_ID) "]"),
  "\xef\xbb\xbf" POLICY ("[" EC2 "]"),
  "{\"Statement\":[" EC2 "],\"Id\":\"x\",\"Version\":\"2008-10-17\"}",
  /* Conditions of its own may keep Atlas out. */
  POLICY ("[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" ARN "\"},"
          "\"Action\":\"sts:AssumeRole\","
          "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"" ID "\"},"
          "\"Bool\":{\"aws:SecureTransport\":\"true\"}}}]"),
  POLICY ("[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" ARN "\"},"
          "\"Action\":\"sts:AssumeRole\","
          "\"Condition\":{\"StringNotEquals\":{\"sts:ExternalId\":\"" ID "\"}}}]"),
  POLICY ("[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"" ARN "\"},\"Action\":\"sts:AssumeRole\","
          "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"" ID "\"}}}]"),
  POLICY ("[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" ARN "\"},"
          "\"Action\":\"sts:TagSession\","
          "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"" ID "\"}}}]"),
  POLICY ("[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::222222222222:root\"},"
          "\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
          "{\"sts:ExternalId\":\"" ID "\"}}}]"),
};

static void
test_added (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (added); i++)
    {
      g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (added[i], ARN, ID);
      const char *present = g_str_has_prefix (added[i], "\xef") ? added[i] + 3 : added[i];
      g_autoptr (SluiceTrustMerge) again = NULL;

      g_test_message ("%s → %s", added[i], merge->text);
      g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
      check_added (present, merge->text + (g_str_has_prefix (merge->text, "\xef") ? 3 : 0),
                   merge->first_line, merge->last_line);

      again = sluice_trust_policy_merge (merge->text, ARN, ID);
      g_assert_cmpint (again->outcome, ==, SLUICE_TRUST_MERGE_PRESENT);
      g_assert_cmpstr (again->text, ==, merge->text);
      g_assert_cmpuint (again->first_line, ==, merge->first_line);
      g_assert_cmpuint (again->last_line, ==, merge->last_line);
    }
}

#define ALLOW(principal, action, condition) \
  POLICY ("[" EC2 ",{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":" principal "}," \
          "\"Action\":" action ",\"Condition\":{" condition "}}]")
#define EQUALS "\"StringEquals\":{\"sts:ExternalId\":\"" ID "\"}"

static const char * const present[] = {
  POLICY (OURS (ID)),
  ALLOW ("\"" ARN "\"", "\"sts:AssumeRole\"", EQUALS),
  ALLOW ("[\"x\",\"" ARN "\"]", "\"sts:AssumeRole\"", EQUALS),
  ALLOW ("\"111111111111\"", "\"sts:AssumeRole\"", EQUALS),
  ALLOW ("\"" ARN "\"", "[\"sts:TagSession\",\"sts:assumerole\"]", EQUALS),
  ALLOW ("\"" ARN "\"", "\"sts:*\"", EQUALS),
  ALLOW ("\"" ARN "\"", "\"*\"", EQUALS),
  ALLOW ("\"" ARN "\"", "\"sts:Assume?ole*\"", EQUALS),
  ALLOW ("\"" ARN "\"", "\"sts:AssumeRole\"",
         "\"StringEquals\":{\"sts:ExternalId\":[\"" OTHER_ID "\",\"" ID "\"]}"),
  ALLOW ("\"" ARN "\"", "\"sts:AssumeRole\"", "\"StringEquals\":{\"sts:externalid\":\"" ID "\"}"),
  ALLOW ("\"" ARN "\"", "\"sts:AssumeRole\"", "\"StringLike\":{\"sts:ExternalId\":\"0f3c*\"}"),
  "{\"AssumeRolePolicyDocument\":" POLICY (OURS (ID)) "}",
};

static void
test_present (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    {
      g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (present[i], ARN, ID);

      g_test_message ("%s", present[i]);
      g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_PRESENT);
      g_assert_cmpstr (merge->text, ==, present[i]);
      g_assert_cmpuint (merge->first_line, ==, 1);
      g_assert_cmpuint (merge->remarks->len, ==, 0);
    }
}

static const Case refused[] = {
  { "nothing", "", "no text", 1, 1 },
  { "blank", " \n ", "no text", 1, 1 },
  { "words", "hello", "a value", 1, 1 },
  { "unfinished", "{\n  \"Version\": 1,\n", "“{” of line 1", 3, 1 },
  { "missing comma", "{\"Version\": \"x\"\n  \"Statement\": []}", "a comma or “}”", 2, 3 },
  { "trailing comma", "{\"Statement\": [{},\n]}", "no comma before", 1, 18 },
  { "single quotes", "{'Statement': []}", "double quotes", 1, 2 },
  { "typographic quotes", "{“Statement”: []}", "typographic", 1, 2 },
  { "unquoted", "{Statement: []}", "a name in double quotes", 1, 2 },
  { "comment", "{ // my policy\n}", "no comments", 1, 3 },
  { "no end", "{\"Statement: []}", "closing quote", 1, 2 },
  { "bad escape", "{\"ü\\q\": []}", "backslash", 1, 4 },
  { "number", "{\"a\": 01}", "not a number", 1, 7 },
  { "array", "[]", "object in braces", 1, 1 },
  { "no statement", "{\"Version\": \"2012-10-17\"}", "no “Statement”", 1, 1 },
  { "two statements", "{\"Statement\": [],\n \"Statement\": []}", "more than once", 2, 15 },
  { "string", "{\"Statement\": \"x\"}", "list of statements", 1, 15 },
  { "strings", "{\"Statement\": [\"x\"]}", "object in braces", 1, 16 },
  { "behind", "{\"Statement\": []}\n{}", "complete already", 2, 1 },
  { "invalid", "{\"a\": \"\xff\"}", "other data", 1, 8 },
  { "permission policy",
    POLICY ("[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]"),
    "a permission policy", 1, 38 },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (refused[i].text, ARN, ID);
      const SluiceRemark *remark;

      g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_REFUSED);
      g_assert_null (merge->text);
      g_assert_cmpuint (merge->remarks->len, ==, 1);
      remark = g_ptr_array_index (merge->remarks, 0);
      g_test_message ("%s → %u:%u %s", refused[i].name, remark->line, remark->column,
                      remark->reason);
      g_assert_cmpint (remark->severity, ==, SLUICE_SEVERITY_PROBLEM);
      g_assert_nonnull (strstr (remark->reason, refused[i].words));
      g_assert_cmpuint (remark->line, ==, refused[i].line);
      g_assert_cmpuint (remark->column, ==, refused[i].column);
    }
}

/* Text laid out in lines: apart from the new lines and one comma nothing may differ. */
static void
test_layout_kept (void)
{
  static const char head[] =
    "{\r\n\t\"Version\" : \"2012-10-17\",\r\n\t\"Statement\": [\r\n"
    "\t\t{\r\n\t\t\t\"Effect\":   \"Allow\",\r\n"
    "\t\t\t\"Principal\": { \"Service\": \"\\u0065c2\" },\r\n"
    "\t\t\t\"Action\": \"sts:AssumeRole\", \"N\": 1.50e+2\r\n\t\t}";
  static const char tail[] = "\r\n\t]\r\n}\r\n";
  g_autofree char *text = g_strconcat (head, tail, NULL);
  g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (text, ARN, ID);

  g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
  g_assert_true (g_str_has_prefix (merge->text, head));
  g_assert_true (g_str_has_suffix (merge->text, tail));
  g_assert_true (g_str_has_prefix (merge->text + strlen (head), ",\r\n\t\t{\r\n\t\t\t\"Sid\": "));
  g_assert_cmpuint (merge->first_line, ==, 9);
  g_assert_cmpuint (merge->last_line, ==, 21);
  check_added (text, merge->text, merge->first_line, merge->last_line);
}

/* Where it is written anew, numbers and escapes stay as they were spelled. */
static void
test_values_kept (void)
{
  g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (
    "{\"Statement\":{\"N\":12345678901234567890.10,"
    "\"\\u0061\":\"\\u0000\\ud800\",\"N\":[]},\"Z\":1e5}",
    ARN, ID);

  g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
  g_assert_nonnull (strstr (merge->text, "\"N\": 12345678901234567890.10,"));
  g_assert_nonnull (strstr (merge->text, "\"\\u0061\": \"\\u0000\\ud800\","));
  g_assert_nonnull (strstr (merge->text, "\"N\": []"));
  g_assert_nonnull (strstr (merge->text, "\"Z\": 1e5"));
}

static void
test_sid (void)
{
  g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (
    POLICY ("[{\"Sid\":\"atlasstreamprocessing\"},{\"Sid\":\"AtlasStreamProcessing2\"},"
            "{\"Sid\":3}]"),
    ARN, ID);

  g_assert_nonnull (strstr (merge->text, "\"Sid\": \"AtlasStreamProcessing3\""));
}

static void
test_role_answer (void)
{
  g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (
    "{\"Role\":{\"RoleName\":\"x\",\"AssumeRolePolicyDocument\":" POLICY ("[" EC2 "]") "}}",
    ARN, ID);

  check_added (POLICY ("[" EC2 "]"), merge->text, merge->first_line, merge->last_line);
  g_assert_null (strstr (merge->text, "RoleName"));
}

static void
test_warnings (void)
{
  g_autoptr (SluiceTrustMerge) open = sluice_trust_policy_merge (
    POLICY ("[\n{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" ARN "\"},"
            "\"Action\":\"sts:AssumeRole\"},\n"
            "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}]"), ARN, ID);
  const SluiceRemark *first = g_ptr_array_index (open->remarks, 0);
  const SluiceRemark *second = g_ptr_array_index (open->remarks, 1);
  g_autofree char *fill = g_strnfill (2000, 'x');
  g_autofree char *long_policy = g_strdup_printf (POLICY ("[{\"Sid\":\"%s\"}]"), fill);
  g_autoptr (SluiceTrustMerge) full = sluice_trust_policy_merge (long_policy, ARN, ID);

  g_assert_cmpint (open->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
  g_assert_cmpuint (open->remarks->len, ==, 2);
  g_assert_nonnull (strstr (first->reason, "without an external ID"));
  g_assert_cmpuint (first->line, ==, 2);
  g_assert_nonnull (strstr (second->reason, "denies"));
  g_assert_cmpuint (second->line, ==, 3);

  g_assert_cmpint (full->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
  g_assert_cmpuint (full->remarks->len, ==, 1);
  first = g_ptr_array_index (full->remarks, 0);
  g_assert_nonnull (strstr (first->reason, "2048"));
}

/* Repeated up to 1 MB: whatever comes, it ends soon and a result is valid JSON. */
static void
test_hostile (void)
{
  static const char * const units[] = {
    "[", "{\"a\":", "\"", "\\", "{", "]", ",", "{\"Statement\":[", "a", "1", "-", "/", "/*", "//\n",
    "\n", "\xff", "\xe2\x80", "[],", "{},", "\"*\",", "ü", "{\"Statement\":{", NULL,
  };

  for (guint i = 0; units[i] != NULL; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 2 == 0 ? "" : "{\"Statement\":[");
      g_autoptr (SluiceTrustMerge) merge = NULL;
      clock_t before = clock ();

      while (text->len < 1000000)
        g_string_append (text, units[i]);
      merge = sluice_trust_policy_merge (text->str, ARN, ID);
      g_assert_true (g_getenv ("SLUICE_VALGRIND") || clock () - before < 2 * CLOCKS_PER_SEC);
      g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_REFUSED);
    }
}

static void
test_depth (void)
{
  for (guint depth = 60; depth <= 66; depth++)
    {
      g_autofree char *open = g_strnfill (depth, '[');
      g_autofree char *close = g_strnfill (depth, ']');
      g_autofree char *text = g_strconcat ("{\"Statement\":{\"a\":", open, close, "}}", NULL);
      g_autoptr (SluiceTrustMerge) merge = sluice_trust_policy_merge (text, ARN, ID);
      const SluiceRemark *remark;

      if (depth + 2 <= 64)
        {
          g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
          continue;
        }
      remark = g_ptr_array_index (merge->remarks, 0);
      g_assert_nonnull (strstr (remark->reason, "64 levels"));
    }
}

/* Patterns that make a careless matcher try everything. */
static void
test_patterns (void)
{
  g_autoptr (GString) stars = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (SluiceTrustMerge) merge = NULL;
  clock_t before = clock ();

  for (guint i = 0; i < 10000; i++)
    g_string_append (stars, "*0");
  text = g_strdup_printf (POLICY ("[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" ARN "\"},"
                                  "\"Action\":\"*\",\"Condition\":{\"StringLike\":"
                                  "{\"sts:ExternalId\":\"%s1\"}}}]"), stars->str);
  merge = sluice_trust_policy_merge (text, ARN, "00000000-0000-0000-0000-000000000000");
  g_assert_cmpint (merge->outcome, ==, SLUICE_TRUST_MERGE_ADDED);
  g_assert_cmpint (clock () - before, <, CLOCKS_PER_SEC);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trust-policy/new", test_new);
  g_test_add_func ("/trust-policy/new-hostile", test_new_hostile);
  g_test_add_func ("/trust-policy/added", test_added);
  g_test_add_func ("/trust-policy/present", test_present);
  g_test_add_func ("/trust-policy/refused", test_refused);
  g_test_add_func ("/trust-policy/layout-kept", test_layout_kept);
  g_test_add_func ("/trust-policy/values-kept", test_values_kept);
  g_test_add_func ("/trust-policy/sid", test_sid);
  g_test_add_func ("/trust-policy/role-answer", test_role_answer);
  g_test_add_func ("/trust-policy/warnings", test_warnings);
  g_test_add_func ("/trust-policy/hostile", test_hostile);
  g_test_add_func ("/trust-policy/depth", test_depth);
  g_test_add_func ("/trust-policy/patterns", test_patterns);

  return g_test_run ();
}
