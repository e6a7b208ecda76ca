/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The request Create Connection will send. */

#include "sluice-preview.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-request-preview.h"
#include "sluice-text-card.h"
#include "sluice-wrap-box.h"

struct _SluicePreview
{
  AdwWindow        parent_instance;

  /* Owned */
  char            *curl;

  /* Template */
  AdwToastOverlay *toasts;
  SluiceTextCard  *card;
};

G_DEFINE_FINAL_TYPE (SluicePreview, sluice_preview, ADW_TYPE_WINDOW)

static void
copy (SluicePreview *self,
      const char    *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluicePreview *self = SLUICE_PREVIEW (widget);
  g_autofree char *text = sluice_text_card_dup_text (self->card);

  copy (self, text);
}

static void
copy_curl_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  SluicePreview *self = SLUICE_PREVIEW (widget);

  copy (self, self->curl);
}

static void
sluice_preview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_PREVIEW);

  G_OBJECT_CLASS (sluice_preview_parent_class)->dispose (object);
}

static void
sluice_preview_finalize (GObject *object)
{
  g_free (SLUICE_PREVIEW (object)->curl);

  G_OBJECT_CLASS (sluice_preview_parent_class)->finalize (object);
}

static void
sluice_preview_class_init (SluicePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_preview_finalize;

  g_type_ensure (SLUICE_TYPE_TEXT_CARD);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePreview, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluicePreview, card);

  gtk_widget_class_install_action (widget_class, "preview.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "preview.copy-curl", NULL, copy_curl_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_preview_init (SluicePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows the request that would create this connection at the session's place, the private key left
 * out. */
void
sluice_preview_present (GtkWindow                  *parent,
                        SluiceSession              *session,
                        const SluiceConnectionSpec *spec)
{
  SluicePreview *self;
  SluiceApiKey *key = sluice_session_get_key (session);
  const SluiceCreateValues values = {
    .base_url = sluice_session_get_base_url (session),
    .public_key = key != NULL ? sluice_api_key_get_public_key (key) : "",
    .project_id = sluice_session_get_project_id (session),
    .instance = sluice_session_get_instance (session),
    .name = spec->name,
    .role_arn = spec->role_arn,
    .test_bucket = spec->test_bucket,
    .private_link_id = spec->private_link_id,
  };
  g_autoptr (SluiceRequestPreview) preview = sluice_request_preview_new (&values);
  g_autofree char *text = NULL;

  if (preview == NULL)
    return;
  self = g_object_new (SLUICE_TYPE_PREVIEW, "transient-for", parent, NULL);
  text = sluice_request_preview_to_text (preview);
  self->curl = sluice_request_preview_to_curl (preview);
  sluice_text_card_set_text (self->card, text);
  gtk_window_present (GTK_WINDOW (self));
}
