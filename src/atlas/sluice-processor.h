/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream processor of an instance, as Atlas described it. Immutable; any member but the name
 * may be missing. Its pipeline is not kept, only which connections it names.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_PROCESSOR_STATE_ABSENT,    /* not in the answer */
  SLUICE_PROCESSOR_STATE_UNKNOWN,   /* a word this version does not know */
  SLUICE_PROCESSOR_STATE_CREATED,
  SLUICE_PROCESSOR_STATE_STARTING,
  SLUICE_PROCESSOR_STATE_STARTED,
  SLUICE_PROCESSOR_STATE_STOPPING,
  SLUICE_PROCESSOR_STATE_STOPPED,
  SLUICE_PROCESSOR_STATE_FAILED,
  SLUICE_PROCESSOR_STATE_DROPPED,
} SluiceProcessorState;

#define SLUICE_TYPE_PROCESSOR (sluice_processor_get_type ())
G_DECLARE_FINAL_TYPE (SluiceProcessor, sluice_processor, SLUICE, PROCESSOR, GObject)

const char           *sluice_processor_get_id              (SluiceProcessor *self);
const char           *sluice_processor_get_name            (SluiceProcessor *self);
SluiceProcessorState  sluice_processor_get_state           (SluiceProcessor *self);
const char           *sluice_processor_get_state_name      (SluiceProcessor *self);
gboolean              sluice_processor_is_busy             (SluiceProcessor *self);
const char * const   *sluice_processor_get_connections     (SluiceProcessor *self);
gboolean              sluice_processor_uses                (SluiceProcessor *self,
                                                            const char      *connection_name);
gint64                sluice_processor_get_read_count      (SluiceProcessor *self);
gint64                sluice_processor_get_written_count   (SluiceProcessor *self);
const char           *sluice_processor_get_error_message   (SluiceProcessor *self);

G_END_DECLS
