/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two halves of the key, the project and the two names. */
#include "sluice-validate.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-text.h"

#define PUBLIC_KEY_LENGTH 8
#define PROJECT_ID_LENGTH 24
#define CONNECTION_NAME_MAX_LENGTH 64

/* Atlas states no limits for these; what is longer was not copied from Atlas, and a header field or
 * a path is no place for it.
 */
#define KEY_MAX_LENGTH 512
#define UUID_LENGTH 36
#define SERVICE_ACCOUNT_SECRET "mdb_sa_sk_"
#define INSTANCE_NAME_MAX_LENGTH 128
#define ADDRESS_MAX_LENGTH 4096

static SluiceFinding *
refuse (const char *message)
{
  return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL, message);
}

static SluiceFinding *
empty (void)
{
  return sluice_finding_new (SLUICE_VERDICT_EMPTY, NULL, NULL);
}

static SluiceFinding *
accept (const char *start,
        gsize       length)
{
  g_autofree char *value = g_strndup (start, length);

  return sluice_finding_new (SLUICE_VERDICT_GOOD, value, NULL);
}

static gboolean
has_prefix (const char *start,
            gsize       length,
            const char *prefix)
{
  gsize n = strlen (prefix);

  return length >= n && g_ascii_strncasecmp (start, prefix, n) == 0;
}

/* RFC 7616 digests “user:realm:password”, and Atlas's keys are plain ASCII. */
static const char *
find_unsendable (const char *start,
                 gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (start[i]) || start[i] == ':')
        return start + i;
    }

  return NULL;
}

/* How much of it has the form of a UUID. */
static gsize
measure_uuid (const char *start,
              gsize       length)
{
  gsize i;

  for (i = 0; i < MIN (length, UUID_LENGTH); i++)
    {
      gboolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;

      if (hyphen ? start[i] != '-' : !g_ascii_isxdigit (start[i]))
        break;
    }

  return i;
}

static gboolean
is_uuid (const char *start,
         gsize       length)
{
  return length == UUID_LENGTH && measure_uuid (start, length) == length;
}

/**
 * sluice_validate_may_be_secret:
 * @text: (nullable): what was typed into a field that is no private one
 *
 * A text that begins as private keys and the secrets of service accounts do may have gone into the
 * wrong field. It is read in place, never copied.
 *
 * Returns: whether it had better not be kept
 */
gboolean
sluice_validate_may_be_secret (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  gsize measured = measure_uuid (start, length);

  if (has_prefix (start, length, SERVICE_ACCOUNT_SECRET))
    return TRUE;
  /* More than two groups: fewer may be any name. */
  return measured > 15 && (measured == length || measured == UUID_LENGTH);
}

/**
 * sluice_validate_public_key:
 * @text: (nullable): what was typed
 *
 * Atlas makes public keys of 8 letters or digits. Anything else that fits into a digest user name
 * is a warning only, but for what must not be sent as a name, nor shown: a private key.
 *
 * Returns: (transfer full): empty, good, a warning with a value, or an error
 */
SluiceFinding *
sluice_validate_public_key (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  const char *other = find_unsendable (start, MIN (length, KEY_MAX_LENGTH));
  g_autofree char *description = NULL;
  g_autofree char *message = NULL;
  g_autofree char *value = NULL;

  if (length == 0)
    return empty ();

  if (other != NULL)
    {
      description = sluice_text_describe_char (other, start + length - other);
      message = g_strdup_printf (_("A public key has 8 letters or digits. This one contains %s, "
                                   "which cannot be sent. In Atlas, public keys are listed under "
                                   "Access Manager, Applications, API Keys."), description);
      return refuse (message);
    }
  if (is_uuid (start, length) || has_prefix (start, length, SERVICE_ACCOUNT_SECRET))
    return refuse (_("This looks like a private key, which belongs in the field for it. A public "
                     "key has 8 letters or digits."));
  if (length > KEY_MAX_LENGTH)
    return refuse (_("This text is too long to be a public key. A public key has 8 letters or "
                     "digits."));
  if (length == PUBLIC_KEY_LENGTH && sluice_text_find_other (start, length, "") == NULL)
    return accept (start, length);

  value = g_strndup (start, length);
  if (has_prefix (start, length, "mdb_sa_id_"))
    return sluice_finding_new (SLUICE_VERDICT_WARNING, value,
                               _("This looks like the client ID of a service account. Needed is "
                                 "the public key of an API key; in Atlas, see Access Manager, "
                                 "Applications, API Keys."));

  return sluice_finding_new (SLUICE_VERDICT_WARNING, value,
                             _("Public keys usually have 8 letters or digits; this one has another "
                               "form. It can be used if Atlas shows it like this."));
}


/**
 * sluice_validate_private_key:
 * @text: (nullable): what was typed; read in place, never copied
 *
 * Atlas makes private keys in the form of a UUID. Its own documentation shows one that is not, so
 * another form is a warning only. No message holds any part of the key, nor its length. The caller
 * finds the part to use with sluice_text_trim ().
 *
 * Returns: (transfer full): empty, good, a warning or an error; the value is always NULL
 */
SluiceFinding *
sluice_validate_private_key (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);

  if (length == 0)
    return empty ();
  if (is_uuid (start, length))
    return sluice_finding_new (SLUICE_VERDICT_GOOD, NULL, NULL);
  if (length > KEY_MAX_LENGTH)
    return refuse (_("This text is too long to be a private key. Copy the private key that Atlas "
                     "showed when the API key was created."));

  if (has_prefix (start, length, SERVICE_ACCOUNT_SECRET))
    return sluice_finding_new (SLUICE_VERDICT_WARNING, NULL,
                               _("This looks like the secret of a service account. Needed is the "
                                 "private key of an API key."));
  if (memchr (start, '*', length) != NULL)
    return sluice_finding_new (SLUICE_VERDICT_WARNING, NULL,
                               _("This looks like a hidden private key. Atlas shows it in full "
                                 "only once, when the API key is created; if it was not kept, "
                                 "create a new API key."));

  return sluice_finding_new (SLUICE_VERDICT_WARNING, NULL,
                             _("Private keys usually have five groups of letters and digits joined "
                               "by hyphens; this one has another form. It can be used if Atlas "
                               "showed it like this."));
}

static gsize
count_hex_digits (const char *start,
                  gsize       length)
{
  gsize n = 0;

  while (n < length && g_ascii_isxdigit (start[n]))
    n++;

  return n;
}

static SluiceFinding *
accept_project_id (const char *start)
{
  g_autofree char *value = g_ascii_strdown (start, PROJECT_ID_LENGTH);

  return sluice_finding_new (SLUICE_VERDICT_GOOD, value, NULL);
}

/* Atlas's pages are at /v2/ID#/…, the API's resources at …/groups/ID/…, at whatever host. */
static const char *
find_id_after (const char *start,
               gsize       length,
               const char *marker)
{
  const char *end = start + length;
  const char *found = start;

  while ((found = g_strstr_len (found, end - found, marker)) != NULL)
    {
      found += strlen (marker);
      if (count_hex_digits (found, end - found) == PROJECT_ID_LENGTH &&
          (found + PROJECT_ID_LENGTH == end ||
           strchr ("/#?&:", found[PROJECT_ID_LENGTH]) != NULL))
        return found;
    }

  return NULL;
}

static SluiceFinding *
judge_project_address (const char *start,
                       gsize       length)
{
  const char *id = find_id_after (start, length, "/v2/");

  if (id == NULL)
    id = find_id_after (start, length, "/groups/");
  if (id != NULL)
    return accept_project_id (id);

  if (find_id_after (start, length, "/org/") != NULL ||
      find_id_after (start, length, "/orgs/") != NULL)
    return refuse (_("This is the address of an organization, not of a project. Open the project "
                     "in Atlas and copy the address from there, or the ID from its Project "
                     "Settings."));

  return refuse (_("No project ID was found in this address. The address of a project in Atlas "
                   "looks like https://cloud.mongodb.com/v2/5f3c1d2e4b6a7c8d9e0f1a2b; Project "
                   "Settings shows the ID alone."));
}

/**
 * sluice_validate_project_id:
 * @text: (nullable): what was typed
 *
 * Understands an address of Atlas's pages or API that holds the project's ID.
 *
 * Returns: (transfer full): empty, good with 24 lower-case hexadecimal digits, or an error
 */
SluiceFinding *
sluice_validate_project_id (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  gsize n_hex = count_hex_digits (start, MIN (length, ADDRESS_MAX_LENGTH));
  g_autofree char *description = NULL;
  g_autofree char *message = NULL;

  if (length == 0)
    return empty ();
  if (length == PROJECT_ID_LENGTH && n_hex == PROJECT_ID_LENGTH)
    return accept_project_id (start);
  if (length > ADDRESS_MAX_LENGTH)
    return refuse (_("This text is too long: a project ID has 24 characters, like "
                     "5f3c1d2e4b6a7c8d9e0f1a2b. In Atlas, Project Settings shows it."));
  if (memchr (start, '/', length) != NULL)
    return judge_project_address (start, length);

  if (n_hex == length)
    message = g_strdup_printf (_("A project ID has 24 characters, like 5f3c1d2e4b6a7c8d9e0f1a2b. "
                                 "This one has %u. In Atlas, Project Settings shows "
                                 "it."), (guint) length);
  else
    {
      description = sluice_text_describe_char (start + n_hex, length - n_hex);
      message = g_strdup_printf (_("A project ID has 24 digits and letters from a to f, like "
                                   "5f3c1d2e4b6a7c8d9e0f1a2b. This one contains %s. In Atlas, "
                                   "Project Settings shows it."), description);
    }

  return refuse (message);
}

/**
 * sluice_validate_instance_name:
 * @text: (nullable): what was typed
 *
 * Returns: (transfer full): empty, good, or an error that names the character that cannot be in it
 */
SluiceFinding *
sluice_validate_instance_name (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  const char *other = sluice_text_find_other (start, length, "-");
  g_autofree char *description = NULL;
  g_autofree char *message = NULL;

  if (length == 0)
    return empty ();
  if (has_prefix (start, length, "mongodb://") || has_prefix (start, length, "mongodb+srv://"))
    return refuse (_("This is a connection string. Needed is the name of the stream processing "
                     "instance, as Atlas lists it under Stream Processing."));

  if (other != NULL)
    {
      description = sluice_text_describe_char (other, start + length - other);
      message = g_strdup_printf (_("The name of a stream processing instance has only letters, "
                                   "digits and “-”. This one contains %s. Atlas lists the names "
                                   "under Stream Processing."), description);
      return refuse (message);
    }
  if (length > INSTANCE_NAME_MAX_LENGTH)
    return refuse (_("This text is too long to be the name of a stream processing instance. Atlas "
                     "lists the names under Stream Processing."));

  return accept (start, length);
}

/**
 * sluice_validate_connection_name:
 * @text: (nullable): what was typed
 *
 * Returns: (transfer full): empty, good, or an error; whether the name is taken, only Atlas
 *   can tell
 */
SluiceFinding *
sluice_validate_connection_name (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  const char *other = sluice_text_find_other (start, length, "_-");
  g_autofree char *description = NULL;
  g_autofree char *message = NULL;

  if (length == 0)
    return empty ();

  if (other != NULL)
    {
      description = sluice_text_describe_char (other, start + length - other);
      message = g_strdup_printf (_("A connection’s name has only letters, digits, “_” and “-”, "
                                   "like s3sink. This one contains %s."), description);
      return refuse (message);
    }
  if (length > CONNECTION_NAME_MAX_LENGTH)
    {
      message = g_strdup_printf (_("A connection’s name has at most 64 characters. This one has "
                                   "%u."),
                                 (guint) length);
      return refuse (message);
    }

  return accept (start, length);
}
