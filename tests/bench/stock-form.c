/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice's first page shows, made of GTK's and libadwaita's own widgets, and doing nothing:
 * what a start cannot do without. The sentences are as long as those of Sluice. */
#include <adwaita.h>

static const struct { const char *title, *icon; } pages[] = {
  { "Connect", "list-add-symbolic" },
  { "AWS Access", "dialog-password-symbolic" },
  { "Emit", "document-send-symbolic" },
  { "Connections", "view-list-symbolic" },
};

static const struct { const char *title, *subtitle; } items[] = {
  { "API key", "Fill in both halves of the key." },
  { "What the key may do", "Known once the key is accepted and the project is filled in." },
  { "Project", "Looked up once there are a key and a project ID." },
  { "Stream processing instance", "Looked up once the project and the instance are filled in." },
  { "Connection name", "Looked up in the registry once the instance is known." },
  { "AWS role", "Fill in the role’s ARN, or choose one." },
  { "Test bucket", "None: Atlas creates the connection without trying the role." },
  { "Network", "Public: Atlas reaches S3 over the internet, encrypted." },
};

static GtkWidget *
create_sentence (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                       "xalign", 0.0f,
                       NULL);
}

static GtkWidget *
add_group (GtkWidget  *form,
           const char *title,
           const char *description)
{
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP,
                                   "title", title,
                                   "description", description,
                                   NULL);

  gtk_box_append (GTK_BOX (form), group);
  return group;
}

/* hint: NULL for none. */
static void
add_entry (GtkWidget  *group,
           GType       type,
           const char *title,
           const char *hint)
{
  AdwPreferencesGroup *parent = ADW_PREFERENCES_GROUP (group);
  GtkWidget *label;

  adw_preferences_group_add (parent, g_object_new (type, "title", title, NULL));
  if (hint == NULL)
    return;
  label = create_sentence (hint);
  gtk_widget_add_css_class (label, "caption");
  adw_preferences_group_add (parent,
                             g_object_new (ADW_TYPE_PREFERENCES_ROW, "child", label, NULL));
}

static void
add_row (GtkWidget  *group,
         GtkWidget  *prefix,
         const char *title,
         const char *subtitle,
         GtkWidget  *suffix)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                    "title", title,
                                    "subtitle", subtitle,
                                    NULL);

  if (prefix != NULL)
    adw_action_row_add_prefix (row, prefix);
  if (suffix != NULL)
    adw_action_row_add_suffix (row, suffix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row));
}

static void
add_choice (GtkWidget  *group,
            const char *title,
            const char *choice)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new ((const char *[]) { choice, NULL });

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             g_object_new (ADW_TYPE_COMBO_ROW,
                                           "title", title,
                                           "model", choices,
                                           NULL));
}

static GtkWidget *
scroll (GtkWidget *child)
{
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                       "hscrollbar-policy", GTK_POLICY_NEVER,
                       "hexpand", TRUE,
                       "vexpand", TRUE,
                       "child", child,
                       NULL);
}

static GtkWidget *
create_form (void)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), *group;

  group = add_group (form, "Atlas API Key", "Kept in your keyring if you like, and nowhere else");
  add_choice (group, "Atlas", "Atlas (cloud.mongodb.com)");
  add_entry (group, ADW_TYPE_ENTRY_ROW, "Public Key",
             "In Atlas: Access Manager → Applications → API Keys.");
  add_entry (group, ADW_TYPE_PASSWORD_ENTRY_ROW, "Private Key", NULL);
  add_row (group, NULL, "Remember this key", NULL,
           g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL));

  group = add_group (form, "Where", NULL);
  add_entry (group, ADW_TYPE_ENTRY_ROW, "Project ID",
             "Stands in the address of its page in Atlas; the whole address will do.");
  add_entry (group, ADW_TYPE_ENTRY_ROW, "Stream Processing Instance",
             "Its name under Stream Processing in Atlas; newer pages say workspace.");

  group = add_group (form, "Connection", NULL);
  add_entry (group, ADW_TYPE_ENTRY_ROW, "Connection Name", NULL);
  add_entry (group, ADW_TYPE_ENTRY_ROW, "Role ARN",
             "Of the role in your AWS account that Atlas may assume: arn:aws:iam::…:role/…");
  add_entry (group, ADW_TYPE_ENTRY_ROW, "Test Bucket",
             "If you like: a bucket with which Atlas tries the role.");
  add_choice (group, "Network", "Public Internet");

  group = add_group (form, "Before You Create", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    add_row (group, gtk_image_new_from_icon_name ("content-loading-symbolic"), items[i].title,
             items[i].subtitle, NULL);
  return scroll (g_object_new (ADW_TYPE_CLAMP, "maximum-size", 560, "child", form, NULL));
}

static GtkWidget *
create_pages (void)
{
  GtkWidget *stack = adw_view_stack_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_view_stack_page_set_icon_name (
      adw_view_stack_add_titled (ADW_VIEW_STACK (stack), i == 0 ? create_form () : adw_bin_new (),
                                 pages[i].title, pages[i].title),
      pages[i].icon);
  return stack;
}

static GtkWidget *
create_header_bar (GtkWidget *stack)
{
  GtkWidget *header_bar = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header_bar),
                                   g_object_new (ADW_TYPE_VIEW_SWITCHER,
                                                 "policy", ADW_VIEW_SWITCHER_POLICY_WIDE,
                                                 "stack", stack,
                                                 NULL));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header_bar),
                           g_object_new (GTK_TYPE_MENU_BUTTON,
                                         "icon-name", "open-menu-symbolic",
                                         NULL));
  return header_bar;
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *stack = create_pages ();

  gtk_box_append (GTK_BOX (buttons), gtk_button_new_with_label ("Preview Request"));
  gtk_box_append (GTK_BOX (buttons), gtk_button_new_with_label ("Create Connection"));
  gtk_box_append (GTK_BOX (left), stack);
  gtk_box_append (GTK_BOX (left), buttons);
  gtk_box_append (GTK_BOX (sides), left);
  gtk_box_append (GTK_BOX (sides), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (sides),
                  scroll (create_sentence ("Nothing has happened yet. What Sluice does for you "
                                           "appears here: each step, what came of it, and what to "
                                           "do next.")));
  gtk_box_append (GTK_BOX (content), create_header_bar (stack));
  gtk_box_append (GTK_BOX (content), create_sentence ("New here? A short tour with invented data "
                                                      "shows how a connection is made; you need "
                                                      "no account for it."));
  gtk_box_append (GTK_BOX (content), sides);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 760);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("bench.stock.Form", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
