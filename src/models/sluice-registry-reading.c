/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading registries, one after another. */
#include "sluice-registry-reading.h"

#include "sluice-atlas-instances.h"
#include "sluice-atlas-registry.h"

/* Held by whoever started it and by each question that is under way. */
struct _SluiceRegistryReading
{
  SluiceAtlasClient          *client;
  char                       *project_id;
  char                      **instances;
  guint                       n_instances;
  guint                       place;        /* the one being read */
  GCancellable               *cancellable;
  const SluiceRegistryReader *reader;
  gpointer                    user_data;
  gboolean                    stopped;
};

static void
reading_clear (gpointer data)
{
  SluiceRegistryReading *self = data;

  g_object_unref (self->client);
  g_free (self->project_id);
  g_strfreev (self->instances);
  g_object_unref (self->cancellable);
}

static void
reading_unref (SluiceRegistryReading *self)
{
  g_rc_box_release_full (self, reading_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRegistryReading, reading_unref)

static void read_place (SluiceRegistryReading *self);

static void
page_cb (GPtrArray *connections, guint first, gpointer user_data)
{
  SluiceRegistryReading *self = user_data;

  if (!self->stopped)
    self->reader->page (self->instances[self->place], connections, first, self->user_data);
}

static void
place_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceRegistryReading) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) connections =
    sluice_atlas_read_registry_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (self->stopped)
    return;
  self->place++;
  self->reader->ended (self->instances[self->place - 1], error, self->user_data);
  if (!self->stopped)
    read_place (self);
}

static void
read_place (SluiceRegistryReading *self)
{
  if (self->place == self->n_instances)
    self->reader->done (NULL, self->user_data);
  else
    sluice_atlas_read_registry_async (self->client, self->project_id,
                                      self->instances[self->place], self->cancellable, page_cb,
                                      place_read_cb, g_rc_box_acquire (self));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceRegistryReading) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) instances =
    sluice_atlas_list_instances_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (self->stopped)
    return;
  if (instances == NULL)
    {
      self->reader->done (error, self->user_data);
      return;
    }
  self->instances = g_new0 (char *, instances->len + 1);
  for (guint i = 0; i < instances->len; i++)
    {
      const char *name = sluice_instance_get_name (instances->pdata[i]);

      if (name != NULL)
        self->instances[self->n_instances++] = g_strdup (name);
    }
  self->reader->places ((const char * const *) self->instances, self->user_data);
  if (!self->stopped)
    read_place (self);
}

/**
 * sluice_registry_reading_start:
 * @client: whom to ask
 * @project_id: of which project
 * @instance: (nullable): of which instance; %NULL for all of them, one after another
 * @reader: (not nullable): what is told of it; must outlive the reading
 * @user_data: for @reader's functions
 *
 * Returns: (transfer full): the reading: sluice_registry_reading_stop() ends and frees it
 */
SluiceRegistryReading *
sluice_registry_reading_start (SluiceAtlasClient          *client,
                               const char                 *project_id,
                               const char                 *instance,
                               const SluiceRegistryReader *reader,
                               gpointer                    user_data)
{
  SluiceRegistryReading *self = g_rc_box_new0 (SluiceRegistryReading);

  self->client = g_object_ref (client);
  self->project_id = g_strdup (project_id);
  self->cancellable = g_cancellable_new ();
  self->reader = reader;
  self->user_data = user_data;
  if (instance != NULL)
    {
      const char *instances[] = { instance, NULL };

      self->instances = g_strdupv ((char **) instances);
      self->n_instances = 1;
      read_place (self);
    }
  else
    sluice_atlas_list_instances_async (client, project_id, self->cancellable, listed_cb,
                                       g_rc_box_acquire (self));
  return self;
}

/**
 * sluice_registry_reading_stop:
 * @self: (transfer full): a reading, at its end or not
 *
 * Gives up what is left of it; nothing is told any more.
 */
void
sluice_registry_reading_stop (SluiceRegistryReading *self)
{
  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  reading_unref (self);
}

/**
 * sluice_registry_reading_get_progress:
 * @self: a reading
 * @n_places: (out): how many registries it reads; 0 while that is not known
 *
 * Returns: how many of them it has read
 */
guint
sluice_registry_reading_get_progress (SluiceRegistryReading *self,
                                      guint                 *n_places)
{
  *n_places = self->n_instances;
  return self->place;
}
