/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the list of connections share; nobody else includes this. */
#pragma once

#include "sluice-connection-list.h"
#include "sluice-settled-list.h"

G_BEGIN_DECLS

struct _SluiceConnectionList
{
  GtkWidget                     parent_instance;

  /* Owned */
  GListModel                   *model;
  SluiceSettledList            *shown;
  GtkFilter                    *filter;
  GtkSorter                    *sorter;
  GPtrArray                    *items;    /* GtkListItem of the rows there are */
  GHashTable                   *old;      /* those of them that do not tell of their item yet */
  guint                         soon;     /* fills those that are seen, before the next frame */
  guint                         later;    /* fills those that are not seen, when there is time */
  GHashTable                   *chosen;   /* keys of what was chosen */

  /* Borrowed */
  const SluiceConnectionFilter *wanted;

  SluiceOrder                   order;
  gboolean                      with_instance;
  gboolean                      choosing;
  gboolean                      activating;   /* the first row, as soon as it is known */

  /* Children */
  GtkWidget                    *titles;
  GtkWidget                    *scrolled;
  GtkWidget                    *list_view;
};

/* sluice-connection-list.c */
char               *sluice_connection_list_dup_key        (SluiceRegistryEntry  *entry);
gboolean            sluice_connection_list_is_chosen      (SluiceConnectionList *self,
                                                           SluiceRegistryEntry  *entry);

/* sluice-connection-list-rows.c */
GtkListItemFactory *sluice_connection_list_create_factory (SluiceConnectionList *self);
void                sluice_connection_list_fill_soon      (SluiceConnectionList *self);
void                sluice_connection_list_show_row       (SluiceConnectionList *self,
                                                           GtkListItem          *item);
void                sluice_connection_list_show_choice    (SluiceConnectionList *self,
                                                           GtkListItem          *item);

G_END_DECLS
