/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unified AWS access, step by step: from nothing to a role that Atlas may assume. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AWS_PAGE (sluice_aws_page_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAwsPage, sluice_aws_page, SLUICE, AWS_PAGE, GtkWidget)

void sluice_aws_page_set_up (SluiceAwsPage *self,
                             SluiceSession *session,
                             GSettings     *settings,
                             gboolean       practice);
void sluice_aws_page_choose (SluiceAwsPage *self,
                             const char    *role_id);

G_END_DECLS
