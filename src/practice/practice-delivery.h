/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Getting an answer onto the wire, whole or in one of the ways a network spoils it. */
#pragma once

#include "practice-reply.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void practice_deliver (SoupServerMessage *message,
                       PracticeDelivery   delivery,
                       guint              delay_ms);

G_END_DECLS
