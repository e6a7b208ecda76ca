/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A piece of JSON, or of what mongosh takes, together with where it stands in the text it was read
 * from. Values are made by the reader (sluice-extended-json.h), live as long as its document and
 * are never changed.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_VALUE_NULL,
  SLUICE_VALUE_BOOLEAN,
  SLUICE_VALUE_NUMBER,  /* text: as written */
  SLUICE_VALUE_STRING,  /* text: without quotes and escapes */
  SLUICE_VALUE_ARRAY,   /* children: elements */
  SLUICE_VALUE_OBJECT,  /* children: values, each with its name */
  SLUICE_VALUE_CALL,    /* text: the function, as in sp.process; children: arguments */
  SLUICE_VALUE_NAME,    /* text: a variable's name */
  SLUICE_VALUE_OTHER,   /* something no check judges: a sum, a regular expression */
} SluiceValueKind;

typedef struct
{
  SluiceValueKind  kind;
  gsize            start;       /* in bytes; end is behind the last one */
  gsize            end;
  gsize            name_start;  /* the same for the name, with its quotes */
  gsize            name_end;
  char            *name;        /* NULL for what is no member of an object */
  char            *text;
  GPtrArray       *children;    /* NULL for kinds without */
} SluiceValue;

SluiceValue *sluice_value_new        (SluiceValueKind    kind,
                                      gsize              start);
void         sluice_value_free       (SluiceValue       *value);
guint        sluice_value_get_length (const SluiceValue *value);
SluiceValue *sluice_value_get_child  (const SluiceValue *value,
                                      guint              i);
SluiceValue *sluice_value_get_member (const SluiceValue *object,
                                      const char        *name);
const char  *sluice_value_get_string (const SluiceValue *value);
char        *sluice_value_dup_number (const SluiceValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceValue, sluice_value_free)

G_END_DECLS
