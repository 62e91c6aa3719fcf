#!/usr/bin/env bash
# Installs the Debian packages that the build and the tests need and this machine lacks.
# Does nothing, quickly, when all is there. Without root it names the one command to run.
# Further ones may be asked for, each as COMMAND-OR-FILE:PACKAGE.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { scripts/say.sh "$@"; }

# Rust and Node.js come first: nothing can stand in for the right version of them.
if ! command -v cargo >/dev/null; then
  echo "Rust is missing. Install it with rustup (version 1.95 or later), then run this again." >&2
  exit 1
fi

missing=()
command -v cc >/dev/null || missing+=(build-essential)
command -v pkg-config >/dev/null || missing+=(pkg-config)
command -v git >/dev/null || missing+=(git)
pkg-config --exists gdal 2>/dev/null || missing+=(libgdal-dev)
# bindgen is not used: the gdal crate carries bindings for the version that pkg-config reports.
command -v ogrinfo >/dev/null || missing+=(gdal-bin)
command -v chromium >/dev/null || missing+=(chromium)
command -v curl >/dev/null || missing+=(curl)
for pair in "$@"; do
  command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] || missing+=("${pair#*:}")
done

node_major() { node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/'; }

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  # Debian's own package is good enough only from version 20 on.
  offered=$(apt-cache policy nodejs 2>/dev/null | sed -nE 's/ *Candidate: ([0-9]+).*/\1/p')
  if [ "${offered:-0}" -ge 20 ]; then
    missing+=(nodejs npm)
  else
    echo "Node.js 20 or later with npm is missing, and Debian offers ${offered:-none} here." >&2
    echo "Install Node.js 20 or later, then run this again." >&2
    exit 1
  fi
elif [ "$(node_major)" -lt 20 ]; then
  echo "Node.js $(node --version) is too old: 20 or later is needed." >&2
  exit 1
fi

[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
elif command -v sudo >/dev/null && [ -t 0 ]; then
  as_root=(sudo)
else
  echo "These Debian packages are missing: ${missing[*]}" >&2
  echo "Run this once as root, then try again:" >&2
  echo "  apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

say "Installing Debian packages: ${missing[*]}"
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"
}
install() {
  apt_get update && apt_get install --yes --no-install-recommends "${missing[@]}" >/dev/null
}
# A mirror may fail for a moment; a second failure is real.
install || { echo "apt-get failed; trying once more in 5 seconds" >&2; sleep 5; install; }
