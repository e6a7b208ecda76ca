/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in pages, whatever the server says about their number. */
#include "raw-calls.h"

#include "sluice-atlas-registry.h"

#define PAGE_SIZE 500

/* Entries first … first + n - 1. */
static char *
make_page (guint first, guint n, const char *rest)
{
  g_autoptr (GString) text = g_string_new ("{\"results\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"name\":\"c%u\",\"type\":\"S3\"}", i > 0 ? "," : "",
                            first + i);
  g_string_append_printf (text, "]%s}", rest);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
push_page (RawServer *server, guint first, guint n, const char *rest)
{
  g_autofree char *page = make_page (first, n, rest);

  raw_push (server, "200 OK", NULL, page);
}

static void
assert_list (RawServer *server, guint n_connections, guint n_requests)
{
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = calls_list (client, &outcome, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, n_connections);
  g_assert_cmpuint (raw_server_count (server), ==, n_requests);
  for (guint i = 0; i < n_requests; i++)
    {
      g_autofree char *target = g_strdup_printf (CALLS_REGISTRY "?itemsPerPage=500&pageNum=%u",
                                                 i + 1);

      g_assert_cmpstr (raw_server_get_request (server, i)->target, ==, target);
    }
  for (guint i = 0; i < n_connections; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      g_assert_cmpstr (sluice_connection_get_name (list->pdata[i]), ==, name);
    }
}

static void
test_empty (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  push_page (server, 0, 0, ",\"totalCount\":0,\"links\":[]");
  assert_list (server, 0, 1);
}

static void
test_full_pages (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  push_page (server, 0, PAGE_SIZE, "");
  push_page (server, PAGE_SIZE, PAGE_SIZE, "");
  push_page (server, 2 * PAGE_SIZE, 7, "");
  assert_list (server, 2 * PAGE_SIZE + 7, 3);
}

/* The address in the link is one nobody can reach from outside. */
static void
test_next_link (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (RawServer) other = raw_server_new (NULL, FALSE);
  g_autofree char *url = raw_server_dup_url (other);
  g_autofree char *links = g_strdup_printf (",\"links\":[{\"rel\":\"self\",\"href\":\"%s\"},"
                                            "{\"rel\":\"next\",\"href\":\"%s/next\"}]", url, url);

  push_page (server, 0, 2, links);
  push_page (server, 2, 2, links);
  push_page (server, 4, 1, ",\"links\":[{\"rel\":\"previous\",\"href\":\"x\"}]");
  assert_list (server, 5, 3);
  g_assert_cmpuint (raw_server_n_connections (other), ==, 0);
}

static void
test_total_too_low (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  push_page (server, 0, PAGE_SIZE, ",\"totalCount\":3");
  push_page (server, PAGE_SIZE, 1, ",\"totalCount\":3");
  assert_list (server, PAGE_SIZE + 1, 2);
}

static void
test_total_too_high (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  push_page (server, 0, 3, ",\"totalCount\":1000000000000");
  push_page (server, 0, 0, ",\"totalCount\":1000000000000");
  assert_list (server, 3, 2);
}

static void
test_total_of_any_type (void)
{
  static const char * const totals[] = { "null", "\"7\"", "{}", "[]", "true", "-5", "1e99" };

  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
      g_autoptr (SluiceAtlasClient) client = raw_client (server);
      g_autofree char *rest = g_strdup_printf (",\"totalCount\":%s,\"links\":7", totals[i]);
      g_auto (Outcome) outcome = { NULL };
      g_autoptr (GPtrArray) list = NULL;

      push_page (server, 0, 1, rest);
      push_page (server, 0, 0, rest);
      list = calls_list (client, &outcome, NULL);
      g_assert_cmpuint (list->len, ==, 1);
    }
}

/* A server that knows no pages gives the same one each time. */
static void
test_same_page (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  for (guint i = 0; i < 5; i++)
    push_page (server, 0, PAGE_SIZE, ",\"totalCount\":9999,\"links\":[{\"rel\":\"next\"}]");
  assert_list (server, PAGE_SIZE, 2);
}

static void
test_overlap (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  push_page (server, 0, PAGE_SIZE, "");
  push_page (server, PAGE_SIZE - 3, 5, "");
  assert_list (server, PAGE_SIZE + 2, 2);
}

static void
test_endless (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1001; i++)
    push_page (server, i, 1, ",\"links\":[{\"rel\":\"next\"}]");
  g_assert_null (calls_list (client, &outcome, &error));
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
  g_assert_cmpuint (raw_server_count (server), ==, 1000);
}

static void
test_unreadable_entries (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);

  raw_push (server, "200 OK", NULL, "{\"results\":[7,null,[],{\"name\":\"c0\"},{\"type\":\"S3\"},"
            "{\"name\":\"c1\",\"type\":7,\"state\":{},\"aws\":\"x\",\"networking\":[]}]}");
  assert_list (server, 2, 1);
}

/* Where not one of them can be read, there is no list: not an empty one either. */
static void
test_no_readable_entry (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  raw_push (server, "200 OK", NULL, "{\"results\":[7,{\"type\":\"S3\"}],\"totalCount\":2}");
  g_assert_null (calls_list (client, &outcome, &error));
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
}

static void
test_not_a_list (gconstpointer body)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  raw_push (server, "200 OK", NULL, body);
  g_assert_null (calls_list (client, &outcome, &error));
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
}

/* What has come so far is no list either. */
static void
test_error_on_the_way (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  push_page (server, 0, PAGE_SIZE, "");
  raw_push (server, "429 Too Many Requests", "Retry-After: 700\r\n",
            "{\"errorCode\":\"RATE_LIMITED\"}");
  g_assert_null (calls_list (client, &outcome, &error));
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_RATE_LIMITED);
  g_assert_cmpint (sluice_evidence_get_retry_after (outcome.evidence), ==, 700);
  g_assert_true (outcome.evidence == sluice_atlas_error_get_evidence (error));
}

/* What comes while another page is asked for already ends the list as well. */
static void
test_nonsense_on_the_way (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  push_page (server, 0, PAGE_SIZE, ",\"totalCount\":2500");
  push_page (server, PAGE_SIZE, PAGE_SIZE, ",\"totalCount\":2500");
  raw_push (server, "200 OK", NULL, "<html>Sign in first</html>");
  push_page (server, 3 * PAGE_SIZE, PAGE_SIZE, ",\"totalCount\":2500");
  g_assert_null (calls_list (client, &outcome, &error));
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
  g_assert_cmpstr (sluice_evidence_get_excerpt (sluice_atlas_error_get_evidence (error)), ==,
                   "<html>Sign in first</html>");
  raw_wait_requests (server, 4);
}

typedef struct
{
  Outcome    outcome;
  RawServer *server;
  guint      n_told;
  guint      n_ahead;  /* pages told of when the next one had been asked for */
} Ahead;

static void
ahead_cb (GPtrArray *connections, guint first, gpointer user_data)
{
  Ahead *ahead = user_data;

  g_assert_cmpuint (first, ==, ahead->n_told * PAGE_SIZE);
  ahead->n_told++;
  ahead->n_ahead += raw_server_count (ahead->server) > ahead->n_told;
}

/* The server need not wait for the client to read. */
static void
test_ahead (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  Ahead ahead = { .server = server };

  for (guint i = 0; i < 8; i++)
    push_page (server, i * PAGE_SIZE, PAGE_SIZE, ",\"totalCount\":4000");
  push_page (server, 0, 0, ",\"totalCount\":4000");
  sluice_atlas_read_registry_async (client, CALLS_PROJECT, CALLS_INSTANCE, NULL, ahead_cb,
                                    outcome_cb, &ahead.outcome);
  outcome_wait (&ahead.outcome);
  list = sluice_atlas_read_registry_finish (client, ahead.outcome.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 8 * PAGE_SIZE);
  g_assert_cmpuint (ahead.n_told, ==, 8);
  g_assert_cmpuint (ahead.n_ahead, >, 0);
  g_assert_cmpuint (raw_server_count (server), ==, 9);
  outcome_clear (&ahead.outcome);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/pages/empty", test_empty);
  g_test_add_func ("/atlas/pages/full-pages", test_full_pages);
  g_test_add_func ("/atlas/pages/next-link", test_next_link);
  g_test_add_func ("/atlas/pages/total-too-low", test_total_too_low);
  g_test_add_func ("/atlas/pages/total-too-high", test_total_too_high);
  g_test_add_func ("/atlas/pages/total-of-any-type", test_total_of_any_type);
  g_test_add_func ("/atlas/pages/same-page", test_same_page);
  g_test_add_func ("/atlas/pages/overlap", test_overlap);
  g_test_add_func ("/atlas/pages/endless", test_endless);
  g_test_add_func ("/atlas/pages/no-readable-entry", test_no_readable_entry);
  g_test_add_func ("/atlas/pages/unreadable-entries", test_unreadable_entries);
  g_test_add_data_func ("/atlas/pages/no-results", "{\"totalCount\":0}", test_not_a_list);
  g_test_add_data_func ("/atlas/pages/results-is-text", "{\"results\":\"x\"}", test_not_a_list);
  g_test_add_data_func ("/atlas/pages/bare-list", "[]", test_not_a_list);
  g_test_add_func ("/atlas/pages/error-on-the-way", test_error_on_the_way);
  g_test_add_func ("/atlas/pages/nonsense-on-the-way", test_nonsense_on_the_way);
  g_test_add_func ("/atlas/pages/ahead", test_ahead);
  return g_test_run ();
}
