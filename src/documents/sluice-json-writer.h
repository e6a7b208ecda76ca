/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON, or the same as an expression of Terraform's language, piece by piece. Texts may hold
 * anything: the writer quotes them. Numbers and values that were read before are written exactly as
 * they stood.
 */
#pragma once

#include "sluice-value.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_WRITER_PRETTY,   /* two spaces a level */
  SLUICE_WRITER_COMPACT,  /* no white space at all */
  SLUICE_WRITER_HCL,      /* Terraform */
} SluiceWriterStyle;

typedef struct _SluiceJsonWriter SluiceJsonWriter;

SluiceJsonWriter *sluice_json_writer_new          (SluiceWriterStyle  style);
SluiceJsonWriter *sluice_json_writer_new_indented (SluiceWriterStyle  style,
                                                   const char        *indent,
                                                   const char        *unit);
char             *sluice_json_writer_finish       (SluiceJsonWriter  *writer);
guint             sluice_json_writer_get_line     (SluiceJsonWriter  *writer);

void              sluice_json_writer_begin        (SluiceJsonWriter  *writer,
                                                   char               bracket);
void              sluice_json_writer_end          (SluiceJsonWriter  *writer,
                                                   char               bracket);
void              sluice_json_writer_name         (SluiceJsonWriter  *writer,
                                                   const char        *name);
void              sluice_json_writer_raw_name     (SluiceJsonWriter  *writer,
                                                   const char        *name,
                                                   gsize              length);
void              sluice_json_writer_string       (SluiceJsonWriter  *writer,
                                                   const char        *text);
void              sluice_json_writer_raw          (SluiceJsonWriter  *writer,
                                                   const char        *text,
                                                   gsize              length);
void              sluice_json_writer_member       (SluiceJsonWriter  *writer,
                                                   const char        *name,
                                                   const char        *text);
void              sluice_json_writer_raw_member   (SluiceJsonWriter  *writer,
                                                   const char        *name,
                                                   const char        *text);
void              sluice_json_writer_begin_member (SluiceJsonWriter  *writer,
                                                   const char        *name);
void              sluice_json_writer_end_member   (SluiceJsonWriter  *writer);
gboolean          sluice_json_writer_value        (SluiceJsonWriter  *writer,
                                                   const SluiceValue *value,
                                                   const char        *source);

char             *sluice_json_quote               (const char        *text);

G_END_DECLS
