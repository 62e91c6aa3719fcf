#!/usr/bin/env bash
# Every check and every test. All of them run, even after a failure; the totals come last and are
# also left in target/test-totals.txt.
set -uo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
logs="$target/test-logs"
mkdir -p "$logs"
passed=0
failed=0
summary=()
export CARGO_TERM_COLOR=never NO_COLOR=1

# step NAME COUNTER COMMAND…: runs a command, shows what it says, and counts.
# COUNTER reads the command's log and prints "passed failed"; `check` counts the step as one.
step() {
  local name=$1 counter=$2 log start good bad status=0
  shift 2
  log="$logs/${name// /-}.log"
  scripts/say.sh "$name: $*"
  start=$SECONDS
  "$@" 2>&1 | tee "$log" || status=$?
  read -r good bad < <("$counter" "$log" "$status")
  # A runner that failed without a failed test, or ran nothing at all, has not passed.
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$status" -eq 0 ] && [ $((good + bad)) -eq 0 ]; then bad=1; fi
  passed=$((passed + good))
  failed=$((failed + bad))
  summary+=("$(printf '%-22s %5d passed %3d failed %4d s' "$name" "$good" "$bad" $((SECONDS - start)))")
}

check() { if [ "$2" -eq 0 ]; then echo "1 0"; else echo "0 1"; fi; }

# cargo: "test result: ok. 48 passed; 0 failed; …", once for each binary.
cargo_tests() {
  sed -nE 's/^test result: .* ([0-9]+) passed; ([0-9]+) failed;.*/\1 \2/p' "$1" |
    awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }'
}

# vitest: "Tests  1 failed | 11 passed (12)", once for each run.
vitest_tests() {
  sed -E 's/\x1b\[[0-9;]*m//g' "$1" | grep -E '^ *Tests ' |
    awk '{ for (i = 2; i <= NF; i++) { if ($i == "passed") p += $(i-1); if ($i == "failed") f += $(i-1) } }
         END { print p + 0, f + 0 }'
}

step "Format" check cargo fmt --check
step "Lints" check cargo clippy --locked --all-targets --quiet -- -D warnings
step "Documentation" check env RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet
if [ -f tests/mvt_fixtures/package.json ]; then
  scripts/npm_ci.sh tests/mvt_fixtures || failed=$((failed + 1))
fi
step "Rust tests" cargo_tests cargo test --locked --no-fail-fast
step "Data" check "$target/debug/phiabac" check --data geodata
step "Page tests" vitest_tests npm --prefix static test
step "Browser tests" vitest_tests scripts/with_server.sh npm --prefix static run test:browser

scripts/say.sh "Totals"
printf '%s\n' "${summary[@]}"
printf '%d passed, %d failed\n' "$passed" "$failed" | tee "$target/test-totals.txt"
[ "$failed" -eq 0 ]
