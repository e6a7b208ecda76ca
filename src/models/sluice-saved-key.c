/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key without its private half. */
#include "sluice-saved-key.h"

#include <string.h>

#include "sluice-atlas-status.h"
#include "sluice-base-url.h"

/* What a person calls a key; longer ones are cut. */
#define MAX_NAME 100

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceSavedKey
{
  GObject              parent_instance;

  char                *base_url;
  char                *host;
  char                *public_key;
  char                *name;
  GVariant            *drafts;      /* a{sv}, or NULL: none yet */
  SluiceSavedKeyCheck  check;
  GError              *error;
};

G_DEFINE_FINAL_TYPE (SluiceSavedKey, sluice_saved_key, G_TYPE_OBJECT)

static void
sluice_saved_key_finalize (GObject *object)
{
  SluiceSavedKey *self = SLUICE_SAVED_KEY (object);

  g_free (self->base_url);
  g_free (self->host);
  g_free (self->public_key);
  g_free (self->name);
  g_clear_pointer (&self->drafts, g_variant_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_saved_key_parent_class)->finalize (object);
}

static void
sluice_saved_key_class_init (SluiceSavedKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_saved_key_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_saved_key_init (SluiceSavedKey *self)
{
  self->name = g_strdup ("");
}

/**
 * sluice_saved_key_new:
 * @base_url: which Atlas the key is for
 * @public_key: its public half
 *
 * Returns: (transfer full) (nullable): the key, without a name; %NULL for an address that
 *   sluice_base_url_parse() refuses and for what can be no public key. A private key has hyphens,
 *   and must not get into the settings even by mistake
 */
SluiceSavedKey *
sluice_saved_key_new (const char *base_url,
                      const char *public_key)
{
  g_autofree char *parsed = sluice_base_url_parse (base_url, NULL);
  SluiceSavedKey *self;

  if (parsed == NULL || *public_key == '\0' || strchr (public_key, '-') != NULL)
    return NULL;
  self = g_object_new (SLUICE_TYPE_SAVED_KEY, NULL);
  self->base_url = g_steal_pointer (&parsed);
  self->host = sluice_base_url_dup_host (self->base_url);
  self->public_key = g_strdup (public_key);
  return self;
}

/**
 * sluice_saved_key_new_from_variant:
 * @saved: an a{sv} from the settings, which anybody may have written
 *
 * Returns: (transfer full) (nullable): the key; %NULL if @saved is none
 */
SluiceSavedKey *
sluice_saved_key_new_from_variant (GVariant *saved)
{
  const char *base_url = NULL;
  const char *public_key = NULL;
  const char *name = NULL;
  g_autoptr (GVariant) drafts = NULL;
  SluiceSavedKey *self;

  g_return_val_if_fail (g_variant_is_of_type (saved, G_VARIANT_TYPE_VARDICT), NULL);

  if (!g_variant_lookup (saved, "atlas", "&s", &base_url) ||
      !g_variant_lookup (saved, "public-key", "&s", &public_key))
    return NULL;
  self = sluice_saved_key_new (base_url, public_key);
  if (self == NULL)
    return NULL;
  if (g_variant_lookup (saved, "name", "&s", &name))
    sluice_saved_key_set_name (self, name);
  drafts = g_variant_lookup_value (saved, "drafts", G_VARIANT_TYPE_VARDICT);
  sluice_saved_key_set_drafts (self, drafts);
  return self;
}

/**
 * sluice_saved_key_to_variant:
 * @self: a key
 *
 * Returns: (transfer none): a floating a{sv} for the settings
 */
GVariant *
sluice_saved_key_to_variant (SluiceSavedKey *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "atlas", g_variant_new_string (self->base_url));
  g_variant_builder_add (&builder, "{sv}", "public-key", g_variant_new_string (self->public_key));
  if (*self->name != '\0')
    g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (self->name));
  if (self->drafts != NULL)
    g_variant_builder_add (&builder, "{sv}", "drafts", self->drafts);
  return g_variant_builder_end (&builder);
}

/**
 * sluice_saved_key_get_base_url:
 * @self: a key
 *
 * Returns: the address of the Atlas it is for
 */
const char *
sluice_saved_key_get_base_url (SluiceSavedKey *self)
{
  return self->base_url;
}

/**
 * sluice_saved_key_get_host:
 * @self: a key
 *
 * Returns: what the keyring calls that Atlas; see sluice_base_url_dup_host()
 */
const char *
sluice_saved_key_get_host (SluiceSavedKey *self)
{
  return self->host;
}

/**
 * sluice_saved_key_get_public_key:
 * @self: a key
 *
 * Returns: its public half
 */
const char *
sluice_saved_key_get_public_key (SluiceSavedKey *self)
{
  return self->public_key;
}

/**
 * sluice_saved_key_get_name:
 * @self: a key
 *
 * Returns: what the person calls it; empty without a name
 */
const char *
sluice_saved_key_get_name (SluiceSavedKey *self)
{
  return self->name;
}

/**
 * sluice_saved_key_set_name:
 * @self: a key
 * @name: what it is called from now on; "" for no name
 *
 * Line breaks and blanks around the name are left out, and it is cut to 100 characters.
 */
void
sluice_saved_key_set_name (SluiceSavedKey *self,
                           const char     *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *cut = NULL;

  g_strdelimit (valid, "\n\r\t", ' ');
  g_strstrip (valid);
  cut = g_strchomp (g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_NAME)));
  if (g_str_equal (cut, self->name))
    return;
  g_free (self->name);
  self->name = g_steal_pointer (&cut);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_saved_key_get_drafts:
 * @self: a key
 *
 * Returns: (transfer none) (nullable): an a{sv} of what was in the form when this key was left;
 *   unchecked: it may come from settings anybody has written
 */
GVariant *
sluice_saved_key_get_drafts (SluiceSavedKey *self)
{
  return self->drafts;
}

/**
 * sluice_saved_key_set_drafts:
 * @self: a key
 * @drafts: (nullable): an a{sv}; a floating one is taken over
 */
void
sluice_saved_key_set_drafts (SluiceSavedKey *self,
                             GVariant       *drafts)
{
  g_clear_pointer (&self->drafts, g_variant_unref);
  self->drafts = drafts != NULL ? g_variant_ref_sink (drafts) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- whether it works ---- */

static void
set_check (SluiceSavedKey      *self,
           SluiceSavedKeyCheck  check,
           const GError        *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->check = check;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SluiceSavedKey) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source),
                                                                  result, &error);

  set_check (self, info != NULL ? SLUICE_SAVED_KEY_WORKS : SLUICE_SAVED_KEY_FAILED, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SluiceSavedKey) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceApiKey) key = sluice_key_store_load_finish (SLUICE_KEY_STORE (source), result,
                                                               &error);
  g_autoptr (SluiceAtlasClient) client = NULL;

  if (key == NULL)
    {
      set_check (self, SLUICE_SAVED_KEY_FAILED, error);
      return;
    }
  client = sluice_atlas_client_new (self->base_url, key);
  sluice_atlas_check_key_async (client, NULL, checked_cb, g_steal_pointer (&self));
}

/**
 * sluice_saved_key_check:
 * @self: a key
 * @store: where its private half is kept
 *
 * Asks Atlas whether it accepts the key; ::changed tells. May open the keyring's prompt. Nothing
 * is asked while a check is under way.
 */
void
sluice_saved_key_check (SluiceSavedKey *self,
                        SluiceKeyStore *store)
{
  if (self->check == SLUICE_SAVED_KEY_CHECKING)
    return;
  set_check (self, SLUICE_SAVED_KEY_CHECKING, NULL);
  sluice_key_store_load_async (store, self->host, self->public_key, loaded_cb,
                               g_object_ref (self));
}

/**
 * sluice_saved_key_tell_not_forgotten:
 * @self: a key
 * @error: why it is still in the keyring
 */
void
sluice_saved_key_tell_not_forgotten (SluiceSavedKey *self,
                                     const GError   *error)
{
  set_check (self, SLUICE_SAVED_KEY_NOT_FORGOTTEN, error);
}

/**
 * sluice_saved_key_get_check:
 * @self: a key
 * @error: (out) (optional) (transfer none): of %SLUICE_ATLAS_ERROR or %SLUICE_KEY_STORE_ERROR
 *
 * Returns: what came of the last check
 */
SluiceSavedKeyCheck
sluice_saved_key_get_check (SluiceSavedKey  *self,
                            const GError   **error)
{
  if (error != NULL)
    *error = self->error;
  return self->check;
}
