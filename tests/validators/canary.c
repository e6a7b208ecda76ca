/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program with the errors that hardening is for, built with the flags of Sluice itself: what
 * becomes of it shows whether they work. canary copy|loop TEXT
 */
#include <stdio.h>
#include <string.h>

/* Not static, to be found by their names, and never part of their callers. */
__attribute__ ((noinline)) int copy (const char *text, size_t length);
__attribute__ ((noinline)) int loop (const char *text);
__attribute__ ((noinline)) int large_frame (const char *text);

int
copy (const char *text,
      size_t      length)
{
  char array[16];

  memcpy (array, text, length + 1);
  return puts (array);
}

int
loop (const char *text)
{
  char array[16];
  volatile char *to = array;

  while ((*to++ = *text++) != '\0');
  return puts (array);
}

int
large_frame (const char *text)
{
  char array[64 * 1024];

  snprintf (array, sizeof array, "%s", text);
  return puts (array);
}

int
main (int    argc,
      char **argv)
{
  if (argc != 3)
    return 2;
  large_frame (argv[1]);
  if (strcmp (argv[1], "copy") == 0)
    return copy (argv[2], strlen (argv[2])) < 0;
  return loop (argv[2]) < 0;
}
