/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection that something is to be done with. */

#include "sluice-connection-target.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-undo.h"

SluiceConnectionTarget *
sluice_connection_target_new (GtkWidget           *widget,
                              SluiceSession       *session,
                              const char          *project_id,
                              SluiceRegistryEntry *entry)
{
  SluiceConnectionTarget *target = g_new0 (SluiceConnectionTarget, 1);

  target->session = g_object_ref (session);
  target->project_id = g_strdup (project_id);
  target->instance = g_strdup (sluice_registry_entry_get_instance (entry));
  target->connection = g_object_ref (sluice_registry_entry_get_connection (entry));
  g_weak_ref_init (&target->widget, widget);
  return target;
}

void
sluice_connection_target_free (SluiceConnectionTarget *target)
{
  g_object_unref (target->session);
  g_free (target->project_id);
  g_free (target->instance);
  g_object_unref (target->connection);
  g_weak_ref_clear (&target->widget);
  g_free (target);
}

/* ---- saying that it is gone, with a way back ---- */

static void
undo_cb (AdwToast        *toast,
         SluiceOperation *operation)
{
  sluice_undo_start (operation, SLUICE_UNDO_AS_IT_WAS);
}

static void
show_gone (AdwToastOverlay *overlay,
           SluiceOperation *operation)
{
  g_autofree char *name = sluice_connection_words_line (sluice_operation_get_subject (operation));
  g_autofree char *text = g_strdup_printf (_("Connection %s was deleted"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), operation, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

static void
changed_cb (AdwToastOverlay *overlay,
            GParamSpec      *pspec,
            SluiceOperation *operation)
{
  if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    return;
  g_signal_handlers_disconnect_by_func (operation, changed_cb, overlay);
  if (sluice_operation_get_outcome (operation) == SLUICE_OUTCOME_GONE
      && sluice_undo_is_offered (operation, SLUICE_UNDO_AS_IT_WAS))
    show_gone (overlay, operation);
}

/* The buttons may be gone by then, together with the connection; the window is not. */
static void
follow_deletion (SluiceConnectionTarget *target,
                 SluiceOperation        *operation)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&target->widget);
  GtkWidget *overlay = widget ? gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY) : NULL;

  if (overlay != NULL)
    g_signal_connect_object (operation, "notify::revision", G_CALLBACK (changed_cb), overlay,
                             G_CONNECT_SWAPPED);
}

/* Begins to do it with the key in use; request: what the starter needs besides the connection.
 * Returns the operation, borrowed, or NULL without a key. */
SluiceOperation *
sluice_connection_target_start (SluiceConnectionTarget  *target,
                                SluiceConnectionStarter  starter,
                                SluiceConnectionRequest *request)
{
  SluiceAtlasClient *client = sluice_session_get_client (target->session);
  g_autoptr (SluiceOperation) operation = NULL;

  if (client == NULL)
    return NULL;
  request->project_id = target->project_id;
  request->instance = target->instance;
  request->seen = target->connection;
  operation = starter (client, request);
  sluice_undo_offer (operation, target->session);
  if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_DELETE_CONNECTION)
    follow_deletion (target, operation);
  sluice_session_add_operation (target->session, operation);
  return operation;
}
