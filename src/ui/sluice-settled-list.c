/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that changes when what is behind it has come to rest. */

#include "sluice-settled-list.h"

/* While very many rows arrive page by page, those on the screen need not follow each page: the less
 * so, the more there are. */
#define MOST_REST_MS 150
#define ROWS_PER_REST_MS 200

/* A copy of very many rows is made in slices, and begun anew if something changes meanwhile. */
#define SLICE_US 2000
#define DROPPED_AT_ONCE 4096

/* From so many rows on a list view takes longer to find its rows again than to make new ones. */
#define MANY 20000

struct _SluiceSettledList
{
  GObject             parent_instance;

  GtkFilterListModel *filtered;
  GtkSortListModel   *sorted;
  GPtrArray          *shown;
  GPtrArray          *next;       /* NULL, or what has been copied so far */
  GPtrArray          *gone;       /* was shown; let go of in slices */
  gint64              shown_us;   /* when they were taken over last; monotonic */
  guint               source;     /* 0: what is shown is what there is */
  guint               drop;       /* 0: nothing is gone */
  gboolean            anew;       /* another order or choice was asked for */
};

enum { SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void sluice_settled_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceSettledList, sluice_settled_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_settled_list_model_init))

static GType
sluice_settled_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
sluice_settled_list_get_n_items (GListModel *model)
{
  return SLUICE_SETTLED_LIST (model)->shown->len;
}

static gpointer
sluice_settled_list_get_item (GListModel *model,
                              guint       position)
{
  SluiceSettledList *self = SLUICE_SETTLED_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
sluice_settled_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_settled_list_get_item_type;
  iface->get_n_items = sluice_settled_list_get_n_items;
  iface->get_item = sluice_settled_list_get_item;
}

/* ---- taking over ---- */

static gboolean
is_at_rest (SluiceSettledList *self)
{
  return gtk_filter_list_model_get_pending (self->filtered) == 0
         && gtk_sort_list_model_get_pending (self->sorted) == 0;
}

static gboolean
copy_slice (SluiceSettledList *self)
{
  GListModel *model = G_LIST_MODEL (self->sorted);
  gint64 until = g_get_monotonic_time () + SLICE_US;
  guint n = g_list_model_get_n_items (model);

  if (self->next == NULL)
    self->next = g_ptr_array_new_full (n, g_object_unref);
  while (self->next->len < n)
    {
      g_ptr_array_add (self->next, g_list_model_get_item (model, self->next->len));
      if (self->next->len % 64 == 0 && g_get_monotonic_time () > until)
        break;
    }
  return self->next->len == n;
}

static gboolean
drop_cb (gpointer user_data)
{
  SluiceSettledList *self = user_data;
  guint n = self->gone->len;

  g_ptr_array_set_size (self->gone, (int) (n - MIN (n, DROPPED_AT_ONCE)));
  if (self->gone->len > 0)
    return G_SOURCE_CONTINUE;
  self->drop = 0;
  return G_SOURCE_REMOVE;
}

static void
drop (SluiceSettledList *self,
      GPtrArray         *rows)
{
  g_ptr_array_extend_and_steal (self->gone, rows);
  if (self->drop == 0)
    self->drop = g_idle_add (drop_cb, self);
}

/* Where rows are in other places, a list view looks through all of them for those that were on the
 * screen. Of what was asked for anew one wants to see the beginning, so it is spared that. */
static void
show_next_anew (SluiceSettledList *self)
{
  GPtrArray *old = self->shown;

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, 0);
  drop (self, old);
  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&self->next);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->shown->len);
}

static void
show_next (SluiceSettledList *self)
{
  GPtrArray *old = self->shown;
  guint head = 0, tail = 0, n, most;

  self->shown = g_steal_pointer (&self->next);
  n = self->shown->len;
  most = MIN (n, old->len);
  while (head < most && old->pdata[head] == self->shown->pdata[head])
    head++;
  while (tail < most - head
         && old->pdata[old->len - 1 - tail] == self->shown->pdata[n - 1 - tail])
    tail++;
  if (old->len != n || head < n)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                n - head - tail);
  drop (self, old);
}

static void
take_over (SluiceSettledList *self)
{
  gboolean anew = self->anew && MIN (self->shown->len, self->next->len) >= MANY;

  self->anew = FALSE;
  if (anew)
    show_next_anew (self);
  else
    show_next (self);
  self->shown_us = g_get_monotonic_time ();
  g_signal_emit (self, signals[SETTLED], 0);
}

static gboolean
copy_cb (gpointer user_data)
{
  SluiceSettledList *self = user_data;
  gboolean begun = self->next != NULL;

  if ((begun || is_at_rest (self)) && !copy_slice (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  if (self->next != NULL)
    take_over (self);
  return G_SOURCE_REMOVE;
}

static gboolean
rested_cb (gpointer user_data)
{
  SluiceSettledList *self = user_data;

  /* It tells when it comes to rest. */
  self->source = is_at_rest (self) ? g_idle_add (copy_cb, self) : 0;
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SluiceSettledList *self)
{
  gint64 passed_ms = (g_get_monotonic_time () - self->shown_us) / 1000;
  gint64 rest_ms = MIN (self->shown->len / ROWS_PER_REST_MS, MOST_REST_MS);

  if (self->source != 0 && self->next == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  if (passed_ms >= rest_ms)
    self->source = g_idle_add (rested_cb, self);
  else
    self->source = g_timeout_add ((guint) (rest_ms - passed_ms), rested_cb, self);
}

static void
pending_cb (SluiceSettledList *self)
{
  if (is_at_rest (self) && self->next == NULL)
    changed_cb (self);
}

static void
asked_anew_cb (SluiceSettledList *self)
{
  self->anew = TRUE;
}

/* ---- life ---- */

static void
sluice_settled_list_dispose (GObject *object)
{
  SluiceSettledList *self = SLUICE_SETTLED_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->drop, g_source_remove);
  if (self->sorted != NULL)
    g_signal_handlers_disconnect_by_data (self->sorted, self);
  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);

  G_OBJECT_CLASS (sluice_settled_list_parent_class)->dispose (object);
}

static void
sluice_settled_list_finalize (GObject *object)
{
  SluiceSettledList *self = SLUICE_SETTLED_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->gone);
  g_clear_pointer (&self->next, g_ptr_array_unref);

  G_OBJECT_CLASS (sluice_settled_list_parent_class)->finalize (object);
}

static void
sluice_settled_list_class_init (SluiceSettledListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_settled_list_dispose;
  object_class->finalize = sluice_settled_list_finalize;

  signals[SETTLED] = g_signal_new ("settled", SLUICE_TYPE_SETTLED_LIST, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_settled_list_init (SluiceSettledList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->gone = g_ptr_array_new_with_free_func (g_object_unref);
}

SluiceSettledList *
sluice_settled_list_new (GListModel *source,
                         GtkFilter  *filter,
                         GtkSorter  *sorter)
{
  SluiceSettledList *self = g_object_new (SLUICE_TYPE_SETTLED_LIST, NULL);

  self->filtered = gtk_filter_list_model_new (g_object_ref (source), g_object_ref (filter));
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                          g_object_ref (sorter));
  gtk_sort_list_model_set_incremental (self->sorted, TRUE);
  g_signal_connect_swapped (self->sorted, "items-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->sorted, "notify::pending", G_CALLBACK (pending_cb), self);
  g_signal_connect_swapped (self->filtered, "notify::pending", G_CALLBACK (pending_cb), self);
  g_signal_connect_object (filter, "changed", G_CALLBACK (asked_anew_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (asked_anew_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}

gboolean
sluice_settled_list_is_settled (SluiceSettledList *self)
{
  g_return_val_if_fail (SLUICE_IS_SETTLED_LIST (self), TRUE);

  return self->source == 0 && is_at_rest (self);
}
