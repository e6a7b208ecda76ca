/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations of a session tell about connections: no listing is needed to know it. */
#pragma once

#include "sluice-connection.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

/* connection: what it is now; NULL once it is gone. */
typedef void (*SluiceRegistryTold) (const char       *project_id,
                                    const char       *instance,
                                    const char       *name,
                                    SluiceConnection *connection,
                                    gpointer          user_data);

typedef struct _SluiceRegistryNews SluiceRegistryNews;

SluiceRegistryNews *sluice_registry_news_new        (GListModel         *operations,
                                                     SluiceRegistryTold  told,
                                                     gpointer            user_data);
void                sluice_registry_news_free       (SluiceRegistryNews *self);
gboolean            sluice_registry_news_is_at_work (SluiceRegistryNews *self,
                                                     const char         *project_id,
                                                     const char         *instance,
                                                     const char         *name);

G_END_DECLS
