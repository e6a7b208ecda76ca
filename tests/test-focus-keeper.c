/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyboard has a place in a window as long as there is one, whatever becomes of what had it. */
#include "scenes.h"
#include "ui-fixture.h"

#define N_ROWS 4

typedef struct
{
  GtkWindow *window;
  GtkWidget *before;
  GtkWidget *list;
  GtkWidget *rows[N_ROWS];
  GtkWidget *buttons[N_ROWS];
} Things;

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
set_up (Things        *self,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = GTK_WINDOW (gtk_application_window_new (fixture_get_application ()));
  self->before = add_button (box, "before");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->list);
  for (int i = 0; i < N_ROWS; i++)
    {
      self->rows[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      add_button (self->rows[i], "copy");
      self->buttons[i] = add_button (self->rows[i], "delete");
      gtk_box_append (GTK_BOX (self->list), self->rows[i]);
    }
  gtk_window_set_child (self->window, box);
  gtk_window_present (self->window);
  scenes_wait (GTK_WIDGET (self->window));
}

static void
tear_down (Things        *self,
           gconstpointer  data)
{
  gtk_window_destroy (self->window);
}

static gboolean
has_focus (gpointer data)
{
  return gtk_window_get_focus (GTK_WINDOW (data)) != NULL;
}

static GtkWidget *
wait_focus (Things *self)
{
  scenes_wait (GTK_WIDGET (self->window));
  fixture_wait_for (has_focus, self->window, "a widget with the keyboard");
  return gtk_window_get_focus (self->window);
}

static void
remove_row (Things *self,
            int     i)
{
  gtk_box_remove (GTK_BOX (self->list), self->rows[i]);
}

static void
test_next (Things        *self,
           gconstpointer  data)
{
  gtk_widget_grab_focus (self->buttons[1]);
  remove_row (self, 1);
  g_assert_true (gtk_widget_is_ancestor (wait_focus (self), self->rows[2]));
}

static void
test_previous (Things        *self,
               gconstpointer  data)
{
  gtk_widget_grab_focus (self->buttons[3]);
  remove_row (self, 3);
  g_assert_true (gtk_widget_is_ancestor (wait_focus (self), self->rows[2]));
}

static void
test_all (Things        *self,
          gconstpointer  data)
{
  gtk_widget_grab_focus (self->buttons[2]);
  for (int i = 0; i < N_ROWS; i++)
    remove_row (self, i);
  g_assert_true (wait_focus (self) == self->before);
}

static void
test_insensitive (Things        *self,
                  gconstpointer  data)
{
  gtk_widget_grab_focus (self->buttons[1]);
  gtk_widget_set_sensitive (self->rows[1], FALSE);
  g_assert_true (gtk_widget_is_ancestor (wait_focus (self), self->rows[2]));
}

/* For a moment only: nobody has noticed. */
static void
test_back (Things        *self,
           gconstpointer  data)
{
  gtk_widget_grab_focus (self->buttons[1]);
  gtk_widget_set_sensitive (self->buttons[1], FALSE);
  gtk_widget_set_sensitive (self->buttons[1], TRUE);
  g_assert_true (wait_focus (self) == self->buttons[1]);
}

/* Who has another place for it is not disturbed. */
static void
test_elsewhere (Things        *self,
                gconstpointer  data)
{
  gtk_widget_grab_focus (self->buttons[1]);
  remove_row (self, 1);
  gtk_widget_grab_focus (self->before);
  g_assert_true (wait_focus (self) == self->before);
}

static void
add_test (const char *path,
          void (*test) (Things        *self,
                        gconstpointer  data))
{
  g_test_add (path, Things, NULL, set_up, test, tear_down);
}

static void
add_tests (void)
{
  add_test ("/focus-keeper/next", test_next);
  add_test ("/focus-keeper/previous", test_previous);
  add_test ("/focus-keeper/all", test_all);
  add_test ("/focus-keeper/insensitive", test_insensitive);
  add_test ("/focus-keeper/back", test_back);
  add_test ("/focus-keeper/elsewhere", test_elsewhere);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
