/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a new connection can use a network. */

#include "sluice-network-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-instance.h"
#include "sluice-links.h"
#include "sluice-region.h"
#include "sluice-words.h"

/* Of links that are named before the rest is left out. */
#define MAX_OTHERS 4

static SluiceInstance *
get_instance (SluiceSession *session)
{
  GObject *object = NULL;

  sluice_session_get_fact (session, SLUICE_FACT_INSTANCE, &object, NULL);
  return object != NULL ? SLUICE_INSTANCE (object) : NULL;
}

/* Only a region of AWS can be the same as a link's. */
static SluiceRegions
compare (SluiceSession     *session,
         SluicePrivateLink *link)
{
  SluiceInstance *instance = get_instance (session);

  return sluice_region_compare (instance != NULL ? sluice_instance_get_region (instance) : NULL,
                                sluice_private_link_get_region (link));
}

static const char *
get_region (SluicePrivateLink *link)
{
  const char *region = sluice_private_link_get_region (link);

  return region != NULL ? region : sluice_private_link_get_id (link);
}

/* ---- judging ---- */

static SluiceNetworkState
judge_region (SluiceSession     *session,
              SluicePrivateLink *link,
              char             **sentence)
{
  SluiceInstance *instance = get_instance (session);

  switch (compare (session, link))
    {
    case SLUICE_REGIONS_SAME:
      *sentence = g_strdup_printf (_("The private link in %s is ready, and in the region of the "
                                     "instance."), get_region (link));
      return SLUICE_NETWORK_GOOD;
    case SLUICE_REGIONS_DIFFERENT:
      /* Translators: %1$s is the region of a private link, %2$s a stream processing instance, %3$s
       * the instance's region */
      *sentence = g_strdup_printf (_("The private link is in %1$s, but %2$s runs in %3$s. Atlas "
                                     "needs both in the same region."), get_region (link),
                                   sluice_instance_get_name (instance),
                                   sluice_instance_get_region (instance));
      return SLUICE_NETWORK_WARNING;
    case SLUICE_REGIONS_UNKNOWN:
    default:
      if (instance == NULL)
        {
          *sentence = g_strdup_printf (_("The private link in %s is ready. Whether that is the "
                                         "region of the instance is looked up once the instance is "
                                         "known."),
                                       get_region (link));
          return SLUICE_NETWORK_WAITING;
        }
      *sentence = g_strdup_printf (_("The private link in %s is ready. Whether the instance is in "
                                     "the same region cannot be told."), get_region (link));
      return SLUICE_NETWORK_WARNING;
    }
}

static SluiceNetworkState
judge_link (SluiceSession     *session,
            SluicePrivateLink *link,
            char             **sentence)
{
  const char *region = get_region (link);

  if (!sluice_private_link_is_s3 (link))
    {
      *sentence = g_strdup (_("This private link does not lead to S3. Choose another network."));
      return SLUICE_NETWORK_PROBLEM;
    }
  switch (sluice_private_link_get_state (link))
    {
    case SLUICE_PRIVATE_LINK_DONE:
      return judge_region (session, link, sentence);
    case SLUICE_PRIVATE_LINK_PREPARING:
      *sentence = g_strdup_printf (_("Atlas is still preparing the private link in %s, which may "
                                     "take an hour. Wait until it is ready."), region);
      return SLUICE_NETWORK_PROBLEM;
    case SLUICE_PRIVATE_LINK_FAILED:
      *sentence = g_strdup_printf (_("The private link in %s has failed. Choose another network."),
                                   region);
      return SLUICE_NETWORK_PROBLEM;
    case SLUICE_PRIVATE_LINK_LEAVING:
    case SLUICE_PRIVATE_LINK_GONE:
      *sentence = g_strdup_printf (_("The private link in %s is being deleted. Choose another "
                                     "network."), region);
      return SLUICE_NETWORK_PROBLEM;
    case SLUICE_PRIVATE_LINK_ABSENT:
    case SLUICE_PRIVATE_LINK_UNKNOWN:
    default:
      *sentence = g_strdup_printf (_("Atlas does not say that the private link in %s is ready."),
                                   region);
      return SLUICE_NETWORK_WARNING;
    }
}

SluiceNetworkState
sluice_network_words_judge (SluiceSession *session,
                            const char    *link_id,
                            char         **sentence)
{
  SluiceLinks *links;
  g_autoptr (SluicePrivateLink) link = NULL;
  const GError *error = NULL;

  if (link_id == NULL || session == NULL)
    {
      *sentence = g_strdup (_("Public: Atlas reaches S3 over the internet, encrypted."));
      return SLUICE_NETWORK_GOOD;
    }
  links = sluice_links_of (session);
  link = sluice_links_find (links, link_id);
  if (link != NULL)
    return judge_link (session, link, sentence);
  switch (sluice_links_get_state (links, &error))
    {
    case SLUICE_LINKS_LOADED:
      *sentence = g_strdup (_("This project has no such private link. Choose another network."));
      return SLUICE_NETWORK_PROBLEM;
    case SLUICE_LINKS_NOT_LOADED:
      *sentence = g_strdup (_("The project’s private links could not be read, so whether this one "
                              "is ready is not known."));
      return SLUICE_NETWORK_WARNING;
    case SLUICE_LINKS_LOADING:
      *sentence = g_strdup (_("Asking Atlas…"));
      return SLUICE_NETWORK_WAITING;
    case SLUICE_LINKS_NO_PLACE:
    case SLUICE_LINKS_UNREAD:
    default:
      *sentence = g_strdup (_("A private link, looked up once the project is known."));
      return SLUICE_NETWORK_WAITING;
    }
}

/* ---- names ---- */

gboolean
sluice_network_words_is_offered (SluiceSession     *session,
                                 SluicePrivateLink *link)
{
  return sluice_private_link_is_s3 (link) && sluice_private_link_is_done (link)
         && compare (session, link) != SLUICE_REGIONS_DIFFERENT;
}

char *
sluice_network_words_name (SluicePrivateLink *link,
                           const char        *id)
{
  if (link == NULL)
    /* Translators: %s is an id */
    return g_strdup_printf (_("Private Link %s"), id);
  /* Translators: %s is a region */
  return g_strdup_printf (_("Private Link in %s"), get_region (link));
}

static char *
describe_other (SluicePrivateLink *link)
{
  if (sluice_private_link_is_done (link))
    /* Translators: %s is a region */
    return g_strdup_printf (_("%s (another region)"), get_region (link));
  switch (sluice_private_link_get_state (link))
    {
    case SLUICE_PRIVATE_LINK_PREPARING:
      return g_strdup_printf (_("%s (being prepared)"), get_region (link));
    case SLUICE_PRIVATE_LINK_FAILED:
      return g_strdup_printf (_("%s (failed)"), get_region (link));
    case SLUICE_PRIVATE_LINK_LEAVING:
      return g_strdup_printf (_("%s (being deleted)"), get_region (link));
    case SLUICE_PRIVATE_LINK_ABSENT:
    case SLUICE_PRIVATE_LINK_UNKNOWN:
    case SLUICE_PRIVATE_LINK_DONE:
    case SLUICE_PRIVATE_LINK_GONE:
    default:
      return g_strdup_printf (_("%s (not ready)"), get_region (link));
    }
}

char *
sluice_network_words_others (SluiceSession *session,
                             const char    *chosen)
{
  GListModel *list;
  g_autoptr (GString) names = g_string_new (NULL);
  guint count = 0;

  if (session == NULL)
    return NULL;
  list = sluice_links_get_list (sluice_links_of (session));
  for (guint i = 0; i < g_list_model_get_n_items (list) && count < MAX_OTHERS; i++)
    {
      g_autoptr (SluicePrivateLink) link = g_list_model_get_item (list, i);
      g_autofree char *name = NULL;

      if (!sluice_private_link_is_s3 (link)
          || g_strcmp0 (sluice_private_link_get_id (link), chosen) == 0
          || sluice_network_words_is_offered (session, link))
        continue;
      name = describe_other (link);
      if (count++ > 0)
        g_string_append (names, _(", "));
      g_string_append (names, name);
    }
  if (count == 0)
    return NULL;
  /* Translators: %s is a list of regions, each with a reason */
  return g_strdup_printf (_("Private links that cannot be used here: %s"), names->str);
}
