"""Two builds of one thing, compared."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from installer.msi.build import compare
from installer.msi.product import Unfit


def _built(folder: Path, package: bytes, **payload: str) -> Path:
    (folder / "counter-1.0.0" / "payload").mkdir(parents=True)
    for name, text in payload.items():
        (folder / "counter-1.0.0" / "payload" / name).write_text(text)
    (folder / "counter-1.0.0.msi").write_bytes(package)
    return folder / "counter-1.0.0.msi"


def test_two_builds_are_told_by_their_hash_when_they_are_the_same(tmp_path: Path) -> None:
    one, two = (_built(tmp_path / name, b"msi", a="1") for name in ("one", "two"))
    assert compare(one, two) == hashlib.sha256(b"msi").hexdigest()


def test_the_files_are_named_when_two_builds_differ(tmp_path: Path) -> None:
    one = _built(tmp_path / "one", b"msi 1", same="1", other="1", only_here="1")
    two = _built(tmp_path / "two", b"msi 2", same="1", other="2")
    with pytest.raises(Unfit, match=r"differ: only_here, other$"):
        compare(one, two)


def test_two_builds_differ_also_when_only_their_tables_do(tmp_path: Path) -> None:
    one, two = (_built(tmp_path / name, name.encode(), a="1") for name in ("one", "two"))
    with pytest.raises(Unfit, match=r"differ: nothing$"):
        compare(one, two)
