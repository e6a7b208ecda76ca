/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a page of the help. A paragraph is translated as a whole, with its tags, in the form in
 * which xgettext takes it by the rules in po/its.
 */
#include "sluice-help-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What a paragraph may contain, and what Pango calls it. */
static const struct { const char *mallard, *pango; } inline_tags[] = {
  { "gui", "b" },
  { "key", "b" },
  { "em", "i" },
  { "code", "tt" },
};

typedef struct
{
  SluiceHelpPage *page;
  GString        *words;      /* NULL outside of a paragraph */
  guint           depth;      /* of tags inside of it */
  char           *anchor;     /* of the section that began last */
  guint           step;
  SluiceHelpKind  next;       /* what the next paragraph is */
  guint           items;      /* open items, steps and terms */
  gboolean        in_term;
  gboolean        in_section;
} Reader;

static void
block_free (SluiceHelpBlock *block)
{
  g_free (block->anchor);
  g_free (block->markup);
  g_free (block->text);
  g_free (block);
}

/* ---- a paragraph's tags to Pango's ---- */

static const char *
find_tag (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inline_tags); i++)
    if (g_str_equal (inline_tags[i].mallard, name))
      return inline_tags[i].pango;
  return NULL;
}

typedef struct { GString *markup, *text; } Converted;

static void
convert_start (GMarkupParseContext *context,
               const char          *name,
               const char         **attributes,
               const char         **values,
               gpointer             user_data,
               GError             **error)
{
  Converted *converted = user_data;
  const char *tag = find_tag (name);

  if (tag != NULL)
    g_string_append_printf (converted->markup, "<%s>", tag);
  else if (g_str_equal (name, "link") && attributes[0] != NULL)
    {
      g_autofree char *target = g_markup_escape_text (values[0], -1);

      g_string_append_printf (converted->markup, "<a href=\"%s\">", target);
    }
  else if (!g_str_equal (name, "all"))
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "<%s>", name);
}

static void
convert_end (GMarkupParseContext *context,
             const char          *name,
             gpointer             user_data,
             GError             **error)
{
  Converted *converted = user_data;
  const char *tag = find_tag (name);

  if (tag != NULL)
    g_string_append_printf (converted->markup, "</%s>", tag);
  else if (g_str_equal (name, "link"))
    g_string_append (converted->markup, "</a>");
}

static void
convert_text (GMarkupParseContext *context,
              const char          *text,
              gsize                length,
              gpointer             user_data,
              GError             **error)
{
  Converted *converted = user_data;
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (converted->markup, escaped);
  g_string_append_len (converted->text, text, length);
}

static gboolean
convert (const char  *words,
         char       **markup,
         char       **text,
         GError     **error)
{
  static const GMarkupParser parser = { convert_start, convert_end, convert_text, NULL, NULL };
  Converted converted = { g_string_new (NULL), g_string_new (NULL) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &converted,
                                                                        NULL);
  g_autofree char *whole = g_strdup_printf ("<all>%s</all>", words);
  gboolean good = g_markup_parse_context_parse (context, whole, -1, error)
                  && g_markup_parse_context_end_parse (context, error);

  *markup = g_string_free (converted.markup, !good);
  *text = g_string_free (converted.text, !good);
  return good;
}

/* A translation with broken tags is passed over. */
static gboolean
translate (const char  *words,
           char       **markup,
           char       **text,
           GError     **error)
{
  return convert (g_dgettext (GETTEXT_PACKAGE, words), markup, text, NULL)
         || convert (words, markup, text, error);
}

/* ---- the page ---- */

/* White space counts as one space, as in any XML text. */
static void
append_words (GString    *words,
              const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean space = g_ascii_isspace (text[i]);

      if (space && (words->len == 0 || words->str[words->len - 1] == ' '))
        continue;
      if (text[i] == '&')
        g_string_append (words, "&amp;");
      else if (text[i] == '<')
        g_string_append (words, "&lt;");
      else if (text[i] == '>')
        g_string_append (words, "&gt;");
      else
        g_string_append_c (words, space ? ' ' : text[i]);
    }
}

static const char *
find_attribute (const char **attributes,
                const char **values,
                const char  *name)
{
  for (gsize i = 0; attributes[i] != NULL; i++)
    if (g_str_equal (attributes[i], name))
      return values[i];
  return NULL;
}

static void
start_inline (Reader      *reader,
              const char  *name,
              const char **attributes,
              const char **values)
{
  reader->depth++;
  g_string_append_printf (reader->words, "<%s", name);
  for (gsize i = 0; attributes[i] != NULL; i++)
    g_string_append_printf (reader->words, " %s=\"%s\"", attributes[i], values[i]);
  g_string_append_c (reader->words, '>');
}

static void
start_block (Reader      *reader,
             const char  *name,
             const char **attributes,
             const char **values)
{
  if (g_str_equal (name, "page"))
    reader->page->id = g_strdup (find_attribute (attributes, values, "id"));
  else if (g_str_equal (name, "section"))
    {
      reader->in_section = TRUE;
      g_free (reader->anchor);
      reader->anchor = g_strdup (find_attribute (attributes, values, "id"));
    }
  else if (g_str_equal (name, "steps"))
    reader->step = 0;
  else if (g_str_equal (name, "terms"))
    reader->in_term = TRUE;
  else if (g_str_equal (name, "item"))
    {
      reader->items++;
      reader->next = SLUICE_HELP_ITEM;
    }
  else if (g_str_equal (name, "note"))
    reader->next = SLUICE_HELP_NOTE;
}

static void
start_cb (GMarkupParseContext *context,
          const char          *name,
          const char         **attributes,
          const char         **values,
          gpointer             user_data,
          GError             **error)
{
  Reader *reader = user_data;
  const char *parent = g_markup_parse_context_get_element_stack (context)->next != NULL
                       ? g_markup_parse_context_get_element_stack (context)->next->data : "";

  if (reader->words != NULL)
    {
      start_inline (reader, name, attributes, values);
      return;
    }
  start_block (reader, name, attributes, values);
  if (g_str_equal (name, "item") && g_str_equal (parent, "steps"))
    {
      reader->next = SLUICE_HELP_STEP;
      reader->step++;
    }
  if (g_str_equal (name, "p") || g_str_equal (name, "title") || g_str_equal (name, "desc")
      || g_str_equal (name, "screen"))
    reader->words = g_string_new (NULL);
}

static void
add_block (Reader         *reader,
           SluiceHelpKind  kind,
           char           *markup,
           char           *text)
{
  SluiceHelpBlock *block = g_new0 (SluiceHelpBlock, 1);

  block->kind = kind;
  block->number = kind == SLUICE_HELP_STEP ? reader->step : 0;
  block->inside = reader->items > 0
                  && (kind == SLUICE_HELP_PARAGRAPH || kind == SLUICE_HELP_CODE);
  block->anchor = kind == SLUICE_HELP_HEADING ? g_steal_pointer (&reader->anchor) : NULL;
  block->markup = markup;
  block->text = text;
  g_ptr_array_add (reader->page->blocks, block);
}

static SluiceHelpKind
take_kind (Reader     *reader,
           const char *name)
{
  SluiceHelpKind kind = reader->next;

  if (g_str_equal (name, "title"))
    return reader->in_term && reader->items > 0 ? SLUICE_HELP_TERM : SLUICE_HELP_HEADING;
  reader->next = SLUICE_HELP_PARAGRAPH;
  return reader->in_term && kind == SLUICE_HELP_ITEM ? SLUICE_HELP_PARAGRAPH : kind;
}

static void
end_words (Reader      *reader,
           const char  *name,
           GError     **error)
{
  g_autofree char *words = g_strchomp (g_string_free (g_steal_pointer (&reader->words), FALSE));
  char *markup = NULL, *text = NULL;

  if (g_str_equal (name, "screen"))
    {
      add_block (reader, SLUICE_HELP_CODE, g_markup_printf_escaped ("<tt>%s</tt>", words),
                 g_strdup (words));
      return;
    }
  if (!translate (words, &markup, &text, error))
    return;
  if (g_str_equal (name, "desc") || (g_str_equal (name, "title") && !reader->in_section
                                     && reader->items == 0))
    {
      char **place = g_str_equal (name, "desc") ? &reader->page->summary : &reader->page->title;

      g_free (*place);
      *place = text;
      g_free (markup);
      return;
    }
  add_block (reader, take_kind (reader, name), markup, text);
}

static void
end_cb (GMarkupParseContext *context,
        const char          *name,
        gpointer             user_data,
        GError             **error)
{
  Reader *reader = user_data;

  if (reader->words != NULL && reader->depth > 0)
    {
      reader->depth--;
      g_string_append_printf (reader->words, "</%s>", name);
    }
  else if (reader->words != NULL)
    end_words (reader, name, error);
  else if (g_str_equal (name, "item"))
    reader->items--;
  else if (g_str_equal (name, "terms"))
    reader->in_term = FALSE;
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             user_data,
         GError             **error)
{
  Reader *reader = user_data;

  if (reader->words == NULL)
    return;
  if (g_str_equal (g_markup_parse_context_get_element (context), "screen"))
    g_string_append_len (reader->words, text, length);
  else
    append_words (reader->words, text, length);
}

/* Returns a page in the language of the person, or NULL and why it could not be read. */
SluiceHelpPage *
sluice_help_page_parse (const char  *text,
                        gssize       length,
                        GError     **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (SluiceHelpPage) page = g_new0 (SluiceHelpPage, 1);
  Reader reader = { .page = page, .next = SLUICE_HELP_PARAGRAPH };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  gboolean good;

  page->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  good = g_markup_parse_context_parse (context, text, length, error)
         && g_markup_parse_context_end_parse (context, error);
  if (reader.words != NULL)
    g_string_free (reader.words, TRUE);
  g_free (reader.anchor);
  if (!good)
    return NULL;
  if (page->id == NULL || page->title == NULL)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_MISSING_ATTRIBUTE,
                           "no id or no title");
      return NULL;
    }
  return g_steal_pointer (&page);
}

void
sluice_help_page_free (SluiceHelpPage *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static gboolean
has_words (const char *text,
           const char *words)
{
  return text != NULL && g_str_match_string (words, text, TRUE);
}

/* Whether each of the words begins a word of the page. */
gboolean
sluice_help_page_mentions (const SluiceHelpPage *self,
                           const char           *words)
{
  if (*words == '\0' || has_words (self->title, words) || has_words (self->summary, words))
    return TRUE;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const SluiceHelpBlock *block = g_ptr_array_index (self->blocks, i);

      if (has_words (block->text, words))
        return TRUE;
    }
  return FALSE;
}
