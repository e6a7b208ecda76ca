/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the proxy of the faults is made of: the proxy, and its lines, one for each connection of the
 * client. Only fault-proxy.c, which brings requests to the server, and fault-answer.c, which spoils
 * what comes back, see it.
 */
#pragma once

#include "fault-proxy.h"

G_BEGIN_DECLS

struct _FaultProxy
{
  GSocketService  *service;
  GCancellable    *cancellable;
  GTlsCertificate *certificate;
  FaultPlan        plan;
  guint            server_port;
  guint            port;
  gboolean         armed;
  gboolean         met;
  guint            n_open;
  guint            n_writes;
  guint            n_betrayals;
  guint            n_members;
  guint64          n_flooded;
};

/* One request at a time. */
typedef struct
{
  FaultProxy        *proxy;
  GSocketConnection *socket;
  GIOStream         *stream;
  GSocketConnection *server;
  GString           *received;  /* from the client */
  GString           *request;   /* the one that is being answered */
  GString           *answer;    /* from the server, then what goes to the client */
  gsize              written;
  guint64            flooded;
  FaultAct           act;
  gboolean           is_write;
  guint8             buffer[16 * 1024];
  guint              timer;
} Line;

void  fault_line_free      (Line          *line,
                            gboolean       reset);
void  fault_line_tell      (Line          *line);
void  fault_line_be_silent (Line          *line);
void  fault_line_receive   (Line          *line);
void  fault_line_answer    (Line          *line);
void  fault_line_send      (Line          *line);
gsize fault_head_length    (const GString *message);

G_END_DECLS
