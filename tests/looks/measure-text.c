/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures texts: none may be shortened, too small to be read, or have hyphens of its own. */

#include "looks-measure.h"

#include <string.h>

/* Of text, in pixels; the smallest there is at 100 % is a caption. */
#define SMALLEST_LINE 11

/* An entry row's title lies where its text will be; it is one or the other that is seen. */
gboolean
looks_is_title_of_entry (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL
         && gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) == NULL;
}

/* The large title of an entry row is seen in its place only as long as there is no text. */
static gboolean
is_hidden_title (GtkWidget *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW);

  return row != NULL && looks_is_title_of_entry (label)
         && gtk_widget_has_css_class (label, "title")
         && *gtk_editable_get_text (GTK_EDITABLE (row)) != '\0';
}

gboolean
looks_is_below (GtkWidget  *widget,
                const char *type_or_id)
{
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    {
      const char *id = GTK_IS_BUILDABLE (at) ? gtk_buildable_get_buildable_id (GTK_BUILDABLE (at))
                                             : NULL;

      if (g_str_equal (G_OBJECT_TYPE_NAME (at), type_or_id) || g_strcmp0 (id, type_or_id) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
looks_is_text_large (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi >= 96 * 1024 * 3 / 2;
}

/* What may end in “…”: names and values that others made and that may be of any length, and can be
 * read as a whole elsewhere. The words of Sluice may not, save where libadwaita leaves them one line
 * next to buttons, and the text is large. */
static gboolean
may_be_shortened (GtkWidget *label)
{
  static const char * const allowed[] = {
    "SluiceStatusStrip",       /* the pane behind it has it all */
    "SluiceConnectionRow",     /* the connection's own view, too */
    "SluiceHistoryRow",
    "banner_label",            /* the pages of a practice window that failed */
  };

  if (looks_is_text_large (label)
      && (looks_is_title_of_entry (label)
          || gtk_widget_get_ancestor (label, ADW_TYPE_COMBO_ROW) != NULL))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (looks_is_below (label, allowed[i]))
      return TRUE;
  return FALSE;
}

/* Whether the text around a place is a name, an id or an address: no word of a language. */
static gboolean
is_code (const char *text,
         const char *place)
{
  const char *begin = place, *end = place;

  while (begin > text && begin[-1] != ' ' && begin[-1] != '\n')
    begin--;
  while (*end != '\0' && *end != ' ' && *end != '\n')
    end++;
  for (const char *p = begin; p < end; p++)
    if (strchr ("0123456789_/:@=", *p) != NULL
        || (p > begin && g_ascii_islower (p[-1]) && g_ascii_isupper (*p)))
      return TRUE;
  return FALSE;
}

/* Pango puts a hyphen where it breaks a word, which in a name is not to be told from its own. */
static gboolean
has_false_hyphen (GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  const char *text = pango_layout_get_text (layout);
  PangoAttrList *attributes = gtk_label_get_attributes (GTK_LABEL (label));
  g_autofree char *told = attributes != NULL ? pango_attr_list_to_string (attributes) : NULL;

  if (told != NULL && strstr (told, "insert-hyphens") != NULL)
    return FALSE;
  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      const char *place = text + pango_layout_get_line_readonly (layout, i)->start_index;

      if (g_ascii_isalnum (place[-1]) && g_ascii_isalnum (*place) && is_code (text, place))
        return TRUE;
    }
  return FALSE;
}

static int
get_line_height (GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height / pango_layout_get_line_count (layout);
}

void
looks_check_label (LooksMeasuring *self,
                   GtkWidget      *label)
{
  if (get_line_height (label) < SMALLEST_LINE)
    looks_report (self, label, "is too small to be read: %d pixels", get_line_height (label));
  if (has_false_hyphen (label))
    looks_report (self, label, "has a hyphen that is not in the text");
  if (gtk_label_get_ellipsize (GTK_LABEL (label)) != PANGO_ELLIPSIZE_NONE
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)))
      && !is_hidden_title (label) && !may_be_shortened (label))
    looks_report (self, label, "is shortened");
}

