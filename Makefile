# The one task runner. `make demo` shows the main job, `make test` installs what the tests need and runs all of them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 4
# What writes and asks the database in ways of its own; how a report is worded is the same on both engines.
ON_POSTGRES := $(addprefix tests/apps/,ambient cases exchange inspections learning officers record registers reports/test_figures.py)
# How a paper is set, a file is read and one more declared register is typed is the same as well.
ONCE := $(addprefix --ignore tests/apps/,$(addprefix cases/test_,archive.py documents.py filereview.py sending.py templates.py) record/test_previews.py registers/test_declared.py)

# A shell that forbids compiled files makes every `fadu` start two and a half times as slow.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo serve env dev test unit check lint types contracts test-sqlite test-faults test-postgres browser office faults bench lock clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## ?(.*)/  make \1\t\2/' | expand -t 26

env: $(VENV)/.runtime  ## the environment of a user: hash-checked, no ensurepip needed

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) tools/make_env.py $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

dev: $(VENV)/.dev  ## the environment of a developer: tests, lint, types

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

demo: env  ## import the sample years, print address and one-time passwords, serve on loopback
	$(BIN)/fadu demo --port $(PORT)

test: dev  ## install what the tests need (apt as root) and run everything, on SQLite and on PostgreSQL
	$(PYTHON) tools/system_needs.py
	$(MAKE) --no-print-directory -j3 lint types contracts test-sqlite test-postgres
	$(MAKE) --no-print-directory test-faults

test-sqlite: dev  ## the whole suite on SQLite
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not faults" --ignore tests/faults

test-faults: dev  ## a sample of the faults; `make faults` has them all
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not faults" tests/faults

test-postgres: dev  ## what touches the database again, on a PostgreSQL that this run starts and stops
	$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest -q -m "not faults and not office and not slow" $(ON_POSTGRES) $(ONCE)

unit: dev  ## the quick part: no browser, no office, no PostgreSQL
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not browser and not office and not slow and not faults"

faults: dev  ## an act killed, failed, torn at every system call; power loss; kill -9 of server and PostgreSQL; takes an hour or more
	$(PYTHON) tools/system_needs.py
	$(BIN)/python -m pytest -q -m faults tests/faults

check: lint types contracts unit  ## lint, types, contracts and the quick part; under three minutes

lint: dev  ## style and smells
	$(BIN)/ruff check src tests bench tools

types: dev  ## mypy --strict
	$(BIN)/mypy

contracts: dev  ## who may import whom
	$(BIN)/lint-imports

bench: dev  ## every bench: a command, its method, ratios against a named peer
	$(BIN)/python -m bench

lock:  ## resolve the locks anew (needs a network and uv)
	$(PYTHON) tools/lock.py

clean:  ## remove the environment and what tools leave behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
