/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between operations and lines of the history. */
#include "sluice-history-entry.h"

#include "sluice-enum-types.h"
#include "sluice-evidence-private.h"
#include "sluice-operation-private.h"

#define TIME_FORMAT "%Y-%m-%dT%H:%M:%SZ"

struct _SluiceHistoryEntry
{
  GObject            parent_instance;

  SluiceHistoryLine *line;
  GDateTime         *time;
  SluiceEvidence    *evidence;
  GError            *error;
  gboolean           running;
  gboolean           created_again;
};

G_DEFINE_FINAL_TYPE (SluiceHistoryEntry, sluice_history_entry, G_TYPE_OBJECT)

/* ---- words of the file: the names of our own enumerations, which therefore are kept ---------- */

static const char *
name_of (GType type, int value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *known = g_enum_get_value (class, value);

  return known != NULL ? known->value_nick : NULL;
}

static gboolean
value_of (GType type, const char *name, int *value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *known = name != NULL ? g_enum_get_value_by_nick (class, name) : NULL;

  if (known != NULL)
    *value = known->value;
  return known != NULL;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void
sluice_history_entry_finalize (GObject *object)
{
  SluiceHistoryEntry *self = SLUICE_HISTORY_ENTRY (object);

  g_clear_pointer (&self->line, sluice_history_line_free);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_pointer (&self->evidence, sluice_evidence_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_history_entry_parent_class)->finalize (object);
}

static void
sluice_history_entry_class_init (SluiceHistoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_history_entry_finalize;
}

static void
sluice_history_entry_init (SluiceHistoryEntry *self)
{
}

static guint
read_number (const char *text, guint most)
{
  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), most) : 0;
}

static SluiceEvidence *
read_evidence (const SluiceHistoryLine *line)
{
  SluiceEvidence *evidence;

  if (line->method == NULL || line->path == NULL)
    return NULL;
  evidence = sluice_evidence_new (line->method, line->path);
  evidence->status = read_number (line->status, 999);
  evidence->request_count = read_number (line->requests, 999);
  evidence->sent = g_strcmp0 (line->sent, "true") == 0;
  evidence->error_code = g_strdup (line->error_code);
  evidence->reason = g_strdup (line->reason);
  evidence->detail = g_strdup (line->detail);
  return evidence;
}

static GError *
read_error (const SluiceHistoryLine *line, SluiceEvidence *evidence, gboolean interrupted)
{
  int code = SLUICE_ATLAS_ERROR_FAILED;

  if (interrupted)
    code = SLUICE_ATLAS_ERROR_INTERRUPTED;
  else if (line->error == NULL)
    return NULL;
  else
    value_of (SLUICE_TYPE_ATLAS_ERROR, line->error, &code);
  return sluice_atlas_error_new ((SluiceAtlasError) code, evidence,
                                 line->detail != NULL ? line->detail : "As kept in the history");
}

/**
 * sluice_history_entry_new:
 * @line: (transfer full): what was kept last of an operation
 * @running: whether who has written it is still at work
 *
 * Returns: (transfer full): an entry
 */
SluiceHistoryEntry *
sluice_history_entry_new (SluiceHistoryLine *line,
                          gboolean           running)
{
  SluiceHistoryEntry *self = g_object_new (SLUICE_TYPE_HISTORY_ENTRY, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  self->line = line;
  self->running = running;
  self->time = line->time != NULL ? g_date_time_new_from_iso8601 (line->time, utc) : NULL;
  self->evidence = read_evidence (line);
  self->error = read_error (line, self->evidence, sluice_history_entry_is_interrupted (self));
  return self;
}

static void
note_evidence (SluiceHistoryLine *line, const SluiceEvidence *evidence)
{
  guint status = sluice_evidence_get_status (evidence);

  line->method = g_strdup (sluice_evidence_get_method (evidence));
  line->path = g_strdup (sluice_evidence_get_path (evidence));
  line->status = status != 0 ? g_strdup_printf ("%u", status) : NULL;
  line->sent = g_strdup (sluice_evidence_get_sent (evidence) ? "true" : "false");
  line->requests = g_strdup_printf ("%u", sluice_evidence_get_request_count (evidence));
  line->error_code = g_strdup (sluice_evidence_get_error_code (evidence));
  line->reason = g_strdup (sluice_evidence_get_reason (evidence));
  line->detail = g_strdup (sluice_evidence_get_detail (evidence));
}

static char *
format_utc (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, TIME_FORMAT);
}

/**
 * sluice_history_line_new_for:
 * @operation: what was begun, or has ended
 * @id: what all its lines have in common
 * @evidence: (nullable): the call to keep with it
 *
 * Returns: (transfer full): a line that says what is true of it now; no key and no secret has a
 *   place in it
 */
SluiceHistoryLine *
sluice_history_line_new_for (SluiceOperation *operation,
                             const char      *id,
                             SluiceEvidence  *evidence)
{
  SluiceHistoryLine *line = sluice_history_line_new ();
  SluiceOperationState state = sluice_operation_get_state (operation);
  const GError *error = sluice_operation_get_error (operation);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  line->time = g_date_time_format (now, TIME_FORMAT);
  line->event = g_strdup (state == SLUICE_OPERATION_STATE_WORKING ? "begun" : "ended");
  line->id = g_strdup (id);
  line->started = format_utc (sluice_operation_get_started (operation));
  line->host = g_strdup (sluice_operation_get_host (operation));
  line->project = g_strdup (sluice_operation_get_project_id (operation));
  line->instance = g_strdup (sluice_operation_get_place (operation));
  line->kind = g_strdup (name_of (SLUICE_TYPE_OPERATION_KIND,
                                  sluice_operation_get_kind (operation)));
  line->subject = g_strdup (sluice_operation_get_subject (operation));
  line->state = g_strdup (name_of (SLUICE_TYPE_OPERATION_STATE, state));
  line->outcome = g_strdup (name_of (SLUICE_TYPE_OUTCOME,
                                     sluice_operation_get_outcome (operation)));
  line->in_doubt = sluice_operation_was_in_doubt (operation) ? g_strdup ("true") : NULL;
  if (error != NULL && error->domain == SLUICE_ATLAS_ERROR)
    line->error = g_strdup (name_of (SLUICE_TYPE_ATLAS_ERROR, error->code));
  if (evidence != NULL)
    note_evidence (line, evidence);
  return line;
}

/* ---- getters --------------------------------------------------------------------------------- */

/**
 * sluice_history_entry_get_id:
 * @self: an entry
 *
 * Returns: what all lines of its operation have in common
 */
const char *
sluice_history_entry_get_id (SluiceHistoryEntry *self)
{
  return self->line->id;
}

/**
 * sluice_history_entry_get_kind:
 * @self: an entry
 * @kind: (out): what was done
 *
 * Returns: whether this Sluice knows the kind
 */
gboolean
sluice_history_entry_get_kind (SluiceHistoryEntry  *self,
                               SluiceOperationKind *kind)
{
  int value;

  if (!value_of (SLUICE_TYPE_OPERATION_KIND, self->line->kind, &value))
    return FALSE;
  *kind = (SluiceOperationKind) value;
  return TRUE;
}

/**
 * sluice_history_entry_get_kind_name:
 * @self: an entry
 *
 * Returns: what was done, as the file has it
 */
const char *
sluice_history_entry_get_kind_name (SluiceHistoryEntry *self)
{
  return self->line->kind;
}

/* A connection of this name was there in the end. */
static gboolean
creates (SluiceHistoryEntry *self, SluiceOperationKind kind)
{
  SluiceOutcome outcome = sluice_history_entry_get_outcome (self);

  return (kind == SLUICE_OPERATION_CREATE_CONNECTION || kind == SLUICE_OPERATION_MOVE_CONNECTION) &&
         (outcome == SLUICE_OUTCOME_READY || outcome == SLUICE_OUTCOME_CREATED_FAILED ||
          outcome == SLUICE_OUTCOME_STOPPED || outcome == SLUICE_OUTCOME_STILL_PENDING ||
          outcome == SLUICE_OUTCOME_UNWATCHED);
}

/**
 * sluice_history_entry_note_created:
 * @self: an entry
 * @created: (element-type utf8 utf8): which connections later entries tell to have been created
 *
 * To be called for all entries, the newest first: notes in @created what @self has created, and in
 * @self whether what it has deleted was created again.
 */
void
sluice_history_entry_note_created (SluiceHistoryEntry *self,
                                   GHashTable         *created)
{
  const SluiceHistoryLine *line = self->line;
  SluiceOperationKind kind;
  g_autofree char *place = NULL;

  if (line->subject == NULL || !sluice_history_entry_get_kind (self, &kind))
    return;
  place = g_strdup_printf ("%s\n%s\n%s\n%s", line->host, line->project, line->instance,
                           line->subject);
  self->created_again = g_hash_table_contains (created, place);
  if (creates (self, kind))
    g_hash_table_add (created, g_steal_pointer (&place));
}

/**
 * sluice_history_entry_was_created_again:
 * @self: an entry
 *
 * Returns: whether a connection of its name was created after it
 */
gboolean
sluice_history_entry_was_created_again (SluiceHistoryEntry *self)
{
  return self->created_again;
}

/**
 * sluice_history_entry_is_interrupted:
 * @self: an entry
 *
 * Returns: whether something may have been changed of which nobody has learned the outcome: who
 *   has written it is gone
 */
gboolean
sluice_history_entry_is_interrupted (SluiceHistoryEntry *self)
{
  if (self->running)
    return FALSE;
  return !g_str_equal (self->line->event, "ended") ||
         sluice_history_entry_get_outcome (self) == SLUICE_OUTCOME_CANNOT_TELL;
}

/**
 * sluice_history_entry_get_state:
 * @self: an entry
 *
 * Returns: working, done, failed or unknown
 */
SluiceOperationState
sluice_history_entry_get_state (SluiceHistoryEntry *self)
{
  int value = SLUICE_OPERATION_STATE_UNKNOWN;

  if (!g_str_equal (self->line->event, "ended"))
    return self->running ? SLUICE_OPERATION_STATE_WORKING : SLUICE_OPERATION_STATE_UNKNOWN;
  value_of (SLUICE_TYPE_OPERATION_STATE, self->line->state, &value);
  return value == SLUICE_OPERATION_STATE_WORKING ? SLUICE_OPERATION_STATE_UNKNOWN
                                                 : (SluiceOperationState) value;
}

/**
 * sluice_history_entry_get_outcome:
 * @self: an entry
 *
 * Returns: what was true in the end, as far as it was known
 */
SluiceOutcome
sluice_history_entry_get_outcome (SluiceHistoryEntry *self)
{
  int value = SLUICE_OUTCOME_NONE;

  if (g_str_equal (self->line->event, "ended"))
    value_of (SLUICE_TYPE_OUTCOME, self->line->outcome, &value);
  else if (!self->running)
    value = SLUICE_OUTCOME_CANNOT_TELL;
  return (SluiceOutcome) value;
}

/**
 * sluice_history_entry_was_in_doubt:
 * @self: an entry
 *
 * Returns: whether the answer to the write was lost on the way
 */
gboolean
sluice_history_entry_was_in_doubt (SluiceHistoryEntry *self)
{
  return self->line->in_doubt != NULL || sluice_history_entry_is_interrupted (self);
}

/**
 * sluice_history_entry_get_time:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): when it was so, UTC
 */
GDateTime *
sluice_history_entry_get_time (SluiceHistoryEntry *self)
{
  return self->time;
}

/**
 * sluice_history_entry_get_host:
 * @self: an entry
 *
 * Returns: (nullable): the host of the Atlas it took place at
 */
const char *
sluice_history_entry_get_host (SluiceHistoryEntry *self)
{
  return self->line->host;
}

/**
 * sluice_history_entry_get_project_id:
 * @self: an entry
 *
 * Returns: (nullable): the project it took place in
 */
const char *
sluice_history_entry_get_project_id (SluiceHistoryEntry *self)
{
  return self->line->project;
}

/**
 * sluice_history_entry_get_instance:
 * @self: an entry
 *
 * Returns: (nullable): the stream processing instance it took place in
 */
const char *
sluice_history_entry_get_instance (SluiceHistoryEntry *self)
{
  return self->line->instance;
}

/**
 * sluice_history_entry_get_subject:
 * @self: an entry
 *
 * Returns: (nullable): to what it was done: a connection's name
 */
const char *
sluice_history_entry_get_subject (SluiceHistoryEntry *self)
{
  return self->line->subject;
}

/**
 * sluice_history_entry_get_wanted:
 * @self: an entry
 * @name: a name given to sluice_operation_set_wanted()
 *
 * Returns: (nullable): the value given with it
 */
const char *
sluice_history_entry_get_wanted (SluiceHistoryEntry *self,
                                 const char         *name)
{
  return self->line->wanted != NULL ? g_hash_table_lookup (self->line->wanted, name) : NULL;
}

/**
 * sluice_history_entry_get_error:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what went wrong: SLUICE_ATLAS_ERROR
 */
const GError *
sluice_history_entry_get_error (SluiceHistoryEntry *self)
{
  return self->error;
}

/**
 * sluice_history_entry_get_evidence:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the call, as far as it was kept
 */
SluiceEvidence *
sluice_history_entry_get_evidence (SluiceHistoryEntry *self)
{
  return self->evidence;
}

/**
 * sluice_history_entry_get_line:
 * @self: an entry
 *
 * Returns: (transfer none): it as it stands in the file
 */
const SluiceHistoryLine *
sluice_history_entry_get_line (SluiceHistoryEntry *self)
{
  return self->line;
}
