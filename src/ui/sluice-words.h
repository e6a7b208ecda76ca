/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place where operations, errors and facts become sentences. No widgets in here, so
 * all of it is tested without a display. Every function returns a new, translated string; none
 * ever holds a private key.
 */
#pragma once

#include "sluice-key-rights.h"
#include "sluice-private-link.h"
#include "sluice-role-usage.h"
#include "sluice-session.h"

G_BEGIN_DECLS

/* What the words need to know of an operation; everything is borrowed. */
typedef struct
{
  SluiceOperationKind   kind;
  SluiceOperationState  state;
  SluicePhase           phase;
  SluiceOutcome         outcome;
  gboolean              in_doubt;
  const char           *subject;
  const char           *place;
  guint                 tries;       /* 0 where nothing is tried twice */
  guint                 most_tries;
  const GError         *error;
  GObject              *result;
  GPtrArray            *users;       /* stream processors that are in the way, or NULL */
  gboolean              between;     /* deleted in order to be created again, and gone */
  gboolean              undone;      /* what was deleted is there again */
  gboolean              can_undo;    /* with buttons next to the words */
} SluiceStory;

/* sluice-words.c: operations */
void        sluice_words_read_operation   (SluiceOperation     *operation,
                                           SluiceStory         *story);
char       *sluice_words_headline         (const SluiceStory   *story);
char       *sluice_words_sentence         (const SluiceStory   *story);

/* sluice-role-words.c: the same for what is done with AWS roles */
char       *sluice_words_role_headline    (const SluiceStory   *story);
char       *sluice_words_role_sentence    (const SluiceStory   *story);
/* … and who uses a role, or a private link */
void        sluice_words_add_uses         (GString             *text,
                                           GPtrArray           *uses);
void        sluice_words_add_unread       (GString             *text,
                                           SluiceRoleUsage     *usage);

/* The same for what is done with connections that exist, with private links, and to prove that
 * data flows: sluice-registry-words.c, sluice-link-words.c, sluice-delivery-words.c */
char       *sluice_words_registry_headline (const SluiceStory  *story);
char       *sluice_words_registry_sentence (const SluiceStory  *story);
char       *sluice_words_link_headline     (const SluiceStory  *story);
char       *sluice_words_link_sentence     (const SluiceStory  *story);
char       *sluice_words_link_state        (SluicePrivateLink  *link);
char       *sluice_words_delivery_headline (const SluiceStory  *story);
char       *sluice_words_delivery_sentence (const SluiceStory  *story);

/* sluice-error-words.c: one headline and one sentence per thing a person can do */
char       *sluice_words_error_headline   (const GError        *error);
char       *sluice_words_error_sentence   (const GError        *error);
char       *sluice_words_error_cause      (const GError        *error);
char       *sluice_words_error_address    (const GError        *error);
char       *sluice_words_tls_reasons      (GTlsCertificateFlags flags);

/* sluice-fact-words.c: what is known about the form, and about the keyring */
char       *sluice_words_fact             (SluiceFact           fact,
                                           SluiceFactState      state,
                                           GObject             *object,
                                           const GError        *error);
char       *sluice_words_keyring          (SluiceKeyringState   state,
                                           const GError        *error);

/* sluice-key-words.c: whose key it is and what it may do */
char       *sluice_words_role             (const char          *code);
char       *sluice_words_key_works        (SluiceKeyInfo       *info,
                                           const char          *project_id,
                                           const char          *project_name);
char       *sluice_words_key_right        (SluiceKeyRight       right,
                                           SluiceKeyAnswer      answer);
char       *sluice_words_key_missing      (SluiceKeyInfo       *info,
                                           const char          *project_id,
                                           const char          *org_id);
char       *sluice_words_key_addresses    (SluiceKeyInfo       *info);
char       *sluice_words_key_roles        (SluiceKeyInfo       *info,
                                           const char          *project_id);
char       *sluice_words_key_summary      (SluiceKeyInfo       *info);
char       *sluice_words_saved_key        (SluiceSavedKeyCheck  check,
                                           const GError        *error);

/* sluice-details.c: the evidence, and times */
char       *sluice_words_details          (SluiceOperation     *operation);
char       *sluice_words_evidence         (SluiceEvidence      *evidence);
char       *sluice_words_elapsed          (gint64               microseconds);
char       *sluice_words_wait             (guint                seconds);

G_END_DECLS
