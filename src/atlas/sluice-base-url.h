/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address Sluice talks to: https anywhere, http on loopback only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SLUICE_BASE_URL_COMMERCIAL "https://cloud.mongodb.com"
#define SLUICE_BASE_URL_GOVERNMENT "https://cloud.mongodbgov.com"

char *sluice_base_url_parse    (const char *text, GError **error);
char *sluice_base_url_dup_host (const char *base_url);

G_END_DECLS
