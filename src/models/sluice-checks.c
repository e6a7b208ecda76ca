/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quiet checks of what the form holds, one after another, once per change. */
#include "sluice-checks.h"

#include "sluice-atlas-instances.h"
#include "sluice-atlas-projects.h"
#include "sluice-inventory.h"
#include "sluice-key-check.h"
#include "sluice-operation-list.h"

enum { FACT_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  SluiceFactState  state;
  GObject         *object;
  GError          *error;
  GCancellable    *cancellable;  /* of the check that is under way */
} Fact;

struct _SluiceChecks
{
  GObject            parent_instance;

  /* owned */
  SluiceAtlasClient *client;      /* NULL without a key */
  GListStore        *operations;  /* key checks are shown there */
  char              *project_id;
  char              *instance;
  char              *name;
  Fact               facts[SLUICE_N_FACTS];
  SluiceInventory   *inventory;
};

/* One question to Atlas. Nobody wants the answer any more once its cancellable was replaced. */
typedef struct
{
  SluiceChecks *checks;
  SluiceFact    fact;
  GCancellable *cancellable;
} Check;

G_DEFINE_FINAL_TYPE (SluiceChecks, sluice_checks, G_TYPE_OBJECT)

/* ---- facts ----------------------------------------------------------------------------------- */

static void
stop_checking (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
set_fact (SluiceChecks   *self,
          SluiceFact       id,
          SluiceFactState  state,
          gpointer         object,
          const GError    *error)
{
  Fact *fact = &self->facts[id];
  gboolean same = fact->state == state && fact->object == object && error == NULL &&
                  fact->error == NULL;

  if (same)
    return;
  fact->state = state;
  g_set_object (&fact->object, object);
  g_clear_error (&fact->error);
  fact->error = error ? g_error_copy (error) : NULL;
  g_signal_emit (self, signals[FACT_CHANGED], 0, id);
}

static void
reset_fact (SluiceChecks *self, SluiceFact id)
{
  stop_checking (&self->facts[id].cancellable);
  set_fact (self, id, SLUICE_FACT_STATE_NONE, NULL, NULL);
}

/* Only some errors say anything about the thing that was asked for. */
static SluiceFactState
fact_state_of_error (SluiceFact id, const GError *error)
{
  static const SluiceAtlasError denials[] = {
    [SLUICE_FACT_KEY] = SLUICE_ATLAS_ERROR_KEY_REFUSED,
    [SLUICE_FACT_PROJECT] = SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND,
    [SLUICE_FACT_INSTANCE] = SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND,
    [SLUICE_FACT_NAME] = SLUICE_ATLAS_ERROR_NAME_TAKEN,
  };

  if (g_error_matches (error, SLUICE_ATLAS_ERROR, denials[id]) ||
      (id == SLUICE_FACT_PROJECT &&
       g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH)))
    return SLUICE_FACT_STATE_FALSE;
  return SLUICE_FACT_STATE_CANNOT_TELL;
}

static void
check_free (Check *check)
{
  g_object_unref (check->checks);
  g_object_unref (check->cancellable);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static Check *
check_new (SluiceChecks *self, SluiceFact id)
{
  Check *check = g_new0 (Check, 1);

  stop_checking (&self->facts[id].cancellable);
  check->checks = g_object_ref (self);
  check->fact = id;
  return check;
}

/* The question was sent, and is taken back with this. */
static void
check_under_way (Check *check, GCancellable *cancellable)
{
  check->cancellable = g_object_ref (cancellable);
  g_set_object (&check->checks->facts[check->fact].cancellable, cancellable);
  set_fact (check->checks, check->fact, SLUICE_FACT_STATE_CHECKING, NULL, NULL);
}

/* Stores what a check has found. FALSE if it says nothing any more, because something else was
 * typed meanwhile, or as soon as it was told. */
static gboolean
settle (Check *check, gpointer object, const GError *error)
{
  SluiceChecks *self = check->checks;

  if (self->facts[check->fact].cancellable != check->cancellable)
    return FALSE;
  g_clear_object (&self->facts[check->fact].cancellable);
  set_fact (self, check->fact,
            object ? SLUICE_FACT_STATE_TRUE : fact_state_of_error (check->fact, error),
            object, error);
  return object != NULL && self->facts[check->fact].object == object;
}

/* ---- whether the name is free ---------------------------------------------------------------- */

static void
judge_name (SluiceChecks *self)
{
  const GError *error = NULL;
  SluiceInventoryState state = sluice_inventory_get_state (self->inventory, &error);
  SluiceConnection *holder;

  if (self->name == NULL || state == SLUICE_INVENTORY_UNREAD)
    set_fact (self, SLUICE_FACT_NAME, SLUICE_FACT_STATE_NONE, NULL, NULL);
  else if (state == SLUICE_INVENTORY_READING)
    set_fact (self, SLUICE_FACT_NAME, SLUICE_FACT_STATE_CHECKING, NULL, NULL);
  else if (state == SLUICE_INVENTORY_UNREADABLE)
    set_fact (self, SLUICE_FACT_NAME, SLUICE_FACT_STATE_CANNOT_TELL, NULL, error);
  else
    {
      holder = sluice_inventory_find (self->inventory, self->name);
      set_fact (self, SLUICE_FACT_NAME, holder ? SLUICE_FACT_STATE_FALSE : SLUICE_FACT_STATE_TRUE,
                holder, NULL);
    }
}

/* ---- the place ------------------------------------------------------------------------------- */

static void
instance_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  SluiceChecks *self = check->checks;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceInstance) instance =
    sluice_atlas_get_instance_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (settle (check, instance, error))
    sluice_inventory_read (self->inventory, self->client, self->project_id, self->instance);
}

static void
check_instance (SluiceChecks *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Check *check = check_new (self, SLUICE_FACT_INSTANCE);

  sluice_atlas_get_instance_async (self->client, self->project_id, self->instance,
                                   cancellable, instance_read_cb, check);
  check_under_way (check, cancellable);
}

static void
project_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProject) project =
    sluice_atlas_get_project_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  settle (check, project, error);
}

static void
check_project (SluiceChecks *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Check *check = check_new (self, SLUICE_FACT_PROJECT);

  sluice_atlas_get_project_async (self->client, self->project_id, cancellable,
                                  project_read_cb, check);
  check_under_way (check, cancellable);
}

/* A server that answers anybody can be asked, too. */
static gboolean
is_unasked (SluiceChecks *self)
{
  return g_error_matches (self->facts[SLUICE_FACT_KEY].error, SLUICE_ATLAS_ERROR,
                          SLUICE_ATLAS_ERROR_KEY_UNASKED);
}

static gboolean
may_ask (SluiceChecks *self)
{
  return self->client != NULL && self->project_id != NULL &&
         (self->facts[SLUICE_FACT_KEY].state == SLUICE_FACT_STATE_TRUE || is_unasked (self));
}

static void
check_place (SluiceChecks *self, gboolean project, gboolean instance)
{
  if (project)
    reset_fact (self, SLUICE_FACT_PROJECT);
  if (instance)
    {
      reset_fact (self, SLUICE_FACT_INSTANCE);
      sluice_inventory_forget (self->inventory);
    }
  if (project && may_ask (self))
    check_project (self);
  if (instance && may_ask (self) && self->instance != NULL)
    check_instance (self);
}

/* ---- the key --------------------------------------------------------------------------------- */

static void
key_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  SluiceChecks *self = check->checks;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info =
    sluice_key_check_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  /* With a key that is not accepted nothing else holds either. */
  if (settle (check, info, error) || is_unasked (self) ||
      self->facts[SLUICE_FACT_KEY].state == SLUICE_FACT_STATE_FALSE)
    check_place (self, TRUE, TRUE);
}

static void
check_key (SluiceChecks *self)
{
  Check *check = check_new (self, SLUICE_FACT_KEY);
  g_autoptr (SluiceOperation) operation =
    sluice_key_check_start (self->client, self->operations, key_checked_cb, check);

  check_under_way (check, sluice_operation_get_cancellable (operation));
}

/* ---- the object ------------------------------------------------------------------------------ */

static void
sluice_checks_dispose (GObject *object)
{
  SluiceChecks *self = SLUICE_CHECKS (object);

  for (int i = 0; i < SLUICE_N_FACTS; i++)
    {
      g_clear_object (&self->facts[i].cancellable);
      g_clear_object (&self->facts[i].object);
    }
  if (self->inventory != NULL)
    g_signal_handlers_disconnect_by_data (self->inventory, self);
  g_clear_object (&self->inventory);
  g_clear_object (&self->client);
  g_clear_object (&self->operations);
  G_OBJECT_CLASS (sluice_checks_parent_class)->dispose (object);
}

static void
sluice_checks_finalize (GObject *object)
{
  SluiceChecks *self = SLUICE_CHECKS (object);

  for (int i = 0; i < SLUICE_N_FACTS; i++)
    g_clear_error (&self->facts[i].error);
  g_free (self->project_id);
  g_free (self->instance);
  g_free (self->name);
  G_OBJECT_CLASS (sluice_checks_parent_class)->finalize (object);
}

static void
sluice_checks_class_init (SluiceChecksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_checks_dispose;
  object_class->finalize = sluice_checks_finalize;

  signals[FACT_CHANGED] = g_signal_new ("fact-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sluice_checks_init (SluiceChecks *self)
{
  self->inventory = sluice_inventory_new ();
  g_signal_connect_swapped (self->inventory, "changed", G_CALLBACK (judge_name), self);
}

/**
 * sluice_checks_new:
 * @operations: (transfer none): a store of SluiceOperation, to show key checks in
 *
 * Returns: (transfer full): checks that have nothing to check yet
 */
SluiceChecks *
sluice_checks_new (GListStore *operations)
{
  SluiceChecks *self = g_object_new (SLUICE_TYPE_CHECKS, NULL);

  self->operations = g_object_ref (operations);
  return self;
}

/**
 * sluice_checks_set_client:
 * @self: the checks
 * @client: (nullable) (transfer none): who asks from now on; %NULL without a key
 *
 * Drops all that is known, since another key may see other things, and checks the new key.
 */
void
sluice_checks_set_client (SluiceChecks      *self,
                          SluiceAtlasClient *client)
{
  for (int i = 0; i < SLUICE_N_FACTS; i++)
    reset_fact (self, i);
  sluice_inventory_forget (self->inventory);
  sluice_operation_list_hide_key_checks (self->operations, NULL);
  g_set_object (&self->client, client);
  if (client != NULL)
    check_key (self);
}

/**
 * sluice_checks_recheck:
 * @self: the checks
 *
 * Checks everything anew, beginning with the key.
 */
void
sluice_checks_recheck (SluiceChecks *self)
{
  if (self->client != NULL)
    check_key (self);
}

/**
 * sluice_checks_set_place:
 * @self: the checks
 * @project_id: (nullable): a well-formed id
 * @instance: (nullable): a well-formed name
 */
void
sluice_checks_set_place (SluiceChecks *self,
                         const char   *project_id,
                         const char   *instance)
{
  gboolean new_project = g_strcmp0 (project_id, self->project_id) != 0;
  gboolean new_instance = new_project || g_strcmp0 (instance, self->instance) != 0;

  if (!new_instance)
    return;
  g_free (self->project_id);
  g_free (self->instance);
  self->project_id = g_strdup (project_id);
  self->instance = g_strdup (instance);
  check_place (self, new_project, new_instance);
}

/**
 * sluice_checks_set_name:
 * @self: the checks
 * @name: (nullable): a well-formed name for a new connection
 *
 * Takes no request: the whole registry is known by then.
 */
void
sluice_checks_set_name (SluiceChecks *self,
                        const char   *name)
{
  if (g_strcmp0 (name, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  judge_name (self);
}

/**
 * sluice_checks_note_connection:
 * @self: the checks
 * @connection: (transfer none): what Atlas said of a connection in the place just now
 * @ours: whether it is the one that was just created
 *
 * Brings the known registry up to date without asking. That the name of a new connection is taken
 * now, by itself, is no news to the person who created it, and is not told.
 */
void
sluice_checks_note_connection (SluiceChecks     *self,
                               SluiceConnection *connection,
                               gboolean          ours)
{
  const char *name = sluice_connection_get_name (connection);

  sluice_inventory_note (self->inventory, connection);
  if (g_strcmp0 (self->name, name) != 0)
    return;
  set_fact (self, SLUICE_FACT_NAME, ours ? SLUICE_FACT_STATE_NONE : SLUICE_FACT_STATE_FALSE,
            ours ? NULL : connection, NULL);
}

/**
 * sluice_checks_get_fact:
 * @self: the checks
 * @fact: which
 * @object: (out) (optional) (transfer none): what Atlas says of it
 * @error: (out) (optional) (transfer none): why it is not so, or cannot be told
 *
 * Returns: its state
 */
SluiceFactState
sluice_checks_get_fact (SluiceChecks  *self,
                        SluiceFact     fact,
                        GObject      **object,
                        const GError **error)
{
  if (object != NULL)
    *object = self->facts[fact].object;
  if (error != NULL)
    *error = self->facts[fact].error;
  return self->facts[fact].state;
}

/**
 * sluice_checks_stop:
 * @self: the checks
 *
 * Ends what is under way; nobody wants the answers any more.
 */
void
sluice_checks_stop (SluiceChecks *self)
{
  for (int i = 0; i < SLUICE_N_FACTS; i++)
    if (self->facts[i].cancellable != NULL)
      reset_fact (self, i);
  if (sluice_inventory_get_state (self->inventory, NULL) == SLUICE_INVENTORY_READING)
    sluice_inventory_forget (self->inventory);
}
