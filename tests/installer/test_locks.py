"""The hash locks of the Windows libraries and of the Python that runs them."""

from __future__ import annotations

import re
from pathlib import Path

from installer.msi.lock import narrowed
from installer.msi.product import ROOT
from installer.msi.runtime import LOCK as PYTHON_LOCK
from installer.msi.wheels import LOCK

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def test_each_library_has_one_file_and_one_hash() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert re.fullmatch(r"(#[^\n]*\n)(?:[a-z0-9-]+==[0-9a-z.]+ \\\n    --hash=sha256:[0-9a-f]{64}\n)+", text)


def test_windows_gets_the_versions_that_are_developed_with() -> None:
    desk = dict(PIN.findall((ROOT / "requirements" / "desk.txt").read_text(encoding="utf-8")))
    assert dict(PIN.findall(LOCK.read_text(encoding="utf-8"))) == desk


def test_no_lock_names_a_place_on_the_network() -> None:
    for lock in (LOCK, PYTHON_LOCK):
        assert not re.search(r"://|--(extra-)?index|--find-links", lock.read_text(encoding="utf-8"))


def test_python_is_one_file_with_one_hash() -> None:
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", PYTHON_LOCK.read_text(encoding="utf-8"))) == 1


def test_a_lock_names_each_wheel_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "Zed_Lib-1.0-py3-none-any.whl").write_bytes(b"z")
    (tmp_path / "abc-2.1-cp311-cp311-win_amd64.whl").write_bytes(b"a")
    assert narrowed(tmp_path).splitlines()[1:] == [
        "abc==2.1 \\", "    --hash=sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        "zed-lib==1.0 \\", "    --hash=sha256:594e519ae499312b29433b7dd8a97ff068defcba9755b6d5d00e84c524d67b06",
    ]  # fmt: skip
