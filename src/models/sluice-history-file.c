/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of lines, and beside it one of locks. */
#define _GNU_SOURCE  /* F_OFD_SETLK */
#include "sluice-history-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Some 2,500 operations. When there is more, the newer half stays. */
#define MAX_BYTES (1024 * 1024)
#define KEEP_BYTES (MAX_BYTES / 2)
/* Writes without an outcome are kept beyond that, but not without end. */
#define MAX_OPEN 500

/* In the file of locks, whose bytes are never written: byte 0 belongs to who appends or shortens,
 * the byte of its number to each process that keeps a history, as long as it lives. The kernel lets
 * go of a lock with the process, however that ends. */
#define WRITING 0
#define MAX_PROCESS (1 << 30)

struct _SluiceHistoryFile
{
  gatomicrefcount  ref_count;
  char            *path;
  char            *directory;
  char            *process;
  guint32          number;
  int              locks;      /* -1: not open yet */
};

/**
 * sluice_history_file_new:
 * @path: where it is, or will be with the first line
 *
 * Returns: (transfer full): a file that nothing was done to yet
 */
SluiceHistoryFile *
sluice_history_file_new (const char *path)
{
  SluiceHistoryFile *self = g_new0 (SluiceHistoryFile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->directory = g_path_get_dirname (path);
  self->number = (guint32) g_random_int_range (1, MAX_PROCESS);
  self->process = g_strdup_printf ("%u", self->number);
  self->locks = -1;
  return self;
}

/**
 * sluice_history_file_ref:
 * @self: a file
 *
 * Returns: (transfer full): @self with one more reference
 */
SluiceHistoryFile *
sluice_history_file_ref (SluiceHistoryFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sluice_history_file_unref:
 * @self: (transfer full): a file
 */
void
sluice_history_file_unref (SluiceHistoryFile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->locks >= 0)
    close (self->locks);
  g_free (self->path);
  g_free (self->directory);
  g_free (self->process);
  g_free (self);
}

/**
 * sluice_history_file_get_process:
 * @self: a file
 *
 * Returns: what lines written through @self name as their process
 */
const char *
sluice_history_file_get_process (SluiceHistoryFile *self)
{
  return self->process;
}

/* ---- locks ----------------------------------------------------------------------------------- */

static gboolean
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
  return FALSE;
}

/* A file system that knows no locks is no reason to keep nothing. */
static void
lock (SluiceHistoryFile *self, int command, short type, guint32 byte)
{
  struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  while (fcntl (self->locks, command, &range) < 0 && errno == EINTR)
    ;
}

static gboolean
open_locks (SluiceHistoryFile *self, GError **error)
{
  g_autofree char *path = NULL;

  if (self->locks >= 0)
    return TRUE;
  if (g_mkdir_with_parents (self->directory, 0700) < 0)
    return fail (error, self->directory);
  path = g_strconcat (self->path, ".lock", NULL);
  self->locks = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (self->locks < 0)
    return fail (error, path);
  lock (self, F_OFD_SETLK, F_WRLCK, self->number);
  return TRUE;
}

/**
 * sluice_history_file_is_running:
 * @self: a file
 * @process: (nullable): what a line names as its process
 *
 * Returns: whether that process, or this one, still keeps its history
 */
gboolean
sluice_history_file_is_running (SluiceHistoryFile *self,
                                const char        *process)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
  guint64 number = process != NULL ? g_ascii_strtoull (process, NULL, 10) : 0;

  if (number == self->number)
    return TRUE;
  if (number == 0 || number >= MAX_PROCESS || !open_locks (self, NULL))
    return FALSE;
  range.l_start = (off_t) number;
  return fcntl (self->locks, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

/* Not a pipe and not a device that somebody has put there. */
static int
open_lines (SluiceHistoryFile *self, int flags, off_t *size, GError **error)
{
  struct stat info;
  int fd = open (self->path, flags | O_CLOEXEC | O_NONBLOCK, 0600);

  if (fd < 0 || fstat (fd, &info) < 0)
    {
      fail (error, self->path);
    }
  else if (!S_ISREG (info.st_mode))
    {
      errno = EINVAL;
      fail (error, self->path);
    }
  else
    {
      *size = info.st_size;
      return fd;
    }
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      text += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* The last bytes of a file, from the beginning of a line on. */
static GString *
read_end (int fd, off_t size, gsize most)
{
  GString *text = g_string_sized_new (most + 1);
  off_t start = size > (off_t) most ? size - (off_t) most : 0;
  const char *line;

  while (text->len < most)
    {
      char piece[16 * 1024];
      gssize n = pread (fd, piece, MIN (sizeof piece, most - text->len),
                        start + (off_t) text->len);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      g_string_append_len (text, piece, n);
    }
  if (start > 0)
    {
      line = memchr (text->str, '\n', text->len);
      g_string_erase (text, 0, line != NULL ? line + 1 - text->str : (gssize) text->len);
    }
  return text;
}

/* A new file, or a new name for one, is on disk when its directory is. */
static void
sync_directory (SluiceHistoryFile *self)
{
  int fd = open (self->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* ---- lines ----------------------------------------------------------------------------------- */

typedef struct
{
  const char        *text;
  gsize              length;
  SluiceHistoryLine *line;
} Found;

static void
found_clear (gpointer data)
{
  sluice_history_line_free (((Found *) data)->line);
}

/* What is no line is passed over: the torn end of one that was being written when the power
 * failed, and whatever else somebody has put there. */
static GArray *
find_lines (GString *text)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (Found));
  const char *end = text->str + text->len;

  g_array_set_clear_func (array, found_clear);
  for (const char *at = text->str; at < end;)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      Found found = { .text = at };

      if (stop == NULL)
        break;
      found.length = (gsize) (stop - at);
      found.line = sluice_history_line_parse (at, found.length);
      if (found.line != NULL)
        g_array_append_val (array, found);
      at = stop + 1;
    }
  return array;
}

/* Which line says last what is true of each operation. */
static GHashTable *
find_last (GArray *lines)
{
  GHashTable *last = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_replace (last, g_array_index (lines, Found, i).line->id, GUINT_TO_POINTER (i));
  return last;
}

static gboolean
is_open (const SluiceHistoryLine *line)
{
  return g_str_equal (line->event, "begun") || g_strcmp0 (line->outcome, "cannot-tell") == 0;
}

/* The newest lines that fit, and before them what is still open. */
static GString *
choose_lines (GString *text, gsize keep)
{
  g_autoptr (GArray) lines = find_lines (text);
  g_autoptr (GHashTable) last = find_last (lines);
  GString *chosen = g_string_new (NULL);
  guint first = lines->len, open = 0;
  gsize bytes = 0;

  while (first > 0 && bytes + g_array_index (lines, Found, first - 1).length + 1 <= keep)
    bytes += g_array_index (lines, Found, --first).length + 1;
  for (guint i = 0; i < lines->len; i++)
    {
      const Found *found = &g_array_index (lines, Found, i);

      if (i < first && (!is_open (found->line) || open == MAX_OPEN ||
                        GPOINTER_TO_UINT (g_hash_table_lookup (last, found->line->id)) != i))
        continue;
      open += i < first;
      g_string_append_len (chosen, found->text, (gssize) found->length);
      g_string_append_c (chosen, '\n');
    }
  return chosen;
}

static gboolean
replace (SluiceHistoryFile *self, const GString *text, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, ".new", NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean done;

  if (fd < 0)
    return fail (error, path);
  done = write_all (fd, text->str, text->len) && fsync (fd) == 0 && rename (path, self->path) == 0;
  if (!done)
    {
      fail (error, path);
      g_unlink (path);
    }
  close (fd);
  sync_directory (self);
  return done;
}

static gboolean
shorten (SluiceHistoryFile *self, gsize keep, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GString) chosen = NULL;
  off_t size;
  int fd = open_lines (self, O_RDONLY, &size, error);

  if (fd < 0)
    return FALSE;
  text = read_end (fd, size, 2 * MAX_BYTES);
  close (fd);
  chosen = choose_lines (text, keep);
  return replace (self, chosen, error);
}

/* ---- from outside ---------------------------------------------------------------------------- */

/* One write, so that a reader never sees the beginning of a line without its end, behind a line's
 * end, so that it is read even if the line before was torn. Taken back if it does not fit. */
static gboolean
append_to (SluiceHistoryFile *self, int fd, off_t size, const char *line, gboolean sync,
           GError **error)
{
  g_autofree char *text = NULL;
  char last = '\n';
  gsize length;
  gssize written;

  if (size > 0 && pread (fd, &last, 1, size - 1) != 1)
    last = '\0';
  text = g_strconcat (last == '\n' ? "" : "\n", line, "\n", NULL);
  length = strlen (text);
  do
    written = write (fd, text, length);
  while (written < 0 && errno == EINTR);
  if (written != (gssize) length)
    {
      if (written >= 0)
        errno = ENOSPC;
      fail (error, self->path);
      if (written > 0 && ftruncate (fd, size) < 0)
        g_debug ("A torn line stays in the history");
      return FALSE;
    }
  if (sync && fdatasync (fd) < 0)
    return fail (error, self->path);
  if (sync && size == 0)
    sync_directory (self);
  return TRUE;
}

/**
 * sluice_history_file_append:
 * @self: a file
 * @line: a line without its end
 * @sync: whether it has to be on disk, not just on its way, before this returns
 * @error: return location for an error of domain %G_IO_ERROR
 *
 * Adds a line. Shortens the file afterwards if it has become too long; that this may fail is no
 * reason to fail.
 *
 * Returns: whether it is there
 */
gboolean
sluice_history_file_append (SluiceHistoryFile  *self,
                            const char         *line,
                            gboolean            sync,
                            GError            **error)
{
  gboolean done = FALSE;
  off_t size;
  int fd;

  if (!open_locks (self, error))
    return FALSE;
  lock (self, F_OFD_SETLKW, F_WRLCK, WRITING);
  fd = open_lines (self, O_RDWR | O_APPEND | O_CREAT, &size, error);
  if (fd >= 0)
    {
      done = append_to (self, fd, size, line, sync, error);
      close (fd);
      if (done && size > MAX_BYTES)
        shorten (self, KEEP_BYTES, NULL);
    }
  lock (self, F_OFD_SETLK, F_UNLCK, WRITING);
  return done;
}

/**
 * sluice_history_file_read:
 * @self: a file
 * @error: return location for an error of domain %G_IO_ERROR
 *
 * Returns: (transfer full) (element-type SluiceHistoryLine) (nullable): the lines, oldest first, as
 *   far as they can be read and are not too many; none if there is no file yet
 */
GPtrArray *
sluice_history_file_read (SluiceHistoryFile  *self,
                          GError            **error)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_history_line_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GArray) found = NULL;
  off_t size;
  int fd = open_lines (self, O_RDONLY, &size, &local);

  if (fd < 0 && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return lines;
  if (fd < 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      g_ptr_array_unref (lines);
      return NULL;
    }
  text = read_end (fd, size, 2 * MAX_BYTES);
  close (fd);
  found = find_lines (text);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (lines, g_steal_pointer (&g_array_index (found, Found, i).line));
  return lines;
}

/**
 * sluice_history_file_clear:
 * @self: a file
 * @error: return location for an error of domain %G_IO_ERROR
 *
 * Removes all lines but those of writes whose outcome is not known.
 *
 * Returns: whether they are gone
 */
gboolean
sluice_history_file_clear (SluiceHistoryFile  *self,
                           GError            **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done;

  if (!open_locks (self, error))
    return FALSE;
  lock (self, F_OFD_SETLKW, F_WRLCK, WRITING);
  done = shorten (self, 0, &local) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  lock (self, F_OFD_SETLK, F_UNLCK, WRITING);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}
