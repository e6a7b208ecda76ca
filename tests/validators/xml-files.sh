#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# xml-files.sh ROOT: every XML file of the tree is well-formed.
set -eu
find "$1/data" \( -name '*.ui' -o -name '*.svg' -o -name '*.xml' -o -name '*.xml.in' \) \
  -exec xmllint --noout --nonet '{}' +
