/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ARNs taken apart. */
#include <string.h>

#include "sluice-arn.h"

typedef struct
{
  const char    *text;
  SluiceArnKind  kind;
  gboolean       usable;
  const char    *role;
  const char    *bucket;
} Case;

static const Case cases[] = {
  { "arn:aws:iam::123456789012:role/my-role", SLUICE_ARN_ROLE, TRUE, "my-role", NULL },
  { "arn:aws:iam::123456789012:role/a/b.c/r_+=,.@-1", SLUICE_ARN_ROLE, TRUE, "r_+=,.@-1", NULL },
  { "arn:aws-us-gov:iam::123456789012:role/r", SLUICE_ARN_ROLE, TRUE, "r", NULL },
  { "arn:aws-cn:iam::123456789012:role/r", SLUICE_ARN_ROLE, TRUE, "r", NULL },
  { " \n“arn:aws:iam::123456789012:role/r”\r\n", SLUICE_ARN_ROLE, TRUE, "r", NULL },
  { "arn:aws-iso:iam::123456789012:role/r", SLUICE_ARN_ROLE, FALSE, "r", NULL },
  { "arn:aws:iam:us-east-1:123456789012:role/r", SLUICE_ARN_ROLE, FALSE, "r", NULL },
  { "arn:aws:iam::12345678901:role/r", SLUICE_ARN_ROLE, FALSE, "r", NULL },
  { "arn:aws:iam::1234567890123:role/r", SLUICE_ARN_ROLE, FALSE, "r", NULL },
  { "arn:aws:iam::12345678901x:role/r", SLUICE_ARN_ROLE, FALSE, "r", NULL },
  { "arn:aws:iam::123456789012:role/", SLUICE_ARN_ROLE, FALSE, NULL, NULL },
  { "arn:aws:iam::123456789012:role/path/", SLUICE_ARN_ROLE, FALSE, NULL, NULL },
  { "arn:aws:iam::123456789012:role/a b", SLUICE_ARN_ROLE, FALSE, "a b", NULL },
  { "arn:aws:iam::123456789012:role/a:b", SLUICE_ARN_ROLE, FALSE, "a:b", NULL },
  { "arn:aws:iam::123456789012:role/r\u00f4le", SLUICE_ARN_ROLE, FALSE, "r\u00f4le", NULL },
  { "arn:aws:iam::123456789012:root", SLUICE_ARN_ACCOUNT_ROOT, FALSE, NULL, NULL },
  { "arn:aws:iam::123456789012:user/me", SLUICE_ARN_USER, FALSE, NULL, NULL },
  { "arn:aws:sts::123456789012:assumed-role/r/s", SLUICE_ARN_ASSUMED_ROLE, FALSE, "r", NULL },
  { "arn:aws:sts::123456789012:assumed-role/r", SLUICE_ARN_ASSUMED_ROLE, FALSE, "r", NULL },
  { "arn:aws:sts::123456789012:assumed-role/", SLUICE_ARN_ASSUMED_ROLE, FALSE, NULL, NULL },
  { "arn:aws:s3:::my-bucket", SLUICE_ARN_BUCKET, FALSE, NULL, "my-bucket" },
  { "arn:aws:s3:::my-bucket/*", SLUICE_ARN_BUCKET, FALSE, NULL, "my-bucket" },
  { "arn:aws:s3:eu-west-1:123456789012:accesspoint/x", SLUICE_ARN_OTHER, FALSE, NULL, NULL },
  { "arn:aws:s3:::", SLUICE_ARN_OTHER, FALSE, NULL, NULL },
  { "arn:aws:iam::123456789012:policy/p", SLUICE_ARN_OTHER, FALSE, NULL, NULL },
  { "arn:aws:iam::123456789012:instance-profile/p", SLUICE_ARN_OTHER, FALSE, NULL, NULL },
  { "arn:aws:iam::123456789012:role", SLUICE_ARN_OTHER, FALSE, NULL, NULL },
  { "arn:::::", SLUICE_ARN_OTHER, FALSE, NULL, NULL },
};

static const char * const no_arns[] = {
  "", " ", "arn", "arn:", "arn:aws", "arn:aws:iam", "arn:aws:iam::", "arn:aws:iam::123456789012",
  "ARN:AWS:IAM::123456789012:ROLE/R", "my-role", "xarn:aws:iam::123456789012:role/r", NULL,
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceArn) arn = sluice_arn_parse (cases[i].text);
      g_autofree char *role = NULL;
      g_autofree char *bucket = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (arn);
      role = sluice_arn_dup_role_name (arn);
      bucket = sluice_arn_dup_bucket (arn);
      g_assert_cmpint (arn->kind, ==, cases[i].kind);
      g_assert_cmpint (sluice_arn_is_usable_role (arn), ==, cases[i].usable);
      g_assert_cmpstr (role, ==, cases[i].role);
      g_assert_cmpstr (bucket, ==, cases[i].bucket);
    }
}

static void
test_parts (void)
{
  g_autoptr (SluiceArn) arn = sluice_arn_parse ("arn:aws-cn:sts:moon:42:a:b/c:d");

  g_assert_cmpstr (arn->partition, ==, "aws-cn");
  g_assert_cmpstr (arn->service, ==, "sts");
  g_assert_cmpstr (arn->region, ==, "moon");
  g_assert_cmpstr (arn->account, ==, "42");
  g_assert_cmpstr (arn->resource, ==, "a:b/c:d");
}

static void
test_not_an_arn (void)
{
  g_assert_null (sluice_arn_parse (NULL));

  for (guint i = 0; no_arns[i] != NULL; i++)
    g_assert_null (sluice_arn_parse (no_arns[i]));
}

static gboolean
is_usable (guint path_length,
           guint name_length)
{
  g_autofree char *path = g_strnfill (path_length - 2, 'p');
  g_autofree char *name = g_strnfill (name_length, 'n');
  g_autofree char *text = g_strdup_printf ("arn:aws:iam::123456789012:role/%s/%s", path, name);
  g_autoptr (SluiceArn) arn = sluice_arn_parse (text);

  return sluice_arn_is_usable_role (arn);
}

static void
test_lengths (void)
{
  g_assert_true (is_usable (10, 64));
  g_assert_false (is_usable (10, 65));
  g_assert_true (is_usable (512, 64));
  g_assert_false (is_usable (513, 64));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arn/kinds", test_kinds);
  g_test_add_func ("/arn/parts", test_parts);
  g_test_add_func ("/arn/not-an-arn", test_not_an_arn);
  g_test_add_func ("/arn/lengths", test_lengths);

  return g_test_run ();
}
