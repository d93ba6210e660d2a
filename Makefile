# Every target is one line; CI and people call the same ones. `make` lists them.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test engines gates bench check build dist screenshots lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14
run: ## set everything up and serve on http://127.0.0.1:8000 (HOST= and PORT= change it)
	@$(PYTHON) tools/bootstrap.py run
test: ## set everything up and run every test
	@$(PYTHON) tools/bootstrap.py test
engines: ## run the browser tests in Firefox and WebKit too
	@$(PYTHON) tools/bootstrap.py engines
gates: ## repeat what is claimed of every run: Leave and erase up to 500 times, cuts, PINs (PAUZA_GATE_RUNS=); count lines
	@$(PYTHON) tools/bootstrap.py gates
bench: ## sizes and speeds, each beside its baseline
	@$(PYTHON) tools/bootstrap.py bench
check: ## check content and catalogues
	@$(PYTHON) tools/bootstrap.py check
build: ## compile the release
	@$(PYTHON) tools/bootstrap.py build
dist: ## build the wheel, front end inside
	@$(PYTHON) tools/bootstrap.py dist
screenshots: ## take the pictures of the README again
	@$(PYTHON) tools/bootstrap.py screenshots
lock: ## lock the dependencies again, with hashes (needs uv)
	@$(PYTHON) tools/bootstrap.py lock
clean: ## remove what the other targets made
	@rm -rf .venv .cache build dist pwa/dist pwa/node_modules
