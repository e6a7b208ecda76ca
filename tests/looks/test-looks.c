/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at every page and dialog in every mode, and measures what is there.
 *
 * Environment: LOOKS_MODES, names of modes with commas (several take longer than each by itself, as
 * they change all the texts again and again); LOOKS_PICTURES, a folder for pictures; LOOKS_SUFFIX,
 * behind the pictures' names; LOOKS_LOCALEDIR, where translations are; LOOKS_MIRRORED=1, for
 * languages read from the right.
 */

#include "looks.h"

#include <libintl.h>
#include <locale.h>

#include "ui-fixture.h"

/* Looks at one thing before what is wrong with it counts. */
#define MAX_LOOKS 5

static LooksStage *stage;
static guint n_looked_at;

/* ---- pictures ---- */

static void
take_picture (GtkWidget  *widget,
              const char *scene,
              const char *mode)
{
  const char *folder = g_getenv ("LOOKS_PICTURES");
  const char *suffix = g_getenv ("LOOKS_SUFFIX");
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *name = NULL, *path = NULL;

  if (folder == NULL)
    return;
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
    &GRAPHENE_RECT_INIT (0, 0, width, height));
  name = g_strdup_printf ("%s-%s%s.png", scene, mode, suffix != NULL ? suffix : "");
  path = g_build_filename (folder, name, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* ---- one look ---- */

static guint
tell (const char *scene,
      const char *mode,
      GPtrArray  *problems)
{
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s, %s: %s", scene, mode, (const char *) problems->pdata[i]);
  return problems->len;
}

/* Without a compositor GTK draws a frame of its own, which counts with the window's size. */
static int
get_frame (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  return gtk_widget_has_css_class (window, "solid-csd")
         ? gdk_surface_get_width (surface) - gtk_widget_get_width (window) : 0;
}

static void
resize (GtkWidget *window,
        int        width,
        int        height)
{
  int frame = get_frame (window);

  gtk_window_set_default_size (GTK_WINDOW (window), width + frame, height + frame);
}

/* A dialog is as large as it likes to be, but not larger than the screen. */
static void
resize_dialog (GtkWidget       *dialog,
               const LooksMode *mode)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (dialog), &width, &height);
  if (width > 0 && height > 0)
    resize (dialog, MIN (mode->width, width), MIN (mode->height, height));
  else if (gtk_widget_get_width (dialog) > mode->width
           || gtk_widget_get_height (dialog) > mode->height)
    resize (dialog, MIN (mode->width, gtk_widget_get_width (dialog)),
            MIN (mode->height, gtk_widget_get_height (dialog)));
}

static guint
look (const LooksScene *scene,
      const LooksMode  *mode)
{
  GtkWidget *top = looks_stage_top (stage);
  g_autoptr (GPtrArray) problems = NULL;

  looks_settle (top);
  if (GTK_IS_WINDOW (top) && top != GTK_WIDGET (stage->window))
    {
      resize_dialog (top, mode);
      looks_settle (top);
    }
  problems = looks_measure (top, mode->width, mode->height);
  /* On a busy machine a text may still be on its way through its lines. */
  for (int again = 0; problems->len > 0 && again < MAX_LOOKS; again++)
    {
      g_ptr_array_unref (problems);
      looks_settle (top);
      problems = looks_measure (top, mode->width, mode->height);
    }
  take_picture (top, scene->name, mode->name);
  n_looked_at++;
  return tell (scene->name, mode->name, problems);
}

/* ---- a scene ---- */

static gboolean
is_wanted (const LooksScene *scene,
           const LooksMode  *mode)
{
  const char *names = g_getenv ("LOOKS_MODES");
  g_auto (GStrv) wanted = NULL;

  if (scene->least > 0 && (mode->width < scene->least || mode->text > 100))
    return FALSE;
  g_assert_nonnull (names);
  wanted = g_strsplit (names, ",", -1);
  return g_strv_contains ((const char * const *) wanted, mode->name);
}

static void
set_stage (LooksStageKind kind)
{
  if (stage != NULL && stage->kind == kind)
    return;
  g_clear_pointer (&stage, looks_stage_free);
  stage = looks_stage_new (kind);
  looks_settle (GTK_WIDGET (stage->window));       /* before, its frame has no size */
}

static void
leave (const LooksScene *scene)
{
  looks_stage_clear (stage);
  if (scene->leave != NULL)
    scene->leave (stage);
}

static void
test_scene (gconstpointer data)
{
  const LooksScene *scene = data;
  const LooksMode *mode;
  guint n_problems = 0;
  gboolean entered = FALSE;

  set_stage (scene->stage);
  for (guint i = 0; (mode = looks_modes_get (i)) != NULL; i++)
    {
      if (!is_wanted (scene, mode))
        continue;
      looks_modes_apply (mode);
      resize (GTK_WIDGET (stage->window), mode->width, mode->height);
      if (!entered || scene->dialog)
        {
          looks_settle (GTK_WIDGET (stage->window));
          scene->enter (stage);
        }
      entered = TRUE;
      n_problems += look (scene, mode);
      if (scene->dialog)
        leave (scene);
    }
  if (!scene->dialog)
    leave (scene);
  if (n_problems > 0)
    {
      g_test_message ("%u problems", n_problems);
      g_test_fail ();
    }
}

static void
test_end (void)
{
  g_clear_pointer (&stage, looks_stage_free);
  g_test_message ("looked at %u", n_looked_at);
}

static void
add_tests (void)
{
  const char *translations = g_getenv ("LOOKS_LOCALEDIR");
  const LooksScene *scene;

  /* GTK's own set-up of tests takes the language away. */
  setlocale (LC_ALL, "C.UTF-8");
  if (translations != NULL)
    bindtextdomain ("sluice", translations);
  bind_textdomain_codeset ("sluice", "UTF-8");
  textdomain ("sluice");
  gtk_widget_set_default_direction (g_strcmp0 (g_getenv ("LOOKS_MIRRORED"), "1") == 0
                                    ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);

  for (guint i = 0; (scene = looks_scenes_get (i)) != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/looks/", scene->name, NULL);

      g_test_add_data_func (path, scene, test_scene);
    }
  g_test_add_func ("/looks/end", test_end);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
