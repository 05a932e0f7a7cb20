# Words to work with. Each one is `python3.11 bootstrap.py WORD`; `make` alone lists them.
PYTHON ?= python3.11
WORDS = setup run test check fix docs bench ci

.DEFAULT_GOAL := help
.PHONY: help python $(WORDS)

help: python
	@$(PYTHON) bootstrap.py help

python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Es fehlt Python 3.11 ($(PYTHON))."; \
	  echo "Abhilfe: Python 3.11 installieren (Debian 12: apt install python3.11 python3-pip)"; \
	  echo "oder den Ort nennen: make $(or $(MAKECMDGOALS),setup) PYTHON=/pfad/zu/python3.11"; exit 1; }

$(WORDS): python
	@exec $(PYTHON) bootstrap.py $@
