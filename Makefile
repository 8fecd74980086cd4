# `make report` and `make test` do all the set-up a fresh checkout needs. Nothing is installed twice: the environment is
# made anew only when the pins or pyproject.toml have changed.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

# What WeasyPrint loads at run time; everything else comes with the Python packages.
NATIVE := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
NATIVE_CHECK := $(BIN)/python -W "error:HarfBuzz-Subset:DeprecationWarning" -c "import weasyprint" >/dev/null 2>&1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help report test lint format types layers check benchmark pins native clean

help: ## show the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

report: $(VENV)/.run native ## build the samples of seeds/ into output/
	$(BIN)/briefkit build

test: $(VENV)/.dev native ## run the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## look at format, style, imports and dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/deptry src

format: $(VENV)/.dev ## write the code in the one format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

types: $(VENV)/.dev ## check the types
	$(BIN)/mypy

check: ## the whole gate, as CI runs it
	.ci/run

benchmark: $(VENV)/.dev native ## measure time and memory against WeasyPrint's own command
	$(BIN)/python benchmarks/against_weasyprint.py

pins: $(VENV)/.dev ## compile the newest versions into requirements*.txt
	$(PIP) install uv
	.ci/compile-pins $(BIN)/uv

clean: ## remove what builds and checks made, the environment included
	rm -rf $(VENV) .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache dist htmlcov
	find output -mindepth 1 ! -name .gitkeep -delete
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || .ci/system-packages "Python's venv module" python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --requirement requirements.txt
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(PIP) install --requirement requirements-dev.txt
	@touch $@

native: $(VENV)/.run
	@$(NATIVE_CHECK) || { .ci/system-packages "Pango (text layout)" $(NATIVE) && $(NATIVE_CHECK); }
