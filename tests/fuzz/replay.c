/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over the files of folders, where there is no fuzzer: each is one TAP test. */
#include <gio/gio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
replay (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree guint8 *copy = NULL;
  gsize length;

  g_file_get_contents (data, &text, &length, &error);
  g_assert_no_error (error);
  /* Of exactly that size, so that reading beyond it is seen. */
  copy = g_memdup2 (text, length);
  LLVMFuzzerTestOneInput (copy, length);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *test = g_strconcat ("/corpus/", name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add_data_func (test, path, replay);
    }
  g_assert_cmpuint (paths->len, >, 0);
  return g_test_run ();
}
