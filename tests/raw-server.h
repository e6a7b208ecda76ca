/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server inside of a test that does what no proper server would. It keeps each request byte for
 * byte and answers from a script, one step per request in order of arrival on any connection;
 * beyond the script's end it stays silent. It runs in the test's own main context.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RawServer RawServer;

/* What follows the bytes of a step. */
typedef enum
{
  RAW_KEEP,     /* wait for the next request */
  RAW_CLOSE,    /* close the connection properly */
  RAW_RESET,    /* reset it */
  RAW_TRICKLE,  /* the bytes themselves go out one by one, with pauses */
  RAW_FLOOD,    /* the bytes' last RAW_FLOOD_PIECE are repeated up to 64 MiB */
  RAW_TLS,      /* go on with TLS, as after a proxy's CONNECT */
} RawAfter;

#define RAW_FLOOD_PIECE 1024

typedef struct
{
  guint   connection;  /* counted from 1 */
  char   *head;        /* request line and headers */
  char   *method;
  char   *target;
  GBytes *body;
} RawRequest;

RawServer        *raw_server_new             (GTlsCertificate   *certificate,
                                              gboolean           tls_at_once);
void              raw_server_free            (RawServer         *self);
char             *raw_server_dup_url         (RawServer         *self);
guint             raw_server_get_port        (RawServer         *self);
void              raw_server_set_mute        (RawServer         *self);
void              raw_server_push            (RawServer         *self,
                                              RawAfter           after,
                                              char              *bytes);
void              raw_server_push_n          (RawServer         *self,
                                              gsize              length,
                                              const char        *bytes);
guint             raw_server_count           (RawServer         *self);
const RawRequest *raw_server_get_request     (RawServer         *self,
                                              guint              n);
guint             raw_server_n_connections   (RawServer         *self);
guint             raw_server_n_open          (RawServer         *self);
guint64           raw_server_n_sent          (RawServer         *self);
const char       *raw_server_get_protocol    (RawServer         *self);

char             *raw_request_dup_header     (const RawRequest  *request,
                                              const char        *name);
char             *raw_answer                 (const char        *status,
                                              const char        *headers,
                                              const char        *body);
char             *raw_challenge              (const char        *nonce,
                                              const char        *stale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
