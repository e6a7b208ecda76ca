#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-tool.sh TOOL ARGUMENT...: runs it; where it is not installed, the test is skipped.
command -v "$1" >/dev/null || { echo "$1 is not installed"; exit 77; }
exec "$@"
