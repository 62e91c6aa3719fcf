#!/usr/bin/env bash
# Measures the first view of the page, as the release binary serves it.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/say.sh "Measuring the first view of the page"
PHIABAC_BINARY="${PHIABAC_BINARY:-${CARGO_TARGET_DIR:-target}/release/phiabac}" \
  scripts/with_server.sh npm --prefix static run --silent bench:page
