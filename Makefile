# One command runs the main job, one passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.synced
# The PostgreSQL of the tests keeps its locks here; it must be a folder of one's own.
export XDG_RUNTIME_DIR ?= $(CURDIR)/$(VENV)/run

.PHONY: run test check setup lock bench clean help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(STAMP) ## make .venv with everything that is locked

$(STAMP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Kontera needs Python 3.11 or newer: install python3 and python3-venv."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kontera needs Python 3.11 or newer; $$($(PYTHON) --version) is too old. Say make PYTHON=python3.12, say."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "The module venv is missing: install python3-venv."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

run: setup ## set up, make a demo company, and serve it at http://127.0.0.1:8000
	$(BIN)/kontera up --demo

test: setup ## everything that must hold: the checks and all tests
	@test -d $(XDG_RUNTIME_DIR) || mkdir -p -m 700 $(XDG_RUNTIME_DIR)
	$(BIN)/python scripts/browser.py
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -q -n auto

check: setup ## the quality gates
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy src
	$(BIN)/deptry src
	$(BIN)/python scripts/unused.py
	$(BIN)/python scripts/repeats.py src

lock: ## resolve the dependencies anew
	$(BIN)/uv pip compile pyproject.toml --quiet --extra s3 --override requirements/overrides.txt --generate-hashes --no-emit-index-url --universal --python-version 3.11 -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --extra s3 --extra train --group dev --override requirements/overrides.txt --generate-hashes --no-emit-index-url --universal --python-version 3.11 -o requirements/dev.txt
	$(BIN)/uv pip compile --group pyproject.toml:bench --quiet --no-deps --generate-hashes --no-emit-index-url --universal --python-version 3.11 -o requirements/bench.txt

bench: setup ## the figures of docs/benchmarks.md
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes --target build/peers -r requirements/bench.txt
	$(BIN)/python scripts/bench.py
	PYTHONPATH=build/peers $(BIN)/python scripts/conformance.py
	$(BIN)/python scripts/fuzz.py --rounds 5000

clean: ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
