/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong, and what is then true: one row per fault, for reads and writes of any kind. */
#pragma once

#include "fault-proxy.h"
#include "sluice-atlas-error.h"

G_BEGIN_DECLS

/* What is true of a write in the end, and what Sluice has to say of it. */
typedef enum
{
  TRUTH_DONE,      /* it is done, and Sluice says so */
  TRUTH_NOT_DONE,  /* the answer was lost; Sluice has looked and says that it is not done */
  TRUTH_REFUSED,   /* it is not done, and Sluice says so without looking */
  TRUTH_UNKNOWN,   /* nobody answers: Sluice says that it does not know */
  TRUTH_ANY,       /* whichever of these is so */
} Truth;

/* For codes of reads. */
#define FAULT_FINE (-1)  /* the read succeeds */
#define FAULT_ODD (-2)   /* it succeeds, or is a bad reply */
#define FAULT_LATE (-4)  /* it succeeds, or has timed out */
#define FAULT_CUT (-3)   /* a bad reply; since libsoup 3.6 the connection was lost */

/* In place of a body, where something happens here meanwhile. */
#define FAULT_QUIT "quit"
#define FAULT_AHEAD "ahead"  /* the clock jumps */
#define FAULT_BACK "back"

/* In headers, for the server's time, and that two seconds later. */
#define FAULT_NOW "{now}"
#define FAULT_SOON "{soon}"

typedef struct
{
  const char *name;
  FaultAct    act;
  gboolean    any_round;
  gboolean    slow;         /* ends by the deadline */
  const char *status;       /* of the proxy's own answer: code, reason */
  const char *headers;
  const char *body;         /* or the shape */
  int         read_once;    /* what a read ends with if the fault strikes once */
  int         read_ever;    /* … and if it strikes from then on */
  Truth       write_once;
  Truth       write_ever;
  gint64      clock;        /* by how many seconds the clock here is wrong */
  guint       least_ms;     /* reads that succeed have waited for that long */
  gboolean    of_writes;    /* once, in answer to a write of which something shows */
} Fault;

/* Faults on the way there, before any request. */
typedef enum
{
  WAY_REFUSED,
  WAY_NO_NAME,
  WAY_UNKNOWN_CA,
  WAY_WRONG_HOST,
  WAY_TWO_AT_ONCE,   /* unknown authority, and another host */
  WAY_EXPIRED,
  WAY_NOT_YET,
  WAY_TLS_SILENT,
  WAY_PROXY_REFUSED,
  WAY_PROXY_WANTS_LOGIN,
  WAY_PROXY_TUNNEL_LOGIN,
} Way;

typedef struct
{
  const char           *name;
  Way                   way;
  const char           *certificate;
  gboolean              trusting;  /* in the test's authority */
  GTlsCertificateFlags  flags;     /* what Sluice has to know about the certificate */
  int                   code;
  gint64                clock;     /* as above */
} WayFault;

extern const Fault faults[];
extern const guint n_faults;
extern const WayFault way_faults[];
extern const guint n_way_faults;

GBytes *fault_dup_answer (const Fault *fault);

G_END_DECLS
