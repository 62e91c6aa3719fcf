#!/usr/bin/env bash
# Counts the instructions of a fixed amount of work (tests/bench/counted.rs) under callgrind and
# compares them with tests/bench/instructions.tsv: more than 2 % above is a failure. A machine that
# is busy changes nothing in them; another compiler may. With --keep the counts are written down.
set -euo pipefail
cd "$(dirname "$0")/../.."
kept=tests/bench/instructions.tsv
scripts/setup.sh valgrind:valgrind

program=$(cargo bench --locked --no-run --message-format=json --bench atlas |
  sed -nE 's/.*"executable":"([^"]*\/atlas-[^"]*)".*/\1/p' | tail -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
scripts/say.sh "Counting instructions (about two minutes)"
valgrind --tool=callgrind --callgrind-out-file="$folder/out" --collect-atstart=no \
  --toggle-collect='*counted_*' "$program" count 2>"$folder/log" ||
  { cat "$folder/log" >&2; exit 1; }
# What is inlined is told by file as well: the whole of a function is the greatest of its lines.
callgrind_annotate --auto=no --inclusive=yes --threshold=100 "$folder/out" |
  sed -nE 's/^ *([0-9,]+) .*counted::(counted_[a-z_]+).*/\2\t\1/p' | tr -d , |
  sort -t $'\t' -k1,1 -k2,2nr | awk -F '\t' '!seen[$1]++' >"$folder/found"
[ "$(wc -l <"$folder/found")" -ge 5 ] || { echo "callgrind counted nothing" >&2; exit 1; }

if [ "${1:-}" = --keep ]; then
  cp "$folder/found" "$kept"
elif [ ! -e "$kept" ]; then
  cat "$folder/found"
  echo "No counts are kept yet: tests/bench/count.sh --keep writes them down" >&2
  exit 1
fi
join -t $'\t' "$kept" "$folder/found" | awk -F '\t' '
  { ratio = $3 / $2; late = ratio > 1.02 ? "  MORE" : ""; worse += ratio > 1.02
    printf "%-26s %15d  kept %15d  x %.3f%s\n", $1, $3, $2, ratio, late }
  END { exit worse > 0 }'
