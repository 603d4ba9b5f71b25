# Every chore of the project. Needs Python 3.11 or newer, git and make; the rest is installed into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# The example that `make contoh` runs: a real decree with invented figures, its form and its report; then, as a table
# that fits a terminal, the five indicators of an invented decree.
DOKUMEN ?= examples/sambutan-2023.docx
REALISASI ?= examples/sambutan-2023-realisasi.csv
ISIAN ?= build/isian.xlsx
LAPORAN ?= build/laporan.html
PERIODE ?= Tahun 2023 (angka rekaan, hanya untuk peragaan)

# More arguments for pytest: make test ARGS="-k satuan -x"
ARGS ?=

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sort | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

# A stamp a set of extras: pip runs again only when pyproject.toml changes. The dev extras hold those of the example.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed-all: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable '.[all]'
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable '.[dev]'
	@touch $(VENV)/installed-all $@

.PHONY: install
install: $(VENV)/installed-dev ## Make .venv with all that tests and checks need

# An install makes the twins of the data and the tables of the grammar; they are made again when their sources change.
TWINS := PYTHONHASHSEED=0 $(BIN)/python hatch_build.py
$(VENV)/twins: $(VENV)/installed-dev hatch_build.py grammar/formula.lark $(shell find src/kinerja_formula/data -name '*.toml')
	$(TWINS)
	@touch $@

.PHONY: data
data: $(VENV)/installed-dev ## Make the JSON twins of the data files and the tables of the grammar
	$(TWINS)
	@touch $(VENV)/twins

.PHONY: learn
learn: $(VENV)/twins ## Learn the tables of reading anew from the labelled records, with documents left out
	$(BIN)/python tests/learning/learn.py --write

$(VENV)/installed-fuzz: $(VENV)/installed-dev
	$(PIP) install --quiet --editable '.[dev,fuzz]'
	@touch $@

.PHONY: contoh
contoh: $(VENV)/installed-all ## Run the main job on a real decree
	@mkdir -p $(dir $(ISIAN))
	$(BIN)/kinerja isian $(DOKUMEN) -o $(ISIAN) --realisasi $(REALISASI) --periode "$(PERIODE)" \
		--lanjutkan || test $$? -eq 1
	$(BIN)/kinerja laporan $(DOKUMEN) --realisasi $(ISIAN) -o $(LAPORAN) || test $$? -eq 1
	@echo
	COLUMNS=80 $(BIN)/kinerja laporan examples/kecamatan/iku.html --tahun 2025 --tabel \
		--realisasi "examples/kecamatan/2025/Kecamatan Selatan.xlsx" || test $$? -eq 1
	@printf '%s\n' '' 'Selanjutnya:' \
		'  Lihat hasilnya: $(LAPORAN) di peramban, $(ISIAN) di Excel.' \
		'  Aktifkan perintahnya di terminal ini: . $(VENV)/bin/activate' \
		'  (tanpa itu, ketik $(BIN)/kinerja sebagai ganti kinerja)' \
		'  Dokumen sendiri (Word, PDF, Excel, HTML):' \
		'    kinerja baca DOKUMEN' \
		'    kinerja isian DOKUMEN -o isian.xlsx' \
		'    kinerja laporan DOKUMEN --realisasi isian.xlsx -o laporan.html' \
		'  Panduan: docs/panduan/index.md, bantuan: kinerja --help'

.PHONY: test
test: $(VENV)/twins ## Run the whole test suite, a process a core
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

.PHONY: quick
quick: $(VENV)/twins ## Run the tests that take seconds
	$(BIN)/python -m pytest -m "not slow and not install and not benchmark" $(ARGS)

.PHONY: cover
cover: $(VENV)/twins ## Show which lines no test reaches
	$(BIN)/python -m coverage run -m pytest -q -m "not install and not benchmark" $(ARGS)
	$(BIN)/python -m coverage report --show-missing --skip-covered

.PHONY: check
check: $(VENV)/installed-dev docs ## Check format, rules of style, types, import order, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: $(VENV)/installed-dev ## Format every file
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: docs
docs: $(VENV)/installed-dev ## Build the documentation into site/, every warning an error
	$(BIN)/zensical build --clean --strict

.PHONY: serve
serve: $(VENV)/installed-dev ## Show the documentation while you write it
	$(BIN)/zensical serve

.PHONY: bench
bench: $(VENV)/twins ## Measure: ratios within one run, published in docs/reference/performance.md
	$(BIN)/python tests/benchmarks/bench_all.py

.PHONY: bench-tables
bench-tables: $(VENV)/twins ## Measure tables of millions of rows: docs/reference/performance-tables.md
	$(BIN)/python tests/benchmarks/bench_tables.py

.PHONY: oracle
oracle: $(VENV)/twins ## Read 200 000 random texts whose meaning is known (docs/reference/trust.md)
	$(BIN)/python -m tests.oracle.oracle 100000 --seed 1

.PHONY: matrix
matrix: $(VENV)/installed-dev ## Try the oldest and newest libraries on every Python: docs/reference/trust.md
	$(BIN)/python tests/install/matrix.py

.PHONY: fuzz
fuzz: $(VENV)/installed-fuzz ## Fuzz by coverage, every target: make fuzz ARGS="figures units --runs 1000000"
	$(BIN)/python -m tests.fuzzing.guided $(ARGS)

$(VENV)/installed-mutation: pyproject.toml $(VENV)/installed-dev
	$(PIP) install --quiet --editable '.[dev,mutation]'
	@touch $@

.PHONY: mutate
mutate: $(VENV)/installed-mutation ## Count the small faults that the tests notice: make mutate ARGS="units --seed 7"
	$(BIN)/python -m tests.mutation.mutate $(ARGS)

.PHONY: build
build: $(VENV)/installed-dev ## Make the wheel and the sdist in dist/
	$(BIN)/python -m build

.PHONY: ci
ci: ## What the continuous integration runs
	.ci/run

.PHONY: clean
clean: ## Remove everything that the targets make, .venv too
	rm -rf $(VENV) build dist site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src/kinerja_formula/data -name '*.json' ! -path '*/reading/names.json' ! -path '*/reading/certainty.json' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
