/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One reading of the registry of an instance, or of every instance of a project. Tells as it goes;
 * a registry that cannot be read does not keep the others from being read.
 */
#pragma once

#include "sluice-atlas-client.h"

G_BEGIN_DECLS

/* What a reading tells of. Any of these may stop the reading. */
typedef struct
{
  void (*places) (const char * const *instances,  /* all of them; only where all are read */
                  gpointer            user_data);
  void (*page)   (const char         *instance,
                  GPtrArray          *connections,
                  guint               first,      /* those before were told of */
                  gpointer            user_data);
  void (*ended)  (const char         *instance,
                  const GError       *error,      /* NULL: read to its end */
                  gpointer            user_data);
  void (*done)   (const GError       *error,      /* the instances cannot be listed */
                  gpointer            user_data);
} SluiceRegistryReader;

typedef struct _SluiceRegistryReading SluiceRegistryReading;

SluiceRegistryReading *sluice_registry_reading_start        (SluiceAtlasClient          *client,
                                                             const char                 *project_id,
                                                             const char                 *instance,
                                                             const SluiceRegistryReader *reader,
                                                             gpointer                    user_data);
void                   sluice_registry_reading_stop         (SluiceRegistryReading      *self);
guint                  sluice_registry_reading_get_progress (SluiceRegistryReading      *self,
                                                             guint                      *n_places);

G_END_DECLS
