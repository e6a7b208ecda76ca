/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field for every option of $emit to S3. */

#include "sluice-emit-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sluice-choose-button.h"
#include "sluice-combo-names.h"
#include "sluice-dialogs.h"
#include "sluice-entry-align.h"
#include "sluice-hint-row.h"
#include "sluice-hint.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef enum { GROUP_WHERE, GROUP_FILES, GROUP_FORMAT, GROUP_SPEED, N_GROUPS } Group;

static const char * const group_titles[N_GROUPS] = {
  [GROUP_WHERE] = N_("Where To"),
  [GROUP_FILES] = N_("When a File Is Written"),
  [GROUP_FORMAT] = N_("What Is in a File"),
  [GROUP_SPEED] = N_("Speed"),
};

static const char * const group_descriptions[N_GROUPS] = {
  [GROUP_FILES] = N_("The first of these limits that is reached writes the file"),
  [GROUP_SPEED] = N_("How much is written at once depends on the processor’s tier"),
};

static const struct
{
  Group       group;
  const char *title;
  const char *help;
} rows[SLUICE_EMIT_N_FIELDS] = {
  [SLUICE_EMIT_CONNECTION_NAME] = { GROUP_WHERE, N_("Co_nnection"), NULL },
  [SLUICE_EMIT_BUCKET] = { GROUP_WHERE, N_("_Bucket"), NULL },
  [SLUICE_EMIT_PATH] = { GROUP_WHERE, N_("Pat_h"),
                         N_("What the names of all objects begin with, such as events/") },
  [SLUICE_EMIT_REGION] = { GROUP_WHERE, N_("_Region"),
                           N_("The bucket’s AWS region. Left empty: the region of the stream "
                              "processing instance.") },
  [SLUICE_EMIT_COUNT] = { GROUP_FILES, N_("_Documents per File"), NULL },
  [SLUICE_EMIT_BYTES] = { GROUP_FILES, N_("B_ytes per File"),
                          N_("Counted as BSON in the pipeline, not as the file’s size. Left empty: "
                             "32 MB.") },
  [SLUICE_EMIT_INTERVAL_SIZE] = { GROUP_FILES, N_("_Interval"),
                                  N_("Left empty: 1 minute. At most 7 days.") },
  [SLUICE_EMIT_INTERVAL_UNIT] = { GROUP_FILES, N_("Interval _Unit"), NULL },
  [SLUICE_EMIT_OUTPUT_FORMAT] = { GROUP_FORMAT, N_("Output _Format"), NULL },
  [SLUICE_EMIT_DATE_FORMAT] = { GROUP_FORMAT, N_("Date For_mat"), NULL },
  [SLUICE_EMIT_DELIMITER] = { GROUP_FORMAT, N_("D_elimiter"),
                              N_("Between two documents. Left empty: a line break, \\n.") },
  [SLUICE_EMIT_COMPRESSION] = { GROUP_FORMAT, N_("Compre_ssion"), NULL },
  [SLUICE_EMIT_COMPRESSION_LEVEL] = { GROUP_FORMAT, N_("Compression _Level"),
                                      N_("Only for gzip, from 1 to 9. Left empty: 6.") },
  [SLUICE_EMIT_PARALLELISM] = { GROUP_SPEED, N_("P_arallelism"), N_("Left empty: 1.") },
  [SLUICE_EMIT_PARTITION_BY] = { GROUP_SPEED, N_("Par_tition By"),
                                 N_("An expression such as \"$deviceId\". Only with a parallelism "
                                    "above 1.") },
};

/* What is lost or gained with each output format. */
static const struct { const char *format; const char *text; } format_notes[] = {
  { "relaxedJson", N_("Keeps all types; numbers and dates stay easy to read.") },
  { "canonicalJson", N_("Keeps all types, numbers included, in a longer form.") },
  { "basicJson", N_("Plain JSON that loses types: dates become milliseconds; ObjectIds, UUIDs, "
                    "decimals and binary data become text.") },
};

struct _SluiceEmitForm
{
  GtkBox      parent_instance;

  SluiceChooseButton *choose_button;
  GtkWidget  *rows[SLUICE_EMIT_N_FIELDS];
  SluiceHint *hints[SLUICE_EMIT_N_FIELDS];
  GtkSwitch  *bucket_switch;
  GtkSwitch  *path_switch;
  gboolean    touched[SLUICE_EMIT_N_FIELDS];
  gboolean    restoring;
};

G_DEFINE_FINAL_TYPE (SluiceEmitForm, sluice_emit_form, GTK_TYPE_BOX)

static gboolean
is_choice (SluiceEmitField field)
{
  return sluice_emit_field_get_choices (field) != NULL;
}

static const char *
get_value (SluiceEmitForm  *self,
           SluiceEmitField  field)
{
  if (is_choice (field))
    return sluice_emit_field_get_choices (field)
             [adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[field]))];
  return gtk_editable_get_text (GTK_EDITABLE (self->rows[field]));
}

static void
set_value (SluiceEmitForm  *self,
           SluiceEmitField  field,
           const char      *value)
{
  const char * const *choices = sluice_emit_field_get_choices (field);

  if (choices == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->rows[field]), value);
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    if (g_str_equal (choices[i], value))
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[field]), i);
}

static void
changed_cb (SluiceEmitForm *self,
            GParamSpec     *pspec,
            GtkWidget      *widget)
{
  for (int i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    if (self->rows[i] == widget)
      self->touched[i] = TRUE;
  if (!self->restoring)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- making the rows ---- */

static GtkWidget *
make_hint_row (SluiceHint **hint)
{
  GtkWidget *row = g_object_new (SLUICE_TYPE_HINT_ROW, NULL);

  *hint = g_object_new (SLUICE_TYPE_HINT, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (*hint));
  return row;
}

static GtkWidget *
make_choice_row (SluiceEmitField field)
{
  const char * const *choices = sluice_emit_field_get_choices (field);
  const char *normal = sluice_emit_field_get_default (field);
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "model", model, NULL);

  for (guint i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (choices[i], normal) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  sluice_combo_names_watch (ADW_COMBO_ROW (row));
  return row;
}

static void
add_row (SluiceEmitForm  *self,
         GtkWidget       *group,
         SluiceEmitField  field)
{
  gboolean choice = is_choice (field);
  GtkWidget *row = choice ? make_choice_row (field)
                          : g_object_new (ADW_TYPE_ENTRY_ROW,
                                          "input-hints", GTK_INPUT_HINT_NO_SPELLCHECK
                                                         | GTK_INPUT_HINT_NO_EMOJI,
                                          NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(rows[field].title));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  self->rows[field] = row;
  if (!choice)
    sluice_entry_align_follow (ADW_ENTRY_ROW (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_hint_row (&self->hints[field]));
  g_signal_connect_object (row, choice ? "notify::selected" : "notify::text",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static GtkSwitch *
add_switch (SluiceEmitForm *self,
            GtkWidget      *group,
            const char     *title)
{
  GtkWidget *toggle = gtk_switch_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title", title,
                                 "subtitle", _("A JSON string that begins with $, or an object: "
                                               "evaluated for each document"),
                                 "activatable-widget", toggle,
                                 NULL);

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_SWITCH (toggle);
}

static void
add_group (SluiceEmitForm *self,
           Group           id)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(group_titles[id]));
  if (group_descriptions[id] != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _(group_descriptions[id]));
  for (int field = 0; field < SLUICE_EMIT_N_FIELDS; field++)
    {
      if (rows[field].group != id)
        continue;
      add_row (self, group, field);
      if (field == SLUICE_EMIT_CONNECTION_NAME)
        self->choose_button = sluice_choose_button_add (SLUICE_LISTED_CONNECTION,
                                                        ADW_ENTRY_ROW (self->rows[field]), NULL);
      if (field == SLUICE_EMIT_BUCKET)
        self->bucket_switch = add_switch (self, group, _("Bucket Is an Expression"));
      if (field == SLUICE_EMIT_PATH)
        self->path_switch = add_switch (self, group, _("Path Is an Expression"));
    }
  gtk_box_append (GTK_BOX (self), group);
}

static void
sluice_emit_form_class_init (SluiceEmitFormClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_emit_form_init (SluiceEmitForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 24);
  for (int i = 0; i < N_GROUPS; i++)
    add_group (self, i);
}

/* ---- what the page asks for ---- */

/* Whom to ask for connections to choose from. */
void
sluice_emit_form_set_session (SluiceEmitForm *self,
                              SluiceSession  *session)
{
  sluice_choose_button_set_session (self->choose_button, session);
}

/* The values are borrowed until the next change. */
void
sluice_emit_form_get_stage (SluiceEmitForm  *self,
                            SluiceEmitStage *stage)
{
  for (int i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    stage->values[i] = get_value (self, i);
  /* The size is what says that there is an interval at all. */
  if (*stage->values[SLUICE_EMIT_INTERVAL_SIZE] == '\0'
      && g_strcmp0 (stage->values[SLUICE_EMIT_INTERVAL_UNIT],
                    sluice_emit_field_get_default (SLUICE_EMIT_INTERVAL_UNIT)) == 0)
    stage->values[SLUICE_EMIT_INTERVAL_UNIT] = NULL;
  stage->bucket_is_expression = gtk_switch_get_active (self->bucket_switch);
  stage->path_is_expression = gtk_switch_get_active (self->path_switch);
}

static const SluiceEmitFinding *
find_finding (GPtrArray       *findings,
              SluiceEmitField  field)
{
  const SluiceEmitFinding *worst = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const SluiceEmitFinding *finding = g_ptr_array_index (findings, i);

      if (finding->field == field && (worst == NULL || finding->severity > worst->severity))
        worst = finding;
    }
  return worst;
}

static const char *
get_help (SluiceEmitForm  *self,
          SluiceEmitField  field)
{
  if (field == SLUICE_EMIT_OUTPUT_FORMAT)
    for (gsize i = 0; i < G_N_ELEMENTS (format_notes); i++)
      if (g_str_equal (format_notes[i].format, get_value (self, field)))
        return _(format_notes[i].text);
  return rows[field].help != NULL ? _(rows[field].help) : NULL;
}

/* Shows what is wrong below each field; insist: also where nothing was typed yet. */
void
sluice_emit_form_show_findings (SluiceEmitForm *self,
                                GPtrArray      *findings,
                                gboolean        insist)
{
  static const SluiceTone tones[] = {
    [SLUICE_SEVERITY_NOTE] = SLUICE_TONE_PLAIN,
    [SLUICE_SEVERITY_WARNING] = SLUICE_TONE_WARNING,
    [SLUICE_SEVERITY_PROBLEM] = SLUICE_TONE_BAD,
  };

  for (int i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      const SluiceEmitFinding *finding = find_finding (findings, i);
      gboolean bad;

      if (!insist && !self->touched[i] && *get_value (self, i) == '\0')
        finding = NULL;
      bad = finding != NULL && finding->severity == SLUICE_SEVERITY_PROBLEM;
      if (finding != NULL)
        sluice_hint_set_text (self->hints[i], tones[finding->severity], finding->sentence);
      else
        sluice_hint_set_text (self->hints[i], SLUICE_TONE_PLAIN, get_help (self, i));
      sluice_hint_describe (self->hints[i], self->rows[i]);
      if (bad)
        gtk_widget_add_css_class (self->rows[i], "error");
      else
        gtk_widget_remove_css_class (self->rows[i], "error");
      gtk_accessible_update_state (sluice_dialogs_get_field (self->rows[i]),
                                   GTK_ACCESSIBLE_STATE_INVALID,
                                   bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                                   -1);
    }
}

/* Moves the keyboard focus to the first field that stands in the way; FALSE if none does. */
gboolean
sluice_emit_form_focus_problem (SluiceEmitForm *self,
                                GPtrArray      *findings)
{
  for (int i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      const SluiceEmitFinding *finding = find_finding (findings, i);

      if (finding == NULL || finding->severity != SLUICE_SEVERITY_PROBLEM)
        continue;
      gtk_widget_grab_focus (self->rows[i]);
      return TRUE;
    }
  return FALSE;
}

/* All values that differ from an empty form, as a{ss}. */
GVariant *
sluice_emit_form_save (SluiceEmitForm *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (int i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      const char *value = get_value (self, i);
      const char *empty = is_choice (i) ? sluice_emit_field_get_default (i) : "";

      if (g_strcmp0 (value, empty) != 0)
        g_variant_builder_add (&builder, "{ss}", sluice_emit_field_get_option (i), value);
    }
  if (gtk_switch_get_active (self->bucket_switch))
    g_variant_builder_add (&builder, "{ss}", "bucket-is-expression", "yes");
  if (gtk_switch_get_active (self->path_switch))
    g_variant_builder_add (&builder, "{ss}", "path-is-expression", "yes");
  return g_variant_builder_end (&builder);
}

/* Puts saved values back. What the dictionary lacks stays as it is. */
void
sluice_emit_form_restore (SluiceEmitForm *self,
                          GVariant       *saved)
{
  const char *value;

  self->restoring = TRUE;
  for (int i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      gboolean kept = g_variant_lookup (saved, sluice_emit_field_get_option (i), "&s", &value);

      set_value (self, i, kept ? value : is_choice (i) ? sluice_emit_field_get_default (i) : "");
      self->touched[i] &= kept;
    }
  gtk_switch_set_active (self->bucket_switch,
                         g_variant_lookup (saved, "bucket-is-expression", "&s", &value));
  gtk_switch_set_active (self->path_switch,
                         g_variant_lookup (saved, "path-is-expression", "&s", &value));
  self->restoring = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Fills a field the person has left empty. */
void
sluice_emit_form_suggest (SluiceEmitForm  *self,
                          SluiceEmitField  field,
                          const char      *text)
{
  if (*get_value (self, field) == '\0' && text != NULL)
    set_value (self, field, text);
}
