/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the text is not used. The same member may stand in a thousand connections: it is named
 * once, with how often it was seen.
 */
#include "sluice-import-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-closest.h"
#include "sluice-json-writer.h"
#include "sluice-text.h"

/* What replies of Atlas carry and requests do not. */
static const char * const set_by_atlas[] = {
  "id", "_id", "state", "region", "links", "groupId", "totalCount", NULL,
};

/* What people put one level too high. */
static const char * const within_aws[] = { "roleArn", "testBucket", NULL };

typedef struct
{
  SluiceIgnored  how;
  char          *path;        /* fit to be shown */
  const char    *suggestion;  /* the member that may be meant; NULL when there is none */
  gsize          start;       /* of its name, where it stands first */
  gsize          end;
  guint          count;
} Ignored;

static void
ignored_free (gpointer data)
{
  Ignored *ignored = data;

  g_free (ignored->path);
  g_free (ignored);
}

/**
 * sluice_importing_init:
 * @importing: (out caller-allocates): the state of reading
 * @import: what is read into
 */
void
sluice_importing_init (SluiceImporting        *importing,
                       SluiceConnectionImport *import)
{
  importing->import = import;
  importing->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, ignored_free);
  importing->in_order = g_ptr_array_new ();
  importing->n_unnamed = 0;
}

/**
 * sluice_importing_clear:
 * @importing: the state of reading
 */
void
sluice_importing_clear (SluiceImporting *importing)
{
  g_hash_table_unref (importing->ignored);
  g_ptr_array_unref (importing->in_order);
}

/**
 * sluice_importing_remark:
 * @importing: the state of reading
 * @severity: how bad it is
 * @start: where it is
 * @end: behind it
 * @reason: (transfer full): what is the matter
 * @fix: (nullable): what to do
 *
 * Returns: (transfer none): the remark
 */
SluiceRemark *
sluice_importing_remark (SluiceImporting *importing,
                         SluiceSeverity   severity,
                         gsize            start,
                         gsize            end,
                         char            *reason,
                         const char      *fix)
{
  SluiceRemark *remark = sluice_remark_new (severity, start, end - start, reason, g_strdup (fix));

  g_ptr_array_add (importing->import->remarks, remark);
  return remark;
}

static char *
dup_path (const char *prefix,
          const char *name)
{
  g_autofree char *excerpt = sluice_text_excerpt (name, strlen (name));

  return g_strconcat (prefix, excerpt, NULL);
}

static Ignored *
ignored_new (SluiceIgnored       how,
             const char         *prefix,
             const SluiceValue  *member,
             const char * const *candidates)
{
  Ignored *ignored = g_new0 (Ignored, 1);

  ignored->how = how;
  ignored->path = dup_path (prefix, member->name);
  ignored->start = member->name_start;
  ignored->end = member->name_end;
  if (candidates != NULL)
    ignored->suggestion = sluice_closest_find (member->name, candidates);
  if (how == SLUICE_IGNORED_UNKNOWN && *prefix == '\0' && ignored->suggestion == NULL &&
      sluice_closest_find (member->name, within_aws) != NULL)
    ignored->how = SLUICE_IGNORED_MISPLACED;
  return ignored;
}

/**
 * sluice_importing_ignore:
 * @importing: the state of reading
 * @how: why it is not used
 * @prefix: what stands before the name in its path: "", "aws."
 * @member: the member
 * @candidates: (nullable): members that may be meant
 *
 * Notes that a member is not used.
 */
void
sluice_importing_ignore (SluiceImporting    *importing,
                         SluiceIgnored       how,
                         const char         *prefix,
                         const SluiceValue  *member,
                         const char * const *candidates)
{
  g_autofree char *key = g_strconcat (prefix, member->name, NULL);
  Ignored *ignored = g_hash_table_lookup (importing->ignored, key);

  if (ignored == NULL && importing->in_order->len >= SLUICE_IMPORT_MAX_REMARKS)
    {
      importing->n_unnamed++;
      return;
    }
  if (ignored == NULL)
    {
      ignored = ignored_new (how, prefix, member, candidates);
      g_hash_table_insert (importing->ignored, g_steal_pointer (&key), ignored);
      g_ptr_array_add (importing->in_order, ignored);
    }
  ignored->count++;
}

/**
 * sluice_importing_check_members:
 * @importing: the state of reading
 * @object: an object
 * @prefix: what stands before the names of its members in their paths
 * @known: the members that are used
 *
 * Notes all others.
 */
void
sluice_importing_check_members (SluiceImporting    *importing,
                                const SluiceValue  *object,
                                const char         *prefix,
                                const char * const *known)
{
  for (guint i = 0; i < sluice_value_get_length (object); i++)
    {
      const SluiceValue *member = sluice_value_get_child (object, i);

      if (g_strv_contains (known, member->name))
        continue;
      if (g_strv_contains (set_by_atlas, member->name))
        sluice_importing_ignore (importing, SLUICE_IGNORED_SET_BY_ATLAS, prefix, member, NULL);
      else
        sluice_importing_ignore (importing, SLUICE_IGNORED_UNKNOWN, prefix, member, known);
    }
}

static char *
describe (const Ignored *ignored)
{
  if (ignored->how == SLUICE_IGNORED_SET_BY_ATLAS)
    return g_strdup_printf (_("“%s” is left out: Atlas sets it."), ignored->path);
  if (ignored->how == SLUICE_IGNORED_PUBLIC)
    return g_strdup_printf (_("“%s” is left out: only connections with a private link have it."),
                            ignored->path);
  if (ignored->how == SLUICE_IGNORED_MISPLACED)
    return g_strdup_printf (_("“%s” would be ignored here: it belongs into “aws”."),
                            ignored->path);
  if (ignored->suggestion != NULL)
    /* Translators: both are names of members in a JSON text. */
    return g_strdup_printf (_("“%s” would be ignored. “%s” may be meant."), ignored->path,
                            ignored->suggestion);
  return g_strdup_printf (_("“%s” would be ignored: S3 connections do not have it."),
                          ignored->path);
}

static void
report (SluiceImporting *importing,
        const Ignored   *ignored)
{
  SluiceSeverity severity = ignored->how == SLUICE_IGNORED_SET_BY_ATLAS ? SLUICE_SEVERITY_NOTE
                                                                        : SLUICE_SEVERITY_WARNING;
  g_autofree char *often = NULL;
  SluiceRemark *remark;

  if (ignored->count > 1)
    often = g_strdup_printf (ngettext ("It stands in %u place.", "It stands in %u places.",
                                       ignored->count), ignored->count);
  remark = sluice_importing_remark (importing, severity, ignored->start, ignored->end,
                                    describe (ignored), often);
  if (ignored->suggestion != NULL)
    sluice_remark_set_replacement (remark, ignored->start, ignored->end - ignored->start,
                                   sluice_json_quote (ignored->suggestion));
}

/**
 * sluice_importing_finish:
 * @importing: the state of reading
 *
 * Makes a remark of each member that is not used.
 */
void
sluice_importing_finish (SluiceImporting *importing)
{
  for (guint i = 0; i < importing->in_order->len; i++)
    report (importing, g_ptr_array_index (importing->in_order, i));
  if (importing->n_unnamed > 0)
    sluice_importing_remark (importing, SLUICE_SEVERITY_WARNING, 0, 0,
                             g_strdup_printf (ngettext ("%u more member would be ignored.",
                                                        "%u more members would be ignored.",
                                                        importing->n_unnamed),
                                              importing->n_unnamed), NULL);
}
