# Counter: the verbs of this project. `make help` lists them.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/pytest
# One more than the cores of a small machine: at times one of them waits.
WORKERS := 3
# A worker that broke down is not begun again: what it had before it would be waited for without end.
SPREAD = -n $(WORKERS) --dist loadgroup --max-worker-restart 0
# Where the tests write: in memory if there is room, since every commit waits for the disk. What failed stays there.
SCRATCH := $(shell [ "$$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 4000000 ] 2>/dev/null && echo /dev/shm || echo /tmp)
IN_SCRATCH = scratch=$$(mktemp -d $(SCRATCH)/counter-XXXXXX) && TMPDIR=$$scratch
LEAVE = && rm -rf $$scratch
export PYTHONUTF8 = 1

.PHONY: help run test quick check bench faults nightly forms translations lock setup msi msi-test

help:            ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

$(STAMP): requirements/dev.txt pyproject.toml installer/system_packages.sh installer/build_hook.py
	@sh installer/system_packages.sh
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(STAMP)  ## install what is needed: system packages, the virtual environment, the program

forms: $(STAMP)  ## compile ui/*.ui and the translations
	@$(BIN)/python installer/build_hook.py

run: forms       ## the main job: province server, sample centre, the window (without a display: the same, offscreen)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/counter demo --out build/demo; \
	else $(BIN)/counter demo --headless --out build/demo; fi

test: forms      ## all tests, under ten minutes on two cores
	$(IN_SCRATCH) $(PYTEST) $(SPREAD) $(LEAVE)

quick: forms     ## the tests for daily work
	$(IN_SCRATCH) $(PYTEST) $(SPREAD) -m "not slow and not faults and not msi" -q $(LEAVE)

check: forms     ## style, types, layers, translations complete
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python resources/i18n/update.py --check

faults: forms    ## the long fault runs: kills, power cuts, storms on real processes, restores, every mutant
	$(BIN)/python -m tests.faults

nightly: forms   ## the same and more, for hours: a million steps of the simulator, all 54 centres back after a week
	$(BIN)/python -m tests.faults --nightly

bench: forms     ## every figure with its limit and ratio, in one run
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

translations: forms ## collect the texts of ui/ and src/ into resources/i18n
	$(BIN)/python resources/i18n/update.py

msi: forms       ## the Windows installer, checked: build/msi/counter-VERSION.msi (MSI="--version X --out DIR", MSI=--twice)
	@sh installer/system_packages.sh msi
	$(PYTEST) -q -n 0 -m msi tests/installer
	$(BIN)/python -m installer.msi $(MSI)

msi-test: msi    ## the installer's life under wine, installed where it can be had: result and pictures in build/msi-test
	$(BIN)/python -m installer.life_cycle

lock:            ## renew requirements/*.txt on purpose (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements/dev.txt
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements/desk.txt
	mkdir -p build
	uv pip compile pyproject.toml -c requirements/desk.txt --python-platform x86_64-pc-windows-msvc --python-version 3.11 --only-binary :all: --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o build/windows.txt
	$(BIN)/python -m installer.msi.lock build/windows.txt
