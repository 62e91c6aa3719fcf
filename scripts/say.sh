#!/usr/bin/env bash
# Announces a step, so that a reader of the output knows what is being done.
set -euo pipefail
printf '\n== %s\n' "$*"
