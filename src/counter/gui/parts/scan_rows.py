"""The scanned papers of a dossier, line by line, the act that attaches one more, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.fit import fit
from counter.gui.parts.clamped_label import ClampedLabel
from counter.gui.parts.icon_label import IconLabel
from counter.gui.parts.key_button import KeyButton
from counter.gui.scan_view import ScanView
from counter.gui.theme import repolish

_TONES = {"text": "accent", "muted": "", "good": "good", "warning": "warning", "danger": "danger"}
_ICONS = {
    "text": "upload",
    "muted": "clock",
    "good": "cloud-check",
    "warning": "alert-triangle",
    "danger": "alert-triangle",
}


class _Row(QWidget):
    taken_back = Signal(object)

    def __init__(self, scan: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.scan = scan
        self._icon = IconLabel(self, "clock", "muted", 18)
        self._title = ClampedLabel(self)
        self._state = QLabel(self)
        self._state.setWordWrap(True)
        self._state.setProperty("role", "small")
        self._trouble = QLabel(self)
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("role", "small")
        self._trouble.setProperty("tone", "warning")
        self.button = KeyButton(self, variant="quiet")
        self.button.setIconName("x")
        self.button.clicked.connect(self._pressed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._state, 1, 1)
        grid.addWidget(self._trouble, 2, 1)
        grid.addWidget(self.button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)

    def show_scan(self, view: ScanView, act: str) -> None:
        self._icon.setIconName(view.icon)
        self._icon.setInk({"text": "accent"}.get(view.ink, view.ink))
        self._title.setText(view.title)
        self._title.setEnabled(view.takeable)
        self._state.setText(f"{view.state} · {view.detail}")
        self._state.setProperty("tone", _TONES[view.ink])
        repolish(self._state)
        self._trouble.setText(view.trouble)
        self._trouble.setVisible(bool(view.trouble))
        self.button.setToolTip(act)
        self.button.setAccessibleName(f"{act}: {view.title}")
        self.button.setVisible(view.takeable)
        self.setAccessibleName(f"{view.title}: {view.state}, {view.detail}")

    def _pressed(self) -> None:
        self.taken_back.emit(self.scan)


class ScanRows(QWidget):
    """`attach` by F6, `taken_back(scan)` when a person says that one was attached by mistake, `stopped` when the attaching
    under way is wanted no more."""

    attach = Signal()
    taken_back = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[ScanView, ...] = ()
        self._rows: list[_Row] = []
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self.button = KeyButton(self, key="F6")
        self.button.clicked.connect(self.attach)
        self._drop = QLabel(self)
        self._drop.setProperty("role", "small")
        self._drop.setWordWrap(True)
        self._busy = QFrame(self)
        self._busy.setProperty("role", "sunk")
        self._busy_words = QLabel(self._busy)
        self._busy_words.setWordWrap(True)
        self.stop = KeyButton(self._busy)
        self.stop.clicked.connect(self._stop)
        self._trouble = QLabel(self)
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("tone", "danger")
        self._arrange()
        self.show_trouble("")
        self.show_busy("")
        self._say()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.button)
        busy = QHBoxLayout(self._busy)
        busy.setContentsMargins(10, 6, 6, 6)
        busy.addWidget(self._busy_words, 1)
        busy.addWidget(self.stop)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._busy)
        column.addLayout(self._list)
        column.addWidget(self._drop)

    def show_scans(self, views: Sequence[ScanView]) -> None:
        """The scans as they stand. The cursor stays on its line."""
        self._views = tuple(views)
        wanted = {view.id for view in views}
        for row in [row for row in self._rows if row.scan not in wanted]:
            self._rows.remove(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        held = {row.scan: row for row in self._rows}
        self._rows = [held.get(view.id) or self._make(view.id) for view in views]
        self._say()

    def show_busy(self, words: str) -> None:
        """A scan is being attached; nothing more is taken until it is done. Empty: it is."""
        leaving = self.stop.hasFocus() and not words
        self._busy_words.setText(words)
        self._busy.setVisible(bool(words))
        self.button.setEnabled(not words)
        self.stop.setEnabled(True)
        if leaving:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, words: str) -> None:
        """Why a file was not attached; empty for none."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def show_drop(self, over: bool) -> None:
        """Files are held over the dossier."""
        self._drop.setProperty("tone", "accent" if over else "")
        repolish(self._drop)
        self._drop.setText(self.tr("Let go to attach to this dossier.") if over else self._hint())
        self._drop.setVisible(over or not self._views)

    def buttons(self) -> list[KeyButton]:
        """All acts, from the top."""
        return [self.button, *(row.button for row in self._rows if not row.button.isHidden())]

    def _make(self, scan: int) -> _Row:
        row = _Row(scan, self)
        row.taken_back.connect(self.taken_back)
        self._list.addWidget(row)
        fit(row, theme.current().scale)
        row.show()
        return row

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()

    def _hint(self) -> str:
        return self.tr("No scans yet. A PDF, JPEG or PNG file may also be dropped here.")

    def _say(self) -> None:
        self._title.setText(self.tr("Scanned papers"))
        self.button.setText(self.tr("Attach a scan"))
        self.stop.setText(self.tr("Stop"))
        for row, view in zip(self._rows, self._views, strict=True):
            row.show_scan(view, self.tr("Attached by mistake"))
        self.show_drop(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
