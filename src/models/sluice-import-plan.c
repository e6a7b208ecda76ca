/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values are judged only where they would be sent: what a registry has already is never wrong. */
#include "sluice-import-plan.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-text.h"
#include "sluice-validate.h"

#define MAX_NAME_LENGTH 64
#define LINK_ID_LENGTH 24

/* What is made of one item. */
typedef struct
{
  SluiceImportValues  values;
  char               *role_arn;
  char               *test_bucket;
  char               *reason;
} Judging;

static void
judging_clear (Judging *judging)
{
  g_free (judging->role_arn);
  g_free (judging->test_bucket);
  g_free (judging->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judging, judging_clear)

/* Takes the reason over. */
static void
refuse (Judging *judging,
        char    *reason)
{
  if (judging->values.action == SLUICE_IMPORT_CANNOT)
    {
      g_free (reason);
      return;
    }
  judging->values.action = SLUICE_IMPORT_CANNOT;
  judging->reason = reason;
}

/* Atlas has let “.” and “*” in where the form does not. */
static void
judge_name (Judging    *judging,
            const char *name)
{
  g_autoptr (SluiceFinding) finding = sluice_validate_connection_name (name);
  gsize length = strlen (name);

  if (strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-.*") == length &&
      length <= MAX_NAME_LENGTH)
    return;
  if (finding->message != NULL)
    refuse (judging, g_strdup (finding->message));
  else
    refuse (judging, g_strdup (_("The name begins or ends with white space.")));
}

static char *
judge_value (Judging       *judging,
             SluiceFinding *owned)
{
  g_autoptr (SluiceFinding) finding = owned;

  if (finding->verdict == SLUICE_VERDICT_ERROR)
    refuse (judging, g_strdup (finding->message));
  return g_strdup (finding->value);
}

static void
judge_link (Judging    *judging,
            const char *id)
{
  if (id == NULL)
    return;
  for (gsize i = 0; i <= LINK_ID_LENGTH; i++)
    if (i == LINK_ID_LENGTH ? id[i] != '\0' : !g_ascii_isxdigit (id[i]))
      {
        refuse (judging, g_strdup (_("The ID of the private link does not have 24 digits and "
                                     "letters from a to f.")));
        return;
      }
}

static void
judge_values (Judging                *judging,
              const SluiceImportItem *item)
{
  judging->role_arn = judge_value (judging, sluice_validate_role_arn (item->role_arn));
  if (item->test_bucket != NULL)
    judging->test_bucket = judge_value (judging, sluice_validate_test_bucket (item->test_bucket));
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
has_same_network (const SluiceImportItem *item,
                  SluiceConnection       *present)
{
  const char *id = sluice_connection_get_private_link_id (present);

  if (!is_given (id) && g_strcmp0 (sluice_connection_get_network_type (present),
                                   "PRIVATE_LINK") != 0)
    return item->private_link_id == NULL;
  return item->private_link_id != NULL && is_given (id) &&
         g_ascii_strcasecmp (item->private_link_id, id) == 0;
}

/* Not every Atlas tells the bucket: one that is not known is not called different. */
static gboolean
has_same_values (const char       *role_arn,
                 const char       *test_bucket,
                 SluiceConnection *present)
{
  const char *bucket = sluice_connection_get_test_bucket (present);

  return g_strcmp0 (role_arn, sluice_connection_get_role_arn (present)) == 0 &&
         (!is_given (test_bucket) || !is_given (bucket) || g_str_equal (test_bucket, bucket));
}

static void
judge_change (Judging                *judging,
              const SluiceImportItem *item,
              SluiceConnection       *present)
{
  judging->values.action = SLUICE_IMPORT_CHANGE;
  if (!has_same_network (item, present))
    refuse (judging, g_strdup (_("Its network is another one in the registry. Atlas cannot change "
                                 "that in place: use Change Network first.")));
  judge_values (judging, item);
  if (judging->values.action == SLUICE_IMPORT_CHANGE &&
      has_same_values (judging->role_arn, judging->test_bucket, present))
    judging->values.action = SLUICE_IMPORT_LEAVE;
}

static void
judge_present (Judging                *judging,
               const SluiceImportItem *item,
               SluiceConnection       *present)
{
  const char *type = sluice_connection_get_type_name (present);

  judging->values.present = present;
  if (!sluice_connection_is_s3 (present))
    {
      g_autofree char *excerpt = sluice_text_excerpt (type != NULL ? type : "",
                                                      type != NULL ? strlen (type) : 0);

      refuse (judging, g_strdup_printf (_("The registry has a connection of this name, of the "
                                          "type “%s”."), excerpt));
    }
  else if (sluice_connection_get_state (present) == SLUICE_CONNECTION_STATE_DELETING)
    refuse (judging, g_strdup (_("The connection of this name is being deleted. Import again when "
                                 "it is gone.")));
  else if (has_same_network (item, present) &&
           has_same_values (item->role_arn, item->test_bucket, present))
    judging->values.action = SLUICE_IMPORT_LEAVE;
  else
    judge_change (judging, item, present);
}

static SluiceImportStep *
judge (const SluiceImportItem *item,
       SluiceConnection       *present)
{
  g_auto (Judging) judging = { .values = { .action = SLUICE_IMPORT_CREATE } };
  SluiceImportValues *values = &judging.values;

  if (item->kind != SLUICE_IMPORT_USABLE)
    refuse (&judging, g_strdup (item->reason));
  else if (present != NULL)
    judge_present (&judging, item, present);
  else
    {
      judge_name (&judging, item->name);
      judge_values (&judging, item);
      judge_link (&judging, item->private_link_id);
    }

  values->line = item->line;
  values->name = item->name;
  values->role_arn = judging.role_arn != NULL ? judging.role_arn : item->role_arn;
  values->test_bucket = judging.test_bucket != NULL ? judging.test_bucket : item->test_bucket;
  values->private_link_id = item->private_link_id;
  values->reason = judging.reason;
  return sluice_import_step_new (values);
}

/**
 * sluice_import_plan_new:
 * @import: what a text holds
 * @present: (element-type SluiceConnection): what the registry holds
 *
 * Returns: (transfer container) (element-type SluiceImportStep): a step for each item, in the
 *   text's order
 */
GPtrArray *
sluice_import_plan_new (const SluiceConnectionImport *import,
                        GPtrArray                    *present)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < present->len; i++)
    g_hash_table_insert (by_name, (char *) sluice_connection_get_name (present->pdata[i]),
                         present->pdata[i]);
  for (guint i = 0; i < import->items->len; i++)
    {
      const SluiceImportItem *item = import->items->pdata[i];

      g_ptr_array_add (steps, judge (item, item->name != NULL
                                             ? g_hash_table_lookup (by_name, item->name) : NULL));
    }
  return steps;
}
