/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A private link. */
#include "sluice-private-link.h"

#include <string.h>

#include "sluice-json.h"
#include "sluice-objects-private.h"

struct _SluicePrivateLink
{
  GObject  parent_instance;

  char    *id;
  char    *vendor;
  char    *provider;
  char    *region;
  char    *service;
  char    *state;
  char    *error_message;
};

G_DEFINE_FINAL_TYPE (SluicePrivateLink, sluice_private_link, G_TYPE_OBJECT)

static void
sluice_private_link_finalize (GObject *object)
{
  SluicePrivateLink *self = SLUICE_PRIVATE_LINK (object);

  g_free (self->id);
  g_free (self->vendor);
  g_free (self->provider);
  g_free (self->region);
  g_free (self->service);
  g_free (self->state);
  g_free (self->error_message);
  G_OBJECT_CLASS (sluice_private_link_parent_class)->finalize (object);
}

static void
sluice_private_link_class_init (SluicePrivateLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_private_link_finalize;
}

static void
sluice_private_link_init (SluicePrivateLink *self)
{
}

/**
 * sluice_private_link_new_from_json:
 * @node: (nullable): the API's StreamsPrivateLinkConnection
 *
 * Returns: (transfer full) (nullable): the link; %NULL if @node is no object or has no _id
 */
SluicePrivateLink *
sluice_private_link_new_from_json (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  const char *id = sluice_json_get_string (json, "_id");
  SluicePrivateLink *self;

  if (id == NULL)
    return NULL;
  self = g_object_new (SLUICE_TYPE_PRIVATE_LINK, NULL);
  self->id = g_strdup (id);
  self->vendor = g_strdup (sluice_json_get_string (json, "vendor"));
  self->provider = g_strdup (sluice_json_get_string (json, "provider"));
  self->region = g_strdup (sluice_json_get_string (json, "region"));
  self->service = g_strdup (sluice_json_get_string (json, "serviceEndpointId"));
  self->state = g_strdup (sluice_json_get_string (json, "state"));
  self->error_message = g_strdup (sluice_json_get_string (json, "errorMessage"));
  return self;
}

/* Atlas was seen to spell the same word "Azure" once and "AZURE" later. */
static gboolean
is_word (const char *text, const char *word)
{
  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

/**
 * sluice_private_link_get_id:
 * @self: a link
 *
 * Returns: its id, which a connection's networking.access.connectionId names
 */
const char *
sluice_private_link_get_id (SluicePrivateLink *self)
{
  return self->id;
}

/**
 * sluice_private_link_get_vendor:
 * @self: a link
 *
 * Returns: (nullable): what it leads to: "S3", …
 */
const char *
sluice_private_link_get_vendor (SluicePrivateLink *self)
{
  return self->vendor;
}

/**
 * sluice_private_link_get_provider:
 * @self: a link
 *
 * Returns: (nullable): the cloud: "AWS", …
 */
const char *
sluice_private_link_get_provider (SluicePrivateLink *self)
{
  return self->provider;
}

/**
 * sluice_private_link_get_region:
 * @self: a link
 *
 * Returns: (nullable): its region in the cloud's spelling: "us-east-1", …
 */
const char *
sluice_private_link_get_region (SluicePrivateLink *self)
{
  return self->region;
}

/**
 * sluice_private_link_get_state:
 * @self: a link
 *
 * The words are those that other clients of the API compare with; which case they come in is not
 * reliable.
 *
 * Returns: what its state means
 */
SluicePrivateLinkState
sluice_private_link_get_state (SluicePrivateLink *self)
{
  static const struct { const char *word; SluicePrivateLinkState state; } words[] = {
    { "IDLE", SLUICE_PRIVATE_LINK_PREPARING },
    { "WORKING", SLUICE_PRIVATE_LINK_PREPARING },
    { "DONE", SLUICE_PRIVATE_LINK_DONE },
    { "FAILED", SLUICE_PRIVATE_LINK_FAILED },
    { "DELETE_REQUESTED", SLUICE_PRIVATE_LINK_LEAVING },
    { "DELETING", SLUICE_PRIVATE_LINK_LEAVING },
    { "DELETED", SLUICE_PRIVATE_LINK_GONE },
  };

  if (self->state == NULL || *self->state == '\0')
    return SLUICE_PRIVATE_LINK_ABSENT;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (is_word (self->state, words[i].word))
        return words[i].state;
    }
  return SLUICE_PRIVATE_LINK_UNKNOWN;
}

/**
 * sluice_private_link_get_state_name:
 * @self: a link
 *
 * Returns: (nullable): its state as Atlas spells it; free text in the API
 */
const char *
sluice_private_link_get_state_name (SluicePrivateLink *self)
{
  return self->state;
}

/**
 * sluice_private_link_get_error_message:
 * @self: a link
 *
 * Returns: (nullable): why it failed, in Atlas's words
 */
const char *
sluice_private_link_get_error_message (SluicePrivateLink *self)
{
  return self->error_message;
}

/**
 * sluice_private_link_get_created:
 * @self: a link
 *
 * The API does not tell when a link was created, but its ids are ObjectIds, whose first four bytes
 * are the second they were made in.
 *
 * Returns: when that was, in seconds since 1970; 0 if the id does not look like one, which anything
 *   before private links existed or in the future does not
 */
gint64
sluice_private_link_get_created (SluicePrivateLink *self)
{
  const gint64 first = 1577836800;  /* 2020 */
  char digits[9] = "";
  gint64 seconds;

  if (strlen (self->id) != 24 || strspn (self->id, "0123456789abcdefABCDEF") != 24)
    return 0;
  memcpy (digits, self->id, 8);
  seconds = (gint64) g_ascii_strtoull (digits, NULL, 16);
  return seconds >= first && seconds <= g_get_real_time () / G_USEC_PER_SEC + 60 ? seconds : 0;
}

/**
 * sluice_private_link_is_s3:
 * @self: a link
 *
 * Some answers leave the vendor out; then the name of AWS's service tells.
 *
 * Returns: whether it leads to S3
 */
gboolean
sluice_private_link_is_s3 (SluicePrivateLink *self)
{
  if (self->vendor != NULL)
    return is_word (self->vendor, "S3");
  return self->service != NULL && g_str_has_prefix (self->service, "com.amazonaws.") &&
         g_str_has_suffix (self->service, ".s3");
}

/**
 * sluice_private_link_is_done:
 * @self: a link
 *
 * Returns: whether a connection can use it
 */
gboolean
sluice_private_link_is_done (SluicePrivateLink *self)
{
  return sluice_private_link_get_state (self) == SLUICE_PRIVATE_LINK_DONE;
}
