# Two commands are enough on a fresh machine: `make run` and `make test`.
PYTHON := .venv/bin/python
DEMO_OUT ?= demo-output

.PHONY: run test quick check demo bench screens sheets pictures translations lock package ready clean

run: ready  ## Open the program; without a display, run the walkthrough instead
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(PYTHON) -m screening; \
	else \
		echo "No display here: running the walkthrough through the real screens."; \
		$(MAKE) --no-print-directory demo; \
	fi

demo: ready  ## The main job on a made-up case; leaves pictures, the form and the vault
	@rm -rf $(DEMO_OUT)
	@$(PYTHON) -m screening demo --out $(DEMO_OUT)

test: check  ## Everything: the checks, then all tests
	@$(PYTHON) -m pytest -n 2 --dist worksteal

quick: ready  ## The everyday tests, without the long journeys
	@$(PYTHON) -m pytest -n 2 --dist worksteal -m "not slow"

check: ready  ## Style, types, layers, messages
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m tools.messages check

bench: ready  ## Speed and memory, each figure beside its baseline from the same run; about 5 minutes, best undisturbed
	@$(PYTHON) -m tests.bench $(if $(JSON),--json $(JSON))

pictures: demo  ## Renew the README's pictures from the walkthrough
	@for pair in welcome:unlock look-first-what-to-do:look-first language:language consent-talk:consent \
		questions-living:questions questions-drawer:drawer recorded:recorded sharing:sharing form:form \
		emergency-languages:wall shown:shown held-question:held; do \
		cp $(DEMO_OUT)/screens/[0-9][0-9]-$${pair%%:*}.png docs/pictures/$${pair##*:}.png; \
	done

screens: ready  ## Every screen as a picture: English and Arabic, light and dark, 100 and 200 %, small and large
	@rm -rf screens-output
	@$(PYTHON) -m tests.ui.pictures screens-output

sheets: ready  ## The person's side in every script, on screen and paper, one sheet each
	@rm -rf sheets-output
	@$(PYTHON) -m tests.ui.person_sheets sheets-output

translations: ready  ## Collect new messages, bring the catalogs up to date, compile them
	@$(PYTHON) -m tools.messages extract
	@$(PYTHON) -m tools.messages update
	@$(PYTHON) -m tools.messages compile

lock: ready  ## Resolve the libraries anew and pin them with their hashes
	@.venv/bin/uv pip compile pyproject.toml --extra dev --extra package --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --no-header --quiet --upgrade -o requirements.lock

package: ready  ## The installed program and a Debian package of it, in dist/
	@bash tools/setup.sh package
	@$(PYTHON) -m tools.make_deb

ready:
	@bash tools/setup.sh
	@$(PYTHON) -m tools.messages compile

clean:
	rm -rf .venv $(DEMO_OUT) screens-output sheets-output screening/languages/compiled build dist
