/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and ids begin where their title does. */

#include "sluice-entry-align.h"

static void
align (GtkWidget *row)
{
  gboolean mirrored = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL;

  gtk_editable_set_alignment (GTK_EDITABLE (row), mirrored ? 1.0f : 0.0f);
}

/* To be called once for a row. */
void
sluice_entry_align_follow (AdwEntryRow *row)
{
  g_signal_connect (row, "direction-changed", G_CALLBACK (align), NULL);
  align (GTK_WIDGET (row));
}
