"""Which printer: what this machine has, the one that was chosen before, and keeping another choice."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from counter.gui.background import Failure
from counter.gui.print_desk import PrintDesk
from counter.gui.services import Services
from counter.printing.choose_printer import FOLDER, NONE, SYSTEM
from counter.store.settings_table import put

translate = QCoreApplication.translate


def printer_choices(names: list[str], setting: str) -> list[tuple[str, str]]:
    """(setting, words): the system's printers, the kept one even if it is not there just now, and none at all."""
    choices = [(SYSTEM + name, name) for name in names]
    kept = setting if setting in (NONE, "") or setting.startswith((FOLDER, SYSTEM)) else SYSTEM + setting
    if kept.startswith(FOLDER):
        folder = PurePath(kept.removeprefix(FOLDER)).name
        choices.append((kept, translate("PrinterChoice", "Folder {0}").format(folder)))
    elif kept.removeprefix(SYSTEM) not in (NONE, "", *names):
        choices.append((kept, translate("PrinterChoice", "{0} (not found)").format(kept.removeprefix(SYSTEM))))
    choices.append((NONE, translate("PrinterChoice", "No printer")))
    return choices


class PrinterChoice(QObject):
    """`offered(choices, setting, fixed)` whenever the printers have been looked for; `fixed`: the one was laid down."""

    offered = Signal(object, str, bool)

    def __init__(self, prints: PrintDesk, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prints, self._services = prints, services
        self._names: list[str] = []
        prints.printers_found.connect(self._found)

    def look(self) -> None:
        """Look for the system's printers; a print server that is slow to answer keeps nobody waiting."""
        self._prints.find_printers()

    @Slot(object)
    def _found(self, names: list[str]) -> None:
        self._names = names
        self.offer()

    def offer(self) -> None:
        """Say again what there is, as after a change of language."""
        setting, fixed = self._services.print_log.printer, self._services.printer_fixed
        choices = printer_choices(self._names, setting)
        if fixed:
            words = translate("PrinterChoice", "{0} (set by the organisation)")
            choices = [(key, words.format(name)) for key, name in choices if key == setting]
        self.offered.emit(choices, setting, fixed)

    @Slot(str)
    def choose(self, setting: str) -> None:
        """The jobs to come go there, also after the next start."""
        if self._services.printer_fixed:
            return
        self._services.print_log.set_printer(setting)
        self._services.background.run(lambda: self._keep(setting), self._kept, self._not_kept)

    def _keep(self, setting: str) -> None:
        with self._services.store.database.write() as transaction:
            put(transaction, "printer", setting)

    @Slot(object)
    def _kept(self, _nothing: object) -> None:
        """The choice itself is seen."""

    @Slot(object)
    def _not_kept(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved; the choice holds until the program ends."""
