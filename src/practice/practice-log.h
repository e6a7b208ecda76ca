/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line for each request: METHOD TARGET signed|unsigned|basic BODY-LENGTH STATUS OPERATION.
 * Never a header or a body. STATUS is 0 where no answer was sent.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PracticeLog PracticeLog;

PracticeLog *practice_log_new  (const char   *path,
                                GError      **error);
void         practice_log_free (PracticeLog  *self);
void         practice_log_add  (PracticeLog  *self,
                                const char   *method,
                                const char   *target,
                                const char   *authorization,
                                gsize         length,
                                guint         status,
                                const char   *operation);
const char  *practice_log_text (PracticeLog  *self);

G_END_DECLS
