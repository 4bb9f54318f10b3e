# Seuil: `make run` to start everything, `make test` to check everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export RASA_TELEMETRY_ENABLED := false
export PYTHONWARNINGS :=
unexport VIRTUAL_ENV

PY := .venv/bin/python
BOT := bot/.venv/bin/python
RASA := bot/.venv/bin/rasa
SOURCES := lexicon intake actions channels desk cli

.PHONY: help setup tools model run demo-phone test test-fast check format bench bench-nlu clean

help: ## what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## both Python environments, from their locks
	@deploy/environments.sh

model: setup ## the trained Rasa model, if its sources changed
	@deploy/model.sh

run: model ## start everything; Ctrl-C stops it
	@exec .venv/bin/seuil up

demo-phone: setup ## phone the running service from the terminal, by typing
	@$(PY) -m tests.phone

tools: ## what the tests need from the system: Chromium, PostgreSQL, nginx
	@deploy/test-tools.sh

test: model tools ## every test: unit, dialogue, browser, PostgreSQL
	$(BOT) -m pytest -c bot/pytest.ini tests/bot tests/lexicon
	$(PY) -m pytest

test-fast: setup ## the tests that start no process
	$(PY) -m pytest -m "not slow" -q

check: setup ## format, lint, types, import rules, Rasa's own validation
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(RASA) data validate --fail-on-warnings --domain domain

format: setup ## format and mend what can be mended
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: model ## benchmarks, to bench/results.json and a table
	$(PY) -m bench

bench-nlu: setup ## understanding: ours, stock Rasa and a plain linear model on the same sentences (20 minutes)
	$(BOT) -m bench.nlu

clean: ## remove what was built; the data under var/ stay
	rm -rf .venv bot/.venv .uv models/*.tar.gz
