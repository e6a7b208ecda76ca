/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong in libsecret, GDBus or GIO, told as what a person can do about it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError *sluice_secret_error_new (const GError *cause,
                                 gboolean      has_bus);

G_END_DECLS
