/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operations of the Admin API that the practice Atlas carries out. Each gets a request whose
 * project and instance exist and which the key may send, and returns a reply it owns no longer.
 */
#pragma once

#include "practice-routes.h"

G_BEGIN_DECLS

PracticeReply *practice_check_key         (PracticeRequest *request);
PracticeReply *practice_list_organizations (PracticeRequest *request);
PracticeReply *practice_get_organization  (PracticeRequest *request);
PracticeReply *practice_list_projects     (PracticeRequest *request);
PracticeReply *practice_get_project       (PracticeRequest *request);
PracticeReply *practice_list_instances    (PracticeRequest *request);
PracticeReply *practice_get_instance      (PracticeRequest *request);

PracticeReply *practice_list_connections  (PracticeRequest *request);
PracticeReply *practice_create_connection (PracticeRequest *request);
PracticeReply *practice_get_connection    (PracticeRequest *request);
PracticeReply *practice_update_connection (PracticeRequest *request);
PracticeReply *practice_delete_connection (PracticeRequest *request);

PracticeReply *practice_list_links        (PracticeRequest *request);
PracticeReply *practice_create_link       (PracticeRequest *request);
PracticeReply *practice_get_link          (PracticeRequest *request);
PracticeReply *practice_delete_link       (PracticeRequest *request);

PracticeReply *practice_list_roles        (PracticeRequest *request);
PracticeReply *practice_create_role       (PracticeRequest *request);
PracticeReply *practice_get_role          (PracticeRequest *request);
PracticeReply *practice_authorize_role    (PracticeRequest *request);
PracticeReply *practice_deauthorize_role  (PracticeRequest *request);

PracticeReply *practice_list_processors   (PracticeRequest *request);
PracticeReply *practice_create_processor  (PracticeRequest *request);
PracticeReply *practice_get_processor     (PracticeRequest *request);
PracticeReply *practice_start_processor   (PracticeRequest *request);
PracticeReply *practice_stop_processor    (PracticeRequest *request);
PracticeReply *practice_delete_processor  (PracticeRequest *request);

/* Shared by them. */
PracticeReply *practice_connection_check      (PracticeRequest *request);
PracticeReply *practice_connection_not_found  (PracticeRequest *request);
PracticeReply *practice_page                  (PracticeRequest *request,
                                               JsonArray       *items,
                                               gboolean         can_omit_count,
                                               int              count_error);
guint          practice_page_size             (PracticeRequest *request);
gboolean       practice_page_holds            (PracticeRequest *request,
                                               guint            position);
const char    *practice_argument              (PracticeRequest *request,
                                               const char      *name);

G_END_DECLS
