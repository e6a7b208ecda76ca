/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page Connections shows: the list, or why there is none. */

#include "sluice-connections-page-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-asked-wait.h"
#include "sluice-connection-words.h"
#include "sluice-dialogs.h"
#include "sluice-words.h"

/* ---- what is shown instead of the list ---- */

static void
show_area (SluiceConnectionsPage *self,
           GtkWidget             *area)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list), area == GTK_WIDGET (self->list));
  gtk_widget_set_visible (self->message_area, area == self->message_area);
  gtk_widget_set_visible (self->loading_area, area == self->loading_area);
}

static void
show_message (SluiceConnectionsPage *self,
              const char            *icon,
              const char            *title,
              const char            *sentence,
              GtkWidget             *button)
{
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, escaped_title);
  adw_status_page_set_description (self->message, escaped);
  gtk_widget_set_visible (self->connect_button, button == self->connect_button);
  gtk_widget_set_visible (self->try_again_button, button == self->try_again_button);
  gtk_widget_set_visible (self->expander, FALSE);
  if (!gtk_widget_get_visible (self->message_area))
    sluice_dialogs_announce (GTK_WIDGET (self), title);
  show_area (self, self->message_area);
}

/* The key was accepted, but may not list these. */
static gboolean
is_forbidden (const GError *error)
{
  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING)
         || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH)
         || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_FORBIDDEN);
}

static void
show_error (SluiceConnectionsPage *self,
            const GError          *error)
{
  g_autofree char *headline = sluice_words_error_headline (error);
  g_autofree char *sentence = sluice_words_error_sentence (error);

  if (is_forbidden (error))
    show_message (self, "action-unavailable-symbolic", _("Your Key May Not List These"),
                  _("Atlas does not let this key list the connections of this project. Give it the "
                    "role Project Stream Processing Owner, or Project Read Only to look only: in "
                    "Atlas, under Project → Access Manager → API Keys."), self->try_again_button);
  else
    show_message (self, "dialog-warning-symbolic", headline, sentence, self->try_again_button);
  if (sluice_atlas_error_get_evidence (error) != NULL)
    {
      g_autofree char *details = sluice_words_evidence (sluice_atlas_error_get_evidence (error));

      gtk_label_set_label (self->details, details);
      gtk_widget_set_visible (self->expander, TRUE);
    }
}

static gboolean
is_filtered (SluiceConnectionsPage *self)
{
  return self->filter.needle != NULL || self->filter.state >= 0 || self->filter.role_arn != NULL;
}

static void
show_listed (SluiceConnectionsPage *self)
{
  guint total = g_list_model_get_n_items (sluice_registry_model_get_rows (self->registry));
  guint shown = sluice_connection_list_get_n_shown (self->list);

  if (total == 0)
    show_message (self, "list-add-symbolic", _("No Connections"),
                  sluice_registry_model_get_instance (self->registry) != NULL
                  ? _("This instance has no connection yet. The page Connect creates one.")
                  : _("No instance of this project has a connection yet. The page Connect creates "
                      "one."),
                  self->connect_button);
  else if (shown == 0 && is_filtered (self) && sluice_connection_list_is_settled (self->list))
    show_message (self, "edit-find-symbolic", _("Nothing Found"),
                  _("No connection here is like that. Try another word, or other filters."), NULL);
  else if (shown > 0 || !is_filtered (self))
    show_area (self, GTK_WIDGET (self->list));
}

/* ---- the lines above the list ---- */

static char *
dup_count (SluiceConnectionsPage *self)
{
  guint total = g_list_model_get_n_items (sluice_registry_model_get_rows (self->registry));
  guint shown = sluice_connection_list_get_n_shown (self->list);
  guint n_places, n_read;

  n_read = sluice_registry_model_get_progress (self->registry, &n_places);
  if (n_places > 1)
    return g_strdup_printf (_("%u connections so far, from %u of %u instances"), total, n_read,
                            n_places);
  if (sluice_registry_model_is_reading (self->registry) && shown < total && !is_filtered (self))
    return g_strdup_printf (_("%u connections so far"), total);
  if (is_filtered (self))
    return g_strdup_printf (ngettext ("%u of %u connection", "%u of %u connections", total),
                            shown, total);
  return g_strdup_printf (ngettext ("%u connection", "%u connections", total), total);
}

static void
show_anew (GtkWidget *widget)
{
  sluice_connections_page_show (SLUICE_CONNECTIONS_PAGE (widget));
}

/* What could not be read while the rest is shown, and what keeps it from being read. */
static void
show_notice (SluiceConnectionsPage *self,
             const GError          *error,
             gboolean               listed)
{
  guint n = sluice_registry_model_get_n_failures (self->registry);
  g_autofree char *headline = NULL;
  g_autofree char *instance = NULL;
  g_autofree char *text = NULL;
  const GError *first = error;

  if (sluice_registry_model_is_reading (self->registry))
    {
      sluice_asked_wait_follow (GTK_WIDGET (self), self->session, show_anew);
      text = sluice_asked_wait_words (self->session);
    }
  if (text != NULL)
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, text);
      return;
    }
  if (!listed || (n == 0 && error == NULL))
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
      return;
    }
  if (n > 0)
    instance = sluice_connection_words_isolate (
      sluice_registry_model_get_failure (self->registry, 0, &first));
  headline = sluice_words_error_headline (first);
  if (n > 1)
    text = g_strdup_printf (_("%u instances could not be read to the end, %s first: %s. What is "
                              "shown of them may be old or missing."), n, instance, headline);
  else if (n == 1)
    text = g_strdup_printf (_("%s could not be read to the end: %s. What is shown of it may be "
                              "old or missing."), instance, headline);
  else
    text = g_strdup_printf (_("The list could not be read anew: %s. What is shown may be old."),
                            headline);
  sluice_hint_set_text (self->notice, SLUICE_TONE_WARNING, text);
}

static void
show_choices (SluiceConnectionsPage *self)
{
  gboolean choosing = sluice_connection_list_get_choosing (self->list);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->bar, !choosing);
  gtk_widget_set_visible (self->choice_bar, choosing);
  if (!choosing)
    return;
  chosen = sluice_connection_list_dup_chosen (self->list);
  text = g_strdup_printf (ngettext ("%u selected", "%u selected", chosen->len), chosen->len);
  gtk_label_set_label (self->chosen_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.delete", chosen->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.export", chosen->len > 0);
}

static void
show_lines (SluiceConnectionsPage *self,
            gboolean               known)
{
  gboolean reading = sluice_registry_model_is_reading (self->registry);
  g_autofree char *count = known ? dup_count (self) : g_strdup ("");

  if (g_strcmp0 (count, gtk_label_get_label (self->count_label)) != 0)
    gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), reading && known);
  gtk_spinner_set_spinning (self->spinner, reading && known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_button),
                            sluice_session_get_instance (self->session) != NULL);
}

void
sluice_connections_page_show (SluiceConnectionsPage *self)
{
  const GError *error = NULL;
  SluiceRegistryState state = sluice_registry_model_get_state (self->registry, &error);
  gboolean place = state != SLUICE_REGISTRY_NO_KEY && state != SLUICE_REGISTRY_NO_PROJECT;

  gtk_widget_set_sensitive (self->tools, place);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.refresh", place);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.export",
                                 state == SLUICE_REGISTRY_LISTED);
  sluice_connection_list_set_with_instance (
    self->list, sluice_registry_model_get_instance (self->registry) == NULL);
  show_notice (self, error, state == SLUICE_REGISTRY_LISTED);
  show_lines (self, state == SLUICE_REGISTRY_LISTED);
  show_choices (self);
  switch (state)
    {
    case SLUICE_REGISTRY_NO_KEY:
      show_message (self, "dialog-password-symbolic", _("A Key Is Needed First"),
                    _("Fill in the public and the private key on the page Connect, so that Sluice "
                      "can ask Atlas for the list."), self->connect_button);
      break;
    case SLUICE_REGISTRY_NO_PROJECT:
      show_message (self, "folder-symbolic", _("A Project Is Needed First"),
                    _("Fill in the project and the instance on the page Connect, so that Sluice "
                      "can ask Atlas for the list."), self->connect_button);
      break;
    case SLUICE_REGISTRY_FAILED:
      show_error (self, error);
      break;
    case SLUICE_REGISTRY_READING:
      show_area (self, self->loading_area);
      break;
    case SLUICE_REGISTRY_LISTED:
    default:
      show_listed (self);
    }
}
