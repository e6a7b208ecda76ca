/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One window: one session with one Atlas, or with a practice Atlas of its own. */

#include "sluice-window-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-row.h"
#include "sluice-aws-page.h"
#include "sluice-closing.h"
#include "sluice-config.h"
#include "sluice-connections-page.h"
#include "sluice-delivery-leftovers.h"
#include "sluice-dialogs.h"
#include "sluice-emit-page.h"
#include "sluice-line.h"
#include "sluice-page-bar.h"
#include "sluice-project.h"
#include "sluice-steady.h"
#include "sluice-wrap-box.h"

G_DEFINE_FINAL_TYPE (SluiceWindow, sluice_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- what the window shows around its pages ---- */

static void
show_layout (SluiceWindow *self)
{
  gboolean narrow = sluice_split_get_narrow (self->split);
  gboolean alone = narrow && sluice_split_get_pane_open (self->split);

  gtk_widget_set_visible (self->back_button, alone);
  sluice_heading_set_narrow (self->heading, narrow);
  gtk_widget_set_visible (self->switcher_bar, narrow && !alone);
  /* Out of sight is not enough: screen readers would still find it. */
  gtk_widget_set_visible (GTK_WIDGET (self->strip), narrow);
}

static void
show_title (SluiceWindow *self)
{
  GObject *project = NULL;
  const char *subtitle = self->practice ? _("Practice") : "";

  if (self->session != NULL
      && sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, &project, NULL)
         == SLUICE_FACT_STATE_TRUE
      && project != NULL && !self->practice)
    subtitle = sluice_project_get_name (SLUICE_PROJECT (project));
  sluice_heading_set_subtitle (self->heading, subtitle);
}

static void
finished_cb (SluiceWindow *self,
             gboolean      had_focus)
{
  if (!had_focus)
    return;
  if (sluice_split_get_narrow (self->split) && !sluice_split_get_pane_open (self->split))
    gtk_widget_grab_focus (GTK_WIDGET (self->strip));
  else
    sluice_status_pane_focus_newest (self->pane);
}

static void
ticked_cb (SluiceWindow *self)
{
  sluice_status_strip_tick (self->strip);
}

/* ---- starting ---- */

static GtkWidget *
create_page (SluiceWindow *self,
             AdwBin       *bin)
{
  GtkWidget *page;

  if (bin == self->aws_bin)
    {
      page = g_object_new (SLUICE_TYPE_AWS_PAGE, NULL);
      sluice_aws_page_set_up (SLUICE_AWS_PAGE (page), self->session, self->settings,
                              self->practice);
    }
  else if (bin == self->emit_bin)
    {
      page = g_object_new (SLUICE_TYPE_EMIT_PAGE, NULL);
      sluice_emit_page_set_up (SLUICE_EMIT_PAGE (page), self->session, self->settings,
                               self->practice);
    }
  else
    {
      page = g_object_new (SLUICE_TYPE_CONNECTIONS_PAGE, NULL);
      sluice_connections_page_set_up (SLUICE_CONNECTIONS_PAGE (page), self->session);
    }
  return page;
}

/* The pages behind are made when they are first looked at, so that the window opens sooner. */
static void
fill_page (SluiceWindow *self,
           AdwBin       *bin)
{
  if (self->session != NULL && adw_bin_get_child (bin) == NULL
      && gtk_widget_get_mapped (GTK_WIDGET (bin)))
    adw_bin_set_child (bin, create_page (self, bin));
}

/* Takes the session over. */
void
sluice_window_set_session (SluiceWindow  *self,
                           SluiceSession *session)
{
  self->session = session;
  sluice_delivery_leftovers_attach (session, self->settings);
  sluice_status_pane_set_operations (self->pane, sluice_session_get_operations (session));
  sluice_status_strip_set_operations (self->strip, sluice_session_get_operations (session));
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  sluice_connect_page_set_up (self->page, session, self->settings, self->practice);
  fill_page (self, self->aws_bin);
  fill_page (self, self->emit_bin);
  fill_page (self, self->connections_bin);
  show_title (self);
}

/* X11 desktops want a picture with the window. The icon theme would load a whole SVG library
 * for it at every start; everybody else takes the icon from the desktop file. */
static void
sluice_window_realize (GtkWidget *widget)
{
  g_autoptr (GdkTexture) icon = NULL;
  g_autoptr (GList) icons = NULL;

  GTK_WIDGET_CLASS (sluice_window_parent_class)->realize (widget);

  icon = gdk_texture_new_from_resource (SLUICE_RESOURCE_PATH "/icons/sluice-64.png");
  icons = g_list_append (NULL, icon);
  gdk_toplevel_set_icon_list (GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (widget))), icons);
}

/* The keyring may block or ask, so the window is drawn first. */
static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  if (++self->frames < 2)
    return G_SOURCE_CONTINUE;
  sluice_connect_page_load_key (self->page);
  sluice_window_watch_network (self);
  return G_SOURCE_REMOVE;
}

/* ---- closing ---- */

static void
close_anyway (gpointer user_data)
{
  SluiceWindow *self = user_data;

  self->close_confirmed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
sluice_window_close_request (GtkWindow *window)
{
  SluiceWindow *self = SLUICE_WINDOW (window);

  if (!self->close_confirmed && self->session != NULL
      && sluice_closing_ask (window, self->session, close_anyway))
    return TRUE;
  return GTK_WINDOW_CLASS (sluice_window_parent_class)->close_request (window);
}

static void
sluice_window_dispose (GObject *object)
{
  SluiceWindow *self = SLUICE_WINDOW (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      sluice_session_close (self->session);
    }
  sluice_window_stop_practice (self);
  g_clear_object (&self->notifier);
  g_clear_object (&self->tour);
  g_clear_weak_pointer (&self->marked);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_WINDOW);

  G_OBJECT_CLASS (sluice_window_parent_class)->dispose (object);
}

static void
sluice_window_finalize (GObject *object)
{
  g_free (SLUICE_WINDOW (object)->base_url);

  G_OBJECT_CLASS (sluice_window_parent_class)->finalize (object);
}

static void
sluice_window_class_init (SluiceWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_window_dispose;
  object_class->finalize = sluice_window_finalize;
  widget_class->realize = sluice_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_window_close_request;

  g_type_ensure (SLUICE_TYPE_CONNECT_PAGE);
  g_type_ensure (SLUICE_TYPE_HEADING);
  g_type_ensure (SLUICE_TYPE_LINE);
  g_type_ensure (SLUICE_TYPE_PAGE_BAR);
  g_type_ensure (SLUICE_TYPE_SPLIT);
  g_type_ensure (SLUICE_TYPE_STATUS_PANE);
  g_type_ensure (SLUICE_TYPE_STATUS_STRIP);
  g_type_ensure (SLUICE_TYPE_TOUR_BAR);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, fill_in_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, tour_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, dismiss_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, tour_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, split);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, page);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, aws_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, emit_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, connections_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, switcher_bar);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
}

static void
sluice_window_init (SluiceWindow *self)
{
  sluice_window_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_steady_watch (GTK_WIDGET (self));
  sluice_dialogs_name_menu (self->menu_button);
  sluice_heading_set_stack (self->heading, self->stack);
  sluice_page_bar_set_stack (SLUICE_PAGE_BAR (self->switcher_bar), self->stack);

  g_signal_connect_object (self->aws_bin, "map", G_CALLBACK (fill_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->emit_bin, "map", G_CALLBACK (fill_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connections_bin, "map", G_CALLBACK (fill_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::narrow", G_CALLBACK (show_layout), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::pane-open", G_CALLBACK (show_layout), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "finished", G_CALLBACK (finished_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "ticked", G_CALLBACK (ticked_cb), self,
                           G_CONNECT_SWAPPED);
}

static SluiceWindow *
create_window (GtkApplication *application,
               GSettings      *settings)
{
  SluiceWindow *self = g_object_new (SLUICE_TYPE_WINDOW,
                                     "application", application,
                                     NULL);
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  /* A dialog of one window keeps nobody from using another. */
  gtk_window_group_add_window (group, GTK_WINDOW (self));
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  return self;
}

SluiceWindow *
sluice_window_new_live (GtkApplication *application,
                        const char     *base_url,
                        SluiceKeyStore *store,
                        GSettings      *settings)
{
  SluiceWindow *self = create_window (application, settings);
  g_autofree char *saved = sluice_atlas_row_dup_saved_url (settings);
  g_autofree char *path = sluice_history_dup_default_path ();
  g_autoptr (SluiceHistory) history = sluice_history_new (path);
  SluiceSession *session = sluice_session_new (base_url != NULL ? base_url : saved, store);

  self->base_url = g_strdup (base_url);
  sluice_session_set_history (session, history);
  sluice_window_set_session (self, session);
  self->notifier = sluice_notifier_new (GTK_WINDOW (self),
                                        sluice_session_get_operations (session));
  sluice_window_set_up_live_banner (self);
  sluice_connect_page_focus_empty (self->page);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);

  return self;
}

SluiceWindow *
sluice_window_new_practice (GtkApplication *application,
                            GSettings      *settings)
{
  SluiceWindow *self = create_window (application, settings);

  self->practice = TRUE;
  show_title (self);
  sluice_window_start_practice (self);

  return self;
}

/* Whether this window is the one a command line with these options means. */
gboolean
sluice_window_is_for (SluiceWindow *self,
                      gboolean      practice,
                      const char   *base_url)
{
  g_return_val_if_fail (SLUICE_IS_WINDOW (self), FALSE);

  return self->practice == practice && g_strcmp0 (self->base_url, base_url) == 0;
}

/* NULL while a practice Atlas is starting. */
SluiceSession *
sluice_window_get_session (SluiceWindow *self)
{
  g_return_val_if_fail (SLUICE_IS_WINDOW (self), NULL);

  return self->session;
}
