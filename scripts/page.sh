#!/usr/bin/env bash
# Builds the page into static/dist, unless nothing that it is made from has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -f static/package.json ] || { echo "static/package.json is not there: the page cannot be built" >&2; exit 1; }
scripts/npm_ci.sh static

stamp=static/node_modules/.built-from
sources() {
  find static -type f -not -path 'static/node_modules/*' -not -path 'static/dist/*' \
    -not -path 'static/test/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}
made_from=$(sources)
[ -f static/dist/index.html ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$made_from" ] && exit 0

scripts/say.sh "Building the page (static/dist)"
(cd static && npm run --silent build)
echo "$made_from" >"$stamp"
