/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Challenges, nonces and the check of an Authorization header. */
#include "practice-digest.h"

#include <libsoup/soup.h>

#define REALM "MMS Public API"
#define NONCE_LIFETIME (60 * G_USEC_PER_SEC)

typedef struct
{
  gint64  born;
  guint64 count;  /* the highest nc seen */
} Nonce;

struct _PracticeDigest
{
  GHashTable *keys;    /* public key → HA1 */
  GHashTable *nonces;  /* text → Nonce */
};

static char *
md5 (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

/**
 * practice_digest_add:
 * @self: the checker
 * @user: a further public key
 * @password: its private key
 */
void
practice_digest_add (PracticeDigest *self,
                     const char     *user,
                     const char     *password)
{
  g_autofree char *a1 = g_strdup_printf ("%s:%s:%s", user, REALM, password);

  g_hash_table_insert (self->keys, g_strdup (user), md5 (a1));
}

/**
 * practice_digest_new:
 * @user: the public key
 * @password: the private key
 *
 * Returns: (transfer full): a checker that has issued no nonce yet
 */
PracticeDigest *
practice_digest_new (const char *user,
                     const char *password)
{
  PracticeDigest *self = g_new0 (PracticeDigest, 1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  practice_digest_add (self, user, password);
  return self;
}

void
practice_digest_free (PracticeDigest *self)
{
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->nonces);
  g_free (self);
}

static gboolean
is_expired (gpointer key,
            gpointer value,
            gpointer now)
{
  return ((const Nonce *) value)->born + NONCE_LIFETIME < *(const gint64 *) now;
}

static void
forget_expired (PracticeDigest *self)
{
  gint64 now = g_get_monotonic_time ();

  g_hash_table_foreach_remove (self->nonces, is_expired, &now);
}

static char *
issue_nonce (PracticeDigest *self)
{
  Nonce *nonce = g_new0 (Nonce, 1);
  guint32 random[6];
  char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (random); i++)
    random[i] = g_random_int ();
  text = g_base64_encode ((const guchar *) random, sizeof random);
  nonce->born = g_get_monotonic_time ();
  forget_expired (self);
  g_hash_table_insert (self->nonces, g_strdup (text), nonce);
  return text;
}

/**
 * practice_digest_dup_challenge:
 * @self: the checker
 * @stale: whether the last answer was right but its nonce was not
 *
 * Returns: (transfer full): WWW-Authenticate with a fresh nonce, letter by letter as recorded
 */
char *
practice_digest_dup_challenge (PracticeDigest *self,
                               gboolean        stale)
{
  g_autofree char *nonce = issue_nonce (self);

  return g_strdup_printf ("Digest realm=\"" REALM "\", domain=\"\", nonce=\"%s\", algorithm=MD5, "
                          "qop=\"auth\", stale=%s", nonce, stale ? "true" : "false");
}

/* libsoup shows a server the target in normal form only, so the signed one is brought into the
 * same form before the two are compared byte by byte. The hash is over what was signed. */
static gboolean
is_same_target (const char *signed_target,
                const char *target)
{
  g_autofree char *address = g_strconcat ("http://127.0.0.1", signed_target, NULL);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *normal = NULL;

  if (signed_target[0] != '/')
    return FALSE;
  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    return FALSE;
  normal = g_uri_get_query (uri) != NULL
           ? g_strconcat (g_uri_get_path (uri), "?", g_uri_get_query (uri), NULL)
           : g_strdup (g_uri_get_path (uri));
  return g_str_equal (normal, target);
}

static gboolean
is_right (PracticeDigest *self,
          GHashTable     *fields,
          const char     *method,
          const char     *target)
{
  const char *algorithm = g_hash_table_lookup (fields, "algorithm");
  const char *uri = g_hash_table_lookup (fields, "uri");
  const char *response = g_hash_table_lookup (fields, "response");
  const char *ha1 = g_hash_table_lookup (self->keys, g_hash_table_lookup (fields, "username"));
  g_autofree char *a2 = g_strconcat (method, ":", uri, NULL);
  g_autofree char *ha2 = md5 (a2);
  g_autofree char *proof = NULL;
  g_autofree char *expected = NULL;

  if (ha1 == NULL
      || g_strcmp0 (g_hash_table_lookup (fields, "realm"), REALM) != 0
      || g_strcmp0 (g_hash_table_lookup (fields, "qop"), "auth") != 0
      || (algorithm != NULL && !g_str_equal (algorithm, "MD5"))
      || !is_same_target (uri, target))
    return FALSE;
  proof = g_strdup_printf ("%s:%s:%s:%s:auth:%s", ha1,
                           (const char *) g_hash_table_lookup (fields, "nonce"),
                           (const char *) g_hash_table_lookup (fields, "nc"),
                           (const char *) g_hash_table_lookup (fields, "cnonce"), ha2);
  expected = md5 (proof);
  return g_str_equal (expected, response);
}

/* As Jetty does it, the nonce is looked at before the key: an unknown one is stale for anybody. */
static PracticeDigestVerdict
check_fields (PracticeDigest *self,
              GHashTable     *fields,
              const char     *method,
              const char     *target)
{
  static const char * const needed[] = { "username", "uri", "response", "nonce", "nc", "cnonce" };
  const char *nc = NULL;
  Nonce *nonce = NULL;
  guint64 count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (g_hash_table_lookup (fields, needed[i]) == NULL)
      return PRACTICE_DIGEST_REFUSED;
  nc = g_hash_table_lookup (fields, "nc");
  if (strlen (nc) != 8 || strspn (nc, "0123456789abcdefABCDEF") != 8)
    return PRACTICE_DIGEST_REFUSED;

  forget_expired (self);
  nonce = g_hash_table_lookup (self->nonces, g_hash_table_lookup (fields, "nonce"));
  count = g_ascii_strtoull (nc, NULL, 16);
  if (nonce == NULL || count <= nonce->count)
    return PRACTICE_DIGEST_STALE;
  if (!is_right (self, fields, method, target))
    return PRACTICE_DIGEST_REFUSED;
  nonce->count = count;
  return PRACTICE_DIGEST_FINE;
}

/**
 * practice_digest_check:
 * @self: the checker
 * @method: of the request
 * @target: path and query of the request, escaped
 * @authorization: (nullable): its Authorization header
 * @user: (out): the public key it names, if the signature is fine
 *
 * Returns: what to think of the signature
 */
PracticeDigestVerdict
practice_digest_check (PracticeDigest *self,
                       const char     *method,
                       const char     *target,
                       const char     *authorization,
                       char          **user)
{
  PracticeDigestVerdict verdict = PRACTICE_DIGEST_REFUSED;
  GHashTable *fields = NULL;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Digest ", 7) != 0)
    return PRACTICE_DIGEST_REFUSED;
  fields = soup_header_parse_param_list (authorization + 7);
  verdict = check_fields (self, fields, method, target);
  if (verdict == PRACTICE_DIGEST_FINE)
    *user = g_strdup (g_hash_table_lookup (fields, "username"));
  soup_header_free_param_list (fields);
  return verdict;
}

/**
 * practice_digest_forget:
 * @self: the checker
 *
 * Forgets every nonce, as a restarted server does.
 */
void
practice_digest_forget (PracticeDigest *self)
{
  g_hash_table_remove_all (self->nonces);
}
