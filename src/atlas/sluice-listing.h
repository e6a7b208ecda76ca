/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a list that Atlas gives out in pages, to its end; only the atlas folder sees this. */
#pragma once

#include "sluice-call.h"

G_BEGIN_DECLS

/* Items from first on are new: each page is told of once, as it comes. */
typedef void (*SluiceListingPage) (GPtrArray *items,
                                   guint      first,
                                   gpointer   user_data);

typedef struct
{
  const char         *version;    /* date of the operation's media type */
  char               *path;       /* without a query; taken over */
  SluiceAnswerReader  read_item;  /* gives a GObject, or NULL for an entry to pass over */
  const char       *(*get_key) (gpointer item);  /* what tells two entries apart; may give NULL */
  SluiceListingPage   page;       /* NULL: the whole is enough; called with the user_data */
} SluiceListing;

void       sluice_listing_start  (SluiceAtlasClient    *client,
                                  const SluiceListing  *listing,
                                  gpointer              source_tag,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
GPtrArray *sluice_listing_finish (SluiceAtlasClient    *client,
                                  GAsyncResult         *result,
                                  gpointer              source_tag,
                                  GError              **error);

G_END_DECLS
