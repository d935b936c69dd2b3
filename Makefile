# Two commands set everything up and do the work: `make run` and `make test`.
# `python -m` is used throughout: scripts with a path in their first line break where that path holds a space.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet --no-input

.PHONY: run test lint types contract knowledge tests unit bench soak audit pictures words lock clean help

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

# The catalogues of the languages, compiled again when a translation changes.
CATALOGUES := $(wildcard knowledge/locale/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
BABEL := $(PY) -m babel.messages.frontend --quiet

run: $(VENV)/run.stamp $(COMPILED) ## set up, then start: Discord with DISCORD_TOKEN set, else the terminal chat
	@$(PY) -m bot

test: lint types contract knowledge tests ## set up, then run every check
	@echo "All checks passed."

lint: $(VENV)/dev.stamp
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -c 'from complexipy.cli import main; main()' --plain

types: $(VENV)/dev.stamp
	@$(PY) -m mypy

contract: $(VENV)/dev.stamp
	@$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

knowledge: $(VENV)/dev.stamp
	@$(PY) -m bot knowledge check
	@$(PY) -m bot knowledge format --check

# Two workers or more, up to four: each has a PostgreSQL server and a compiled knowledge base of its own.
PYTEST := $(PY) -m pytest -n logical --maxprocesses 4 --dist loadscope --max-worker-restart 0

tests: $(VENV)/dev.stamp $(COMPILED)
	@$(PYTEST)

unit: $(VENV)/dev.stamp $(COMPILED) ## the tests that start no program, server or socket: the ones to run while writing
	@$(PYTEST) -m "not system"

bench: $(VENV)/dev.stamp $(COMPILED) ## measure beside named rivals, and write docs/benchmarks.md
	@$(PY) -m benchmarks

# Outside `make test`: an advisory of tomorrow must not redden a commit of today.
audit: $(VENV)/run.stamp $(VENV)-audit/stamp ## look for advisories about what is pinned, and for its licences
	@status=0; $(PY) scripts/licences.py || status=1; \
		$(VENV)-audit/bin/python scripts/advisories.py $(REQUIREMENTS) || status=1; exit $$status

soak: $(VENV)/dev.stamp $(COMPILED) ## an hour of questions while faults are injected, on loopback only
	@$(PY) -m benchmarks.soak

pictures: $(VENV)/dev.stamp $(COMPILED) ## draw the answers as Discord shows them, into pictures/
	@$(PY) -m tests.pictures

words: $(VENV)/dev.stamp ## bring the sentences of the code into the catalogues of all languages, and drop what nothing says any more
	@mkdir -p build
	@$(BABEL) extract --mapping-file pyproject.toml --no-default-keywords --keywords msg \
		--no-location --sort-output --project "Bell Lap" --output-file build/messages.pot .
	@$(BABEL) update --input-file build/messages.pot --output-dir knowledge/locale \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

%.mo: %.po | $(VENV)/run.stamp
	@$(BABEL) compile --input-file $< --output-file $@ --locale $(word 3,$(subst /, ,$@))

lock: $(VENV)/dev.stamp ## pin every requirement again, with hashes
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --extra setup pyproject.toml -o requirements/run.txt
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --extra dev pyproject.toml -o requirements/dev.txt
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --no-emit-index-url requirements/audit.in -o requirements/audit.txt

clean:
	@rm -rf $(VENV) $(VENV)-audit build *.egg-info .mypy_cache .ruff_cache .pytest_cache .complexipy_cache

$(VENV)/pip.stamp:
	@PYTHON="$(PYTHON)" sh scripts/venv.sh "$(VENV)" >&2
	@touch $@

$(VENV)/run.stamp: $(VENV)/pip.stamp requirements/run.txt pyproject.toml
	@echo "Setting up Bell Lap (once) ..." >&2
	@$(PIP) install --require-hashes -r requirements/run.txt >&2
	@$(PIP) install --no-deps --no-build-isolation -e . >&2
	@touch $@

$(VENV)/dev.stamp: $(VENV)/pip.stamp requirements/dev.txt pyproject.toml
	@echo "Setting up the checks (once) ..." >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt >&2
	@$(PIP) install --no-deps --no-build-isolation -e . >&2
	@touch $@ $(VENV)/run.stamp

$(VENV)-audit/stamp: requirements/audit.txt
	@PYTHON="$(PYTHON)" sh scripts/venv.sh "$(VENV)-audit" >&2
	@$(VENV)-audit/bin/python -m pip --disable-pip-version-check --quiet --no-input \
		install --require-hashes -r requirements/audit.txt >&2
	@touch $@
