/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses Sluice talks to, and under which name keys for them are kept. */
#include "sluice-base-url.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *address;  /* NULL: refused */
  const char *host;
} Case;

static const Case cases[] = {
  { SLUICE_BASE_URL_COMMERCIAL, "https://cloud.mongodb.com", "cloud.mongodb.com" },
  { SLUICE_BASE_URL_GOVERNMENT, "https://cloud.mongodbgov.com", "cloud.mongodbgov.com" },
  { "  https://cloud.mongodb.com/\n", "https://cloud.mongodb.com", "cloud.mongodb.com" },
  { "HTTPS://Cloud.MongoDB.com", "https://cloud.mongodb.com", "cloud.mongodb.com" },
  { "https://cloud.mongodb.com:443", "https://cloud.mongodb.com", "cloud.mongodb.com" },
  { "https://gateway.example:8443/atlas//", "https://gateway.example:8443/atlas",
    "gateway.example:8443" },
  { "https://10.0.0.1", "https://10.0.0.1", "10.0.0.1" },
  { "http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080" },
  { "http://127.1.2.3", "http://127.1.2.3", "127.1.2.3" },
  { "http://localhost:1234/x", "http://localhost:1234/x", "localhost:1234" },
  { "http://LOCALHOST", "http://localhost", "localhost" },
  { "http://[::1]:8080", "http://[::1]:8080", "[::1]:8080" },
  { "https://[2001:DB8::1]", "https://[2001:db8::1]", "2001:db8::1" },
  { "https://größe.example", "https://xn--gre-6ka8i.example", "xn--gre-6ka8i.example" },
  { "https://cloud.mongodb.com/a b", "https://cloud.mongodb.com/a%20b", "cloud.mongodb.com" },
  { "http://cloud.mongodb.com", NULL, NULL },
  { "http://10.0.0.1", NULL, NULL },
  { "http://0.0.0.0", NULL, NULL },
  { "http://127.0.0.1.evil.example", NULL, NULL },
  { "http://localhost.evil.example", NULL, NULL },
  { "http://localhost@evil.example", NULL, NULL },
  { "http://evil.example#@localhost", NULL, NULL },
  { "http://2130706433", NULL, NULL },
  { "http://0x7f.1", NULL, NULL },
  { "ftp://localhost", NULL, NULL },
  { "file:///etc/passwd", NULL, NULL },
  { "ws://localhost", NULL, NULL },
  { "cloud.mongodb.com", NULL, NULL },
  { "//cloud.mongodb.com", NULL, NULL },
  { "https://", NULL, NULL },
  { "https:///path", NULL, NULL },
  { "https:cloud.mongodb.com", NULL, NULL },
  { "https://user@cloud.mongodb.com", NULL, NULL },
  { "https://user:password@cloud.mongodb.com", NULL, NULL },
  { "https://cloud.mongodb.com?x=1", NULL, NULL },
  { "https://cloud.mongodb.com/#x", NULL, NULL },
  { "https://cloud.mongodb.com:99999", NULL, NULL },
  { "https://cloud mongodb.com", NULL, NULL },
  { "https://a%2fb.example", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = sluice_base_url_parse (cases[i].text, &error);
      g_autofree char *again = NULL;
      g_autofree char *host = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (address, ==, cases[i].address);
      if (address == NULL)
        {
          g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
          g_assert_cmpuint (strlen (error->message), >, 20);
          g_assert_null (strstr (error->message, "password"));
          continue;
        }
      g_assert_no_error (error);
      again = sluice_base_url_parse (address, NULL);
      g_assert_cmpstr (again, ==, address);
      host = sluice_base_url_dup_host (address);
      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/base-url/parse", test_parse);
  return g_test_run ();
}
