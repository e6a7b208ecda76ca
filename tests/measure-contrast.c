/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure-contrast [--pages]: the contrast of every text and icon as it is drawn, on every page and
 * dialog (or on the pages only), in the light and the dark style; ADW_DEBUG_HIGH_CONTRAST=1 adds
 * high contrast. Prints what is below what the Web Content Accessibility Guidelines ask for at
 * level AA: 4.5 for text, 3 for large text and for icons.
 */
#include <math.h>
#include <string.h>

#include "scenes.h"
#include "ui-fixture.h"

/* Strokes of small letters are thinner than a pixel: larger, their middle has the true colour. */
#define ZOOM 2

/* All of a page, so that nothing is scrolled out of sight. */
#define HEIGHT 2300

#define WANTED_TEXT 4.5
#define WANTED_LARGE 3.0

/* Below this there is nothing to see: a label that waits for its turn. */
#define NOTHING 1.05

typedef struct
{
  const char *scene;
  GtkWidget  *root;
  const char *style;
  guchar     *pixels;
  gsize       stride;
  int         width;
  int         height;
} Picture;

/* What libadwaita and GTK draw so in every program, and no program’s style sheet should change:
 * white on the accent colour, the version in the window About, the strokes between shortcuts. */
static const char * const theirs[] = { "suggested-action", "app-version", "< shortcut" };

static gboolean only_pages;
static guint n_measured;
static guint n_missed;
static GHashTable *told;

/* ---- colours ---- */

static double
get_luminance (guint32 color)
{
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double part = ((color >> (16 - 8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static double
get_contrast (guint32 a,
              guint32 b)
{
  double la = get_luminance (a), lb = get_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static guint32
get_pixel (const Picture *picture,
           int            x,
           int            y)
{
  return ((const guint32 *) (picture->pixels + y * picture->stride))[x] & 0xffffff;
}

/* The most frequent colour is what is written on; the one that differs most from it writes. */
static double
measure (const Picture         *picture,
         const graphene_rect_t *box,
         guint32               *ink,
         guint32               *paper)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  int left = MAX ((int) (box->origin.x * ZOOM), 0), top = MAX ((int) (box->origin.y * ZOOM), 0);
  int right = MIN ((int) ((box->origin.x + box->size.width) * ZOOM), picture->width);
  int bottom = MIN ((int) ((box->origin.y + box->size.height) * ZOOM), picture->height);
  GHashTableIter iter;
  gpointer color, count;
  guint most = 0;
  double contrast = 1;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        gpointer key = GUINT_TO_POINTER (get_pixel (picture, x, y));
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

        g_hash_table_insert (counts, key, GUINT_TO_POINTER (n));
        if (n > most)
          {
            most = n;
            *paper = GPOINTER_TO_UINT (key);
          }
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &color, &count))
    if (get_contrast (GPOINTER_TO_UINT (color), *paper) > contrast)
      {
        *ink = GPOINTER_TO_UINT (color);
        contrast = get_contrast (*ink, *paper);
      }
  return contrast;
}

/* ---- what is looked at ---- */

/* 18 point, or 14 point and bold. */
static gboolean
is_large (GtkWidget *label)
{
  PangoFontDescription *font = pango_context_get_font_description (
    gtk_widget_get_pango_context (label));
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    points *= 0.75;
  return points >= 18
         || (points >= 14 && pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD);
}

static char *
dup_styles (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 3 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    {
      g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);
      g_autofree char *joined = g_strjoinv (".", classes);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " < " : "",
                              gtk_widget_get_css_name (widget), *joined != '\0' ? "." : "", joined);
    }
  return g_strdup (text->str);
}

static void
tell (const Picture *picture,
      GtkWidget     *widget,
      const char    *text,
      double         contrast,
      guint32        ink,
      guint32        paper)
{
  g_autofree char *styles = dup_styles (widget);
  g_autofree char *key = g_strdup_printf ("%s %s %x %x", picture->style, styles, ink, paper);
  gboolean ours = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (theirs); i++)
    ours &= strstr (styles, theirs[i]) == NULL;
  n_missed += ours ? 1 : 0;
  if (!g_hash_table_add (told, g_steal_pointer (&key)))
    return;
  g_print ("# %s %4.2f  %-5s  #%06x on #%06x  %s “%.40s”  %s\n",
           ours ? "too little:" : "the toolkit’s own:", contrast, picture->style, ink, paper,
           picture->scene, text, styles);
}

/* Not scrolled out of sight, nor behind what is beside what scrolls. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  for (GtkWidget *around = gtk_widget_get_parent (widget); around != NULL;
       around = gtk_widget_get_parent (around))
    {
      graphene_rect_t box, frame;

      if (!GTK_IS_SCROLLED_WINDOW (around))
        continue;
      if (!gtk_widget_compute_bounds (widget, around, &box)
          || !gtk_widget_compute_bounds (around, around, &frame)
          || !graphene_rect_contains_rect (&frame, &box))
        return FALSE;
    }
  return TRUE;
}

static void
look_at (const Picture *picture,
         GtkWidget     *widget,
         const char    *text,
         double         wanted)
{
  graphene_rect_t box;
  guint32 ink = 0, paper = 0;
  double contrast;

  if (!gtk_widget_compute_bounds (widget, picture->root, &box) || box.size.width < 4
      || box.size.height < 4 || !is_in_sight (widget))
    return;
  contrast = measure (picture, &box, &ink, &paper);
  if (contrast < NOTHING)
    return;
  n_measured++;
  if (contrast + 0.005 < wanted)
    tell (picture, widget, text, contrast, ink, paper);
}

/* What cannot be used need not be read easily, and the marks in a switch are only there in high
 * contrast. */
static void
look_below (const Picture *picture,
            GtkWidget     *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget)
      || GTK_IS_SWITCH (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    look_at (picture, widget, gtk_label_get_text (GTK_LABEL (widget)),
             is_large (widget) ? WANTED_LARGE : WANTED_TEXT);
  else if (GTK_IS_IMAGE (widget)
           && gtk_image_get_storage_type (GTK_IMAGE (widget)) != GTK_IMAGE_EMPTY)
    look_at (picture, widget, "icon", WANTED_LARGE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_below (picture, child);
}

/* ---- pictures ---- */

static void
take_picture (Picture *picture)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (picture->root);
  int width = gtk_widget_get_width (picture->root), height = gtk_widget_get_height (picture->root);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;

  gtk_snapshot_scale (snapshot, ZOOM, ZOOM);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  picture->width = width * ZOOM;
  picture->height = height * ZOOM;
  texture = gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (picture->root)), node,
    &GRAPHENE_RECT_INIT (0, 0, picture->width, picture->height));
  gsk_render_node_unref (node);
  picture->stride = (gsize) picture->width * 4;
  picture->pixels = g_malloc (picture->stride * picture->height);
  gdk_texture_download (texture, picture->pixels, picture->stride);
}

static void
look_in_style (const char     *name,
               GtkWidget      *root,
               AdwColorScheme  scheme)
{
  Picture picture = { .scene = name, .root = root };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  scenes_wait (root);
  picture.style = scheme == ADW_COLOR_SCHEME_FORCE_DARK ? "dark" : "light";
  take_picture (&picture);
  look_below (&picture, root);
  if (g_getenv ("CONTRAST_PICTURES") != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", g_getenv ("CONTRAST_PICTURES"), name,
                                               picture.style);
      g_autoptr (GBytes) bytes = g_bytes_new (picture.pixels, picture.stride * picture.height);
      g_autoptr (GdkTexture) texture = gdk_memory_texture_new (picture.width, picture.height,
                                                               GDK_MEMORY_DEFAULT, bytes,
                                                               picture.stride);

      gdk_texture_save_to_png (texture, path);
    }
  g_free (picture.pixels);
}

static void
visit (const char *name,
       GtkWidget  *root,
       gpointer    data)
{
  if (only_pages && !SLUICE_IS_WINDOW (root))
    return;
  if (SLUICE_IS_WINDOW (root) && gtk_widget_get_height (root) < HEIGHT)
    {
      gtk_window_set_default_size (GTK_WINDOW (root), 1080, HEIGHT);
      scenes_wait (root);
    }
  look_in_style (name, root, ADW_COLOR_SCHEME_FORCE_LIGHT);
  look_in_style (name, root, ADW_COLOR_SCHEME_FORCE_DARK);
}

static void
visit_all (void)
{
  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  scenes_visit (visit, NULL);
  g_hash_table_unref (told);
  g_print ("# %u texts and icons, %u with too little contrast\n", n_measured, n_missed);
  g_assert_cmpuint (n_measured, >, 400);
  g_assert_cmpuint (n_missed, ==, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/contrast", visit_all);
}

int
main (int   argc,
      char *argv[])
{
  only_pages = argc > 1 && g_str_equal (argv[1], "--pages");
  if (only_pages)
    {
      argv[1] = argv[0];
      argv++;
      argc--;
    }
  return fixture_run (argc, argv, add_tests);
}
