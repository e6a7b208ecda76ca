/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The faults that can be switched on by name: which are on, for which operation, how often. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  /* signing in */
  PRACTICE_FAULT_STALE_ONCE,
  PRACTICE_FAULT_STALE_FOREVER,
  PRACTICE_FAULT_NEW_NONCE,
  PRACTICE_FAULT_WRONG_KEY_LATER,
  PRACTICE_FAULT_BASIC_ONLY,
  PRACTICE_FAULT_BASIC_TOO,
  PRACTICE_FAULT_SHA256_ONLY,
  PRACTICE_FAULT_REDIRECT,
  /* instead of the operation */
  PRACTICE_FAULT_ADDRESS_NOT_LISTED,
  PRACTICE_FAULT_ROLE_MISSING,
  PRACTICE_FAULT_READ_ONLY_LIST,
  PRACTICE_FAULT_CANNOT_ASSUME_ROLE,
  PRACTICE_FAULT_BUCKET_CHECK,
  PRACTICE_FAULT_RATE_LIMITED,
  PRACTICE_FAULT_HTML_503,
  PRACTICE_FAULT_ERROR,
  PRACTICE_FAULT_LOST_REQUEST,
  PRACTICE_FAULT_FALSE_SUCCESS,
  /* inside the operation */
  PRACTICE_FAULT_PRIVATE_LINK,
  PRACTICE_FAULT_FAILS,
  PRACTICE_FAULT_PENDING_FOREVER,
  PRACTICE_FAULT_NO_STATE,
  PRACTICE_FAULT_OTHER_NAME,
  PRACTICE_FAULT_BUCKET_NOT_ECHOED,
  PRACTICE_FAULT_NOT_FOUND_ONCE,
  PRACTICE_FAULT_PATCH_WITHOUT_STATE,
  PRACTICE_FAULT_SLOW_DELETE,
  PRACTICE_FAULT_IN_USE,
  PRACTICE_FAULT_THREE_PAGES,
  PRACTICE_FAULT_HUGE_NAME,
  PRACTICE_FAULT_UNKNOWN_TYPE,
  PRACTICE_FAULT_UNKNOWN_STATE,
  PRACTICE_FAULT_UNKNOWN_CONNECTION,
  PRACTICE_FAULT_NEVER_DELIVERS,
  PRACTICE_FAULT_DELIVERY_DENIED,
  PRACTICE_FAULT_DELIVERY_NO_BUCKET,
  PRACTICE_FAULT_DELIVERY_REGION,
  PRACTICE_FAULT_DELIVERY_KMS,
  PRACTICE_FAULT_STOP_IGNORED,
  /* after the operation is done */
  PRACTICE_FAULT_LOST_ANSWER,
  PRACTICE_FAULT_SILENT,
  PRACTICE_FAULT_SERVER_ERROR_DONE,
  PRACTICE_FAULT_DENIED_DONE,
  PRACTICE_FAULT_PROCESSOR_TIMEOUT,
  PRACTICE_FAULT_SLOW,
  PRACTICE_FAULT_TRICKLE,
  PRACTICE_FAULT_CUT_OFF,
  PRACTICE_FAULT_TRUNCATED,
  PRACTICE_FAULT_BAD_JSON,
  PRACTICE_FAULT_DEEP_JSON,
  PRACTICE_FAULT_EMPTY_BODY,
} PracticeFault;

typedef struct _PracticeScenarios PracticeScenarios;

PracticeScenarios *practice_scenarios_new        (void);
void               practice_scenarios_free       (PracticeScenarios  *self);
gboolean           practice_scenarios_switch_on  (PracticeScenarios  *self,
                                                  const char         *names,
                                                  GError            **error);
gboolean           practice_scenarios_switch_off (PracticeScenarios  *self,
                                                  const char         *names);
gboolean           practice_scenarios_take       (PracticeScenarios  *self,
                                                  PracticeFault       fault,
                                                  const char         *operation);
const char        *practice_scenarios_take_error (PracticeScenarios  *self,
                                                  const char         *operation,
                                                  guint              *status);
char              *practice_scenarios_dup_active (PracticeScenarios  *self);
char              *practice_scenarios_dup_help   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeScenarios, practice_scenarios_free)

G_END_DECLS
