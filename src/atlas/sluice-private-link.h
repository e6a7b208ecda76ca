/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A private link of a project's stream processing. Immutable; any member may be missing. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The API's states are free text; these are what they mean. */
typedef enum
{
  SLUICE_PRIVATE_LINK_ABSENT,     /* not in the answer: ask again with GET */
  SLUICE_PRIVATE_LINK_UNKNOWN,    /* a word this version does not know */
  SLUICE_PRIVATE_LINK_PREPARING,  /* IDLE, WORKING */
  SLUICE_PRIVATE_LINK_DONE,
  SLUICE_PRIVATE_LINK_FAILED,
  SLUICE_PRIVATE_LINK_LEAVING,    /* DELETE_REQUESTED, DELETING */
  SLUICE_PRIVATE_LINK_GONE,       /* DELETED */
} SluicePrivateLinkState;

#define SLUICE_TYPE_PRIVATE_LINK (sluice_private_link_get_type ())
G_DECLARE_FINAL_TYPE (SluicePrivateLink, sluice_private_link, SLUICE, PRIVATE_LINK, GObject)

const char             *sluice_private_link_get_id            (SluicePrivateLink *self);
const char             *sluice_private_link_get_vendor        (SluicePrivateLink *self);
const char             *sluice_private_link_get_provider      (SluicePrivateLink *self);
const char             *sluice_private_link_get_region        (SluicePrivateLink *self);
SluicePrivateLinkState  sluice_private_link_get_state         (SluicePrivateLink *self);
const char             *sluice_private_link_get_state_name    (SluicePrivateLink *self);
const char             *sluice_private_link_get_error_message (SluicePrivateLink *self);
gint64                  sluice_private_link_get_created       (SluicePrivateLink *self);
gboolean                sluice_private_link_is_s3             (SluicePrivateLink *self);
gboolean                sluice_private_link_is_done           (SluicePrivateLink *self);

G_END_DECLS
