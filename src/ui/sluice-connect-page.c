/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: which key, where, and what connection. */

#include "sluice-connect-page-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-asked-wait.h"
#include "sluice-drafts.h"
#include "sluice-group-titles.h"
#include "sluice-hint-row.h"
#include "sluice-import-dialog.h"
#include "sluice-hyphens.h"
#include "sluice-links.h"
#include "sluice-preview.h"
#include "sluice-scroll.h"
#include "sluice-words.h"

/* For how long what Atlas said is not asked again, in microseconds. */
#define FRESH (10 * G_USEC_PER_SEC)

enum { FINISHED, SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceConnectPage, sluice_connect_page, GTK_TYPE_WIDGET)

static GObject *
get_child (SluiceConnectPage *self,
           const char        *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), SLUICE_TYPE_CONNECT_PAGE, name);
}

AdwEntryRow *
sluice_connect_page_get_row (SluiceConnectPage  *self,
                             SluiceConnectField  id)
{
  return ADW_ENTRY_ROW (get_child (self, sluice_connect_field_get_row (id)));
}

static const char *
get_value (SluiceConnectPage  *self,
           SluiceConnectField  id)
{
  return sluice_field_get_value (self->fields[id]);
}

/* ---- from the session to the fields ---- */

static void
show_fact (SluiceConnectPage *self,
           SluiceFact         fact)
{
  static const SluiceConnectField ids[SLUICE_N_FACTS] = {
    [SLUICE_FACT_KEY] = SLUICE_CONNECT_N_FIELDS,
    [SLUICE_FACT_PROJECT] = SLUICE_CONNECT_PROJECT,
    [SLUICE_FACT_INSTANCE] = SLUICE_CONNECT_INSTANCE,
    [SLUICE_FACT_NAME] = SLUICE_CONNECT_NAME,
  };
  SluiceConnectField id = ids[fact];
  GObject *object = NULL;
  const GError *error = NULL;
  SluiceFactState state = sluice_session_get_fact (self->session, fact, &object, &error);
  g_autofree char *sentence = NULL;

  if (id == SLUICE_CONNECT_N_FIELDS)
    return;
  sentence = state == SLUICE_FACT_STATE_CHECKING ? sluice_asked_wait_words (self->session)
                                                 : sluice_words_fact (fact, state, object, error);
  /* The registry has the name, since the person has just created it here: that is no problem. */
  if (fact == SLUICE_FACT_NAME && state == SLUICE_FACT_STATE_FALSE
      && sluice_connect_field_created_here (self->session, get_value (self, id)))
    sluice_field_set_fact (self->fields[id], SLUICE_FACT_STATE_NONE,
                           _("The connection of this name was created here."));
  else
    sluice_field_set_fact (self->fields[id], state, sentence);
}

/* A key came from the keyring: whoever waits in its fields goes on behind them. */
static void
key_changed_cb (SluiceConnectPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (sluice_session_get_key (self->session) != NULL && focus != NULL
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->key_group)))
    sluice_connect_page_focus_empty (self);
}

/* ---- from the fields to the session ---- */

static void
show_facts (GtkWidget *widget)
{
  for (int fact = 0; fact < SLUICE_N_FACTS; fact++)
    show_fact (SLUICE_CONNECT_PAGE (widget), fact);
}

static void
fact_changed_cb (SluiceConnectPage *self,
                 SluiceFact         fact)
{
  if (sluice_session_get_fact (self->session, fact, NULL, NULL) == SLUICE_FACT_STATE_CHECKING)
    sluice_asked_wait_follow (GTK_WIDGET (self), self->session, show_facts);
  show_fact (self, fact);
}

/* Tells the session what the fields hold. */
void
sluice_connect_page_settle (SluiceConnectPage *self)
{
  sluice_session_set_place (self->session, get_value (self, SLUICE_CONNECT_PROJECT),
                            get_value (self, SLUICE_CONNECT_INSTANCE));
  sluice_session_set_name (self->session, get_value (self, SLUICE_CONNECT_NAME));

  /* An edit took the old facts off the screen; what was typed back is still known. */
  show_facts (GTK_WIDGET (self));
  sluice_preflight_set_fields (self->preflight,
                               sluice_field_get_text (self->fields[SLUICE_CONNECT_ROLE]),
                               sluice_field_get_text (self->fields[SLUICE_CONNECT_BUCKET]));
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
network_chosen_cb (SluiceConnectPage *self)
{
  sluice_preflight_set_network (self->preflight,
                                sluice_network_row_get_link (self->network_row));
  sluice_create_bar_remark (self->bar, NULL);
}

static void
edited_cb (SluiceConnectPage *self)
{
  sluice_create_bar_remark (self->bar, NULL);
}

/* ---- creating ---- */

static void
finished_cb (SluiceConnectPage *self,
             gboolean           had_focus)
{
  g_signal_emit (self, signals[FINISHED], 0, had_focus);
}

static SluiceField *
find_problem (SluiceConnectPage *self)
{
  SluiceField *problem = sluice_key_group_find_problem (self->key_group);

  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    {
      gboolean good = sluice_field_submit (self->fields[i]);

      if (!good && problem == NULL)
        problem = self->fields[i];
    }
  return problem;
}

static void
go_to_problem (SluiceConnectPage *self,
               SluiceField       *problem)
{
  const char *sentence = sluice_field_get_problem (problem);

  sluice_field_grab_focus (problem);
  /* It may appear only now, or come back after Atlas was asked again. */
  sluice_scroll_to (sluice_field_get_hint (problem));
  if (sentence != NULL)
    sluice_dialogs_announce (GTK_WIDGET (self), sentence);
}

/* Whether all fields can be sent; if not, the first that cannot has the keyboard focus then.
 * What only Atlas could know is told in the status pane, too, when it stops a create. */
static gboolean
is_sendable (SluiceConnectPage *self,
             gboolean           creating)
{
  SluiceField *problem;

  if (self->session == NULL)
    {
      sluice_create_bar_remark (self->bar, _("The practice Atlas has not started yet."));
      return FALSE;
    }
  sluice_create_bar_remark (self->bar, NULL);
  sluice_key_group_settle (self->key_group);
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    sluice_field_settle (self->fields[i]);

  problem = find_problem (self);
  if (problem != NULL)
    go_to_problem (self, problem);
  if (creating && problem != NULL &&
      (problem == self->fields[SLUICE_CONNECT_PROJECT] ||
       problem == self->fields[SLUICE_CONNECT_INSTANCE]) &&
      sluice_field_is_good (self->fields[SLUICE_CONNECT_NAME]))
    sluice_session_tell_denied_create (self->session, get_value (self, SLUICE_CONNECT_NAME));
  /* It may have been put right in Atlas meanwhile. */
  if (problem != NULL && sluice_field_is_denied (problem, FRESH))
    sluice_session_recheck (self->session);
  if (problem == NULL && creating && !sluice_network_row_is_sendable (self->network_row))
    {
      sluice_scroll_to (GTK_WIDGET (self->network_hint));
      return FALSE;
    }
  return problem == NULL;
}

/* The values are borrowed until the next change. */
static SluiceConnectionSpec
get_spec (SluiceConnectPage *self)
{
  SluiceConnectionSpec spec = {
    .name = get_value (self, SLUICE_CONNECT_NAME),
    .role_arn = get_value (self, SLUICE_CONNECT_ROLE),
    .test_bucket = get_value (self, SLUICE_CONNECT_BUCKET),
    .private_link_id = sluice_network_row_get_link (self->network_row),
  };

  return spec;
}

static void
preview_cb (SluiceConnectPage *self)
{
  SluiceConnectionSpec spec;

  if (!is_sendable (self, FALSE))
    return;
  spec = get_spec (self);
  sluice_preview_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                          &spec);
}

/* Sends what the form holds, or goes to the first thing that cannot be sent. */
void
sluice_connect_page_submit (SluiceConnectPage *self)
{
  SluiceConnectionSpec spec;
  SluiceOperation *operation;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  if (sluice_create_bar_is_running (self->bar) || !is_sendable (self, TRUE))
    return;
  spec = get_spec (self);
  operation = sluice_session_create_connection (self->session, &spec);
  if (operation != NULL)
    sluice_create_bar_watch (self->bar, operation);
  else
    sluice_create_bar_remark (self->bar, _("The key or the place is not settled yet. Look at the "
                                           "fields above, then try again."));
}

/* Returns whether there was something to cancel. */
gboolean
sluice_connect_page_cancel (SluiceConnectPage *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_PAGE (self), FALSE);

  return sluice_create_bar_cancel (self->bar);
}

/* ---- choosing from lists ---- */

/* What is typed already counts before anything is listed. */
static void
opening_cb (SluiceConnectPage *self)
{
  sluice_key_group_settle (self->key_group);
  sluice_field_settle (self->fields[SLUICE_CONNECT_PROJECT]);
}

/* ---- life ---- */

static void
sluice_connect_page_dispose (GObject *object)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (object);
  GtkWidget *child;

  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    {
      /* Its pause timer must not outlive the rows. */
      if (self->fields[i] != NULL)
        g_object_run_dispose (G_OBJECT (self->fields[i]));
      g_clear_object (&self->fields[i]);
    }
  /* Answers that come later find nobody. */
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_CONNECT_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_connect_page_parent_class)->dispose (object);
}

static void
sluice_connect_page_class_init (SluiceConnectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_connect_page_dispose;

  signals[FINISHED] = g_signal_new ("finished", SLUICE_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SETTLED] = g_signal_new ("settled", SLUICE_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_CREATE_BAR);
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_KEY_GROUP);
  g_type_ensure (SLUICE_TYPE_NETWORK_ROW);
  g_type_ensure (SLUICE_TYPE_PREFLIGHT);
  g_type_ensure (SLUICE_TYPE_RECENT_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, key_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, where_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, network_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, network_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, recent_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, preflight);
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, sluice_connect_field_get_row (i),
                                                 FALSE, 0);
      gtk_widget_class_bind_template_child_full (widget_class, sluice_connect_field_get_hint (i),
                                                 FALSE, 0);
    }
}

static void
create_field (SluiceConnectPage  *self,
              SluiceConnectField  id)
{
  GObject *hint = get_child (self, sluice_connect_field_get_hint (id));
  AdwEntryRow *row = sluice_connect_page_get_row (self, id);
  SluiceField *field = sluice_connect_field_new (id, row, SLUICE_HINT (hint));

  self->fields[id] = field;
  self->choose_buttons[id] = sluice_connect_field_add_button (id, row, field);
  if (self->choose_buttons[id] != NULL)
    g_signal_connect_object (self->choose_buttons[id], "opening", G_CALLBACK (opening_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "activated", G_CALLBACK (sluice_connect_page_submit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_connect_page_init (SluiceConnectPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_group_titles_wrap (GTK_WIDGET (self));
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    create_field (self, i);
  g_signal_connect_swapped (self->key_group, "activated", G_CALLBACK (sluice_connect_page_submit),
                            self);
  g_signal_connect_swapped (self->network_row, "chosen", G_CALLBACK (network_chosen_cb), self);
  g_signal_connect_swapped (self->recent_button, "chosen",
                            G_CALLBACK (sluice_connect_page_use_place), self);
  g_signal_connect_swapped (self->bar, "preview", G_CALLBACK (preview_cb), self);
  g_signal_connect_swapped (self->bar, "create", G_CALLBACK (sluice_connect_page_submit), self);
  g_signal_connect_swapped (self->bar, "finished", G_CALLBACK (finished_cb), self);
}

/* To be called once. */
void
sluice_connect_page_set_up (SluiceConnectPage *self,
                            SluiceSession     *session,
                            GSettings         *settings,
                            gboolean           practice)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));
  g_return_if_fail (self->session == NULL);

  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    sluice_drafts_bind (settings, sluice_connect_field_get_draft (i),
                        sluice_connect_page_get_row (self, i));

  self->session = g_object_ref (session);
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    g_signal_connect_object (self->fields[i], "settled",
                             G_CALLBACK (sluice_connect_page_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (fact_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    if (self->choose_buttons[i] != NULL)
      sluice_choose_button_set_session (self->choose_buttons[i], session);
  sluice_key_group_set_up (self->key_group, session, settings, practice);
  sluice_preflight_set_up (self->preflight, session);
  sluice_recent_button_set_up (self->recent_button, session, settings);
  sluice_import_dialog_accept_drops (GTK_WIDGET (self), session);
  sluice_network_row_set_up (self->network_row, session, settings, self->network_hint);
  /* Links that a practice Atlas has go with it. */
  if (!practice)
    sluice_links_set_settings (sluice_links_of (session), settings);
  /* After the group's own, which fills the fields. */
  g_signal_connect_object (session, "key-changed", G_CALLBACK (key_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_connect_page_settle (self);
}

/* Asks the keyring; not before the window has been drawn once. */
void
sluice_connect_page_load_key (SluiceConnectPage *self)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  sluice_key_group_load (self->key_group);
}

/* Where a person goes on: the first empty field, else the connection's name. */
void
sluice_connect_page_focus_empty (SluiceConnectPage *self)
{
  SluiceField *empty;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  empty = sluice_key_group_find_empty (self->key_group);
  for (int i = 0; i < SLUICE_CONNECT_BUCKET && empty == NULL; i++)
    {
      if (*sluice_field_get_text (self->fields[i]) == '\0')
        empty = self->fields[i];
    }
  sluice_field_grab_focus (empty != NULL ? empty : self->fields[SLUICE_CONNECT_NAME]);
}
