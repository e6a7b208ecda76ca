/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that scenes are played in, and what they are made with. */

#include "looks.h"

#include "ui-fixture.h"

#include "sluice-connect-page.h"
#include "sluice-heading.h"
#include "sluice-key-group.h"
#include "sluice-memory-store.h"
#include "sluice-window-private.h"

#define NOWHERE "http://127.0.0.1:1"
#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"

/* Frames after which nothing moves any more: a change of the layout may follow from the first. */
#define STILL_FRAMES 3

/* ---- waiting ---- */

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  guint *frames = user_data;

  ++*frames;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_spinning (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_spinning (child))
      return TRUE;
  return FALSE;
}

typedef struct
{
  GtkWidget *widget;
  guint      frames;
} Stillness;

static gboolean
is_still (gpointer data)
{
  Stillness *stillness = data;

  if (!gtk_widget_get_mapped (stillness->widget) || is_spinning (stillness->widget))
    stillness->frames = 0;
  return stillness->frames >= STILL_FRAMES;
}

/* Waits until what was asked of Atlas is there, and the layout has found its place. */
void
looks_settle (GtkWidget *widget)
{
  Stillness stillness = { widget, 0 };
  guint id = gtk_widget_add_tick_callback (widget, frame_cb, &stillness.frames, NULL);

  fixture_wait_for (is_still, &stillness, "the window to be still");
  gtk_widget_remove_tick_callback (widget, id);
}

/* ---- finding ---- */

static GtkWidget *
search (GtkWidget  *widget,
        const char *id,
        GType       type)
{
  GtkWidget *found = NULL;

  if (id != NULL ? g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0
                 : G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = search (child, id, type);
  return found;
}

/* By the name in the layout file; the first one there is. */
GtkWidget *
looks_find (gpointer    root,
            const char *id)
{
  GtkWidget *found = search (root, id, 0);

  if (found == NULL)
    g_error ("there is no #%s", id);
  return found;
}

GtkWidget *
looks_find_type (gpointer root,
                 GType    type)
{
  GtkWidget *found = search (root, NULL, type);

  if (found == NULL)
    g_error ("there is no %s", g_type_name (type));
  return found;
}

void
looks_type (gpointer    row,
            const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* ---- the stage ---- */

static gboolean
is_accepted (gpointer data)
{
  SluiceSession *session = data;

  for (SluiceFact fact = SLUICE_FACT_KEY; fact <= SLUICE_FACT_NAME; fact++)
    if (sluice_session_get_fact (session, fact, NULL, NULL) != SLUICE_FACT_STATE_TRUE)
      return FALSE;
  return TRUE;
}

static void
fill (LooksStage *stage)
{
  gpointer window = stage->window;

  looks_type (looks_find (window, "public_row"), stage->atlas->public_key);
  looks_type (looks_find (window, "private_row"), stage->atlas->private_key);
  looks_type (looks_find (window, "project_row"), stage->atlas->project_id);
  looks_type (looks_find (window, "instance_row"), stage->atlas->instance);
  looks_type (looks_find (window, "name_row"), "s3sink");
  looks_type (fixture_get_page (window, "role_row"), ROLE);
  looks_type (fixture_get_page (window, "bucket_row"), "my-bucket");
  fixture_wait_for (is_accepted, stage->window->session, "Atlas to accept the form");
}

static gboolean
has_session (gpointer data)
{
  return sluice_window_get_session (data) != NULL;
}

static gboolean
may_try_again (gpointer data)
{
  return gtk_widget_get_visible (data);
}

static SluiceWindow *
open_practice (gboolean failing)
{
  const char *variable = "SLUICE_PRACTICE_PROGRAM";
  g_autofree char *program = g_strdup (g_getenv (variable));
  SluiceWindow *window;

  if (failing)
    g_setenv (variable, "/nonexistent/sluice-practice", TRUE);
  window = fixture_open_practice ();
  if (failing)
    fixture_wait_for (may_try_again, window->try_again_button, "the failure");
  else
    fixture_wait_for (has_session, window, "the practice Atlas");
  g_setenv (variable, program, TRUE);
  return window;
}

LooksStage *
looks_stage_new (LooksStageKind kind)
{
  LooksStage *stage = g_new0 (LooksStage, 1);
  g_autoptr (SluiceKeyStore) store = sluice_memory_store_new ();

  stage->kind = kind;
  if (kind == LOOKS_PRACTICE || kind == LOOKS_FAILED)
    {
      stage->window = open_practice (kind == LOOKS_FAILED);
      return stage;
    }
  if (kind == LOOKS_FILLED)
    stage->atlas = practice_atlas_start ("", "0");
  stage->window = fixture_open (stage->atlas != NULL ? stage->atlas->url : NOWHERE, store, NULL);
  if (kind == LOOKS_FILLED)
    fill (stage);
  return stage;
}

void
looks_stage_free (LooksStage *stage)
{
  looks_stage_clear (stage);
  fixture_close (stage->window);
  if (stage->atlas != NULL)
    practice_atlas_stop (stage->atlas);
  g_free (stage);
}

/* What is to be looked at: the window, or the last one opened from it, or the dialog within it. */
GtkWidget *
looks_stage_top (LooksStage *stage)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  AdwDialog *dialog =
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (stage->window));

  if (dialog != NULL)
    return GTK_WIDGET (dialog);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
  for (GList *l = toplevels; l != NULL; l = l->next)
    if (l->data != stage->window && gtk_widget_get_visible (l->data))
      return l->data;
  return GTK_WIDGET (stage->window);
}

/* Closes what was opened from the window. */
void
looks_stage_clear (LooksStage *stage)
{
  GtkWidget *top;

#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  AdwDialog *dialog =
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (stage->window));

  if (dialog != NULL)
    adw_dialog_force_close (dialog);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
  while (GTK_IS_WINDOW (top = looks_stage_top (stage)) && top != GTK_WIDGET (stage->window))
    gtk_window_destroy (GTK_WINDOW (top));
}

/* Shows a page, from its beginning. */
GtkWidget *
looks_stage_page (LooksStage *stage,
                  const char *name)
{
  sluice_split_set_pane_open (stage->window->split, FALSE);
  adw_view_stack_set_visible_child_name (stage->window->stack, name);
  looks_settle (GTK_WIDGET (stage->window));
  return adw_view_stack_get_visible_child (stage->window->stack);
}
