/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Digest signs with, MD5 of “user:realm:key” (HA1), is as good as the key itself for that. It is
 * in memory while a client signs in, and nowhere any more once the client is gone. The needle is
 * never in this program's own memory: a child makes it, and hands it over with each bit flipped.
 */
#include <gio/gio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "practice-atlas.h"
#include "sluice-atlas-status.h"

/* In letters, and as the bytes that MD5 makes. */
#define LETTERS 32
#define BYTES 16

static guint8 flipped[LETTERS + BYTES];

/* This compares byte by byte, so that no copy of what is looked for is ever made. */
static gboolean
is_at (const guint8 *memory, gsize left, const guint8 *needle, gsize length)
{
  gsize n = 0;

  while (n < length && n < left && memory[n] + needle[n] == 0xff)
    n++;
  return n == length;
}

static guint
count_in (const guint8 *memory, gsize length)
{
  guint count = 0;

  for (gsize i = 0; i < length; i++)
    count += is_at (memory + i, length - i, flipped, LETTERS) +
             is_at (memory + i, length - i, flipped + LETTERS, BYTES);
  return count;
}

static guint
count_everywhere (void)
{
  static guint8 piece[64 * 1024];
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  FILE *memory = fopen ("/proc/self/mem", "r");
  guint count = 0;

  g_assert_nonnull (memory);
  setvbuf (memory, NULL, _IONBF, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      unsigned long from, to;
      char mode[5];

      /* Where nothing can be written, nothing was. */
      if (sscanf (*line, "%lx-%lx %4s", &from, &to, mode) != 3 || mode[0] != 'r' || mode[1] != 'w')
        continue;
      for (unsigned long at = from; at < to; at += sizeof piece - LETTERS)
        {
          gsize length = MIN (to - at, sizeof piece);

          /* What was read a moment ago is no finding. */
          if (at + length > (unsigned long) piece && at < (unsigned long) piece + sizeof piece)
            continue;
          if (fseek (memory, (long) at, SEEK_SET) == 0 &&
              fread (piece, 1, length, memory) == length)
            count += count_in (piece, length);
        }
    }
  memset (piece, 0, sizeof piece);
  fclose (memory);
  return count;
}

static void
make_needle (PracticeAtlas *atlas)
{
  static const char script[] =
    "import hashlib, sys\n"
    "ha1 = hashlib.md5(':'.join((sys.argv[1], 'MMS Public API', sys.argv[2])).encode())\n"
    "both = ha1.hexdigest().encode() + ha1.digest()\n"
    "sys.stdout.write(bytes(b ^ 0xff for b in both).hex())\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", "-c", script,
                      atlas->public_key, atlas->private_key, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (output), ==, 2 * sizeof flipped);
  for (gsize i = 0; i < sizeof flipped; i++)
    flipped[i] = (guint8) (g_ascii_xdigit_value (output[2 * i]) * 16 +
                           g_ascii_xdigit_value (output[2 * i + 1]));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info =
    sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_nowhere (gpointer data)
{
  return count_everywhere () == 0;
}

static void
test_gone (void)
{
  PracticeAtlas *atlas = practice_atlas_start ("", "0");
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (atlas->public_key, atlas->private_key);
  SluiceAtlasClient *client = sluice_atlas_client_new (atlas->url, key);
  gboolean checked = FALSE;

  make_needle (atlas);
  g_assert_cmpuint (count_everywhere (), ==, 0);
  sluice_atlas_check_key_async (client, NULL, checked_cb, &checked);
  wait_until (is_true, &checked);
  g_assert_cmpuint (count_everywhere (), >, 0);  /* or the search would find nothing at all */
  sluice_atlas_client_close (client);
  assert_finalized_soon (client);
  wait_until (is_nowhere, NULL);
  practice_atlas_stop (atlas);
}

#define SIZES 60
#define AT_HAND 7  /* of each size */

/* What was freed shortly before, and is at hand for whoever asks for as much. */
static void
test_freed (void)
{
  SluiceApiKey *key = sluice_api_key_new ("abcdefgh", "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f");
  char *pieces[SIZES];

  for (gsize i = 0; i < SIZES; i++)
    {
      pieces[i] = g_malloc (24 + 16 * i);
      memset (pieces[i], 'S', 24 + 16 * i);
    }
  for (gsize i = 0; i < SIZES; i++)
    g_free (pieces[i]);
  sluice_api_key_unref (key);
  for (gsize i = 0; i < SIZES; i++)
    {
      char *again[AT_HAND];

      for (gsize n = 0; n < AT_HAND; n++)
        {
          again[n] = g_malloc (24 + 16 * i);
          g_assert_null (g_strstr_len (again[n] + 16, 8, "SSSSSSSS"));
        }
      for (gsize n = 0; n < AT_HAND; n++)
        g_free (again[n]);
    }
}

int
main (int    argc,
      char **argv)
{
  /* As in src/ui/sluice-application.c. */
  mallopt (M_PERTURB, 0x55);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest-secret/gone", test_gone);
  g_test_add_func ("/digest-secret/freed", test_freed);
  return g_test_run ();
}
