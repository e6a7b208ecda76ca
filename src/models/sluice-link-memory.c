/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which private links are watched. */
#include "sluice-link-memory.h"

/* Atlas host, project id and link id of each link whose end is awaited. */
#define SETTING "watched-links"
/* Whoever watches more has long lost interest in the oldest. */
#define MAX_REMEMBERED 32

/**
 * sluice_link_memory_dup_ids:
 * @settings: (nullable): the settings; %NULL remembers nothing
 * @host: (nullable): of which Atlas
 * @project_id: (nullable): of which project
 *
 * Returns: (transfer full): the ids of the links that are remembered there, %NULL-terminated
 */
char **
sluice_link_memory_dup_ids (GSettings  *settings,
                            const char *host,
                            const char *project_id)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GVariant) value = NULL;
  const char *its_host, *its_project, *id;
  GVariantIter iter;

  if (settings == NULL)
    return g_strv_builder_end (ids);
  value = g_settings_get_value (settings, SETTING);
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &its_host, &its_project, &id))
    {
      if (g_strcmp0 (host, its_host) == 0 && g_strcmp0 (project_id, its_project) == 0)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

static GVariant *
build (GVariant *old, const char *host, const char *project_id, const char *id, gboolean watched)
{
  const char *its_host, *its_project, *its_id;
  GVariantBuilder builder;
  GVariantIter iter;
  guint count = 1;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  if (watched)
    g_variant_builder_add (&builder, "(sss)", host, project_id, id);
  g_variant_iter_init (&iter, old);
  while (count < MAX_REMEMBERED &&
         g_variant_iter_next (&iter, "(&s&s&s)", &its_host, &its_project, &its_id))
    {
      if (g_str_equal (id, its_id) && g_str_equal (host, its_host) &&
          g_str_equal (project_id, its_project))
        continue;
      g_variant_builder_add (&builder, "(sss)", its_host, its_project, its_id);
      count++;
    }
  return g_variant_builder_end (&builder);
}

/**
 * sluice_link_memory_set:
 * @settings: (nullable): the settings; %NULL remembers nothing
 * @host: (nullable): of which Atlas
 * @project_id: (nullable): of which project
 * @id: (nullable): which link; without all three nothing is done
 * @watched: whether its end is awaited
 */
void
sluice_link_memory_set (GSettings  *settings,
                        const char *host,
                        const char *project_id,
                        const char *id,
                        gboolean    watched)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GVariant) old = NULL;

  if (settings == NULL || host == NULL || project_id == NULL || id == NULL)
    return;
  ids = sluice_link_memory_dup_ids (settings, host, project_id);
  if (g_strv_contains ((const char * const *) ids, id) == watched)
    return;
  old = g_settings_get_value (settings, SETTING);
  g_settings_set_value (settings, SETTING, build (old, host, project_id, id, watched));
}
