/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type or paste into the form, and what is said about it. */
#include <locale.h>
#include <string.h>
#include <time.h>

#include "sluice-text.h"
#include "sluice-validate.h"

#define GOOD SLUICE_VERDICT_GOOD
#define EMPTY SLUICE_VERDICT_EMPTY
#define WARNING SLUICE_VERDICT_WARNING
#define ERROR SLUICE_VERDICT_ERROR

#define ID "5f3c1d2e4b6a7c8d9e0f1a2b"
#define ROLE "arn:aws:iam::123456789012:role/my-role"
#define UUID "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"
#define ACCOUNT "arn:aws:iam::123456789012:"

typedef SluiceFinding *(*Validate) (const char *text);

typedef struct
{
  const char    *text;
  SluiceVerdict  verdict;
  const char    *value;
  const char    *words;  /* part of the message; NULL when there is none */
} Case;

static const Case public_keys[] = {
  { "zmmrboas", GOOD, "zmmrboas", NULL },
  { "ZMMR1234", GOOD, "ZMMR1234", NULL },
  { " zmmrboas\r\n", GOOD, "zmmrboas", NULL },
  { "\"zmmrboas\"", GOOD, "zmmrboas", NULL },
  { "zmmrboa", WARNING, "zmmrboa", "usually" },
  { "zmmrboasx", WARNING, "zmmrboasx", "usually" },
  { "zmmr-oas", WARNING, "zmmr-oas", "usually" },
  { "mdb_sa_id_5f3c1d2e", WARNING, "mdb_sa_id_5f3c1d2e", "service account" },
  { UUID, ERROR, NULL, "private key" },
  { "mdb_sa_sk_5f3c1d2e", ERROR, NULL, "private key" },
  { "zmmr oas", ERROR, NULL, "a space" },
  { "zmmr\noas", ERROR, NULL, "a line break" },
  { "zmmr\001oas", ERROR, NULL, "U+0001" },
  { "zmmr\u200boas", ERROR, NULL, "U+200B" },
  { "zmmr:oas", ERROR, NULL, "“:”" },
  { "zmmrböas", ERROR, NULL, "“ö”" },
};

static const Case private_keys[] = {
  { UUID, GOOD, NULL, NULL },
  { "\t" UUID "\n\n", GOOD, NULL, NULL },
  { "“" UUID "”", GOOD, NULL, NULL },
  { "0F3C1D2E-4B6A-7C8D-9E0F-1A2B3C4D5E6F", GOOD, NULL, NULL },
  { "0f3c1d2e-4b6a-7c8d-9e0f", WARNING, NULL, "five groups" },
  { "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6g", WARNING, NULL, "five groups" },
  { "0f3c1d2e4b6a7c8d9e0f1a2b3c4d5e6f", WARNING, NULL, "five groups" },
  { "********-****-****-1a2b3c4d5e6f", WARNING, NULL, "hidden" },
  { "mdb_sa_sk_abcdef", WARNING, NULL, "service account" },
};

static const Case project_ids[] = {
  { ID, GOOD, ID, NULL },
  { "5F3C1D2E4B6A7C8D9E0F1A2B", GOOD, ID, NULL },
  { "  " ID " ", GOOD, ID, NULL },
  { "https://cloud.mongodb.com/v2/" ID "#/overview", GOOD, ID, NULL },
  { "https://cloud.mongodb.com/v2/" ID, GOOD, ID, NULL },
  { "https://cloud.mongodb.com/v2/" ID "?x=1", GOOD, ID, NULL },
  { "https://cloud.mongodbgov.com/v2/" ID "#/streamProcessing", GOOD, ID, NULL },
  { "cloud.mongodb.com/v2/" ID "#/overview", GOOD, ID, NULL },
  { "https://cloud.mongodb.com/api/atlas/v2/groups/" ID "/streams", GOOD, ID, NULL },
  { "https://cloud.mongodb.com/v2#/org/" ID "/projects", ERROR, NULL, "organization" },
  { "https://cloud.mongodb.com/v2/" ID "a#/", ERROR, NULL, "No project ID" },
  { "https://cloud.mongodb.com/v2/", ERROR, NULL, "No project ID" },
  { "5f3c1d2e4b6a7c8d9e0f1a2", ERROR, NULL, "This one has 23" },
  { "5f3c1d2e4b6a7c8d9e0f1a2b0", ERROR, NULL, "This one has 25" },
  { "5f3c1d2e4b6a7c8d9e0f1a2g", ERROR, NULL, "“g”" },
  { "5f3c1d2e 4b6a7c8d9e0f1a2b", ERROR, NULL, "a space" },
  { "my project", ERROR, NULL, "Project Settings" },
};

static const Case instance_names[] = {
  { "Instance-0", GOOD, "Instance-0", NULL },
  { " Instance0 ", GOOD, "Instance0", NULL },
  { "my_instance", ERROR, NULL, "“_”" },
  { "my instance", ERROR, NULL, "a space" },
  { "a/b", ERROR, NULL, "“/”" },
  { "münster", ERROR, NULL, "“ü”" },
  { "mongodb://atlas-stream-5f3c.a.query.mongodb.net/", ERROR, NULL, "connection string" },
};

static const Case connection_names[] = {
  { "s3sink", GOOD, "s3sink", NULL },
  { "S3_sink-1", GOOD, "S3_sink-1", NULL },
  { "\u00a0s3sink\u200b\u2028", GOOD, "s3sink", NULL },
  { "0123456789012345678901234567890123456789012345678901234567890123", GOOD,
    "0123456789012345678901234567890123456789012345678901234567890123", NULL },
  { "01234567890123456789012345678901234567890123456789012345678901234", ERROR, NULL, "has 65" },
  { "s3.sink", ERROR, NULL, "“.”" },
  { "s3 sink", ERROR, NULL, "a space" },
  { "s3\u00a0sink", ERROR, NULL, "a space" },
  { "../x", ERROR, NULL, "“.”" },
  { "s3\u0301sink", ERROR, NULL, "U+0301" },
};

static const Case role_arns[] = {
  { ROLE, GOOD, ROLE, NULL },
  { " '" ROLE "'\n", GOOD, ROLE, NULL },
  { "arn:aws:iam::999999999999:role/x", GOOD, "arn:aws:iam::999999999999:role/x", NULL },
  { "arn:aws-us-gov:iam::123456789012:role/p/q/x", GOOD,
    "arn:aws-us-gov:iam::123456789012:role/p/q/x", NULL },
  { ACCOUNT "root", ERROR, NULL, "Atlas’s own AWS account" },
  { ACCOUNT "root", ERROR, NULL, "IAM, Roles" },
  { ACCOUNT "user/me", ERROR, NULL, "a user" },
  { "arn:aws:sts::123456789012:assumed-role/my-role/session", ERROR, NULL, "probably " ROLE "," },
  { "arn:aws:sts::1:assumed-role/my-role/session", ERROR, NULL, "a session of a role" },
  { "arn:aws:s3:::my-bucket/*", ERROR, NULL, "the bucket “my-bucket”" },
  { ACCOUNT "policy/p", ERROR, NULL, "a policy" },
  { ACCOUNT "instance-profile/p", ERROR, NULL, "an instance profile" },
  { ACCOUNT "group/admins", ERROR, NULL, "names “group/admins”" },
  { "arn:aws:lambda:us-east-1:123456789012:function:f", ERROR, NULL, "not a role" },
  { "arn:aws-iso:iam::123456789012:role/x", ERROR, NULL, "“arn:aws-iso:”" },
  { "arn:aws:iam:us-east-1:123456789012:role/x", ERROR, NULL, "no region" },
  { "arn:aws:iam::1234-5678-9012:role/x", ERROR, NULL, "“1234-5678-9012”" },
  { ACCOUNT "role/", ERROR, NULL, "name is missing" },
  { ACCOUNT "role/a b", ERROR, NULL, "a space" },
  { ACCOUNT "role/<name>", ERROR, NULL, "“<”" },
  { ACCOUNT "role/01234567890123456789012345678901234567890123456789012345678901234", ERROR, NULL,
    "too long" },
  { "arn:aws:iam::123456789012", ERROR, NULL, "not complete" },
  { "my-role", ERROR, NULL, "“my-role” is not an ARN" },
  { "123456789012", ERROR, NULL, "is not an ARN" },
};

static const Case test_buckets[] = {
  { "my-bucket", GOOD, "my-bucket", NULL },
  { "my.bucket.1", GOOD, "my.bucket.1", NULL },
  { "abc", GOOD, "abc", NULL },
  { " s3://my-bucket/ ", GOOD, "my-bucket", NULL },
  { "s3://my-bucket", GOOD, "my-bucket", NULL },
  { "S3://my-bucket/a/b", GOOD, "my-bucket", NULL },
  { "arn:aws:s3:::my-bucket", GOOD, "my-bucket", NULL },
  { "arn:aws:s3:::my-bucket/*", GOOD, "my-bucket", NULL },
  { "arn:aws:s3:::my-bucket.s3.amazonaws.com", ERROR, NULL, "name was found" },
  { "s3://my-bucket.s3.eu-west-1.amazonaws.com/a", ERROR, NULL, "name was found" },
  { "arn:aws-us-gov:s3:::my-bucket", GOOD, "my-bucket", NULL },
  { "https://my-bucket.s3.eu-west-1.amazonaws.com/a", GOOD, "my-bucket", NULL },
  { "https://my.s3.bucket.s3.eu-west-1.amazonaws.com", GOOD, "my.s3.bucket", NULL },
  { "https://my-bucket.s3-us-west-2.amazonaws.com/", GOOD, "my-bucket", NULL },
  { "https://my-bucket.s3.amazonaws.com:443/", GOOD, "my-bucket", NULL },
  { "my-bucket.s3.us-east-1.amazonaws.com", GOOD, "my-bucket", NULL },
  { "https://s3.eu-west-1.amazonaws.com/my-bucket/a/b", GOOD, "my-bucket", NULL },
  { "https://s3.cn-north-1.amazonaws.com.cn/my-bucket", GOOD, "my-bucket", NULL },
  { "https://us-east-1.console.aws.amazon.com/s3/buckets/my-bucket?x=y", GOOD, "my-bucket", NULL },
  { "ab", ERROR, NULL, "This one has 2" },
  { "0123456789012345678901234567890123456789012345678901234567890123", ERROR, NULL, "has 64" },
  { "My-bucket", ERROR, NULL, "capital" },
  { "my_bucket", ERROR, NULL, "“_”" },
  { "my-bucket/prefix", ERROR, NULL, "“/”" },
  { "-my-bucket", ERROR, NULL, "starts and ends" },
  { "my-bucket.", ERROR, NULL, "starts and ends" },
  { "my..bucket", ERROR, NULL, "two dots" },
  { "192.168.5.4", ERROR, NULL, "IP address" },
  { "xn--bucket", ERROR, NULL, "AWS keeps" },
  { "my-bucket-s3alias", ERROR, NULL, "AWS keeps" },
  { "s3://", ERROR, NULL, "This one has 0" },
  { "https://example.com/x", ERROR, NULL, "No bucket’s name" },
  { "https://s3.amazonaws.com/", ERROR, NULL, "This one has 0" },
  { ROLE, ERROR, NULL, "does not name a bucket" },
};

typedef struct
{
  const char *name;
  Validate    validate;
  const Case *cases;
  guint       n_cases;
} Field;

static const Field fields[] = {
  { "public-key", sluice_validate_public_key, public_keys, G_N_ELEMENTS (public_keys) },
  { "private-key", sluice_validate_private_key, private_keys, G_N_ELEMENTS (private_keys) },
  { "project-id", sluice_validate_project_id, project_ids, G_N_ELEMENTS (project_ids) },
  { "instance-name", sluice_validate_instance_name, instance_names, G_N_ELEMENTS (instance_names) },
  { "connection-name", sluice_validate_connection_name, connection_names,
    G_N_ELEMENTS (connection_names) },
  { "role-arn", sluice_validate_role_arn, role_arns, G_N_ELEMENTS (role_arns) },
  { "test-bucket", sluice_validate_test_bucket, test_buckets, G_N_ELEMENTS (test_buckets) },
};

static const char * const empty_texts[] = {
  "", " ", "\n\r\t\v\f", "\u00a0\u2003\u3000\u2028", "\u200b\u200e\ufeff\u2060", "\"\"", "“ ”",
  NULL,
};

static void
test_cases (gconstpointer data)
{
  const Field *field = data;

  for (guint i = 0; i < field->n_cases; i++)
    {
      const Case *expected = &field->cases[i];
      g_autoptr (SluiceFinding) finding = field->validate (expected->text);

      g_test_message ("“%s” → %s", expected->text, finding->message);
      g_assert_cmpint (finding->verdict, ==, expected->verdict);
      g_assert_cmpstr (finding->value, ==, expected->value);
      if (expected->words == NULL)
        g_assert_null (finding->message);
      else
        g_assert_nonnull (strstr (finding->message, expected->words));
    }
}

static void
test_empty (gconstpointer data)
{
  const Field *field = data;
  g_autoptr (SluiceFinding) absent = field->validate (NULL);

  g_assert_cmpint (absent->verdict, ==, EMPTY);

  for (guint i = 0; empty_texts[i] != NULL; i++)
    {
      g_autoptr (SluiceFinding) finding = field->validate (empty_texts[i]);

      g_assert_cmpint (finding->verdict, ==, EMPTY);
      g_assert_null (finding->value);
      g_assert_null (finding->message);
    }
}

/* Each unit is repeated up to 1 MB: what a person with a wrong clipboard or a bad page brings. */
static const char * const hostile[] = {
  "a", "A", "0", ":", "/", ".", "arn:", "/v2/", "/groups/5f3c1d2e4b6a7c8d9e0f1a2", "s3://", ".s3.",
  "ü", "\u0301", "\u202e", "\n", " x", "\xff", "\x80", "\xf0", "%s%n", "\"", "\u200b\xe2\x80",
  "https://", ROLE, ROLE "/", NULL,
};

static void
check_huge (const Field *field,
            const char  *text)
{
  clock_t before = clock ();   /* the processor's: other programs may be busy, too */
  g_autoptr (SluiceFinding) finding = field->validate (text);

  g_assert_cmpint (clock () - before, <, CLOCKS_PER_SEC);
  if (finding->verdict == EMPTY)
    return;

  g_assert_cmpint (finding->verdict, ==, ERROR);
  g_assert_null (finding->value);
  g_assert_true (g_utf8_validate (finding->message, -1, NULL));
  g_assert_cmpuint (strlen (finding->message), <, 700);
}

static void
test_huge (gconstpointer data)
{
  for (guint i = 0; hostile[i] != NULL; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *arn = NULL;

      while (text->len < 1000000)
        g_string_append (text, hostile[i]);

      arn = g_strconcat (ACCOUNT "role/", text->str, "x", NULL);
      check_huge (data, text->str);
      check_huge (data, arn);
    }
}

static void
test_long_quote (void)
{
  g_autofree char *fill = g_strnfill (1900, 'q');
  g_autofree char *text = g_strconcat ("arn:aws:x:::\u202e", fill, NULL);
  g_autoptr (SluiceFinding) finding = sluice_validate_role_arn (text);

  g_assert_nonnull (strstr (finding->message, "qqq…”"));
  g_assert_null (strstr (finding->message, "\u202e"));
  g_assert_cmpuint (g_utf8_strlen (finding->message, -1), <, 400);
}

static void
test_long_arn (void)
{
  g_autofree char *fill = g_strnfill (2048, 'q');
  g_autofree char *text = g_strconcat (ACCOUNT "role/", fill, NULL);
  g_autoptr (SluiceFinding) finding = sluice_validate_role_arn (text);

  g_assert_cmpint (finding->verdict, ==, ERROR);
  g_assert_nonnull (strstr (finding->message, "at most 2048"));
}

static void
test_private_key_never_told (void)
{
  static const char * const keys[] = {
    UUID, "xq7", "wvz93 kqp", "xq7-wvz93-kqp", "mdb_sa_sk_xq7wvz93", "xq7*wvz93", "xq7üwvz93", NULL,
  };

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (SluiceFinding) finding = sluice_validate_private_key (keys[i]);

      g_assert_null (finding->value);
      if (finding->message == NULL)
        continue;
      g_assert_null (strstr (finding->message, "xq7"));
      g_assert_null (strstr (finding->message, "wvz"));
      g_assert_null (strstr (finding->message, "kqp"));
    }
}

static void
test_trim (void)
{
  const char *text = "\ufeff “x y”\u200b\n";
  gsize length;
  const char *start = sluice_text_trim (text, &length);

  g_assert_true (start > text && start < text + strlen (text));
  g_assert_cmpuint (length, ==, 3);
  g_assert_true (memcmp (start, "x y", 3) == 0);

  start = sluice_text_trim ("\xffx\xe2\x80", &length);
  g_assert_cmpuint (length, ==, 4);
}

/* What is typed so far counts too, names that only look a little like it do not. */
static void
test_may_be_secret (void)
{
  static const char * const secrets[] = {
    UUID, " " UUID "\n", "\"" UUID "\"", "0f3c1d2e-4b6a-7c", "0F3C1D2E-4B6A-7C8D-9E0F-1A2B3C4D5E6",
    UUID UUID, "mdb_sa_sk_x", NULL,
  };
  static const char * const others[] = {
    "", "zmmrboas", "deadbeef-1", "deadbeef-cafe-1", "0f3c1d2e-4b6a-7c8d-name", ROLE,
    "arn:aws:kms:eu-west-1:123456789012:key/" UUID, NULL,
  };

  g_assert_false (sluice_validate_may_be_secret (NULL));
  for (guint i = 0; secrets[i] != NULL; i++)
    g_assert_true (sluice_validate_may_be_secret (secrets[i]));
  for (guint i = 0; others[i] != NULL; i++)
    g_assert_false (sluice_validate_may_be_secret (others[i]));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *cases = g_strdup_printf ("/validate/%s/cases", fields[i].name);
      g_autofree char *empty = g_strdup_printf ("/validate/%s/empty", fields[i].name);
      g_autofree char *huge = g_strdup_printf ("/validate/%s/huge", fields[i].name);

      g_test_add_data_func (cases, &fields[i], test_cases);
      g_test_add_data_func (empty, &fields[i], test_empty);
      g_test_add_data_func (huge, &fields[i], test_huge);
    }

  g_test_add_func ("/validate/long-quote", test_long_quote);
  g_test_add_func ("/validate/long-arn", test_long_arn);
  g_test_add_func ("/validate/private-key/never-told", test_private_key_never_told);
  g_test_add_func ("/validate/may-be-secret", test_may_be_secret);
  g_test_add_func ("/validate/trim", test_trim);

  return g_test_run ();
}
