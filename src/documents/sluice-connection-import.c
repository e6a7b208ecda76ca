/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shapes a text may have: an object, a list of objects, or an answer with “results”. */
#include "sluice-connection-import.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-extended-json.h"
#include "sluice-import-private.h"

static void
item_free (gpointer data)
{
  SluiceImportItem *item = data;

  g_free (item->name);
  g_free (item->type);
  g_free (item->role_arn);
  g_free (item->test_bucket);
  g_free (item->private_link_id);
  g_free (item->reason);
  g_free (item);
}

static SluiceConnectionImport *
import_new (void)
{
  SluiceConnectionImport *import = g_new0 (SluiceConnectionImport, 1);

  import->items = g_ptr_array_new_with_free_func (item_free);
  import->remarks = sluice_remarks_new ();
  return import;
}

/* What people take for JSON, or have next to it. NULL: may be JSON. */
static const char *
recognize (const char *text,
           gsize       length)
{
  static const struct { const char *mark, *sentence; } others[] = {
    { "mongodbatlas_stream_connection", N_("This is a Terraform file. Sluice reads connections as "
                                           "JSON only.") },
    { "curl ", N_("This is a command for curl. Sluice reads connections as JSON only.") },
    { "atlas streams ", N_("This is a command for the Atlas CLI. Sluice reads connections as JSON "
                           "only.") },
    { "SERVERS", N_("This is a table of the Atlas CLI. Let it write JSON instead, with “--output "
                    "json”.") },
    { "<html", N_("This is a web page. Sluice reads connections as JSON only.") },
  };
  g_autofree char *start = NULL;
  const char *first = text;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    first += 3;
  while (first < text + length && g_ascii_isspace (*first))
    first++;
  if (first >= text + length || *first == '{' || *first == '[')
    return NULL;

  start = g_strndup (first, MIN (length - (first - text), 4096));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (start, others[i].mark) != NULL)
      return _(others[i].sentence);
  return NULL;
}

static void
refuse (SluiceConnectionImport *import,
        SluiceRemark           *remark)
{
  g_ptr_array_set_size (import->items, 0);
  g_ptr_array_add (import->remarks, remark);
  import->is_readable = FALSE;
}

static SluiceRemark *
problem_at (gsize  offset,
            char  *reason)
{
  return sluice_remark_new (SLUICE_SEVERITY_PROBLEM, offset, 0, reason, NULL);
}

static void
check_total (SluiceImporting   *importing,
             const SluiceValue *answer,
             const SluiceValue *results)
{
  const SluiceValue *total = sluice_value_get_member (answer, "totalCount");
  guint held = sluice_value_get_length (results);

  if (total == NULL || total->kind != SLUICE_VALUE_NUMBER ||
      g_ascii_strtod (total->text, NULL) <= held)
    return;
  sluice_importing_remark (importing, SLUICE_SEVERITY_WARNING, total->start, total->end,
                           g_strdup_printf (ngettext ("This is only a part of the list: it holds "
                                                      "%u connection.",
                                                      "This is only a part of the list: it holds "
                                                      "%u connections.", held), held), NULL);
}

static gboolean
read_list (SluiceImporting   *importing,
           const SluiceValue *list)
{
  guint count = sluice_value_get_length (list);

  if (count > SLUICE_IMPORT_MAX_CONNECTIONS)
    {
      refuse (importing->import,
              problem_at (list->start,
                          g_strdup_printf (_("These are %u connections. Up to %u can be imported "
                                             "at once."), count, SLUICE_IMPORT_MAX_CONNECTIONS)));
      return FALSE;
    }
  if (count == 0)
    sluice_importing_remark (importing, SLUICE_SEVERITY_NOTE, list->start, list->end,
                             g_strdup (_("There is no connection in this list.")), NULL);
  for (guint i = 0; i < count; i++)
    sluice_importing_read_item (importing, sluice_value_get_child (list, i));
  return TRUE;
}

static gboolean
read_shape (SluiceImporting   *importing,
            const SluiceValue *value)
{
  static const char * const list_members[] = { "results", NULL };
  const SluiceValue *results = sluice_value_get_member (value, "results");

  if (value->kind == SLUICE_VALUE_ARRAY)
    return read_list (importing, value);
  if (results != NULL && results->kind == SLUICE_VALUE_ARRAY)
    {
      sluice_importing_check_members (importing, value, "", list_members);
      check_total (importing, value, results);
      return read_list (importing, results);
    }
  if (sluice_value_get_member (value, "errorCode") != NULL)
    {
      refuse (importing->import, problem_at (value->start,
                                             g_strdup (_("This is an error that Atlas reported, "
                                                         "not a connection."))));
      return FALSE;
    }
  sluice_importing_read_item (importing, value);
  return TRUE;
}

/* A name can be held by one connection only: the first that wants it gets it. */
static void
refuse_twins (SluiceConnectionImport *import)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < import->items->len; i++)
    {
      SluiceImportItem *item = g_ptr_array_index (import->items, i);
      const SluiceImportItem *first;

      if (item->name == NULL || item->kind == SLUICE_IMPORT_UNUSABLE)
        continue;
      first = g_hash_table_lookup (names, item->name);
      if (first == NULL)
        {
          g_hash_table_insert (names, item->name, item);
          continue;
        }
      if (item->kind == SLUICE_IMPORT_OTHER_TYPE)
        continue;
      item->kind = SLUICE_IMPORT_UNUSABLE;
      item->reason = g_strdup_printf (_("Line %u has a connection of this name already."),
                                      first->line);
    }
}

static void
locate_items (SluiceConnectionImport *import,
              const char             *text)
{
  gsize position = 0;
  guint line = 1;

  for (guint i = 0; i < import->items->len; i++)
    {
      SluiceImportItem *item = g_ptr_array_index (import->items, i);

      line += sluice_remark_find_line (text + position, item->offset - position) - 1;
      position = item->offset;
      item->line = line;
    }
}

static void
read_document (SluiceConnectionImport *import,
               const SluiceDocument   *document)
{
  SluiceImporting importing;

  sluice_importing_init (&importing, import);
  if (read_shape (&importing, g_ptr_array_index (document->statements, 0)))
    {
      import->is_readable = TRUE;
      sluice_importing_finish (&importing);
      locate_items (import, document->text);
      refuse_twins (import);
    }
  sluice_importing_clear (&importing);
  sluice_remarks_locate (import->remarks, document->text, document->length);
}

/**
 * sluice_connection_import_read:
 * @text: any bytes
 * @length: how many
 *
 * Returns: (transfer full): what is in it
 */
SluiceConnectionImport *
sluice_connection_import_read (const char *text,
                               gsize       length)
{
  SluiceConnectionImport *import = import_new ();
  g_autoptr (SluiceDocument) document = NULL;
  SluiceRemark *problem = NULL;
  const char *other = recognize (text, length);

  if (length > SLUICE_IMPORT_MAX_LENGTH)
    problem = problem_at (0, g_strdup (_("This text is too long to be read here.")));
  else if (other != NULL)
    problem = problem_at (0, g_strdup (other));
  else
    document = sluice_document_read (text, length, SLUICE_SYNTAX_JSON, &problem);

  if (document != NULL)
    read_document (import, document);
  else
    {
      problem->line = MAX (problem->line, 1);
      problem->column = MAX (problem->column, 1);
      refuse (import, problem);
    }
  return import;
}

/**
 * sluice_connection_import_free:
 * @import: (transfer full) (nullable): what was read
 */
void
sluice_connection_import_free (SluiceConnectionImport *import)
{
  if (import == NULL)
    return;

  g_ptr_array_unref (import->items);
  g_ptr_array_unref (import->remarks);
  g_free (import);
}

static gboolean
is_secret_name (const char *name,
                gsize       length)
{
  static const char * const words[] = {
    "password", "secret", "passphrase", "privatekey", "private_key", "token", "credential",
    "sasl.jaas", "headers", NULL,
  };
  g_autofree char *folded = g_ascii_strdown (name, MIN (length, 256));

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * sluice_connection_import_has_secrets:
 * @text: any bytes
 * @length: how many
 *
 * Connections of other types have passwords. Looks for names of members only, so that it can tell
 * also where the text cannot be read otherwise.
 *
 * Returns: whether the text is one to be shown to nobody
 */
gboolean
sluice_connection_import_has_secrets (const char *text,
                                      gsize       length)
{
  const char *end = text + length;
  const char *quote = memchr (text, '"', length);

  while (quote != NULL)
    {
      const char *next = memchr (quote + 1, '"', end - quote - 1);
      const char *behind = next != NULL ? next + 1 : end;

      while (behind < end && g_ascii_isspace (*behind))
        behind++;
      if (behind < end && *behind == ':' && is_secret_name (quote + 1, next - quote - 1))
        return TRUE;
      quote = next;
    }
  return FALSE;
}
