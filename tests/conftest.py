"""What every test needs: generated forms that match ui/*.ui, and Qt without a screen."""

from __future__ import annotations

import gc
import importlib.util
import os
from pathlib import Path

from counter.gui.sweep import collect_due

ROOT = Path(__file__).resolve().parents[1]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _generate() -> None:
    spec = importlib.util.spec_from_file_location("build_hook", ROOT / "installer" / "build_hook.py")
    assert spec is not None
    assert spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    hook.generate(ROOT)


_generate()


def pytest_collection_finish() -> None:
    """What was collected stays to the end: thousands of tests need not be looked through whenever rubbish is. And rubbish is
    collected between two tests only, in this thread: a window's must not be destroyed in another (see counter.gui.sweep)."""
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """A test is over."""
    collect_due()
