/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which connections are shown, and in which order. */

#include "sluice-connection-order.h"

#include <string.h>

#include "sluice-connection-words.h"

/* ---- searching ---- */

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* Without regard to case; NULL for nothing to search for. */
char *
sluice_connection_order_fold (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped != '\0' ? g_utf8_casefold (stripped, -1) : NULL;
}

static gboolean
holds_ascii (const char *text,
             const char *needle)
{
  for (; *text != '\0'; text++)
    {
      gsize i = 0;

      while (needle[i] != '\0' && g_ascii_tolower (text[i]) == needle[i])
        i++;
      if (needle[i] == '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
holds (const char *text,
       const char *needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  if (is_ascii (text))
    return holds_ascii (text, needle);
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, needle) != NULL;
}

gboolean
sluice_connection_order_matches (SluiceRegistryEntry          *entry,
                                 const SluiceConnectionFilter *filter)
{
  SluiceConnection *connection = sluice_registry_entry_get_connection (entry);
  const char *role = sluice_connection_get_role_arn (connection);

  if (filter->state >= 0 && (int) sluice_connection_get_state (connection) != filter->state)
    return FALSE;
  if (filter->role_arn != NULL && strcmp (role != NULL ? role : "", filter->role_arn) != 0)
    return FALSE;
  return filter->needle == NULL
         || holds (sluice_connection_get_name (connection), filter->needle)
         || holds (sluice_connection_words_type (connection), filter->needle)
         || holds (sluice_connection_words_state (connection), filter->needle)
         || holds (sluice_connection_get_state_name (connection), filter->needle)
         || holds (role, filter->needle)
         || holds (sluice_connection_get_test_bucket (connection), filter->needle)
         || holds (sluice_connection_words_network (connection), filter->needle)
         || holds (sluice_connection_get_network_type (connection), filter->needle)
         || holds (sluice_registry_entry_get_instance (entry), filter->needle);
}

/* ---- ordering ---- */

static gunichar
next_folded (const char **text)
{
  gunichar c;

  if ((guchar) **text < 0x80)
    return **text != '\0' ? (gunichar) g_ascii_tolower (*(*text)++) : 0;
  c = g_utf8_get_char (*text);
  *text = g_utf8_next_char (*text);
  return g_unichar_tolower (c);
}

/* What is missing stands at the end. Names of very many connections mostly begin alike. */
static int
compare_text (const char *a,
              const char *b)
{
  gsize same = 0;

  if (a == b)
    return 0;
  if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
    return (a == NULL || *a == '\0') - (b == NULL || *b == '\0');
  while (a[same] == b[same] && a[same] != '\0')
    same++;
  while (same > 0 && ((guchar) a[same] & 0xC0) == 0x80)
    same--;
  a += same;
  b += same;
  for (;;)
    {
      gunichar x = next_folded (&a);
      gunichar y = next_folded (&b);

      if (x != y)
        return x < y ? -1 : 1;
      if (x == 0)
        return 0;
    }
}

/* What Atlas says is shared by all that say the same, and cheaper to compare than its words. */
static gboolean
is_same_network (SluiceConnection *one,
                 SluiceConnection *other)
{
  const char *type = sluice_connection_get_network_type (one);

  return type != NULL && type == sluice_connection_get_network_type (other);
}

static gboolean
is_same_state (SluiceConnection *one,
               SluiceConnection *other)
{
  return sluice_connection_get_state_name (one) == sluice_connection_get_state_name (other);
}

static int
compare_by (SluiceRegistryEntry *a,
            SluiceRegistryEntry *b,
            SluiceOrder          order)
{
  SluiceConnection *one = sluice_registry_entry_get_connection (a);
  SluiceConnection *other = sluice_registry_entry_get_connection (b);

  switch (order)
    {
    case SLUICE_ORDER_S3_FIRST:
      return sluice_connection_is_s3 (other) - sluice_connection_is_s3 (one);
    case SLUICE_ORDER_TYPE:
      return compare_text (sluice_connection_get_type_name (one),
                           sluice_connection_get_type_name (other));
    case SLUICE_ORDER_STATE:
      return is_same_state (one, other)
             ? 0 : compare_text (sluice_connection_words_state (one),
                                 sluice_connection_words_state (other));
    case SLUICE_ORDER_ROLE:
      return compare_text (sluice_connection_words_role (one),
                           sluice_connection_words_role (other));
    case SLUICE_ORDER_BUCKET:
      return compare_text (sluice_connection_get_test_bucket (one),
                           sluice_connection_get_test_bucket (other));
    case SLUICE_ORDER_NETWORK:
      return is_same_network (one, other)
             ? 0 : compare_text (sluice_connection_words_network (one),
                                 sluice_connection_words_network (other));
    case SLUICE_ORDER_INSTANCE:
      return compare_text (sluice_registry_entry_get_instance (a),
                           sluice_registry_entry_get_instance (b));
    case SLUICE_ORDER_NAME:
    default:
      return 0;
    }
}

int
sluice_connection_order_compare (SluiceRegistryEntry *a,
                                 SluiceRegistryEntry *b,
                                 SluiceOrder          order)
{
  int result = compare_by (a, b, order);

  if (result == 0)
    result = compare_text (sluice_connection_get_name (sluice_registry_entry_get_connection (a)),
                           sluice_connection_get_name (sluice_registry_entry_get_connection (b)));
  if (result == 0)
    result = compare_text (sluice_registry_entry_get_instance (a),
                           sluice_registry_entry_get_instance (b));
  return result;
}
