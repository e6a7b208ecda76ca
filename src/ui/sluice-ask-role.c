/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for another role for a connection, and for the bucket to test it with. */

#include "sluice-connection-target.h"

#include <glib/gi18n-lib.h>

#include "sluice-choose-button.h"
#include "sluice-connection-words.h"
#include "sluice-task-window.h"
#include "sluice-validate.h"

#define FIELDS_KEY "sluice-fields"

typedef struct
{
  SluiceField *role;
  SluiceField *bucket;
} Fields;

static const char *
get_present_role (SluiceConnectionTarget *target)
{
  const char *role = sluice_connection_get_role_arn (target->connection);

  return role != NULL ? role : _("Atlas does not tell.");
}

static const char *
get_present_bucket (SluiceConnectionTarget *target)
{
  const char *bucket = sluice_connection_get_test_bucket (target->connection);

  return bucket != NULL ? bucket : "";
}

/* Closes the window once it is begun; without a key it cannot be. */
static void
begin (SluiceTaskWindow        *window,
       SluiceConnectionStarter  starter,
       SluiceConnectionRequest *request)
{
  SluiceConnectionTarget *target = sluice_task_window_get_data (window);

  if (sluice_connection_target_start (target, starter, request) != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  else
    sluice_task_window_set_notice (window, SLUICE_TONE_BAD,
                                   _("Sluice has no key any more to sign in with. Fill it in on "
                                     "the page Connect, then try again."));
}

static SluiceTaskWindow *
create_window (GtkWidget              *parent,
               const char             *title,
               const char             *verb,
               int                     height,
               SluiceConnectionTarget *target,
               Fields                 *fields)
{
  SluiceTaskWindow *window =
    sluice_task_window_new (parent, title, verb, height, FALSE, target,
                            (GDestroyNotify) sluice_connection_target_free);

  g_object_set_data_full (G_OBJECT (window), FIELDS_KEY, fields, g_free);
  return window;
}

/* ---- Change Role ---- */

static void
change_role_cb (SluiceTaskWindow *window,
                Fields           *fields)
{
  SluiceConnectionTarget *target = sluice_task_window_get_data (window);
  SluiceConnectionRequest request = {
    .role_arn = sluice_field_get_value (fields->role),
    .test_bucket = sluice_field_get_value (fields->bucket),
  };

  if (g_strcmp0 (request.role_arn, sluice_connection_get_role_arn (target->connection)) == 0)
    {
      sluice_field_set_fact (fields->role, SLUICE_FACT_STATE_FALSE,
                             _("The connection has this role already. Choose another one, or use "
                               "Test Again to have Atlas check this one."));
      sluice_field_grab_focus (fields->role);
      return;
    }
  begin (window, sluice_change_operation_start, &request);
}

void
sluice_connection_ask_role (GtkWidget              *parent,
                            SluiceConnectionTarget *target)
{
  Fields *fields = g_new0 (Fields, 1);
  SluiceTaskWindow *window = create_window (parent, _("Change Role"), _("Change _Role"), 480,
                                            target, fields);
  g_autofree char *name =
    sluice_connection_words_line (sluice_connection_get_name (target->connection));
  g_autofree char *title = g_markup_escape_text (name, -1);
  AdwPreferencesGroup *group = sluice_task_window_add_group (window, title);
  SluiceChooseButton *choose;
  AdwEntryRow *row;

  sluice_task_window_set_explanation (
    window, _("Atlas gives the connection another role, and checks that it may assume it. While a "
              "stream processor that uses the connection is running, Atlas refuses."));
  sluice_task_window_add_fact (group, _("Present Role"), get_present_role (target));
  fields->role = sluice_task_window_add_field (window, group, _("Role _ARN"),
                                               sluice_validate_role_arn,
                                               _("The ARN of the new role is needed."), NULL, &row);
  choose = sluice_choose_button_add (SLUICE_LISTED_ROLE, row, fields->role);
  sluice_choose_button_set_session (choose, target->session);
  sluice_choose_button_set_project (choose, target->project_id);
  fields->bucket = sluice_task_window_add_field (
    window, group, _("Test _Bucket"), sluice_validate_test_bucket, NULL,
    _("Optional: a bucket that Atlas checks the role with."), NULL);
  sluice_field_set_text (fields->bucket, get_present_bucket (target));
  g_signal_connect (window, "go", G_CALLBACK (change_role_cb), fields);
  sluice_field_grab_focus (fields->role);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- Test Again ---- */

static void
test_cb (SluiceTaskWindow *window,
         Fields           *fields)
{
  SluiceConnectionRequest request = { .test_bucket = sluice_field_get_value (fields->bucket) };

  begin (window, sluice_test_operation_start, &request);
}

void
sluice_connection_ask_test (GtkWidget              *parent,
                            SluiceConnectionTarget *target)
{
  Fields *fields = g_new0 (Fields, 1);
  SluiceTaskWindow *window = create_window (parent, _("Test Again"), _("_Test Again"), 400,
                                            target, fields);
  g_autofree char *name =
    sluice_connection_words_line (sluice_connection_get_name (target->connection));
  g_autofree char *title = g_markup_escape_text (name, -1);
  AdwPreferencesGroup *group = sluice_task_window_add_group (window, title);

  sluice_task_window_set_explanation (
    window, _("Atlas checks with a bucket that the role of the connection still works. While a "
              "stream processor that uses the connection is running, Atlas refuses."));
  sluice_task_window_add_fact (group, _("Role"), get_present_role (target));
  fields->bucket = sluice_task_window_add_field (
    window, group, _("Test _Bucket"), sluice_validate_test_bucket,
    _("Name a bucket that the role may write to."), NULL, NULL);
  sluice_field_set_text (fields->bucket, get_present_bucket (target));
  g_signal_connect (window, "go", G_CALLBACK (test_cb), fields);
  sluice_field_grab_focus (fields->bucket);
  gtk_window_present (GTK_WINDOW (window));
}
