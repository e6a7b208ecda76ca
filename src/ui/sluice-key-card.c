/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to say of the key in use. */

#include "sluice-key-card.h"

#include <string.h>

#include "sluice-config.h"
#include "sluice-hint.h"
#include "sluice-project.h"
#include "sluice-steady.h"
#include "sluice-words.h"
#include "sluice-wrap-box.h"

/* Characters of an access list that are about four lines. */
#define LONG_LIST 300

struct _SluiceKeyCard
{
  GtkWidget          parent_instance;

  SluiceSession     *session;

  /* Template */
  SluiceHint        *sentence;
  GtkWidget         *rights;
  SluiceHint        *right_list;
  SluiceHint        *right_create;
  SluiceHint        *right_aws;
  SluiceHint        *missing;
  GtkWidget         *details_button;
  GtkGrid           *grid;
  GtkLabel          *public_key;
  GtkLabel          *id;
  GtkLabel          *organization;
  GtkLabel          *in_project;
  GtkLabel          *in_organization;
  GtkLabel          *addresses;
  GtkScrolledWindow *addresses_scroller;
};

G_DEFINE_FINAL_TYPE (SluiceKeyCard, sluice_key_card, GTK_TYPE_WIDGET)

/* The project that what the key may do is told for: one that Atlas has not denied. */
static const char *
find_project (SluiceKeyCard  *self,
              const char    **name,
              const char    **org_id)
{
  GObject *project = NULL;
  SluiceFactState state = sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, &project,
                                                   NULL);

  *name = *org_id = NULL;
  if (state == SLUICE_FACT_STATE_TRUE && project != NULL)
    {
      *name = sluice_project_get_name (SLUICE_PROJECT (project));
      *org_id = sluice_project_get_org_id (SLUICE_PROJECT (project));
    }
  return state == SLUICE_FACT_STATE_FALSE ? NULL : sluice_session_get_project_id (self->session);
}

/* ---- what it is enough for ---- */

static void
show_right (SluiceHint     *hint,
            SluiceKeyInfo  *info,
            const char     *project_id,
            const char     *org_id,
            SluiceKeyRight  right)
{
  static const SluiceTone tones[] = {
    [SLUICE_KEY_ANSWER_NO] = SLUICE_TONE_WARNING,
    [SLUICE_KEY_ANSWER_CANNOT_TELL] = SLUICE_TONE_PLAIN,
    [SLUICE_KEY_ANSWER_YES] = SLUICE_TONE_GOOD,
  };
  SluiceKeyAnswer answer = sluice_key_info_may (info, project_id, org_id, right);
  g_autofree char *text = sluice_words_key_right (right, answer);

  sluice_hint_set_text (hint, tones[answer], text);
}

static void
show_rights (SluiceKeyCard *self,
             SluiceKeyInfo *info,
             const char    *project_id,
             const char    *org_id)
{
  g_autofree char *missing = NULL;
  gboolean lacks;

  gtk_widget_set_visible (self->rights, info != NULL && project_id != NULL);
  if (info == NULL || project_id == NULL)
    {
      sluice_hint_set_text (self->missing, SLUICE_TONE_PLAIN, NULL);
      return;
    }
  show_right (self->right_list, info, project_id, org_id, SLUICE_KEY_RIGHT_LIST);
  show_right (self->right_create, info, project_id, org_id, SLUICE_KEY_RIGHT_CREATE);
  show_right (self->right_aws, info, project_id, org_id, SLUICE_KEY_RIGHT_AWS);
  missing = sluice_words_key_missing (info, project_id, org_id);
  lacks = sluice_key_info_may (info, project_id, org_id, SLUICE_KEY_RIGHT_CREATE)
          == SLUICE_KEY_ANSWER_NO;
  sluice_hint_set_text (self->missing, lacks ? SLUICE_TONE_WARNING : SLUICE_TONE_PLAIN, missing);
}

/* ---- whose it is ---- */

/* Without a value the whole line is left out. */
static void
show_line (SluiceKeyCard *self,
           GtkLabel      *label,
           const char    *text)
{
  GtkWidget *cell = GTK_WIDGET (label);
  GtkWidget *title;
  int row;

  while (gtk_widget_get_parent (cell) != GTK_WIDGET (self->grid))
    cell = gtk_widget_get_parent (cell);
  gtk_grid_query_child (self->grid, cell, NULL, &row, NULL, NULL);
  title = gtk_grid_get_child_at (self->grid, 0, row);
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (cell, text != NULL);
  gtk_widget_set_visible (title, text != NULL);
}

static void
show_details (SluiceKeyCard *self,
              SluiceKeyInfo *info,
              const char    *project_id)
{
  g_autofree char *in_project = NULL;
  g_autofree char *in_organization = NULL;
  g_autofree char *addresses = NULL;

  gtk_widget_set_visible (self->details_button, info != NULL);
  if (info == NULL)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->details_button), FALSE);
      return;
    }
  in_project = project_id != NULL ? sluice_words_key_roles (info, project_id) : NULL;
  in_organization = sluice_words_key_roles (info, NULL);
  addresses = sluice_words_key_addresses (info);
  show_line (self, self->public_key, sluice_key_info_get_public_key (info));
  show_line (self, self->id, sluice_key_info_get_id (info));
  show_line (self, self->organization, sluice_key_info_get_org_id (info));
  show_line (self, self->in_project, in_project);
  show_line (self, self->in_organization, in_organization);
  show_line (self, self->addresses, addresses);
  /* Only a long list is worth the room that a scroll bar takes at least. */
  gtk_scrolled_window_set_policy (self->addresses_scroller, GTK_POLICY_NEVER,
                                  strlen (addresses) > LONG_LIST ? GTK_POLICY_AUTOMATIC
                                                                 : GTK_POLICY_NEVER);
}

static void
show (SluiceKeyCard *self)
{
  GObject *object = NULL;
  const GError *error = NULL;
  SluiceFactState state = sluice_session_get_fact (self->session, SLUICE_FACT_KEY, &object,
                                                   &error);
  SluiceKeyInfo *info = state == SLUICE_FACT_STATE_TRUE && object != NULL
                        ? SLUICE_KEY_INFO (object) : NULL;
  const char *project_name = NULL;
  const char *org_id = NULL;
  const char *project_id = find_project (self, &project_name, &org_id);
  int height = sluice_steady_begin (gtk_widget_get_parent (GTK_WIDGET (self)));
  g_autofree char *sentence = NULL;

  /* That a key is wrong stands below its fields. */
  if (info != NULL)
    sentence = sluice_words_key_works (info, project_id, project_name);
  else if (state != SLUICE_FACT_STATE_FALSE)
    sentence = sluice_words_fact (SLUICE_FACT_KEY, state, object, error);
  sluice_hint_set_text (self->sentence, SLUICE_TONE_GOOD, sentence);
  show_rights (self, info, project_id, org_id);
  show_details (self, info, project_id);
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
  sluice_steady_end (gtk_widget_get_parent (GTK_WIDGET (self)), height);
}

static void
fact_changed_cb (SluiceKeyCard *self,
                 SluiceFact     fact)
{
  if (fact == SLUICE_FACT_KEY || fact == SLUICE_FACT_PROJECT)
    show (self);
}

/* ---- life ---- */

static void
sluice_key_card_dispose (GObject *object)
{
  SluiceKeyCard *self = SLUICE_KEY_CARD (object);
  GtkWidget *child;

  /* Answers that come later find nobody. */
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_KEY_CARD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_key_card_parent_class)->dispose (object);
}

static void
sluice_key_card_class_init (SluiceKeyCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_key_card_dispose;

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-key-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, rights);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, right_list);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, right_create);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, right_aws);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, missing);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, details_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, grid);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, public_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, id);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, organization);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, in_project);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, in_organization);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, addresses);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyCard, addresses_scroller);
}

static void
sluice_key_card_init (SluiceKeyCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_key_card_set_session (SluiceKeyCard *self,
                             SluiceSession *session)
{
  g_return_if_fail (SLUICE_IS_KEY_CARD (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (fact_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
