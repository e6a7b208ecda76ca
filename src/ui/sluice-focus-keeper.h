/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the keyboard goes when what had it is gone or can no longer be used. */
#pragma once

void sluice_focus_keeper_start (void);
