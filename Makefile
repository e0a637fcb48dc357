# Two commands are enough: `make demo` and `make test`. Everything is installed into .venv, from the
# locked files in requirements/; stamps in it make a second run instant.
PYTHON ?= python3
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --quiet
OLD = ocindex needs Python 3.11 or newer. Install one and name it: make PYTHON=python3.12
NO_VENV = This Python has no venv. Install it (Debian, Ubuntu: apt-get install python3-venv) and run make again.
EXACT = */ocindex/framework/*,*/ocindex/edition/*,*/ocindex/intake/*,*/ocindex/index/*,*/ocindex/method/*,*/ocindex/release/*
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links $(UPGRADE)

# A file's tests stay together, so that what they share is made once; the README's, which take longest, begin.
TWO = -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: demo test accept check bench bench-site bench-scoring validate docs lock clean

demo: .venv/publish.stamp  ## the whole Index, built and served on this machine
	$(BIN)/ocindex demo

test: .venv/dev.stamp  ## all tests, and the coverage that is asked of them
	$(BIN)/python tests/support/browser.py
	$(BIN)/pytest $(TWO) --cov --cov-report=
	$(BIN)/coverage report --fail-under=100 --skip-covered --include="$(EXACT)"

accept: .venv/dev.stamp  ## take today's outputs as the golden ones
	$(BIN)/pytest tests/golden --accept

check: .venv/dev.stamp  ## format, lint, types, layers, docs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check docs/*.md docs/steps/*.md
	$(BIN)/python docs/printed.py --check
	$(BIN)/python docs/specs.py --check
	$(BIN)/python docs/texts.py --check

bench: .venv/dev.stamp  ## the speeds that are promised, against a yardstick
	$(BIN)/python -m benchmarks

bench-site: .venv/dev.stamp  ## the publication: weight, Lighthouse (needs npm), every page in a browser
	PYTHONPATH=tests $(BIN)/python -m benchmarks.publication

bench-scoring: .venv/dev.stamp  ## what scores' intervals cover, on made-up ratings of three kinds; goes on where it stopped
	$(BIN)/python -m benchmarks.scoring

validate: .venv/validation.made  ## the rater model by another sampler, by calibration and on real surveys; half an hour
	OCINDEX_VALIDATE=1 OMP_NUM_THREADS=1 $(BIN)/pytest tests/validation -rA

.venv/validation.made: .venv/dev.stamp
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group validation -c requirements/dev.txt
	@touch $@

docs: .venv/dev.stamp  ## the manual, into build/docs
	$(BIN)/cog -r docs/*.md docs/steps/*.md
	$(BIN)/python docs/printed.py
	$(BIN)/python docs/specs.py
	$(BIN)/sphinx-build -W -q -b html docs build/docs

texts: .venv/dev.stamp  ## the catalogues of every language, brought up to the texts of today
	$(BIN)/python docs/texts.py

lock: .venv/dev.stamp  ## the locks anew; with UPGRADE=--upgrade to the newest versions
	$(LOCK) --extra publish --extra publish-cjk --extra cluster --group dev -o requirements/dev.txt
	$(LOCK) --extra publish --group build -c requirements/dev.txt -o requirements/publish.txt
	$(LOCK) --group build -c requirements/dev.txt -o requirements/base.txt

clean:  ## all that was made here
	rm -rf .venv build demo .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache \
		.ruff_cache .import_linter_cache

.venv/made.stamp:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "$(OLD)" >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" || { echo "$(NO_VENV)" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/%.stamp: requirements/%.txt pyproject.toml .venv/made.stamp
	@echo "Installing what $< locks into .venv; the first time takes a minute or two."
	$(INSTALL) --require-hashes -r $<
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@
