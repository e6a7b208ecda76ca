/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For how long Atlas has asked to wait, told by a widget that shows what is asked of it. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-session.h"

G_BEGIN_DECLS

/* Shows what there is to show, the time that is left among it. */
typedef void (*SluiceAskedWaitShow) (GtkWidget *widget);

char *sluice_asked_wait_words  (SluiceSession       *session);
void  sluice_asked_wait_follow (GtkWidget           *widget,
                                SluiceSession       *session,
                                SluiceAskedWaitShow  show);

G_END_DECLS
