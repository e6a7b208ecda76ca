#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes an authority and server certificates for the tests of TLS: certificates.sh FOLDER
set -eu
cd "$1"
work=$(mktemp -d ./certificates-XXXXXX)
trap 'rm -rf "$work"' EXIT

cat > "$work/config" <<END
[ca]
default_ca = test
[test]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = keyCertSign
[good]
subjectAltName = IP:127.0.0.1
[wrong_host]
subjectAltName = DNS:elsewhere.example
END

ask () { # NAME: key and request
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=Sluice test $1" \
    -keyout "$work/$1.key" -out "$work/$1.csr"
}
sign () { # NAME EXTENSIONS FIRST LAST OPTION...: the certificate
  name=$1 extensions=$2 first=$3 last=$4; shift 4
  openssl ca -batch -notext -config "$work/config" -extensions "$extensions" \
    -startdate "$first" -enddate "$last" -in "$work/$name.csr" -out "$work/$name.crt" "$@"
}
by_authority () {
  sign "$@" -cert "$work/authority.crt" -keyfile "$work/authority.key"
}

: > "$work/index"
for name in authority good wrong_host expired not_yet self_signed; do ask $name; done
sign authority authority 20200101000000Z 20991231000000Z -selfsign -keyfile "$work/authority.key"
by_authority good good 20200101000000Z 20991231000000Z
by_authority wrong_host wrong_host 20200101000000Z 20991231000000Z
by_authority expired good 20200101000000Z 20200102000000Z
by_authority not_yet good 20980101000000Z 20991231000000Z
sign self_signed good 20200101000000Z 20991231000000Z -selfsign -keyfile "$work/self_signed.key"

cp "$work/authority.crt" authority.pem
for name in good wrong_host expired not_yet self_signed; do
  cat "$work/$name.crt" "$work/$name.key" > "$name.pem"
done
