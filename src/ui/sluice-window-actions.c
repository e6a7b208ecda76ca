/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What menus, buttons and keys do to a window. */

#include "sluice-window-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-aws-page.h"
#include "sluice-connections-page.h"
#include "sluice-history-dialog.h"
#include "sluice-page-keys.h"

static void
show_status_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SluiceWindow *self = user_data;

  sluice_split_set_pane_open (self->split, TRUE);
  sluice_status_pane_focus_newest (self->pane);
}

static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SluiceWindow *self = user_data;

  sluice_split_set_pane_open (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->strip));
}

/* Esc: out of the pane where it covers the form, else out of the create that runs. */
static void
escape_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SluiceWindow *self = user_data;

  if (gtk_widget_get_visible (self->back_button))
    back_action (action, parameter, user_data);
  else if (sluice_heading_is_at (self->heading, PAGE_CONNECT))
    sluice_connect_page_cancel (self->page);
}

static void
create_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SluiceWindow *self = user_data;

  if (!sluice_heading_is_at (self->heading, PAGE_CONNECT))
    return;
  sluice_split_set_pane_open (self->split, FALSE);
  sluice_connect_page_submit (self->page);
}

/* To the form, where a person goes on; what is typed in it already stays. */
static void
new_connection_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SluiceWindow *self = user_data;

  sluice_split_set_pane_open (self->split, FALSE);
  sluice_heading_go_to (self->heading, PAGE_CONNECT);
  sluice_connect_page_focus_empty (self->page);
}

static void
clear_form_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SluiceWindow *self = user_data;

  sluice_heading_go_to (self->heading, PAGE_CONNECT);
  sluice_connect_page_clear (self->page);
}

static void
fill_in_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SluiceWindow *self = user_data;

  sluice_heading_go_to (self->heading, PAGE_CONNECT);
  if (self->session != NULL && self->process != NULL)
    sluice_connect_page_fill_in (self->page,
                                 sluice_practice_process_get_project_id (self->process),
                                 sluice_practice_process_get_instance (self->process));
}

static void
dismiss_banner_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  sluice_window_dismiss_banner (user_data);
}

static void
try_again_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  sluice_window_try_again (user_data);
}

static void
copied_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  adw_toast_overlay_add_toast (SLUICE_WINDOW (user_data)->toasts, adw_toast_new (_("Copied")));
}

static void
saved_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  adw_toast_overlay_add_toast (SLUICE_WINDOW (user_data)->toasts, adw_toast_new (_("Saved")));
}

/* A page that has just been made is laid out with the first frame; only then it has a top. */
static gboolean
begin_at_top_cb (GtkWidget     *page,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  if (gtk_widget_get_height (page) == 0)
    return G_SOURCE_CONTINUE;
  gtk_root_set_focus (gtk_widget_get_root (page), NULL);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
show_page_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SluiceWindow *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);
  GtkWidget *bin = adw_view_stack_get_child_by_name (self->stack, name);
  gboolean is_new = ADW_IS_BIN (bin) && adw_bin_get_child (ADW_BIN (bin)) == NULL;
  GtkWidget *page;

  sluice_split_set_pane_open (self->split, FALSE);
  sluice_heading_go_to (self->heading, name);
  page = is_new ? adw_bin_get_child (ADW_BIN (bin)) : NULL;
  if (page != NULL)
    gtk_widget_add_tick_callback (page, begin_at_top_cb, NULL, NULL);
}

/* A setup that was begun, perhaps elsewhere, is gone on with. */
static void
resume_setup_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SluiceWindow *self = user_data;
  GtkWidget *page;

  sluice_heading_go_to (self->heading, PAGE_AWS);
  page = adw_bin_get_child (self->aws_bin);
  if (page != NULL)
    sluice_aws_page_choose (SLUICE_AWS_PAGE (page), g_variant_get_string (parameter, NULL));
}

/* A role that was set up on another page goes into the form. */
static void
use_role_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SluiceWindow *self = user_data;

  sluice_split_set_pane_open (self->split, FALSE);
  sluice_heading_go_to (self->heading, PAGE_CONNECT);
  sluice_connect_page_use_role (self->page, g_variant_get_string (parameter, NULL));
}

static void
history_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SluiceWindow *self = user_data;

  if (self->session != NULL)
    sluice_history_dialog_present (GTK_WIDGET (self), self->session, NULL, NULL);
}

static SluiceConnectionsPage *
get_connections_page (SluiceWindow *self)
{
  GtkWidget *page = adw_bin_get_child (self->connections_bin);

  return page != NULL && sluice_heading_is_at (self->heading, PAGE_CONNECTIONS)
         ? SLUICE_CONNECTIONS_PAGE (page) : NULL;
}

static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  SluiceConnectionsPage *page = get_connections_page (user_data);

  if (page != NULL)
    sluice_connections_page_focus_search (page);
}

static void
press_on_page (SluiceWindow       *self,
               const char * const *action_names)
{
  sluice_page_keys_press (adw_view_stack_get_visible_child (self->stack), action_names);
}

static void
refresh_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SluiceConnectionsPage *page = get_connections_page (user_data);

  if (page != NULL)
    sluice_connections_page_refresh (page);
  else
    press_on_page (user_data, (const char *[]) { "setup.reload", NULL });
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  press_on_page (user_data, (const char *[]) { "connections.import", "pipeline.open", NULL });
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  press_on_page (user_data, (const char *[]) { "connection.export", "connections.export",
                                               "emit.save", NULL });
}

static const GActionEntry actions[] = {
  { .name = "find", .activate = find_action },
  { .name = "refresh", .activate = refresh_action },
  { .name = "open", .activate = open_action },
  { .name = "save", .activate = save_action },
  { .name = "new-connection", .activate = new_connection_action },
  { .name = "show-status", .activate = show_status_action },
  { .name = "back", .activate = back_action },
  { .name = "escape", .activate = escape_action },
  { .name = "create", .activate = create_action },
  { .name = "clear-form", .activate = clear_form_action },
  { .name = "fill-in", .activate = fill_in_action },
  { .name = "dismiss-banner", .activate = dismiss_banner_action },
  { .name = "try-again", .activate = try_again_action },
  { .name = "copied", .activate = copied_action },
  { .name = "saved", .activate = saved_action },
  { .name = "show-page", .activate = show_page_action, .parameter_type = "s" },
  { .name = "history", .activate = history_action },
  { .name = "resume-setup", .activate = resume_setup_action, .parameter_type = "s" },
  { .name = "use-role", .activate = use_role_action, .parameter_type = "s" },
};

void
sluice_window_add_actions (SluiceWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
