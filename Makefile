# Two commands matter: `make run` and `make test`. `make` alone lists the rest.
# PORT, DATA, DATABASE_URL and the other variables of README.md are read from the environment.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# The stamps carry the Python version: `make install PYTHON=python3.12` rebuilds an environment of another one.
VERSION     := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
INSTALLED   := $(VENV)/.installed-$(VERSION)
DEVELOPMENT := $(VENV)/.development-$(VERSION)
MESSAGES    := $(VENV)/.messages-$(VERSION)

CATALOGUES := $(wildcard reglament/*/locale/*/LC_MESSAGES/*.po)

.PHONY: help install run test journeys lint bench clauses messages clean development
.NOTPARALLEL:

help:
	@echo 'make install   подготовить .venv и команду reglament     prepare .venv and the reglament command'
	@echo 'make run       запустить с демонстрационными данными     start with the demonstration data'
	@echo 'make test      выполнить все тесты                       run every test'
	@echo 'make journeys  рабочий день в браузере на живой установке  a working day in a browser, on a real installation'
	@echo 'make lint      стиль, типы, устройство дома              style, types, the plan of the house'
	@echo 'make bench     измерить быстродействие                   measure the speed'
	@echo 'make clauses   пункты регламента, их правила и тесты     clauses, their rules and tests'
	@echo 'make messages  обновить каталоги переводов               update the translation catalogues'
	@echo 'make clean     удалить всё, что создано; данные остаются  remove what was made; data stay'

install: $(INSTALLED) $(MESSAGES)

run: install
	@exec $(BIN)/python -m reglament.config.run

test: development
	@exec $(BIN)/python -m pytest -n auto $(ARGS)

journeys: development
	@exec $(BIN)/python -m pytest tests/browser $(ARGS)

lint: development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: development
	@exec $(BIN)/python -m bench $(ARGS)

clauses:
	@$(PYTHON) bin/clauses $(ARGS)

messages: development
	$(BIN)/python bin/messages
	$(BIN)/python -m reglament.ui.messages

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find reglament -name '*.mo' -delete

development: install $(DEVELOPMENT)

$(INSTALLED): requirements/production.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Нужен Python 3.11 или новее: make $(MAKECMDGOALS) PYTHON=python3.12'; \
	  echo 'Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo 'Для $(PYTHON) нет модуля venv: apt install python3-venv'; \
	  echo '$(PYTHON) lacks its venv module: apt install python3-venv'; exit 1; }
	@test -x $(BIN)/python && $(BIN)/python -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "$(VERSION)")' \
	  || $(PYTHON) -m venv --clear $(VENV)
	@echo 'Устанавливаются библиотеки… / Installing libraries…'
	@$(PIP) --require-hashes -r requirements/production.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements/development.txt $(INSTALLED)
	@echo 'Устанавливаются библиотеки для разработки… / Installing development libraries…'
	@$(PIP) --require-hashes -r requirements/development.txt
	@touch $@

$(MESSAGES): $(CATALOGUES) $(INSTALLED)
	@$(BIN)/python -m reglament.ui.messages
	@touch $@
