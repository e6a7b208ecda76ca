/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLib leaves its first table of quarks behind when a program needs a larger one, as those with
 * windows do. Copying what GLib's variables point to at the start keeps hold of it, so that the
 * search for leaks does not take it for ours.
 */
#define _GNU_SOURCE
#include <glib.h>
#include <link.h>
#include <string.h>

static gpointer volatile kept;  /* volatile: nothing ever reads it */

static int
keep_variables (struct dl_phdr_info *info,
                size_t               size,
                void                *user_data)
{
  if (strstr (info->dlpi_name, "libglib-2.0.so") == NULL)
    return 0;

  for (int i = 0; i < info->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *segment = &info->dlpi_phdr[i];

      if (segment->p_type == PT_LOAD && (segment->p_flags & PF_W) != 0)
        kept = g_memdup2 ((gconstpointer) (info->dlpi_addr + segment->p_vaddr), segment->p_memsz);
    }
  return 1;
}

static void __attribute__ ((constructor))
keep_first_table (void)
{
  dl_iterate_phdr (keep_variables, NULL);
}
