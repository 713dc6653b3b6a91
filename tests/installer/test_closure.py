"""What the programs of the payload need: found beside them, known to be in Windows, or said to be lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.msi import pe
from installer.msi.closure import lacking
from tests.made.small_package import library, program

ARM64 = 0xAA64


def test_a_program_tells_the_libraries_that_it_needs() -> None:
    assert pe.imports(program(pe.X64, "KERNEL32.dll", "Qt6Core.dll")) == ["kernel32.dll", "qt6core.dll"]
    assert pe.imports(program(pe.X64)) == []


@pytest.mark.parametrize("data", [b"", b"MZ", b"MZ" + bytes(100), library((1, 2, 3, 4)), b"#!/bin/sh" + bytes(100)])
def test_a_file_needs_nothing_when_it_is_no_program(data: bytes) -> None:
    assert (pe.machine(data), pe.imports(data)) == (0, [])


def test_nothing_is_lacking_when_all_lies_in_the_payload_or_in_windows(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "msvcp140.dll").write_bytes(program(pe.X64, "api-ms-win-crt-heap-l1-1-0.dll"))
    (tmp_path / "a.exe").write_bytes(program(pe.X64, "KERNEL32.dll", "MSVCP140.dll", "WINSPOOL.DRV"))
    (tmp_path / "a.py").write_text("import nothing")
    assert lacking(tmp_path) == []


def test_a_runtime_that_not_every_windows_has_is_lacking_when_it_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.pyd").write_bytes(program(pe.X64, "kernel32.dll", "MSVCP140_2.dll"))
    assert lacking(tmp_path) == ["a.pyd needs msvcp140_2.dll"]


def test_a_library_is_named_when_it_is_for_another_processor(tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(program(ARM64, "kernel32.dll"))
    assert lacking(tmp_path) == ["a.dll is not for 64-bit Windows"]
