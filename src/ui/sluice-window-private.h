/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share; nobody else includes this. */
#pragma once

#include "sluice-connect-page.h"
#include "sluice-heading.h"
#include "sluice-practice-process.h"
#include "sluice-session.h"
#include "sluice-split.h"
#include "sluice-status-pane.h"
#include "sluice-status-strip.h"
#include "sluice-window.h"

G_BEGIN_DECLS

struct _SluiceWindow
{
  AdwApplicationWindow   parent_instance;

  /* Owned */
  SluiceSession         *session;
  GSettings             *settings;
  SluicePracticeProcess *process;
  GCancellable          *starting;
  char                  *base_url;
  gboolean               practice;
  gboolean               close_confirmed;
  guint                  frames;

  /* Template */
  SluiceHeading         *heading;
  GtkWidget             *back_button;
  GtkRevealer           *banner;
  GtkLabel              *banner_label;
  GtkWidget             *fill_in_button;
  AdwToastOverlay       *toasts;
  SluiceSplit           *split;
  AdwViewStack          *stack;
  SluiceConnectPage     *page;
  AdwBin                *aws_bin;
  AdwBin                *emit_bin;
  AdwBin                *connections_bin;
  SluiceStatusPane      *pane;
  SluiceStatusStrip     *strip;
  GtkWidget             *switcher_bar;
};

/* Names of the pages, as in the template and in win.show-page. */
#define PAGE_CONNECT "connect"
#define PAGE_AWS "aws-access"
#define PAGE_CONNECTIONS "connections"

void sluice_window_add_actions (SluiceWindow *self);

G_END_DECLS
