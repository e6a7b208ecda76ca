/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below the form that is always in sight: Create Connection, or Cancel while a create
 * runs, and room for a remark.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-operation.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CREATE_BAR (sluice_create_bar_get_type ())
G_DECLARE_FINAL_TYPE (SluiceCreateBar, sluice_create_bar, SLUICE, CREATE_BAR, GtkWidget)

void     sluice_create_bar_watch      (SluiceCreateBar *self,
                                       SluiceOperation *operation);
gboolean sluice_create_bar_is_running (SluiceCreateBar *self);
gboolean sluice_create_bar_cancel     (SluiceCreateBar *self);
void     sluice_create_bar_remark     (SluiceCreateBar *self,
                                       const char      *text);
GtkWidget *
         sluice_create_bar_get_button (SluiceCreateBar *self);

/* Signals:
 *  ::create               the person wants to create
 *  ::finished (gboolean)  a create has ended; TRUE if the keyboard focus was on Cancel
 */

G_END_DECLS
