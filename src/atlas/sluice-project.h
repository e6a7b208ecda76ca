/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Atlas project ("group" in the API). Immutable. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PROJECT (sluice_project_get_type ())
G_DECLARE_FINAL_TYPE (SluiceProject, sluice_project, SLUICE, PROJECT, GObject)

const char *sluice_project_get_id     (SluiceProject *self);
const char *sluice_project_get_name   (SluiceProject *self);
const char *sluice_project_get_org_id (SluiceProject *self);

G_END_DECLS
