/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above the pages of a window: that this is practice, the tour, that the computer seems
 * to be offline.
 */

#include "sluice-window-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-scroll.h"

/* Buttons of the banner. */
enum { FILL_IN = 1 << 0, TOUR = 1 << 1, TRY_AGAIN = 1 << 2, DISMISS = 1 << 3 };

static void
show_banner (SluiceWindow *self,
             const char   *text,
             int           buttons)
{
  gboolean any = text != NULL;

  if (any)
    gtk_label_set_label (self->banner_label, text);
  gtk_widget_set_visible (self->fill_in_button, (buttons & FILL_IN) != 0);
  gtk_widget_set_visible (self->tour_button, (buttons & TOUR) != 0);
  gtk_widget_set_visible (self->try_again_button, (buttons & TRY_AGAIN) != 0);
  gtk_widget_set_visible (self->dismiss_button, (buttons & DISMISS) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->banner), any);
  gtk_revealer_set_reveal_child (self->banner, any);
}

/* How much of the cause of a failure there is room for; the pages behind tell all of it. */
#define MAX_LINES 4

/* Says something about practice that leaves nothing to be done, but to try again if it failed. */
void
sluice_window_tell_practice (SluiceWindow *self,
                             const char   *text,
                             gboolean      failed)
{
  gtk_label_set_lines (self->banner_label, failed ? MAX_LINES : -1);
  gtk_label_set_ellipsize (self->banner_label, failed ? PANGO_ELLIPSIZE_END
                                                      : PANGO_ELLIPSIZE_NONE);
  show_banner (self, text, failed ? TRY_AGAIN : 0);
}

void
sluice_window_show_practice (SluiceWindow *self)
{
  show_banner (self, _("Practice with invented data: nothing leaves this computer."),
               FILL_IN | TOUR);
}

/* ---- the tour ---- */

static void
pass_role_on (SluiceWindow *self)
{
  /* A field that is left because its window goes is settled, too. */
  if (self->tour != NULL)
    sluice_tour_set_role (self->tour, sluice_connect_page_get_role (self->page));
}

/* What comes above the row while nobody is in the form, such as what the key may do, must not push
 * it out of sight. */
static void
form_changed_cb (SluiceWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = self->marked != NULL
                   ? gtk_widget_get_ancestor (self->marked, ADW_TYPE_ENTRY_ROW) : NULL;

  if (row != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page))))
    sluice_scroll_to (row);
}

static void
watch_form (SluiceWindow *self)
{
  GtkWidget *row = sluice_connect_page_get_target (self->page, SLUICE_TOUR_NAME);
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);

  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Marks the row that a step is about, and no other, and has a screen reader say there what is to
 * be done; SLUICE_TOUR_END marks none. */
static void
mark (SluiceWindow   *self,
      SluiceTourStep  step)
{
  GtkWidget *row = NULL;

  if (self->marked != NULL)
    {
      row = gtk_widget_get_ancestor (self->marked, ADW_TYPE_ENTRY_ROW);
      if (row != NULL)
        gtk_widget_remove_css_class (row, "pointed-at");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->marked),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
  g_set_weak_pointer (&self->marked, sluice_connect_page_get_target (self->page, step));
  if (self->marked == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->marked),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sluice_tour_bar_get_sentence (self->tour_bar),
                                  -1);
  row = gtk_widget_get_ancestor (self->marked, ADW_TYPE_ENTRY_ROW);
  if (row == NULL)
    return;
  gtk_widget_add_css_class (row, "pointed-at");
  sluice_scroll_to (row);
}

static void
pointed_cb (SluiceWindow *self,
            int           step,
            gboolean      lead)
{
  mark (self, step);
  if (!lead)
    return;
  if (step == SLUICE_TOUR_WAIT)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-status", NULL);
      return;
    }
  sluice_split_set_pane_open (self->split, FALSE);
  sluice_heading_go_to (self->heading, PAGE_CONNECT);
  gtk_widget_grab_focus (sluice_connect_page_get_target (self->page, step));
}

/* May be called without a tour, too. */
void
sluice_window_leave_tour (SluiceWindow *self)
{
  sluice_tour_bar_leave (self->tour_bar);
  mark (self, SLUICE_TOUR_END);
}

static void
left_cb (SluiceWindow *self)
{
  sluice_window_leave_tour (self);
  sluice_window_show_practice (self);
  sluice_connect_page_focus_empty (self->page);
}

/* Takes the tour up, where it is; as soon as the practice Atlas has started. */
void
sluice_window_take_tour (SluiceWindow *self)
{
  g_return_if_fail (SLUICE_IS_WINDOW (self));

  self->wants_tour = self->practice;
  if (!self->practice || self->session == NULL)
    return;
  if (self->tour == NULL)
    {
      self->tour = sluice_tour_new (self->session);
      g_signal_connect_object (self->page, "settled", G_CALLBACK (pass_role_on), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->tour_bar, "pointed", G_CALLBACK (pointed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->tour_bar, "left", G_CALLBACK (left_cb), self,
                               G_CONNECT_SWAPPED);
      watch_form (self);
      pass_role_on (self);
    }
  show_banner (self, NULL, 0);
  sluice_split_set_pane_open (self->split, FALSE);
  sluice_heading_go_to (self->heading, PAGE_CONNECT);
  sluice_tour_bar_begin (self->tour_bar, self->tour);
}

/* ---- live windows ---- */

/* Somebody new: there is no key, and none was ever there. */
static gboolean
offers_tour (SluiceWindow *self)
{
  SluiceSavedKeys *saved = sluice_session_get_saved_keys (self->session);
  g_autofree char *public_key = g_settings_get_string (self->settings, "public-key");

  return self->base_url == NULL && g_settings_get_boolean (self->settings, "offer-tour")
         && *public_key == '\0' && sluice_session_get_key (self->session) == NULL
         && (saved == NULL || g_list_model_get_n_items (G_LIST_MODEL (saved)) == 0);
}

static void
show_live (SluiceWindow *self)
{
  if (self->offline)
    show_banner (self, _("This computer seems to be offline. What you do here may not reach "
                         "Atlas."), 0);
  else if (self->was_offline)
    show_banner (self, _("The network is back."), TRY_AGAIN | DISMISS);
  else if (offers_tour (self))
    show_banner (self, _("New here? A short tour with invented data shows how a connection is "
                         "made; you need no account for it."),
                 TOUR | DISMISS);
  else
    show_banner (self, NULL, 0);
}

/* A hint only: it may be wrong, so nothing is forbidden because of it. */
static void
network_changed_cb (SluiceWindow *self)
{
  gboolean offline =
    !g_network_monitor_get_network_available (g_network_monitor_get_default ());

  if (offline == self->offline)
    return;
  self->was_offline = self->offline;
  self->offline = offline;
  show_live (self);
}

/* How long a network may take to be known of, in microseconds, and in frames on a machine that is
 * slow to start: without a portal a sandbox hears of it a moment after the start, and nobody was
 * offline then. */
#define FIRST_LOOK G_USEC_PER_SEC
#define FIRST_FRAMES 12

typedef struct
{
  gint64 until;
  guint  frames;
} FirstLook;

static gboolean
first_look_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  FirstLook *look = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (look->frames++ == 0)
    look->until = now + FIRST_LOOK;
  if ((now < look->until || look->frames < FIRST_FRAMES)
      && !g_network_monitor_get_network_available (g_network_monitor_get_default ()))
    return G_SOURCE_CONTINUE;
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  network_changed_cb (self);
  return G_SOURCE_REMOVE;
}

/* Not before the window has been drawn once: finding out about the network may take its time. */
void
sluice_window_watch_network (SluiceWindow *self)
{
  /* Without encryption Sluice talks to this computer only. */
  if (!g_str_has_prefix (sluice_session_get_base_url (self->session), "https:"))
    return;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_look_cb, g_new0 (FirstLook, 1), g_free);
}

/* Offers the tour for as long as there is no key. */
void
sluice_window_set_up_live_banner (SluiceWindow *self)
{
  g_signal_connect_object (self->session, "fact-changed", G_CALLBACK (show_live), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "key-changed", G_CALLBACK (show_live), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::offer-tour", G_CALLBACK (show_live), self,
                           G_CONNECT_SWAPPED);
  show_live (self);
}

/* The button with the cross: for good where the tour was offered. */
void
sluice_window_dismiss_banner (SluiceWindow *self)
{
  gboolean news = self->was_offline;

  self->was_offline = FALSE;
  if (!news)
    g_settings_set_boolean (self->settings, "offer-tour", FALSE);
  show_live (self);
  sluice_connect_page_focus_empty (self->page);
}

void
sluice_window_try_again (SluiceWindow *self)
{
  if (self->session == NULL)
    {
      sluice_window_start_practice (self);
      return;
    }
  self->was_offline = FALSE;
  show_live (self);
  sluice_session_recheck (self->session);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}
