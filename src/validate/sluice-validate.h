/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pure checks of what a person types into the form: no network, no widgets. Each function takes
 * the raw text (any length, any bytes that are valid UTF-8) and returns a finding the caller owns.
 */
#pragma once

#include "sluice-finding.h"

G_BEGIN_DECLS

SluiceFinding *sluice_validate_public_key      (const char *text);
SluiceFinding *sluice_validate_private_key     (const char *text);
SluiceFinding *sluice_validate_project_id      (const char *text);
SluiceFinding *sluice_validate_instance_name   (const char *text);
SluiceFinding *sluice_validate_connection_name (const char *text);
SluiceFinding *sluice_validate_role_arn        (const char *text);
SluiceFinding *sluice_validate_test_bucket     (const char *text);

gboolean       sluice_validate_may_be_secret   (const char *text);

G_END_DECLS
