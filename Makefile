# One command runs the main job, one passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.synced
# The PostgreSQL of the tests keeps its locks here; it must be a folder of one's own.
export XDG_RUNTIME_DIR ?= $(CURDIR)/$(VENV)/run

.PHONY: run test check setup lock bench bench-ocr bench-reading bench-memory bench-looks bench-web model clean help

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
	$(BIN)/ruff check --no-cache src tests scripts
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
	-PYTHONPATH=build/peers $(BIN)/python scripts/differential.py --seed 1 --count 500
	$(BIN)/python scripts/bench_convert.py
	$(BIN)/python scripts/fuzz.py --rounds 5000

# The gathered material, where it lies beside the repository; scans of it are kept, they take some minutes to read.
CORPUS := $(wildcard ../shared/corpus/training ../shared/corpus)
SCANS := build/scans
LEFT_OUT := build/left-out

model: setup ## remake the reading model and how sure it is: from the generator and, where it is there, the corpus
ifeq ($(CORPUS),)
	$(BIN)/python scripts/make_model.py --out build/reading.model --write
	@echo "There is no ../shared/corpus: build/reading.model knows invented invoices only and replaces nothing."
else
	$(BIN)/python scripts/calibrate.py $(CORPUS) --cache $(SCANS) --only-scan
	$(BIN)/python scripts/calibrate.py $(CORPUS) --cache $(SCANS) --rest $(SCANS)-rest
	$(BIN)/python scripts/make_model.py $(CORPUS) --scans $(SCANS) --folds $(LEFT_OUT) --write
	$(BIN)/python scripts/calibrate.py $(CORPUS) --cache $(SCANS) --folds $(LEFT_OUT) --write
endif

bench-ocr: setup ## optical reading of worn pages whose text is known: letters, fields, processor and memory
	$(BIN)/python scripts/bench_ocr.py --pages 40 --processes 2
	$(BIN)/python scripts/bench_ocr.py --pages 10 --dpi 200 --how photobad

bench-reading: setup ## reading on layouts left out of training, with invoice2data beside it; MISSES=--misses lists each
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes --target build/peers -r requirements/bench.txt
	PYTHONPATH=build/peers $(BIN)/python scripts/bench_reading.py --folds $(LEFT_OUT) --scans $(SCANS) $(wildcard $(SCANS)-rest) $(MISSES)

bench-memory: setup ## what one corrected invoice does for the supplier's next, layouts left out; MISSES=--misses lists each
	$(BIN)/python scripts/bench_memory.py --folds $(LEFT_OUT) --scans $(SCANS) $(MISSES)

bench-looks: setup ## reading of the looks drawn by hand in tests/looks; MISSES=--misses lists each
	$(BIN)/python scripts/browser.py
	$(BIN)/python scripts/bench_looks.py $(MISSES)

BOOKS := build/books
CASES ?= 100000

bench-web: setup ## the desk with CASES invoices on SQLite and PostgreSQL: server time of every request; books are kept
	@test -d $(XDG_RUNTIME_DIR) || mkdir -p -m 700 $(XDG_RUNTIME_DIR)
	$(BIN)/python scripts/bench_web.py --cases $(CASES) --keep $(BOOKS)/$(CASES)

clean: ## remove what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
