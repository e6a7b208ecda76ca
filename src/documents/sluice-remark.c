/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remarks are made with offsets; lines and columns are counted once, for all of them. */
#include "sluice-remark.h"

#include <string.h>

/**
 * sluice_remark_new:
 * @severity: how bad it is
 * @offset: where it is, in bytes
 * @length: how much of the text is meant, in bytes
 * @reason: (transfer full): what is the matter
 * @fix: (transfer full) (nullable): what to do
 *
 * Returns: (transfer full): a remark without line and column, see sluice_remarks_locate ()
 */
SluiceRemark *
sluice_remark_new (SluiceSeverity  severity,
                   gsize           offset,
                   gsize           length,
                   char           *reason,
                   char           *fix)
{
  SluiceRemark *remark = g_new0 (SluiceRemark, 1);

  remark->severity = severity;
  remark->offset = offset;
  remark->length = length;
  remark->reason = reason;
  remark->fix = fix;

  return remark;
}

/**
 * sluice_remark_free:
 * @remark: (transfer full) (nullable): a remark
 */
void
sluice_remark_free (SluiceRemark *remark)
{
  if (remark == NULL)
    return;

  g_free (remark->reason);
  g_free (remark->fix);
  g_free (remark->replacement);
  g_free (remark);
}

/**
 * sluice_remark_set_replacement:
 * @remark: a remark
 * @offset: where the text to replace starts, in bytes
 * @length: its length in bytes
 * @replacement: (transfer full) (nullable): what should stand there; %NULL changes nothing
 */
void
sluice_remark_set_replacement (SluiceRemark *remark,
                               gsize         offset,
                               gsize         length,
                               char         *replacement)
{
  if (replacement == NULL)
    return;

  g_free (remark->replacement);
  remark->replacement = replacement;
  remark->swap_offset = offset;
  remark->swap_length = length;
}

/**
 * sluice_remark_apply:
 * @remark: a remark
 * @text: the very text the remark was made for
 * @length: its length in bytes
 *
 * Returns: (transfer full) (nullable): the text with the replacement in its place; %NULL when the
 *   remark has none, or was made for another text
 */
char *
sluice_remark_apply (const SluiceRemark *remark,
                     const char         *text,
                     gsize               length)
{
  GString *result;

  if (remark->replacement == NULL || remark->swap_offset > length ||
      remark->swap_length > length - remark->swap_offset)
    return NULL;

  result = g_string_new_len (text, remark->swap_offset);
  g_string_append (result, remark->replacement);
  g_string_append_len (result, text + remark->swap_offset + remark->swap_length,
                       length - remark->swap_offset - remark->swap_length);
  return g_string_free (result, FALSE);
}

/**
 * sluice_remarks_new:
 *
 * Returns: (transfer full) (element-type SluiceRemark): an empty list that owns its remarks
 */
GPtrArray *
sluice_remarks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_remark_free);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const SluiceRemark *first = *(SluiceRemark * const *) a;
  const SluiceRemark *second = *(SluiceRemark * const *) b;

  if (first->offset != second->offset)
    return first->offset < second->offset ? -1 : 1;

  return (int) second->severity - (int) first->severity;
}

/* CR LF ends one line, as does either alone. */
static gboolean
ends_line (const char *text,
           gsize       i)
{
  return text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
}

/**
 * sluice_remarks_locate:
 * @remarks: (element-type SluiceRemark): remarks, in any order
 * @text: the text they were made for, NUL-terminated
 * @length: its length in bytes
 *
 * Sorts the remarks by place, the worst first where several have one, and gives each its line and
 * column. One pass over the text, whatever the number of remarks.
 */
void
sluice_remarks_locate (GPtrArray  *remarks,
                       const char *text,
                       gsize       length)
{
  guint line = 1;
  guint column = 1;
  gsize position = 0;

  g_ptr_array_sort (remarks, compare_places);

  for (guint i = 0; i < remarks->len; i++)
    {
      SluiceRemark *remark = g_ptr_array_index (remarks, i);

      for (; position < MIN (remark->offset, length); position++)
        {
          if (ends_line (text, position))
            {
              line++;
              column = 1;
            }
          else if (((guchar) text[position] & 0xc0) != 0x80)
            column++;
        }
      remark->line = line;
      remark->column = column;
    }
}

/**
 * sluice_remark_find_line:
 * @text: a text
 * @offset: a place in it, in bytes
 *
 * Returns: the number of the line, from 1
 */
guint
sluice_remark_find_line (const char *text,
                         gsize       offset)
{
  guint line = 1;

  for (gsize i = 0; i < offset; i++)
    line += ends_line (text, i) ? 1 : 0;

  return line;
}
