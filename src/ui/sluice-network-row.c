/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form's choice of a network. */

#include "sluice-network-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-combo-names.h"
#include "sluice-drafts.h"
#include "sluice-instance.h"
#include "sluice-links-dialog.h"
#include "sluice-links.h"
#include "sluice-network-words.h"

#define DRAFT "private-link"

struct _SluiceNetworkRow
{
  AdwComboRow    parent_instance;

  /* Owned */
  SluiceSession *session;
  GSettings     *settings;
  char          *link;     /* the chosen one; NULL for the public internet */
  GPtrArray     *ids;      /* of the entries between the first and the last */
  GtkStringList *names;

  /* Borrowed */
  SluiceLinks   *links;    /* the session's */
  SluiceHint    *hint;
  gboolean       filling;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceNetworkRow, sluice_network_row, ADW_TYPE_COMBO_ROW)

/* ---- what can be chosen ---- */

static guint
find_selected (SluiceNetworkRow *self)
{
  for (guint i = 0; self->link != NULL && i < self->ids->len; i++)
    {
      if (g_str_equal (self->ids->pdata[i], self->link))
        return i + 1;
    }
  return 0;
}

/* Ready ones of the right region, as far as that can be told, and what is chosen in any case. */
static GPtrArray *
list_ids (SluiceNetworkRow *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GListModel *list = sluice_links_get_list (self->links);
  gboolean has_chosen = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluicePrivateLink) link = g_list_model_get_item (list, i);
      const char *id = sluice_private_link_get_id (link);
      gboolean chosen = g_strcmp0 (id, self->link) == 0;

      has_chosen |= chosen;
      if (chosen || sluice_network_words_is_offered (self->session, link))
        g_ptr_array_add (ids, g_strdup (id));
    }
  if (self->link != NULL && !has_chosen)
    g_ptr_array_add (ids, g_strdup (self->link));
  return ids;
}

static char **
describe_ids (SluiceNetworkRow *self,
              GPtrArray        *ids)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_strv_builder_add (names, _("Public Internet"));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SluicePrivateLink) link = sluice_links_find (self->links, ids->pdata[i]);
      g_autofree char *name = sluice_network_words_name (link, ids->pdata[i]);

      g_strv_builder_add (names, name);
    }
  g_strv_builder_add (names, _("Private Links…"));
  return g_strv_builder_end (names);
}

static gboolean
is_shown (SluiceNetworkRow *self,
          char            **names)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  if (g_strv_length (names) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (gtk_string_list_get_string (self->names, i), names[i]))
        return FALSE;
    }
  return TRUE;
}

static void
fill (SluiceNetworkRow *self)
{
  GPtrArray *ids = list_ids (self);
  g_auto (GStrv) names = describe_ids (self, ids);

  g_ptr_array_unref (self->ids);
  self->ids = ids;
  self->filling = TRUE;
  if (!is_shown (self, names))
    gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                            (const char * const *) names);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_selected (self));
  self->filling = FALSE;
}

static void
show_hint (SluiceNetworkRow *self)
{
  g_autofree char *sentence = NULL;
  SluiceNetworkState state = sluice_network_words_judge (self->session, self->link, &sentence);

  if (state == SLUICE_NETWORK_PROBLEM)
    sluice_hint_set_text (self->hint, SLUICE_TONE_BAD, sentence);
  else if (state == SLUICE_NETWORK_WARNING)
    sluice_hint_set_text (self->hint, SLUICE_TONE_WARNING, sentence);
  else
    {
      g_autofree char *others = sluice_network_words_others (self->session, self->link);

      sluice_hint_set_text (self->hint, SLUICE_TONE_PLAIN, others);
    }
}

static void
show (SluiceNetworkRow *self)
{
  fill (self);
  show_hint (self);
  sluice_hint_describe (self->hint, GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               sluice_hint_get_tone (self->hint) == SLUICE_TONE_BAD
                               ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* ---- choosing ---- */

static void
set_link (SluiceNetworkRow *self,
          const char       *id)
{
  if (g_strcmp0 (id, self->link) == 0)
    return;
  g_free (self->link);
  self->link = g_strdup (id);
  if (id != NULL)
    sluice_links_want (self->links);
  show (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
open_dialog_cb (gpointer user_data)
{
  SluiceNetworkRow *self = SLUICE_NETWORK_ROW (user_data);

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    sluice_links_dialog_present (GTK_WIDGET (self), self->session);
  return G_SOURCE_REMOVE;
}

static void
selected_cb (SluiceNetworkRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->filling || self->links == NULL)
    return;
  if (selected <= self->ids->len)
    {
      set_link (self, selected == 0 ? NULL : self->ids->pdata[selected - 1]);
      g_settings_set_string (self->settings, DRAFT, self->link != NULL ? self->link : "");
      return;
    }
  /* The last entry is no network: back to the one there was, once the list has closed. */
  fill (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, open_dialog_cb, g_object_ref (self), g_object_unref);
}

static void
restored_cb (GtkWidget *widget)
{
  SluiceNetworkRow *self = SLUICE_NETWORK_ROW (widget);
  g_autofree char *draft = g_settings_get_string (self->settings, DRAFT);

  set_link (self, *draft != '\0' ? draft : NULL);
}

/* ---- reading the links when the choices are looked at ---- */

static void
looked_at_cb (SluiceNetworkRow *self)
{
  if (self->links != NULL)
    sluice_links_want (self->links);
}

static void
watch_popover (GtkWidget        *widget,
               SluiceNetworkRow *self)
{
  if (GTK_IS_POPOVER (widget))
    g_signal_connect_object (widget, "map", G_CALLBACK (looked_at_cb), self, G_CONNECT_SWAPPED);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch_popover (child, self);
}

/* ---- life ---- */

static void
sluice_network_row_dispose (GObject *object)
{
  SluiceNetworkRow *self = SLUICE_NETWORK_ROW (object);

  if (self->links != NULL)
    g_signal_handlers_disconnect_by_data (self->links, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  self->links = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_network_row_parent_class)->dispose (object);
}

static void
sluice_network_row_finalize (GObject *object)
{
  SluiceNetworkRow *self = SLUICE_NETWORK_ROW (object);

  g_free (self->link);
  g_ptr_array_unref (self->ids);
  g_object_unref (self->names);

  G_OBJECT_CLASS (sluice_network_row_parent_class)->finalize (object);
}

static void
sluice_network_row_class_init (SluiceNetworkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_network_row_dispose;
  object_class->finalize = sluice_network_row_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", SLUICE_TYPE_NETWORK_ROW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_network_row_init (SluiceNetworkRow *self)
{
  const char *first[] = { _("Public Internet"), _("Private Links…"), NULL };

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new (first);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->names));
  sluice_combo_names_watch (ADW_COMBO_ROW (self));
  watch_popover (GTK_WIDGET (self), self);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/* To be called once. */
void
sluice_network_row_set_up (SluiceNetworkRow *self,
                           SluiceSession    *session,
                           GSettings        *settings,
                           SluiceHint       *hint)
{
  g_return_if_fail (SLUICE_IS_NETWORK_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->links = sluice_links_of (session);
  self->hint = hint;
  g_signal_connect_object (self->links, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  /* The instance has a region. */
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  sluice_drafts_watch (GTK_WIDGET (self), restored_cb);
  restored_cb (GTK_WIDGET (self));
  show (self);
}

const char *
sluice_network_row_get_link (SluiceNetworkRow *self)
{
  g_return_val_if_fail (SLUICE_IS_NETWORK_ROW (self), NULL);

  return self->link;
}

void
sluice_network_row_set_link (SluiceNetworkRow *self,
                             const char       *id)
{
  g_return_if_fail (SLUICE_IS_NETWORK_ROW (self));

  if (self->links == NULL)
    return;
  set_link (self, id);
  g_settings_set_string (self->settings, DRAFT, id != NULL ? id : "");
}

gboolean
sluice_network_row_is_sendable (SluiceNetworkRow *self)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (SLUICE_IS_NETWORK_ROW (self), FALSE);

  if (sluice_network_words_judge (self->session, self->link, &sentence) != SLUICE_NETWORK_PROBLEM)
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  /* It may be ready meanwhile. */
  sluice_links_refresh (self->links);
  return FALSE;
}
