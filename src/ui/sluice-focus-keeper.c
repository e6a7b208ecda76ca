/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the keyboard goes when what had it is gone or can no longer be used. Left to the toolkit, it
 * goes to the first thing there is, or nowhere: a person who does not see the window is told
 * nothing, and begins at its top with the next key.
 */

#include "sluice-focus-keeper.h"

#include <gtk/gtk.h>

#define KEEPER "sluice-focus-keeper"

/* A widget, and what stood beside it. */
typedef struct
{
  GWeakRef widget;
  GWeakRef next;
  GWeakRef previous;
} Level;

typedef struct
{
  GtkWindow *window;
  GtkWidget *focus;   /* what had the keyboard last; weak */
  GPtrArray *levels;  /* from what had the keyboard last up to the window */
  guint      idle;
} Keeper;

static void lost_cb (Keeper *self);

static void
level_free (gpointer data)
{
  Level *level = data;

  g_weak_ref_clear (&level->widget);
  g_weak_ref_clear (&level->next);
  g_weak_ref_clear (&level->previous);
  g_free (level);
}

static void
follow (Keeper    *self,
        GtkWidget *focus)
{
  if (self->focus != NULL)
    g_signal_handlers_disconnect_by_func (self->focus, lost_cb, self);
  if (focus != NULL)
    g_signal_connect_swapped (focus, "unmap", G_CALLBACK (lost_cb), self);
  g_set_weak_pointer (&self->focus, focus);
}

static void
keeper_free (gpointer data)
{
  Keeper *self = data;

  follow (self, NULL);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_unref (self->levels);
  g_free (self);
}

static void
remember (Keeper    *self,
          GtkWidget *focus)
{
  g_ptr_array_set_size (self->levels, 0);
  for (GtkWidget *widget = focus;
       widget != NULL && widget != GTK_WIDGET (self->window);
       widget = gtk_widget_get_parent (widget))
    {
      Level *level = g_new0 (Level, 1);

      g_weak_ref_init (&level->widget, widget);
      g_weak_ref_init (&level->next, gtk_widget_get_next_sibling (widget));
      g_weak_ref_init (&level->previous, gtk_widget_get_prev_sibling (widget));
      g_ptr_array_add (self->levels, level);
    }
}

/* ---- finding another place ---- */

static gboolean
take (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget)
         && (gtk_widget_grab_focus (widget)
             || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
}

static gboolean
take_one_of (GWeakRef  *first,
             GtkWidget *parent,
             GtkWidget *(*step) (GtkWidget *))
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (first);

  if (widget == NULL || gtk_widget_get_parent (widget) != parent)
    return FALSE;
  for (GtkWidget *other = widget; other != NULL; other = step (other))
    if (take (other))
      return TRUE;
  return FALSE;
}

static gboolean
has_place (Keeper *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_sensitive (focus);
}

/* What had it, if that can be used again; else what came after it, else what came before; else
 * beside what it was in. */
static gboolean
find_place_cb (gpointer user_data)
{
  Keeper *self = user_data;
  g_autoptr (GPtrArray) levels = g_ptr_array_ref (self->levels);
  gboolean found = has_place (self) || !gtk_widget_get_mapped (GTK_WIDGET (self->window));

  self->idle = 0;
  for (guint i = 0; i < levels->len && !found; i++)
    {
      Level *level = levels->pdata[i];
      Level *above = i + 1 < levels->len ? levels->pdata[i + 1] : NULL;
      g_autoptr (GtkWidget) widget = g_weak_ref_get (&level->widget);
      g_autoptr (GtkWidget) parent = above != NULL ? g_weak_ref_get (&above->widget)
                                                   : g_object_ref (GTK_WIDGET (self->window));

      found = (widget != NULL && take (widget))
              || take_one_of (&level->next, parent, gtk_widget_get_next_sibling)
              || take_one_of (&level->previous, parent, gtk_widget_get_prev_sibling);
    }
  return G_SOURCE_REMOVE;
}

/* What took it away may have another place for it, but the toolkit looks for one before the next
 * frame. */
static void
lost_cb (Keeper *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH, find_place_cb, self, NULL);
}

static void
focus_changed_cb (GtkWindow  *window,
                  GParamSpec *pspec,
                  Keeper     *self)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (focus != NULL)
    {
      follow (self, focus);
      g_clear_pointer (&self->levels, g_ptr_array_unref);
      self->levels = g_ptr_array_new_with_free_func (level_free);
      remember (self, focus);
    }
  else if (self->levels->len > 0)
    lost_cb (self);
}

/* ---- all windows ---- */

static void
windows_changed_cb (GListModel *windows)
{
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      Keeper *self;

      if (g_object_get_data (G_OBJECT (window), KEEPER) != NULL)
        continue;
      self = g_new0 (Keeper, 1);
      self->window = window;
      self->levels = g_ptr_array_new_with_free_func (level_free);
      g_object_set_data_full (G_OBJECT (window), KEEPER, self, keeper_free);
      g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
    }
}

/* Looks after every window there is and will be. To be called once, when there is a display. */
void
sluice_focus_keeper_start (void)
{
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb),
                    NULL);
}
