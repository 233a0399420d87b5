# Messlatte. `make demo` and `make test` are all a newcomer needs; Python >= 3.11 and make are all they require.
# `uv` lives inside .venv, so nothing is installed outside this folder (save Debian's chromium and Java for the browser and engine tests).
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
RUN := $(VENV)/bin
STAMP := $(VENV)/.synced

.PHONY: demo test check lint types rooms docs slow browser engines oracles bench clean

demo: $(STAMP)
	@$(RUN)/messlatte demo --output brief.html

test: $(STAMP)
	$(RUN)/pytest -m "not slow and not browser and not portable" -n 2

check: lint types rooms docs slow

lint: $(STAMP)
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .

types: $(STAMP)
	$(RUN)/mypy

rooms: $(STAMP)
	$(RUN)/lint-imports

docs: $(STAMP)
	$(RUN)/python scripts/check_docs.py
	@! test -d ../shared/statements || $(RUN)/python scripts/reading_scores.py ../shared/statements --check
	$(RUN)/zensical build --strict --clean

slow: $(STAMP) browser engines oracles
	$(RUN)/pytest -m "slow or browser or portable" --durations=15

browser:
	@command -v chromium >/dev/null && command -v npm >/dev/null || scripts/install_chromium.sh
	@test -d tests/web/node_modules/axe-core || npm ci --silent --prefix tests/web

# Spark needs Java; chdb, half a gigabyte, is for the portability tests only.
engines: $(STAMP)
	@command -v java >/dev/null || scripts/install_java.sh
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --locked --all-extras --inexact --quiet --group engines

# Other people's programs that tests compare with.
oracles: $(STAMP)
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --locked --all-extras --inexact --quiet --group oracles

bench: $(STAMP)
	@for b in benchmarks/bench_*.py; do echo "== $$b"; $(RUN)/python $$b || exit 1; done

# A finished environment leaves the stamp; an interrupted one is repaired by the next call.
$(STAMP): uv.lock pyproject.toml
	@test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || $(RUN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13,<0.14"
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --locked --all-extras --inexact --quiet
	@touch $(STAMP)

clean:
	rm -rf $(VENV) dist site brief.html .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache
