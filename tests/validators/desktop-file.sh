#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# desktop-file.sh FILE: the validator is content with the desktop file, without even a hint.
set -eu
said=$("${0%/*}/with-tool.sh" desktop-file-validate "$1" 2>&1) && status=0 || status=$?
printf '%s' "$said"
[ "$status" != 0 ] || [ -z "$said" ] || status=1
exit $status
