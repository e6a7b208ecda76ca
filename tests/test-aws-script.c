/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripts are run by bash with an “aws” of our own that writes down how it was called; the
 * Terraform file is taken apart by its lines.
 */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "sluice-aws-script.h"
#include "sluice-hcl.h"
#include "sluice-trust-policy.h"

#define ARN "arn:aws:iam::111111111111:root"
#define ID "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"
#define ROLE_ARN "arn:aws:iam::123456789012:role/it+s.my_role@x"

/* What a shell, or a heredoc, could stumble over. */
#define HOSTILE "';\"$(touch hit)`touch hit`\\\n${HOME}\nEOF\nJSON\n!!"

static const char fake_aws[] =
  "#!/bin/bash\n"
  "printf '%s\\0' \"$@\" >>calls; printf '\\1\\0' >>calls\n"
  "case \"$*\" in\n"
  "  *'--query Role.Arn'*) echo '" ROLE_ARN "' ;;\n"
  "  *AssumeRolePolicyDocument*) cat present ;;\n"
  "  'iam get-role '*) [ -e exists ] ;;\n"
  "esac\n";

typedef struct
{
  char       *folder;
  int         status;
  char       *output;
  char       *errors;
  GPtrArray  *calls;    /* of GStrv */
} Run;

static char *
path_in (Run        *run,
         const char *name)
{
  return g_build_filename (run->folder, name, NULL);
}

static void
write_in (Run        *run,
          const char *name,
          const char *text)
{
  g_autofree char *path = path_in (run, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
exists_in (Run        *run,
           const char *name)
{
  g_autofree char *path = path_in (run, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
set_up (Run           *run,
        gconstpointer  data)
{
  g_autofree char *aws = NULL;

  run->folder = g_dir_make_tmp ("sluice-aws-XXXXXX", NULL);
  g_assert_nonnull (run->folder);
  run->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  write_in (run, "aws", fake_aws);
  aws = path_in (run, "aws");
  g_assert_cmpint (g_chmod (aws, 0755), ==, 0);
}

static void
tear_down (Run           *run,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (run->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = path_in (run, name);

      g_unlink (path);
    }
  g_rmdir (run->folder);
  g_free (run->folder);
  g_free (run->output);
  g_free (run->errors);
  g_ptr_array_unref (run->calls);
}

/* Arguments end with NUL, calls with an argument “\1”. */
static void
read_calls (Run *run)
{
  g_autofree char *path = path_in (run, "calls");
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GStrvBuilder) call = g_strv_builder_new ();

  g_file_get_contents (path, &text, &length, NULL);
  for (gsize i = 0; i < length; i += strlen (text + i) + 1)
    {
      if (!g_str_equal (text + i, "\1"))
        {
          g_strv_builder_add (call, text + i);
          continue;
        }
      g_ptr_array_add (run->calls, g_strv_builder_end (call));
      g_strv_builder_unref (call);
      call = g_strv_builder_new ();
    }
}

static void
run_script (Run        *run,
            const char *script)
{
  const char *argv[] = { "bash", "-c", script, NULL };
  g_autofree char *path = g_strdup_printf ("%s:%s", run->folder, g_getenv ("PATH"));
  g_auto (GStrv) env = g_environ_setenv (g_get_environ (), "PATH", path, TRUE);
  g_autoptr (GError) error = NULL;

  g_spawn_sync (run->folder, (char **) argv, env, G_SPAWN_SEARCH_PATH, NULL, NULL, &run->output,
                &run->errors, &run->status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", run->errors);
  g_assert_false (exists_in (run, "hit"));
  read_calls (run);
}

static const char *
get_option (char       **call,
            const char  *option)
{
  for (guint i = 0; call[i] != NULL; i++)
    {
      if (g_str_equal (call[i], option))
        return call[i + 1];
    }
  return NULL;
}

static char **
find_call (Run        *run,
           const char *command)
{
  char **found = NULL;

  for (guint i = 0; i < run->calls->len; i++)
    {
      char **call = g_ptr_array_index (run->calls, i);

      g_assert_cmpstr (call[0], ==, "iam");
      g_assert_cmpstr (get_option (call, "--role-name"), ==, "it+s.my_role@x");
      if (g_str_equal (call[1], command))
        {
          g_assert_null (found);
          found = call;
        }
    }
  return found;
}

static SluiceAwsSetup
make_setup (const char *external_id)
{
  return (SluiceAwsSetup) {
    .role_name = ROLE_ARN,
    .account_arn = ARN,
    .external_id = external_id,
    .permissions = { .bucket = "my-bucket" },
  };
}

static void
check_permission_policy (Run *run)
{
  char **call = find_call (run, "put-role-policy");
  SluicePermissions permissions = { .bucket = "my-bucket" };
  g_autofree char *expected = sluice_permission_policy_new (&permissions);

  g_assert_cmpstr (get_option (call, "--policy-name"), ==, "write-to-my-bucket");
  g_assert_cmpstr (get_option (call, "--policy-document"), ==, expected);
}

static void
test_new_role (Run           *run,
               gconstpointer  external_id)
{
  SluiceAwsSetup setup = make_setup (external_id);
  g_autofree char *script = sluice_aws_script_for_new_role (&setup);
  g_autofree char *trust_policy = sluice_trust_policy_new (ARN, external_id);

  run_script (run, script);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->output, ==, ROLE_ARN "\n");
  g_assert_cmpstr (get_option (find_call (run, "create-role"), "--assume-role-policy-document"), ==,
                   trust_policy);
  g_assert_null (find_call (run, "update-assume-role-policy"));
  check_permission_policy (run);
}

static void
test_new_role_taken (Run           *run,
                     gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (ID);
  g_autofree char *script = sluice_aws_script_for_new_role (&setup);

  write_in (run, "exists", "");
  run_script (run, script);
  g_assert_cmpint (run->status, !=, 0);
  g_assert_nonnull (strstr (run->errors, "already; nothing was changed"));
  g_assert_cmpuint (run->calls->len, ==, 1);
}

/* Pasted into a shell: a failure must not end that shell. */
static void
test_pasted (Run           *run,
             gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (ID);
  g_autofree char *script = sluice_aws_script_for_new_role (&setup);
  g_autofree char *session = g_strconcat (script, "echo still here\n", NULL);

  write_in (run, "exists", "");
  run_script (run, session);
  g_assert_cmpstr (run->output, ==, "still here\n");
}

#define PRESENT \
  "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" \
  "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}"

static void
test_present_role (Run           *run,
                   gconstpointer  external_id)
{
  SluiceAwsSetup setup = make_setup (external_id);
  g_autofree char *script = sluice_aws_script_for_present_role (&setup);
  g_autofree char *jq = g_find_program_in_path ("jq");
  g_autofree char *both = NULL;
  g_autoptr (JsonNode) merged = NULL;
  g_autoptr (JsonNode) expected = NULL;
  g_autofree char *ours = sluice_trust_policy_new (ARN, external_id);
  const char *start = strchr (strchr (ours, '[') + 1, '{');

  if (jq == NULL)
    {
      g_test_skip ("jq is not installed");
      return;
    }

  write_in (run, "present", PRESENT);
  run_script (run, script);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->output, ==, ROLE_ARN "\n");
  g_assert_null (find_call (run, "create-role"));
  g_assert_nonnull (strstr (run->errors, "is kept in trust-policy-of-"));

  both = g_strdup_printf ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                          "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                          "\"Action\":\"sts:AssumeRole\"},%.*s}",
                          (int) (strrchr (ours, ']') + 1 - start), start);
  expected = json_from_string (both, NULL);
  merged = json_from_string (get_option (find_call (run, "update-assume-role-policy"),
                                         "--policy-document"), NULL);
  g_assert_true (json_node_equal (merged, expected));
  check_permission_policy (run);
}

static void
test_present_role_done (Run           *run,
                        gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (ID);
  g_autofree char *script = sluice_aws_script_for_present_role (&setup);
  g_autofree char *policy = sluice_trust_policy_new (ARN, ID);

  write_in (run, "present", policy);
  run_script (run, script);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_null (find_call (run, "update-assume-role-policy"));
  check_permission_policy (run);
}

/* A role that cannot be read is not touched. */
static void
test_present_role_missing (Run           *run,
                           gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (ID);
  g_autofree char *script = sluice_aws_script_for_present_role (&setup);

  run_script (run, script);
  g_assert_cmpint (run->status, !=, 0);
  g_assert_cmpuint (run->calls->len, ==, 1);
}

static void
test_shellcheck (Run           *run,
                 gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (HOSTILE);
  g_autofree char *program = g_find_program_in_path ("shellcheck");
  g_auto (GStrv) scripts = g_new0 (char *, 3);

  scripts[0] = sluice_aws_script_for_new_role (&setup);
  scripts[1] = sluice_aws_script_for_present_role (&setup);
  for (guint i = 0; scripts[i] != NULL; i++)
    {
      g_autofree char *command = g_strconcat (program != NULL ? "shellcheck -S warning" : "bash -n",
                                              " script >&2", NULL);

      write_in (run, "script", scripts[i]);
      run_script (run, command);
      g_assert_cmpint (run->status, ==, 0);
      g_clear_pointer (&run->output, g_free);
      g_clear_pointer (&run->errors, g_free);
    }
}

/* Brackets balance outside of strings, every string ends on its line, nothing is interpolated. */
static void
check_hcl (const char *text)
{
  g_autoptr (GString) open = g_string_new (NULL);
  gboolean in_string = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        in_string = !in_string;
      else if (in_string && *c == '\\')
        c++;
      else if (in_string && (*c == '$' || *c == '%') && c[1] == *c && c[2] == '{')
        c += 2;
      else if (in_string)
        g_assert_false (*c == '\n' || ((*c == '$' || *c == '%') && c[1] == '{'));
      else if (*c == '#')
        c += strcspn (c, "\n");
      else if (strchr ("{[(", *c) != NULL)
        g_string_append_c (open, *c);
      else if (strchr ("}])", *c) != NULL)
        {
          g_assert_cmpuint (open->len, >, 0);
          g_assert_true (strchr ("{}[]()", open->str[open->len - 1])[1] == *c);
          g_string_truncate (open, open->len - 1);
        }
    }
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_false (in_string);
}

static void
test_terraform (Run           *run,
                gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (ID);
  g_autofree char *text = sluice_aws_terraform (&setup);
  static const char * const lines[] = {
    "resource \"aws_iam_role\" \"atlas\" {\n",
    "  name = \"it+s.my_role@x\"\n",
    "  assume_role_policy = jsonencode({\n    Version = \"2012-10-17\"\n    Statement = [\n",
    "            \"sts:ExternalId\" = \"" ID "\"\n",
    "          AWS = \"" ARN "\"\n",
    "resource \"aws_iam_role_policy\" \"atlas\" {\n  name = \"write-to-my-bucket\"\n"
    "  role = aws_iam_role.atlas.id\n  policy = jsonencode({\n",
    "        Effect   = \"Allow\"\n        Action   = \"s3:PutObject\"\n"
    "        Resource = \"arn:aws:s3:::my-bucket/*\"\n      }\n",
    "      },\n",
    "output \"role_arn\" {\n  value = aws_iam_role.atlas.arn\n}\n",
    NULL,
  };

  check_hcl (text);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_test_message ("%s", lines[i]);
      g_assert_nonnull (strstr (text, lines[i]));
    }
}

static void
test_terraform_hostile (Run           *run,
                        gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup ("a\"${b}%{c}$${d}\\$\n\b/{[(");
  g_autofree char *text = sluice_aws_terraform (&setup);

  check_hcl (text);
  g_assert_nonnull (strstr (text, "\"a\\\"$${b}%%{c}$$${d}\\\\$\\n\\u0008/{[(\"\n"));
}

static void
test_nothing (Run           *run,
              gconstpointer  data)
{
  SluiceAwsSetup setup = make_setup (ID);

  setup.role_name = "two words";
  g_assert_null (sluice_aws_script_for_new_role (&setup));
  setup.role_name = NULL;
  g_assert_null (sluice_aws_script_for_present_role (&setup));
  setup = make_setup (NULL);
  g_assert_null (sluice_aws_terraform (&setup));
  setup = make_setup (ID);
  setup.permissions.bucket = "";
  g_assert_null (sluice_aws_script_for_new_role (&setup));
}

static void
test_role_names (Run           *run,
                 gconstpointer  data)
{
  static const struct { const char *text, *value, *words; } names[] = {
    { "my-role", "my-role", NULL },
    { " 'my-role' ", "my-role", NULL },
    { "arn:aws:iam::123456789012:role/path/my-role", "my-role", NULL },
    { "a_+=,.@-9", "a_+=,.@-9", NULL },
    { "", NULL, NULL },
    { "my role", NULL, "a space" },
    { "path/role", NULL, "“/”" },
    { "$(x)", NULL, "“$”" },
    { "rôle", NULL, "“ô”" },
    { "01234567890123456789012345678901234567890123456789012345678901234", NULL, "has 65" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SluiceFinding) finding = sluice_aws_check_role_name (names[i].text);

      g_assert_cmpstr (finding->value, ==, names[i].value);
      if (names[i].words != NULL)
        g_assert_nonnull (strstr (finding->message, names[i].words));
      else
        g_assert_null (finding->message);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Run, data, set_up, function, tear_down)
  ADD ("/aws-script/new-role", ID, test_new_role);
  ADD ("/aws-script/new-role-hostile", HOSTILE, test_new_role);
  ADD ("/aws-script/new-role-taken", NULL, test_new_role_taken);
  ADD ("/aws-script/pasted", NULL, test_pasted);
  ADD ("/aws-script/present-role", ID, test_present_role);
  ADD ("/aws-script/present-role-hostile", HOSTILE, test_present_role);
  ADD ("/aws-script/present-role-done", NULL, test_present_role_done);
  ADD ("/aws-script/present-role-missing", NULL, test_present_role_missing);
  ADD ("/aws-script/shellcheck", NULL, test_shellcheck);
  ADD ("/aws-script/terraform", NULL, test_terraform);
  ADD ("/aws-script/terraform-hostile", NULL, test_terraform_hostile);
  ADD ("/aws-script/nothing", NULL, test_nothing);
  ADD ("/aws-script/role-names", NULL, test_role_names);

  return g_test_run ();
}
