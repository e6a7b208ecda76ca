/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the saved keys, those of each Atlas in a list of their own. */

#include "sluice-keys-dialog.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-row.h"
#include "sluice-base-url.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-hint.h"
#include "sluice-saved-key-row.h"

struct _SluiceKeysDialog
{
  AdwWindow        parent_instance;

  SluiceSession   *session;
  SluiceSavedKeys *keys;
  SluiceSavedKey  *forgetting;  /* asked back about */

  /* Template */
  GtkWidget       *add_button;
  GtkWidget       *empty;
  GtkWidget       *groups;
  SluiceHint      *note;
};

enum { USE, ADD, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceKeysDialog, sluice_keys_dialog, ADW_TYPE_WINDOW)

/* ---- what is done with a key ---- */

static void
use (SluiceKeysDialog *self,
     SluiceSavedKey   *key)
{
  g_autoptr (SluiceKeysDialog) alive = g_object_ref (self);
  g_autoptr (SluiceSavedKey) used = g_object_ref (key);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[USE], 0, used);
}

static void
row_activated_cb (SluiceKeysDialog *self,
                  GtkListBoxRow    *row)
{
  use (self, sluice_saved_key_row_get_key (SLUICE_SAVED_KEY_ROW (row)));
}

static void
use_cb (SluiceKeysDialog  *self,
        SluiceSavedKeyRow *row)
{
  use (self, sluice_saved_key_row_get_key (row));
}

static void
check_cb (SluiceKeysDialog  *self,
          SluiceSavedKeyRow *row)
{
  sluice_session_check_saved_key (self->session, sluice_saved_key_row_get_key (row));
}

static void
rename_cb (SluiceKeysDialog  *self,
           const char        *name,
           SluiceSavedKeyRow *row)
{
  sluice_saved_keys_rename (self->keys, sluice_saved_key_row_get_key (row), name);
}

static void
forget_confirmed (gpointer user_data)
{
  SluiceKeysDialog *self = user_data;

  if (self->forgetting != NULL)
    sluice_session_forget_saved_key (self->session, self->forgetting);
  g_clear_object (&self->forgetting);
}

static void
forget_cb (SluiceKeysDialog  *self,
           SluiceSavedKeyRow *row)
{
  SluiceSavedKey *key = sluice_saved_key_row_get_key (row);
  const char *name = sluice_saved_key_get_name (key);
  const char *public_key = sluice_saved_key_get_public_key (key);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  g_set_object (&self->forgetting, key);
  /* Translators: %s is the name of an API key */
  heading = g_strdup_printf (_("Forget %s?"), *name != '\0' ? name : public_key);
  if (key == sluice_session_get_saved_key (self->session))
    body = g_strdup_printf (_("Key %s goes from your keyring, and its name from this list. What is "
                              "in the form stays. In Atlas the key goes on to exist."),
                            public_key);
  else
    body = g_strdup_printf (_("Key %s goes from your keyring, and from this list its name and all "
                              "that was in the form with it: project, instance, connection and "
                              "the drafts of the other pages. In Atlas the key goes on to "
                              "exist."),
                            public_key);
  sluice_dialogs_confirm (GTK_WINDOW (self), heading, body, _("_Keep"), _("_Forget"),
                          forget_confirmed, self);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (SluiceKeysDialog) alive = g_object_ref (SLUICE_KEYS_DIALOG (widget));

  gtk_window_close (GTK_WINDOW (alive));
  g_signal_emit (alive, signals[ADD], 0);
}

/* ---- what is shown ---- */

static GtkWidget *
create_row (SluiceKeysDialog *self,
            SluiceSavedKey   *key)
{
  GtkWidget *row =
    sluice_saved_key_row_new (key, key == sluice_session_get_saved_key (self->session));

  g_signal_connect_object (row, "use", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "check", G_CALLBACK (check_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "rename", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "forget", G_CALLBACK (forget_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* The list for the keys of one Atlas, with its heading. */
static GtkListBox *
create_group (SluiceKeysDialog *self,
              const char       *base_url)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *name = sluice_atlas_row_dup_name (base_url);
  GtkWidget *heading = gtk_label_new (name);
  GtkWidget *list = gtk_list_box_new ();

  g_object_set (heading, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (self->groups), box);
  g_object_set_data_full (G_OBJECT (box), "base-url", g_strdup (base_url), g_free);
  return GTK_LIST_BOX (list);
}

static GtkListBox *
find_group (SluiceKeysDialog *self,
            const char       *base_url)
{
  for (GtkWidget *box = gtk_widget_get_first_child (self->groups);
       box != NULL;
       box = gtk_widget_get_next_sibling (box))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (box), "base-url"), base_url) == 0)
      return GTK_LIST_BOX (gtk_widget_get_last_child (box));
  return create_group (self, base_url);
}

/* Those of Atlas first, then those of addresses somebody has given. */
static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  static const char *order[] = { SLUICE_BASE_URL_COMMERCIAL, SLUICE_BASE_URL_GOVERNMENT };
  const char *url_a = sluice_saved_key_get_base_url ((SluiceSavedKey *) a);
  const char *url_b = sluice_saved_key_get_base_url ((SluiceSavedKey *) b);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gboolean is_a = g_str_equal (url_a, order[i]);
      gboolean is_b = g_str_equal (url_b, order[i]);

      if (is_a || is_b)
        return is_b - is_a;
    }
  return g_strcmp0 (url_a, url_b);
}

/* Of all lists, borrowed. */
static GPtrArray *
get_rows (SluiceKeysDialog *self)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (GtkWidget *box = gtk_widget_get_first_child (self->groups);
       box != NULL;
       box = gtk_widget_get_next_sibling (box))
    for (GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_last_child (box));
         row != NULL;
         row = gtk_widget_get_next_sibling (row))
      g_ptr_array_add (rows, row);
  return rows;
}

/* The number of the row that has the keyboard; -1: none has. */
static int
get_focus_position (SluiceKeysDialog *self)
{
  g_autoptr (GPtrArray) rows = get_rows (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, SLUICE_TYPE_SAVED_KEY_ROW)
                                 : NULL;
  guint position;

  return row != NULL && g_ptr_array_find (rows, row, &position) ? (int) position : -1;
}

/* The row in this place, or the last; for -1 that of the key in use, else the first. */
static void
focus_row (SluiceKeysDialog *self,
           int               position)
{
  SluiceSavedKey *in_use = sluice_session_get_saved_key (self->session);
  g_autoptr (GPtrArray) rows = get_rows (self);
  GtkWidget *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (found == NULL
        || (position < 0 ? sluice_saved_key_row_get_key (rows->pdata[i]) == in_use
                         : (int) i <= position))
      found = rows->pdata[i];
  gtk_widget_grab_focus (found != NULL ? found : self->add_button);
}

static void
show_keys (SluiceKeysDialog *self)
{
  g_autoptr (GtkSortListModel) sorted =
    gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->keys)),
                             GTK_SORTER (gtk_custom_sorter_new (compare_keys, NULL, NULL)));
  guint count = g_list_model_get_n_items (G_LIST_MODEL (sorted));
  int position = get_focus_position (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SluiceSavedKey) key = g_list_model_get_item (G_LIST_MODEL (sorted), i);

      gtk_list_box_append (find_group (self, sluice_saved_key_get_base_url (key)),
                           create_row (self, key));
    }
  gtk_widget_set_visible (self->empty, count == 0);
  if (position >= 0 || gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    focus_row (self, position);
}

static void
kept_keys_found_cb (SluiceKeysDialog *self,
                    gboolean          locked)
{
  sluice_hint_set_text (self->note, SLUICE_TONE_PLAIN,
                        locked ? _("The keyring is locked. If it holds more keys, they are listed "
                                   "here once it has been unlocked.") : NULL);
}

/* ---- life ---- */

static void
sluice_keys_dialog_dispose (GObject *object)
{
  SluiceKeysDialog *self = SLUICE_KEYS_DIALOG (object);

  if (self->keys != NULL)
    g_signal_handlers_disconnect_by_data (self->keys, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->keys);
  g_clear_object (&self->session);
  g_clear_object (&self->forgetting);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_KEYS_DIALOG);

  G_OBJECT_CLASS (sluice_keys_dialog_parent_class)->dispose (object);
}

static void
sluice_keys_dialog_class_init (SluiceKeysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_keys_dialog_dispose;

  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SAVED_KEY);
  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-keys-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceKeysDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeysDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeysDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeysDialog, note);

  gtk_widget_class_install_action (widget_class, "keys.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_keys_dialog_init (SluiceKeysDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* For a session that has saved keys. Returns the dialog, which belongs to its parent's window. */
SluiceKeysDialog *
sluice_keys_dialog_present (GtkWidget     *parent,
                            SluiceSession *session)
{
  SluiceKeysDialog *self = g_object_new (SLUICE_TYPE_KEYS_DIALOG,
                                         "transient-for", gtk_widget_get_root (parent),
                                         NULL);

  self->session = g_object_ref (session);
  self->keys = g_object_ref (sluice_session_get_saved_keys (session));
  g_signal_connect_object (self->keys, "items-changed", G_CALLBACK (show_keys), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (show_keys), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "kept-keys-found", G_CALLBACK (kept_keys_found_cb), self,
                           G_CONNECT_SWAPPED);
  show_keys (self);
  sluice_session_find_kept_keys (session);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
