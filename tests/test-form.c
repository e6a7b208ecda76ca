/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: when a field speaks, what it does with what was pasted, what becomes of the private
 * key, and what is kept for the next start.
 */

#include "ui-fixture.h"

#include <string.h>

#include "scripted-store.h"
#include "sluice-drafts.h"
#include "sluice-dummy.h"
#include "sluice-field.h"
#include "sluice-key-card.h"
#include "sluice-memory-store.h"
#include "sluice-practice-process.h"
#include "sluice-status-icon.h"
#include "sluice-validate.h"

#define NOWHERE "http://127.0.0.1:1"
#define PUBLIC_KEY "abcdefgh"
#define PRIVATE_KEY "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"
#define PROJECT "32b6e34b3d91647abb20e7b8"

static void
type (gpointer    row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static const char *
read_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
has_hint (gpointer data)
{
  return gtk_widget_get_visible (data) && *sluice_hint_get_text (data) != '\0';
}

/* ---- one field ---- */

typedef struct
{
  GtkWidget   *window;
  AdwEntryRow *row;
  SluiceHint  *hint;
  SluiceField *field;
  int          settled;
} Single;

static void
settled_cb (Single *single)
{
  single->settled++;
}

static gboolean
has_settled (gpointer data)
{
  return ((Single *) data)->settled > 0;
}

static void
set_up_single (Single          *single,
               SluiceValidator  validator,
               const char      *missing)
{
  GtkWidget *hint_row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "visible", FALSE, NULL);
  GtkWidget *other = gtk_button_new_with_label ("other");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();

  *single = (Single) { NULL };
  single->row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", "Field", NULL);
  single->hint = g_object_new (SLUICE_TYPE_HINT, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (hint_row), GTK_WIDGET (single->hint));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (single->row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), hint_row);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), other);
  single->window = g_object_new (GTK_TYPE_WINDOW, "child", box, NULL);
  single->field = sluice_field_new (single->row, single->hint, validator, missing, NULL);
  g_signal_connect_swapped (single->field, "settled", G_CALLBACK (settled_cb), single);
  gtk_window_set_focus (GTK_WINDOW (single->window), other);
  gtk_window_present (GTK_WINDOW (single->window));
}

static void
tear_down_single (Single *single)
{
  g_object_run_dispose (G_OBJECT (single->field));
  g_assert_finalize_object (single->field);
  gtk_window_destroy (GTK_WINDOW (single->window));
}

static void
test_field_speaks_after_it_was_left (void)
{
  Single single;

  set_up_single (&single, sluice_validate_project_id, NULL);
  type (single.row, "nonsense");
  g_assert_false (has_hint (single.hint));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (single.row), "error"));

  sluice_field_settle (single.field);
  g_assert_true (has_hint (single.hint));
  g_assert_cmpint (sluice_hint_get_tone (single.hint), ==, SLUICE_TONE_BAD);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (single.row), "error"));

  /* Put right, it is quiet at once; wrong again, it waits until it is left again. */
  type (single.row, PROJECT);
  g_assert_false (has_hint (single.hint));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (single.row), "error"));
  type (single.row, PROJECT "x");
  g_assert_false (has_hint (single.hint));
  tear_down_single (&single);
}

static void
test_field_takes_what_is_meant (void)
{
  Single single;

  set_up_single (&single, sluice_validate_project_id, NULL);
  type (single.row, "  https://cloud.mongodb.com/v2/" PROJECT "#/clusters\n");
  g_assert_cmpstr (sluice_field_get_value (single.field), ==, PROJECT);
  sluice_field_settle (single.field);
  g_assert_cmpstr (read_text (single.row), ==, PROJECT);
  tear_down_single (&single);
}

/* Nobody is in the field when a tool sets its text; that settles by itself. */
static void
test_field_settles_by_itself (void)
{
  Single single;

  set_up_single (&single, sluice_validate_instance_name, NULL);
  type (single.row, " tides ");
  fixture_wait_for (has_settled, &single, "the field to settle");
  g_assert_cmpstr (read_text (single.row), ==, "tides");
  tear_down_single (&single);
}

static void
test_field_missing (void)
{
  Single single;

  set_up_single (&single, sluice_validate_connection_name, "It is needed.");
  sluice_field_settle (single.field);
  g_assert_false (has_hint (single.hint));
  g_assert_false (sluice_field_submit (single.field));
  g_assert_cmpstr (sluice_hint_get_text (single.hint), ==, "It is needed.");
  g_assert_cmpstr (sluice_field_get_problem (single.field), ==, "It is needed.");
  type (single.row, "s3sink");
  g_assert_false (has_hint (single.hint));
  g_assert_true (sluice_field_submit (single.field));
  tear_down_single (&single);

  set_up_single (&single, sluice_validate_test_bucket, NULL);
  g_assert_true (sluice_field_submit (single.field));
  g_assert_false (has_hint (single.hint));
  tear_down_single (&single);
}

static void
test_field_facts (void)
{
  Single single;

  set_up_single (&single, sluice_validate_connection_name, NULL);
  type (single.row, "s3sink");
  sluice_field_settle (single.field);
  sluice_field_set_fact (single.field, SLUICE_FACT_STATE_FALSE, "Taken.");
  g_assert_cmpstr (sluice_hint_get_text (single.hint), ==, "Taken.");
  g_assert_cmpint (sluice_hint_get_tone (single.hint), ==, SLUICE_TONE_BAD);
  g_assert_true (sluice_field_is_denied (single.field, 0));
  g_assert_false (sluice_field_submit (single.field));

  type (single.row, "s3sink2");
  g_assert_false (has_hint (single.hint));
  sluice_field_set_fact (single.field, SLUICE_FACT_STATE_TRUE, "Harbour");
  g_assert_cmpstr (sluice_hint_get_text (single.hint), ==, "Harbour");
  g_assert_cmpint (sluice_hint_get_tone (single.hint), ==, SLUICE_TONE_PLAIN);
  sluice_field_set_fact (single.field, SLUICE_FACT_STATE_CANNOT_TELL, NULL);
  g_assert_false (has_hint (single.hint));
  tear_down_single (&single);
}

/* ---- submit ---- */

static void
test_submit_goes_to_first_problem (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);
  GtkWidget *create = fixture_get_button (window, "create_button");
  GtkWidget *role = fixture_get_page (window, "role_row");

  fixture_click (create);
  g_assert_true (has_hint (fixture_get_key (window, "public_hint")));
  g_assert_true (has_hint (fixture_get_page (window, "role_hint")));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         fixture_get_key (window, "public_row")));

  type (fixture_get_key (window, "public_row"), PUBLIC_KEY);
  type (fixture_get_key (window, "private_row"), PRIVATE_KEY);
  type (fixture_get_page (window, "project_row"), PROJECT);
  type (fixture_get_page (window, "instance_row"), "tides");
  type (fixture_get_page (window, "name_row"), "s3sink");
  type (role, "arn:aws:iam::111122223333:root");
  fixture_click (create);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), role));
  g_assert_true (gtk_widget_get_visible (create));
  fixture_close (window);
}

/* ---- the private key ---- */

static void
test_dummy_text (void)
{
  g_autofree char *dummy = sluice_dummy_new ();
  g_autofree char *edited = g_strconcat (dummy, "new", NULL);
  char *rest = sluice_dummy_strip (edited);

  g_assert_cmpint (g_utf8_strlen (dummy, -1), ==, 36);
  g_assert_true (sluice_dummy_is (dummy));
  g_assert_false (sluice_dummy_is (edited));
  g_assert_false (sluice_dummy_is (""));
  g_assert_false (sluice_dummy_is (dummy + strlen ("\342\200\242")));
  g_assert_true (sluice_dummy_is_part (edited));
  g_assert_false (sluice_dummy_is_part (PRIVATE_KEY));
  g_assert_cmpstr (rest, ==, "new");
  sluice_dummy_wipe (rest);
  sluice_dummy_wipe (NULL);
}

static gboolean
shows_dummy (gpointer data)
{
  return sluice_dummy_is (read_text (data));
}

static gboolean
is_empty (gpointer data)
{
  return *read_text (data) == '\0';
}

static gboolean
is_new_text (gpointer data)
{
  return g_str_equal (read_text (data), "new");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_assert_true (sluice_key_store_save_finish (SLUICE_KEY_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static SluiceKeyStore *
make_store_with_key (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (PUBLIC_KEY, PRIVATE_KEY);
  gboolean saved = FALSE;

  sluice_key_store_save_async (store, "127.0.0.1:1", key, saved_cb, &saved);
  fixture_wait_for (is_true, &saved, "the key to be kept");
  return store;
}

static void
test_kept_key_is_offered (void)
{
  g_autoptr (SluiceKeyStore) store = make_store_with_key ();
  SluiceWindow *window = fixture_open (NOWHERE, store, NULL);
  gpointer private_row = fixture_get_key (window, "private_row");

  fixture_wait_for (shows_dummy, private_row, "the dummy of the kept key");
  g_assert_cmpstr (read_text (fixture_get_key (window, "public_row")), ==, PUBLIC_KEY);

  /* Typing into the dummy begins a new key; emptying it lets go of the old one. */
  gtk_editable_insert_text (GTK_EDITABLE (private_row), "new", -1, &(int) { 3 });
  fixture_wait_for (is_new_text, private_row, "the bullets to go");
  fixture_close (window);

  window = fixture_open (NOWHERE, store, NULL);
  private_row = fixture_get_key (window, "private_row");
  fixture_wait_for (shows_dummy, private_row, "the dummy of the kept key");
  gtk_editable_delete_text (GTK_EDITABLE (private_row), 35, 36);
  fixture_wait_for (is_empty, private_row, "the field to be emptied");
  fixture_close (window);
}

static gboolean
is_asked (gpointer store)
{
  return g_str_has_suffix (scripted_store_get_asked (store), "load 127.0.0.1:1 " PUBLIC_KEY "\n");
}

/* The keyring may take its time, and what is typed meanwhile is meant. */
static void
test_typed_key_is_kept (void)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (PUBLIC_KEY, PRIVATE_KEY);
  g_autoptr (ScriptedStore) store = SCRIPTED_STORE (scripted_store_new ());
  SluiceWindow *window = fixture_open (NOWHERE, SLUICE_KEY_STORE (store), NULL);
  gpointer private_row = fixture_get_key (window, "private_row");
  g_auto (GStrv) asked = NULL;
  guint last;

  type (fixture_get_key (window, "public_row"), PUBLIC_KEY);
  fixture_wait_for (is_asked, store, "the keyring to be asked");
  asked = g_strsplit (scripted_store_get_asked (store), "\n", -1);
  last = g_strv_length (asked) - 2;
  for (guint i = 0; i < last; i++)
    scripted_store_refuse (store, i, SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  type (private_row, "new");
  scripted_store_answer (store, last, key);
  g_assert_cmpstr (read_text (private_row), ==, "new");
  fixture_close (window);
}

/* Under another public key, the private key in use means nothing. */
static void
test_other_public_key_drops_dummy (void)
{
  g_autoptr (SluiceKeyStore) store = make_store_with_key ();
  SluiceWindow *window = fixture_open (NOWHERE, store, NULL);
  gpointer private_row = fixture_get_key (window, "private_row");

  fixture_wait_for (shows_dummy, private_row, "the dummy of the kept key");
  type (fixture_get_key (window, "public_row"), "hgfedcba");
  fixture_wait_for (is_empty, private_row, "the dummy to go");
  fixture_close (window);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  sluice_practice_process_start_finish (SLUICE_PRACTICE_PROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
test_accepted_key_leaves_the_field (void)
{
  g_autoptr (SluicePracticeProcess) atlas = sluice_practice_process_new ();
  gboolean started = FALSE;
  SluiceWindow *window;
  gpointer private_row;

  sluice_practice_process_start_async (atlas, NULL, started_cb, &started);
  fixture_wait_for (is_true, &started, "an Atlas");

  window = fixture_open (sluice_practice_process_get_url (atlas), NULL, NULL);
  private_row = fixture_get_key (window, "private_row");
  type (fixture_get_key (window, "public_row"), sluice_practice_process_get_public_key (atlas));
  type (private_row, PRIVATE_KEY);
  fixture_wait_for (has_hint, fixture_get_key (window, "private_hint"), "the refusal");
  g_assert_cmpint (sluice_hint_get_tone (fixture_get_key (window, "private_hint")), ==,
                   SLUICE_TONE_BAD);
  g_assert_cmpstr (read_text (private_row), ==, PRIVATE_KEY);

  type (private_row, sluice_practice_process_get_private_key (atlas));
  fixture_wait_for (shows_dummy, private_row, "the dummy of the accepted key");
  g_assert_cmpint (sluice_hint_get_tone (fixture_get (fixture_get_key (window, "card"),
                                                      SLUICE_TYPE_KEY_CARD, "sentence")),
                   ==, SLUICE_TONE_GOOD);
  fixture_close (window);
}

/* ---- what is kept ---- */

/* A whole document that was pasted into a field does not hold up the window. */
static void
test_field_is_limited (void)
{
  Single single;
  g_autofree char *text = g_strnfill (100 * 1000, 'a');

  set_up_single (&single, sluice_validate_role_arn, NULL);
  type (single.row, text);
  g_assert_cmpuint (strlen (read_text (single.row)), <=, 4096);
  sluice_field_settle (single.field);
  g_assert_cmpint (sluice_hint_get_tone (single.hint), ==, SLUICE_TONE_BAD);
  tear_down_single (&single);
}

/* A key that no keyring keeps is no failure of what was asked for: it works. */
static void
test_key_not_kept (void)
{
  SluiceStatusIcon *icon = g_object_ref_sink (g_object_new (SLUICE_TYPE_STATUS_ICON, NULL));

  sluice_status_icon_set_operation (icon, SLUICE_OPERATION_SAVE_KEY, SLUICE_OPERATION_STATE_FAILED);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (icon), "warning"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (icon), "error"));
  sluice_status_icon_set_operation (icon, SLUICE_OPERATION_CREATE_CONNECTION,
                                    SLUICE_OPERATION_STATE_FAILED);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (icon), "error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (icon), "warning"));
  g_assert_finalize_object (icon);
}

static void
test_drafts (void)
{
  g_autoptr (GSettings) settings = fixture_new_settings ();
  SluiceWindow *window = fixture_open (NOWHERE, NULL, settings);
  g_autofree char *role = NULL;
  g_autofree char *public_key = NULL;
  g_autofree char *no_public_key = NULL;
  g_autofree char *no_bucket = NULL;

  type (fixture_get_page (window, "role_row"), "arn:aws:iam::1111");
  type (fixture_get_key (window, "public_row"), PUBLIC_KEY);
  role = g_settings_get_string (settings, "role-arn");
  public_key = g_settings_get_string (settings, "public-key");
  g_assert_cmpstr (role, ==, "arn:aws:iam::1111");
  g_assert_cmpstr (public_key, ==, PUBLIC_KEY);

  /* The private key, pasted into the wrong field. */
  type (fixture_get_key (window, "public_row"), PRIVATE_KEY);
  no_public_key = g_settings_get_string (settings, "public-key");
  g_assert_cmpstr (no_public_key, ==, "");
  type (fixture_get_page (window, "bucket_row"), PRIVATE_KEY);
  no_bucket = g_settings_get_string (settings, "test-bucket");
  g_assert_cmpstr (no_bucket, ==, "");
  fixture_close (window);

  window = fixture_open (NOWHERE, NULL, settings);
  g_assert_cmpstr (read_text (fixture_get_page (window, "role_row")), ==, "arn:aws:iam::1111");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.clear-form", NULL);
  g_assert_cmpstr (read_text (fixture_get_page (window, "role_row")), ==, "");
  fixture_close (window);
}

/* What was put away with another key; some of it by nobody knows whom. */
static void
test_drafts_restored (void)
{
  g_autoptr (GSettings) settings = fixture_new_settings ();
  SluiceWindow *window = fixture_open (NOWHERE, NULL, settings);
  gpointer role_row = fixture_get_page (window, "role_row");
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (GVariant) strange = g_variant_ref_sink (g_variant_new_parsed (
    "{'role-arn': <7>, 'test-bucket': <'tides'>, 'window-width': <7>, 'public-key': <'abcdefgh'>,"
    " 'aws-wider': <'yes'>, 'no-such-key': <1>, 'emit-stage': <{'a': 1}>}"));

  type (role_row, "arn:aws:iam::1111");
  saved = g_variant_ref_sink (sluice_drafts_save (settings));
  sluice_drafts_restore (settings, strange, GTK_WIDGET (window));
  g_assert_cmpstr (read_text (role_row), ==, "");
  g_assert_cmpstr (read_text (fixture_get_page (window, "bucket_row")), ==, "tides");
  g_assert_cmpstr (read_text (fixture_get_key (window, "public_row")), ==, "");
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), !=, 7);
  sluice_drafts_restore (settings, saved, GTK_WIDGET (window));
  g_assert_cmpstr (read_text (role_row), ==, "arn:aws:iam::1111");
  g_assert_cmpstr (read_text (fixture_get_page (window, "bucket_row")), ==, "");
  sluice_drafts_restore (settings, NULL, GTK_WIDGET (window));
  g_assert_cmpstr (read_text (role_row), ==, "");
  g_variant_unref (saved);
  saved = g_variant_ref_sink (sluice_drafts_save (settings));
  g_assert_cmpuint (g_variant_n_children (saved), ==, 0);
  fixture_close (window);
}

static void
add_tests (void)
{
  g_test_add_func ("/form/field/speaks-after-it-was-left", test_field_speaks_after_it_was_left);
  g_test_add_func ("/form/field/takes-what-is-meant", test_field_takes_what_is_meant);
  g_test_add_func ("/form/field/settles-by-itself", test_field_settles_by_itself);
  g_test_add_func ("/form/field/missing", test_field_missing);
  g_test_add_func ("/form/field/facts", test_field_facts);
  g_test_add_func ("/form/submit-goes-to-first-problem", test_submit_goes_to_first_problem);
  g_test_add_func ("/form/key/dummy-text", test_dummy_text);
  g_test_add_func ("/form/key/kept-is-offered", test_kept_key_is_offered);
  g_test_add_func ("/form/key/typed-key-is-kept", test_typed_key_is_kept);
  g_test_add_func ("/form/key/other-public-key-drops-dummy", test_other_public_key_drops_dummy);
  g_test_add_func ("/form/key/accepted-leaves-the-field", test_accepted_key_leaves_the_field);
  g_test_add_func ("/form/field/is-limited", test_field_is_limited);
  g_test_add_func ("/form/key-not-kept", test_key_not_kept);
  g_test_add_func ("/form/drafts", test_drafts);
  g_test_add_func ("/form/drafts-restored", test_drafts_restored);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
