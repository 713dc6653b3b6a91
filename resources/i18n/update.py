"""Collects the texts of ui/ and the screens into counter_vi.ts; with --check, fails when a text is missing or unfinished."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "resources" / "i18n"
COLLECTED = HERE / "counter_vi.ts"
BY_HAND = HERE / "qt_vi.ts"  # Qt's own buttons and menus; their source texts are inside Qt, so nothing is collected


def _lupdate() -> str:
    spec = spec_from_file_location("build_hook", ROOT / "installer" / "build_hook.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("installer/build_hook.py")
    hook = module_from_spec(spec)
    spec.loader.exec_module(hook)
    return str(hook.qt_tool("lupdate"))


def sources() -> list[Path]:
    """The files whose texts are shown: forms, and the screens without what is generated from the forms."""
    screens = (ROOT / "src" / "counter" / "gui").rglob("*.py")
    return sorted([*(ROOT / "ui").glob("*.ui"), *(path for path in screens if "forms" not in path.parts)])


def collect(target: Path) -> None:
    """Bring one .ts file up to date; translations are kept, texts that are gone are dropped."""
    command = [
        _lupdate(),
        "-silent",
        "-no-obsolete",
        "-locations",
        "none",
        "-source-language",
        "en",
        "-target-language",
        "vi_VN",
    ]
    subprocess.run([*command, *map(str, sources()), "-ts", str(target)], check=True, cwd=ROOT)


def unfinished(path: Path) -> list[str]:
    """The texts of a .ts file that have no finished translation, with their contexts."""
    missing = []
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 (our own file)
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else (translation.findall("numerusform") or [translation])
            done = (
                translation is not None
                and translation.get("type") is None
                and all((form.text or "").strip() for form in forms)
            )
            if not done:
                missing.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return missing


def main() -> int:
    """The exit code is 1 when --check found something to do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; say what is missing")
    if not parser.parse_args().check:
        collect(COLLECTED)
        left = unfinished(COLLECTED) + unfinished(BY_HAND)
        print(f"{len(left)} to translate", *left, sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / COLLECTED.name
        if COLLECTED.exists():
            shutil.copyfile(COLLECTED, fresh)
        collect(fresh)
        stale = not COLLECTED.exists() or fresh.read_bytes() != COLLECTED.read_bytes()
        problems = [f"not translated: {text}" for text in unfinished(fresh) + unfinished(BY_HAND)]
        if stale:
            problems.append("counter_vi.ts does not match the sources: run `make translations`")
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
