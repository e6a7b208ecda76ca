/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the test of looks share: the scenes, the modes they are looked at in, and the
 * measuring of what is on the screen.
 */
#pragma once

#include "practice-atlas.h"
#include "sluice-window.h"

G_BEGIN_DECLS

/* ---- measuring ---- */

GPtrArray *looks_measure (GtkWidget *root,
                          int        width,
                          int        height);

/* ---- modes ---- */

typedef struct
{
  const char *name;
  int         width;
  int         height;
  int         text;        /* in percent */
  gboolean    dark;
} LooksMode;

const LooksMode *looks_modes_get   (guint            i);
void             looks_modes_apply (const LooksMode *mode);

/* ---- scenes ---- */

typedef enum
{
  LOOKS_NOWHERE,      /* a window that knows nothing: no key, and nobody answers */
  LOOKS_FILLED,       /* a filled form, and an Atlas that accepts it */
  LOOKS_PRACTICE,     /* a window for practice */
  LOOKS_FAILED,       /* one whose practice Atlas cannot be started */
} LooksStageKind;

typedef struct
{
  LooksStageKind  kind;
  PracticeAtlas  *atlas;
  SluiceWindow   *window;
} LooksStage;

typedef struct
{
  const char     *name;
  LooksStageKind  stage;
  gboolean        dialog;  /* opened anew for each mode, as its size depends on the window */
  void          (*enter) (LooksStage *stage);
  void          (*leave) (LooksStage *stage);
  int             least;   /* the narrowest screen it is for; 0: any */
} LooksScene;

const LooksScene *looks_scenes_get (guint i);

/* ---- what scenes are made with ---- */

LooksStage *looks_stage_new    (LooksStageKind  kind);
void        looks_stage_free   (LooksStage     *stage);
GtkWidget  *looks_stage_top    (LooksStage     *stage);
void        looks_stage_clear  (LooksStage     *stage);
GtkWidget  *looks_stage_page   (LooksStage     *stage,
                                const char     *name);
void        looks_settle       (GtkWidget      *widget);
GtkWidget  *looks_find         (gpointer        root,
                                const char     *id);
GtkWidget  *looks_find_type    (gpointer        root,
                                GType           type);
void        looks_type         (gpointer        row,
                                const char     *text);

G_END_DECLS
