"""Builds the .msi from the payload: wixl, then what it leaves out."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from installer.msi import product
from installer.msi.completion import complete
from installer.msi.harvest import harvest
from installer.msi.launchers import ACTIONS
from installer.msi.tables import Table, Tables, read_tables, write_tables
from installer.msi.tools import run

SOURCE = Path(__file__).with_name("counter.wxs")

_SPOKEN = re.compile(r'"([^"]*[^\x00-\x7f][^"]*)"')
_CODEPAGE = "\r\n\r\n65001\t_ForceCodepage\r\n"


def build_package(payload: Path, compiled: Path, work: Path, version: str) -> Path:
    """The finished package in `work`; `compiled`: where the launchers were built. The same payload and version give the same
    bytes. Raises Unfit."""
    work.mkdir(parents=True, exist_ok=True)
    # wixl finds files by paths relative to the folder it runs in, and by no others
    (work / "payload").unlink(missing_ok=True)
    (work / "payload").symlink_to(payload.resolve(), target_is_directory=True)
    for name in ("counter.ico", ACTIONS):
        shutil.copyfile(compiled / name, work / name)
    source, words = without_words(SOURCE.read_text(encoding="utf-8"))
    (work / "counter.wxs").write_text(source, encoding="ascii")
    (work / "payload.wxs").write_text(harvest(payload), encoding="utf-8")
    package = work / "counter.msi"
    package.unlink(missing_ok=True)
    given = {
        "Version": version, "ProductCode": product.product_code(version), "UpgradeCode": product.UPGRADE_CODE,
        "Icon": "counter.ico", "Actions": ACTIONS, "Payload": "payload",
    }  # fmt: skip
    options = [option for name, value in given.items() for option in ("-D", f"{name}={value}")]
    run("wixl", "-a", "x64", *options, "-o", package.name, "counter.wxs", "payload.wxs", cwd=work, built_at=True)
    (work / "_ForceCodepage.idt").write_text(_CODEPAGE, encoding="ascii")
    run("msibuild", package.name, "-i", "_ForceCodepage.idt", cwd=work, built_at=True)
    tables = read_tables(package)
    changed = {table.name: table for table in (*with_words(tables, words), *complete(tables, payload))}
    write_tables(package, changed.values())
    code = product.package_code(version, _digest({**tables, **changed}, payload, work))
    run(
        "msibuild", package.name, "-s", f"Counter {version}", product.MANUFACTURER, f"x64;{product.LANGUAGE}", f"{{{code}}}",
        cwd=work, built_at=True,
    )  # fmt: skip
    return package


def _digest(tables: Tables, payload: Path, work: Path) -> str:
    """Of all that the package holds."""
    total = hashlib.sha256(product.digest_of(payload).encode())
    for name in sorted(tables):
        total.update(tables[name].archived().encode())
    for name in ("counter.ico", ACTIONS):
        total.update(hashlib.sha256((work / name).read_bytes()).digest())
    return total.hexdigest()


def without_words(source: str) -> tuple[str, dict[str, str]]:
    """The source with a token for each text that is not plain ASCII, at which wixl breaks off, and the texts by token."""
    words: dict[str, str] = {}

    def token(match: re.Match[str]) -> str:
        name = f"words-{len(words)}"
        words[name] = match[1]
        return f'"{name}"'

    return _SPOKEN.sub(token, source), words


def with_words(tables: Tables, words: dict[str, str]) -> list[Table]:
    """The tables in which the texts stand again."""
    changed = []
    for table in tables.values():
        cells = [(row, column) for row in table.rows for column in table.columns if row[column] in words]
        for row, column in cells:
            row[column] = words[row[column]]
        if cells:
            changed.append(table)
    return changed
