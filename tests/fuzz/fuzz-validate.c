/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is pasted into a field: no crash, and the promises of a finding kept. The first byte
 * chooses the field, the rest is the text.
 */
#include <string.h>

#include "sluice-text.h"
#include "sluice-validate.h"

#define MESSAGE_MAX_LENGTH 1000

typedef SluiceFinding *(*Validate) (const char *text);

static const Validate fields[] = {
  sluice_validate_public_key,
  sluice_validate_private_key,
  sluice_validate_project_id,
  sluice_validate_instance_name,
  sluice_validate_connection_name,
  sluice_validate_role_arn,
  sluice_validate_test_bucket,
};

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
may_hold_value (SluiceVerdict verdict,
                Validate      validate)
{
  return validate != sluice_validate_private_key &&
         (verdict == SLUICE_VERDICT_GOOD || verdict == SLUICE_VERDICT_WARNING);
}

/* What is sent has only printable ASCII, and is good again when it is read back. */
static void
check_value (const SluiceFinding *finding,
             Validate             validate)
{
  g_autoptr (SluiceFinding) again = validate (finding->value);

  for (const char *c = finding->value; *c != '\0'; c++)
    g_assert_true (g_ascii_isgraph (*c));

  g_assert_cmpint (again->verdict, ==, finding->verdict);
  g_assert_cmpstr (again->value, ==, finding->value);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = NULL;
  g_autoptr (SluiceFinding) finding = NULL;
  Validate validate;

  if (size == 0)
    return 0;

  validate = fields[data[0] % G_N_ELEMENTS (fields)];
  text = g_strndup ((const char *) data + 1, size - 1);
  finding = validate (text);

  g_assert_true (finding->value == NULL || may_hold_value (finding->verdict, validate));
  if (finding->value != NULL)
    check_value (finding, validate);
  if (finding->message != NULL)
    {
      g_assert_true (g_utf8_validate (finding->message, -1, NULL));
      g_assert_cmpuint (strlen (finding->message), <, MESSAGE_MAX_LENGTH);
    }

  return 0;
}
