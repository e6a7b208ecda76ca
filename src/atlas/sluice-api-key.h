/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Atlas API key pair. The private key lives in one page of memory of its own that is neither
 * swapped nor written into a core file, and is overwritten when the last reference goes.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _SluiceApiKey SluiceApiKey;

#define SLUICE_TYPE_API_KEY (sluice_api_key_get_type ())

GType         sluice_api_key_get_type        (void);
SluiceApiKey *sluice_api_key_new             (const char         *public_key,
                                              const char         *private_key);
SluiceApiKey *sluice_api_key_ref             (SluiceApiKey       *self);
void          sluice_api_key_unref           (SluiceApiKey       *self);
const char   *sluice_api_key_get_public_key  (const SluiceApiKey *self);
const char   *sluice_api_key_get_private_key (const SluiceApiKey *self);
gboolean      sluice_api_key_equal           (const SluiceApiKey *a,
                                              const SluiceApiKey *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceApiKey, sluice_api_key_unref)

G_END_DECLS
