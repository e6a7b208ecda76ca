/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a window is closed while something runs whose outcome would not be seen. */
#pragma once

#include "sluice-dialogs.h"
#include "sluice-session.h"

G_BEGIN_DECLS

gboolean sluice_closing_ask (GtkWindow       *window,
                             SluiceSession   *session,
                             SluiceConfirmed  confirmed);

G_END_DECLS
