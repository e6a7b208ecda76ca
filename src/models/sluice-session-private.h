/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the session share. */
#pragma once

#include "sluice-recovery.h"
#include "sluice-session.h"

G_BEGIN_DECLS

struct _SluiceSession
{
  GObject            parent_instance;

  /* owned */
  char              *base_url;
  char              *host;
  SluiceAtlasClient *client;      /* NULL without a key */
  SluiceChecks      *checks;
  SluiceKeyring     *keyring;
  SluiceKeyStore    *store;       /* NULL: nothing is ever kept */
  SluiceSavedKeys   *saved_keys;  /* NULL where there are none, as in practice */
  SluiceHistory     *history;
  SluiceRecovery    *recovery;    /* NULL: there is nothing to recover */
  GListStore        *operations;
  SluiceOperation   *creating;    /* the create that is at work */
  char              *doubtful;    /* a name of which it is not known for sure whether it is free */
  char              *project_id;
  char              *instance;
  char              *name;
  gboolean           remember;
  gboolean           declined;    /* what the keyring may still find is not wanted any more */
};

/* sluice-session.c: the key from now on, and that it is another than the form knows of */
void sluice_session_use_key          (SluiceSession  *self,
                                      SluiceApiKey   *key);
void sluice_session_tell_key_changed (SluiceSession  *self);

/* sluice-session-keys.c */
void sluice_session_set_up_keys      (SluiceSession  *self,
                                      SluiceKeyStore *store);
void sluice_session_keep_key         (SluiceSession  *self);

G_END_DECLS
