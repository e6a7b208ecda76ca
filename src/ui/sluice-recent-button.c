/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu button with the recent places of the key in use. */

#include "sluice-recent-button.h"

#include <glib/gi18n-lib.h>

#include "sluice-project.h"
#include "sluice-recent-places.h"

struct _SluiceRecentButton
{
  GtkWidget      parent_instance;

  SluiceSession *session;
  GSettings     *settings;
  GPtrArray     *places;    /* of SluiceRecentPlace, as the rows are */

  GtkWidget     *button;
  GtkWidget     *popover;
  GtkListBox    *list;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceRecentButton, sluice_recent_button, GTK_TYPE_WIDGET)

static const char *
get_public_key (SluiceRecentButton *self)
{
  SluiceApiKey *key = sluice_session_get_key (self->session);

  return key != NULL ? sluice_api_key_get_public_key (key) : NULL;
}

/* ---- rows ---- */

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "xalign", 0.0f,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       "max-width-chars", 30,
                       "css-classes", (const char *[]) { style, NULL },
                       NULL);
}

static void
add_row (SluiceRecentButton      *self,
         const SluiceRecentPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), create_label (place->project_name, "body"));
  gtk_box_append (GTK_BOX (box), create_label (place->instance, "dim-label"));
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 9, "margin-end", 9, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, place->project_name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place->instance,
                                  -1);
  gtk_list_box_append (self->list, row);
}

/* Choosing the place that is in the form already would do nothing. */
static gboolean
is_in_form (SluiceRecentButton      *self,
            const SluiceRecentPlace *place)
{
  return g_strcmp0 (place->project_id, sluice_session_get_project_id (self->session)) == 0
         && g_strcmp0 (place->instance, sluice_session_get_instance (self->session)) == 0;
}

static void
show (SluiceRecentButton *self)
{
  const char *public_key = get_public_key (self);
  g_autofree char *host = sluice_session_dup_host (self->session);
  GtkListBoxRow *row;

  g_clear_pointer (&self->places, g_ptr_array_unref);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (public_key != NULL)
    self->places = sluice_recent_places_list (self->settings, host, public_key);
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    if (is_in_form (self, self->places->pdata[i]))
      g_ptr_array_remove_index (self->places, i--);
    else
      add_row (self, self->places->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->places != NULL && self->places->len > 0);
}

/* ---- noting what works ---- */

static void
note (SluiceRecentButton *self)
{
  const char *public_key = get_public_key (self);
  const char *project_id = sluice_session_get_project_id (self->session);
  const char *instance = sluice_session_get_instance (self->session);
  g_autofree char *host = NULL;
  GObject *project = NULL;

  /* Of a key that is not to be remembered, nothing is. */
  if (public_key == NULL || project_id == NULL || instance == NULL
      || !sluice_session_get_remember (self->session)
      || sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, &project, NULL)
         != SLUICE_FACT_STATE_TRUE
      || sluice_session_get_fact (self->session, SLUICE_FACT_INSTANCE, NULL, NULL)
         != SLUICE_FACT_STATE_TRUE)
    return;
  host = sluice_session_dup_host (self->session);
  sluice_recent_places_note (self->settings, host, public_key, project_id,
                             project != NULL ? sluice_project_get_name (SLUICE_PROJECT (project))
                                             : NULL,
                             instance);
}

static void
fact_changed_cb (SluiceRecentButton *self)
{
  note (self);
  show (self);
}

/* ---- choosing ---- */

static void
row_activated_cb (SluiceRecentButton *self,
                  GtkListBoxRow      *row)
{
  SluiceRecentPlace *place = self->places->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *project_id = g_strdup (place->project_id);
  g_autofree char *instance = g_strdup (place->instance);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHOSEN], 0, project_id, instance);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  SluiceRecentButton *self = SLUICE_RECENT_BUTTON (widget);
  const char *public_key = get_public_key (self);
  g_autofree char *host = sluice_session_dup_host (self->session);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (public_key != NULL)
    sluice_recent_places_forget (self->settings, host, public_key);
}

/* ---- life ---- */

static void
sluice_recent_button_dispose (GObject *object)
{
  SluiceRecentButton *self = SLUICE_RECENT_BUTTON (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_recent_button_parent_class)->dispose (object);
}

static void
sluice_recent_button_class_init (SluiceRecentButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_recent_button_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", SLUICE_TYPE_RECENT_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "recent.clear", NULL, clear_action);
}

static GtkWidget *
create_popover (SluiceRecentButton *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clear = gtk_button_new_with_label (_("Clear List"));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recent Projects"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "recent-places");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-width", TRUE,
                "propagate-natural-height", TRUE, "max-content-height", 360, "child", self->list,
                NULL);
  gtk_widget_add_css_class (clear, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "recent.clear");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), clear);
  return g_object_new (GTK_TYPE_POPOVER, "child", box, NULL);
}

static void
sluice_recent_button_init (SluiceRecentButton *self)
{
  self->popover = create_popover (self);
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON,
                               "icon-name", "document-open-recent-symbolic",
                               "tooltip-text", _("Recent Projects"),
                               "valign", GTK_ALIGN_CENTER,
                               "has-frame", FALSE,
                               "popover", self->popover,
                               NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recent Projects"), -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* To be called once. settings: where the places are kept. */
void
sluice_recent_button_set_up (SluiceRecentButton *self,
                             SluiceSession      *session,
                             GSettings          *settings)
{
  g_return_if_fail (SLUICE_IS_RECENT_BUTTON (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (session, "fact-changed", G_CALLBACK (fact_changed_cb), self);
  g_signal_connect_swapped (session, "key-changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (settings, "changed::recent-places", G_CALLBACK (show), self);
  show (self);
}
