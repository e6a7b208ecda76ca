/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order of the list, and which states and roles it shows. */

#include "sluice-connection-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-wrap-box.h"

/* So many roles can be chosen from; the search finds the others. */
#define MAX_ROLES 200

struct _SluiceConnectionFilterBar
{
  GtkWidget    parent_instance;

  /* Owned */
  GListModel  *rows;
  GPtrArray   *roles;     /* ARNs, as in the drop-down after its first entry */
  gboolean     filling;

  /* Children */
  GtkWidget   *box;
  GtkDropDown *order;
  GtkDropDown *state;
  GtkDropDown *role;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceConnectionFilterBar, sluice_connection_filter_bar, GTK_TYPE_WIDGET)

/* In the order of SluiceOrder. */
static const char * const orders[] = {
  NC_("sort by", "S3 First"),
  NC_("sort by", "By Name"),
  NC_("sort by", "By Type"),
  NC_("sort by", "By State"),
  NC_("sort by", "By Role"),
  NC_("sort by", "By Bucket"),
  NC_("sort by", "By Network"),
  NC_("sort by", "By Instance"),
};

static const struct { int state; const char *name; } states[] = {
  { -1, NC_("filter", "All States") },
  { SLUICE_CONNECTION_STATE_READY, NC_("filter", "Ready") },
  { SLUICE_CONNECTION_STATE_PENDING, NC_("filter", "Pending") },
  { SLUICE_CONNECTION_STATE_FAILED, NC_("filter", "Failed") },
  { SLUICE_CONNECTION_STATE_DELETING, NC_("filter", "Deleting") },
  { SLUICE_CONNECTION_STATE_UNKNOWN, NC_("filter", "Unknown State") },
  { SLUICE_CONNECTION_STATE_ABSENT, NC_("filter", "State Not Told") },
};

static void
chosen_cb (SluiceConnectionFilterBar *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- roles ---- */

static int
compare_roles (gconstpointer a,
               gconstpointer b)
{
  const char *one = sluice_connection_words_short_role (*(const char * const *) a);
  const char *other = sluice_connection_words_short_role (*(const char * const *) b);

  return g_strcmp0 (one, other);
}

/* The texts of one role are one and the same, so that this is quick for very many rows. */
static GPtrArray *
dup_roles (SluiceConnectionFilterBar *self)
{
  GPtrArray *roles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  guint n = g_list_model_get_n_items (self->rows);

  for (guint i = 0; i < n && g_hash_table_size (found) < MAX_ROLES; i++)
    {
      g_autoptr (SluiceRegistryEntry) entry = g_list_model_get_item (self->rows, i);
      const char *role =
        sluice_connection_get_role_arn (sluice_registry_entry_get_connection (entry));

      if (role != NULL && g_hash_table_add (found, (gpointer) role))
        g_ptr_array_add (roles, g_strdup (role));
    }
  g_ptr_array_sort (roles, compare_roles);
  return roles;
}

static void
fill_roles (SluiceConnectionFilterBar *self)
{
  g_autofree char *chosen = g_strdup (sluice_connection_filter_bar_get_role (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (self->rows == NULL)
    return;
  g_ptr_array_unref (self->roles);
  self->roles = dup_roles (self);
  gtk_string_list_append (names, C_("filter", "All Roles"));
  for (guint i = 0; i < self->roles->len; i++)
    {
      g_autofree char *name =
        sluice_connection_words_line (sluice_connection_words_short_role (self->roles->pdata[i]));

      gtk_string_list_append (names, name);
      if (g_strcmp0 (self->roles->pdata[i], chosen) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->role, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->role, selected);
  self->filling = FALSE;
  if (chosen != NULL && selected == 0)
    chosen_cb (self);
}

/* ---- life ---- */

static void
sluice_connection_filter_bar_map (GtkWidget *widget)
{
  fill_roles (SLUICE_CONNECTION_FILTER_BAR (widget));
  GTK_WIDGET_CLASS (sluice_connection_filter_bar_parent_class)->map (widget);
}

static void
sluice_connection_filter_bar_dispose (GObject *object)
{
  SluiceConnectionFilterBar *self = SLUICE_CONNECTION_FILTER_BAR (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_connection_filter_bar_parent_class)->dispose (object);
}

static void
sluice_connection_filter_bar_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_CONNECTION_FILTER_BAR (object)->roles);

  G_OBJECT_CLASS (sluice_connection_filter_bar_parent_class)->finalize (object);
}

static void
sluice_connection_filter_bar_class_init (SluiceConnectionFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_connection_filter_bar_dispose;
  object_class->finalize = sluice_connection_filter_bar_finalize;
  widget_class->map = sluice_connection_filter_bar_map;

  signals[CHANGED] = g_signal_new ("changed", SLUICE_TYPE_CONNECTION_FILTER_BAR,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* What the keyboard stands on; it has neither name nor value of its own. */
static GtkWidget *
get_button (GtkWidget *choice)
{
  GtkWidget *button = gtk_widget_get_first_child (choice);

  while (button != NULL && !GTK_IS_TOGGLE_BUTTON (button))
    button = gtk_widget_get_next_sibling (button);
  return button != NULL ? button : choice;
}

static void
describe_button (GtkWidget *choice)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (choice));

  gtk_accessible_update_property (GTK_ACCESSIBLE (get_button (choice)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  chosen != NULL ? gtk_string_object_get_string (chosen) : "",
                                  -1);
}

static GtkDropDown *
add_choice (SluiceConnectionFilterBar *self,
            const char                *name)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL);

  gtk_widget_set_tooltip_text (choice, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_button (choice)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect (choice, "notify::selected-item", G_CALLBACK (describe_button), NULL);
  gtk_widget_set_parent (choice, self->box);
  return GTK_DROP_DOWN (choice);
}

static void
sluice_connection_filter_bar_init (SluiceConnectionFilterBar *self)
{
  GtkStringList *names;

  self->roles = g_ptr_array_new_with_free_func (g_free);
  self->box = g_object_new (SLUICE_TYPE_WRAP_BOX, NULL);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->order = add_choice (self, _("Sort Connections"));
  names = GTK_STRING_LIST (gtk_drop_down_get_model (self->order));
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "sort by", orders[i]));
  self->state = add_choice (self, _("Show State"));
  names = GTK_STRING_LIST (gtk_drop_down_get_model (self->state));
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "filter", states[i].name));
  self->role = add_choice (self, _("Show Role"));
  names = GTK_STRING_LIST (gtk_drop_down_get_model (self->role));
  gtk_string_list_append (names, C_("filter", "All Roles"));

  g_signal_connect_swapped (self->order, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->state, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->role, "notify::selected", G_CALLBACK (chosen_cb), self);
}

void
sluice_connection_filter_bar_set_rows (SluiceConnectionFilterBar *self,
                                       GListModel                *rows)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_FILTER_BAR (self));

  g_set_object (&self->rows, rows);
}

SluiceOrder
sluice_connection_filter_bar_get_order (SluiceConnectionFilterBar *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_FILTER_BAR (self), SLUICE_ORDER_S3_FIRST);

  return gtk_drop_down_get_selected (self->order);
}

/* A SluiceConnectionState, or -1 for any. */
int
sluice_connection_filter_bar_get_state (SluiceConnectionFilterBar *self)
{
  guint selected;

  g_return_val_if_fail (SLUICE_IS_CONNECTION_FILTER_BAR (self), -1);

  selected = gtk_drop_down_get_selected (self->state);
  return selected < G_N_ELEMENTS (states) ? states[selected].state : -1;
}

/* An ARN, or NULL for any. */
const char *
sluice_connection_filter_bar_get_role (SluiceConnectionFilterBar *self)
{
  guint selected;

  g_return_val_if_fail (SLUICE_IS_CONNECTION_FILTER_BAR (self), NULL);

  selected = gtk_drop_down_get_selected (self->role);
  return selected > 0 && selected <= self->roles->len ? self->roles->pdata[selected - 1] : NULL;
}

/* Shows all again; the order stays. */
void
sluice_connection_filter_bar_reset (SluiceConnectionFilterBar *self)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_FILTER_BAR (self));

  gtk_drop_down_set_selected (self->state, 0);
  gtk_drop_down_set_selected (self->role, 0);
}
