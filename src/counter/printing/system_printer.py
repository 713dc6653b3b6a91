"""A printer of the operating system: pages as pictures at the printer's own resolution, whatever its driver makes of PDF."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter.domain.sentence import Trouble
from counter.printing.preview import page_images
from counter.printing.printer import Outcome, failed, unknown
from counter.printing.spooler import Spooler, the_spooler, watch

MOST_DPI = 600


def printer_names() -> list[str]:
    """The printers of this machine, the default one first; empty where there is none."""
    default = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name.casefold()))


class SystemPrinter:
    """One printer by its name, or the system's default printer for an empty name.

    Needs a QGuiApplication. `spooler` None: the end of a job cannot be seen, and every print that was sent is unknown."""

    def __init__(
        self, name: str = "", *, spooler: Spooler | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._name = name
        self._spooler = spooler or the_spooler()
        self._sleep = sleep

    @property
    def name(self) -> str:
        """As the system calls it; empty when there is no default printer."""
        return self._name or QPrinterInfo.defaultPrinterName()

    def send(self, pdf: bytes, job_name: str) -> Outcome:
        """Failed when nothing was sent; printed when the job has left the queue again; else unknown."""
        name = self.name
        if not name:
            return failed("printing.no_printer")
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            return failed("printing.not_found", name=name)
        before = None
        if self._spooler is not None:
            try:
                before = self._spooler.open_jobs(name, job_name)
            except OSError:
                return failed("printing.refused", name=name)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(job_name)
        sent = draw(printer, pdf)
        if sent is not None:
            return sent
        if self._spooler is None or before is None:
            return unknown()
        return watch(self._spooler, name, job_name, before, sleep=self._sleep)


def draw(printer: QPrinter, pdf: bytes) -> Outcome | None:
    """Draws all pages, each in its true size. None when everything was handed over; what comes of it is not known yet.

    On one side of the paper only: the two parts of a receipt go different ways."""
    dpi = min(printer.resolution(), MOST_DPI)
    pages = page_images(pdf, dpi)
    try:
        first = next(pages)
    except (Trouble, StopIteration):
        return failed("printing.cannot_draw")
    _set_page(printer, first)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    painter = QPainter()
    if not painter.begin(printer):
        return failed("printing.refused", name=printer.printerName())
    whole = True
    try:
        _put(painter, printer, first)
        for image in pages:
            _set_page(printer, image)
            whole = printer.newPage() and whole
            _put(painter, printer, image)
    finally:
        whole = painter.end() and whole
    if not whole or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        return unknown()
    return None


def _set_page(printer: QPrinter, image: QImage) -> None:
    size = QSizeF(image.width(), image.height()) * (72.0 / _dpi(image))
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _put(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    scale = printer.resolution() / _dpi(image)
    painter.drawImage(QRect(QPoint(0, 0), (QSizeF(image.size()) * scale).toSize()), image)


def _dpi(image: QImage) -> float:
    return image.dotsPerMeterX() * 0.0254
