/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogs and announcements, and the shims for newer libraries. */

#include "sluice-dialogs.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-debug-info.h"

#define HOMEPAGE "https://github.com/sluice-app/sluice"

gboolean
sluice_dialogs_in_flatpak (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* ---- names for what the toolkit makes ---- */

/* The first below widget, or NULL. */
static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* What a screen reader meets where the keyboard is in a row: in later versions of GTK a row with an
 * entry is an item of its list, and the entry within it is the field. Returns it borrowed. */
GtkAccessible *
sluice_dialogs_get_field (GtkWidget *row)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  GtkEditable *text = GTK_IS_EDITABLE (row) ? gtk_editable_get_delegate (GTK_EDITABLE (row)) : NULL;

  if (text != NULL)
    return GTK_ACCESSIBLE (text);
#endif
  return GTK_ACCESSIBLE (row);
}

#if GTK_CHECK_VERSION (4, 10, 0)
static void
name_menu_items (GtkWidget *widget)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_MENU_ITEM)
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_menu_items (child);
}
#endif

/* An item of a menu is labelled by a label that is there to be looked at only. Later versions of
 * GTK (4.18 is one) let such a label have no name, and so the item has none. Named whenever the
 * menu is shown: GTK labels an item anew with each change of its action. */
void
sluice_dialogs_name_menu (GtkMenuButton *button)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_signal_connect (gtk_menu_button_get_popover (button), "map", G_CALLBACK (name_menu_items),
                    NULL);
#endif
}

/* ---- about, and the keys ---- */

#define ABOUT_COMMENTS \
  _("Creates S3 connections for Atlas Stream Processing. An independent program, neither made nor " \
    "endorsed by the makers of Atlas.")

/* The setters of the two about dialogs have different names only. */
#if ADW_CHECK_VERSION (1, 5, 0)

void
sluice_dialogs_show_about (GtkWindow *parent)
{
  static const char *developers[] = { "The Sluice developers", NULL };
  g_autofree char *debug_info = sluice_debug_info_dup (parent);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_dialog_present (g_object_new (ADW_TYPE_ABOUT_DIALOG,
                                    "application-name", "Sluice",
                                    "application-icon", SLUICE_APP_ID,
                                    "version", SLUICE_VERSION,
                                    "comments", ABOUT_COMMENTS,
                                    "developers", developers,
                                    "license-type", GTK_LICENSE_GPL_3_0,
                                    "website", HOMEPAGE,
                                    "issue-url", HOMEPAGE "/issues",
                                    "debug-info", debug_info,
                                    "debug-info-filename", "sluice-debug-info.txt",
                                    NULL),
                      GTK_WIDGET (parent));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#else

void
sluice_dialogs_show_about (GtkWindow *parent)
{
  static const char *developers[] = { "The Sluice developers", NULL };
  g_autofree char *debug_info = sluice_debug_info_dup (parent);

  gtk_window_present (g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                    "transient-for", parent,
                                    "modal", TRUE,
                                    "application-name", "Sluice",
                                    "application-icon", SLUICE_APP_ID,
                                    "version", SLUICE_VERSION,
                                    "comments", ABOUT_COMMENTS,
                                    "developers", developers,
                                    "license-type", GTK_LICENSE_GPL_3_0,
                                    "website", HOMEPAGE,
                                    "issue-url", HOMEPAGE "/issues",
                                    "debug-info", debug_info,
                                    "debug-info-filename", "sluice-debug-info.txt",
                                    NULL));
}

#endif

/* Its window and the button of its search have no names of their own. */
static void
name_shortcuts (GtkWidget *window)
{
  GtkWidget *button = gtk_window_get_titlebar (GTK_WINDOW (window));

  gtk_accessible_update_property (GTK_ACCESSIBLE (window),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Keyboard Shortcuts"),
                                  -1);
  button = button != NULL ? find_widget (button, GTK_TYPE_TOGGLE_BUTTON) : NULL;
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search Shortcuts"),
                                    -1);
}

/* Built when asked for: as gtk/help-overlay.ui it would be built with every window, which every
 * start would wait for. */
void
sluice_dialogs_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (SLUICE_RESOURCE_PATH "/ui/sluice-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  name_shortcuts (GTK_WIDGET (window));
  gtk_window_present (window);
}

/* ---- asking back ---- */

typedef struct
{
  SluiceConfirmed  confirmed;
  GWeakRef         object;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->object);
  g_free (question);
}

static void
response_cb (GObject    *dialog,
             const char *response,
             Question   *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  if (object != NULL && g_str_equal (response, "go"))
    question->confirmed (object);
}

#if ADW_CHECK_VERSION (1, 5, 0)
/* A question's heading is there twice, in large letters on one line and in small ones on several.
 * Before 1.8 libadwaita asks the line how high it would be on less width than it needs, and GTK
 * warns of it; a line that may be cut needs no width. It is not cut: where it is too long, the
 * small one is shown. Since 1.8 the width that the line needs is taken for a height, too, and one
 * that is less than a line is what GTK would warn of. */
static gboolean
asks_heading_for_less (void)
{
  return adw_get_major_version () == 1 && adw_get_minor_version () < 8;
}

static void
let_heading_shrink (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && !gtk_label_get_wrap (GTK_LABEL (widget))
      && gtk_widget_has_css_class (widget, "title-2"))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_heading_shrink (child);
}
#else
/* A button that has a letter to press is named by what it is told and by its label: by both at
 * once, unless one of them goes. */
static void
name_buttons_once (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons_once (child);
}
#endif

static GObject *
ask (GtkWindow             *parent,
     const char            *heading,
     const char            *body,
     const char            *stay,
     const char            *verb,
     AdwResponseAppearance  appearance,
     SluiceConfirmed        confirmed,
     gpointer               object)
{
  Question *question = g_new0 (Question, 1);
  gpointer dialog;

  question->confirmed = confirmed;
  g_weak_ref_init (&question->object, object);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION (1, 5, 0)
  dialog = adw_alert_dialog_new (heading, body);
  adw_alert_dialog_add_responses (dialog, "stay", stay, "go", verb, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "go", appearance);
  adw_alert_dialog_set_default_response (dialog, "stay");
  adw_alert_dialog_set_close_response (dialog, "stay");
#else
  dialog = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (dialog, "stay", stay, "go", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", appearance);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
#endif
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question,
                         (GClosureNotify) (GCallback) question_free, 0);
#if ADW_CHECK_VERSION (1, 5, 0)
  if (asks_heading_for_less ())
    let_heading_shrink (adw_dialog_get_child (dialog));
  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  name_buttons_once (dialog);
  gtk_window_present (dialog);
#endif
  G_GNUC_END_IGNORE_DEPRECATIONS
  return dialog;
}

/* Says more in a dialog of sluice_dialogs_confirm (). */
void
sluice_dialogs_set_body (GObject    *dialog,
                         const char *body)
{
  g_object_set (dialog, "body", body, NULL);
}

/* Asks before something that cannot be taken back; staying is the default and what Esc does.
 * Calls confirmed (object) unless the object is gone by then. Returns the dialog, borrowed. */
GObject *
sluice_dialogs_confirm (GtkWindow       *parent,
                        const char      *heading,
                        const char      *body,
                        const char      *stay,
                        const char      *verb,
                        SluiceConfirmed  confirmed,
                        gpointer         object)
{
  return ask (parent, heading, body, stay, verb, ADW_RESPONSE_DESTRUCTIVE, confirmed, object);
}

/* The same before something that destroys nothing, but should be known before, such as a price. */
void
sluice_dialogs_propose (GtkWindow       *parent,
                        const char      *heading,
                        const char      *body,
                        const char      *stay,
                        const char      *verb,
                        SluiceConfirmed  confirmed,
                        gpointer         object)
{
  ask (parent, heading, body, stay, verb, ADW_RESPONSE_SUGGESTED, confirmed, object);
}

/* ---- the keyring inside Flatpak ---- */

static void
copy_cb (GtkButton  *button,
         const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
}

static GtkWidget *
create_fix (const char *explanation,
            const char *code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (explanation);
  GtkWidget *text = gtk_label_new (code);
  GtkWidget *button = gtk_button_new_with_label (_("Copy"));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen at the end of a line would be taken for a part of the command. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);
  g_object_set (text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                "attributes", attributes, "selectable", TRUE,
                "css-classes", (const char *[]) { "monospace", NULL }, NULL);
  gtk_widget_set_direction (text, GTK_TEXT_DIR_LTR);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, text, NULL,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (code),
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
close_by_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/* Why no keyring answers inside Flatpak, and the two ways out. */
void
sluice_dialogs_show_keyring_help (GtkWidget *widget)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                                    NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *first = create_fix (
    _("Your desktop offers no Secret portal. It can be switched on: put these lines into "
      "~/.config/xdg-desktop-portal/portals.conf, then log in again."),
    "[preferred]\norg.freedesktop.impl.portal.Secret=gnome-keyring");

  g_object_set (box, "margin-top", 18, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), create_fix (
    _("Or allow Sluice to talk to the keyring itself. It could then read everything in it."),
    "flatpak override --user --talk-name=org.freedesktop.secrets " SLUICE_APP_ID));
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                                   "hscrollbar-policy", GTK_POLICY_NEVER,
                                                   "propagate-natural-height", TRUE,
                                                   "vexpand", TRUE,
                                                   "child", box,
                                                   NULL));

  g_object_set (window,
                "title", _("Keyring"),
                "modal", TRUE,
                "transient-for", gtk_widget_get_root (widget),
                "default-width", 440,
                "default-height", 400,
                "width-request", 340,
                "height-request", 200,
                "content", content,
                NULL);
  close_by_escape (window);
  /* A text that has the focus is chosen as a whole. */
  gtk_window_set_focus (GTK_WINDOW (window), gtk_widget_get_last_child (first));
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- announcements ---- */

/* Below GTK 4.14 nothing can be announced; there the caller moves the focus to what is new when
 * the person has started it. */
void
sluice_dialogs_announce (GtkWidget  *widget,
                         const char *text)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}
