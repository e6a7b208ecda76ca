/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A practice Atlas of one test: started, steered, read and ended by it. The program's path is in
 * the environment variable SLUICE_PRACTICE_PROGRAM.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  char        *log_path;
  char        *url;
  char        *public_key;
  char        *private_key;
  char        *project_id;
  char        *instance;
} PracticeAtlas;

PracticeAtlas *practice_atlas_start   (const char    *scenarios,
                                       const char    *ready_after);
void           practice_atlas_restart (PracticeAtlas *self,
                                       const char    *scenarios);
void           practice_atlas_kill    (PracticeAtlas *self);
void           practice_atlas_stop    (PracticeAtlas *self);
void           practice_atlas_switch  (PracticeAtlas *self,
                                       const char    *scenarios,
                                       gboolean       on);
char          *practice_atlas_log     (PracticeAtlas *self);
guint          practice_atlas_count   (PracticeAtlas *self,
                                       const char    *pattern);

/* Runs the main loop until something is so; a test that waits in vain fails after a while. */
typedef gboolean (*WaitCondition) (gpointer data);

void           wait_until             (WaitCondition  condition,
                                       gpointer       data);
void           wait_ms                (guint          ms);
void           assert_finalized_soon  (gpointer       object);
void           remove_folder_soon     (const char    *folder);

G_END_DECLS
