# make demo   sets itself up and shows what an editor would show
# make test   the tests
# make bench  the benchmarks
# make check  lint, types and layers

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench check lint types layers docs clean

demo: $(VENV)/.installed
	@$(BIN)/notes-lsp demo examples/vault

test: $(VENV)/.developed
	$(BIN)/pytest

bench: $(VENV)/.developed
	$(BIN)/python -m tests.benchmarks

check: lint types layers

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

layers: $(VENV)/.developed
	$(BIN)/lint-imports

# The settings page, the rules' pages and the VS Code section are made from the code.
docs: $(VENV)/.developed
	$(BIN)/python -m tests.generated

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "notes-lsp needs Python 3.11 or newer, this is %d.%d: set PYTHON=…" % v[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q notes_lsp  # as installing a wheel does: a start is 0.2 s faster
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
