/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: its pages can be read, lead to one another, and know every error. */
#include <gio/gio.h>

#include "sluice-help-page.h"
#include "sluice-words.h"

static GPtrArray *
read_pages (void)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_help_page_free);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "help", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      SluiceHelpPage *page;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      page = sluice_help_page_parse (text, length, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (name, page->id));
      g_ptr_array_add (pages, page);
    }
  return pages;
}

static const SluiceHelpPage *
find_page (GPtrArray  *pages,
           const char *id)
{
  for (guint i = 0; i < pages->len; i++)
    {
      const SluiceHelpPage *page = g_ptr_array_index (pages, i);

      if (g_str_equal (page->id, id))
        return page;
    }
  return NULL;
}

static gboolean
has_anchor (const SluiceHelpPage *page,
            const char           *anchor)
{
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const SluiceHelpBlock *block = g_ptr_array_index (page->blocks, i);

      if (g_strcmp0 (block->anchor, anchor) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_links (void)
{
  g_autoptr (GPtrArray) pages = read_pages ();
  g_autoptr (GRegex) regex = g_regex_new ("<a href=\"([a-z-]+)(?:#([a-z-]+))?\">", 0, 0, NULL);
  guint links = 0;

  g_assert_cmpuint (pages->len, >, 10);
  for (guint p = 0; p < pages->len; p++)
    {
      const SluiceHelpPage *page = g_ptr_array_index (pages, p);

      g_assert_nonnull (page->summary);
      for (guint i = 0; i < page->blocks->len; i++)
        {
          const SluiceHelpBlock *block = g_ptr_array_index (page->blocks, i);
          g_autoptr (GMatchInfo) match = NULL;

          g_assert_cmpint (*block->text, !=, '\0');
          for (g_regex_match (regex, block->markup, 0, &match); g_match_info_matches (match);
               g_match_info_next (match, NULL))
            {
              g_autofree char *id = g_match_info_fetch (match, 1);
              g_autofree char *anchor = g_match_info_fetch (match, 2);
              const SluiceHelpPage *target = find_page (pages, id);

              if (target == NULL)
                g_error ("%s links to %s, which is not there", page->id, id);
              if (anchor != NULL && *anchor != '\0')
                g_assert_true (has_anchor (target, anchor));
              links++;
            }
        }
    }
  g_assert_cmpuint (links, >, 3);
}

static gboolean
is_term (const SluiceHelpPage *page,
         const char           *text)
{
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const SluiceHelpBlock *block = g_ptr_array_index (page->blocks, i);

      if (block->kind == SLUICE_HELP_TERM && g_str_equal (block->text, text))
        return TRUE;
    }
  return FALSE;
}

/* Whoever looks for what the status pane says finds it in the same words. */
static void
test_errors (void)
{
  g_autoptr (GPtrArray) pages = read_pages ();

  for (int code = 0; code <= SLUICE_ATLAS_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = sluice_atlas_error_new (code, NULL, "test");
      g_autofree char *headline = sluice_words_error_headline (error);
      guint found = 0;

      for (guint i = 0; i < pages->len; i++)
        found += is_term (g_ptr_array_index (pages, i), headline);
      if (found != 1)
        g_error ("“%s” is explained %u times", headline, found);
    }
}

static const char example[] =
  "<page xmlns='http://projectmallard.org/1.0/' type='topic' id='example'>\n"
  "  <info><desc>A &amp; B</desc></info>\n"
  "  <title>Title</title>\n"
  "  <p>One\n    <gui>Two</gui>, <code>a &lt; b</code>.</p>\n"
  "  <steps><item><p>First</p></item><item><p>Second</p><p>Inside</p></item></steps>\n"
  "  <list><item><p>Item</p></item></list>\n"
  "  <terms><item><title>Term</title><p>Meaning</p></item></terms>\n"
  "  <section id='more'><title>More</title><p>See <link xref='example#more'>it</link></p>"
  "<screen>a\n  b</screen></section>\n"
  "</page>\n";

static void
test_blocks (void)
{
  static const struct { SluiceHelpKind kind; guint number; gboolean inside; const char *markup; }
  wanted[] = {
    { SLUICE_HELP_PARAGRAPH, 0, FALSE, "One <b>Two</b>, <tt>a &lt; b</tt>." },
    { SLUICE_HELP_STEP, 1, FALSE, "First" },
    { SLUICE_HELP_STEP, 2, FALSE, "Second" },
    { SLUICE_HELP_PARAGRAPH, 0, TRUE, "Inside" },
    { SLUICE_HELP_ITEM, 0, FALSE, "Item" },
    { SLUICE_HELP_TERM, 0, FALSE, "Term" },
    { SLUICE_HELP_PARAGRAPH, 0, TRUE, "Meaning" },
    { SLUICE_HELP_HEADING, 0, FALSE, "More" },
    { SLUICE_HELP_PARAGRAPH, 0, FALSE, "See <a href=\"example#more\">it</a>" },
    { SLUICE_HELP_CODE, 0, FALSE, "<tt>a\n  b</tt>" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceHelpPage) page = sluice_help_page_parse (example, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (page->id, ==, "example");
  g_assert_cmpstr (page->title, ==, "Title");
  g_assert_cmpstr (page->summary, ==, "A & B");
  g_assert_cmpuint (page->blocks->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const SluiceHelpBlock *block = g_ptr_array_index (page->blocks, i);

      g_assert_cmpstr (block->markup, ==, wanted[i].markup);
      g_assert_cmpint (block->kind, ==, wanted[i].kind);
      g_assert_cmpuint (block->number, ==, wanted[i].number);
      g_assert_cmpint (block->inside, ==, wanted[i].inside);
    }
  g_assert_true (has_anchor (page, "more"));
}

static void
test_search (void)
{
  g_autoptr (SluiceHelpPage) page = sluice_help_page_parse (example, -1, NULL);

  g_assert_true (sluice_help_page_mentions (page, ""));
  g_assert_true (sluice_help_page_mentions (page, "mean"));
  g_assert_true (sluice_help_page_mentions (page, "TITLE"));
  g_assert_false (sluice_help_page_mentions (page, "gui"));
  g_assert_false (sluice_help_page_mentions (page, "elsewhere"));
}

static void
test_broken (void)
{
  static const char * const texts[] = {
    "", "<page", "<page id='a'></page>", "<page id='a'><title>A</title><p>a<p></page>",
    "<page id='a'><title>A</title><p>a <blink>b</blink></p></page>", "<page><title>A</title></page>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceHelpPage) page = sluice_help_page_parse (texts[i], -1, &error);

      g_assert_null (page);
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/help/links", test_links);
  g_test_add_func ("/help/errors", test_errors);
  g_test_add_func ("/help/blocks", test_blocks);
  g_test_add_func ("/help/search", test_search);
  g_test_add_func ("/help/broken", test_broken);
  return g_test_run ();
}
