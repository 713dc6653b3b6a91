"""Compiles ui/*.ui to typed Python and the translations to .qm, for editable installs and wheels alike."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script (`make forms`) where hatchling is absent
    BuildHookInterface = object  # type: ignore[assignment,misc]

FORMS = Path("src/counter/gui/forms")


def qt_tool(name: str) -> str:
    """The path of a Qt tool inside the PySide6 wheel.

    Raises FileNotFoundError when the wheel holds no such tool."""
    import PySide6

    root = Path(next(iter(PySide6.__path__)))
    for candidate in (root / f"{name}.exe", root / name, root / "Qt" / "libexec" / name):
        if candidate.is_file():
            return str(candidate)
    raise FileNotFoundError(name)


def without_idle_imports(form: str) -> str:
    """A compiled form that imports only the classes it names: the compiler lists thirty more, and each costs start-up."""
    imports = re.compile(r"from (PySide6\.\w+) import \(([^)]*)\)")
    body = imports.sub("", form)

    def used(match: re.Match[str]) -> str:
        names = [name.strip() for name in match[2].split(",")]
        kept = ", ".join(name for name in names if re.search(rf"\b{name}\b", body))
        return f"from {match[1]} import {kept}" if kept else ""

    return imports.sub(used, form)


def with_parents(form: str) -> str:
    """A compiled form whose widgets are made where they will stand. The compiler makes what a scroll area or a stack holds
    without a parent and moves it in when it is full, and with each move Qt works out the style of everything in it anew."""

    def placed(match: re.Match[str]) -> str:
        held = re.search(rf"self\.(\w+)\.(setWidget|addWidget)\(self\.{match[1]}\)", form)
        if held is None or form.find(f"self.{held[1]} = ") > match.start():
            return match[0]
        return f"self.{match[1]} = {match[2]}(self.{held[1]}{'.viewport()' if held[2] == 'setWidget' else ''})"

    return re.sub(r"self\.(\w+) = (\w+)\(\)$", placed, form, flags=re.MULTILINE)


def generate(root: Path) -> list[str]:
    """Bring generated files up to date; returns their paths relative to `root`, with forward slashes."""
    made: list[str] = []
    forms = root / FORMS
    forms.mkdir(parents=True, exist_ok=True)
    (forms / "__init__.py").write_text(
        '"""Generated from ui/*.ui; never edited, never committed."""\n', encoding="utf-8"
    )
    made.append((FORMS / "__init__.py").as_posix())
    wanted = {"__init__.py"}
    compiler = Path(__file__).stat().st_mtime  # what it makes of a form may have changed
    for source in sorted((root / "ui").glob("*.ui")):
        target = forms / f"{source.stem}.py"
        wanted.add(target.name)
        if not target.exists() or target.stat().st_mtime < max(source.stat().st_mtime, compiler):
            subprocess.run([qt_tool("uic"), "-g", "python", "-o", str(target), str(source)], check=True)
            target.write_text(with_parents(without_idle_imports(target.read_text(encoding="utf-8"))), encoding="utf-8")
        made.append((FORMS / target.name).as_posix())
    for stale in forms.glob("*.py"):
        if stale.name not in wanted:
            stale.unlink()
    for source in sorted((root / "resources" / "i18n").glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([qt_tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)
        made.append(target.relative_to(root).as_posix())
    return made


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it packs; generated files are artifacts, since .gitignore names them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        build_data["artifacts"] += ["/" + path for path in generate(Path(self.root))]


if __name__ == "__main__":
    generate(Path(__file__).resolve().parents[1])
    sys.exit(0)
