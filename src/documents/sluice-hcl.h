/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terraform's language: documents as expressions, laid out as “terraform fmt” wants them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sluice_hcl_quote        (const char *text);
char *sluice_hcl_convert_json (const char *json);
char *sluice_hcl_align        (const char *text);

G_END_DECLS
