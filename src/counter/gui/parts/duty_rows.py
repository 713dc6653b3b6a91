"""What is still owed to a dossier, line by line, each with the act that says it has been done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.dossier_view import OwedView
from counter.gui.fit import fit
from counter.gui.parts.key_button import KeyButton
from counter.gui.theme import repolish


class _Row(QWidget):
    done = Signal(str)

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.pressed = False
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._detail = QLabel(self)
        self._detail.setWordWrap(True)
        self._detail.setProperty("role", "small")
        self.button = KeyButton(self)
        self.button.clicked.connect(self._pressed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(self._detail, 1, 0)
        grid.addWidget(self.button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)

    def show_owed(self, owed: OwedView, act: str) -> None:
        self._words.setText(owed.words)
        self._detail.setText(owed.detail)
        self._detail.setProperty("tone", "danger" if owed.late else "")
        repolish(self._detail)
        self.button.setText(act)
        self.button.setAccessibleName(f"{act}: {owed.words}")
        self.button.setVisible(owed.by_hand)
        self.pressed = False

    def _pressed(self) -> None:
        # Once, until the story comes back as it is then. It keeps the cursor: a disabled button would give it to the next
        # line, and a key that is pressed twice would do both.
        if not self.pressed:
            self.pressed = True
            self.done.emit(self.kind)


class DutyRows(QWidget):
    """`done(kind)` when a person says that a duty is done; `lost` when the line that had the cursor was taken away by
    somebody else's deed. Nothing is seen where nothing is owed."""

    done = Signal(str)
    lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owed: tuple[OwedView, ...] = ()
        self._rows: list[_Row] = []
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._title)
        self._say()

    def show_owed(self, owed: Sequence[OwedView]) -> None:
        """What is owed now. The cursor of a line that the person has done goes to the next one; when others have done it
        the cursor leaves the lines, since the key that is being pressed was meant for that one."""
        self._owed = tuple(owed)
        wanted = {one.kind for one in owed}
        had_focus = next((at for at, row in enumerate(self._rows) if row.button.hasFocus()), None)
        lost = had_focus is not None and self._rows[had_focus].kind not in wanted and not self._rows[had_focus].pressed
        for row in [row for row in self._rows if row.kind not in wanted]:
            self._rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        held = {row.kind: row for row in self._rows}
        self._rows = [held.get(one.kind) or self._make(one.kind) for one in owed]
        for row in self._rows:
            self._column.addWidget(row)
        self._say()
        after = [row.button for row in self._rows if not row.button.isHidden()]
        if lost:
            self.lost.emit()
        elif had_focus is not None and after and not any(button.hasFocus() for button in after):
            after[min(had_focus, len(after) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def buttons(self) -> list[KeyButton]:
        """The acts, in the order of the lines."""
        return [row.button for row in self._rows if not row.button.isHidden()]

    def _make(self, kind: str) -> _Row:
        row = _Row(kind, self)
        row.done.connect(self.done)
        fit(row, theme.current().scale)
        row.show()
        return row

    def _say(self) -> None:
        self._title.setText(self.tr("Still to be done"))
        for row, one in zip(self._rows, self._owed, strict=True):
            row.show_owed(one, self.tr("Done"))
        self.setVisible(bool(self._owed))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
