/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page Connections share; nobody else includes this. */
#pragma once

#include "sluice-connection-detail.h"
#include "sluice-connection-filter-bar.h"
#include "sluice-connection-list.h"
#include "sluice-connections-page.h"
#include "sluice-hint.h"
#include "sluice-registry-model.h"

G_BEGIN_DECLS

struct _SluiceConnectionsPage
{
  GtkWidget                  parent_instance;

  /* Owned */
  SluiceSession             *session;
  SluiceRegistryModel       *registry;
  SluiceConnectionFilter     filter;
  SluiceOrder                order;

  /* Template */
  GtkWidget                 *content;
  GtkWidget                 *tools;
  GtkEditable               *search_entry;
  GtkWidget                 *filter_button;
  SluiceConnectionFilterBar *filter_bar;
  GtkWidget                 *refresh_button;
  GtkToggleButton           *all_button;
  GtkLabel                  *count_label;
  GtkSpinner                *spinner;
  GtkToggleButton           *select_button;
  SluiceHint                *notice;
  SluiceConnectionList      *list;
  GtkWidget                 *message_area;
  AdwStatusPage             *message;
  GtkWidget                 *connect_button;
  GtkWidget                 *try_again_button;
  GtkWidget                 *expander;
  GtkLabel                  *details;
  GtkWidget                 *loading_area;
  GtkWidget                 *bar;
  GtkWidget                 *choice_bar;
  GtkLabel                  *chosen_label;
  SluiceConnectionDetail    *detail;
};

void sluice_connections_page_show (SluiceConnectionsPage *self);

G_END_DECLS
