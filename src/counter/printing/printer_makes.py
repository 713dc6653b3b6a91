"""The drivers of this machine's printers, as their makers call them; what people call the printers is not asked for."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_STATES = {
    QPrinter.PrinterState.Idle: "idle",
    QPrinter.PrinterState.Active: "active",
    QPrinter.PrinterState.Aborted: "aborted",
    QPrinter.PrinterState.Error: "error",
}


def printer_makes() -> list[tuple[str, bool, str]]:
    """(make and model, whether it is the default one, its state) of each printer."""
    return [
        (info.makeAndModel(), info.isDefault(), _STATES.get(info.state(), ""))
        for info in QPrinterInfo.availablePrinters()
    ]
