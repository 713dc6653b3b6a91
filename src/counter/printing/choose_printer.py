"""Which printer a setting means."""

from __future__ import annotations

from pathlib import Path

from counter.printing.folder_printer import FolderPrinter
from counter.printing.printer import Outcome, Printer, failed

FOLDER, SYSTEM, NONE = "folder:", "system:", "none"


class NoPrinter:
    """No printer is chosen: every print fails at once, and says what to do."""

    name = ""

    def send(self, pdf: bytes, job_name: str) -> Outcome:  # noqa: ARG002  # the port's shape
        """Failed."""
        return failed("printing.no_printer")


def printer_for(setting: str) -> Printer:
    """The printer of a setting: `folder:/some/where`, `system:Name of printer`, `system:` or nothing for the system's
    default printer, `none`. Any other word is taken for the name of a printer."""
    word = setting.strip()
    if word == NONE:
        return NoPrinter()
    if word.startswith(FOLDER):
        return FolderPrinter(Path(word.removeprefix(FOLDER)))
    from counter.printing.system_printer import SystemPrinter

    return SystemPrinter(word.removeprefix(SYSTEM).strip())
