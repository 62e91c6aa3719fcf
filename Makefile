# Every target says what it does; `make help` lists them.
# Needed beforehand: Rust (rustup or Debian's) and Node.js 20 or later. The rest is installed.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Where `make run` listens.
LISTEN ?= 127.0.0.1:8080

.PHONY: bench-parts bench-count bench-scale bench-peers conformance help setup run build test bench fmt lint screenshot screenshots bench-page clean page

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Install the system packages that are missing (once)
	@scripts/setup.sh

run: build ## Build what has changed and serve the map on LISTEN (default 127.0.0.1:8080)
	@scripts/say.sh "Serving on http://$(LISTEN)/ (Ctrl-C ends it)"
	@exec target/release/phiabac serve --listen $(LISTEN)

build: setup page ## Build target/release/phiabac with the page inside
	@scripts/say.sh "Building target/release/phiabac"
	@cargo build --release --locked

page: setup ## Build the page (static/dist)
	@scripts/page.sh

test: setup page ## Run every check and every test, and print the totals
	@scripts/test.sh

conformance: setup page ## Let OWSLib and schemathesis judge /ogc (needs PyPI once)
	@cargo build --locked --quiet
	@scripts/conformance.sh

bench: build ## Measure start, memory, tiles and queries
	@scripts/say.sh "Measuring"
	@cargo bench --locked --bench atlas

bench-parts: ## Measure single parts: clip, simplify, encode, index, search, join
	@cargo bench --locked --bench parts

bench-count: ## Count the instructions of fixed work and compare with the kept counts
	@tests/bench/count.sh

bench-scale: build ## Measure with the region 1, 4 and 16 times (generated)
	@cargo bench --locked --bench atlas -- scale

bench-peers: build ## Compare with Martin, PostGIS, nginx (installs them: see docs/performance.md)
	@tests/bench/peers/install.sh
	@python3 tests/bench/peers/compare.py
	@python3 tests/bench/peers/archives.py

bench-page: build ## Measure the first view of the page: time, script, requests
	@scripts/bench_page.sh

fmt: ## Format the Rust code
	@cargo fmt

lint: setup page ## Check format, lints and documentation
	@scripts/lint.sh

screenshot: build ## Take docs/screenshot.png of the served page
	@scripts/screenshot.sh

screenshots: build ## Take pictures of every view into target/screenshots, to be looked at
	@scripts/screenshots.sh

clean: ## Remove everything that was built
	@cargo clean
	@rm -rf static/dist static/node_modules tests/mvt_fixtures/node_modules
