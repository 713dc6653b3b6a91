"""Collects the texts of ui/ and the screens for translators; with --check, fails when a text is missing or unfinished."""

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
COLLECTED = {  # the sources are English: only its numbers must be told how they are counted
    HERE / "counter_vi.ts": ("-target-language", "vi_VN"),
    HERE / "counter_en.ts": ("-target-language", "en", "-pluralonly"),
}
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


def collect(target: Path, options: tuple[str, ...]) -> None:
    """Bring one .ts file up to date; translations are kept, texts that are gone are dropped."""
    command = [
        _lupdate(),
        "-silent",
        "-no-obsolete",
        "-locations",
        "none",
        "-source-language",
        "en",
        *options,
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
        for target, options in COLLECTED.items():
            collect(target, options)
        left = [text for path in (*COLLECTED, BY_HAND) for text in unfinished(path)]
        print(f"{len(left)} to translate", *left, sep="\n")
        return 0
    problems = [f"not translated: {text}" for text in unfinished(BY_HAND)]
    with tempfile.TemporaryDirectory() as folder:
        for target, options in COLLECTED.items():
            fresh = Path(folder) / target.name
            if target.exists():
                shutil.copyfile(target, fresh)
            collect(fresh, options)
            problems += [f"not translated: {text}" for text in unfinished(fresh)]
            if not target.exists() or fresh.read_bytes() != target.read_bytes():
                problems.append(f"{target.name} does not match the sources: run `make translations`")
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
