/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about the form's content and about the keyring, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection.h"
#include "sluice-connection-words.h"
#include "sluice-instance.h"
#include "sluice-project.h"

/* ---- facts ---- */

static char *
describe_region (SluiceInstance *instance)
{
  const char *provider = sluice_instance_get_provider (instance);
  const char *region = sluice_instance_get_region (instance);

  if (provider != NULL && region != NULL)
    /* Translators: %1$s is a cloud provider, %2$s one of its regions */
    return g_strdup_printf (_("%1$s, %2$s"), provider, region);
  return g_strdup (region != NULL ? region : provider);
}

static char *
describe_true (SluiceFact  fact,
               GObject    *object)
{
  switch (fact)
    {
    case SLUICE_FACT_PROJECT:
      return object != NULL && sluice_project_get_name (SLUICE_PROJECT (object)) != NULL
             ? sluice_connection_words_line (sluice_project_get_name (SLUICE_PROJECT (object)))
             : NULL;
    case SLUICE_FACT_INSTANCE:
      return object != NULL ? describe_region (SLUICE_INSTANCE (object)) : NULL;
    case SLUICE_FACT_KEY:
      return sluice_words_key_works (object != NULL ? SLUICE_KEY_INFO (object) : NULL, NULL, NULL);
    case SLUICE_FACT_NAME:
    default:
      return NULL;
    }
}

static char *
describe_taken (GObject *object)
{
  SluiceConnection *connection = object != NULL ? SLUICE_CONNECTION (object) : NULL;
  const char *type = connection != NULL ? sluice_connection_get_type_name (connection) : NULL;

  if (connection != NULL
      && sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING)
    return g_strdup (_("Taken: a connection of this name is still being deleted."));
  if (type == NULL)
    return g_strdup (_("Taken: there is already a connection of this name."));
  /* Translators: %s is a type of connection, such as S3 or Kafka */
  return g_strdup_printf (_("Taken: there is already a connection of this name; its type is %s."),
                          type);
}

/* NULL where there is nothing to say: a check that could not be made says nothing about the
 * field. */
char *
sluice_words_fact (SluiceFact       fact,
                   SluiceFactState  state,
                   GObject         *object,
                   const GError    *error)
{
  switch (state)
    {
    case SLUICE_FACT_STATE_TRUE:
      return describe_true (fact, object);
    case SLUICE_FACT_STATE_FALSE:
      if (fact == SLUICE_FACT_NAME)
        return describe_taken (object);
      return sluice_words_error_sentence (error);
    case SLUICE_FACT_STATE_NONE:
    case SLUICE_FACT_STATE_CHECKING:
    case SLUICE_FACT_STATE_CANNOT_TELL:
    default:
      return NULL;
    }
}

/* ---- keyring ---- */

static const char *
describe_not_saved (int code)
{
  switch ((SluiceKeyStoreError) code)
    {
    case SLUICE_KEY_STORE_ERROR_LOCKED:
      return _("The keyring is locked, so the key was not kept. It works until Sluice is closed.");
    case SLUICE_KEY_STORE_ERROR_DISMISSED:
      return _("The keyring’s question was closed, so the key was not kept. It works until Sluice "
               "is closed.");
    case SLUICE_KEY_STORE_ERROR_UNAVAILABLE:
      return _("No keyring answers on this desktop, so the key was not kept. It works until Sluice "
               "is closed.");
    case SLUICE_KEY_STORE_ERROR_DAMAGED:
      return _("The keyring file is damaged, so the key was not kept. It works until Sluice is "
               "closed.");
    case SLUICE_KEY_STORE_ERROR_NOT_FOUND:
    case SLUICE_KEY_STORE_ERROR_STILL_THERE:
    case SLUICE_KEY_STORE_ERROR_FAILED:
    default:
      return _("The keyring reported a failure, so the key was not kept. It works until Sluice is "
               "closed.");
    }
}

static const char *
describe_not_loaded (int code)
{
  switch ((SluiceKeyStoreError) code)
    {
    case SLUICE_KEY_STORE_ERROR_LOCKED:
      return _("A key is kept, but the keyring is locked. Unlock it, or type the key to use it "
               "once.");
    case SLUICE_KEY_STORE_ERROR_DISMISSED:
      return _("The keyring’s question was closed. Unlock it, or type the key to use it once.");
    case SLUICE_KEY_STORE_ERROR_UNAVAILABLE:
      return _("No keyring answers on this desktop. A key you type works until Sluice is closed.");
    case SLUICE_KEY_STORE_ERROR_DAMAGED:
      return _("The keyring file is damaged and cannot be read. A key you type works until Sluice "
               "is closed.");
    case SLUICE_KEY_STORE_ERROR_NOT_FOUND:
    case SLUICE_KEY_STORE_ERROR_STILL_THERE:
    case SLUICE_KEY_STORE_ERROR_FAILED:
    default:
      return _("The keyring reported a failure. A key you type works until Sluice is closed.");
    }
}

static const char *
describe_not_forgotten (int code)
{
  switch ((SluiceKeyStoreError) code)
    {
    case SLUICE_KEY_STORE_ERROR_LOCKED:
    case SLUICE_KEY_STORE_ERROR_DISMISSED:
      return _("The key could not be removed, since the keyring stayed locked. It is still kept: "
               "unlock the keyring, then try again.");
    case SLUICE_KEY_STORE_ERROR_UNAVAILABLE:
      return _("The key could not be removed, since no keyring answers. It may still be kept.");
    case SLUICE_KEY_STORE_ERROR_NOT_FOUND:
    case SLUICE_KEY_STORE_ERROR_DAMAGED:
    case SLUICE_KEY_STORE_ERROR_STILL_THERE:
    case SLUICE_KEY_STORE_ERROR_FAILED:
    default:
      return _("The key could not be removed. It is still kept: try again, or remove it with the "
               "desktop’s password manager.");
    }
}

/* NULL while there is nothing to say. */
char *
sluice_words_keyring (SluiceKeyringState  state,
                      const GError       *error)
{
  int code = SLUICE_KEY_STORE_ERROR_FAILED;

  if (error != NULL && error->domain == SLUICE_KEY_STORE_ERROR)
    code = error->code;

  switch (state)
    {
    case SLUICE_KEYRING_BUSY:
      return g_strdup (_("Waiting for your keyring. It may be asking for its password."));
    case SLUICE_KEYRING_KEPT:
      return g_strdup (_("Kept in your keyring."));
    case SLUICE_KEYRING_LOCKED:
      return g_strdup (describe_not_loaded (SLUICE_KEY_STORE_ERROR_LOCKED));
    case SLUICE_KEYRING_NOT_SAVED:
      return g_strdup (describe_not_saved (code));
    case SLUICE_KEYRING_NOT_LOADED:
      return g_strdup (describe_not_loaded (code));
    case SLUICE_KEYRING_NOT_FORGOTTEN:
      return g_strdup (describe_not_forgotten (code));
    case SLUICE_KEYRING_NONE:
    default:
      return NULL;
    }
}
