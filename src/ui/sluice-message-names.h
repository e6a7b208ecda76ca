/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader says of a page that only has a message. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sluice_message_names_follow (AdwStatusPage *page);

G_END_DECLS
