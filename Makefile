# `make deck` builds the deck, `make test` tests the builder. Each makes this machine ready first.
#
#   make deck ARGS="--select 1.*"     passes options to build.py
#   make test TESTS=tests/test_fit.py  runs some of the tests
#   make deck PYTHON=python3.12       takes another Python than python3

PYTHON ?= python3
ARGS ?=
TESTS ?=

RUN = .venv/bin/python
READY = $(PYTHON) -m deckpress.bootstrap
LOCK = uv pip compile --quiet --universal --python-version 3.10 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

.PHONY: deck test test-fast lint format pictures bench lock audit clean

deck:
	$(READY) deck
	$(RUN) build.py $(ARGS)

# A worker a core; under CI a test whose tools are missing fails, elsewhere it is skipped.
test:
	$(READY) test
	$(RUN) -m pytest -n auto --dist loadgroup $(TESTS)

# The tests that take no time and no program from outside.
test-fast:
	$(READY) dev
	$(RUN) -m pytest -m 'not slow and not tools and not verapdf' $(TESTS)

lint:
	$(READY) dev
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

format:
	$(READY) dev
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

# Draws the README's pictures from the deck; the site's with the browser of the tests.
pictures: deck
	$(READY) test
	$(RUN) docs/pictures.py

# Builds the deck by this builder and by other engines, which it installs apart from it (into .cache), and compares them.
bench:
	$(READY) deck
	$(RUN) bench/tools.py
	$(RUN) bench/engines.py $(ARGS)

# Writes the pinned packages anew, kept where they may stay; `make lock ARGS=--upgrade` takes the newest. Afterwards
# `.venv/bin/python docs/dependencies.py` writes what each is for, and its licence.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	cd requirements && ../.venv-lock/bin/$(LOCK) $(ARGS) deck.in --output-file deck.txt
	cd requirements && ../.venv-lock/bin/$(LOCK) $(ARGS) test.in --output-file test.txt
	cd requirements && ../.venv-lock/bin/$(LOCK) $(ARGS) bench.in --output-file bench.txt

# Asks whether a known vulnerability is in what is pinned: over the network, so no part of `make test`. Error 1 is that
# there is one, error 3 that nobody could be asked.
audit:
	$(READY) dev
	$(RUN) requirements/audit.py

# What can be made again. output/ stays: its manifest is what the next edition is compared with.
clean:
	rm -rf .venv .venv.lock .venv-lock .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
