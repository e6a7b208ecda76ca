/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in a card. */

#include "sluice-text-card.h"

#include <string.h>

#include "sluice-line-breaks.h"

typedef enum { PROP_NAME = 1, PROP_EDITABLE } SluiceTextCardProperty;
static GParamSpec *properties[PROP_EDITABLE + 1];

/* Longer texts scroll inside. */
#define MAX_HEIGHT 320

struct _SluiceTextCard
{
  GtkWidget    parent_instance;

  /* Children */
  GtkWidget   *scrolled;
  GtkTextView *view;
  GtkTextTag  *marked;
};

G_DEFINE_FINAL_TYPE (SluiceTextCard, sluice_text_card, GTK_TYPE_WIDGET)

static void
insert_text_cb (GtkTextBuffer *buffer,
                GtkTextIter   *place,
                char          *text,
                int            length)
{
  g_autofree char *broken = sluice_line_breaks_add (text, length < 0 ? strlen (text)
                                                                     : (gsize) length);

  if (broken == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, place, broken, -1);
}

/* JSON that is put into the buffer from now on gets line breaks if it comes in a line so long that
 * each key would keep the window busy. */
void
sluice_text_card_break_lines (GtkTextBuffer *buffer)
{
  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_text_cb), NULL);
}

static void
sluice_text_card_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SluiceTextCard *self = SLUICE_TEXT_CARD (object);

  switch ((SluiceTextCardProperty) prop_id)
    {
    case PROP_NAME:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value),
                                      -1);
      break;
    case PROP_EDITABLE:
      gtk_text_view_set_editable (self->view, g_value_get_boolean (value));
      gtk_text_view_set_cursor_visible (self->view, g_value_get_boolean (value));
      if (g_value_get_boolean (value))
        sluice_text_card_break_lines (gtk_text_view_get_buffer (self->view));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
sluice_text_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SLUICE_TEXT_CARD (widget)->view));
}

/* A widget whose children let Shift and Tab leave is given the focus itself then, which would lead
 * back to the text. */
static gboolean
sluice_text_card_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (widget);
}

static void
sluice_text_card_dispose (GObject *object)
{
  SluiceTextCard *self = SLUICE_TEXT_CARD (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_text_card_parent_class)->dispose (object);
}

static void
sluice_text_card_class_init (SluiceTextCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sluice_text_card_set_property;
  object_class->dispose = sluice_text_card_dispose;
  widget_class->focus = sluice_text_card_focus;
  widget_class->grab_focus = sluice_text_card_grab_focus;

  properties[PROP_NAME] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sluice_text_card_init (SluiceTextCard *self)
{
  self->view = g_object_new (GTK_TYPE_TEXT_VIEW,
                             "editable", FALSE,
                             "cursor-visible", FALSE,
                             "accepts-tab", FALSE,
                             "monospace", TRUE,
                             "wrap-mode", GTK_WRAP_WORD_CHAR,
                             "top-margin", 10,
                             "bottom-margin", 10,
                             "left-margin", 12,
                             "right-margin", 12,
                             "input-hints", GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI,
                             NULL);
  /* Policies and scripts read from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE,
                                 "max-content-height", MAX_HEIGHT,
                                 "min-content-height", 80,
                                 "overflow", GTK_OVERFLOW_HIDDEN,
                                 "child", self->view,
                                 NULL);
  gtk_widget_add_css_class (self->scrolled, "card");
  gtk_widget_add_css_class (self->scrolled, "text-card");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));

  /* Both weight and shade, neither of which a colour scheme takes away. */
  self->marked = gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->view), NULL,
                                             "weight", PANGO_WEIGHT_BOLD,
                                             "paragraph-background-rgba",
                                             &(GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.2f },
                                             NULL);
}

GtkTextBuffer *
sluice_text_card_get_buffer (SluiceTextCard *self)
{
  g_return_val_if_fail (SLUICE_IS_TEXT_CARD (self), NULL);

  return gtk_text_view_get_buffer (self->view);
}

char *
sluice_text_card_dup_text (SluiceTextCard *self)
{
  char *text = NULL;

  g_return_val_if_fail (SLUICE_IS_TEXT_CARD (self), NULL);

  g_object_get (sluice_text_card_get_buffer (self), "text", &text, NULL);
  return text;
}

/* Leaves alone what is there already, and with it cursor and selection. */
void
sluice_text_card_set_text (SluiceTextCard *self,
                           const char     *text)
{
  g_autofree char *present = NULL;

  g_return_if_fail (SLUICE_IS_TEXT_CARD (self));

  present = sluice_text_card_dup_text (self);
  if (!g_str_equal (present, text))
    gtk_text_buffer_set_text (sluice_text_card_get_buffer (self), text, -1);
}

/* Both from 1; 0 marks nothing. */
void
sluice_text_card_mark_lines (SluiceTextCard *self,
                             guint           first,
                             guint           last)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_if_fail (SLUICE_IS_TEXT_CARD (self));

  buffer = sluice_text_card_get_buffer (self);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->marked, &start, &end);
  if (first == 0)
    return;
  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) first - 1);
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) last - 1);
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_apply_tag (buffer, self->marked, &start, &end);
}
