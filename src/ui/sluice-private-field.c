/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field for the private key, and the dummy in it. */

#include "sluice-private-field.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-dummy.h"
#include "sluice-text.h"
#include "sluice-validate.h"

struct _SluicePrivateField
{
  GObject      parent_instance;

  SluiceField *field;
  GtkEditable *row;       /* borrowed: the field has a reference */
  guint        strip_id;
};

G_DEFINE_FINAL_TYPE (SluicePrivateField, sluice_private_field, G_TYPE_OBJECT)

static SluiceFinding *
validate (const char *text)
{
  if (sluice_dummy_is (text))
    return sluice_finding_new (SLUICE_VERDICT_GOOD, NULL, NULL);
  return sluice_validate_private_key (text);
}

/* Takes the bullets out as soon as the person edits the dummy; not within the edit itself, since
 * the entry is not done with its cursor then. */
static void
strip_cb (gpointer user_data)
{
  SluicePrivateField *self = user_data;
  const char *text = sluice_field_get_text (self->field);
  char *rest;

  self->strip_id = 0;
  if (sluice_dummy_is (text) || !sluice_dummy_is_part (text))
    return;
  rest = sluice_dummy_strip (text);
  gtk_editable_set_text (self->row, rest);
  gtk_editable_set_position (self->row, -1);
  sluice_dummy_wipe (rest);
}

static void
edited_cb (SluicePrivateField *self)
{
  if (self->strip_id == 0 && sluice_dummy_is_part (sluice_field_get_text (self->field)))
    self->strip_id = g_idle_add_once (strip_cb, self);
}

/* GTK tells the accessibility bus each text that is put into a field or taken out of it, hidden or
 * not, from handlers of its own on the innermost widget. These run after this one, which is there
 * first, and are kept from hearing of it. */
static void
hush (GtkEditable *text,
      const char  *signal,
      gpointer     own)
{
  guint id = g_signal_lookup (signal, GTK_TYPE_EDITABLE);
  gulong handler;

  while ((handler = g_signal_handler_find (text, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_UNBLOCKED, id,
                                           0, NULL, NULL, NULL)) != 0)
    g_signal_handler_block (text, handler);
  g_signal_handlers_unblock_by_func (text, own, NULL);
}

static void
insert_text_cb (GtkEditable *text)
{
  hush (text, "insert-text", insert_text_cb);
}

static void
delete_text_cb (GtkEditable *text)
{
  hush (text, "delete-text", delete_text_cb);
}

static void
keep_from_bus (GtkEditable *editable)
{
  GtkEditable *text = editable;

  for (GtkEditable *inner = text; inner != NULL; inner = gtk_editable_get_delegate (inner))
    text = inner;
  g_signal_connect (text, "insert-text", G_CALLBACK (insert_text_cb), NULL);
  g_signal_connect (text, "delete-text", G_CALLBACK (delete_text_cb), NULL);
}

/* The eye that shows the key is an icon without a name. */
static void
name_eye (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show Private Key"),
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_eye (child);
}

/* Overwriting a text in place leaves no copy of it behind in the widget's buffer. */
static void
cover (GtkEditable *row)
{
  g_autofree char *text = g_strnfill (g_utf8_strlen (gtk_editable_get_text (row), -1), 'x');

  gtk_editable_set_text (row, text);
}

static void
sluice_private_field_dispose (GObject *object)
{
  SluicePrivateField *self = SLUICE_PRIVATE_FIELD (object);
  g_autoptr (GtkEditable) row = self->row != NULL ? g_object_ref (self->row) : NULL;

  g_clear_handle_id (&self->strip_id, g_source_remove);
  /* Its pause timer must not outlive the row. */
  if (self->field != NULL)
    g_object_run_dispose (G_OBJECT (self->field));
  if (row != NULL)
    cover (row);
  self->row = NULL;
  g_clear_object (&self->field);
  G_OBJECT_CLASS (sluice_private_field_parent_class)->dispose (object);
}

static void
sluice_private_field_class_init (SluicePrivateFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_private_field_dispose;
}

static void
sluice_private_field_init (SluicePrivateField *self)
{
}

SluicePrivateField *
sluice_private_field_new (AdwPasswordEntryRow *row,
                          SluiceHint          *hint)
{
  SluicePrivateField *self = g_object_new (SLUICE_TYPE_PRIVATE_FIELD, NULL);

  name_eye (GTK_WIDGET (row));
  self->row = GTK_EDITABLE (row);
  keep_from_bus (self->row);
  self->field = sluice_field_new (ADW_ENTRY_ROW (row), hint, validate,
                                  _("The private key is needed. Atlas shows it only once, when "
                                    "the key is made."),
                                  NULL);
  g_signal_connect_object (self->field, "edited", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* Borrowed. */
SluiceField *
sluice_private_field_get_field (SluicePrivateField *self)
{
  g_return_val_if_fail (SLUICE_IS_PRIVATE_FIELD (self), NULL);

  return self->field;
}

gboolean
sluice_private_field_holds_dummy (SluicePrivateField *self)
{
  g_return_val_if_fail (SLUICE_IS_PRIVATE_FIELD (self), FALSE);

  return sluice_dummy_is (sluice_field_get_text (self->field));
}

/* Whether the field's text is the private half of this key. */
gboolean
sluice_private_field_holds (SluicePrivateField *self,
                            SluiceApiKey       *key)
{
  gsize length;
  const char *start;

  g_return_val_if_fail (SLUICE_IS_PRIVATE_FIELD (self), FALSE);

  start = sluice_text_trim (sluice_field_get_text (self->field), &length);
  return strlen (sluice_api_key_get_private_key (key)) == length
         && memcmp (sluice_api_key_get_private_key (key), start, length) == 0;
}

/* Takes the key's text out of the widget. */
void
sluice_private_field_put_dummy (SluicePrivateField *self)
{
  g_autofree char *bullets = sluice_dummy_new ();
  g_autofree char *over = NULL;
  glong length;

  g_return_if_fail (SLUICE_IS_PRIVATE_FIELD (self));

  /* As cover () does, and nobody takes it for typing. */
  length = g_utf8_strlen (sluice_field_get_text (self->field), -1);
  over = g_strnfill (length, 'x');
  if (length > 0)
    sluice_field_set_text (self->field, over);
  sluice_field_set_text (self->field, bullets);
}
