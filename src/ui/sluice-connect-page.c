/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: which key, where, and what connection. */

#include "sluice-connect-page.h"

#include <glib/gi18n-lib.h>

#include "sluice-choose-button.h"
#include "sluice-config.h"
#include "sluice-create-bar.h"
#include "sluice-dialogs.h"
#include "sluice-drafts.h"
#include "sluice-field.h"
#include "sluice-hint-row.h"
#include "sluice-key-group.h"
#include "sluice-preflight.h"
#include "sluice-preview.h"
#include "sluice-validate.h"
#include "sluice-words.h"

typedef enum { PROJECT, INSTANCE, NAME, ROLE, BUCKET, N_FIELDS } FieldId;

/* What may stand in the fields while somebody learns with practice data. */
#define PRACTICE_NAME "s3sink"
#define PRACTICE_ROLE "arn:aws:iam::111122223333:role/harbour/s3-writer"

/* Room kept around a sentence that is scrolled to. */
#define ROW_HEIGHT 60
#define MARGIN 12

/* For how long what Atlas said is not asked again, in microseconds. */
#define FRESH (10 * G_USEC_PER_SEC)

struct _SluiceConnectPage
{
  GtkWidget           parent_instance;

  /* Owned */
  SluiceSession      *session;
  SluiceField        *fields[N_FIELDS];
  guint               frames;

  /* Owned by the rows */
  SluiceChooseButton *choose_buttons[SLUICE_N_LISTED];

  /* Template */
  GtkScrolledWindow  *scroller;
  GtkWidget          *content;
  SluiceKeyGroup     *key_group;
  GtkWidget          *where_group;
  AdwEntryRow        *project_row;
  AdwEntryRow        *instance_row;
  AdwEntryRow        *name_row;
  AdwEntryRow        *role_row;
  AdwEntryRow        *bucket_row;
  SluiceHint         *project_hint;
  SluiceHint         *instance_hint;
  SluiceHint         *name_hint;
  SluiceHint         *role_hint;
  SluiceHint         *bucket_hint;
  SluicePreflight    *preflight;
  SluiceCreateBar    *bar;
};

enum { FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceConnectPage, sluice_connect_page, GTK_TYPE_WIDGET)

static const char *
get_value (SluiceConnectPage *self,
           FieldId            id)
{
  return sluice_field_get_value (self->fields[id]);
}

/* ---- from the session to the fields ---- */

/* The registry has the name, since the person has just created it here: that is no problem. */
static gboolean
created_here (SluiceConnectPage *self,
              const char        *name)
{
  GListModel *operations = sluice_session_get_operations (self->session);

  for (guint i = 0; name != NULL && i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_CREATE_CONNECTION
          && g_strcmp0 (sluice_operation_get_subject (operation), name) == 0
          && g_strcmp0 (sluice_operation_get_place (operation), get_value (self, INSTANCE)) == 0)
        return sluice_operation_get_outcome (operation) != SLUICE_OUTCOME_NAME_TAKEN
               && sluice_operation_get_outcome (operation) != SLUICE_OUTCOME_OTHER_HOLDS;
    }
  return FALSE;
}

static void
show_fact (SluiceConnectPage *self,
           SluiceFact         fact,
           FieldId            id)
{
  GObject *object = NULL;
  const GError *error = NULL;
  SluiceFactState state = sluice_session_get_fact (self->session, fact, &object, &error);
  g_autofree char *sentence = sluice_words_fact (fact, state, object, error);

  if (fact == SLUICE_FACT_NAME && state == SLUICE_FACT_STATE_FALSE
      && created_here (self, get_value (self, NAME)))
    sluice_field_set_fact (self->fields[id], SLUICE_FACT_STATE_NONE,
                           _("The connection of this name was created here."));
  else
    sluice_field_set_fact (self->fields[id], state, sentence);
}

static void
fact_changed_cb (SluiceConnectPage *self,
                 SluiceFact         fact)
{
  switch (fact)
    {
    case SLUICE_FACT_PROJECT:
      show_fact (self, fact, PROJECT);
      break;
    case SLUICE_FACT_INSTANCE:
      show_fact (self, fact, INSTANCE);
      break;
    case SLUICE_FACT_NAME:
      show_fact (self, fact, NAME);
      break;
    case SLUICE_FACT_KEY:
    default:
      break;
    }
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
settled_cb (SluiceConnectPage *self)
{
  sluice_session_set_place (self->session, get_value (self, PROJECT), get_value (self, INSTANCE));
  sluice_session_set_name (self->session, get_value (self, NAME));

  /* An edit took the old facts off the screen; what was typed back is still known. */
  show_fact (self, SLUICE_FACT_PROJECT, PROJECT);
  show_fact (self, SLUICE_FACT_INSTANCE, INSTANCE);
  show_fact (self, SLUICE_FACT_NAME, NAME);
  sluice_preflight_set_fields (self->preflight, sluice_field_get_text (self->fields[ROLE]),
                               sluice_field_get_text (self->fields[BUCKET]));
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

  for (int i = 0; i < N_FIELDS; i++)
    {
      gboolean good = sluice_field_submit (self->fields[i]);

      if (!good && problem == NULL)
        problem = self->fields[i];
    }
  return problem;
}

/* Scrolls to the sentence that says what is wrong, once it has its place: it may have appeared
 * just now, or come back after Atlas was asked again. */
static gboolean
reveal_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t place;

  if (++self->frames < 3 || (!gtk_widget_get_visible (user_data) && self->frames < 200))
    return G_SOURCE_CONTINUE;
  if (gtk_widget_compute_bounds (user_data, self->content, &place))
    gtk_adjustment_clamp_page (adjustment, place.origin.y - ROW_HEIGHT,
                               place.origin.y + place.size.height + MARGIN);
  return G_SOURCE_REMOVE;
}

static void
go_to_problem (SluiceConnectPage *self,
               SluiceField       *problem)
{
  const char *sentence = sluice_field_get_problem (problem);

  sluice_field_grab_focus (problem);
  self->frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb,
                                g_object_ref (sluice_field_get_hint (problem)), g_object_unref);
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
  for (int i = 0; i < N_FIELDS; i++)
    sluice_field_settle (self->fields[i]);

  problem = find_problem (self);
  if (problem != NULL)
    go_to_problem (self, problem);
  if (creating && problem != NULL &&
      (problem == self->fields[PROJECT] || problem == self->fields[INSTANCE]) &&
      sluice_field_is_good (self->fields[NAME]))
    sluice_session_tell_denied_create (self->session, get_value (self, NAME));
  /* It may have been put right in Atlas meanwhile. */
  if (problem != NULL && sluice_field_is_denied (problem, FRESH))
    sluice_session_recheck (self->session);
  return problem == NULL;
}

static void
preview_cb (SluiceConnectPage *self)
{
  SluiceCreateValues values = { NULL, };
  SluiceApiKey *key;

  if (!is_sendable (self, FALSE))
    return;
  key = sluice_session_get_key (self->session);
  values.base_url = sluice_session_get_base_url (self->session);
  values.public_key = key != NULL ? sluice_api_key_get_public_key (key) : "";
  values.project_id = get_value (self, PROJECT);
  values.instance = get_value (self, INSTANCE);
  values.name = get_value (self, NAME);
  values.role_arn = get_value (self, ROLE);
  values.test_bucket = get_value (self, BUCKET);
  sluice_preview_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &values);
}

/* Sends what the form holds, or goes to the first thing that cannot be sent. */
void
sluice_connect_page_submit (SluiceConnectPage *self)
{
  SluiceConnectionSpec spec = { NULL, };
  SluiceOperation *operation;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  if (sluice_create_bar_is_running (self->bar) || !is_sendable (self, TRUE))
    return;
  spec.name = get_value (self, NAME);
  spec.role_arn = get_value (self, ROLE);
  spec.test_bucket = get_value (self, BUCKET);
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
  sluice_field_settle (self->fields[PROJECT]);
}

static void
create_choose_buttons (SluiceConnectPage *self)
{
  self->choose_buttons[0] =
    sluice_choose_button_add (SLUICE_LISTED_PROJECT, self->project_row, self->fields[PROJECT]);
  self->choose_buttons[1] =
    sluice_choose_button_add (SLUICE_LISTED_INSTANCE, self->instance_row, self->fields[INSTANCE]);
  self->choose_buttons[2] =
    sluice_choose_button_add (SLUICE_LISTED_ROLE, self->role_row, self->fields[ROLE]);
  for (int i = 0; i < SLUICE_N_LISTED; i++)
    g_signal_connect_object (self->choose_buttons[i], "opening", G_CALLBACK (opening_cb), self,
                             G_CONNECT_SWAPPED);
}

/* ---- life ---- */

static void
sluice_connect_page_dispose (GObject *object)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (object);
  GtkWidget *child;

  for (int i = 0; i < N_FIELDS; i++)
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

  g_type_ensure (SLUICE_TYPE_CREATE_BAR);
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_KEY_GROUP);
  g_type_ensure (SLUICE_TYPE_PREFLIGHT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, content);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, key_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, where_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, project_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, instance_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, role_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, bucket_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, project_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, instance_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, name_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, role_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, bucket_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, preflight);
}

static void
create_fields (SluiceConnectPage *self)
{
  self->fields[PROJECT] =
    sluice_field_new (self->project_row, self->project_hint, sluice_validate_project_id,
                      _("The project’s ID is needed. It stands in the address of the project’s page "
                        "in Atlas; you can paste the whole address."),
                      _("Stands in the address of its page in Atlas; the whole address will do."));
  self->fields[INSTANCE] =
    sluice_field_new (self->instance_row, self->instance_hint, sluice_validate_instance_name,
                      _("The instance’s name is needed. Atlas lists it under Stream Processing; "
                        "newer pages say workspace."),
                      _("Its name under Stream Processing in Atlas; newer pages say workspace."));
  self->fields[NAME] =
    sluice_field_new (self->name_row, self->name_hint, sluice_validate_connection_name,
                      _("The new connection needs a name."), NULL);
  self->fields[ROLE] =
    sluice_field_new (self->role_row, self->role_hint, sluice_validate_role_arn,
                      _("The role’s ARN is needed: arn:aws:iam::…:role/…, of the AWS role that "
                        "Atlas may assume."),
                      _("Of the role in your AWS account that Atlas may assume: "
                        "arn:aws:iam::…:role/…"));
  self->fields[BUCKET] =
    sluice_field_new (self->bucket_row, self->bucket_hint, sluice_validate_test_bucket, NULL,
                      _("If you like: a bucket with which Atlas tries the role."));
}

static void
sluice_connect_page_init (SluiceConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  create_fields (self);
  create_choose_buttons (self);
  for (int i = 0; i < N_FIELDS; i++)
    {
      g_signal_connect_object (self->fields[i], "activated",
                               G_CALLBACK (sluice_connect_page_submit), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->fields[i], "edited", G_CALLBACK (edited_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->key_group, "activated", G_CALLBACK (sluice_connect_page_submit),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "preview", G_CALLBACK (preview_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "create", G_CALLBACK (sluice_connect_page_submit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "finished", G_CALLBACK (finished_cb), self,
                           G_CONNECT_SWAPPED);
}

/* To be called once. */
void
sluice_connect_page_set_up (SluiceConnectPage *self,
                            SluiceSession     *session,
                            GSettings         *settings,
                            gboolean           practice)
{
  static const char *keys[N_FIELDS] = {
    "project-id", "instance", "connection-name", "role-arn", "test-bucket"
  };
  AdwEntryRow *rows[N_FIELDS] = {
    self->project_row, self->instance_row, self->name_row, self->role_row, self->bucket_row
  };

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));
  g_return_if_fail (self->session == NULL);

  for (int i = 0; i < N_FIELDS; i++)
    sluice_drafts_bind (settings, keys[i], rows[i]);

  self->session = g_object_ref (session);
  for (int i = 0; i < N_FIELDS; i++)
    g_signal_connect_object (self->fields[i], "settled", G_CALLBACK (settled_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (fact_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (int i = 0; i < SLUICE_N_LISTED; i++)
    sluice_choose_button_set_session (self->choose_buttons[i], session);
  sluice_key_group_set_up (self->key_group, session, settings, practice);
  sluice_preflight_set_up (self->preflight, session);
  /* After the group's own, which fills the fields. */
  g_signal_connect_object (session, "key-changed", G_CALLBACK (key_changed_cb), self,
                           G_CONNECT_SWAPPED);
  settled_cb (self);
}

/* Asks the keyring; not before the window has been drawn once. */
void
sluice_connect_page_load_key (SluiceConnectPage *self)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  sluice_key_group_load (self->key_group);
}

/* Fills the practice key in, and says what the person may type into the next fields. */
void
sluice_connect_page_set_practice (SluiceConnectPage *self,
                                  const char        *public_key,
                                  const char        *private_key,
                                  const char        *project_id,
                                  const char        *instance)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  sluice_key_group_set_practice (self->key_group, public_key, private_key);
  /* Translators: %1$s is a project ID, %2$s a stream processing instance */
  text = g_strdup_printf (_("To practise: project %1$s, instance %2$s"), project_id, instance);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->where_group), text);
}

/* Fills a whole example in, leaving alone what is filled in already. */
void
sluice_connect_page_fill_in (SluiceConnectPage *self,
                             const char        *project_id,
                             const char        *instance)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->project_row), project_id);
  gtk_editable_set_text (GTK_EDITABLE (self->instance_row), instance);
  if (get_value (self, NAME) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), PRACTICE_NAME);
  if (get_value (self, ROLE) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->role_row), PRACTICE_ROLE);
  for (int i = 0; i < N_FIELDS; i++)
    sluice_field_settle (self->fields[i]);
}

/* Puts a role that is known to be right into the form, and goes there. */
void
sluice_connect_page_use_role (SluiceConnectPage *self,
                              const char        *role_arn)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  sluice_field_set_text (self->fields[ROLE], role_arn);
  sluice_field_settle (self->fields[ROLE]);
  sluice_field_grab_focus (self->fields[ROLE]);
}

void
sluice_connect_page_clear (SluiceConnectPage *self)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  if (self->session == NULL)
    return;
  for (int i = 0; i < N_FIELDS; i++)
    sluice_field_set_text (self->fields[i], "");
  settled_cb (self);
  sluice_key_group_clear (self->key_group);
  sluice_create_bar_remark (self->bar, NULL);
}

/* Where a person goes on: the first empty field, else the connection's name. */
void
sluice_connect_page_focus_empty (SluiceConnectPage *self)
{
  SluiceField *empty;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  empty = sluice_key_group_find_empty (self->key_group);
  for (int i = 0; i < BUCKET && empty == NULL; i++)
    {
      if (*sluice_field_get_text (self->fields[i]) == '\0')
        empty = self->fields[i];
    }
  sluice_field_grab_focus (empty != NULL ? empty : self->fields[NAME]);
}
