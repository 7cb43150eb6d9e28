# make run     sets up, fills an example province, serves it
# make test    sets up and runs every test, the browser's included
# The other targets: make help

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
PORT   ?= 8000
BIN    := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-run run test check fix lock messages bench clean

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## /  make \1@/p' $(firstword $(MAKEFILE_LIST)) | column -t -s @

setup: ## everything for developing and testing
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is missing / Thiếu Python 3.11:  apt-get install python3.11 python3.11-venv" >&2; exit 1; }
	@$(PYTHON) tools/setup.py dev

setup-run: ## only what running needs
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is missing / Thiếu Python 3.11:  apt-get install python3.11 python3.11-venv" >&2; exit 1; }
	@$(PYTHON) tools/setup.py run

lock: ## write requirements/*.txt and package-lock.json anew
	@$(PYTHON) tools/lock.py
