# Two commands: `make run` does the main job, `make test` passes the tests. Both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HISTKG_CACHE ?= $(CURDIR)/build/cache

.PHONY: run test lint check clean

run: $(VENV)/run.stamp
	$(BIN)/histkg build
	$(BIN)/histkg validate
	$(BIN)/histkg ask sources-for-event Ganja

test: $(VENV)/dev.stamp lint
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The stamp comes last: an environment whose making was broken off is made anew.
$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "histkg needs Python 3.11 or later; name one with PYTHON=…" >&2; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -qq -y python3-venv >/dev/null && $(PYTHON) -m venv $(VENV); \
	  else \
	    echo "Python's venv module is missing here: sudo apt-get install python3-venv" >&2; exit 1; \
	  fi; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/venv.stamp pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/dev.stamp: $(VENV)/venv.stamp pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build
