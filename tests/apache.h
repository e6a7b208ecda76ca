/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Apache of one test: it asks for a key by Digest or Basic and passes the rest on. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Apache Apache;

Apache     *apache_start       (const char  *scheme,
                                const char  *upstream,
                                const char  *public_key,
                                const char  *private_key,
                                guint        nonce_lifetime);
void        apache_end         (Apache      *self);
const char *apache_get_url     (Apache      *self);
char       *apache_wait_log    (Apache      *self,
                                guint        n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Apache, apache_end)

G_END_DECLS
