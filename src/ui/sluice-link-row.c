/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One private link in a list. */

#include "sluice-link-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-hyphens.h"
#include "sluice-reading-box.h"
#include "sluice-words.h"

struct _SluiceLinkRow
{
  AdwActionRow       parent_instance;

  /* Owned */
  SluicePrivateLink *link;

  /* Children */
  GtkImage          *icon;
  GtkWidget         *copy_button;
  GtkWidget         *delete_button;
};

G_DEFINE_FINAL_TYPE (SluiceLinkRow, sluice_link_row, ADW_TYPE_ACTION_ROW)

static const struct { const char *icon, *style; } looks[] = {
  [SLUICE_PRIVATE_LINK_ABSENT] = { "dialog-question-symbolic", "dim-label" },
  [SLUICE_PRIVATE_LINK_UNKNOWN] = { "dialog-question-symbolic", "dim-label" },
  [SLUICE_PRIVATE_LINK_PREPARING] = { "content-loading-symbolic", "dim-label" },
  [SLUICE_PRIVATE_LINK_DONE] = { "object-select-symbolic", "success" },
  [SLUICE_PRIVATE_LINK_FAILED] = { "dialog-error-symbolic", "error" },
  [SLUICE_PRIVATE_LINK_LEAVING] = { "content-loading-symbolic", "dim-label" },
  [SLUICE_PRIVATE_LINK_GONE] = { "user-trash-symbolic", "dim-label" },
};

static void
show_icon (SluiceLinkRow *self)
{
  SluicePrivateLinkState state = sluice_private_link_get_state (self->link);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[state].style);
  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
}

static char *
describe (SluicePrivateLink *link)
{
  gint64 created = sluice_private_link_get_created (link);
  g_autoptr (GDateTime) date = created > 0 ? g_date_time_new_from_unix_local (created) : NULL;
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%F") : NULL;
  g_autofree char *state = sluice_words_link_state (link);
  const char *said = sluice_private_link_get_error_message (link);
  GString *text = g_string_new (state);

  if (day != NULL)
    /* Translators: %s is a date; a state of a private link stands before */
    g_string_append_printf (text, _(", created %s"), day);
  /* Translators: %s is an id */
  g_string_append_printf (text, _("\nID %s"), sluice_private_link_get_id (link));
  if (said != NULL && *said != '\0')
    {
      g_string_append_c (text, '\n');
      /* Translators: %s is what the server wrote, in English */
      g_string_append_printf (text, _("Atlas said: “%s”"), said);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_title (SluicePrivateLink *link)
{
  const char *region = sluice_private_link_get_region (link);
  const char *vendor = sluice_private_link_get_vendor (link);

  if (region == NULL)
    region = _("Unknown region");
  if (sluice_private_link_is_s3 (link) || vendor == NULL)
    return g_strdup (region);
  /* Translators: %1$s is a service, such as CONFLUENT, %2$s a region */
  return g_strdup_printf (_("%1$s, %2$s"), vendor, region);
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *icon,
            const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  /* Without a target the action's type would not fit. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
name_button (GtkWidget  *button,
             const char *format,
             const char *title)
{
  g_autofree char *name = g_strdup_printf (format, title);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
sluice_link_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_LINK_ROW (object)->link);

  G_OBJECT_CLASS (sluice_link_row_parent_class)->dispose (object);
}

static void
sluice_link_row_class_init (SluiceLinkRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_link_row_dispose;
}

static void
sluice_link_row_init (SluiceLinkRow *self)
{
  GtkWidget *box;

  /* Without a limit GTK 4.8 may ask for more width than there is. */
  g_object_set (self, "use-markup", FALSE, "title-lines", 20, "subtitle-lines", 20, NULL);
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  self->icon = GTK_IMAGE (g_object_new (GTK_TYPE_IMAGE,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                        "valign", GTK_ALIGN_CENTER, NULL));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  box = g_object_new (SLUICE_TYPE_READING_BOX, "spacing", 6, NULL);
  self->copy_button = add_button (box, "edit-copy-symbolic", "links.copy");
  self->delete_button = add_button (box, "user-trash-symbolic", "links.delete");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
}

GtkWidget *
sluice_link_row_new (void)
{
  return g_object_new (SLUICE_TYPE_LINK_ROW, NULL);
}

void
sluice_link_row_show (SluiceLinkRow     *self,
                      SluicePrivateLink *link)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  SluicePrivateLinkState state = sluice_private_link_get_state (link);

  g_return_if_fail (SLUICE_IS_LINK_ROW (self));

  if (self->link == link)
    return;
  g_set_object (&self->link, link);
  title = dup_title (link);
  subtitle = describe (link);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_icon (self);
  /* Translators: %s is a region, such as us-east-1 */
  name_button (self->copy_button, _("Copy ID of %s"), title);
  /* Translators: %s is a region, such as us-east-1 */
  name_button (self->delete_button, _("Delete %s"), title);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s",
                                    sluice_private_link_get_id (link));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->delete_button), "s",
                                    sluice_private_link_get_id (link));
  gtk_widget_set_visible (self->delete_button,
                          sluice_private_link_is_s3 (link)
                          && state != SLUICE_PRIVATE_LINK_LEAVING
                          && state != SLUICE_PRIVATE_LINK_GONE);
}

SluicePrivateLink *
sluice_link_row_get_link (SluiceLinkRow *self)
{
  g_return_val_if_fail (SLUICE_IS_LINK_ROW (self), NULL);

  return self->link;
}
