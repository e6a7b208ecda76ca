/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people bring as connections, good and bad, and what is made of it. */
#include <locale.h>
#include <string.h>

#include "sluice-connection-import.h"

#define ROLE "arn:aws:iam::123456789012:role/s3-writer"
#define AWS "\"aws\":{\"roleArn\":\"" ROLE "\"}"
#define ONE "{\"name\":\"a\",\"type\":\"S3\"," AWS "}"
#define LINK "64c0ffee0000000000000abc"

/* Each item: U usable, O of another type, X unusable, with its name. Then each remark: N note, W
 * warning, P problem, with its column. */
static char *
summarize (const SluiceConnectionImport *import)
{
  GString *text = g_string_new (import->is_readable ? "" : "unreadable");

  for (guint i = 0; i < import->items->len; i++)
    {
      const SluiceImportItem *item = import->items->pdata[i];

      g_string_append_printf (text, "%s%c:%s", text->len > 0 ? " " : "", "UOX"[item->kind],
                              item->name != NULL ? item->name : "");
      g_assert_true ((item->kind == SLUICE_IMPORT_USABLE) == (item->reason == NULL));
      g_assert_cmpuint (item->line, >, 0);
      if (item->kind == SLUICE_IMPORT_USABLE)
        g_assert_nonnull (item->role_arn);
    }
  for (guint i = 0; i < import->remarks->len; i++)
    {
      const SluiceRemark *remark = import->remarks->pdata[i];

      g_string_append_printf (text, " %c%u", "NWP"[remark->severity], remark->column);
    }
  return g_string_free (text, FALSE);
}

static SluiceConnectionImport *
read_text (const char *text)
{
  return sluice_connection_import_read (text, strlen (text));
}

static const struct { const char *text, *summary; } table[] = {
  /* shapes */
  { ONE, "U:a" },
  { "\xef\xbb\xbf  " ONE "\n", "U:a" },
  { "[" ONE "]", "U:a" },
  { "[]", " N1" },
  { "[" ONE ",{\"name\":\"b\",\"type\":\"S3\"," AWS "}]", "U:a U:b" },
  { "{\"results\":[" ONE "],\"totalCount\":1,\"links\":[]}", "U:a N100 N115" },
  { "{\"results\":[" ONE "],\"totalCount\":700}", "U:a N100 W113" },
  { "{\"results\":[]}", " N12" },
  { "{\"results\":{}}", "X: P1 W2" },
  { "{\"results\":[" ONE "],\"totalcount\":1}", "U:a W100" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"id\":\"1\",\"state\":\"READY\",\"region\":\"VIRGINIA"
    "_USA\",\"links\":[]}", "U:a N86 N95 N111 N135" },

  /* the network */
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":{\"type\":\"PUBLIC\"}}}",
    "U:a" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":{\"type\":\"PRIVATE_LINK\","
    "\"connectionId\":\"" LINK "\"}}}", "U:a" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":{\"type\":\"PUBLIC\","
    "\"connectionId\":\"" LINK "\"}}}", "U:a W126" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":{\"type\":"
    "\"PRIVATE_LINK\"}}}", "X:a P109" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":{\"type\":\"VPC\"}}}",
    "X:a P117" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":{}}}", "X:a P109" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"access\":\"PUBLIC\"}}", "X:a P109" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":null}", "U:a" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"networking\":{\"acces\":{\"type\":\"PUBLIC\"}}}",
    "X:a P99 W100" },

  /* members that would be ignored */
  { "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"rolearn\":\"" ROLE "\"}}", "X:a P31 W32" },
  { "{\"name\":\"a\",\"type\":\"S3\",\"roleArn\":\"" ROLE "\"}", "X:a P1 W25" },
  { "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"bootstrapServers\":\"b:9092\"}", "U:a W86" },
  { "{\"nmae\":\"a\",\"type\":\"S3\"," AWS "}", "X: P1 W2" },
  { "{\"Name\":\"a\",\"type\":\"S3\"," AWS "}", "X: P1 W2" },
  { "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" ROLE "\",\"testBuckett\":\"b\"}}",
    "U:a W85" },

  /* missing and wrong */
  { "{}", "X: P1" },
  { "[1]", "X: P2" },
  { "1", "X: P1" },
  { "\"a\"", "X: P1" },
  { "{\"name\":\"a\"," AWS "}", "X:a P1" },
  { "{\"name\":\"a\",\"type\":\"S3\"}", "X:a P1" },
  { "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{}}", "X:a P31" },
  { "{\"name\":\"a\",\"type\":\"S3\",\"aws\":[]}", "X:a P31" },
  { "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"roleArn\":7}}", "X:a P42" },
  { "{\"name\":7,\"type\":\"S3\"," AWS "}", "X: P9" },
  { "{\"name\":\"\",\"type\":\"S3\"," AWS "}", "X: P1" },
  { "{\"name\":null,\"type\":\"S3\"," AWS "}", "X: P1" },
  { "{\"name\":\"a\",\"type\":\"s3\"," AWS "}", "X:a P20" },
  { "{\"name\":\"a\",\"type\":3," AWS "}", "X:a P20" },
  { "{\"name\":\"a\",\"name\":\"b\",\"type\":\"S3\"," AWS "}", "X:b P20" },
  { "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"x\",\"roleArn\":\"y\"}}", "X:a P56" },
  { "[" ONE "," ONE "]", "U:a X:a" },

  /* others are left alone, whatever is in them */
  { "{\"name\":\"k\",\"type\":\"Kafka\",\"authentication\":{\"password\":\"p\"}}", "O:k" },
  { "{\"name\":\"k\",\"type\":\"Iceberg\"}", "O:k" },
  { "[{\"type\":\"Sample\",\"name\":\"s\"}," ONE "]", "O:s U:a" },

  /* no JSON, or no connections */
  { "", "unreadable P1" },
  { "   ", "unreadable P1" },
  { "{\"name\":\"a\",}", "unreadable P12" },
  { "{'name':'a'}", "unreadable P2" },
  { ONE " " ONE, "unreadable P87" },
  { "{\"error\":404,\"errorCode\":\"X\"}", "unreadable P1" },
  { "#!/bin/sh\natlas streams connections create --file x", "unreadable P1" },
  { "curl --digest https://x", "unreadable P1" },
  { "resource \"mongodbatlas_stream_connection\" \"a\" {}", "unreadable P1" },
  { "NAME  TYPE  SERVERS\na  S3  nil", "unreadable P1" },
  { "<!doctype html><html>", "unreadable P1" },
  { "name: a\ntype: S3", "unreadable P1" },
  { "{\"name\":\"\xff\"}", "unreadable P10" },
};

static void
test_table (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), >=, 40);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (SluiceConnectionImport) import = read_text (table[i].text);
      g_autofree char *summary = summarize (import);

      if (g_strcmp0 (summary, table[i].summary) != 0)
        g_test_message ("%s\n  is “%s”, not “%s”", table[i].text, summary, table[i].summary);
      if (g_strcmp0 (summary, table[i].summary) != 0)
        g_test_fail ();
    }
}

/* Three letters too many make the difference between one sentence and another. */
static void
test_sentences (void)
{
  static const struct { const char *text, *reason; } sentences[] = {
    { "{\"nmae\":1}", "“nmae” would be ignored. “name” may be meant." },
    { "{\"type\":\"S3\",\"roleArn\":1}",
      "“roleArn” would be ignored here: it belongs into “aws”." },
    { "{\"type\":\"S3\",\"url\":1}", "“url” would be ignored: S3 connections do not have it." },
    { "{\"type\":\"S3\",\"id\":1}", "“id” is left out: Atlas sets it." },
    { "{\"type\":\"S3\",\"aws\":{\"links\":1}}", "“aws.links” is left out: Atlas sets it." },
    { "{\"results\":[],\"totalCount\":3}", "This is only a part of the list: it holds 0 "
                                            "connections." },
    { "NAME TYPE SERVERS", "This is a table of the Atlas CLI. Let it write JSON instead, with "
                           "“--output json”." },
    { "curl -u a:b", "This is a command for curl. Sluice reads connections as JSON only." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (SluiceConnectionImport) import = read_text (sentences[i].text);
      gboolean found = FALSE;

      for (guint j = 0; j < import->remarks->len; j++)
        found |= g_str_equal (((SluiceRemark *) import->remarks->pdata[j])->reason,
                              sentences[i].reason);
      if (!found)
        g_test_message ("nothing says: %s", sentences[i].reason);
      g_assert_true (found);
    }
}

/* What is proposed makes the text right. */
static void
test_replacement (void)
{
  static const char text[] = "{\"name\":\"a\",\"type\":\"s3\",\"aws\":{\"role_arn\":\"" ROLE "\"}}";
  g_autofree char *present = g_strdup (text);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SluiceConnectionImport) import = read_text (present);
      g_autofree char *mended = NULL;

      for (guint j = 0; j < import->remarks->len && mended == NULL; j++)
        mended = sluice_remark_apply (import->remarks->pdata[j], present, strlen (present));
      g_assert_nonnull (mended);
      g_free (present);
      present = g_steal_pointer (&mended);
    }
  g_assert_cmpstr (present, ==,
                   "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" ROLE "\"}}");
}

/* The same member in all of many connections is one remark. */
static void
test_many (void)
{
  GString *text = g_string_new ("[");
  g_autoptr (SluiceConnectionImport) import = NULL;
  g_autoptr (SluiceConnectionImport) more = NULL;

  for (guint i = 0; i < SLUICE_IMPORT_MAX_CONNECTIONS; i++)
    g_string_append_printf (text, "%s\n{\"name\":\"c%u\",\"type\":\"S3\"," AWS ",\"id\":\"1\"}",
                            i > 0 ? "," : "", i);
  g_string_append (text, "]");
  import = sluice_connection_import_read (text->str, text->len);
  g_assert_true (import->is_readable);
  g_assert_cmpuint (import->items->len, ==, SLUICE_IMPORT_MAX_CONNECTIONS);
  g_assert_cmpuint (import->remarks->len, ==, 1);
  g_assert_cmpstr (((SluiceRemark *) import->remarks->pdata[0])->fix, ==,
                   "It stands in 1000 places.");
  g_assert_cmpuint (((SluiceImportItem *) import->items->pdata[999])->line, ==, 1001);

  g_string_insert (text, 1, "{},");
  more = sluice_connection_import_read (text->str, text->len);
  g_assert_false (more->is_readable);
  g_assert_cmpuint (more->items->len, ==, 0);
  g_string_free (text, TRUE);
}

/* More is not named than anybody reads, but it is counted. */
static void
test_bounds (void)
{
  GString *text = g_string_new ("{\"type\":\"S3\"");
  g_autoptr (SluiceConnectionImport) import = NULL;
  g_autoptr (SluiceConnectionImport) deep = NULL;
  g_autoptr (SluiceConnectionImport) large = NULL;
  g_autofree char *spaces = g_strnfill (SLUICE_IMPORT_MAX_LENGTH + 1, ' ');
  g_autofree char *brackets = g_strnfill (100000, '[');

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, ",\"x%u\":1", i);
  g_string_append (text, "}");
  import = sluice_connection_import_read (text->str, text->len);
  g_assert_cmpuint (import->remarks->len, <, SLUICE_IMPORT_MAX_REMARKS + 4);
  g_assert_cmpstr (((SluiceRemark *) import->remarks->pdata[0])->reason, ==, "“name” is missing.");
  g_assert_cmpstr (((SluiceRemark *) import->remarks->pdata[1])->reason, ==,
                   "49800 more members would be ignored.");
  g_string_free (text, TRUE);

  deep = read_text (brackets);
  g_assert_false (deep->is_readable);
  large = read_text (spaces);
  g_assert_false (large->is_readable);
  g_assert_cmpstr (((SluiceRemark *) large->remarks->pdata[0])->reason, ==,
                   "This text is too long to be read here.");
}

/* Nothing out of a connection of another type gets into anything that is kept or shown. */
static void
test_secrets (void)
{
  static const char text[] =
    "[{\"name\":\"k\",\"type\":\"Kafka\",\"authentication\":{\"password\":\"hunter2\"}},"
    "{\"name\":\"a\",\"type\":\"S3\"," AWS ",\"authentication\":{\"password\":\"hunter2\"}}]";
  g_autoptr (SluiceConnectionImport) import = read_text (text);

  g_assert_true (sluice_connection_import_has_secrets (text, strlen (text)));
  for (guint i = 0; i < import->remarks->len; i++)
    {
      const SluiceRemark *remark = import->remarks->pdata[i];

      g_assert_null (strstr (remark->reason, "hunter2"));
      g_assert_true (remark->fix == NULL || strstr (remark->fix, "hunter2") == NULL);
      g_assert_true (remark->replacement == NULL ||
                     strstr (remark->replacement, "hunter2") == NULL);
    }
  for (guint i = 0; i < import->items->len; i++)
    {
      const SluiceImportItem *item = import->items->pdata[i];

      g_assert_true (item->reason == NULL || strstr (item->reason, "hunter2") == NULL);
    }
}

static void
test_has_secrets (void)
{
  static const struct { const char *text; gboolean secret; } texts[] = {
    { ONE, FALSE },
    { "", FALSE },
    { "{\"name\":\"password\"}", FALSE },
    { "{\"clientSecret\" : \"x\"", TRUE },
    { "{\"sslKeyPassword\":", TRUE },
    { "[\"password\",1]", FALSE },
    { "{\"a\":\"b\",\"Passphrase\"\n:1}", TRUE },
    { "\"\"\"\"\"", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (sluice_connection_import_has_secrets (texts[i].text, strlen (texts[i].text)),
                     ==, texts[i].secret);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-import/table", test_table);
  g_test_add_func ("/connection-import/sentences", test_sentences);
  g_test_add_func ("/connection-import/replacement", test_replacement);
  g_test_add_func ("/connection-import/many", test_many);
  g_test_add_func ("/connection-import/bounds", test_bounds);
  g_test_add_func ("/connection-import/secrets", test_secrets);
  g_test_add_func ("/connection-import/has-secrets", test_has_secrets);

  return g_test_run ();
}
