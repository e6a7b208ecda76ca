/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages and dialogs of the window, one after the other. */

#include "scenes.h"

#include "practice-atlas.h"
#include "sluice-choose-button.h"
#include "sluice-config.h"
#include "sluice-connection-list.h"
#include "sluice-dialogs.h"
#include "sluice-help.h"
#include "sluice-keys-dialog.h"
#include "sluice-page-keys.h"
#include "sluice-tour-bar.h"
#include "sluice-window-private.h"
#include "ui-fixture.h"

#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"

typedef struct
{
  PracticeAtlas *atlas;
  SluiceWindow  *window;
  SceneVisitor   visit;
  gpointer       data;
} Scenes;

/* ---- waiting ---- */

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *frames = user_data;

  if (--*frames > 0)
    return G_SOURCE_CONTINUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer data)
{
  return *(guint *) data == 0;
}

/* Until what has changed is laid out: rows may come with one frame, their names with the next. */
void
scenes_wait (GtkWidget *widget)
{
  guint frames = 3;

  gtk_widget_add_tick_callback (widget, count_frame_cb, &frames, NULL);
  gtk_widget_queue_draw (widget);
  fixture_wait_for (is_zero, &frames, "frames");
}

/* The first below widget that is shown; else NULL. */
gpointer
scenes_find_type (GtkWidget *widget,
                  GType      type)
{
  gpointer found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = scenes_find_type (child, type);
  return found;
}

static gboolean
place_is_known (gpointer data)
{
  Scenes *self = data;

  return sluice_session_get_fact (self->window->session, SLUICE_FACT_INSTANCE, NULL, NULL)
         == SLUICE_FACT_STATE_TRUE;
}

static gboolean
is_listed (gpointer data)
{
  Scenes *self = data;
  gpointer list = scenes_find_type (GTK_WIDGET (self->window), SLUICE_TYPE_CONNECTION_LIST);

  return list != NULL && sluice_connection_list_get_n_shown (list) > 0;
}

/* ---- dialogs ---- */

static GtkWidget *
find_dialog (Scenes *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

#if ADW_CHECK_VERSION (1, 5, 0)
  AdwDialog *dialog;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    return GTK_WIDGET (dialog);
#endif
  for (GList *l = toplevels; l != NULL; l = l->next)
    if (l->data != self->window && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

/* While something is read there may be nothing to go to. */
static gboolean
is_done_reading (gpointer data)
{
  GtkWidget *dialog = find_dialog (data);

  return dialog != NULL && scenes_find_type (dialog, GTK_TYPE_SPINNER) == NULL;
}

static void
look_at_dialog (Scenes     *self,
                const char *name)
{
  GtkWidget *dialog;

  fixture_wait_for (has_dialog, self, name);
  fixture_wait_for (is_done_reading, self, name);
  dialog = find_dialog (self);
  scenes_wait (dialog);
  self->visit (name, dialog, self->data);
  dialog = find_dialog (self);
#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (ADW_IS_DIALOG (dialog))
    adw_dialog_force_close (ADW_DIALOG (dialog));
  else
    gtk_window_destroy (GTK_WINDOW (dialog));
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  gtk_window_destroy (GTK_WINDOW (dialog));
#endif
  fixture_wait_for (has_no_dialog, self, "the dialog to go");
}

/* By the button that has this action. */
static void
visit_dialog (Scenes     *self,
              const char *action)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->window->stack);

  if (!sluice_page_keys_press (page, (const char *[]) { action, NULL }))
    g_error ("no button with the action %s can be pressed", action);
  look_at_dialog (self, action);
}

/* ---- pages ---- */

static void
visit_page (Scenes     *self,
            const char *name)
{
  scenes_wait (GTK_WIDGET (self->window));
  self->visit (name, GTK_WIDGET (self->window), self->data);
}

static void
go_to (Scenes     *self,
       const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-page", "s", page);
  scenes_wait (GTK_WIDGET (self->window));
}

static void
fill_form (Scenes *self)
{
  const char *texts[][2] = {
    { "project_row", self->atlas->project_id }, { "instance_row", self->atlas->instance },
    { "name_row", "s3sink" }, { "role_row", ROLE },
  };

  gtk_editable_set_text (fixture_get_key (self->window, "public_row"), self->atlas->public_key);
  gtk_editable_set_text (fixture_get_key (self->window, "private_row"), self->atlas->private_key);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    gtk_editable_set_text (fixture_get_page (self->window, texts[i][0]), texts[i][1]);
  fixture_wait_for (place_is_known, self, "the instance to be known");
}

static void
visit_choosers (Scenes *self)
{
  static const char *rows[] = { "project_row", "instance_row", "role_row" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = fixture_get_page (self->window, rows[i]);
      GtkWidget *button = scenes_find_type (row, SLUICE_TYPE_CHOOSE_BUTTON);

      g_assert_nonnull (button);
      fixture_click (GTK_IS_BUTTON (button) ? button
                                            : scenes_find_type (button, GTK_TYPE_BUTTON));
      look_at_dialog (self, rows[i]);
    }
}

static void
visit_connect (Scenes *self)
{
  visit_page (self, "connect-empty");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.create", NULL);
  visit_page (self, "connect-error");
  fill_form (self);
  visit_page (self, "connect-ready");
  visit_choosers (self);
  visit_dialog (self, "bar.preview");
  sluice_keys_dialog_present (GTK_WIDGET (self->window), self->window->session);
  look_at_dialog (self, "keys");
}

static void
visit_connections (Scenes *self)
{
  static const char *pages[] = {
    "connections.import", "connections.export", "connections.links", "connections.history",
  };
  static const char *details[] = {
    "connection.change-role", "connection.test", "connection.change-network",
    "connection.duplicate", "connection.test-delivery", "connection.export",
    "connection.history", "connection.delete",
  };
  GtkWidget *list;

  go_to (self, "connections");
  fixture_wait_for (is_listed, self, "the connections");
  visit_page (self, "connections");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    visit_dialog (self, pages[i]);

  list = scenes_find_type (GTK_WIDGET (self->window), SLUICE_TYPE_CONNECTION_LIST);
  sluice_connection_list_set_choosing (SLUICE_CONNECTION_LIST (list), TRUE);
  sluice_connection_list_choose_all (SLUICE_CONNECTION_LIST (list));
  visit_page (self, "connections-select");
  sluice_connection_list_set_choosing (SLUICE_CONNECTION_LIST (list), FALSE);

  sluice_connection_list_activate_first (SLUICE_CONNECTION_LIST (list));
  visit_page (self, "connection");
  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    visit_dialog (self, details[i]);
}

static void
visit_others (Scenes *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);

  sluice_help_present (window, NULL);
  look_at_dialog (self, "help");
  sluice_help_present (window, "keyboard");
  look_at_dialog (self, "help-topic");
  sluice_dialogs_show_shortcuts (window);
  look_at_dialog (self, "shortcuts");
  sluice_dialogs_show_about (window);
  look_at_dialog (self, "about");
  sluice_dialogs_show_keyring_help (GTK_WIDGET (window));
  look_at_dialog (self, "keyring-help");
}

/* ---- practice ---- */

static gboolean
offers_example (gpointer data)
{
  return gtk_widget_get_mapped (SLUICE_WINDOW (data)->fill_in_button);
}

/* Until then the form grows, and the tour goes on, by itself. */
static gboolean
key_is_known (gpointer data)
{
  return sluice_session_get_fact (SLUICE_WINDOW (data)->session, SLUICE_FACT_KEY, NULL, NULL)
         == SLUICE_FACT_STATE_TRUE;
}

static gboolean
is_on_tour (gpointer data)
{
  return scenes_find_type (data, SLUICE_TYPE_TOUR_BAR) != NULL;
}

static void
visit_practice (Scenes *self)
{
  SluiceWindow *window = fixture_open_practice ();

  fixture_wait_for (offers_example, window, "the practice Atlas");
  fixture_wait_for (key_is_known, window, "what the key may do");
  scenes_wait (GTK_WIDGET (window));
  self->visit ("practice", GTK_WIDGET (window), self->data);
  sluice_window_take_tour (window);
  fixture_wait_for (is_on_tour, window, "the tour");
  scenes_wait (GTK_WIDGET (window));
  self->visit ("tour", GTK_WIDGET (window), self->data);
  fixture_close (window);
}

/* Calls visit for each; the next one comes when it returns. */
void
scenes_visit (SceneVisitor visit,
              gpointer     data)
{
  Scenes self = { .visit = visit, .data = data };

  self.atlas = practice_atlas_start ("", "0");
  self.window = fixture_open (self.atlas->url, NULL, NULL);
  visit_connect (&self);
  go_to (&self, "aws-access");
  visit_page (&self, "aws-access");
  go_to (&self, "emit");
  visit_page (&self, "emit");
  visit_connections (&self);
  visit_others (&self);
  fixture_close (self.window);
  practice_atlas_stop (self.atlas);
  visit_practice (&self);
}
