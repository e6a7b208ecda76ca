/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of delivery have made and not removed yet. */
#include "sluice-delivery-run.h"

#include <stdio.h>

#include "sluice-base-url.h"

#define SETTINGS_KEY "delivery-leftovers"
#define SESSION_KEY "sluice-delivery-leftovers"
#define NAME_PREFIX "sluiceTest"
/* So long after a name was made, in seconds, what is not there may still come: a test looks, and
 * tries again, before its creation is on its way, and that may arrive after Sluice was ended. */
#define IN_FLIGHT_S (5 * 60)
/* Far more than ever wait to be removed. */
#define MAX_ENTRIES 50

struct _SluiceDeliveryLeftovers
{
  GObject        parent_instance;

  SluiceSession *session;   /* borrowed: it owns this */
  GSettings     *settings;
  GHashTable    *own;       /* processors this program made or has begun to remove */
};

G_DEFINE_FINAL_TYPE (SluiceDeliveryLeftovers, sluice_delivery_leftovers, G_TYPE_OBJECT)

/* All windows of the program share the settings. */
static GHashTable *
get_at_work (void)
{
  static GHashTable *at_work;

  if (at_work == NULL)
    at_work = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return at_work;
}

static void
sluice_delivery_leftovers_finalize (GObject *object)
{
  SluiceDeliveryLeftovers *self = SLUICE_DELIVERY_LEFTOVERS (object);
  GHashTableIter iter;
  gpointer name;

  /* A window that is closed has given up; another one may try. */
  g_hash_table_iter_init (&iter, self->own);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_remove (get_at_work (), name);
  g_hash_table_unref (self->own);
  g_object_unref (self->settings);
  G_OBJECT_CLASS (sluice_delivery_leftovers_parent_class)->finalize (object);
}

static void
sluice_delivery_leftovers_class_init (SluiceDeliveryLeftoversClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_delivery_leftovers_finalize;
}

static void
sluice_delivery_leftovers_init (SluiceDeliveryLeftovers *self)
{
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
take_over (SluiceDeliveryLeftovers *self, const char *processor)
{
  g_hash_table_add (self->own, g_strdup (processor));
  g_hash_table_add (get_at_work (), g_strdup (processor));
}

/* ---- names ----------------------------------------------------------------------------------- */

/**
 * sluice_delivery_leftovers_make_name:
 *
 * Returns: (transfer full): a name for a processor that nobody else has: letters and digits, with
 *   the time in it (UTC)
 */
char *
sluice_delivery_leftovers_make_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d%H%M%S");

  return g_strdup_printf (NAME_PREFIX "%sx%08x", time, g_random_int ());
}

/**
 * sluice_delivery_leftovers_is_name:
 * @name: (nullable): any text
 *
 * Returns: whether sluice_delivery_leftovers_make_name() can have made it: nothing else is ever
 *   deleted, whatever the settings say
 */
gboolean
sluice_delivery_leftovers_is_name (const char *name)
{
  return name != NULL &&
         g_regex_match_simple ("^" NAME_PREFIX "[0-9]{14}x[0-9a-f]{8}\\z", name, 0, 0);
}

/* Where the clock was put back meanwhile, nobody knows. */
static gboolean
may_appear (const char *name)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) begun = NULL;
  int part[6];

  if (sscanf (name, NAME_PREFIX "%4d%2d%2d%2d%2d%2d", &part[0], &part[1], &part[2], &part[3],
              &part[4], &part[5]) != 6)
    return FALSE;
  begun = g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);
  return begun != NULL && g_date_time_difference (now, begun) < IN_FLIGHT_S * G_TIME_SPAN_SECOND;
}

/* ---- the settings ---------------------------------------------------------------------------- */

static void
add_entry (GVariantBuilder *builder, const SluiceDeliveryLeftover *leftover)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (builder, "{ss}", "host", leftover->host);
  g_variant_builder_add (builder, "{ss}", "project", leftover->project_id);
  g_variant_builder_add (builder, "{ss}", "instance", leftover->instance);
  g_variant_builder_add (builder, "{ss}", "connection", leftover->connection);
  g_variant_builder_add (builder, "{ss}", "processor", leftover->processor);
  if (leftover->sample)
    g_variant_builder_add (builder, "{ss}", "sample", "remove");
  g_variant_builder_close (builder);
}

/* The strings belong to the entry. */
static gboolean
read_entry (GVariant *entry, SluiceDeliveryLeftover *leftover)
{
  const char *sample = NULL;

  leftover->sample = g_variant_lookup (entry, "sample", "&s", &sample);
  return g_variant_lookup (entry, "host", "&s", &leftover->host) &&
         g_variant_lookup (entry, "project", "&s", &leftover->project_id) &&
         g_variant_lookup (entry, "instance", "&s", &leftover->instance) &&
         g_variant_lookup (entry, "connection", "&s", &leftover->connection) &&
         g_variant_lookup (entry, "processor", "&s", &leftover->processor) &&
         sluice_delivery_leftovers_is_name (leftover->processor);
}

/* Copies all entries but that of one processor; gives that one, if it is there. */
static gboolean
copy_others (SluiceDeliveryLeftovers *self,
             const char              *processor,
             GVariantBuilder         *builder,
             GVariant               **found)
{
  g_autoptr (GVariant) entries = g_settings_get_value (self->settings, SETTINGS_KEY);
  gsize n = g_variant_n_children (entries);

  g_variant_builder_init (builder, G_VARIANT_TYPE ("aa{ss}"));
  for (gsize i = n > MAX_ENTRIES ? n - MAX_ENTRIES : 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (entries, i);
      SluiceDeliveryLeftover leftover = { 0 };

      if (!read_entry (entry, &leftover))
        continue;
      if (!g_str_equal (leftover.processor, processor))
        g_variant_builder_add_value (builder, entry);
      else if (found != NULL && *found == NULL)
        *found = g_variant_ref (entry);
    }
  return found != NULL && *found != NULL;
}

static void
save (SluiceDeliveryLeftovers *self, GVariantBuilder *builder)
{
  g_settings_set_value (self->settings, SETTINGS_KEY, g_variant_builder_end (builder));
}

/**
 * sluice_delivery_leftovers_remember:
 * @self: the leftovers
 * @leftover: what is about to be made
 *
 * To be called before anything is sent.
 */
void
sluice_delivery_leftovers_remember (SluiceDeliveryLeftovers      *self,
                                    const SluiceDeliveryLeftover *leftover)
{
  GVariantBuilder builder;

  take_over (self, leftover->processor);
  copy_others (self, leftover->processor, &builder, NULL);
  add_entry (&builder, leftover);
  save (self, &builder);
}

/**
 * sluice_delivery_leftovers_note_sample:
 * @self: the leftovers
 * @processor: a name that is remembered
 *
 * Notes that the sample connection was added too and shall go again. Only once it is certain: it
 * costs nothing, and might be somebody else's otherwise.
 */
void
sluice_delivery_leftovers_note_sample (SluiceDeliveryLeftovers *self,
                                       const char              *processor)
{
  g_autoptr (GVariant) entry = NULL;
  SluiceDeliveryLeftover leftover = { 0 };
  GVariantBuilder builder;

  if (copy_others (self, processor, &builder, &entry) && read_entry (entry, &leftover))
    {
      leftover.sample = TRUE;
      add_entry (&builder, &leftover);
    }
  save (self, &builder);
}

/**
 * sluice_delivery_leftovers_forget:
 * @self: the leftovers
 * @processor: a name whose processor is gone for good
 */
void
sluice_delivery_leftovers_forget (SluiceDeliveryLeftovers *self,
                                  const char              *processor)
{
  GVariantBuilder builder;

  copy_others (self, processor, &builder, NULL);
  save (self, &builder);
}

/* ---- the next start -------------------------------------------------------------------------- */

typedef struct
{
  SluiceDeliveryLeftovers *self;
  GVariant                *entry;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->self);
  g_variant_unref (look->entry);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

/* Where it cannot be read, cleaning up says so and can be asked to try again. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  SluiceDeliveryLeftovers *self = look->self;
  SluiceAtlasClient *client = SLUICE_ATLAS_CLIENT (source);
  SluiceDeliveryLeftover leftover = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_get_processor_finish (client, result, &error);
  g_autoptr (SluiceOperation) operation = NULL;

  read_entry (look->entry, &leftover);
  if (self->session == NULL ||
      g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return;
  if (processor == NULL && !leftover.sample && sluice_delivery_is_absence (error))
    {
      if (!may_appear (leftover.processor))
        sluice_delivery_leftovers_forget (self, leftover.processor);
      return;
    }
  operation = sluice_delivery_operation_clean_up (client, &leftover, self, NULL);
  sluice_session_add_operation (self->session, operation);
}

static gboolean
is_here (SluiceDeliveryLeftovers *self, const SluiceDeliveryLeftover *leftover)
{
  g_autofree char *host = sluice_base_url_dup_host (sluice_session_get_base_url (self->session));

  return g_str_equal (leftover->host, host) &&
         g_strcmp0 (leftover->project_id, sluice_session_get_project_id (self->session)) == 0 &&
         !g_hash_table_contains (get_at_work (), leftover->processor);
}

static gboolean
is_true (SluiceSession *session, SluiceFact fact)
{
  return sluice_session_get_fact (session, fact, NULL, NULL) == SLUICE_FACT_STATE_TRUE;
}

static void
fact_changed_cb (SluiceSession *session, int fact, SluiceDeliveryLeftovers *self)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  g_autoptr (GVariant) entries = NULL;

  if (client == NULL || !is_true (session, SLUICE_FACT_KEY) ||
      !is_true (session, SLUICE_FACT_PROJECT))
    return;
  entries = g_settings_get_value (self->settings, SETTINGS_KEY);
  for (gsize i = 0; i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (entries, i);
      SluiceDeliveryLeftover leftover = { 0 };
      Look *look;

      if (!read_entry (entry, &leftover) || !is_here (self, &leftover))
        continue;
      take_over (self, leftover.processor);
      look = g_new0 (Look, 1);
      look->self = g_object_ref (self);
      look->entry = g_variant_ref (entry);
      sluice_atlas_get_processor_async (client, leftover.project_id, leftover.instance,
                                        leftover.processor, NULL, looked_cb, look);
    }
}

static void
detach (gpointer data)
{
  SluiceDeliveryLeftovers *self = data;

  self->session = NULL;
  g_object_unref (self);
}

/**
 * sluice_delivery_leftovers_attach:
 * @session: a session without leftovers
 * @settings: has the key "delivery-leftovers"
 *
 * From now on the session cleans up, as soon as it knows that key and project work, after what
 * tests of delivery have left in that project. What is removed, or cannot be, is told by an
 * operation; what is gone already is forgotten in silence, unless it is so new that it may still
 * come.
 *
 * Returns: (transfer none): the leftovers, owned by @session
 */
SluiceDeliveryLeftovers *
sluice_delivery_leftovers_attach (SluiceSession *session,
                                  GSettings     *settings)
{
  SluiceDeliveryLeftovers *self = g_object_new (SLUICE_TYPE_DELIVERY_LEFTOVERS, NULL);

  self->session = session;
  self->settings = g_object_ref (settings);
  g_object_set_data_full (G_OBJECT (session), SESSION_KEY, self, detach);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (fact_changed_cb), self, 0);
  return self;
}

/**
 * sluice_delivery_leftovers_of:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): what sluice_delivery_leftovers_attach() has made for it
 */
SluiceDeliveryLeftovers *
sluice_delivery_leftovers_of (SluiceSession *session)
{
  return g_object_get_data (G_OBJECT (session), SESSION_KEY);
}
