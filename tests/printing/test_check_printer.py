"""The printer broken in every way a print service can tell of: each says its own sentence."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from counter.printing.check_printer import check_printer
from counter.printing.printer_board import CupsBoard, Standing
from counter.printing.windows_board import PrinterInfo, standing_of

IDLE = "printer HP is idle.  enabled since Mon 23 Nov 2026 08:00:00\n\tAlerts: {}\n\tDescription: HP\n"


def cups(
    folder: Path, *, printers: str = "", default: str = "no system default destination\n", code: int = 0
) -> CupsBoard:
    """A real `lpstat` of its own: a program that answers as CUPS does."""
    program = folder / "lpstat"
    empty = "" if printers else "echo 'lpstat: No destinations added.' >&2; exit 1"
    program.write_text(
        f"#!/bin/sh\n[ {code} = 0 ] || exit {code}\ncase \"$*\" in\n-d) cat <<'END'\n{default}END\n;;\n"
        f"*) cat <<'END'\n{printers}END\n{empty}\n;;\nesac\n"
    )
    program.chmod(0o755)
    return CupsBoard(str(program))


HP = "system default destination: HP\n"


@pytest.mark.parametrize(
    ("setting", "printers", "default", "key"),
    [
        ("", "", "no system default destination\n", "none"),
        ("system:HP", "", HP, "not_found"),
        ("", IDLE.format("none"), HP, "well"),
        ("", IDLE.format("none"), "no system default destination\n", "no_default"),
        ("system:HP", IDLE.format("none"), "no system default destination\n", "well"),
        ("HP", IDLE.format("toner-low-warning"), HP, "well"),
        ("system:Canon", IDLE.format("none"), HP, "not_found"),
        ("", IDLE.format("media-empty-error"), HP, "no_paper"),
        ("", IDLE.format("offline-report"), HP, "offline"),
        ("", IDLE.format("media-jam-error cover-open-error"), HP, "stopped"),
        ("", "printer HP disabled since Mon 23 Nov 2026 -\n\tPaused\n\tAlerts: paused\n", HP, "stopped"),
        ("system:Microsoft Print to PDF", IDLE.format("none"), HP, "not_found"),
        ("none", IDLE.format("none"), HP, "not_chosen"),
    ],
)  # fmt: skip
def test_printer_says_what_the_system_knows_of_it(
    tmp_path: Path, setting: str, printers: str, default: str, key: str
) -> None:
    found = check_printer(setting, cups(tmp_path, printers=printers, default=default))
    assert (found.sentence.key, found.ok) == (f"check.printer.{key}", key == "well")


def test_print_service_that_does_not_answer_is_told(tmp_path: Path) -> None:
    assert check_printer("", cups(tmp_path, code=1)).sentence.key == "check.printer.silent"


def test_machine_without_a_print_service_has_no_printer() -> None:
    assert check_printer("", None).sentence.key == "check.printer.none"


def test_printer_that_makes_files_is_no_printer() -> None:
    class Board:
        def default(self) -> str:
            return "Microsoft Print to PDF"

        def standings(self) -> dict[str, Standing]:
            return {"Microsoft Print to PDF": "ready"}

    assert check_printer("", Board()).sentence.key == "check.printer.to_file"


def test_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    assert check_printer(f"folder:{tmp_path / 'paper'}", None).sentence.key == "check.printer.folder_well"
    assert list((tmp_path / "paper").iterdir()) == []
    (tmp_path / "a file").write_text("")
    found = check_printer(f"folder:{tmp_path / 'a file' / 'below'}", None)
    assert (found.sentence.key, found.sentence.args) == ("check.printer.folder", {"name": "below"})


@pytest.mark.parametrize(
    ("status", "attributes", "standing"),
    [
        (0, 0, "ready"), (0x400, 0, "ready"), (0x80, 0, "offline"), (0, 0x400, "offline"), (0x1000, 0, "offline"),
        (0x2000000, 0, "offline"), (0x10, 0, "no_paper"), (0x40, 0, "no_paper"), (0x1, 0, "stopped"), (0x2, 0, "stopped"),
        (0x8, 0, "stopped"), (0x400000, 0, "stopped"), (0x40000, 0, "stopped"), (0x100000, 0, "stopped"),
        (0x10 | 0x80, 0, "offline"),
    ],
)  # fmt: skip
def test_flags_of_windows_are_understood(status: int, attributes: int, standing: str) -> None:
    assert standing_of(PrinterInfo(Status=status, Attributes=attributes)) == standing


def test_printer_info_has_the_layout_of_windows() -> None:
    pointer = ctypes.sizeof(ctypes.c_void_p)
    assert PrinterInfo.Attributes.offset == 13 * pointer
    assert PrinterInfo.Status.offset == 13 * pointer + 20
    assert ctypes.sizeof(PrinterInfo) == 13 * pointer + 32
