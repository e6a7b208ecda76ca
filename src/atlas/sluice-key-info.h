/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Atlas says about the key pair in use (GET /api/atlas/v2). Immutable. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_KEY_INFO (sluice_key_info_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeyInfo, sluice_key_info, SLUICE, KEY_INFO, GObject)

const char         *sluice_key_info_get_id            (SluiceKeyInfo *self);
const char         *sluice_key_info_get_public_key    (SluiceKeyInfo *self);
const char         *sluice_key_info_get_org_id        (SluiceKeyInfo *self);
const char * const *sluice_key_info_get_access_list   (SluiceKeyInfo *self);
char              **sluice_key_info_dup_project_roles (SluiceKeyInfo *self,
                                                       const char    *project_id);
char              **sluice_key_info_dup_org_roles     (SluiceKeyInfo *self,
                                                       const char    *org_id);

G_END_DECLS
