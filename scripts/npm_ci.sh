#!/usr/bin/env bash
# Installs the npm packages of a folder as its lock file says, unless that was done already.
#   scripts/npm_ci.sh static
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
stamp="$folder/node_modules/.installed-from"
wanted=$(cat "$folder/package.json" "$folder/package-lock.json" | sha256sum)

[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

scripts/say.sh "Installing npm packages of $folder"
(cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
echo "$wanted" >"$stamp"
