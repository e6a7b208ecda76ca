/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of faults. A write is sent at most once whatever happens, which is no column. */
#include "fault-table.h"

#include <gio/gio.h>
#include <string.h>
#include <time.h>

#include "fault-shim.h"

/* Most rows leave out what comes last. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define E(code) SLUICE_ATLAS_ERROR_##code
#define BASIC "WWW-Authenticate: Basic realm=\"x\"\r\n"
#define SHA256 "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"\r\n"
#define FOREIGN "WWW-Authenticate: Digest realm=\"MMS Public API\", domain=\"\", nonce=\"foreign\", " \
                "algorithm=MD5, qop=\"auth\", stale=false\r\n"
#define ELSEWHERE "Location: http://127.0.0.1:1/elsewhere\r\n"
#define PAGE "<html><body><h1>Something</h1></body></html>"
#define JSON(code) "{\"error\":0,\"errorCode\":\"" code "\",\"reason\":\"x\",\"detail\":\"x\"}"

/* The same fault before and after the server has done what was asked. */
#define BOTH(name, status, body, read) \
  { name ", not done", FAULT_ANSWER_READ, FALSE, FALSE, status, NULL, body, read, read, \
    TRUTH_NOT_DONE, TRUTH_UNKNOWN }, \
  { name ", done", FAULT_ANSWER_DONE, FALSE, FALSE, status, NULL, body, read, read, \
    TRUTH_DONE, TRUTH_UNKNOWN }
/* The same, where reads are repeated. */
#define BUSY(name, status, body, read) \
  { name ", not done", FAULT_ANSWER_READ, FALSE, FALSE, status, NULL, body, FAULT_FINE, read, \
    TRUTH_NOT_DONE, TRUTH_UNKNOWN }, \
  { name ", done", FAULT_ANSWER_DONE, FALSE, FALSE, status, NULL, body, FAULT_FINE, read, \
    TRUTH_DONE, TRUTH_UNKNOWN }
/* Not done, as is certain; reads are repeated. */
#define LATER(name, status, headers, body, read) \
  { name, FAULT_ANSWER_READ, FALSE, FALSE, status, headers, body, FAULT_FINE, read, \
    TRUTH_REFUSED, TRUTH_REFUSED }
/* An answer that points elsewhere, whether or not it was done. */
#define AWAY(name, status) \
  { name ", not done", FAULT_ANSWER_READ, FALSE, FALSE, status, ELSEWHERE, "", E (REDIRECTED), \
    E (REDIRECTED), TRUTH_NOT_DONE, TRUTH_UNKNOWN }, \
  { name ", done", FAULT_ANSWER_DONE, FALSE, FALSE, status, ELSEWHERE, "", E (REDIRECTED), \
    E (REDIRECTED), TRUTH_DONE, TRUTH_UNKNOWN }
/* An answer after which it is certain that nothing was done. */
#define NO(name, status, headers, body, read) \
  { name, FAULT_ANSWER_READ, FALSE, FALSE, status, headers, body, read, read, \
    TRUTH_REFUSED, TRUTH_REFUSED }
/* An answer that says no, although it was done, or that it is there or not there, although that is
 * not so: by a gateway between, or since somebody has sent the request on twice. Whoever goes on
 * saying so is believed. */
#define DENIED(name, status, headers, body, read) \
  { name ", done", FAULT_ANSWER_DONE, FALSE, FALSE, status, headers, body, read, read, \
    TRUTH_DONE, TRUTH_ANY, .of_writes = TRUE }
#define FALSE_NO(name, status, body, read) \
  { name ", not done", FAULT_ANSWER_READ, FALSE, FALSE, status, NULL, body, read, read, \
    TRUTH_REFUSED, TRUTH_ANY, .of_writes = TRUE }, \
  DENIED (name, status, NULL, body, read)
/* A success that cannot be understood. */
#define ODD(name, status, headers, body) \
  { name, FAULT_ANSWER_DONE, FALSE, FALSE, status, headers, body, E (BAD_REPLY), E (BAD_REPLY), \
    TRUTH_DONE, TRUTH_UNKNOWN }
#define LOST(name, act, truth) \
  { name, act, FALSE, FALSE, NULL, NULL, NULL, FAULT_FINE, E (CONNECTION_LOST), \
    truth, TRUTH_UNKNOWN }
#define SLOW(name, act, truth) \
  { name, act, FALSE, TRUE, NULL, NULL, NULL, E (TIMED_OUT), E (TIMED_OUT), \
    truth, TRUTH_UNKNOWN }
#define CUT(name, act) \
  { name, act, FALSE, FALSE, NULL, NULL, NULL, FAULT_CUT, FAULT_CUT, TRUTH_DONE, TRUTH_UNKNOWN }
/* The right answer in another shape: whatever is made of it, nothing false is said. */
#define SHAPE(name, shape) \
  { name, FAULT_SHAPE, FALSE, FALSE, NULL, NULL, shape, FAULT_ODD, FAULT_ODD, \
    TRUTH_ANY, TRUTH_ANY }
#define HARMLESS(name, act) \
  { name, act, FALSE, FALSE, NULL, NULL, NULL, FAULT_FINE, FAULT_FINE, TRUTH_DONE, TRUTH_DONE }
/* The clock of this computer is wrong, or is put right meanwhile. */
#define CLOCK(name, seconds) \
  { name, FAULT_PASS, FALSE, FALSE, NULL, NULL, NULL, FAULT_FINE, FAULT_FINE, TRUTH_DONE, \
    TRUTH_DONE, .clock = seconds }
#define JUMP(name, where) \
  { name, FAULT_JUMP_DONE, FALSE, FALSE, NULL, NULL, where, FAULT_FINE, FAULT_FINE, TRUTH_DONE, \
    TRUTH_DONE }, \
  { name ", in silence", FAULT_JUMP_SILENT, FALSE, TRUE, NULL, NULL, where, E (TIMED_OUT), \
    E (TIMED_OUT), TRUTH_DONE, TRUTH_UNKNOWN }
/* The server says when to come again, by its own clock. */
#define SOON(name, seconds) \
  { name, FAULT_ANSWER_READ, FALSE, FALSE, "429 Too Many Requests", \
    "Date: " FAULT_NOW "\r\nRetry-After: " FAULT_SOON "\r\n", PAGE, FAULT_FINE, \
    E (RATE_LIMITED), TRUTH_REFUSED, TRUTH_REFUSED, .clock = seconds, .least_ms = 900 }

const Fault faults[] = {
  HARMLESS ("no fault", FAULT_PASS),

  LOST ("reset before it is read", FAULT_RESET_UNREAD, TRUTH_NOT_DONE),
  LOST ("reset after it is read", FAULT_RESET_READ, TRUTH_NOT_DONE),
  LOST ("closed after it is read", FAULT_CLOSE_READ, TRUTH_NOT_DONE),
  LOST ("reset after it is done", FAULT_RESET_DONE, TRUTH_DONE),
  LOST ("closed after it is done", FAULT_CLOSE_DONE, TRUTH_DONE),
  LOST ("reset in the body", FAULT_HALF_RESET, TRUTH_DONE),
  LOST ("body cut off, with length", FAULT_HALF_CLOSE, TRUTH_DONE),
  CUT ("body cut off, chunked", FAULT_HALF_CHUNKED),
  CUT ("body cut off, without length", FAULT_HALF_NO_LENGTH),

  SLOW ("silence before it is done", FAULT_SILENT_READ, TRUTH_NOT_DONE),
  SLOW ("silence after it is done", FAULT_SILENT_DONE, TRUTH_DONE),
  SLOW ("silence in the body", FAULT_HALF_SILENT, TRUTH_DONE),
  SLOW ("byte by byte", FAULT_TRICKLE_DONE, TRUTH_DONE),

  ODD ("empty", "200 OK", NULL, ""),
  ODD ("204 for an object", "204 No Content", NULL, ""),
  ODD ("null", "200 OK", NULL, "null"),
  ODD ("a number", "200 OK", NULL, "17"),
  ODD ("a text", "200 OK", NULL, "\"connected\""),
  ODD ("a list of nothing", "200 OK", NULL, "[]"),
  ODD ("half of an object", "200 OK", NULL, "{\"name\":\"s3"),
  ODD ("two objects", "200 OK", NULL, "{}{}"),
  ODD ("a web page", "200 OK", "Content-Type: text/html\r\n", PAGE),
  ODD ("bad UTF-8", "200 OK", NULL, "{\"name\":\"\xff\xfe\",\"results\":[]}"),
  ODD ("NUL", "200 OK", NULL, "NUL"),
  ODD ("200,000 brackets", "200 OK", NULL, "BRACKETS"),
  ODD ("gzip bomb", "200 OK", "Content-Encoding: gzip\r\n", "BOMB"),
  { "a line that is not HTTP", FAULT_ANSWER_DONE, FALSE, TRUE, NULL, NULL,
    "ICY 200 OK\r\n\r\n{}", E (TIMED_OUT), E (TIMED_OUT), TRUTH_DONE, TRUTH_UNKNOWN },
  { "500 MB", FAULT_FLOOD_DONE, FALSE, FALSE, NULL, NULL, NULL, E (BAD_REPLY), E (BAD_REPLY),
    TRUTH_DONE, TRUTH_UNKNOWN },
  HARMLESS ("another media type", FAULT_OTHER_TYPE),
  HARMLESS ("in chunks", FAULT_IN_CHUNKS),
  HARMLESS ("early hints", FAULT_EARLY_HINTS),
  HARMLESS ("a clock ten years behind", FAULT_OTHER_DATE),
  SHAPE ("every value missing", ""),
  SHAPE ("every value null", "null"),
  SHAPE ("every value a number", "17"),
  SHAPE ("every value a huge number", "123456789012345678901234567890"),
  SHAPE ("every value false", "false"),
  SHAPE ("every value an unknown word", "\"REHYDRATING\""),
  SHAPE ("every value empty", "\"\""),
  SHAPE ("every value a list", "[[]]"),
  SHAPE ("every value an object", "{\"name\":{}}"),

  AWAY ("301 to another host", "301 Moved Permanently"),
  AWAY ("302 to another host", "302 Found"),
  AWAY ("303 to another host", "303 See Other"),
  AWAY ("304", "304 Not Modified"),
  AWAY ("307 to another host", "307 Temporary Redirect"),
  AWAY ("308 to another host", "308 Permanent Redirect"),
  { "Basic only", FAULT_ANSWER_READ, TRUE, FALSE, "401 Unauthorized", BASIC, PAGE,
    E (AUTH_UNSUPPORTED), E (AUTH_UNSUPPORTED), TRUTH_REFUSED, TRUTH_REFUSED },
  { "SHA-256 only", FAULT_ANSWER_READ, TRUE, FALSE, "401 Unauthorized", SHA256, PAGE,
    E (AUTH_UNSUPPORTED), E (AUTH_UNSUPPORTED), TRUTH_REFUSED, TRUTH_REFUSED },
  { "Basic beside Digest", FAULT_BASIC_BESIDE, TRUE, FALSE, NULL, NULL, NULL,
    FAULT_FINE, FAULT_FINE, TRUTH_DONE, TRUTH_DONE },
  /* It is answered as RFC 2069 has it; the server wants more. */
  { "Digest without qop", FAULT_NO_QOP, TRUE, FALSE, NULL, NULL, NULL,
    E (KEY_REFUSED), E (KEY_REFUSED), TRUTH_REFUSED, TRUTH_REFUSED },
  { "stale", FAULT_SPOILT_NONCE, FALSE, FALSE, NULL, NULL, NULL,
    FAULT_FINE, E (AUTH_LOOP), TRUTH_DONE, TRUTH_REFUSED },
  { "another nonce, not stale", FAULT_ANSWER_READ, FALSE, FALSE, "401 Unauthorized", FOREIGN, PAGE,
    FAULT_FINE, E (KEY_REFUSED), TRUTH_DONE, TRUTH_REFUSED },

  NO ("401 alone", "401 Unauthorized", NULL, PAGE, E (KEY_REFUSED)),
  NO ("401 UNAUTHORIZED", "401 Unauthorized", NULL, JSON ("UNAUTHORIZED"), E (KEY_REFUSED)),
  NO ("401 USER_UNAUTHORIZED", "401 Unauthorized", NULL, JSON ("USER_UNAUTHORIZED"),
      E (ROLE_MISSING)),
  NO ("401 NOT_IN_GROUP", "401 Unauthorized", NULL, JSON ("NOT_IN_GROUP"),
      E (PROJECT_OUT_OF_REACH)),
  NO ("401 UNEXPECTED_ERROR", "401 Unauthorized", NULL, JSON ("UNEXPECTED_ERROR"), E (KEY_REFUSED)),
  NO ("401 USER_CANNOT_ACCESS_GROUP", "401 Unauthorized", NULL, JSON ("USER_CANNOT_ACCESS_GROUP"),
      E (PROJECT_OUT_OF_REACH)),
  NO ("401 USER_CANNOT_ACCESS_ORG", "401 Unauthorized", NULL, JSON ("USER_CANNOT_ACCESS_ORG"),
      E (PROJECT_OUT_OF_REACH)),
  NO ("401 NOT_ORG_GROUP_CREATOR", "401 Unauthorized", NULL, JSON ("NOT_ORG_GROUP_CREATOR"),
      E (ROLE_MISSING)),
  NO ("401 API_KEY_ACCESS_LIST_ACCESS_DENIED", "401 Unauthorized", NULL,
      JSON ("API_KEY_ACCESS_LIST_ACCESS_DENIED"), E (ROLE_MISSING)),
  NO ("401 of a new kind", "401 Unauthorized", NULL, JSON ("HEAVY_WEATHER"), E (ROLE_MISSING)),
  NO ("402", "402 Payment Required", NULL, JSON ("NO_PAYMENT_INFORMATION_FOUND"), E (BILLING)),
  NO ("402 ACCOUNT_SUSPENDED", "402 Payment Required", NULL, JSON ("ACCOUNT_SUSPENDED"),
      E (BILLING)),
  NO ("403 alone", "403 Forbidden", NULL, PAGE, E (FORBIDDEN)),
  NO ("403 IP_ADDRESS_NOT_ON_ACCESS_LIST", "403 Forbidden", NULL,
      JSON ("IP_ADDRESS_NOT_ON_ACCESS_LIST"), E (ADDRESS_NOT_LISTED)),
  NO ("403 ORG_REQUIRES_ACCESS_LIST", "403 Forbidden", NULL, JSON ("ORG_REQUIRES_ACCESS_LIST"),
      E (ACCESS_LIST_REQUIRED)),
  NO ("403 IP_ADDRESS_NOT_ON_WHITELIST", "403 Forbidden", NULL,
      JSON ("IP_ADDRESS_NOT_ON_WHITELIST"), E (ADDRESS_NOT_LISTED)),
  NO ("403 RESOURCE_REQUIRES_ACCESS_LIST", "403 Forbidden", NULL,
      JSON ("RESOURCE_REQUIRES_ACCESS_LIST"), E (ACCESS_LIST_REQUIRED)),
  NO ("403 GLOBAL_USER_OUTSIDE_SUBNET", "403 Forbidden", NULL, JSON ("GLOBAL_USER_OUTSIDE_SUBNET"),
      E (OUTSIDE_NETWORK)),
  NO ("403 ACCESS_FORBIDDEN", "403 Forbidden", NULL, JSON ("ACCESS_FORBIDDEN"), E (FORBIDDEN)),
  NO ("403 FEATURE_UNSUPPORTED", "403 Forbidden", NULL, JSON ("FEATURE_UNSUPPORTED"),
      E (FEATURE_UNSUPPORTED)),
  NO ("400 VALIDATION_ERROR", "400 Bad Request", NULL, JSON ("VALIDATION_ERROR"), E (INVALID)),
  /* What is missing is not the thing itself. */
  NO ("404 GROUP_NOT_FOUND", "404 Not Found", NULL, JSON ("GROUP_NOT_FOUND"),
      E (PROJECT_NOT_FOUND)),
  NO ("404 STREAM_TENANT_NOT_FOUND_FOR_NAME", "404 Not Found", NULL,
      JSON ("STREAM_TENANT_NOT_FOUND_FOR_NAME"), E (INSTANCE_NOT_FOUND)),
  /* Not Atlas, but something on the way: it says nothing about what there is. */
  NO ("404 as a page", "404 Not Found", "Content-Type: text/html\r\n", PAGE, E (NOT_FOUND)),
  NO ("405", "405 Method Not Allowed", NULL, JSON ("METHOD_NOT_ALLOWED"), E (FAILED)),
  NO ("405 WRITES_NOT_ALLOWED_DURING_APP_UPGRADES", "405 Method Not Allowed", NULL,
      JSON ("WRITES_NOT_ALLOWED_DURING_APP_UPGRADES"), E (UPGRADING)),
  NO ("406 as a page", "406 Not Acceptable", NULL, PAGE, E (VERSION)),
  NO ("406 INVALID_VERSION_DATE", "406 Not Acceptable", NULL, JSON ("INVALID_VERSION_DATE"),
      E (VERSION)),
  NO ("407", "407 Proxy Authentication Required", NULL, PAGE, E (PROXY)),
  BOTH ("408", "408 Request Timeout", PAGE, E (TIMED_OUT)),
  NO ("409 of some kind", "409 Conflict", NULL, JSON ("SOMETHING_ELSE"), E (CONFLICT)),
  NO ("409 as a page", "409 Conflict", NULL, PAGE, E (CONFLICT)),
  NO ("410 as a page", "410 Gone", NULL, PAGE, E (VERSION)),
  NO ("410 VERSION_GONE", "410 Gone", NULL, JSON ("VERSION_GONE"), E (VERSION)),
  NO ("413", "413 Content Too Large", NULL, PAGE, E (FAILED)),
  NO ("422", "422 Unprocessable Content", NULL, JSON ("INVALID_ATTRIBUTE"), E (INVALID)),
  LATER ("429", "429 Too Many Requests", NULL, JSON ("RATE_LIMITED"), E (RATE_LIMITED)),
  LATER ("429 as a page", "429 Too Many Requests", NULL, PAGE, E (RATE_LIMITED)),
  { "429 with a wait of two seconds", FAULT_ANSWER_READ, FALSE, FALSE, "429 Too Many Requests",
    "Retry-After: 2\r\n", JSON ("RATE_LIMITED"), FAULT_FINE, E (RATE_LIMITED), TRUTH_REFUSED,
    TRUTH_REFUSED, .least_ms = 1950 },
  SOON ("429 with a wait until soon", 0),
  SOON ("429 with a wait until soon, the clock here ten years ahead", SHIM_TEN_YEARS),
  SOON ("429 with a wait until soon, the clock here ten years behind", -SHIM_TEN_YEARS),
  NO ("429 with an absurd wait", "429 Too Many Requests",
      "Retry-After: 99999999999999999999999999\r\n", PAGE, E (RATE_LIMITED)),
  NO ("429 with a wait until 2099", "429 Too Many Requests",
      "Retry-After: Thu, 01 Jan 2099 00:00:00 GMT\r\n", PAGE, E (RATE_LIMITED)),
  LATER ("429 with a wait until yesterday", "429 Too Many Requests",
      "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n", PAGE, E (RATE_LIMITED)),
  LATER ("429 with a wait that is no time", "429 Too Many Requests", "Retry-After: soon\r\n", PAGE,
      E (RATE_LIMITED)),

  DENIED ("400 as a page", "400 Bad Request", NULL, PAGE, E (INVALID)),
  DENIED ("400 VALIDATION_ERROR", "400 Bad Request", NULL, JSON ("VALIDATION_ERROR"), E (INVALID)),
  DENIED ("402", "402 Payment Required", NULL, PAGE, E (BILLING)),
  DENIED ("403 alone", "403 Forbidden", NULL, PAGE, E (FORBIDDEN)),
  DENIED ("403 USER_UNAUTHORIZED", "403 Forbidden", NULL, JSON ("USER_UNAUTHORIZED"),
          E (ROLE_MISSING)),
  DENIED ("403 IP_ADDRESS_NOT_ON_ACCESS_LIST", "403 Forbidden", NULL,
          JSON ("IP_ADDRESS_NOT_ON_ACCESS_LIST"), E (ADDRESS_NOT_LISTED)),
  DENIED ("404 as a page", "404 Not Found", "Content-Type: text/html\r\n", PAGE, E (NOT_FOUND)),
  DENIED ("404 GROUP_NOT_FOUND", "404 Not Found", NULL, JSON ("GROUP_NOT_FOUND"),
          E (PROJECT_NOT_FOUND)),
  FALSE_NO ("404 RESOURCE_NOT_FOUND", "404 Not Found", JSON ("RESOURCE_NOT_FOUND"),
            E (NOT_FOUND)),
  FALSE_NO ("404 STREAM_CONNECTION_NOT_FOUND_FOR_NAME", "404 Not Found",
            JSON ("STREAM_CONNECTION_NOT_FOUND_FOR_NAME"), E (CONNECTION_NOT_FOUND)),
  FALSE_NO ("404 CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND", "404 Not Found",
            JSON ("CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND"), E (AWS_ROLE_NOT_FOUND)),
  FALSE_NO ("404 STREAM_PROCESSOR_NOT_FOUND", "404 Not Found",
            JSON ("STREAM_PROCESSOR_NOT_FOUND"), E (NOT_FOUND)),
  DENIED ("405", "405 Method Not Allowed", NULL, PAGE, E (FAILED)),
  DENIED ("406", "406 Not Acceptable", NULL, PAGE, E (VERSION)),
  DENIED ("409 as a page", "409 Conflict", NULL, PAGE, E (CONFLICT)),
  FALSE_NO ("409 STREAM_CONNECTION_NAME_ALREADY_EXISTS", "409 Conflict",
            JSON ("STREAM_CONNECTION_NAME_ALREADY_EXISTS"), E (NAME_TAKEN)),
  FALSE_NO ("409 STREAM_PRIVATE_LINK_ALREADY_EXISTS", "409 Conflict",
            JSON ("STREAM_PRIVATE_LINK_ALREADY_EXISTS"), E (PRIVATE_LINK)),
  FALSE_NO ("409 STREAM_CONNECTION_HAS_STREAM_PROCESSORS", "409 Conflict",
            JSON ("STREAM_CONNECTION_HAS_STREAM_PROCESSORS"), E (IN_USE)),
  DENIED ("410", "410 Gone", NULL, PAGE, E (VERSION)),
  DENIED ("418", "418 Whatever", NULL, PAGE, E (FAILED)),
  DENIED ("422", "422 Unprocessable Content", NULL, JSON ("INVALID_ATTRIBUTE"), E (INVALID)),
  DENIED ("429", "429 Too Many Requests", NULL, JSON ("RATE_LIMITED"), E (RATE_LIMITED)),
  DENIED ("429 with a wait", "429 Too Many Requests", "Retry-After: 30\r\n", PAGE,
          E (RATE_LIMITED)),

  BOTH ("500 as a page", "500 Internal Server Error", PAGE, E (SERVER)),
  BOTH ("500 as JSON", "500 Internal Server Error", JSON ("UNEXPECTED_ERROR"), E (SERVER)),
  BUSY ("502", "502 Bad Gateway", PAGE, E (UNAVAILABLE)),
  BUSY ("502 as JSON", "502 Bad Gateway", JSON ("BAD_GATEWAY"), E (UNAVAILABLE)),
  BUSY ("503", "503 Service Unavailable", PAGE, E (UNAVAILABLE)),
  BUSY ("503 as JSON", "503 Service Unavailable", JSON ("SERVICE_UNAVAILABLE"), E (UNAVAILABLE)),
  BUSY ("504", "504 Gateway Timeout", PAGE, E (UNAVAILABLE)),
  BUSY ("504 as JSON", "504 Gateway Timeout", JSON ("STREAM_PROCESSOR_TIMEOUT"), E (UNAVAILABLE)),
  BOTH ("599", "599 Whatever", PAGE, E (SERVER)),

  { "cancelled before it is done", FAULT_CANCEL_READ, FALSE, FALSE, NULL, NULL, NULL,
    E (CANCELLED), E (CANCELLED), TRUTH_NOT_DONE, TRUTH_UNKNOWN },
  { "cancelled after it is done", FAULT_CANCEL_DONE, FALSE, FALSE, NULL, NULL, NULL,
    E (CANCELLED), E (CANCELLED), TRUTH_DONE, TRUTH_UNKNOWN },
  { "cancelled in the body", FAULT_CANCEL_BODY, FALSE, FALSE, NULL, NULL, NULL,
    E (CANCELLED), E (CANCELLED), TRUTH_DONE, TRUTH_UNKNOWN },

  /* Nobody is left who could look. */
  { "quit before it is done", FAULT_CANCEL_READ, FALSE, FALSE, NULL, NULL, FAULT_QUIT,
    E (CANCELLED), E (CANCELLED), TRUTH_UNKNOWN, TRUTH_UNKNOWN },
  { "quit after it is done", FAULT_CANCEL_DONE, FALSE, FALSE, NULL, NULL, FAULT_QUIT,
    E (CANCELLED), E (CANCELLED), TRUTH_UNKNOWN, TRUTH_UNKNOWN },
  { "quit in the body", FAULT_CANCEL_BODY, FALSE, FALSE, NULL, NULL, FAULT_QUIT,
    E (CANCELLED), E (CANCELLED), TRUTH_UNKNOWN, TRUTH_UNKNOWN },
  { "suspended beyond the deadline", FAULT_SLEEP_DONE, FALSE, TRUE, NULL, NULL, NULL,
    FAULT_LATE, FAULT_LATE, TRUTH_DONE, TRUTH_ANY },
  LOST ("suspended, and the connection gone, not done", FAULT_SLEEP_RESET_READ, TRUTH_NOT_DONE),
  LOST ("suspended, and the connection gone, done", FAULT_SLEEP_RESET_DONE, TRUTH_DONE),

  CLOCK ("the clock here ten years ahead", SHIM_TEN_YEARS),
  CLOCK ("the clock here ten years behind", -SHIM_TEN_YEARS),
  JUMP ("the clock here jumps ten years ahead", FAULT_AHEAD),
  JUMP ("the clock here jumps ten years back", FAULT_BACK),
};
const guint n_faults = G_N_ELEMENTS (faults);

#define CA G_TLS_CERTIFICATE_UNKNOWN_CA
#define HOST G_TLS_CERTIFICATE_BAD_IDENTITY

const WayFault way_faults[] = {
  { "connection refused", WAY_REFUSED, NULL, FALSE, 0, E (REFUSED) },
  { "name not found", WAY_NO_NAME, NULL, FALSE, 0, E (HOST_NOT_FOUND) },
  { "TLS: unknown authority", WAY_UNKNOWN_CA, "good", FALSE, CA, E (TLS) },
  { "TLS: signed by itself", WAY_UNKNOWN_CA, "self_signed", TRUE, CA, E (TLS) },
  { "TLS: another host", WAY_WRONG_HOST, "wrong_host", TRUE, HOST, E (TLS) },
  { "TLS: two at once", WAY_TWO_AT_ONCE, "wrong_host", FALSE, CA | HOST, E (TLS) },
  { "TLS: expired", WAY_EXPIRED, "expired", TRUE, G_TLS_CERTIFICATE_EXPIRED, E (TLS) },
  { "TLS: not yet valid", WAY_NOT_YET, "not_yet", TRUE, G_TLS_CERTIFICATE_NOT_ACTIVATED, E (TLS) },
  { "TLS: the clock here far ahead", WAY_EXPIRED, "good", TRUE, G_TLS_CERTIFICATE_EXPIRED,
    E (TLS), SHIM_CENTURY },
  { "TLS: the clock here ten years behind", WAY_NOT_YET, "good", TRUE,
    G_TLS_CERTIFICATE_NOT_ACTIVATED, E (TLS), -SHIM_TEN_YEARS },
  { "TLS: another host, and expired", WAY_EXPIRED, "wrong_host", TRUE,
    HOST | G_TLS_CERTIFICATE_EXPIRED, E (TLS), SHIM_CENTURY },
  { "TLS: silent", WAY_TLS_SILENT, NULL, FALSE, 0, E (TIMED_OUT) },
  { "proxy refuses", WAY_PROXY_REFUSED, NULL, FALSE, 0, E (REFUSED) },
  { "proxy wants a login", WAY_PROXY_WANTS_LOGIN, NULL, FALSE, 0, E (PROXY) },
  { "proxy wants a login for a tunnel", WAY_PROXY_TUNNEL_LOGIN, NULL, FALSE, 0, E (PROXY) },
};
const guint n_way_faults = G_N_ELEMENTS (way_faults);

static GBytes *
make_bomb (void)
{
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree guint8 *zeros = g_malloc0 (20 * 1000 * 1000);
  g_autofree guint8 *packed = g_malloc (100 * 1000);
  gsize read, written;

  g_assert_cmpint (g_converter_convert (gzip, zeros, 20 * 1000 * 1000, packed, 100 * 1000,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL), ==,
                   G_CONVERTER_FINISHED);
  return g_bytes_new (packed, written);
}

static GBytes *
make_body (const char *body)
{
  static const char nul[] = "{\"name\":\"s3\0sink\",\"results\":[]}";

  if (g_strcmp0 (body, "NUL") == 0)
    return g_bytes_new_static (nul, sizeof nul - 1);
  if (g_strcmp0 (body, "BRACKETS") == 0)
    return g_bytes_new_take (memset (g_malloc (200 * 1000), '[', 200 * 1000), 200 * 1000);
  if (g_strcmp0 (body, "BOMB") == 0)
    return make_bomb ();
  return g_bytes_new (body, strlen (body));
}

/* The server's clock is right. */
static char *
dup_headers (const char *headers)
{
  g_autoptr (GString) text = g_string_new (headers);
  char now[64], soon[64];
  time_t seconds = time (NULL);

  strftime (now, sizeof now, "%a, %d %b %Y %H:%M:%S GMT", gmtime (&seconds));
  seconds += 2;
  strftime (soon, sizeof soon, "%a, %d %b %Y %H:%M:%S GMT", gmtime (&seconds));
  g_string_replace (text, FAULT_NOW, now, 0);
  g_string_replace (text, FAULT_SOON, soon, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * fault_dup_answer:
 * @fault: a row of the table
 *
 * Returns: (transfer full) (nullable): what the proxy answers itself, byte for byte
 */
GBytes *
fault_dup_answer (const Fault *fault)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GByteArray) answer = NULL;
  g_autofree char *head = NULL;
  g_autofree char *headers = dup_headers (fault->headers ? fault->headers : "");
  const char *type = "";

  if (fault->act != FAULT_ANSWER_READ && fault->act != FAULT_ANSWER_DONE)
    return NULL;
  body = make_body (fault->body);
  if (fault->status == NULL)
    return g_steal_pointer (&body);
  if (strstr (headers, "Content-Type") == NULL)
    type = "Content-Type: application/json\r\n";
  head = g_strdup_printf ("HTTP/1.1 %s\r\n%s%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          fault->status, type, headers, g_bytes_get_size (body));
  answer = g_byte_array_new ();
  g_byte_array_append (answer, (const guint8 *) head, strlen (head));
  g_byte_array_append (answer, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}
