"""The folder as printer: whole files, nothing replaced, no name but the code."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from counter.printing.choose_printer import NoPrinter, printer_for
from counter.printing.folder_printer import FolderPrinter, safe_name
from counter.printing.receipt import render_receipt
from counter.printing.system_printer import SystemPrinter
from tests.made.paper import CODE, facts


def test_the_file_bears_the_code_alone_when_a_receipt_is_put_into_a_folder(tmp_path: Path) -> None:
    pdf = render_receipt(facts())
    outcome = FolderPrinter(tmp_path / "giay").send(pdf, CODE)
    assert (outcome.state, outcome.sentence.key) == ("printed", "printing.filed")
    assert {path.name: path.read_bytes() for path in (tmp_path / "giay").iterdir()} == {f"{CODE}.pdf": pdf}


def test_the_first_file_stays_when_a_code_is_printed_again(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    for content in (b"one", b"two", b"three"):
        assert printer.send(content, CODE).state == "printed"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        f"{CODE}.pdf": b"one",
        f"{CODE} (2).pdf": b"two",
        f"{CODE} (3).pdf": b"three",
    }


def test_the_print_fails_and_leaves_nothing_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    outcome = FolderPrinter(blocked / "in").send(b"pdf", CODE)
    assert (outcome.state, outcome.sentence.key) == ("failed", "printing.folder_closed")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_no_draft_is_left_when_the_file_cannot_get_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", refuse)
    assert FolderPrinter(tmp_path).send(b"pdf", CODE).state == "failed"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_replaced_when_two_programs_print_one_code_at_once(tmp_path: Path) -> None:
    def work(name: int) -> None:
        for number in range(6):
            assert FolderPrinter(tmp_path).send(b"%d-%d" % (name, number), CODE).state == "printed"

    threads = [threading.Thread(target=work, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"%d-%d" % (a, b) for a in range(6) for b in range(6)}
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf"}


def test_share_that_knows_no_second_names_takes_the_paper_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unknown)
    for content in (b"one", b"two"):
        assert FolderPrinter(tmp_path).send(content, CODE).state == "printed"
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (CODE, CODE),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\x\\H49", "C_x_H49"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("", "giay"),
        ("...", "giay"),
        ("Nguyễn Ẩn", "Nguy_n_n"),
        ("A" * 300, "A" * 80),
    ],
)
def test_the_name_is_safe_on_every_system_when_a_code_is_odd(code: str, name: str) -> None:
    assert safe_name(code) == name


def test_the_setting_says_which_printer_is_meant_when_one_is_chosen(tmp_path: Path) -> None:
    folder = printer_for(f"folder:{tmp_path}")
    assert isinstance(folder, FolderPrinter)
    assert folder.folder == tmp_path
    assert isinstance(printer_for("none"), NoPrinter)
    for setting, name in (("system:HP 404", "HP 404"), ("HP 404", "HP 404"), (" system: HP 404 ", "HP 404")):
        chosen = printer_for(setting)
        assert isinstance(chosen, SystemPrinter)
        assert chosen.name == name
    assert isinstance(printer_for(""), SystemPrinter)


def test_every_print_fails_when_no_printer_is_chosen() -> None:
    outcome = NoPrinter().send(b"pdf", CODE)
    assert (outcome.state, outcome.sentence.key) == ("failed", "printing.no_printer")
