/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence below a field or a group, with an icon so that its tone is not told by colour
 * alone. Without a sentence it hides, together with the list row that holds it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_TONE_PLAIN,    /* help, nothing wrong */
  SLUICE_TONE_GOOD,
  SLUICE_TONE_WARNING,
  SLUICE_TONE_BAD,
} SluiceTone;

#define SLUICE_TYPE_HINT (sluice_hint_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHint, sluice_hint, SLUICE, HINT, GtkWidget)

void        sluice_hint_set_text  (SluiceHint *self,
                                   SluiceTone  tone,
                                   const char *text);
const char *sluice_hint_get_text  (SluiceHint *self);
SluiceTone  sluice_hint_get_tone  (SluiceHint *self);
void        sluice_hint_describe  (SluiceHint *self,
                                   GtkWidget  *row);

G_END_DECLS
