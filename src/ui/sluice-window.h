/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One window: one session with one Atlas, or with a practice Atlas of its own. Puts form, status
 * pane, banner and menu together; knows nothing of what they do.
 */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WINDOW (sluice_window_get_type ())
G_DECLARE_FINAL_TYPE (SluiceWindow, sluice_window, SLUICE, WINDOW, AdwApplicationWindow)

/* base_url: of the command line, already checked; NULL: the one chosen last.
 * store: where keys are kept; NULL: nowhere. settings: the memory of form and window. */
SluiceWindow *sluice_window_new_live     (GtkApplication *application,
                                          const char     *base_url,
                                          SluiceKeyStore *store,
                                          GSettings      *settings);
SluiceWindow *sluice_window_new_practice (GtkApplication *application,
                                          GSettings      *settings);
gboolean      sluice_window_is_for       (SluiceWindow   *self,
                                          gboolean        practice,
                                          const char     *base_url);
SluiceSession *
              sluice_window_get_session  (SluiceWindow   *self);
void          sluice_window_take_tour    (SluiceWindow   *self);

G_END_DECLS
