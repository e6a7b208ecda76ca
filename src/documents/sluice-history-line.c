/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the history, written and read by one table. */
#include "sluice-history-line.h"

#include <string.h>

#include "sluice-extended-json.h"
#include "sluice-json-writer.h"

/* In bytes: a name that is longer was never accepted by Atlas, a text is there to be recognized. */
#define MAX_TEXT 2048
#define MAX_WANTED 16

typedef struct
{
  const char *name;
  gsize       place;
  gboolean    number;
} Member;

#define MEMBER(name, field) { name, G_STRUCT_OFFSET (SluiceHistoryLine, field), FALSE }

static const Member members[] = {
  MEMBER ("time", time),
  MEMBER ("event", event),
  MEMBER ("id", id),
  MEMBER ("process", process),
  MEMBER ("started", started),
  MEMBER ("host", host),
  MEMBER ("project", project),
  MEMBER ("instance", instance),
  MEMBER ("kind", kind),
  MEMBER ("subject", subject),
  MEMBER ("state", state),
  MEMBER ("outcome", outcome),
  MEMBER ("inDoubt", in_doubt),
  MEMBER ("error", error),
};

/* Inside of "request". */
static const Member request_members[] = {
  MEMBER ("method", method),
  MEMBER ("path", path),
  { "status", G_STRUCT_OFFSET (SluiceHistoryLine, status), TRUE },
  MEMBER ("sent", sent),
  { "requests", G_STRUCT_OFFSET (SluiceHistoryLine, requests), TRUE },
  MEMBER ("errorCode", error_code),
  MEMBER ("reason", reason),
  MEMBER ("detail", detail),
};

static char **
place_of (const SluiceHistoryLine *line, const Member *member)
{
  return G_STRUCT_MEMBER_P (line, member->place);
}

/**
 * sluice_history_line_new:
 *
 * Returns: (transfer full): a line without anything in it
 */
SluiceHistoryLine *
sluice_history_line_new (void)
{
  return g_new0 (SluiceHistoryLine, 1);
}

/**
 * sluice_history_line_free:
 * @line: (transfer full) (nullable): a line
 */
void
sluice_history_line_free (SluiceHistoryLine *line)
{
  if (line == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (*place_of (line, &members[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (request_members); i++)
    g_free (*place_of (line, &request_members[i]));
  g_clear_pointer (&line->wanted, g_hash_table_unref);
  g_free (line);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void
read_members (SluiceHistoryLine *line,
              const SluiceValue *object,
              const Member      *table,
              gsize              n)
{
  for (gsize i = 0; object != NULL && i < n; i++)
    {
      const SluiceValue *value = sluice_value_get_member (object, table[i].name);
      char **place = place_of (line, &table[i]);

      if (value == NULL)
        continue;
      *place = table[i].number ? sluice_value_dup_number (value)
                               : g_strdup (sluice_value_get_string (value));
    }
}

static void
read_wanted (SluiceHistoryLine *line,
             const SluiceValue *object)
{
  guint n = object != NULL ? MIN (sluice_value_get_length (object), MAX_WANTED) : 0;

  if (n > 0)
    line->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < n; i++)
    {
      const SluiceValue *value = sluice_value_get_child (object, i);
      const char *text = sluice_value_get_string (value);

      if (text != NULL)
        g_hash_table_replace (line->wanted, g_strdup (value->name), g_strdup (text));
    }
}

static const SluiceValue *
get_object (const SluiceValue *object, const char *name)
{
  const SluiceValue *value = sluice_value_get_member (object, name);

  return value != NULL && value->kind == SLUICE_VALUE_OBJECT ? value : NULL;
}

/**
 * sluice_history_line_parse:
 * @text: any bytes, without the line's end
 * @length: how many
 *
 * Returns: (transfer full) (nullable): the line; %NULL for whatever is none: it has at least an
 *   id, an event and a kind
 */
SluiceHistoryLine *
sluice_history_line_parse (const char *text,
                           gsize       length)
{
  g_autoptr (SluiceHistoryLine) line = NULL;
  g_autoptr (SluiceDocument) document = NULL;
  g_autoptr (SluiceRemark) problem = NULL;
  const SluiceValue *root;

  if (length > SLUICE_HISTORY_LINE_MAX)
    return NULL;
  document = sluice_document_read (text, length, SLUICE_SYNTAX_JSON, &problem);
  root = document != NULL ? document->statements->pdata[0] : NULL;
  if (root == NULL || root->kind != SLUICE_VALUE_OBJECT)
    return NULL;

  line = sluice_history_line_new ();
  read_members (line, root, members, G_N_ELEMENTS (members));
  read_members (line, get_object (root, "request"), request_members,
                G_N_ELEMENTS (request_members));
  read_wanted (line, get_object (root, "wanted"));
  if (line->id == NULL || line->event == NULL || line->kind == NULL)
    return NULL;
  return g_steal_pointer (&line);
}

/* ---- writing --------------------------------------------------------------------------------- */

static void
write_text (SluiceJsonWriter *writer,
            const char       *name,
            const char       *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (strlen (valid) > MAX_TEXT)
    *g_utf8_find_prev_char (valid, valid + MAX_TEXT) = '\0';
  sluice_json_writer_member (writer, name, valid);
}

static void
write_members (SluiceJsonWriter        *writer,
               const SluiceHistoryLine *line,
               const Member            *table,
               gsize                    n)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *text = *place_of (line, &table[i]);

      if (text == NULL)
        continue;
      if (table[i].number)
        sluice_json_writer_raw_member (writer, table[i].name, text);
      else
        write_text (writer, table[i].name, text);
    }
}

static void
write_wanted (SluiceJsonWriter        *writer,
              const SluiceHistoryLine *line)
{
  g_autoptr (GList) names = g_hash_table_get_keys (line->wanted);

  names = g_list_sort (names, (GCompareFunc) g_strcmp0);
  sluice_json_writer_name (writer, "wanted");
  sluice_json_writer_begin (writer, '{');
  for (GList *l = names; l != NULL; l = l->next)
    write_text (writer, l->data, g_hash_table_lookup (line->wanted, l->data));
  sluice_json_writer_end (writer, '}');
}

/**
 * sluice_history_line_print:
 * @line: a line
 *
 * Texts are cut to 2,048 bytes each.
 *
 * Returns: (transfer full): the line as JSON, without the line's end
 */
char *
sluice_history_line_print (const SluiceHistoryLine *line)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_COMPACT);

  sluice_json_writer_begin (writer, '{');
  write_members (writer, line, members, G_N_ELEMENTS (members));
  if (line->method != NULL)
    {
      sluice_json_writer_name (writer, "request");
      sluice_json_writer_begin (writer, '{');
      write_members (writer, line, request_members, G_N_ELEMENTS (request_members));
      sluice_json_writer_end (writer, '}');
    }
  if (line->wanted != NULL && g_hash_table_size (line->wanted) > 0)
    write_wanted (writer, line);
  sluice_json_writer_end (writer, '}');
  return sluice_json_writer_finish (writer);
}
