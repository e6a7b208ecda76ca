/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next step of the tour in words. */

#include "sluice-tour-bar.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-line.h"

struct _SluiceTourBar
{
  GtkWidget          parent_instance;

  SluiceTour        *tour;     /* NULL while nobody takes it */

  /* Template */
  GtkLabel          *title;
  GtkLabel          *progress;
  GtkWidget         *room;
  GtkScrolledWindow *scroller;
  GtkLabel          *sentence;
  GtkWidget         *show_button;
  GtkWidget         *begin_button;
};

enum { POINTED, LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceTourBar, sluice_tour_bar, GTK_TYPE_WIDGET)

static const struct
{
  const char *title;
  const char *sentence;
} words[] = {
  [SLUICE_TOUR_KEY] = {
    N_("The key is there already"),
    N_("Programs speak to Atlas with an API key, which has two halves. For practice both are "
       "filled in, and Sluice asks what the key may do.") },
  [SLUICE_TOUR_PROJECT] = {
    N_("Choose a project"),
    N_("Press the list button in the row Project ID, and take the project Practice. Sluice asks "
       "Atlas for the list, so that you need not copy an ID by hand.") },
  [SLUICE_TOUR_INSTANCE] = {
    N_("Choose an instance"),
    N_("An instance runs the streams of a project and holds its connections. Take "
       "practice-instance from the list in the next row.") },
  [SLUICE_TOUR_NAME] = {
    N_("Name the connection"),
    N_("Type a name such as s3sink. With it, pipelines say where their data goes. The tick means "
       "that Atlas has no other connection of this name.") },
  [SLUICE_TOUR_ROLE] = {
    N_("Choose a role"),
    N_("With its role, Atlas may write into a bucket in AWS. Take atlas-stream-sink from the list; "
       "for a role of your own, the page AWS Access leads through all that is needed.") },
  [SLUICE_TOUR_CREATE] = {
    N_("Create the connection"),
    N_("Nothing is missing any more. Press Create Connection, below the form.") },
  [SLUICE_TOUR_WAIT] = {
    N_("Wait until it is ready"),
    N_("Atlas prepares the connection, which takes a moment. The status pane tells each step, and "
       "what came of it.") },
  [SLUICE_TOUR_END] = {
    N_("The connection is ready"),
    N_("That was all. With an account of your own you need an API key; the rest is the same. What "
       "you have made here goes when this window is closed.") },
};

static SluiceTourStep
get_step (SluiceTourBar *self)
{
  return sluice_tour_get_step (self->tour);
}

static void
show (SluiceTourBar *self)
{
  SluiceTourStep step = get_step (self);
  gboolean ended = step == SLUICE_TOUR_END;
  /* Translators: %1$d is the number of the step, %2$d how many there are */
  g_autofree char *progress = g_strdup_printf (_("Step %1$d of %2$d"), (int) step + 1,
                                               SLUICE_TOUR_N_STEPS);

  gtk_label_set_label (self->title, _(words[step].title));
  gtk_label_set_label (self->sentence, _(words[step].sentence));
  gtk_label_set_label (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !ended);
  gtk_widget_set_visible (self->show_button, !ended);
  gtk_widget_set_visible (self->begin_button, ended);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(words[step].title),
                                  -1);
}

static void
step_changed_cb (SluiceTourBar *self)
{
  gboolean had_focus = gtk_widget_has_focus (self->show_button);

  show (self);
  if (had_focus && !gtk_widget_get_visible (self->show_button))
    gtk_widget_grab_focus (self->begin_button);
  sluice_dialogs_announce (GTK_WIDGET (self), gtk_label_get_label (self->title));
  sluice_dialogs_announce (GTK_WIDGET (self), gtk_label_get_label (self->sentence));
  g_signal_emit (self, signals[POINTED], 0, get_step (self), FALSE);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceTourBar *self = SLUICE_TOUR_BAR (widget);

  if (self->tour != NULL)
    g_signal_emit (self, signals[POINTED], 0, get_step (self), TRUE);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[LEFT], 0);
}

static void
sluice_tour_bar_dispose (GObject *object)
{
  SluiceTourBar *self = SLUICE_TOUR_BAR (object);
  GtkWidget *child;

  if (self->tour != NULL)
    g_signal_handlers_disconnect_by_data (self->tour, self);
  g_clear_object (&self->tour);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_TOUR_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_tour_bar_parent_class)->dispose (object);
}

static void
sluice_tour_bar_class_init (SluiceTourBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_tour_bar_dispose;

  signals[POINTED] = g_signal_new ("pointed", SLUICE_TYPE_TOUR_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
  signals[LEFT] = g_signal_new ("left", SLUICE_TYPE_TOUR_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_LINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-tour-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, room);
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, show_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceTourBar, begin_button);

  gtk_widget_class_install_action (widget_class, "tour.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "tour.leave", NULL, leave_action);
}

/* ---- room for the sentence: a window that is very low shows its first lines, rather than being
 * kept from being so low; the rest can be scrolled to ---- */

static GtkWidget *
get_sentence (GtkWidget *room)
{
  return GTK_WIDGET (SLUICE_TOUR_BAR (gtk_widget_get_ancestor (room, SLUICE_TYPE_TOUR_BAR))
                       ->sentence);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *room)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Two lines at least, and a scroll bar. */
static void
measure (GtkWidget      *room,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  GtkWidget *label = get_sentence (room);
  int line, smallest;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (label, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_measure (label, orientation, for_size, NULL, natural, NULL, NULL);
  gtk_widget_measure (label, orientation, -1, &line, NULL, NULL, NULL);
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (room)), orientation, -1, &smallest, NULL, NULL,
                      NULL);
  *minimum = MAX (MIN (*natural, 2 * line), smallest);
  *natural = MAX (*natural, smallest);
}

static void
allocate (GtkWidget *room,
          int        width,
          int        height,
          int        baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (room)), width, height, -1, NULL);
}

/* With the keyboard, too, all of the sentence can be read. Where it need not be scrolled Tab goes
 * past it: what merely is not focusable would keep the keyboard from what comes after it. */
static void
show_room (SluiceTourBar *self)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);

  gboolean longer = gtk_adjustment_get_upper (down) > gtk_adjustment_get_page_size (down);

  gtk_widget_set_focusable (GTK_WIDGET (self->scroller), longer);
  gtk_widget_set_can_focus (GTK_WIDGET (self->scroller), longer);
}

static void
sluice_tour_bar_init (SluiceTourBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->room, gtk_custom_layout_new (get_request_mode, measure,
                                                                    allocate));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (show_room), self, G_CONNECT_SWAPPED);
}

/* Shows the step that is next; may be called again. */
void
sluice_tour_bar_begin (SluiceTourBar *self,
                       SluiceTour    *tour)
{
  g_return_if_fail (SLUICE_IS_TOUR_BAR (self));

  sluice_tour_bar_leave (self);
  self->tour = g_object_ref (tour);
  g_signal_connect_swapped (tour, "step-changed", G_CALLBACK (step_changed_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  step_changed_cb (self);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->show_button) ? self->show_button
                                                                    : self->begin_button);
}

/* The tour itself goes on to know where the person is. */
void
sluice_tour_bar_leave (SluiceTourBar *self)
{
  g_return_if_fail (SLUICE_IS_TOUR_BAR (self));

  if (self->tour != NULL)
    g_signal_handlers_disconnect_by_data (self->tour, self);
  g_clear_object (&self->tour);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* What is to be done now. */
const char *
sluice_tour_bar_get_sentence (SluiceTourBar *self)
{
  g_return_val_if_fail (SLUICE_IS_TOUR_BAR (self), NULL);

  return gtk_label_get_label (self->sentence);
}
