/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of measuring share: the whole of a window, and the texts in it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *root;
  GPtrArray *problems;
  GPtrArray *leaves;      /* of what is drawn, and where */
} LooksMeasuring;

void     looks_report            (LooksMeasuring *self,
                                  GtkWidget      *widget,
                                  const char     *format,
                                  ...) G_GNUC_PRINTF (3, 4);

gboolean looks_is_below          (GtkWidget      *widget,
                                  const char     *type_or_id);
gboolean looks_is_title_of_entry (GtkWidget      *widget);
gboolean looks_is_text_large     (GtkWidget      *widget);
void     looks_check_label       (LooksMeasuring *self,
                                  GtkWidget      *label);

G_END_DECLS
