/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream processing instance ("tenant" in the API, "workspace" on newer pages). Immutable. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_INSTANCE (sluice_instance_get_type ())
G_DECLARE_FINAL_TYPE (SluiceInstance, sluice_instance, SLUICE, INSTANCE, GObject)

const char *sluice_instance_get_id       (SluiceInstance *self);
const char *sluice_instance_get_name     (SluiceInstance *self);
const char *sluice_instance_get_provider (SluiceInstance *self);
const char *sluice_instance_get_region   (SluiceInstance *self);
const char *sluice_instance_get_tier     (SluiceInstance *self);

G_END_DECLS
