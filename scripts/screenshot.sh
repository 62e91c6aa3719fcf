#!/usr/bin/env bash
# Takes docs/screenshot.png of the page, as the release binary serves it.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/say.sh "Taking docs/screenshot.png"
PHIABAC_BINARY="${CARGO_TARGET_DIR:-target}/release/phiabac" \
  scripts/with_server.sh npm --prefix static run --silent screenshot -- "$PWD/docs/screenshot.png"
