# `make up` and `make test` are all that a newcomer needs; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REQUIREMENTS := server/requirements
INSTALL := $(BIN)/pip install -qq --disable-pip-version-check --require-hashes
# Node is taken from the machine when it is new enough, else from a wheel.
NODE := $(VENV)/node.path
WITH_NODE = PATH="$$(cat $(NODE)):$$PATH"
WEB := server/src/longhouse/web/index.html
WEB_SOURCES := $(shell find web/src web/static -type f 2>/dev/null) \
	$(wildcard web/*.ts web/*.json web/*.js)

.DEFAULT_GOAL := help
.PHONY: help ready up dev test test-server test-web test-browser check check-server check-web fix bench faults faults-short sbom audit contract lock clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

ready: $(VENV)/run $(WEB) ## Set up what is missing to run the house

up: ready ## Set up what is missing, then run the house
	@exec $(BIN)/longhouse up

dev: $(VENV)/dev web/node_modules/.made ## Run the house, reloading on both sides
	@$(WITH_NODE) $(BIN)/python scripts/dev.py

test: $(WEB) ## Set up, then test everything
	@$(MAKE) --no-print-directory --jobs=2 test-server test-web
	@$(MAKE) --no-print-directory test-browser

# Many a test waits for another process, so there are more of them than cores.
test-server: $(VENV)/dev
	cd server && ../$(BIN)/pytest -n 3 --dist worksteal

test-web: web/node_modules/.made $(WEB)
	$(WITH_NODE) npm --prefix web test

test-browser: $(VENV)/dev $(WEB) e2e/node_modules/.made
	@$(WITH_NODE) $(BIN)/python e2e/run.py

check: check-server check-web ## Format, lint, types, import rules, contract

check-server: $(VENV)/dev
	$(BIN)/ruff format --check server bench faults e2e scripts
	$(BIN)/ruff check server bench faults e2e scripts
	cd server && ../$(BIN)/basedpyright
	cd server && ../$(BIN)/lint-imports
	$(BIN)/longhouse openapi | diff -u server/openapi.json - \
		|| { echo "The contract is not up to date: run make contract."; exit 1; }

check-web: web/node_modules/.made e2e/node_modules/.made
	$(WITH_NODE) npm --prefix web run --silent format:check
	$(WITH_NODE) npm --prefix web run --silent check
	$(WITH_NODE) npm --prefix e2e run --silent check

fix: $(VENV)/dev web/node_modules/.made ## Mend what a machine can mend
	$(BIN)/ruff check --fix server bench faults e2e scripts
	$(BIN)/ruff format server bench faults e2e scripts
	$(WITH_NODE) npm --prefix web run --silent format

contract: $(VENV)/dev web/node_modules/.made ## Write the HTTP contract and the client's types
	$(BIN)/longhouse openapi > server/openapi.json.new
	mv server/openapi.json.new server/openapi.json
	$(WITH_NODE) npm --prefix web run --silent api

faults: $(VENV)/dev ## Break a house on purpose in every way, and look what holds
	$(BIN)/python faults/run.py

faults-short: $(VENV)/dev ## The same in a few minutes
	$(BIN)/python faults/run.py --short

bench: $(VENV)/dev $(WEB) ## Measure, each figure beside its limit
	$(BIN)/python bench/run.py

sbom: $(VENV)/run ## Write down what a house holds, as CycloneDX
	@$(BIN)/python scripts/sbom.py > longhouse.cdx.json

audit: $(VENV)/run $(NODE) ## Ask for known holes in all of it
	@$(WITH_NODE) $(BIN)/python scripts/audit.py

lock: $(VENV)/dev ## Resolve the locked versions anew
	scripts/lock.sh

clean: ## Remove what was made, but no data
	rm -rf $(VENV) web/node_modules web/.svelte-kit e2e/node_modules server/src/longhouse/web

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(REQUIREMENTS)/run.txt server/pyproject.toml | $(BIN)/python
	@echo "Setting up Python packages."
	@$(INSTALL) -r $(REQUIREMENTS)/run.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable server
	@touch $@

$(VENV)/dev: $(REQUIREMENTS)/dev.txt $(VENV)/run
	@echo "Setting up what checks and tests need."
	@$(INSTALL) -r $(REQUIREMENTS)/dev.txt
	@touch $@

$(NODE): $(REQUIREMENTS)/node.txt scripts/node.sh | $(BIN)/python
	@scripts/node.sh $(VENV) $(REQUIREMENTS)/node.txt > $@.part && mv $@.part $@

web/node_modules/.made: web/package-lock.json $(NODE)
	@echo "Setting up the web client's packages."
	@$(WITH_NODE) npm --prefix web ci --silent --no-audit --no-fund
	@touch $@

e2e/node_modules/.made: e2e/package-lock.json $(NODE)
	@$(WITH_NODE) npm --prefix e2e ci --silent --no-audit --no-fund
	@touch $@

$(WEB): web/node_modules/.made $(WEB_SOURCES)
	@echo "Building the web client."
	@$(WITH_NODE) npm --prefix web run --silent build > /dev/null
	@touch $@
