/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that trusts a JsonNode's kind. Answers are outside input: they are measured
 * before json-glib sees a byte, and each member is read through a function that accepts any
 * shape and says NULL for the wrong one.
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Deeper than any answer of Atlas by far; json-glib 1.6 overflows the stack near 80,000. */
#define SLUICE_JSON_MAX_DEPTH 64
/* Each takes some 200 bytes of memory. A page of 500 connections has about 20,000. */
#define SLUICE_JSON_MAX_VALUES 200000

JsonNode   *sluice_json_parse         (GBytes      *bytes,
                                       GError     **error);
JsonObject *sluice_json_as_object     (JsonNode    *node);
JsonArray  *sluice_json_as_array      (JsonNode    *node);
const char *sluice_json_as_string     (JsonNode    *node);
char       *sluice_json_as_text       (JsonNode    *node);
const char *sluice_json_get_string    (JsonObject  *object,
                                       const char  *member);
JsonObject *sluice_json_get_object    (JsonObject  *object,
                                       const char  *member);
JsonArray  *sluice_json_get_array     (JsonObject  *object,
                                       const char  *member);

G_END_DECLS
