/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to Atlas from start to end: sign-in rounds, limits, deadline, classification of
 * whatever came back. The client runs calls one after another; only the atlas folder sees this.
 */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "sluice-atlas-client.h"

G_BEGIN_DECLS

typedef struct _SluiceCall SluiceCall;

/* Makes an object of an answer's JSON; NULL means the answer has the wrong shape. */
typedef gpointer (*SluiceAnswerReader) (JsonNode *root);

typedef struct
{
  const char         *method;
  const char         *version;      /* date of the operation's media type */
  char               *path;         /* below the base URL, percent-encoded; taken over */
  char               *body;         /* JSON or NULL; taken over */
  SluiceAnswerReader  reader;       /* NULL: success is all there is to know */
  gboolean            unread;       /* the result is the body, a GBytes; without reader */
  GDestroyNotify      free_result;
} SluiceRequest;

/* From the client to a call. */
SluiceCall *sluice_call_new      (GTask                *task,
                                  const SluiceRequest  *request,
                                  guint                 deadline_ms);
void        sluice_call_start    (SluiceCall           *call,
                                  SoupSession          *session);
void        sluice_call_stop     (SluiceCall           *call);

/* From an exchange to the client. */
void          sluice_atlas_client_queue        (SluiceAtlasClient    *self,
                                                const SluiceRequest  *request,
                                                guint                 deadline_ms,
                                                gboolean              at_once,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
guint         sluice_atlas_client_get_deadline (SluiceAtlasClient    *self,
                                                gboolean              reads);
guint         sluice_atlas_client_get_retry_ms (SluiceAtlasClient    *self);
GCancellable *sluice_atlas_client_get_closing  (SluiceAtlasClient    *self);
void          sluice_atlas_client_write_lost   (SluiceAtlasClient    *self);
void          sluice_atlas_client_wait_begun   (SluiceAtlasClient    *self,
                                                const gint64         *until_us);
void          sluice_atlas_client_wait_ended   (SluiceAtlasClient    *self,
                                                const gint64         *until_us);

/* From an operation to an exchange, and back. */
void        sluice_atlas_client_send        (SluiceAtlasClient    *self,
                                             const SluiceRequest  *request,
                                             gpointer              source_tag,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gpointer    sluice_atlas_client_send_finish (SluiceAtlasClient    *self,
                                             GAsyncResult         *result,
                                             gpointer              source_tag,
                                             GError              **error);
char       *sluice_atlas_client_build_path  (const char           *first,
                                             ...) G_GNUC_NULL_TERMINATED;
void        sluice_atlas_result_set_evidence (GAsyncResult        *result,
                                              SluiceEvidence      *evidence);

/* For tests: to trust an authority of their own, or to go through a proxy. */
SoupSession *sluice_atlas_client_get_session (SluiceAtlasClient   *self);

/* From a call to the client. */
void        sluice_atlas_client_call_proved (SluiceAtlasClient    *self);
gboolean    sluice_atlas_client_is_wary     (SluiceAtlasClient    *self);
void        sluice_atlas_client_call_ended  (SluiceAtlasClient    *self,
                                             SluiceCall           *call);

G_END_DECLS
