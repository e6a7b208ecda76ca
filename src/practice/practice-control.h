/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Atlas does not have: paths below /practice/ that steer the program itself.
 *
 *   GET    /practice/scenario                     which are on
 *   POST   /practice/scenario?name=NAME           switch on; &on=false: off
 *   DELETE /practice/scenario                     all off
 *   GET    /practice/log                          one line for each request
 */
#pragma once

#include "practice-dispatch.h"
#include "practice-log.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void practice_respond (SoupServerMessage  *message,
                       guint               status,
                       const char         *content_type,
                       const char         *body);
void practice_control (PracticeState      *state,
                       PracticeLog        *log,
                       SoupServerMessage  *message,
                       const PracticeCall *call);

G_END_DECLS
