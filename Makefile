# The targets of OnRecord. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
export TZ := Europe/Belgrade
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help demo run test check fmt docs bench fuzz system clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/run.stamp ## build the reference case, run the main job and serve it (ARGS=--no-serve to stop after the account)
	@$(BIN)/onrecord demo $(ARGS)

run: $(VENV)/run.stamp ## serve a register (ARGS="--register FOLDER")
	@$(BIN)/onrecord serve $(ARGS)

test: $(VENV)/dev.stamp ## set up everything and pass the tests (ARGS for pytest)
	@sh tools/system-packages
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/dev.stamp ## the gate: format, lint, types, import contracts, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --no-incremental
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

fmt: $(VENV)/dev.stamp ## format the code and mend what lint can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(VENV)/dev.stamp ## write the generated parts of the documentation again
	@$(BIN)/python tools/build_vocabulary_docs.py
	@$(BIN)/python tools/build_reference.py
	@$(BIN)/python tools/build_cli_reference.py
	@$(BIN)/python tools/build_manual.py
	@$(BIN)/python tools/build_calibration.py
	@$(BIN)/python tools/build_validation.py
	@$(BIN)/python tools/build_runs.py

bench: $(VENV)/dev.stamp ## run the comparisons in benchmarks/ (ARGS names one)
	@$(BIN)/python -m benchmarks $(ARGS)

fuzz: $(VENV)/dev.stamp ## read thousands of damaged files of every kind (ARGS="--files 10000")
	@$(BIN)/python -m tests.fuzz $(ARGS)

system: ## install the system packages that some tests need (Debian or Ubuntu, as root)
	@sh tools/system-packages --install

clean: ## remove what these targets made, the demonstration register included
	@rm -rf $(VENV) build demo-register

$(VENV)/%.stamp: requirements/%.txt pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "OnRecord needs Python 3.11 or newer, and none was found on this machine. Install it, or name it: make PYTHON=/path/to/python3 demo" >&2; exit 2; }
	@[ -x $(BIN)/python ] || { echo "Making a Python environment in $(VENV)"; $(PYTHON) -m venv $(VENV) || { echo "Could not make it. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 2; }; }
	@echo "Installing the packages of requirements/$*.txt (hashes checked)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { echo "The packages could not be installed: see the message above; a network or a wheel folder is needed once" >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
