/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The private links of the session's project: read once when somebody needs them, kept up to date
 * by what is done with them, and watched while they are being prepared, by whomever they were
 * begun. Belongs to the session.
 */
#pragma once

#include "sluice-private-link.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_LINKS_NO_PLACE,   /* no key, or no project that Atlas knows */
  SLUICE_LINKS_UNREAD,     /* nobody has needed them yet */
  SLUICE_LINKS_LOADING,
  SLUICE_LINKS_LOADED,
  SLUICE_LINKS_NOT_LOADED, /* see the error */
} SluiceLinksState;

#define SLUICE_TYPE_LINKS (sluice_links_get_type ())
G_DECLARE_FINAL_TYPE (SluiceLinks, sluice_links, SLUICE, LINKS, GObject)

/* Borrowed: there is one for each session. */
SluiceLinks       *sluice_links_of            (SluiceSession      *session);
/* Remembers there which links are watched, for the next start. */
void               sluice_links_set_settings  (SluiceLinks        *self,
                                               GSettings          *settings);
void               sluice_links_want          (SluiceLinks        *self);
void               sluice_links_refresh       (SluiceLinks        *self);
void               sluice_links_watch_all     (SluiceLinks        *self);
SluiceLinksState   sluice_links_get_state     (SluiceLinks        *self,
                                               const GError      **error);
GListModel        *sluice_links_get_list      (SluiceLinks        *self);
SluicePrivateLink *sluice_links_find          (SluiceLinks        *self,
                                               const char         *id);
SluiceOperation   *sluice_links_get_operation (SluiceLinks        *self,
                                               const char         *id);
SluiceOperation   *sluice_links_get_creating  (SluiceLinks        *self);
SluiceOperation   *sluice_links_create        (SluiceLinks        *self,
                                               const char         *region);
SluiceOperation   *sluice_links_delete        (SluiceLinks        *self,
                                               SluicePrivateLink  *link);

/* Signal ::changed: anything the getters tell. */

G_END_DECLS
