/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new private link will be. */

#include "sluice-new-link-group.h"

#include <glib/gi18n-lib.h>

#include "sluice-combo-names.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-entry-align.h"
#include "sluice-hint-row.h"
#include "sluice-hint.h"
#include "sluice-instance.h"
#include "sluice-links.h"
#include "sluice-region.h"

struct _SluiceNewLinkGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Owned */
  SluiceSession       *session;
  char                *region;   /* the instance's; NULL if it has to be chosen */
  char                *asked;    /* what is being confirmed */
  GListModel          *links;    /* those there are */
  gboolean             busy;

  /* Template */
  AdwActionRow        *region_row;
  AdwComboRow         *choice_row;
  AdwEntryRow         *other_row;
  SluiceHint          *other_hint;
  SluiceHint          *price;
  GtkWidget           *create_button;
};

enum { CREATE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceNewLinkGroup, sluice_new_link_group, ADW_TYPE_PREFERENCES_GROUP)

/* As Atlas's documentation has it; a month is 730 hours. */
#define PRICE \
  _("Atlas bills a private link for as long as it exists, used or not: about 0.07 to 0.11 US$ " \
    "per hour, depending on the region, which is 50 to 80 US$ a month.")

/* ---- the region ---- */

static gboolean
is_other (SluiceNewLinkGroup *self)
{
  guint last = g_strv_length ((char **) sluice_region_get_names ());

  return self->region == NULL && adw_combo_row_get_selected (self->choice_row) == last;
}

/* Why the region cannot be taken from the instance. */
static char *
explain_choice (SluiceNewLinkGroup *self,
                SluiceInstance     *instance)
{
  const char *name = sluice_session_get_instance (self->session);
  const char *provider = instance != NULL ? sluice_instance_get_provider (instance) : NULL;

  if (provider == NULL || name == NULL || sluice_instance_get_region (instance) == NULL)
    return g_strdup (_("Must be the region of the stream processing instance, which is not known"));
  if (g_ascii_strcasecmp (provider, "AWS") != 0)
    /* Translators: %1$s is an instance, %2$s a cloud, such as AZURE */
    return g_strdup_printf (_("%1$s runs in %2$s; Atlas may not be able to use a private link to "
                              "S3 from there"), name, provider);
  /* Translators: %1$s is an instance, %2$s a region in Atlas's spelling */
  return g_strdup_printf (_("Must be the region of %1$s, which Sluice does not know: %2$s"),
                          name, sluice_instance_get_region (instance));
}

/* The region as far as it is known without complaining; NULL while one is typed. */
static const char *
get_region (SluiceNewLinkGroup *self)
{
  if (self->region != NULL)
    return self->region;
  if (is_other (self))
    return NULL;
  return sluice_region_get_names ()[adw_combo_row_get_selected (self->choice_row)];
}

/* Atlas makes no second link beside one that serves. */
static gboolean
is_taken (SluiceNewLinkGroup *self)
{
  for (guint i = 0; self->links != NULL && i < g_list_model_get_n_items (self->links); i++)
    {
      g_autoptr (SluicePrivateLink) link = g_list_model_get_item (self->links, i);
      SluicePrivateLinkState state = sluice_private_link_get_state (link);

      if (sluice_private_link_is_s3 (link)
          && (state == SLUICE_PRIVATE_LINK_DONE || state == SLUICE_PRIVATE_LINK_PREPARING)
          && sluice_region_compare (sluice_private_link_get_region (link), get_region (self))
             == SLUICE_REGIONS_SAME)
        return TRUE;
    }
  return FALSE;
}

static void
show (SluiceNewLinkGroup *self)
{
  gboolean taken = is_taken (self);

  sluice_hint_set_text (self->price, SLUICE_TONE_PLAIN,
                        taken ? _("This region has a private link already. All connections of the "
                                  "project there can use it.") : PRICE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-link.create", !self->busy && !taken);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_row), self->region == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->other_row), is_other (self));
  if (!is_other (self))
    sluice_hint_set_text (self->other_hint, SLUICE_TONE_PLAIN, NULL);
}

static void
read_region (SluiceNewLinkGroup *self)
{
  g_autofree char *sentence = NULL;
  GObject *object = NULL;
  SluiceInstance *instance;
  const char *provider;

  sluice_session_get_fact (self->session, SLUICE_FACT_INSTANCE, &object, NULL);
  instance = object != NULL ? SLUICE_INSTANCE (object) : NULL;
  provider = instance != NULL ? sluice_instance_get_provider (instance) : NULL;
  g_clear_pointer (&self->region, g_free);
  if (provider != NULL && g_ascii_strcasecmp (provider, "AWS") == 0)
    self->region = sluice_region_dup_aws (sluice_instance_get_region (instance));
  if (self->region != NULL)
    /* Translators: %1$s is a region, %2$s an instance */
    sentence = g_strdup_printf (_("%1$s, where %2$s runs; both must be in the same region"),
                                self->region, sluice_session_get_instance (self->session));
  else
    sentence = explain_choice (self, instance);
  adw_action_row_set_subtitle (self->region_row, sentence);
  show (self);
}

/* What was chosen or typed; NULL if it cannot be used. */
static char *
dup_wanted (SluiceNewLinkGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->other_row));
  g_autoptr (SluiceFinding) finding = NULL;

  if (get_region (self) != NULL)
    return g_strdup (get_region (self));
  finding = sluice_validate_region (text);
  if (finding->verdict == SLUICE_VERDICT_EMPTY)
    sluice_hint_set_text (self->other_hint, SLUICE_TONE_BAD,
                          _("The region is needed, as AWS spells it: us-east-1."));
  else
    sluice_hint_set_text (self->other_hint, SLUICE_TONE_BAD, finding->message);
  return g_strdup (finding->value);
}

static void
typed_cb (SluiceNewLinkGroup *self)
{
  sluice_hint_set_text (self->other_hint, SLUICE_TONE_PLAIN, NULL);
}

/* ---- creating ---- */

static void
confirmed_cb (gpointer user_data)
{
  SluiceNewLinkGroup *self = SLUICE_NEW_LINK_GROUP (user_data);

  g_signal_emit (self, signals[CREATE], 0, self->asked);
}

static void
create_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceNewLinkGroup *self = SLUICE_NEW_LINK_GROUP (widget);
  g_autofree char *region = dup_wanted (self);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (region == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->other_row));
      return;
    }
  g_free (self->asked);
  self->asked = g_steal_pointer (&region);
  /* Translators: %s is a region */
  heading = g_strdup_printf (_("Create a Private Link in %s?"), self->asked);
  body = g_strdup_printf ("%s\n\n%s", PRICE,
                          _("Preparing it may take an hour. It can be deleted at any time, as long "
                            "as no connection uses it."));
  sluice_dialogs_propose (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body,
                          _("_Cancel"), _("C_reate"), confirmed_cb, self);
}

/* ---- life ---- */

static void
sluice_new_link_group_dispose (GObject *object)
{
  SluiceNewLinkGroup *self = SLUICE_NEW_LINK_GROUP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->links);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_NEW_LINK_GROUP);

  G_OBJECT_CLASS (sluice_new_link_group_parent_class)->dispose (object);
}

static void
sluice_new_link_group_finalize (GObject *object)
{
  SluiceNewLinkGroup *self = SLUICE_NEW_LINK_GROUP (object);

  g_free (self->region);
  g_free (self->asked);

  G_OBJECT_CLASS (sluice_new_link_group_parent_class)->finalize (object);
}

static void
sluice_new_link_group_class_init (SluiceNewLinkGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_new_link_group_dispose;
  object_class->finalize = sluice_new_link_group_finalize;

  signals[CREATE] = g_signal_new ("create", SLUICE_TYPE_NEW_LINK_GROUP, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, SLUICE_RESOURCE_PATH "/ui/sluice-new-link-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceNewLinkGroup, region_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewLinkGroup, choice_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewLinkGroup, other_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewLinkGroup, other_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewLinkGroup, price);
  gtk_widget_class_bind_template_child (widget_class, SluiceNewLinkGroup, create_button);

  gtk_widget_class_install_action (widget_class, "new-link.create", NULL, create_action);
}

static void
sluice_new_link_group_init (SluiceNewLinkGroup *self)
{
  g_autoptr (GtkStringList) names = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  names = gtk_string_list_new (sluice_region_get_names ());
  gtk_string_list_append (names, _("Another Region"));
  adw_combo_row_set_model (self->choice_row, G_LIST_MODEL (names));
  sluice_combo_names_watch (self->choice_row);
  sluice_entry_align_follow (self->other_row);
  g_signal_connect_object (self->choice_row, "notify::selected", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->other_row, "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sluice_new_link_group_set_session (SluiceNewLinkGroup *self,
                                   SluiceSession      *session)
{
  g_return_if_fail (SLUICE_IS_NEW_LINK_GROUP (self));

  g_set_object (&self->session, session);
  g_set_object (&self->links, sluice_links_get_list (sluice_links_of (session)));
  g_signal_connect_object (self->links, "items-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  read_region (self);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (read_region), self,
                           G_CONNECT_SWAPPED);
}

/* busy: another one is just being asked for. */
void
sluice_new_link_group_set_busy (SluiceNewLinkGroup *self,
                                gboolean            busy)
{
  g_return_if_fail (SLUICE_IS_NEW_LINK_GROUP (self));

  self->busy = busy;
  show (self);
}
