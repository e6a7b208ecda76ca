/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what a client sent without trusting the kind of any member, and writing small objects. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *practice_json_parse_object (const char   *text,
                                        gssize        length);
JsonObject *practice_json_literal      (const char   *format,
                                        ...) G_GNUC_PRINTF (1, 2);
JsonObject *practice_json_copy         (JsonObject   *object);
char       *practice_json_to_text      (JsonObject   *object,
                                        gboolean      pretty);
const char *practice_json_get_string   (JsonObject   *object,
                                        const char   *member);
JsonObject *practice_json_get_object   (JsonObject   *object,
                                        const char   *member);
JsonArray  *practice_json_get_array    (JsonObject   *object,
                                        const char   *member);
JsonObject *practice_json_get_element  (JsonArray    *array,
                                        guint         index);

G_END_DECLS
