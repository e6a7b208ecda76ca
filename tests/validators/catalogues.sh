#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# catalogues.sh ROOT: every translation can be compiled, and keeps placeholders and mnemonics.
set -eu
for po in "$1"/po/*.po
do
  [ -e "$po" ] || continue
  msgfmt --check --check-accelerators=_ --statistics --output-file=/dev/null "$po"
done
