# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What Sluice needs from the system, and how to get it; read by ./run and ./check.
#
# need LEVEL... installs what is missing of these levels, and says what it does. Where nothing is
# missing it asks nobody: no package manager, no network.

# level   what is needed               how to see it            Debian, Ubuntu           Fedora                    Arch                  openSUSE
needs () {
  sed 's/#.*//; /^ *$/d' <<'TABLE'
build     C compiler                 | run:compiler          | gcc libc6-dev           | gcc glibc-devel         | gcc                 | gcc glibc-devel
build     pkg-config                 | cmd:pkg-config        | pkg-config              | pkgconf-pkg-config      | pkgconf             | pkgconf-pkg-config
build     meson 1.0                  | run:meson_1_0         | meson                   | meson                   | meson               | meson
build     ninja                      | cmd:ninja             | ninja-build             | ninja-build             | ninja               | ninja
build     gettext                    | cmd:msgfmt            | gettext                 | gettext                 | gettext             | gettext-tools
build     xmllint                    | cmd:xmllint           | libxml2-utils           | libxml2                 | libxml2             | libxml2-tools
build     GLib 2.74                  | lib:gio-unix-2.0:2.74 | libglib2.0-dev          | glib2-devel             | glib2-devel         | glib2-devel
build     glib-compile-resources     | cmd:glib-compile-resources | libglib2.0-dev-bin | glib2-devel             | glib2-devel         | glib2-devel
build     GTK 4.8                    | lib:gtk4:4.8          | libgtk-4-dev            | gtk4-devel              | gtk4                | gtk4-devel
build     gtk4-update-icon-cache     | cmd:gtk4-update-icon-cache | libgtk-4-bin       | gtk-update-icon-cache gtk4 | gtk-update-icon-cache | gtk4-tools
build     libadwaita 1.2             | lib:libadwaita-1:1.2  | libadwaita-1-dev        | libadwaita-devel        | libadwaita          | libadwaita-devel
build     libsoup 3.2                | lib:libsoup-3.0:3.2   | libsoup-3.0-dev         | libsoup3-devel          | libsoup3            | libsoup-devel
build     json-glib 1.6              | lib:json-glib-1.0:1.6 | libjson-glib-dev        | json-glib-devel         | json-glib           | json-glib-devel
build     libsecret 0.20             | lib:libsecret-1:0.20  | libsecret-1-dev         | libsecret-devel         | libsecret           | libsecret-devel
build     update-desktop-database    | cmd:update-desktop-database | desktop-file-utils | desktop-file-utils     | desktop-file-utils  | desktop-file-utils
build     TLS for GLib               | gio:libgio*tls.so     | glib-networking         | glib-networking         | glib-networking     | glib-networking
build     icons                      | dir:icons/Adwaita     | adwaita-icon-theme      | adwaita-icon-theme      | adwaita-icon-theme  | adwaita-icon-theme
build     SVG images                 | pix:*svg*             | librsvg2-common         | librsvg2                | librsvg             | gdk-pixbuf-loader-rsvg

session   Xvfb                       | cmd:Xvfb              | xvfb                    | xorg-x11-server-Xvfb    | xorg-server-xvfb    | xorg-x11-server-Xvfb
session   dbus-daemon                | cmd:dbus-daemon       | dbus-daemon             | dbus-daemon             | dbus                | dbus-1-daemon
session   gdbus                      | cmd:gdbus             | libglib2.0-bin          | glib2                   | glib2               | glib2-tools
session   accessibility bus          | dir:dbus-1/services/org.a11y.Bus.service | at-spi2-core | at-spi2-core    | at-spi2-core        | at-spi2-core
session   a window manager           | run:window_manager    | metacity                | metacity                | metacity            | metacity
session   Python with GObject        | run:python_gi         | python3 python3-gi      | python3 python3-gobject | python python-gobject | python3 python3-gobject
session   xdotool                    | cmd:xdotool           | xdotool                 | xdotool                 | xdotool             | xdotool
session   xprop                      | cmd:xprop             | x11-utils               | xprop                   | xorg-xprop          | xprop
session   ImageMagick                | cmd:import            | imagemagick             | ImageMagick             | imagemagick         | ImageMagick
session   Cantarell                  | dir:fonts/*/*antarell* | fonts-cantarell        | abattis-cantarell-fonts | cantarell-fonts     | cantarell-fonts

check     gnome-keyring              | cmd:gnome-keyring-daemon | gnome-keyring        | gnome-keyring           | gnome-keyring       | gnome-keyring
check     secret-tool                | cmd:secret-tool       | libsecret-tools         | libsecret               | libsecret           | secret-tool
check     appstreamcli               | cmd:appstreamcli      | appstream               | appstream               | appstream           | AppStream
check     desktop-file-validate      | cmd:desktop-file-validate | desktop-file-utils  | desktop-file-utils      | desktop-file-utils  | desktop-file-utils
check     gtk4-builder-tool          | cmd:gtk4-builder-tool | libgtk-4-bin            | gtk4-devel              | gtk4                | gtk4-tools
check     Apache with mod_auth_digest| run:apache            | apache2-bin             | httpd                   | apache              | apache2
check     htdigest                   | cmd:htdigest          | apache2-utils           | httpd-tools             | apache              | apache2-utils
check     curl                       | cmd:curl              | curl                    | curl                    | curl                | curl
check     openssl                    | cmd:openssl           | openssl                 | openssl                 | openssl             | openssl
check     jq                         | cmd:jq                | jq                      | jq                      | jq                  | jq
check     shellcheck                 | cmd:shellcheck        | shellcheck              | ShellCheck              | shellcheck          | ShellCheck
check     sanitizers                 | run:sanitizers        | gcc                     | libasan libubsan        | gcc-libs            | gcc
check     clang with libFuzzer       | run:fuzzer            | clang libclang-rt-dev   | clang compiler-rt       | clang compiler-rt   | clang
TABLE
}

probe_compiler () { echo '#include <stdlib.h>' | cc -x c -fsyntax-only - ; }
probe_meson_1_0 () { [ "$(meson --version | cut -d. -f1)" -ge 1 ] ; }
probe_window_manager () { command -v metacity || command -v openbox || command -v xfwm4 ; }
probe_python_gi () { /usr/bin/python3 -c 'import gi; from gi.repository import Gio' ; }
probe_apache () {
  compgen -G '/usr/lib*/apache2*/mod*/mod_auth_digest.so' || compgen -G '/usr/lib*/apache2*/mod_auth_digest.so' ||
    compgen -G '/usr/lib*/httpd/modules/mod_auth_digest.so'
}
probe_sanitizers () { echo 'int main (void) { return 0; }' | cc -x c -fsanitize=address,undefined -o /dev/null - ; }
probe_leak_search () { # not a package: some containers forbid it
  local program; program=$(mktemp)
  echo 'int main (void) { return 0; }' | cc -x c -fsanitize=address -o "$program" - && "$program"
  local status=$?
  rm -f "$program"
  return $status
}
probe_fuzzer () {
  echo '#include <stddef.h>
  int LLVMFuzzerTestOneInput (const unsigned char *d, size_t n) { return 0; }' |
    clang -x c -fsanitize=fuzzer,address -o /dev/null -
}

there () { # PROBE: is it there?
  local rest=${1#*:}
  case $1 in
    cmd:*) command -v "$rest" ;;
    lib:*) pkg-config --atleast-version="${rest#*:}" "${rest%:*}" ;;
    dir:*) compgen -G "/usr/share/$rest" ;;
    gio:*) compgen -G "/usr/lib*/gio/modules/$rest" || compgen -G "/usr/lib/*/gio/modules/$rest" ;;
    pix:*) compgen -G "/usr/lib*/gdk-pixbuf-2.0/*/loaders/$rest" ||
           compgen -G "/usr/lib/*/gdk-pixbuf-2.0/*/loaders/$rest" || command -v glycin-thumbnailer ;;
    run:*) "probe_$rest" ;;
  esac >/dev/null 2>&1 </dev/null
}

missing () { # LEVEL...: the table's lines of what is not there
  local level what probe rest
  while IFS='|' read -r what probe rest; do
    read -r level what <<<"$what"
    case " $* " in *" $level "*) ;; *) continue ;; esac
    read -r probe <<<"$probe"
    there "$probe" || echo "$what|$rest"
  done < <(needs)
}

packages_of () { # COLUMN, lines of missing() on stdin: names, each once
  cut -d'|' -f"$1" | tr -s ' ' '\n' | sed '/^$/d' | sort -u
}

system () { # debian | fedora | arch | opensuse | nothing
  local ID='' ID_LIKE='' word
  # shellcheck disable=SC1091
  [ ! -r /etc/os-release ] || . /etc/os-release
  for word in $ID $ID_LIKE; do
    case $word in
      debian|ubuntu) echo debian; return ;;
      fedora|rhel|centos) echo fedora; return ;;
      arch) echo arch; return ;;
      opensuse*|suse|sles) echo opensuse; return ;;
    esac
  done
}

as_root () {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_on () { # SYSTEM PACKAGE...
  local system=$1; shift
  case $system in
    debian)
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o Dpkg::Use-Pty=0 --no-install-recommends install "$@" ;;
    fedora) as_root dnf -y install "$@" ;;
    arch) as_root pacman -S --needed --noconfirm "$@" ;;
    opensuse) as_root zypper --non-interactive install --no-recommends "$@" ;;
  esac
}

refresh_on () { # SYSTEM: the lists of packages, where the package manager does not do it itself
  case $1 in
    debian) as_root apt-get -q update ;;
    arch) as_root pacman -Sy ;;
  esac
}

need () { # LEVEL...
  local lacking system column package
  lacking=$(missing "$@")
  [ -n "$lacking" ] || return 0
  system=$(system)
  case $system in
    debian) column=2 ;; fedora) column=3 ;; arch) column=4 ;; opensuse) column=5 ;;
    *)
      echo 'Sluice does not know how to install packages on this system. It lacks:' >&2
      cut -d'|' -f1 <<<"$lacking" | sed 's/^/  /' >&2
      echo 'Please install these, with their development files, and start this again.' >&2
      return 1 ;;
  esac
  local packages
  mapfile -t packages < <(packages_of "$column" <<<"$lacking")
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    echo "Missing, and there is neither root nor sudo to install it: ${packages[*]}" >&2
    return 1
  fi
  echo "Installing what is missing: ${packages[*]}"
  refresh_on "$system" || echo 'Not all package lists could be fetched; trying with what is there.'
  # One name that a release does not have must not keep the others out.
  install_on "$system" "${packages[@]}" ||
    for package in "${packages[@]}"; do install_on "$system" "$package" || true; done
  hash -r
  lacking=$(missing "$@")
  [ -n "$lacking" ] || return 0
  echo 'Still missing, or older than Sluice needs:' >&2
  cut -d'|' -f1 <<<"$lacking" | sed 's/^/  /' >&2
  return 1
}

say () { printf '\n%s\n' "$*"; }

usable () { # FOLDER OPTIONS: configured from this checkout, so (or by hand), and with this meson?
  local made
  made=$(cat "$1/.made-so" 2>/dev/null || true)
  grep -qsF "\"source\": \"$PWD\"" "$1/meson-info/meson-info.json" &&
    grep -qsF "\"full\": \"$(meson --version)\"" "$1/meson-info/meson-info.json" &&
    { [ -z "$made" ] || [ "$made" = "$2" ]; } && ninja -C "$1" -n >/dev/null 2>&1
}

build () { # FOLDER [MESON OPTION...]: builds there; from nothing if what stands there is of no use
  local folder=$1; shift
  if [ -e "$folder" ] && ! usable "$folder" "$*"; then
    echo "$folder/ is from another time or place: starting it afresh."
    rm -rf "$folder"
  fi
  if [ ! -e "$folder" ]; then
    meson setup "$folder" "$@" || return 1
    [ $# = 0 ] || echo "$*" >"$folder/.made-so"
  fi
  meson compile -C "$folder"
}
