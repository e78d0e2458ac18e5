# The commands of this project. `make run` and `make test` need only python3 >= 3.11.
#
#   make run        serve the journal, from a bare clone
#   make dev        the same, and reload when the code changes
#   make test       the whole suite: SQLite, PostgreSQL, a browser
#   make test-deep  the fuzzed parsers with 10,000 examples each, and four editors who
#                   publish one page 200 times, on both databases; takes long
#   make audit      Lighthouse and the Nu HTML checker; needs Node, Java and, once, a network
#   make pictures   take the pictures of the editor's guide anew
#   make check      format, lint, types, templates, production settings, migrations
#   make format     put the code in order
#   make fixtures   write articles/fixtures/journal.json anew from the fixture files
#   make lock       write the lock files anew (needs uv)
#   make clean      remove what was installed

PORT ?= 8000
HOST ?= 127.0.0.1
VAR := $(or $(CLINIC_VAR),$(shell sed -n "s/^CLINIC_VAR=//p" .env 2>/dev/null),var)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --retries 1 --no-deps --require-hashes
NO_VENV := "python3 cannot make a virtual environment here; on Debian: apt install python3-venv."
NO_PACKAGES := "The packages could not be installed: is there a network? The reasons are in .venv/install.log."
export PORT

# On a phone in the same network: make run HOST=0.0.0.0
ifneq ($(HOST),127.0.0.1)
LAN := $(shell python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(("192.0.2.1", 9)); print(s.getsockname()[0])' 2>/dev/null)
export CLINIC_EXTRA_HOSTS := $(filter-out 0.0.0.0,$(HOST) $(LAN))
endif

.PHONY: run dev test test-deep audit pictures check format fixtures lock clean python port

run: python port .venv/installed .env $(VAR)/static/staticfiles.json
	@$(PY) manage.py prepare
	@$(if $(LAN),echo "On a phone:  http://$(LAN):$(PORT)/")
	@exec .venv/bin/granian --interface wsgi --host $(HOST) --port $(PORT) --blocking-threads 4 --no-access-log --log-level warning clinic.wsgi:application

dev: python port .venv/installed .env
	@DEBUG=on $(PY) manage.py prepare
	@DEBUG=on exec $(PY) manage.py runserver $(HOST):$(PORT)

# The whole suite: SQLite with its coverage, PostgreSQL, then a real browser.
test: python .venv/tested
	@$(PY) -m tests.needs
	JOURNAL_TEST_DATABASE=sqlite $(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= -m "not browser"
	$(PY) -m coverage report --fail-under 95
	JOURNAL_TEST_DATABASE=postgres $(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not browser"
	$(PY) -m pytest -q -n 2 --dist worksteal -m browser
	JOURNAL_TEST_DATABASE=postgres $(PY) -m pytest -q -m browser tests/e2e/test_evidence.py

# Every test with "fuzzed" in its name; none needs a database or a network.
test-deep: python .venv/tested
	FUZZING=deep JOURNAL_TEST_DATABASE=sqlite $(PY) -m pytest -q -n 2 -k fuzzed
	FUZZING=deep JOURNAL_TEST_DATABASE=sqlite $(PY) -m pytest -q tests/clinic/desk/test_four_editors.py
	FUZZING=deep JOURNAL_TEST_DATABASE=postgres $(PY) -m pytest -q tests/clinic/desk/test_four_editors.py

# One page of every type, served as in production; see docs/running.md.
audit: python .venv/tested
	@$(PY) -m tests.audit

# From a site of its own; see tests/guide_pictures.py.
pictures: python .venv/tested
	@$(PY) -m tests.needs
	@$(PY) -m tests.guide_pictures

check: python .venv/tested
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	@set -a; . ./deploy/check.env; set +a; .venv/bin/mypy
	.venv/bin/djhtml --check templates
	@set -a; . ./deploy/check.env; set +a; $(PY) manage.py check --deploy --fail-level WARNING
	@set -a; . ./deploy/check.env; set +a; $(PY) manage.py makemigrations --check --dry-run

format: .venv/tested
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .
	.venv/bin/djhtml templates

# On a site of its own, with nothing of yours: see docs/fixtures.md.
fixtures: .venv/installed
	@set -e; VAR=$$(mktemp -d); trap 'rm -rf "$$VAR"' EXIT; \
	export CLINIC_VAR="$$VAR" DATABASE_URL= CACHE_URL=locmemcache:// CLINIC_URL=http://localhost CLINIC_EXTRA_HOSTS= DEBUG=off; \
	export SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))'); \
	$(PY) manage.py migrate --verbosity 0; \
	$(PY) manage.py load_journal --json > "$$VAR/plan.json"; \
	$(PY) manage.py dump_journal articles/fixtures/journal.json

# Writes both lock files anew; the only command that needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o requirements.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --extra dev -o requirements-dev.txt pyproject.toml

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache var/audit var/originals

python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "This needs Python 3.11 or newer as python3; here it is: $$(python3 --version 2>&1)."; exit 1; }

port:
	@python3 -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("$(HOST)", $(PORT)))' 2>/dev/null || { echo "Port $(PORT) of $(HOST) is taken; choose another: make $(or $(MAKECMDGOALS),run) PORT=8001"; exit 1; }

.env:
	@python3 -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > .env.new && chmod 600 .env.new && mv .env.new .env

.venv/installed: requirements.txt
	@echo "Installing the packages the site needs (once) ..."
	@python3 -m venv .venv > /dev/null || { echo $(NO_VENV); exit 1; }
	@$(PIP) -r requirements.txt 2> .venv/install.log || { echo $(NO_PACKAGES); exit 1; }
	@touch $@

.venv/tested: requirements-dev.txt
	@echo "Installing the packages the tests need (once) ..."
	@python3 -m venv .venv > /dev/null || { echo $(NO_VENV); exit 1; }
	@$(PIP) -r requirements-dev.txt 2> .venv/install.log || { echo $(NO_PACKAGES); exit 1; }
	@touch $@ .venv/installed

$(VAR)/static/staticfiles.json: .venv/installed .env $(shell find static -type f 2>/dev/null)
	@echo "Collecting style sheets and scripts ..."
	@$(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
