/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer before it is sent: what Atlas would say, and what goes wrong on the way. */
#pragma once

#include "practice-json.h"

G_BEGIN_DECLS

typedef enum
{
  PRACTICE_DELIVERY_WHOLE,    /* as it should be */
  PRACTICE_DELIVERY_CLOSED,   /* the connection is closed without an answer */
  PRACTICE_DELIVERY_SILENT,   /* the connection stays open, nothing comes */
  PRACTICE_DELIVERY_CUT,      /* Content-Length promises more than arrives */
  PRACTICE_DELIVERY_TRICKLE,  /* one byte now and then */
} PracticeDelivery;

typedef struct
{
  guint             status;
  JsonObject       *object;        /* owned; NULL if there is no JSON body */
  char             *text;          /* owned; stands in for the object */
  const char       *content_type;  /* NULL: the operation's versioned type */
  const char       *error_code;    /* NULL if it is not an error; borrowed from object or static */
  char             *location;      /* owned */
  guint             retry_after;   /* seconds; 0: no such header */
  guint             delay_ms;
  PracticeDelivery  delivery;
} PracticeReply;

PracticeReply *practice_reply_new           (JsonObject          *object);
PracticeReply *practice_reply_new_status    (guint                status);
PracticeReply *practice_reply_new_text      (guint                status,
                                             const char          *content_type,
                                             const char          *text);
PracticeReply *practice_reply_new_error     (guint                status,
                                             const char          *error_code,
                                             const char * const  *parameters,
                                             const char          *format,
                                             ...) G_GNUC_PRINTF (4, 5);
PracticeReply *practice_reply_new_violation (const char          *error_code,
                                             const char          *field,
                                             const char          *format,
                                             ...) G_GNUC_PRINTF (3, 4);
char          *practice_reply_render        (PracticeReply       *self,
                                             gboolean             pretty,
                                             gboolean             envelope);
void           practice_reply_free          (PracticeReply       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeReply, practice_reply_free)

G_END_DECLS
