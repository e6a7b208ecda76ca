/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that shows the pages of the help. */

#include "sluice-help.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-help-page.h"
#include "sluice-hyphens.h"
#include "sluice-scroll.h"

/* In the order in which somebody new needs them. */
static const char * const topics[] = {
  "words", "practice", "key", "keyring", "place", "aws", "create", "emit", "connections", "links",
  "delivery", "exchange", "history", "answers", "refused", "missing", "declined", "keyboard",
  "settings",
};

struct _SluiceHelp
{
  AdwWindow          parent_instance;

  GPtrArray         *pages;         /* of SluiceHelpPage, as the topics are */
  GHashTable        *headings;      /* "TOPIC#SECTION" to the label; of the topic shown */

  /* Template */
  AdwWindowTitle    *title;
  GtkWidget         *back_button;
  GtkStack          *stack;
  GtkSearchEntry    *search;
  GtkListBox        *list;
  GtkWidget         *nothing;
  GtkScrolledWindow *scroller;
  GtkBox            *content;
};

G_DEFINE_FINAL_TYPE (SluiceHelp, sluice_help, ADW_TYPE_WINDOW)

static void show_place (SluiceHelp *self,
                        const char *place);

/* ---- one topic ---- */

static gboolean
link_cb (GtkLabel   *label,
         const char *uri,
         gpointer    user_data)
{
  SluiceHelp *self = SLUICE_HELP (gtk_widget_get_ancestor (GTK_WIDGET (label), SLUICE_TYPE_HELP));

  show_place (self, uri);
  return TRUE;
}

static GtkWidget *
make_label (const SluiceHelpBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), block->markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  sluice_hyphens_leave_out (label);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), NULL);
  return label;
}

static GtkWidget *
make_item (const SluiceHelpBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *number = g_strdup_printf ("%u.", block->number);
  GtkWidget *mark = gtk_label_new (block->kind == SLUICE_HELP_STEP ? number : "•");

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), make_label (block));
  return box;
}

/* What is shown as it is has to be copied, too. */
static GtkWidget *
make_code (const SluiceHelpBlock *block)
{
  GtkWidget *label = make_label (block);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "help-code");
  gtk_widget_add_css_class (label, "card");
  return label;
}

static GtkWidget *
make_block (const SluiceHelpBlock *block)
{
  GtkWidget *widget;

  switch (block->kind)
    {
    case SLUICE_HELP_ITEM:
    case SLUICE_HELP_STEP:
      return make_item (block);
    case SLUICE_HELP_CODE:
      return make_code (block);
    case SLUICE_HELP_HEADING:
    case SLUICE_HELP_TERM:
      widget = make_label (block);
      gtk_widget_add_css_class (widget,
                                block->kind == SLUICE_HELP_TERM ? "heading" : "title-4");
      gtk_widget_set_margin_top (widget, block->kind == SLUICE_HELP_TERM ? 6 : 18);
      return widget;
    case SLUICE_HELP_NOTE:
    case SLUICE_HELP_PARAGRAPH:
    default:
      return make_label (block);
    }
}

static void
fill_content (SluiceHelp           *self,
              const SluiceHelpPage *page)
{
  GtkWidget *child;

  g_hash_table_remove_all (self->headings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);

  for (guint i = 0; i < page->blocks->len; i++)
    {
      const SluiceHelpBlock *block = g_ptr_array_index (page->blocks, i);
      GtkWidget *widget = make_block (block);

      if (block->anchor != NULL)
        g_hash_table_insert (self->headings, block->anchor, widget);
      if (block->inside)
        gtk_widget_set_margin_start (widget, 18);
      gtk_box_append (self->content, widget);
    }
}

static const SluiceHelpPage *
find_page (SluiceHelp *self,
           const char *id)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const SluiceHelpPage *page = g_ptr_array_index (self->pages, i);

      if (g_str_equal (page->id, id))
        return page;
    }
  return NULL;
}

static void
show_topics (SluiceHelp *self)
{
  adw_window_title_set_title (self->title, _("Help"));
  gtk_widget_set_visible (self->back_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "topics");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
show_place (SluiceHelp *self,
            const char *place)
{
  g_auto (GStrv) parts = g_strsplit (place != NULL ? place : "", "#", 2);
  const SluiceHelpPage *page = parts[0] != NULL ? find_page (self, parts[0]) : NULL;
  GtkWidget *heading;

  if (page == NULL)
    {
      show_topics (self);
      return;
    }
  fill_content (self, page);
  adw_window_title_set_title (self->title, page->title);
  gtk_widget_set_visible (self->back_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "topic");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  /* Something must have the keyboard for its keys to scroll. */
  gtk_widget_grab_focus (GTK_WIDGET (self->content));
  heading = parts[1] != NULL ? g_hash_table_lookup (self->headings, parts[1]) : NULL;
  if (heading != NULL)
    sluice_scroll_to (heading);
}

/* ---- the topics ---- */

static void
row_activated_cb (SluiceHelp    *self,
                  GtkListBoxRow *row)
{
  const SluiceHelpPage *page = g_ptr_array_index (self->pages, gtk_list_box_row_get_index (row));

  show_place (self, page->id);
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  SluiceHelp *self = user_data;

  return sluice_help_page_mentions (g_ptr_array_index (self->pages,
                                                       gtk_list_box_row_get_index (row)),
                                    gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_changed_cb (SluiceHelp *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean found = FALSE;

  for (guint i = 0; i < self->pages->len; i++)
    found |= sluice_help_page_mentions (g_ptr_array_index (self->pages, i), words);
  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), found);
  gtk_widget_set_visible (self->nothing, !found);
}

/* Enter in the search: the first topic that is left. */
static void
search_activated_cb (SluiceHelp *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  for (guint i = 0; i < self->pages->len; i++)
    {
      const SluiceHelpPage *page = g_ptr_array_index (self->pages, i);

      if (sluice_help_page_mentions (page, words))
        {
          show_place (self, page->id);
          return;
        }
    }
}

static void
read_pages (SluiceHelp *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_help_page_free);
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autofree char *path = g_strdup_printf (SLUICE_RESOURCE_PATH "/help/%s.page", topics[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      SluiceHelpPage *page = NULL;
      GtkWidget *row;

      if (bytes != NULL)
        page = sluice_help_page_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                       &error);
      if (page == NULL)
        {
          g_warning ("Help page %s: %s", path, error != NULL ? error->message : "missing");
          continue;
        }
      g_ptr_array_add (self->pages, page);
      row = g_object_new (ADW_TYPE_ACTION_ROW, "title", page->title, "subtitle", page->summary,
                          "activatable", TRUE, NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_append (self->list, row);
    }
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceHelp *self = SLUICE_HELP (widget);

  if (gtk_widget_get_visible (self->back_button))
    show_topics (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- life ---- */

static void
sluice_help_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_HELP);

  G_OBJECT_CLASS (sluice_help_parent_class)->dispose (object);
}

static void
sluice_help_finalize (GObject *object)
{
  SluiceHelp *self = SLUICE_HELP (object);

  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->headings);

  G_OBJECT_CLASS (sluice_help_parent_class)->finalize (object);
}

static void
sluice_help_class_init (SluiceHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_help_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_help_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-help.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, back_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, nothing);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelp, content);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
sluice_help_init (SluiceHelp *self)
{
  self->headings = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  read_pages (self);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
}

static SluiceHelp *
find_window (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SLUICE_IS_HELP (l->data) && gtk_window_get_transient_for (l->data) == parent)
      return l->data;
  return NULL;
}

void
sluice_help_present (GtkWindow  *parent,
                     const char *place)
{
  SluiceHelp *self = find_window (parent);

  if (self == NULL)
    self = g_object_new (SLUICE_TYPE_HELP,
                         "transient-for", parent,
                         "destroy-with-parent", TRUE,
                         NULL);
  show_place (self, place);
  gtk_window_present (GTK_WINDOW (self));
}
