# What developers and CI run; .ci/run adds what needs Java, a browser or large data.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
export GUANLIAN_DATA_DIR ?= $(CURDIR)/data

# Checks that run side by side print when they end, each for itself, where this make can.
TOGETHER = $(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),-Otarget)

# Tests ask an engine little of everything: the second compiler of Java took more of a core than it gave back (ADR 0080).
suite browser: export JAVA_TOOL_OPTIONS ?= -XX:TieredStopAtLevel=1

.PHONY: screens demo check test static kernels suite browser lint types unit install web web-types web-test clean

install: $(VENV)/.installed
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: install web
	@$(BIN)/guanlian demo

# The browser into api/static, where its sources changed. Node comes with the development dependencies.
web: install
	@$(BIN)/python hatch_build.py

web-types: install
	@$(BIN)/guanlian openapi | (cd web && $(abspath $(BIN))/node types.mjs) > web/src/api/schema.d.ts.new && mv web/src/api/schema.d.ts.new web/src/api/schema.d.ts

web-test: web
	@echo "== web"; start=$$(date +%s); cd web && PATH=$(abspath $(BIN)):$$PATH && npm run --silent lint && npm run --silent test; code=$$?; echo "   web: $$(( $$(date +%s) - start )) s"; exit $$code

lint: install
	@echo "== lint"; start=$$(date +%s); $(BIN)/ruff check . && $(BIN)/ruff format --check . ; code=$$?; echo "   lint: $$(( $$(date +%s) - start )) s"; exit $$code

types: install
	@echo "== types"; start=$$(date +%s); $(BIN)/mypy; code=$$?; echo "   types: $$(( $$(date +%s) - start )) s"; exit $$code

unit: install
	@echo "== unit"; start=$$(date +%s); $(BIN)/pytest -n 2 --dist loadgroup -m 'not engine and not slow and not large' tests; code=$$?; echo "   unit: $$(( $$(date +%s) - start )) s"; exit $$code

check: lint types unit

test: install web
	@start=$$(date +%s); $(TOGETHER) static; code=$$?; echo "   static: $$(( $$(date +%s) - start )) s"; exit $$code
	@$(MAKE) --no-print-directory suite
	@$(MAKE) --no-print-directory browser

# What needs one core each: two at a time.
static: kernels types web-test lint

# What search runs, compiled before workers need it: once, and beside other checks.
kernels: install
	@echo "== kernels"; $(BIN)/python -m graph_service.search.warm

suite: install web
	@echo "== suite on both engines"; start=$$(date +%s); $(BIN)/pytest -n 2 --dist loadgroup -m 'not large and not browser' --durations=8 tests; code=$$?; echo "   suite: $$(( $$(date +%s) - start )) s"; exit $$code

# Workers of their own: the browser's driver keeps an event loop running, which tests that start one cannot bear.
# Each has a service and a copy of the sample county; tests of one file share what they enter, so a file stays whole.
browser: install web
	@echo "== browser"; start=$$(date +%s); $(BIN)/pytest -n 2 --dist loadfile -m 'browser and not large' --durations=4 tests/e2e; code=$$?; echo "   browser: $$(( $$(date +%s) - start )) s"; exit $$code

# The pictures of docs/screens.md, taken anew on the sample county.
screens: install web
	@GUANLIAN_SCREENS=docs $(BIN)/pytest tests/e2e/test_screens.py

clean:
	rm -rf $(VENV) .build build dist .mypy_cache .ruff_cache
