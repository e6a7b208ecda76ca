/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real gnome-keyring-daemon on the test's own session bus, started and ended by the test. Its
 * files stay in the test's home from one start to the next.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KeyringDaemon KeyringDaemon;

KeyringDaemon *keyring_daemon_start        (const char    *password);
KeyringDaemon *keyring_daemon_start_afresh (const char    *password);
void           keyring_daemon_lock         (void);
void           keyring_daemon_add_item     (const char    *collection,
                                            const char    *application,
                                            const char    *kind,
                                            const char    *attribute);
void           keyring_daemon_stop         (KeyringDaemon *daemon);
void           keyring_daemon_kill         (KeyringDaemon *daemon);
void           keyring_daemon_end          (KeyringDaemon *daemon);

G_END_DECLS
