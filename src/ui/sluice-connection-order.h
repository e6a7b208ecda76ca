/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which connections are shown, and in which order: quick enough for a hundred thousand of them,
 * so without memory of its own and without the rules of a language.
 */
#pragma once

#include "sluice-registry-entry.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_ORDER_S3_FIRST,   /* then by name */
  SLUICE_ORDER_NAME,
  SLUICE_ORDER_TYPE,
  SLUICE_ORDER_STATE,
  SLUICE_ORDER_ROLE,
  SLUICE_ORDER_BUCKET,
  SLUICE_ORDER_NETWORK,
  SLUICE_ORDER_INSTANCE,
} SluiceOrder;

typedef struct
{
  char     *needle;      /* from sluice_connection_order_fold (); NULL: everything */
  int       state;       /* a SluiceConnectionState; -1: any */
  char     *role_arn;    /* NULL: any; "": none */
} SluiceConnectionFilter;

char    *sluice_connection_order_fold    (const char                   *text);
gboolean sluice_connection_order_matches (SluiceRegistryEntry          *entry,
                                          const SluiceConnectionFilter *filter);
int      sluice_connection_order_compare (SluiceRegistryEntry          *a,
                                          SluiceRegistryEntry          *b,
                                          SluiceOrder                   order);

G_END_DECLS
