#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ui-files.sh MODULE ROOT: GTK's own tool accepts every layout. MODULE knows the types in them.
# Needs a display.
set -u
command -v gtk4-builder-tool >/dev/null || { echo 'gtk4-builder-tool is not installed'; exit 77; }
status=0
for file in $(find "$2/data" -name '*.ui' | sort)
do
  LD_PRELOAD=$1 gtk4-builder-tool validate "$file" || { status=1; echo "refused: $file"; }
done
exit $status
