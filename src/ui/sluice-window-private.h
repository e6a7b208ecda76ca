/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share; nobody else includes this. */
#pragma once

#include "sluice-connect-page.h"
#include "sluice-heading.h"
#include "sluice-notifier.h"
#include "sluice-practice-process.h"
#include "sluice-session.h"
#include "sluice-split.h"
#include "sluice-status-pane.h"
#include "sluice-status-strip.h"
#include "sluice-tour-bar.h"
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
  SluiceNotifier        *notifier;
  SluiceTour            *tour;
  GtkWidget             *marked;       /* weak: where the tour's step is done */
  char                  *base_url;
  gboolean               practice;
  gboolean               close_confirmed;
  gboolean               wants_tour;
  gboolean               offline;
  gboolean               was_offline;  /* and nobody has been told to try again */
  guint                  frames;

  /* Template */
  SluiceHeading         *heading;
  GtkWidget             *back_button;
  GtkMenuButton         *menu_button;
  GtkRevealer           *banner;
  GtkLabel              *banner_label;
  GtkWidget             *fill_in_button;
  GtkWidget             *tour_button;
  GtkWidget             *try_again_button;
  GtkWidget             *dismiss_button;
  SluiceTourBar         *tour_bar;
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

void sluice_window_add_actions        (SluiceWindow  *self);
void sluice_window_set_session        (SluiceWindow  *self,
                                       SluiceSession *session);

/* The practice Atlas of its own */
void sluice_window_start_practice     (SluiceWindow  *self);
void sluice_window_stop_practice      (SluiceWindow  *self);

/* What stands above the pages */
void sluice_window_tell_practice      (SluiceWindow  *self,
                                       const char    *text,
                                       gboolean       failed);
void sluice_window_show_practice      (SluiceWindow  *self);
void sluice_window_leave_tour         (SluiceWindow  *self);
void sluice_window_set_up_live_banner (SluiceWindow  *self);
void sluice_window_watch_network      (SluiceWindow  *self);
void sluice_window_dismiss_banner     (SluiceWindow  *self);
void sluice_window_try_again          (SluiceWindow  *self);

G_END_DECLS
