# Every target sets up what it needs in .venv by itself: uv if it is there, else python3 -m venv and pip.
BIN := .venv/bin
CONFIG ?= config.example.toml

.PHONY: demo run test lint bench clean

demo: .venv/.run
	@$(BIN)/volia demo

run: .venv/.run
	@$(BIN)/volia run --config $(CONFIG)

test: .venv/.dev
	@.ci/test

lint: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/.bench
	@$(BIN)/python -m bench

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage .coverage.*

.venv/.run: pyproject.toml constraints.txt .ci/setup
	@.ci/setup
	@touch $@

.venv/.bench: pyproject.toml constraints.txt .ci/setup
	@.ci/setup dev,bench
	@touch $@ .venv/.run .venv/.dev

.venv/.dev: pyproject.toml constraints.txt .ci/setup
	@.ci/setup dev
	@touch $@ .venv/.run
