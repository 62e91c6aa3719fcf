#!/usr/bin/env bash
# Asks a server as clients from outside do: OWSLib reads collections by its own means, schemathesis
# tries what /ogc/api describes. Needs PyPI once; `make test` does without both.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
venv="$target/conformance"
if [ ! -x "$venv/bin/schemathesis" ] || [ ! -d "$venv"/lib/python3*/site-packages/owslib ]; then
  scripts/say.sh "Installing OWSLib and schemathesis into $venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet 'owslib==0.34.1' 'schemathesis==4.32.5'
fi

scripts/say.sh "OWSLib"
scripts/with_server.sh "$venv/bin/python" scripts/conformance_owslib.py
scripts/say.sh "schemathesis"
# Too large a limit is no error in OGC API, so accepted values beyond the schema are none here.
scripts/with_server.sh bash -c "'$venv/bin/schemathesis' run \"\$PHIABAC_URL/ogc/api?f=json\" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
  --max-examples ${EXAMPLES:-40} --phases examples,coverage,fuzzing --seed 1"
