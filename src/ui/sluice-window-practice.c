/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice Atlas of a window: how it starts, and what the pages show without it. */

#include "sluice-window-private.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
create_absence (const char *text,
                gboolean    failed)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  GtkWidget *button;

  g_object_set (page,
                "icon-name", failed ? "dialog-warning-symbolic" : "content-loading-symbolic",
                "title", _("Practice"),
                "description", escaped,
                NULL);
  gtk_widget_add_css_class (page, "compact");
  if (!failed)
    return page;
  button = gtk_button_new_with_label (_("Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.try-again");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

/* There is no session yet, so there are no pages but the form, which says so when it is sent. */
static void
tell (SluiceWindow *self,
      const char   *text,
      gboolean      failed)
{
  AdwBin *bins[] = { self->aws_bin, self->emit_bin, self->connections_bin };

  for (gsize i = 0; i < G_N_ELEMENTS (bins); i++)
    adw_bin_set_child (bins[i], create_absence (text, failed));
  sluice_window_tell_practice (self, text, failed);
}

static void
clear_pages (SluiceWindow *self)
{
  adw_bin_set_child (self->aws_bin, NULL);
  adw_bin_set_child (self->emit_bin, NULL);
  adw_bin_set_child (self->connections_bin, NULL);
}

static void
ended_cb (SluiceWindow *self)
{
  sluice_window_leave_tour (self);
  sluice_window_tell_practice (self, _("The practice Atlas has ended. Close this window and open a "
                                       "new one to go on practising."), FALSE);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  SluicePracticeProcess *process = SLUICE_PRACTICE_PROCESS (source);
  SluiceWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  sluice_practice_process_start_finish (process, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;                                          /* self may be gone */
  if (error != NULL)
    {
      text = g_strdup_printf (_("The practice Atlas could not be started: %s."), error->message);
      tell (self, text, TRUE);
      return;
    }

  clear_pages (self);
  sluice_window_set_session (self, sluice_session_new (sluice_practice_process_get_url (process),
                                                       NULL));
  sluice_connect_page_set_practice (self->page,
                                    sluice_practice_process_get_public_key (process),
                                    sluice_practice_process_get_private_key (process),
                                    sluice_practice_process_get_project_id (process),
                                    sluice_practice_process_get_instance (process));
  sluice_connect_page_focus_empty (self->page);
  sluice_window_show_practice (self);
  if (self->wants_tour)
    sluice_window_take_tour (self);
}

/* Ends what was begun, if anything was. */
void
sluice_window_stop_practice (SluiceWindow *self)
{
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  if (self->process == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->process, self);
  sluice_practice_process_stop (self->process);
  g_clear_object (&self->process);
}

/* May be called again when it has failed. */
void
sluice_window_start_practice (SluiceWindow *self)
{
  sluice_window_stop_practice (self);
  tell (self, _("Starting the practice Atlas…"), FALSE);
  self->process = sluice_practice_process_new ();
  self->starting = g_cancellable_new ();
  g_signal_connect_object (self->process, "ended", G_CALLBACK (ended_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_practice_process_start_async (self->process, self->starting, started_cb, self);
}
