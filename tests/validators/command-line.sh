#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# command-line.sh SLUICE VERSION: what the program answers without a window and without a display.
set -u
sluice=$1
version=$2
unset DISPLAY WAYLAND_DISPLAY
status=0
n=0

# check NAME EXPECTED-STATUS PATTERN ARGUMENT...
check ()
{
  name=$1 expected=$2 pattern=$3
  shift 3
  n=$((n + 1))
  said=$(timeout 20 "$sluice" "$@" 2>&1)
  got=$?
  if [ "$got" = "$expected" ] && printf '%s\n' "$said" | grep -Eq -- "$pattern"
  then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name"
    printf 'exit status %s\n%s\n' "$got" "$said" | sed 's/^/# /'
    status=1
  fi
}

check 'says its version' 0 "^(Sluice )?$version\$" --version
check 'lists its options' 0 '--base-url' --help
for url in http://cloud.mongodb.com http://192.0.2.1:8080 ftp://localhost file:///etc/passwd \
           https:// https://user:word@cloud.mongodb.com cloud.mongodb.com ''
do
  check "refuses the base URL “$url”" 2 '[[:alpha:]]' --base-url "$url"
done
check 'practices at no given address' 2 '--practice' --practice --base-url https://cloud.mongodb.com
check 'refuses an option that it does not know' 1 '--nonsense' --nonsense
echo "1..$n"
exit $status
