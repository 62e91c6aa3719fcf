#!/usr/bin/env bash
# Runs a command while the atlas is served on a free port, then stops the server, whatever the
# command did. The address is in PHIABAC_URL, the browser in CHROMIUM.
#   scripts/with_server.sh npm --prefix static run test:browser
# PHIABAC_BINARY chooses the binary (default: the debug build, made by `cargo build`).
set -euo pipefail
cd "$(dirname "$0")/.."

binary=${PHIABAC_BINARY:-${CARGO_TARGET_DIR:-target}/debug/phiabac}
log=$(mktemp)
# On a busy machine a request may wait: it is given up later than in service.
export PHIABAC_TIMEOUT_S=${PHIABAC_TIMEOUT_S:-60}
env -u PHIABAC_URL "$binary" serve --listen 127.0.0.1:0 --data geodata --log-format json 2>"$log" &
server=$!
finish() {
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  rm -f "$log"
}
trap finish EXIT

# The server tells its address in the first line of its log.
address=
for _ in $(seq 1200); do
  address=$(sed -nE 's/.*"server.address":"([^"]+)".*/\1/p' "$log" | head -n 1)
  [ -n "$address" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
if [ -z "$address" ]; then
  echo "The server did not start:" >&2
  cat "$log" >&2
  exit 1
fi

export PHIABAC_URL="http://$address"
# Tests that write a bundle use the same program.
export PHIABAC_BINARY=$(realpath "$binary")
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
"$@"
