#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# complete.sh ROOT: every language of po/LINGUAS has every sentence that the tree has now, and every
# catalogue is in that list. Prints what is missing.
set -eu
root=$1
languages=$(sed 's/#.*//' "$root/po/LINGUAS")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The same words as the preset of meson's i18n module that po/meson.build names.
GETTEXTDATADIRS=$root/po xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
  --keyword=NC_:1c,2 --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 \
  --keyword=g_dpgettext2:2c,3 --directory="$root" --files-from="$root/po/POTFILES.in" \
  --output="$work/sluice.pot"
[ "$(grep -c '^msgid ' "$work/sluice.pot")" -gt 1000 ] || { echo "Few sentences were found."; exit 1; }

status=0
for po in "$root"/po/*.po
do
  name=$(basename "$po" .po)
  echo "$languages" | grep -qx "$name" || { echo "LINGUAS does not have $name."; status=1; }
done
for language in $languages
do
  msgmerge --quiet --no-fuzzy-matching --output-file="$work/$language.po" \
    "$root/po/$language.po" "$work/sluice.pot"
  { msgattrib --no-obsolete --untranslated --no-wrap "$work/$language.po"
    msgattrib --no-obsolete --only-fuzzy --no-wrap "$work/$language.po"
  } | sed -n 's/^msgid "\(..*\)"$/\1/p' > "$work/missing"
  if [ -s "$work/missing" ]
  then
    echo "$language lacks $(wc -l < "$work/missing"):"
    sed 's/^/  /' "$work/missing"
    status=1
  fi
done
exit $status
