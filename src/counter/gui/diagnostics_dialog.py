"""What would leave the machine, every byte of it, before anybody decides: items at the left, the text at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem, QWidget

from counter.diagnostics.bundle import READ_ME, Bundle
from counter.diagnostics.item import Item
from counter.gui import theme
from counter.gui.fit import fit
from counter.gui.forms.diagnostics_dialog import Ui_DiagnosticsDialog
from counter.log.folder import FOLDER as LOGS

_SIZE, _LEFT = QSize(1000, 640), 320
_SMALL = 640  # pixels: the window that comes when the program does not open
_STEP = "\N{EM SPACE}"


class DiagnosticsDialog(QDialog):
    """`save_asked` for a place, `stop_asked` while it still gathers. Nothing is written or sent from here."""

    save_asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ui = self._ui = Ui_DiagnosticsDialog()
        ui.setupUi(self)
        self._works = False
        self._shown: dict[str, Item] = {}
        ui.headline.setText(self.tr("Diagnostics for IT"))
        ui.sentence.setText(
            self.tr(
                "Nothing leaves this machine by itself: you choose where the file is kept and who gets it. "
                "It holds no personal data. Everything in it can be read here first."
            )
        )
        self.setWindowTitle(ui.headline.text())
        ui.progress.setAccessibleName(self.tr("Progress"))
        ui.items.setAccessibleName(self.tr("Items of the file"))
        ui.items.setHeaderHidden(True)
        ui.items.setColumnCount(2)
        ui.items.setRootIsDecorated(False)
        ui.items.setIndentation(0)
        ui.items.setTabKeyNavigation(False)
        ui.items.currentItemChanged.connect(self._show_text)
        ui.text.setAccessibleName(self.tr("Text of the item"))
        ui.text.setTabChangesFocus(True)
        ui.save.setText(self.tr("Save the file …"))
        ui.save.setKeyText("Enter", bind=False)
        ui.save.clicked.connect(self.save_asked)
        ui.leave.setKeyText("Esc", bind=False)
        ui.leave.setAutoDefault(False)
        ui.leave.clicked.connect(self.reject)
        look = theme.current()
        fit(self, look.scale)
        ui.items.setFixedWidth(look.px(_LEFT))
        header = ui.items.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        room = parent.size().expandedTo(self.screen().availableSize()) if parent.width() < _SMALL else parent.size()
        self.resize(wanted.boundedTo(room * 0.94))
        self.show_work()

    @property
    def works(self) -> bool:
        """Whether something is under way."""
        return self._works

    def show_work(self) -> None:
        """It gathers."""
        self._works = True
        self._ui.answer.hide()
        self._ui.totals.setText(self.tr("Gathering …"))
        self._ui.progress.setRange(0, 0)
        self._ui.progress.show()
        self._ui.save.setEnabled(False)
        self._ui.leave.setText(self.tr("Stop"))

    def show_bundle(self, bundle: Bundle) -> None:
        """All of it, to be read."""
        self._rest()
        tree = self._ui.items
        tree.clear()
        self._shown = {item.name: item for item in bundle.items}
        groups: set[str] = set()
        for item in bundle.items:
            group = self._group(item.name)
            if group not in groups:
                groups.add(group)
                self._add_heading(group)
            row = QTreeWidgetItem(tree, [_STEP + self._title(item.name), _size(len(item.content))])
            row.setData(0, Qt.ItemDataRole.UserRole, item.name)
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setToolTip(0, item.name)
            if item.name == READ_ME:
                tree.setCurrentItem(row)
        words = [self.tr("{0} items").format(len(bundle.items)), _size(bundle.size)]
        if bundle.dropped:
            left_out = self.tr("{0} lines or values were left out, since they are none of the program's")
            words.append(left_out.format(bundle.dropped))
        if bundle.cut:
            words.append(self.tr("{0} items had no room").format(bundle.cut))
        self._ui.totals.setText(" · ".join(words))
        self._ui.save.setEnabled(True)
        self._ui.save.setDefault(True)
        tree.setFocus()

    def show_end(self, words: str, *, well: bool) -> None:
        """What came of it."""
        self._rest()
        self._ui.answer.show_words("accent" if well else "danger", "check-circle" if well else "alert-circle", words)
        self._ui.save.setEnabled(bool(self._shown))
        self._ui.save.setDefault(not well)
        self._ui.leave.setDefault(well)
        (self._ui.leave if well or not self._shown else self._ui.save).setFocus()

    def reject(self) -> None:
        """Esc and its button: stop what is under way, else leave."""
        if self._works:
            self.stop_asked.emit()
        super().reject()

    def _rest(self) -> None:
        self._works = False
        self._ui.progress.hide()
        self._ui.leave.setText(self.tr("Close"))

    def _add_heading(self, words: str) -> None:
        """Keys go past it: rows below one that cannot be chosen could not be chosen either, so all stand side by side."""
        row = QTreeWidgetItem(self._ui.items, [words])
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setFirstColumnSpanned(True)
        font = self._ui.items.font()
        font.setWeight(QFont.Weight.DemiBold)
        row.setFont(0, font)

    def _show_text(self, row: QTreeWidgetItem | None) -> None:
        item = None if row is None else self._shown.get(row.data(0, Qt.ItemDataRole.UserRole))
        self._ui.text.setPlainText("" if item is None else item.text)

    def _group(self, name: str) -> str:
        if name.startswith("store/"):
            return self.tr("Database: counts and states")
        if name.startswith(f"{LOGS}/"):
            return self.tr("Log: places in the program")
        return self.tr("This file") if name == READ_ME else self.tr("Program and machine")

    def _title(self, name: str) -> str:
        titles = {
            READ_ME: self.tr("What it holds, what it never holds"), "program.json": self.tr("Versions of the program"),
            "machine.json": self.tr("System, memory, disk"), "clock.json": self.tr("Clock and time zone"),
            "paper.json": self.tr("Screens and printers"), "policy.json": self.tr("Where settings come from"),
            "checks.json": self.tr("Results of the self-check"), "store/database.json": self.tr("Rows of each table"),
            "store/counter.json": self.tr("Which counter this is"), "store/journal.json": self.tr("Entries and number ranges"),
            "store/sync.json": self.tr("Exchange with the province"), "store/prints.json": self.tr("How prints ended"),
            "store/backup.json": self.tr("Backups and the way back of the key"),
            "store/settings.json": self.tr("Choices on this machine"),
        }  # fmt: skip
        return titles.get(name, name.removeprefix(f"{LOGS}/"))


def _size(count: int) -> str:
    return f"{count} B" if count < 1024 else f"{count / 1024:.1f} kB".replace(".", ",")
