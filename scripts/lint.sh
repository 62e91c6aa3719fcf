#!/usr/bin/env bash
# Format, lints and documentation of the Rust code and the page.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/say.sh "Checking format"
cargo fmt --check
scripts/say.sh "Checking lints"
cargo clippy --locked --all-targets --quiet -- -D warnings
scripts/say.sh "Checking documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet
scripts/say.sh "Checking the page"
npm --prefix static run --silent typecheck
npm --prefix static run --silent lint
