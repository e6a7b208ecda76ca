/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The processes of a cell in which one is killed: the one that performs the operation, and the one
 * that is started after it. Both are this program, told by its environment where the server is.
 */
#pragma once

#include <gio/gio.h>

#include "fault-stage.h"

G_BEGIN_DECLS

/* Of the program's second argument. */
#define CHILD_PERFORM "--perform"
#define CHILD_RECOVER "--recover"

/* Where a process that performs kills itself: here, or while a line of the history is written. */
#define CHILD_AT_PHASE "phase"

GSubprocessLauncher *child_launcher_new (PracticeAtlas *atlas,
                                         const char    *data_folder);
int                  child_perform      (const char    *operation,
                                         char         **arguments);
int                  child_recover      (const char    *operation,
                                         char         **arguments);

/* Tests of delivery remember in the settings what they make. */
gboolean             child_tests_delivery (void);
GSettings           *child_open_settings  (const char  *data_folder);
gboolean             child_has_processor  (void);
void                 child_remove_processors (void);

G_END_DECLS
