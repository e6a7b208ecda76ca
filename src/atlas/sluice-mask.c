/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts asterisks over private keys and digests. */
#include "sluice-mask.h"

#include <string.h>

#include "sluice-evidence-private.h"

#define MASK '*'
/* Of MD5: HA1 and the response of an Authorization header, in letters. */
#define DIGEST_LENGTH 32
/* Shorter keys are none, and would be found in any text. */
#define MIN_PIECE 8

/* How many letters at both places are the same, whatever their case. */
static gsize
count_same (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && g_ascii_tolower (a[n]) == g_ascii_tolower (b[n]))
    n++;
  return n;
}

static gboolean
is_within_character (const char *text)
{
  return ((guchar) *text & 0xc0) == 0x80;
}

/* Any piece that would tell a third of it, also one that was cut off in the middle. */
static gsize
measure_piece (const char *text, const char *private_key, gsize least)
{
  gsize length = 0;

  if (is_within_character (text))
    return 0;
  for (const char *from = private_key; *from != '\0'; from++)
    length = MAX (length, count_same (text, from));
  while (is_within_character (text + length))
    length--;
  return length >= least ? length : 0;
}

static gsize
measure_digest (const char *text)
{
  gsize length = 0;

  while (g_ascii_isxdigit (text[length]))
    length++;
  return length >= DIGEST_LENGTH ? length : 0;
}

/**
 * sluice_mask_text:
 * @text: (nullable): UTF-8; changed in place, so that no copy is left
 * @private_key: what must not be in it
 *
 * Puts an asterisk over each character of a private key, of any larger piece of it, and of what
 * looks like a digest made with it. Object ids of Atlas are shorter than a digest.
 */
void
sluice_mask_text (char       *text,
                  const char *private_key)
{
  gsize least = MAX (strlen (private_key) / 3, MIN_PIECE);

  while (text != NULL && *text != '\0')
    {
      gsize length = MAX (measure_digest (text), measure_piece (text, private_key, least));

      memset (text, MASK, length);
      text += MAX (length, 1);
    }
}

static void
mask_all (char **texts, const char *private_key)
{
  for (; texts != NULL && *texts != NULL; texts++)
    sluice_mask_text (*texts, private_key);
}

/**
 * sluice_mask_evidence:
 * @evidence: the record of a call
 * @private_key: what the call was signed with
 *
 * Masks everything that came from the server.
 */
void
sluice_mask_evidence (SluiceEvidence *evidence,
                      const char     *private_key)
{
  sluice_mask_text (evidence->error_code, private_key);
  sluice_mask_text (evidence->reason, private_key);
  sluice_mask_text (evidence->detail, private_key);
  mask_all (evidence->parameters, private_key);
  mask_all (evidence->violations, private_key);
  sluice_mask_text (evidence->content_type, private_key);
  sluice_mask_text (evidence->excerpt, private_key);
}
