/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of the form: entry row, validator and hint. */

#include "sluice-field.h"

#include <glib/gi18n-lib.h>

#include "sluice-dialogs.h"

/* How long typing must rest before what was typed is looked at, in milliseconds. */
#define PAUSE 400

/* Twice what the longest ARN may have. */
#define MAX_CHARS 4096

struct _SluiceField
{
  GObject             parent_instance;

  /* Borrowed from the page */
  AdwEntryRow        *row;
  SluiceHint         *hint;
  GtkEventController *focus;
  GtkWidget          *suffix;
  GtkWidget          *tick;
  GtkWidget          *spinner;

  SluiceValidator     validator;
  char               *missing;
  char               *help;

  SluiceFinding      *finding;
  gboolean            checked;       /* Atlas was asked about it once: there is a tick to come */
  gboolean            judged;        /* the person has left the field: problems may be shown */
  gboolean            asked_for;     /* submit found it empty */
  gboolean            updating;      /* the text is being changed by us */
  gboolean            settling;
  guint               pause_id;

  SluiceFactState     fact;
  char               *fact_sentence;
  gint64              denied_at;     /* monotonic */
};

enum { EDITED, SETTLED, ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceField, sluice_field, G_TYPE_OBJECT)

/* Whether the person may be typing in it. */
static gboolean
has_focus (SluiceField *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->row));

  return GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root))
         && gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));
}

static const char *
find_problem (SluiceField *self,
              SluiceTone  *tone)
{
  *tone = SLUICE_TONE_BAD;

  if (self->finding->verdict == SLUICE_VERDICT_EMPTY)
    return self->asked_for ? self->missing : NULL;
  if (self->judged && self->finding->verdict == SLUICE_VERDICT_ERROR)
    return self->finding->message;
  if (self->fact == SLUICE_FACT_STATE_FALSE && (self->judged || !has_focus (self)))
    return self->fact_sentence != NULL ? self->fact_sentence : "";
  if (self->judged && self->finding->verdict == SLUICE_VERDICT_WARNING
      && self->fact != SLUICE_FACT_STATE_TRUE)
    {
      *tone = SLUICE_TONE_WARNING;
      return self->finding->message;
    }
  return NULL;
}

static void
mark_row (SluiceField *self,
          gboolean     invalid)
{
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
  gtk_accessible_update_state (sluice_dialogs_get_field (GTK_WIDGET (self->row)),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  sluice_hint_describe (self->hint, GTK_WIDGET (self->row));
}

static void
show (SluiceField *self)
{
  SluiceTone tone;
  const char *text = find_problem (self, &tone);
  gboolean invalid = text != NULL && tone == SLUICE_TONE_BAD;
  gboolean empty = self->finding->verdict == SLUICE_VERDICT_EMPTY;

  if (text == NULL && !empty && self->fact != SLUICE_FACT_STATE_FALSE
      && self->fact_sentence != NULL)
    {
      /* The tick beside it says already that this was checked. */
      tone = SLUICE_TONE_PLAIN;
      text = self->fact_sentence;
    }
  else if (text == NULL && empty)
    {
      tone = SLUICE_TONE_PLAIN;
      text = self->help;
    }
  sluice_hint_set_text (self->hint, tone, text);
  mark_row (self, invalid);

  /* The private key's row has its eye there; the pair's tick is in the public key's row. */
  gtk_widget_set_visible (self->suffix, !empty && self->checked
                                        && !ADW_IS_PASSWORD_ENTRY_ROW (self->row));
  gtk_widget_set_visible (self->tick, !empty && self->fact == SLUICE_FACT_STATE_TRUE);
  gtk_widget_set_visible (self->spinner, !empty && self->fact == SLUICE_FACT_STATE_CHECKING);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), gtk_widget_get_visible (self->spinner));
}

static void
look (SluiceField *self)
{
  g_clear_pointer (&self->finding, sluice_finding_free);
  self->finding = self->validator (gtk_editable_get_text (GTK_EDITABLE (self->row)));

  if (self->finding->verdict != SLUICE_VERDICT_EMPTY)
    self->asked_for = FALSE;
}

/* Puts the understood value in place of what was typed: without white space, the id out of a
 * pasted address. */
static void
adopt_value (SluiceField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));
  const char *value = sluice_field_get_value (self);

  if (value == NULL || g_str_equal (text, value))
    return;
  g_autofree char *copy = g_strdup (value);

  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), copy);
  gtk_editable_set_position (GTK_EDITABLE (self->row), -1);
  self->updating = FALSE;
  look (self);
}

static void
settle (SluiceField *self,
        gboolean     final)
{
  if (self->settling)
    return;
  self->settling = TRUE;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (final)
    {
      self->judged = TRUE;
      adopt_value (self);
    }
  show (self);
  g_signal_emit (self, signals[SETTLED], 0, final);

  self->settling = FALSE;
}

static void
paused_cb (gpointer user_data)
{
  SluiceField *self = user_data;

  self->pause_id = 0;
  /* Text can also arrive without the person being in the field: dropped, or from a tool. */
  settle (self, !has_focus (self));
}

static void
changed_cb (SluiceField *self)
{
  if (self->updating)
    return;

  look (self);
  if (self->finding->verdict == SLUICE_VERDICT_GOOD
      || self->finding->verdict == SLUICE_VERDICT_EMPTY)
    self->judged = FALSE;
  self->fact = SLUICE_FACT_STATE_NONE;
  g_clear_pointer (&self->fact_sentence, g_free);
  show (self);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add_once (PAUSE, paused_cb, self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
left_cb (SluiceField *self)
{
  settle (self, TRUE);
}

static void
entry_activated_cb (SluiceField *self)
{
  settle (self, TRUE);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
sluice_field_dispose (GObject *object)
{
  SluiceField *self = SLUICE_FIELD (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->row != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->row, self);
      g_signal_handlers_disconnect_by_data (self->focus, self);
      gtk_widget_remove_controller (GTK_WIDGET (self->row), self->focus);
    }
  self->focus = NULL;
  g_clear_object (&self->row);
  g_clear_object (&self->hint);

  G_OBJECT_CLASS (sluice_field_parent_class)->dispose (object);
}

static void
sluice_field_finalize (GObject *object)
{
  SluiceField *self = SLUICE_FIELD (object);

  g_clear_pointer (&self->finding, sluice_finding_free);
  g_free (self->missing);
  g_free (self->help);
  g_free (self->fact_sentence);

  G_OBJECT_CLASS (sluice_field_parent_class)->finalize (object);
}

static void
sluice_field_class_init (SluiceFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_field_dispose;
  object_class->finalize = sluice_field_finalize;

  signals[EDITED] = g_signal_new ("edited", SLUICE_TYPE_FIELD, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", SLUICE_TYPE_FIELD, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[ACTIVATED] = g_signal_new ("activated", SLUICE_TYPE_FIELD, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_field_init (SluiceField *self)
{
}

/* Tick and spinner share a place that stays taken, so that nothing moves when they come; an empty
 * row needs it for its title, and one that Atlas is never asked about has none. */
static void
add_suffix (SluiceField *self)
{
  self->suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->tick = g_object_new (GTK_TYPE_IMAGE,
                             "icon-name", "object-select-symbolic",
                             "tooltip-text", _("Checked with Atlas"),
                             "visible", FALSE,
                             NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Checked with Atlas"),
                                  -1);
  gtk_widget_add_css_class (self->tick, "success");

  self->spinner = g_object_new (GTK_TYPE_SPINNER,
                                "tooltip-text", _("Asking Atlas…"),
                                "visible", FALSE,
                                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Asking Atlas…"),
                                  -1);

  gtk_widget_set_size_request (self->suffix, 16, -1);
  gtk_box_append (GTK_BOX (self->suffix), self->tick);
  gtk_box_append (GTK_BOX (self->suffix), self->spinner);
  adw_entry_row_add_suffix (self->row, self->suffix);
}

/* Ids, names and ARNs read from left to right in every language, but belong to the side where
 * their title is. GtkText turns the alignment of hidden text round by itself. */
static void
align (SluiceField *self)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self->row)) == GTK_TEXT_DIR_RTL;

  if (!ADW_IS_PASSWORD_ENTRY_ROW (self->row))
    gtk_editable_set_alignment (GTK_EDITABLE (self->row), mirrored ? 1.0f : 0.0f);
}

/* What is longer can only be a mistake, such as a whole document from the clipboard; to lay it out
 * on one line would hold up the window for seconds. */
static void
limit (SluiceField *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->row));

  if (GTK_IS_TEXT (text))
    gtk_text_set_max_length (GTK_TEXT (text), MAX_CHARS);
}

SluiceField *
sluice_field_new (AdwEntryRow     *row,
                  SluiceHint      *hint,
                  SluiceValidator  validator,
                  const char      *missing,
                  const char      *help)
{
  SluiceField *self = g_object_new (SLUICE_TYPE_FIELD, NULL);

  self->row = g_object_ref (row);
  self->hint = g_object_ref (hint);
  self->validator = validator;
  self->missing = g_strdup (missing);
  self->help = g_strdup (help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, missing != NULL,
                                  -1);

  self->focus = gtk_event_controller_focus_new ();
  gtk_widget_add_controller (GTK_WIDGET (row), self->focus);
  g_signal_connect_swapped (self->focus, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (entry_activated_cb), self);

  g_signal_connect_swapped (row, "direction-changed", G_CALLBACK (align), self);
  limit (self);

  add_suffix (self);
  align (self);
  look (self);
  show (self);

  return self;
}

/* What may be sent: NULL when the text is empty or wrong, and always for secrets. */
const char *
sluice_field_get_value (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return sluice_field_is_sendable (self) ? self->finding->value : NULL;
}

gboolean
sluice_field_is_good (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->finding->verdict == SLUICE_VERDICT_GOOD;
}

/* Whether there is something in it that may be sent, if perhaps unusual. */
gboolean
sluice_field_is_sendable (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->finding->verdict == SLUICE_VERDICT_GOOD
         || self->finding->verdict == SLUICE_VERDICT_WARNING;
}

const char *
sluice_field_get_text (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

/* Changes the text for the person, without the signals. */
void
sluice_field_set_text (SluiceField *self,
                       const char  *text)
{
  g_return_if_fail (SLUICE_IS_FIELD (self));

  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  gtk_editable_set_position (GTK_EDITABLE (self->row), -1);
  self->updating = FALSE;

  self->judged = FALSE;
  look (self);
  show (self);
}

/* sentence: with FALSE a problem, else a remark; may be NULL. */
void
sluice_field_set_fact (SluiceField     *self,
                       SluiceFactState  state,
                       const char      *sentence)
{
  g_return_if_fail (SLUICE_IS_FIELD (self));

  if (state == SLUICE_FACT_STATE_FALSE && self->fact != state)
    self->denied_at = g_get_monotonic_time ();
  self->fact = state;
  self->checked = self->checked || state != SLUICE_FACT_STATE_NONE;
  g_free (self->fact_sentence);
  self->fact_sentence = g_strdup (sentence);
  show (self);
}

/* Ends what is being typed now, as leaving the field does. */
void
sluice_field_settle (SluiceField *self)
{
  g_return_if_fail (SLUICE_IS_FIELD (self));

  settle (self, TRUE);
}

/* Whether Atlas said, at least so long ago, that what the field holds will not do. */
gboolean
sluice_field_is_denied (SluiceField *self,
                        gint64       microseconds)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->fact == SLUICE_FACT_STATE_FALSE
         && g_get_monotonic_time () - self->denied_at >= microseconds;
}

/* TRUE when what the field holds can be sent; else the hint says what is wrong. */
gboolean
sluice_field_submit (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  self->judged = TRUE;
  self->asked_for = self->missing != NULL;
  show (self);

  switch (self->finding->verdict)
    {
    case SLUICE_VERDICT_GOOD:
    case SLUICE_VERDICT_WARNING:
      return !sluice_field_is_denied (self, 0);
    case SLUICE_VERDICT_EMPTY:
      return self->missing == NULL;
    case SLUICE_VERDICT_ERROR:
    default:
      return FALSE;
    }
}

/* The sentence shown now, or NULL. */
const char *
sluice_field_get_problem (SluiceField *self)
{
  SluiceTone tone;

  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return find_problem (self, &tone);
}

GtkWidget *
sluice_field_get_hint (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return GTK_WIDGET (self->hint);
}

void
sluice_field_grab_focus (SluiceField *self)
{
  g_return_if_fail (SLUICE_IS_FIELD (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}
