/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key pair, with the private half in a locked page that stays out of core files. */
#include "sluice-api-key.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _SluiceApiKey
{
  gatomicrefcount ref_count;
  char           *public_key;
  char           *private_key;  /* start of an anonymous mapping of its own */
  gsize           mapped;       /* bytes */
};

G_DEFINE_BOXED_TYPE (SluiceApiKey, sluice_api_key, sluice_api_key_ref, sluice_api_key_unref)

/* What comes along when something is copied out of a page, a terminal or a file: white space, seen
 * and unseen, control characters, and quotes. No key has any of them. */
static gboolean
is_blank (const char *p, gsize length)
{
  gunichar c = g_utf8_get_char_validated (p, length);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    return FALSE;
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT ||
         c == '"' || c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201F);
}

/* Narrows [*start, *end) to the text without the blanks around it. Works in place: a copy would
 * leave pieces of the key in the heap. */
static void
trim (const char **start, const char **end)
{
  while (*start < *end && is_blank (*start, *end - *start))
    *start = g_utf8_next_char (*start);
  while (*end > *start)
    {
      const char *last = g_utf8_find_prev_char (*start, *end);

      if (last == NULL || !is_blank (last, *end - last))
        break;
      *end = last;
    }
}

/**
 * sluice_api_key_new:
 * @public_key: the public half, as typed
 * @private_key: the private half, as typed; any form is kept
 *
 * Makes a key pair. White space and quotes around either half are dropped, since both are usually
 * pasted.
 * The private half is copied straight into memory that is locked (where the limits allow it),
 * left out of core files and wiped when the last reference goes. The caller stays responsible
 * for its own copy.
 *
 * Returns: (transfer full): the pair
 */
SluiceApiKey *
sluice_api_key_new (const char *public_key,
                    const char *private_key)
{
  SluiceApiKey *self = g_new0 (SluiceApiKey, 1);
  const char *public_end = public_key + strlen (public_key);
  const char *private_end = private_key + strlen (private_key);
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize length;

  g_atomic_ref_count_init (&self->ref_count);
  trim (&public_key, &public_end);
  trim (&private_key, &private_end);
  self->public_key = g_strndup (public_key, public_end - public_key);

  length = private_end - private_key;
  self->mapped = (length / page + 1) * page;
  self->private_key = mmap (NULL, self->mapped, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->private_key == MAP_FAILED)
    g_error ("No memory for a key");  /* as g_malloc does */
  (void) mlock (self->private_key, self->mapped);  /* RLIMIT_MEMLOCK may forbid it: best effort */
  (void) madvise (self->private_key, self->mapped, MADV_DONTDUMP);
  memcpy (self->private_key, private_key, length);

  return self;
}

/**
 * sluice_api_key_ref:
 * @self: a key pair
 *
 * Returns: (transfer full): @self with one more reference
 */
SluiceApiKey *
sluice_api_key_ref (SluiceApiKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* What was freed a moment ago, such as the words of a server that has repeated the key. The
 * application has freed memory overwritten (M_PERTURB), but the C library keeps up to seven pieces
 * of each small size at hand for the next who asks, as they are: these are asked for here. */
static void
overwrite_freed (void)
{
  void *pieces[7];

  for (gsize size = 24; size <= 1032; size += 16)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          pieces[i] = g_malloc (size);
          explicit_bzero (pieces[i], size);
        }
      for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
        g_free (pieces[i]);
    }
}

/**
 * sluice_api_key_unref:
 * @self: (transfer full): a key pair
 *
 * Gives a reference back; the last one wipes and unmaps the private half, and overwrites what is
 * left of it elsewhere.
 */
void
sluice_api_key_unref (SluiceApiKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  explicit_bzero (self->private_key, self->mapped);
  munmap (self->private_key, self->mapped);
  g_free (self->public_key);
  g_free (self);
  overwrite_freed ();
}

/**
 * sluice_api_key_get_public_key:
 * @self: a key pair
 *
 * Returns: the public half: the user name of the digest; not a secret
 */
const char *
sluice_api_key_get_public_key (const SluiceApiKey *self)
{
  return self->public_key;
}

/**
 * sluice_api_key_get_private_key:
 * @self: a key pair
 *
 * Returns: the private half, borrowed. Pass it on only to what needs it; never copy or log it
 */
const char *
sluice_api_key_get_private_key (const SluiceApiKey *self)
{
  return self->private_key;
}

/**
 * sluice_api_key_equal:
 * @a: (nullable): a key pair
 * @b: (nullable): another
 *
 * Returns: whether both halves are the same
 */
gboolean
sluice_api_key_equal (const SluiceApiKey *a,
                      const SluiceApiKey *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return strcmp (a->public_key, b->public_key) == 0 &&
         strcmp (a->private_key, b->private_key) == 0;
}
