/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links, made of whole, partial and absurd answers. */
#include <string.h>

#include "sluice-json.h"
#include "sluice-objects-private.h"

#define ID "64c0ffee0000000000001001"

static SluicePrivateLink *
make (const char *members)
{
  g_autofree char *text = g_strdup_printf ("{\"_id\":\"" ID "\"%s%s}",
                                           *members ? "," : "", members);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = sluice_json_parse (bytes, &error);

  g_assert_no_error (error);
  return sluice_private_link_new_from_json (root);
}

static void
test_states (void)
{
  static const struct { const char *word; SluicePrivateLinkState state; } cases[] = {
    { "\"IDLE\"", SLUICE_PRIVATE_LINK_PREPARING },
    { "\"Working\"", SLUICE_PRIVATE_LINK_PREPARING },
    { "\"DONE\"", SLUICE_PRIVATE_LINK_DONE },
    { "\"done\"", SLUICE_PRIVATE_LINK_DONE },
    { "\"Failed\"", SLUICE_PRIVATE_LINK_FAILED },
    { "\"DELETE_REQUESTED\"", SLUICE_PRIVATE_LINK_LEAVING },
    { "\"deleting\"", SLUICE_PRIVATE_LINK_LEAVING },
    { "\"DELETED\"", SLUICE_PRIVATE_LINK_GONE },
    { "\"DONE \"", SLUICE_PRIVATE_LINK_UNKNOWN },
    { "\"REHYDRATING\"", SLUICE_PRIVATE_LINK_UNKNOWN },
    { "\"\"", SLUICE_PRIVATE_LINK_ABSENT },
    { "null", SLUICE_PRIVATE_LINK_ABSENT },
    { "7", SLUICE_PRIVATE_LINK_ABSENT },
    { "[\"DONE\"]", SLUICE_PRIVATE_LINK_ABSENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"state\":%s", cases[i].word);
      g_autoptr (SluicePrivateLink) link = make (member);

      g_assert_cmpint (sluice_private_link_get_state (link), ==, cases[i].state);
      g_assert_cmpint (sluice_private_link_is_done (link), ==,
                       cases[i].state == SLUICE_PRIVATE_LINK_DONE);
    }
}

/* The answer to a creation was seen without vendor and state. */
static void
test_service (void)
{
  static const struct { const char *members; gboolean s3; } cases[] = {
    { "\"vendor\":\"S3\"", TRUE },
    { "\"vendor\":\"s3\"", TRUE },
    { "\"vendor\":\"MSK\",\"serviceEndpointId\":\"com.amazonaws.us-east-1.s3\"", FALSE },
    { "\"serviceEndpointId\":\"com.amazonaws.us-east-1.s3\"", TRUE },
    { "\"serviceEndpointId\":\"com.amazonaws.us-east-1.kinesis\"", FALSE },
    { "\"serviceEndpointId\":\"com.example.s3\"", FALSE },
    { "\"vendor\":null", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluicePrivateLink) link = make (cases[i].members);

      g_assert_cmpint (sluice_private_link_is_s3 (link), ==, cases[i].s3);
    }
}

static void
test_members (void)
{
  g_autoptr (SluicePrivateLink) link =
    make ("\"provider\":\"AWS\",\"region\":\"us-east-1\",\"errorMessage\":\"No\",\"more\":{}");
  g_autoptr (SluicePrivateLink) bare = make ("\"region\":7,\"errorMessage\":[]");

  g_assert_cmpstr (sluice_private_link_get_id (link), ==, ID);
  g_assert_cmpstr (sluice_private_link_get_provider (link), ==, "AWS");
  g_assert_cmpstr (sluice_private_link_get_region (link), ==, "us-east-1");
  g_assert_cmpstr (sluice_private_link_get_error_message (link), ==, "No");
  g_assert_cmpint (sluice_private_link_get_created (link), ==, 0x64c0ffee);
  g_assert_null (sluice_private_link_get_region (bare));
  g_assert_null (sluice_private_link_get_error_message (bare));
  g_assert_null (sluice_private_link_get_vendor (bare));
}

/* An id that is no ObjectId, or one of another time, tells no time. */
static void
test_created (void)
{
  static const char * const ids[] = {
    "x", "64c0ffee00000000000010011", "64c0ffee000000000000100g", "000000010000000000001001",
    "ffffffff0000000000001001", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"_id\":\"%s\"}", ids[i]);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (JsonNode) root = sluice_json_parse (bytes, NULL);
      g_autoptr (SluicePrivateLink) link = sluice_private_link_new_from_json (root);

      g_assert_cmpint (sluice_private_link_get_created (link), ==, 0);
    }
  g_assert_null (sluice_private_link_new_from_json (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/private-link/states", test_states);
  g_test_add_func ("/private-link/service", test_service);
  g_test_add_func ("/private-link/members", test_members);
  g_test_add_func ("/private-link/created", test_created);
  return g_test_run ();
}
