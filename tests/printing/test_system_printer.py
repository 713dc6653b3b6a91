"""Printing through Qt: pages in their true size, symbols that still read, honest ends."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from counter.printing.receipt import render_receipt
from counter.printing.system_printer import MOST_DPI, SystemPrinter, draw, printer_names
from tests.made.paper import CODE, facts, pictures


@pytest.mark.parametrize(("dpi", "paper"), [(203, "A5"), (203, "A4"), (300, "A5"), (300, "A4"), (600, "A5")])
def test_true_size_and_readable_symbols_come_out_when_pages_are_printed(
    qapp: QApplication, tmp_path: Path, dpi: int, paper: str
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(dpi)
    assert draw(printer, render_receipt(facts(), paper=paper)) is None  # type: ignore[arg-type]
    printed = (tmp_path / "out.pdf").read_bytes()
    pages = PdfReader(BytesIO(printed)).pages
    assert len(pages) == 2
    width = {"A5": 148, "A4": 210}[paper]
    assert float(pages[1].mediabox.width) / 72 * 25.4 == pytest.approx(width, abs=0.5)
    read = {code.format.name: code for code in zxingcpp.read_barcodes(pictures(printed, 300, tmp_path)[0])}
    assert read["Code128"].text == CODE
    assert read["QRCode"].text.startswith(f"{CODE} ")
    corners = read["QRCode"].position
    side = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
    assert side == pytest.approx(20, abs=0.6)


def test_the_resolution_is_capped_when_a_printer_has_more(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(2400)
    assert draw(printer, render_receipt(facts(), copies=1)) is None
    images = PdfReader(tmp_path / "out.pdf").pages[0].images
    widths = [image.image.size[0] for image in images if image.image]
    assert max(widths) == pytest.approx(148 / 25.4 * MOST_DPI, abs=2)


def test_nothing_is_sent_when_the_bytes_are_no_pdf(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    outcome = draw(printer, b"nothing")
    assert outcome is not None
    assert (outcome.state, outcome.sentence.key) == ("failed", "printing.cannot_draw")
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_the_print_fails_when_the_printer_does_not_take_the_job(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "out.pdf"))
    outcome = draw(printer, render_receipt(facts()))
    assert outcome is not None
    assert (outcome.state, outcome.sentence.key) == ("failed", "printing.refused")


def test_the_print_fails_in_words_when_the_printer_is_not_there(qapp: QApplication) -> None:
    outcome = SystemPrinter("No such printer").send(render_receipt(facts()), CODE)
    assert (outcome.state, outcome.sentence.key) == ("failed", "printing.not_found")
    assert outcome.sentence.args == {"name": "No such printer"}


def test_a_list_comes_back_when_the_machine_may_have_no_printer(qapp: QApplication) -> None:
    names = printer_names()
    assert sorted(names) == sorted(QPrinterInfo.availablePrinterNames())
    if not names:
        outcome = SystemPrinter().send(render_receipt(facts()), CODE)
        assert (outcome.state, outcome.sentence.key) == ("failed", "printing.no_printer")
