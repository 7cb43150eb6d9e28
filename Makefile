# make run     sets up, fills an example province, serves http://127.0.0.1:8000
# make test    sets up and runs every test, the browser's included
# The other targets: make help

PYTHON  ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
PORT    ?= 8000
ONLY    ?=
SCALE   ?= full
SEED    ?= 1
ROUNDS  ?= 50000
BIN     := .venv/bin
PYTEST  := $(BIN)/python -m pytest -q -n 2 -rfER
REPORTS := build/reports
LOCALE  := chungtay/site/locale
NO_PYTHON := Python 3.11 is missing / Thiếu Python 3.11:  apt-get install python3.11 python3.11-venv

.DEFAULT_GOAL := help
.PHONY: help setup setup-run run test check fix bench fuzz score walk messages lock clean

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done

setup: ## everything for developing and testing
	@command -v $(PYTHON) >/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) tools/setup.py dev
	@$(BIN)/python -m tools.messages compile

setup-run: ## only what running needs
	@command -v $(PYTHON) >/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) tools/setup.py run
	@$(BIN)/python -m tools.messages compile

run: setup-run ## fill the example province and serve it (PORT=8000)
	@CHUNGTAY_EXAMPLE=1 $(BIN)/chungtay manage migrate --verbosity 0
	@CHUNGTAY_EXAMPLE=1 $(BIN)/chungtay example
	@CHUNGTAY_EXAMPLE=1 $(BIN)/chungtay serve --port $(PORT)

# Twice: on SQLite, the embedded default, and what uses a database once more on a private PostgreSQL.
test: setup ## every test, on SQLite and on PostgreSQL, the browser's included
	@rm -rf $(REPORTS) build/screenshots
	@failed=0; \
	echo "== SQLite"; \
	env -u DATABASE_URL $(PYTEST) -m "not postgresql" --junit-xml=$(REPORTS)/sqlite.xml || failed=1; \
	echo "== PostgreSQL"; \
	$(BIN)/python -m tools.postgres $(PYTEST) --database-only --junit-xml=$(REPORTS)/postgresql.xml || failed=1; \
	exit $$failed

check: setup ## format, lint, strict types, import contracts, migrations, papers
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/chungtay manage makemigrations --check --dry-run
	$(BIN)/python -m pytest -q -n 2 --no-database tests/house

fix: setup ## let the tools mend what they can
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

bench: setup ## measure; ONLY=read_plan one of them, SCALE=small in seconds
	@$(BIN)/python -m bench --scale $(SCALE) $(ONLY)

fuzz: setup ## damage papers and hold the reader to its promises; SEED=1 ROUNDS=50000
	@$(BIN)/python -m tools.fuzz_reader --seed $(SEED) --rounds $(ROUNDS) --keep build/fuzz

score: setup ## how well the reader reads, against papers with known answers
	@$(BIN)/python -m chungtay.reader.score

walk: setup ## visit every page of the example as every kind of user: axe-core, widths, keyboard
	@$(BIN)/python -m tools.walk_pages

messages: setup ## bring the English translations in step with the Vietnamese words of the program
	@$(BIN)/python -m tools.messages update

lock: ## write requirements/*.txt and package-lock.json anew
	@$(PYTHON) tools/lock.py

clean: ## remove what set-up, tests and benches made; the data in var/ stays
	rm -rf .tools .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
