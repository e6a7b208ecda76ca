/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before connections are deleted: once for all of them, with what would stop working. */

#include "sluice-connection-target.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-processors.h"
#include "sluice-connection-words.h"
#include "sluice-deletion-queue.h"
#include "sluice-dialogs.h"
#include "sluice-user-words.h"

/* Of connections named in the question, and of instances whose processors are read for it. */
#define MAX_NAMED 8
#define MAX_INSTANCES 8

#define QUESTION_KEY "sluice-question"

/* What is asked about; belongs to the dialog. */
typedef struct
{
  GPtrArray    *targets;      /* of SluiceConnectionTarget */
  GCancellable *cancellable;
  GPtrArray    *users;        /* found by now */
  GError       *error;        /* why not all were read */
  guint         n_pending;
  guint         n_left_out;
  gboolean      is_partial;   /* in too many instances to read the processors of all */
} Question;

/* One instance's processors, asked for on behalf of a dialog that may be closed by then. */
typedef struct
{
  GWeakRef  dialog;
  char     *instance;
} Look;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_cancellable_cancel (question->cancellable);
  g_object_unref (question->cancellable);
  g_ptr_array_unref (question->targets);
  g_ptr_array_unref (question->users);
  g_clear_error (&question->error);
  g_free (question);
}

static const char *
get_name (GPtrArray *targets,
          guint      position)
{
  SluiceConnectionTarget *target = targets->pdata[position];

  return sluice_connection_get_name (target->connection);
}

/* ---- the words ---- */

static void
add_names (GString   *text,
           GPtrArray *targets)
{
  for (guint i = 0; i < MIN (targets->len, MAX_NAMED); i++)
    {
      SluiceConnectionTarget *target = targets->pdata[i];
      g_autofree char *name = sluice_connection_words_line (get_name (targets, i));

      /* Translators: %1$s is a connection, %2$s a stream processing instance */
      g_string_append_printf (text, _("\n• %1$s in %2$s"), name, target->instance);
    }
  if (targets->len > MAX_NAMED)
    g_string_append_printf (text, _("\n… and %u more"), targets->len - MAX_NAMED);
}

static char *
build_body (Question *question)
{
  GString *text = g_string_new (NULL);
  g_autofree char *users = NULL;

  if (question->targets->len > 1)
    {
      g_string_append (text, _("To be deleted:"));
      add_names (text, question->targets);
      g_string_append (text, "\n\n");
    }
  if (question->n_left_out > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         "%u of another type than S3 is left alone.\n\n",
                                         "%u of other types than S3 are left alone.\n\n",
                                         question->n_left_out), question->n_left_out);
  if (question->n_pending > 0)
    users = g_strdup (_("Looking up which stream processors use it…"));
  else
    users = sluice_user_words_describe (question->targets->len,
                                        question->error ? NULL : question->users,
                                        question->error);
  g_string_append (text, users);
  if (question->is_partial)
    g_string_append_printf (text, "\n\n%s",
                            _("There may be more: Sluice has not looked into every instance."));
  g_string_append (text, "\n\n");
  g_string_append (text, question->targets->len > 1
                   ? _("Nothing is deleted in AWS, and nothing that was written. Undo, in the "
                       "status of each, creates it again as it was.")
                   : _("Nothing is deleted in AWS, and nothing that was written. Undo creates it "
                       "again as it was."));
  return g_string_free (text, FALSE);
}

static char *
build_heading (GPtrArray *targets)
{
  g_autofree char *name = sluice_connection_words_line (get_name (targets, 0));

  if (targets->len == 1)
    return g_strdup_printf (_("Delete %s?"), name);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u Connection?",
                                       "Delete %u Connections?", targets->len), targets->len);
}

/* ---- who uses them ---- */

static gboolean
is_asked_about (Question   *question,
                const char *instance,
                gpointer    processor)
{
  for (guint i = 0; i < question->targets->len; i++)
    {
      SluiceConnectionTarget *target = question->targets->pdata[i];

      if (g_str_equal (target->instance, instance)
          && sluice_processor_uses (processor, get_name (question->targets, i)))
        return TRUE;
    }
  return FALSE;
}

static void
note_users (Question   *question,
            const char *instance,
            GPtrArray  *processors)
{
  for (guint i = 0; i < processors->len; i++)
    if (is_asked_about (question, instance, processors->pdata[i]))
      g_ptr_array_add (question->users, g_object_ref (processors->pdata[i]));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Look *look = user_data;
  g_autoptr (GObject) dialog = g_weak_ref_get (&look->dialog);
  Question *question = dialog ? g_object_get_data (dialog, QUESTION_KEY) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) processors =
    sluice_atlas_list_processors_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autofree char *body = NULL;

  if (question != NULL && !g_cancellable_is_cancelled (question->cancellable))
    {
      question->n_pending--;
      if (processors != NULL)
        note_users (question, look->instance, processors);
      else if (question->error == NULL)
        question->error = g_steal_pointer (&error);
      body = build_body (question);
      sluice_dialogs_set_body (dialog, body);
    }
  g_weak_ref_clear (&look->dialog);
  g_free (look->instance);
  g_free (look);
}

static void
look_up (Question          *question,
         GObject           *dialog,
         GHashTable        *instances,
         SluiceAtlasClient *client)
{
  SluiceConnectionTarget *first = question->targets->pdata[0];
  GHashTableIter iter;
  gpointer instance;

  g_hash_table_iter_init (&iter, instances);
  while (g_hash_table_iter_next (&iter, &instance, NULL))
    {
      Look *look = g_new0 (Look, 1);

      g_weak_ref_init (&look->dialog, dialog);
      look->instance = g_strdup (instance);
      sluice_atlas_list_processors_async (client, first->project_id, instance,
                                          question->cancellable, looked_cb, look);
    }
}

/* ---- the question ---- */

static void
confirmed_cb (gpointer user_data)
{
  sluice_deletion_queue_start (user_data);
}

static GHashTable *
collect_instances (GPtrArray *targets,
                   gboolean  *is_partial)
{
  GHashTable *instances = g_hash_table_new (g_str_hash, g_str_equal);

  *is_partial = FALSE;
  for (guint i = 0; i < targets->len; i++)
    {
      char *instance = ((SluiceConnectionTarget *) targets->pdata[i])->instance;

      if (g_hash_table_size (instances) < MAX_INSTANCES)
        g_hash_table_add (instances, instance);
      else if (!g_hash_table_contains (instances, instance))
        *is_partial = TRUE;
    }
  return instances;
}

void
sluice_connection_ask_delete (GtkWidget *parent,
                              GPtrArray *targets,
                              guint      n_left_out)
{
  SluiceConnectionTarget *first = targets->pdata[0];
  SluiceAtlasClient *client = sluice_session_get_client (first->session);
  gboolean is_partial = FALSE;
  g_autoptr (GHashTable) instances = collect_instances (targets, &is_partial);
  g_autofree char *heading = build_heading (targets);
  g_autofree char *body = NULL;
  Question *question = NULL;
  SluiceDeletionQueue *queue = NULL;
  GObject *dialog = NULL;

  if (client == NULL)
    {
      g_ptr_array_unref (targets);
      return;
    }
  question = g_new0 (Question, 1);
  question->targets = targets;
  question->cancellable = g_cancellable_new ();
  question->users = g_ptr_array_new_with_free_func (g_object_unref);
  question->n_pending = g_hash_table_size (instances);
  question->is_partial = is_partial;
  question->n_left_out = n_left_out;
  body = build_body (question);
  queue = sluice_deletion_queue_new (parent, targets);
  dialog = sluice_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body,
                                   _("_Cancel"), _("_Delete"), confirmed_cb, queue);
  g_object_set_data_full (dialog, QUESTION_KEY, question, question_free);
  g_object_set_data_full (dialog, QUESTION_KEY "-queue", queue, g_object_unref);
  look_up (question, dialog, instances, client);
}
