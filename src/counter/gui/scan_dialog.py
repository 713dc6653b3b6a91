"""Two questions about a scan: which of the dossier's papers it is, and whether it was really attached by mistake."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from counter.gui import icons, theme
from counter.gui.forms.scan_dialog import Ui_ScanDialog
from counter.gui.parts.small_dialog import SmallDialog

_PAPER = Qt.ItemDataRole.UserRole
_LINES = 9  # papers that are seen without scrolling
_WIDE = 620  # pixels of the drawings: the names of papers are long


class ScanDialog(SmallDialog):
    """`paper_chosen(number | None)`: the line of the papers, None for another one; `confirmed` for the other question."""

    paper_chosen = Signal(object)
    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = Ui_ScanDialog()
        self._ui.setupUi(self)
        self._ui.results.itemDoubleClicked.connect(self._choose)

    def ask_paper(self, papers: Sequence[str], scanned: Collection[int | None], place: str = "") -> None:
        """Which paper it is; the first one without a scan is chosen. `place`: which of several files, or empty."""
        ui = self._ui
        ui.headline.setText(self.tr("Which paper is it?"))
        ui.sentence.setText(place)
        ui.sentence.setVisible(bool(place))
        first = None
        for number, name in [*enumerate(papers, 1), (0, self.tr("Another paper"))]:
            words = f"{number}. {name}" if number else name
            has = number in scanned
            item = QListWidgetItem(_mark(has), words)
            item.setData(_PAPER, number or None)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{0} (scanned)").format(words) if has else words)
            item.setToolTip(name)
            ui.results.addItem(item)
            if first is None and not has:
                first = item
        ui.results.setCurrentItem(first or ui.results.item(0))
        ui.results.setAccessibleName(ui.headline.text())
        ui.answer.setText(self.tr("Attach"))
        ui.leave.setText(self.tr("Do not attach"))
        ui.answer.clicked.connect(self._choose)
        self.settle(self.tr("Scanned papers"), ui.answer, ui.leave)
        look = theme.current()
        self.setFixedWidth(min(look.px(_WIDE), self.screen().availableSize().width()))
        rows = min(_LINES, ui.results.count())
        ui.results.setFixedHeight(rows * max(ui.results.sizeHintForRow(0), look.px(34)) + look.px(12))
        ui.results.setFocus()
        self.open()

    def ask_mistaken(self, title: str) -> None:
        """Whether this scan does not belong there."""
        ui = self._ui
        ui.results.hide()
        ui.headline.setText(self.tr("Was this scan attached by mistake?"))
        words = self.tr("{0}. It stays in the dossier's story as attached by mistake. Nothing is deleted.")
        ui.sentence.setText(words.format(title))
        ui.answer.setText(self.tr("By mistake"))
        ui.leave.setText(self.tr("No mistake"))
        ui.answer.clicked.connect(self._confirm)
        self.settle(self.tr("Scanned papers"), ui.answer, ui.leave)
        ui.leave.setFocus()
        self.open()

    @Slot()
    def _choose(self) -> None:
        item = self._ui.results.currentItem()
        if item is not None:
            self.paper_chosen.emit(item.data(_PAPER))
            self.accept()

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def _mark(scanned: bool) -> QIcon:
    """A tick for a paper that has its scan; as much room where there is none."""
    if scanned:
        return QIcon(icons.pixmap("check", "good", 18, 1.0))
    nothing = QPixmap(theme.current().px(18), theme.current().px(18))
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)
