/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of windows share: they run inside an application, wait for conditions and never
 * for time, and reach widgets by the names of the templates.
 */
#pragma once

#include <adwaita.h>

#include "sluice-key-store.h"
#include "sluice-window.h"

G_BEGIN_DECLS

typedef gboolean (*Condition) (gpointer data);

int           fixture_run         (int          argc,
                                   char       **argv,
                                   void       (*add_tests) (void));
GtkApplication *fixture_get_application (void);
void          fixture_wait_for    (Condition    condition,
                                   gpointer     data,
                                   const char  *what);
GSettings    *fixture_new_settings (void);
SluiceWindow *fixture_open        (const char  *base_url,
                                   SluiceKeyStore *store,
                                   GSettings   *settings);
SluiceWindow *fixture_open_practice (void);
void          fixture_present     (SluiceWindow *window);
void          fixture_close       (SluiceWindow *window);
gpointer      fixture_get         (gpointer     parent,
                                   GType        type,
                                   const char  *name);
gpointer      fixture_get_page    (SluiceWindow *window,
                                   const char   *name);
gpointer      fixture_get_key     (SluiceWindow *window,
                                   const char   *name);
gpointer      fixture_get_button  (SluiceWindow *window,
                                   const char   *name);
void          fixture_click       (gpointer      button);

G_END_DECLS
