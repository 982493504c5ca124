# Everything a user or CI calls. The first call makes .venv from the lock; later calls reuse it.
#   make run            run the main job on data/raw; arguments: make run ARGS="--raw FOLDER"
#   make test           run the tests; arguments: make test ARGS="-k dates"
#   make faults         kill runs at some hundred moments, fill disks, and print what that hit
#   make bench          measure speed and memory; one alone: make bench ARGS="coding"
#   make compiled       compile what codes releases: half as fast again; needs a C compiler
#   make pure           remove what that compiled
#   make lint           check style and types
#   make lock           renew requirements.lock for Python 3.11 to 3.14
#   make clean          remove .venv and caches, keep data
# Another Python: make run PYTHON=/path/to/python3.12

SHELL := /bin/sh
PYTHON ?=
ARGS ?=
# Tests run in a process a core, a file in one of them; those of flows share one, which begins early
# as it takes longest (tests/conftest.py).
SPREAD = --numprocesses auto --maxprocesses 4 --dist loadscope --no-loadscope-reorder
STAMP := .venv/.installed
PIP := .venv/bin/python -m pip --disable-pip-version-check

# Prints the first Python from 3.11 to 3.14, the wanted one alone where PYTHON names it.
FIND_PYTHON = for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
		2>/dev/null && { echo "$$python"; break; }; done

.DEFAULT_GOAL := help
.PHONY: help run test faults bench compiled pure lint lock clean

help:
	@sed -n 's/^#   //p' Makefile

run: $(STAMP)
	@.venv/bin/communique run --prefect $(ARGS)

test: $(STAMP)
	@.venv/bin/python -m pytest $(SPREAD) $(ARGS)

faults: $(STAMP)
	@.venv/bin/python -m pytest -m faults -s $(ARGS)

bench: $(STAMP)
	@.venv/bin/python -m benchmarks $(ARGS)

# Old modules go first: nothing is compiled beside them, and what fails leaves plain Python.
compiled: pure $(STAMP)
	@.venv/bin/python -m compiling

# First the library without which none of the others can be imported.
pure:
	@rm -rf pipelines__mypyc.*.so build/compiled
	@find pipelines -name '*.so' -delete

lint: $(STAMP)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

# The lock names no index and no folder, so that it serves behind any mirror.
lock: $(STAMP)
	@.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	@echo "requirements.lock is renewed: run 'make test' and commit it"

clean: pure
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis communique.egg-info
	find pipelines flows tests compiling -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock is complete, so pip resolves nothing (it would stumble over extras with hashes), and
# the project itself is built with the locked setuptools: nothing unlocked is downloaded.
$(STAMP): requirements.lock pyproject.toml
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11 to 3.14 found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python has no venv: install it (Debian, Ubuntu: apt install python3-venv), or name another: make PYTHON=..." >&2; \
		exit 1; \
	fi; \
	if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then \
		echo "Making .venv with $$("$$python" --version)"; \
		"$$python" -m venv --clear .venv; \
	fi
	@echo "Installing the locked dependencies (a minute or two, only once)"
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)
