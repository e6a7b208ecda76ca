/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style sheet that high contrast has beside the usual one. */
#pragma once

void sluice_high_contrast_follow (void);
