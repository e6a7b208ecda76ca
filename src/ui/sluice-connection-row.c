/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection in the list. */

#include "sluice-connection-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"

typedef enum { NAME, TYPE, STATE, ROLE, BUCKET, NETWORK, INSTANCE, N_COLUMNS } Column;

/* Below this width a row has two lines. */
#define WIDE_FROM 560
#define GAP 12
#define LINE_GAP 2
#define ICON 16
#define ICON_GAP 6
#define CHECK 26

/* What each column gets of the room, in parts, and what it needs in any case. */
static const struct { int share; int least; } widths[N_COLUMNS] = {
  [NAME]     = { 30, 110 },
  [TYPE]     = { 7, 44 },
  [STATE]    = { 6, 84 },
  [ROLE]     = { 22, 60 },
  [BUCKET]   = { 18, 60 },
  [NETWORK]  = { 4, 76 },
  [INSTANCE] = { 18, 60 },
};

struct _SluiceConnectionRow
{
  GtkWidget  parent_instance;

  /* Children */
  GtkWidget *check;
  GtkWidget *icon;
  GtkWidget *cells[N_COLUMNS];
  GtkWidget *summary;            /* all but name and state, where there are two lines */

  const char *style;
  int         state;             /* of the icon; -1: none yet */
  gboolean    titles;
  gboolean    with_instance;
};

/* Heights of the two lines, as measured last. All rows look alike, and most of those that a list
 * view keeps at hand have nothing in them yet. */
static int line_height, small_height;

G_DEFINE_FINAL_TYPE (SluiceConnectionRow, sluice_connection_row, GTK_TYPE_WIDGET)

/* ---- laying out ---- */

static GtkSizeRequestMode
sluice_connection_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sluice_connection_row_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  SluiceConnectionRow *self = SLUICE_CONNECTION_ROW (widget);
  int line, small;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = WIDE_FROM;
      return;
    }
  line = line_height;
  small = small_height;
  if (self->summary != NULL)
    {
      gtk_widget_measure (self->cells[NAME], orientation, -1, &line, NULL, NULL, NULL);
      line = MAX (line, ICON);
      gtk_widget_measure (self->summary, orientation, -1, &small, NULL, NULL, NULL);
    }
  if (self->summary != NULL && !self->titles)
    {
      line_height = line;
      small_height = small;
    }
  if (for_size >= 0 && for_size < WIDE_FROM && !self->titles)
    line += LINE_GAP + small;
  *minimum = *natural = line;
}

static void
place (GtkWidget *child,
       GtkWidget *row,
       int        x,
       int        y,
       int        width,
       int        height)
{
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (row) - x - width;
  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, MAX (width, 1), height }, -1);
}

static void
place_state (SluiceConnectionRow *self,
             int                  x,
             int                  width,
             int                  height)
{
  GtkWidget *row = GTK_WIDGET (self);

  if (self->icon != NULL)
    place (self->icon, row, x, (height - ICON) / 2, ICON, ICON);
  if (!self->titles)
    {
      x += ICON + ICON_GAP;
      width -= ICON + ICON_GAP;
    }
  place (self->cells[STATE], row, x, 0, width, height);
}

static void
place_columns (SluiceConnectionRow *self,
               int                  indent,
               int                  width,
               int                  height)
{
  int least = 0, shares = 0, x = 0, spare;

  for (int i = 0; i < N_COLUMNS; i++)
    if (i != INSTANCE || self->with_instance)
      {
        least += widths[i].least + (i > 0 ? GAP : 0);
        shares += widths[i].share;
      }
  spare = MAX (width - least, 0);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      int column = widths[i].least + spare * widths[i].share / shares;

      if (i == INSTANCE && !self->with_instance)
        gtk_widget_set_child_visible (self->cells[i], FALSE);
      else if (i == STATE)
        place_state (self, x, column, height);
      else if (i == NAME)
        place (self->cells[i], GTK_WIDGET (self), indent, 0, column - indent, height);
      else
        place (self->cells[i], GTK_WIDGET (self), x, 0, column, height);
      x += column + GAP;
    }
  gtk_widget_set_child_visible (self->summary, FALSE);
}

static void
place_lines (SluiceConnectionRow *self,
             int                  x,
             int                  width,
             int                  height)
{
  GtkWidget *row = GTK_WIDGET (self);
  int state = widths[STATE].least + 20, line;

  gtk_widget_measure (self->cells[NAME], GTK_ORIENTATION_VERTICAL, -1, &line, NULL, NULL, NULL);
  line = MAX (line, ICON);
  for (int i = 0; i < N_COLUMNS; i++)
    gtk_widget_set_child_visible (self->cells[i], FALSE);
  place (self->cells[NAME], row, x, 0, width - state - GAP, line);
  place_state (self, x + width - state, state, line);
  if (self->titles)
    gtk_widget_set_child_visible (self->summary, FALSE);
  else
    place (self->summary, row, x, line + LINE_GAP, width, MAX (height - line - LINE_GAP, 1));
}

static void
sluice_connection_row_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  SluiceConnectionRow *self = SLUICE_CONNECTION_ROW (widget);
  int x = 0;

  if (self->summary == NULL)
    return;
  if (self->check != NULL && gtk_widget_get_visible (self->check))
    {
      place (self->check, widget, 0, 0, ICON, height);
      x = CHECK;
    }
  if (width >= WIDE_FROM)
    place_columns (self, x, width, height);
  else
    place_lines (self, x, width - x, height);
}

/* ---- what is shown ---- */

/* Pango turns the alignment around of a text that runs against its widget: names are Latin in every
 * language, and start where one reads from all the same. */
static void
set_line (GtkWidget  *cell,
          const char *line)
{
  PangoDirection against = gtk_widget_get_direction (cell) == GTK_TEXT_DIR_RTL
                             ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (cell, line);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell),
                              pango_layout_get_direction (layout, 0) == against ? 1 : 0);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), line);
}

static void
set_cell (SluiceConnectionRow *self,
          Column               column,
          const char          *text)
{
  g_autofree char *line = sluice_connection_words_line (text);

  set_line (self->cells[column], line);
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  GtkWidget *under = keyboard ? NULL : gtk_widget_pick (widget, x, y, GTK_PICK_INSENSITIVE);

  if (!GTK_IS_INSCRIPTION (under))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (GTK_INSCRIPTION (under)));
  return TRUE;
}

/* Name, type, state: what a screen reader says of a row. */
char *
sluice_connection_row_dup_name (SluiceRegistryEntry *entry)
{
  SluiceConnection *connection = sluice_registry_entry_get_connection (entry);
  g_autofree char *name = sluice_connection_words_line (sluice_connection_get_name (connection));
  g_autofree char *type = sluice_connection_words_line (sluice_connection_words_type (connection));
  g_autofree char *state =
    sluice_connection_words_line (sluice_connection_words_state (connection));

  return g_strdup_printf ("%s, %s, %s", name, type, state);
}

/* What else there is to tell. */
char *
sluice_connection_row_dup_summary (SluiceRegistryEntry *entry,
                                   gboolean             with_instance)
{
  SluiceConnection *connection = sluice_registry_entry_get_connection (entry);
  const char *parts[] = {
    sluice_connection_words_type (connection),
    sluice_connection_words_role (connection),
    sluice_connection_get_test_bucket (connection),
    sluice_connection_words_network (connection),
    with_instance ? sluice_registry_entry_get_instance (entry) : NULL,
  };
  GString *summary = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        g_autofree char *part = sluice_connection_words_isolate (parts[i]);

        if (summary->len > 0)
          g_string_append (summary, " · ");
        g_string_append (summary, part);
      }
  return g_string_free (summary, FALSE);
}

static void
set_style (SluiceConnectionRow *self,
           const char          *style)
{
  if (g_strcmp0 (style, self->style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->icon, self->style);
  self->style = style;
  gtk_widget_add_css_class (self->icon, style);
}

/* ---- life ---- */

static void
sluice_connection_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_connection_row_parent_class)->dispose (object);
}

static void
sluice_connection_row_class_init (SluiceConnectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_connection_row_dispose;
  widget_class->get_request_mode = sluice_connection_row_get_request_mode;
  widget_class->measure = sluice_connection_row_measure;
  widget_class->size_allocate = sluice_connection_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "connection");
}

/* GTK 4.8 has no answer for a screen reader that asks for the text of one without any. */
static GtkWidget *
new_cell (SluiceConnectionRow *self)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_INSCRIPTION,
                                  "text", "",
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "min-lines", 1,
                                  "nat-lines", 1,
                                  "xalign", 0.0f,
                                  NULL);

  gtk_widget_set_parent (cell, GTK_WIDGET (self));
  return cell;
}

static void
sluice_connection_row_init (SluiceConnectionRow *self)
{
}

static void
add_cells (SluiceConnectionRow *self)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      self->cells[i] = new_cell (self);
      if (i != NAME)
        gtk_widget_add_css_class (self->cells[i], "caption");
    }
  self->summary = new_cell (self);
  gtk_widget_add_css_class (self->summary, "caption");
  gtk_widget_add_css_class (self->summary, "dim-label");
}

/* Without anything in it: a list view keeps two hundred of them, of which twenty are seen. */
GtkWidget *
sluice_connection_row_new (void)
{
  return g_object_new (SLUICE_TYPE_CONNECTION_ROW, NULL);
}

static void
fill (SluiceConnectionRow *self)
{
  if (self->summary != NULL)
    return;
  add_cells (self);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->check = g_object_new (GTK_TYPE_IMAGE,
                              "visible", FALSE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/* For above the columns. */
GtkWidget *
sluice_connection_row_new_titles (void)
{
  SluiceConnectionRow *self = g_object_new (SLUICE_TYPE_CONNECTION_ROW, NULL);
  const char *titles[N_COLUMNS] = {
    [NAME] = C_("column", "Name"),
    [TYPE] = C_("column", "Type"),
    [STATE] = C_("column", "State"),
    [ROLE] = C_("column", "Role"),
    [BUCKET] = C_("column", "Bucket"),
    [NETWORK] = C_("column", "Network"),
    [INSTANCE] = C_("column", "Instance"),
  };

  self->titles = TRUE;
  add_cells (self);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      set_cell (self, i, titles[i]);
      gtk_widget_add_css_class (self->cells[i], "caption-heading");
      gtk_widget_add_css_class (self->cells[i], "dim-label");
    }
  return GTK_WIDGET (self);
}

void
sluice_connection_row_set_with_instance (SluiceConnectionRow *self,
                                         gboolean             with_instance)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_ROW (self));

  if (self->with_instance == with_instance)
    return;
  self->with_instance = with_instance;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
sluice_connection_row_show (SluiceConnectionRow *self,
                            SluiceRegistryEntry *entry,
                            gboolean             with_instance)
{
  SluiceConnection *connection;
  g_autofree char *summary = NULL;

  g_return_if_fail (SLUICE_IS_CONNECTION_ROW (self));

  fill (self);
  connection = sluice_registry_entry_get_connection (entry);
  set_cell (self, NAME, sluice_connection_get_name (connection));
  set_cell (self, TYPE, sluice_connection_words_type (connection));
  set_cell (self, STATE, sluice_connection_words_state (connection));
  set_cell (self, ROLE, sluice_connection_words_role (connection));
  set_cell (self, BUCKET, sluice_connection_get_test_bucket (connection));
  set_cell (self, NETWORK, sluice_connection_words_network (connection));
  set_cell (self, INSTANCE, sluice_registry_entry_get_instance (entry));
  summary = sluice_connection_row_dup_summary (entry, with_instance);
  set_line (self->summary, summary);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), sluice_connection_words_icon (connection));
  set_style (self, sluice_connection_words_style (connection));
  sluice_connection_row_set_with_instance (self, with_instance);
}

void
sluice_connection_row_set_chosen (SluiceConnectionRow *self,
                                  gboolean             choosing,
                                  gboolean             chosen)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_ROW (self));

  if (self->summary == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->check),
                                chosen ? "checkbox-checked-symbolic" : "checkbox-symbolic");
  gtk_widget_set_visible (self->check, choosing);
}

/* Whether it has ever shown anything. */
gboolean
sluice_connection_row_is_filled (gpointer row)
{
  return SLUICE_CONNECTION_ROW (row)->summary != NULL;
}
