/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between the client and a practice Atlas, inside of a test: passes requests and answers on
 * until the one that a fault is for, and counts what has reached the server. Runs in the test's own
 * main context.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _FaultProxy FaultProxy;

/* What becomes of the request. With DONE in their names: after the server has done it. */
typedef enum
{
  FAULT_PASS,
  FAULT_RESET_UNREAD,   /* reset as soon as its head has come */
  FAULT_RESET_READ,
  FAULT_CLOSE_READ,
  FAULT_SILENT_READ,
  FAULT_ANSWER_READ,    /* answered by the proxy itself */
  FAULT_CANCEL_READ,    /* the person cancels; nothing is answered */
  FAULT_CANCEL_PASS,    /* … but the server does it all the same */
  FAULT_CANCEL_LATE,    /* … a while later */
  FAULT_SPOILT_NONCE,   /* passed on with another nonce */
  FAULT_SLEEP_RESET_READ, /* the machine is suspended, and the connection gone when it is not */
  FAULT_RESET_DONE,
  FAULT_CLOSE_DONE,
  FAULT_SILENT_DONE,
  FAULT_ANSWER_DONE,    /* another answer in place of the server's */
  FAULT_CANCEL_DONE,
  FAULT_CANCEL_BODY,    /* with half of the answer on its way */
  FAULT_CANCEL_ANSWERED,  /* with all of it on its way */
  FAULT_TRICKLE_DONE,   /* byte by byte, with pauses */
  FAULT_HALF_SILENT,    /* half of the answer, then nothing */
  FAULT_HALF_RESET,
  FAULT_HALF_CLOSE,
  FAULT_HALF_CHUNKED,   /* half of the body in a chunk, and closed */
  FAULT_HALF_NO_LENGTH, /* half of the body of an answer without length */
  FAULT_SLEEP_DONE,     /* the machine is suspended, with the answer on its way */
  FAULT_SLEEP_RESET_DONE,
  FAULT_JUMP_DONE,      /* the clock here is set, with the answer on its way */
  FAULT_JUMP_SILENT,    /* … and no answer comes */
  FAULT_BASIC_BESIDE,   /* the challenge offers Basic first */
  FAULT_NO_QOP,         /* the challenge is one of RFC 2069 */
  FAULT_OTHER_DATE,     /* the right answer, of ten years ago */
  FAULT_EARLY_HINTS,    /* an answer of status 103 before the real one */
  FAULT_OTHER_TYPE,     /* the right answer, said to be a web page */
  FAULT_IN_CHUNKS,      /* the right answer, in two chunks */
  FAULT_SHAPE,          /* the right answer with other values in it */
  FAULT_FLOOD_DONE,     /* an answer of 500 MB */
} FaultAct;

typedef struct
{
  FaultAct    act;
  gboolean    ever;         /* that request and all after it, else that one alone */
  gboolean    any_round;    /* the first request, else the first that is signed */
  const char *method;       /* of the request it is for */
  const char *path;         /* part of its target; NULL: any */
  char       *answer;       /* whole; may hold NUL */
  gsize       answer_length;
  const char *shape;        /* JSON in place of each value that is neither object nor array */
  guint       member;       /* … or of this value alone, whatever it is, counted from 1 */
  void      (*cancel) (gpointer data);  /* or whatever happens here */
  gpointer    cancel_data;
  void      (*silent) (void);   /* nothing more will come to whoever waits for it; or NULL */
} FaultPlan;

FaultProxy *fault_proxy_new          (guint             server_port,
                                      const FaultPlan  *plan,
                                      GTlsCertificate  *certificate);
void        fault_proxy_free         (FaultProxy       *self);
void        fault_proxy_arm          (FaultProxy       *self);
char       *fault_proxy_dup_url      (FaultProxy       *self);
gboolean    fault_proxy_was_met      (FaultProxy       *self);
gboolean    fault_proxy_is_busy      (FaultProxy       *self);
guint       fault_proxy_n_writes     (FaultProxy       *self);
guint       fault_proxy_n_betrayals  (FaultProxy       *self);
guint64     fault_proxy_n_flooded    (FaultProxy       *self);

guint       fault_proxy_n_members    (FaultProxy       *self);

char       *fault_reshape            (const char       *json,
                                      const char       *shape,
                                      guint             member,
                                      guint            *n_members);

G_END_DECLS
