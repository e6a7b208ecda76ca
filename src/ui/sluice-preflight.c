/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of everything that will matter when Create is pressed. */

#include "sluice-preflight.h"

#include <glib/gi18n-lib.h>

#include "sluice-links.h"
#include "sluice-preflight-words.h"
#include "sluice-validate.h"

/* How long what was read of a private link is taken for granted while nobody looks. */
#define LINK_AGE (30 * G_USEC_PER_SEC)

struct _SluicePreflight
{
  AdwPreferencesGroup  parent_instance;

  /* Owned */
  SluiceSession       *session;
  SluiceFinding       *role;
  SluiceFinding       *bucket;
  char                *link;
  SluiceRemoteList    *roles;
  SluiceAtlasClient   *asked;            /* whom the roles were asked of */
  char                *asked_project;
  guint                role_operations;  /* how many there were then */
  gint64               links_read_us;    /* when the private links were read last */

  /* Children */
  AdwActionRow        *rows[SLUICE_PREFLIGHT_N_ITEMS];
  GtkImage            *icons[SLUICE_PREFLIGHT_N_ITEMS];
};

G_DEFINE_FINAL_TYPE (SluicePreflight, sluice_preflight, ADW_TYPE_PREFERENCES_GROUP)

static const struct { const char *icon, *style, *name; } looks[] = {
  [SLUICE_PREFLIGHT_WAITING] = { "content-loading-symbolic", "dim-label", N_("Not known yet") },
  [SLUICE_PREFLIGHT_GOOD] = { "object-select-symbolic", "success", N_("Good") },
  [SLUICE_PREFLIGHT_WARNING] = { "dialog-warning-symbolic", "warning", N_("Warning") },
  [SLUICE_PREFLIGHT_PROBLEM] = { "dialog-error-symbolic", "error", N_("Problem") },
};

static void
show_item (SluicePreflight            *self,
           SluicePreflightItem         item,
           const SluicePreflightFacts *facts)
{
  g_autofree char *sentence = NULL;
  g_autofree char *markup = NULL;
  SluicePreflightState state = sluice_preflight_judge (item, facts, &sentence);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icons[item]), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icons[item]), looks[state].style);
  gtk_image_set_from_icon_name (self->icons[item], looks[state].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icons[item]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[state].name), -1);
  markup = g_markup_escape_text (sentence != NULL ? sentence : "", -1);
  adw_action_row_set_subtitle (self->rows[item], markup);
}

static void
show (SluicePreflight *self)
{
  SluicePreflightFacts facts = {
    .session = self->session,
    .role = self->role,
    .bucket = self->bucket,
    .roles = self->roles,
    .link = self->link,
  };

  if (self->session == NULL)
    return;
  for (int i = 0; i < SLUICE_PREFLIGHT_N_ITEMS; i++)
    show_item (self, i, &facts);
}

/* ---- the project's roles ---- */

static guint
count_role_operations (SluicePreflight *self)
{
  GListModel *operations = sluice_session_get_operations (self->session);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);
      SluiceOperationKind kind = sluice_operation_get_kind (operation);

      if (kind == SLUICE_OPERATION_AUTHORIZE_ROLE || kind == SLUICE_OPERATION_DEAUTHORIZE_ROLE)
        count++;
    }
  return count;
}

static void
forget_roles (SluicePreflight *self)
{
  if (self->roles != NULL)
    g_signal_handlers_disconnect_by_data (self->roles, self);
  g_clear_object (&self->roles);
  g_clear_object (&self->asked);
  g_clear_pointer (&self->asked_project, g_free);
}

/* Once for each key and project, and again after the page AWS Access has changed something. */
static void
read_roles (SluicePreflight *self)
{
  SluiceAtlasClient *client = sluice_session_get_client (self->session);
  const char *project_id = sluice_session_get_project_id (self->session);
  gboolean known = sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, NULL, NULL)
                   == SLUICE_FACT_STATE_TRUE;
  guint role_operations = count_role_operations (self);

  /* A list keeps its key in memory. */
  if (client != self->asked)
    forget_roles (self);
  if (!known || client == NULL || project_id == NULL || self->role == NULL ||
      self->role->verdict != SLUICE_VERDICT_GOOD)
    return;
  if (self->roles != NULL && role_operations == self->role_operations
      && g_strcmp0 (project_id, self->asked_project) == 0)
    return;
  forget_roles (self);
  self->asked = g_object_ref (client);
  self->asked_project = g_strdup (project_id);
  self->role_operations = role_operations;
  self->roles = sluice_remote_list_new_aws_roles (client, project_id);
  g_signal_connect_object (self->roles, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  sluice_remote_list_refresh (self->roles);
}

/* ---- the project's private links ---- */

static void
links_changed_cb (SluicePreflight *self)
{
  if (sluice_links_get_state (sluice_links_of (self->session), NULL) == SLUICE_LINKS_LOADED)
    self->links_read_us = g_get_monotonic_time ();
  show (self);
}

/* Somebody may have deleted the chosen one while the person was elsewhere. */
static void
read_link (SluicePreflight *self)
{
  SluiceLinks *links = self->session != NULL ? sluice_links_of (self->session) : NULL;

  if (links != NULL && self->link != NULL && gtk_widget_get_mapped (GTK_WIDGET (self))
      && sluice_links_get_state (links, NULL) != SLUICE_LINKS_LOADING
      && g_get_monotonic_time () - self->links_read_us >= LINK_AGE)
    sluice_links_refresh (links);
}

static void
active_changed_cb (SluicePreflight *self,
                   GParamSpec      *pspec,
                   GtkWindow       *window)
{
  if (gtk_window_is_active (window))
    read_link (self);
}

static void
update (SluicePreflight *self)
{
  if (self->session == NULL)
    return;
  read_roles (self);
  show (self);
}

static void
map_cb (SluicePreflight *self)
{
  update (self);
  read_link (self);
}

/* ---- life ---- */

static void
sluice_preflight_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sluice_preflight_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                             G_CALLBACK (active_changed_cb), widget, G_CONNECT_SWAPPED);
}

static void
sluice_preflight_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), active_changed_cb, widget);
  GTK_WIDGET_CLASS (sluice_preflight_parent_class)->unroot (widget);
}

static void
sluice_preflight_dispose (GObject *object)
{
  SluicePreflight *self = SLUICE_PREFLIGHT (object);

  forget_roles (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (sluice_links_of (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_object (&self->session);
  g_clear_pointer (&self->role, sluice_finding_free);
  g_clear_pointer (&self->bucket, sluice_finding_free);
  g_clear_pointer (&self->link, g_free);

  G_OBJECT_CLASS (sluice_preflight_parent_class)->dispose (object);
}

static void
sluice_preflight_class_init (SluicePreflightClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_preflight_dispose;
  GTK_WIDGET_CLASS (klass)->root = sluice_preflight_root;
  GTK_WIDGET_CLASS (klass)->unroot = sluice_preflight_unroot;
}

static void
sluice_preflight_init (SluicePreflight *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Before You Create"));
  for (int i = 0; i < SLUICE_PREFLIGHT_N_ITEMS; i++)
    {
      self->icons[i] = GTK_IMAGE (g_object_new (GTK_TYPE_IMAGE, "valign", GTK_ALIGN_CENTER, NULL));
      self->rows[i] = ADW_ACTION_ROW (g_object_new (ADW_TYPE_ACTION_ROW,
                                                    "title", sluice_preflight_get_title (i),
                                                    "focusable", FALSE,
                                                    NULL));
      adw_action_row_add_prefix (self->rows[i], GTK_WIDGET (self->icons[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows[i]));
    }
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/* To be called once. */
void
sluice_preflight_set_up (SluicePreflight *self,
                         SluiceSession   *session)
{
  g_return_if_fail (SLUICE_IS_PREFLIGHT (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_links_of (session), "changed", G_CALLBACK (links_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

/* What the two fields hold that nobody but the form knows. */
void
sluice_preflight_set_fields (SluicePreflight *self,
                             const char      *role_arn,
                             const char      *bucket)
{
  g_return_if_fail (SLUICE_IS_PREFLIGHT (self));

  g_clear_pointer (&self->role, sluice_finding_free);
  g_clear_pointer (&self->bucket, sluice_finding_free);
  self->role = sluice_validate_role_arn (role_arn);
  self->bucket = sluice_validate_test_bucket (bucket);
  update (self);
}

/* link: the id of the private link; NULL for the public internet. */
void
sluice_preflight_set_network (SluicePreflight *self,
                              const char      *link)
{
  g_return_if_fail (SLUICE_IS_PREFLIGHT (self));

  g_free (self->link);
  self->link = g_strdup (link);
  show (self);
}
