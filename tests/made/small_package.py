"""A payload of five files and the package that is built from it, so that a whole installer is built in two seconds."""

from __future__ import annotations

import json
import struct
from pathlib import Path

from installer.msi.checks import Content, content_of
from installer.msi.package import build_package
from installer.msi.tables import Tables, parse, read_tables
from installer.msi.tools import stamp

VERSION = "1.2.3"
KEPT = Path(__file__).parents[1] / "installer" / "right_tables.json"


def library(version: tuple[int, int, int, int]) -> bytes:
    """As much of a Windows library as says its version."""
    one, two, three, four = version
    return (
        b"MZ"
        + bytes(40)
        + struct.pack("<IIII", 0xFEEF04BD, 0x00010000, one << 16 | two, three << 16 | four)
        + bytes(40)
    )


def program(machine: int, *needed: str) -> bytes:
    """A Windows program of one section that needs these libraries, and does nothing."""
    base, table = 0x1000, 20 * (len(needed) + 1)
    names, descriptors = b"", b""
    for name in needed:
        descriptors += struct.pack("<IIIII", 0, 0, 0, base + table + len(names), 0)
        names += name.encode() + b"\0"
    section = descriptors + bytes(20) + names
    optional = struct.pack("<H", 0x20B) + bytes(110) + struct.pack("<IIII", 0, 0, base if needed else 0, table)
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0"
    head += struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0x22) + optional
    head += b".idata\0\0" + struct.pack("<IIII", len(section), base, len(section), len(head) + 40) + bytes(16)
    return head + section


FILES = {
    "counter.exe": library((1, 2, 3, 0)),
    "python311.dll": library((3, 11, 9150, 1013)),
    "LICENSE.txt": b"licence\n",
    "Lib/site-packages/counter/__init__.py": b'__version__ = "1.2.3"\n',
    "Lib/site-packages/counter/an_uncommonly_long_name.py": b"pass\n",
}


def small_payload(folder: Path) -> Path:
    """The files, laid into a folder."""
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    stamp(folder)
    return folder


def small_package(folder: Path) -> Path:
    """A finished package of them. Needs the programs that `make msi` installs."""
    payload, compiled = small_payload(folder / "payload"), folder / "compiled"
    compiled.mkdir()
    (compiled / "counter.ico").write_bytes(b"icon")
    (compiled / "actions.dll").write_bytes(b"MZ")
    return build_package(payload, compiled, folder / "package", VERSION)


def archived(folder: Path) -> str:
    """Tables and content of a small package, as they are kept for the tests that run without those programs."""
    package = small_package(folder)
    content = content_of(folder / "payload", VERSION)
    tables = {name: table.archived().replace("\r\n", "\n").split("\n") for name, table in read_tables(package).items()}
    return json.dumps({"files": content.files, "tables": tables}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def right_tables() -> tuple[Tables, Content]:
    """The kept ones: what wixl and completion.py made of counter.wxs."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    tables = {name: parse("\n".join(lines)) for name, lines in kept["tables"].items()}
    return tables, Content(VERSION, {name: (size, version) for name, (size, version) in kept["files"].items()})


if __name__ == "__main__":  # `python -m tests.made.small_package`, after counter.wxs was changed on purpose
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        KEPT.write_text(archived(Path(place)), encoding="utf-8")
