#!/usr/bin/env bash
# Takes pictures of every view of the pages, as the release binary serves them, to be looked at.
#   scripts/screenshots.sh            all of them
#   scripts/screenshots.sh zones      one view
set -euo pipefail
cd "$(dirname "$0")/.."
folder="$PWD/target/screenshots"
scripts/say.sh "Taking pictures into target/screenshots"
PHIABAC_BINARY="${PHIABAC_BINARY:-${CARGO_TARGET_DIR:-target}/release/phiabac}" \
  scripts/with_server.sh npm --prefix static run --silent screenshots -- "$folder" "$@"
