/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of requests, in memory and in a file. */
#include "practice-log.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>

#define MAX_TEXT (1 << 20)

struct _PracticeLog
{
  GString *text;
  FILE    *file;  /* NULL: memory only */
};

/**
 * practice_log_new:
 * @path: (nullable): a file to append to
 * @error: says why it cannot be opened
 *
 * Returns: (transfer full) (nullable): an empty record
 */
PracticeLog *
practice_log_new (const char  *path,
                  GError     **error)
{
  PracticeLog *self = NULL;
  FILE *file = path != NULL ? g_fopen (path, "ae") : NULL;

  if (path != NULL && file == NULL)
    {
      const int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return NULL;
    }
  self = g_new0 (PracticeLog, 1);
  self->text = g_string_new (NULL);
  self->file = file;
  return self;
}

void
practice_log_free (PracticeLog *self)
{
  g_clear_pointer (&self->file, fclose);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static const char *
describe (const char *authorization)
{
  if (authorization == NULL)
    return "unsigned";
  if (g_ascii_strncasecmp (authorization, "Digest ", 7) == 0)
    return "signed";
  return g_ascii_strncasecmp (authorization, "Basic ", 6) == 0 ? "basic" : "other";
}

/**
 * practice_log_add:
 * @self: the record
 * @method: HTTP method
 * @target: path and query
 * @authorization: (nullable): the header; only its kind is written down
 * @length: of the request's body, in bytes
 * @status: of the answer; 0 if none is sent
 * @operation: which operation was meant
 */
void
practice_log_add (PracticeLog *self,
                  const char  *method,
                  const char  *target,
                  const char  *authorization,
                  gsize        length,
                  guint        status,
                  const char  *operation)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s %" G_GSIZE_FORMAT " %u %s\n", method, target,
                                           describe (authorization), length, status, operation);

  if (self->text->len > MAX_TEXT)
    g_string_erase (self->text, 0, MAX_TEXT / 2);
  g_string_append (self->text, line);
  if (self->file != NULL)
    {
      fputs (line, self->file);
      fflush (self->file);
    }
}

/**
 * practice_log_text:
 * @self: the record
 *
 * Returns: (transfer none): the lines written last
 */
const char *
practice_log_text (PracticeLog *self)
{
  return self->text->str;
}
