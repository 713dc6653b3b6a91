"""What a self-check has found, a line each: how it stands, what is said, and the code that is read out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter.domain.check import State
from counter.gui import theme
from counter.gui.parts.icon_label import IconLabel

_NAME_WIDTH, _CODE_WIDTH, _LEAST = 116, 44, 34
_ICONS: dict[State, tuple[str, str]] = {
    "well": ("check-circle", "good"),
    "unknown": ("minus", "muted"),
    "look": ("alert-triangle", "warning"),
    "broken": ("alert-circle", "danger"),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One line. `state` None: it is being looked at, and `words` say how far."""

    check: str
    name: str
    words: str
    state: State | None = None
    code: str = ""


class FindingRow(QFrame):
    """A line that can have the cursor; Enter, space or a double click ask to look again."""

    again_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = FindingView("", "", "")
        self._icon = IconLabel(self, size=18)
        self._name, self._words, self._code = QLabel(self), QLabel(self), QLabel(self)
        self._name.setProperty("role", "strong")
        self._name.setWordWrap(True)
        self._words.setWordWrap(True)
        self._code.setProperty("role", "small")
        for label in (self._name, self._words, self._code):
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._icon, 0, top)
        row.addWidget(self._name, 0, top)
        row.addWidget(self._words, 1, top)
        row.addWidget(self._code, 0, top)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._fit()

    def show_view(self, view: FindingView) -> None:
        """Show how it stands now."""
        self.view = view
        icon, ink = ("sync", "muted") if view.state is None else _ICONS[view.state]
        self._icon.setIconName(icon)
        self._icon.setInk(ink)
        self._name.setText(view.name)
        self._words.setText(view.words)
        self._code.setText(view.code)
        said = " · ".join(part for part in (view.name, view.words, view.code) if part)
        self.setAccessibleName(said)

    def _fit(self) -> None:
        look = theme.current()
        self._name.setFixedWidth(look.px(_NAME_WIDTH))
        self._code.setMinimumWidth(look.px(_CODE_WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.again_requested.emit(self.view.check)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.again_requested.emit(self.view.check)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(_NAME_WIDTH + _CODE_WIDTH), theme.current().px(_LEAST))

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), theme.current().px(_LEAST))


class FindingRows(QWidget):
    """One tab stop; arrow keys go from line to line. `again_requested(check)` asks to look at one again."""

    again_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FindingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_views(self, views: Sequence[FindingView]) -> None:
        """All lines, in their order; the cursor stays on its line."""
        while len(self._rows) < len(views):
            row = FindingRow(self)
            row.again_requested.connect(self.again_requested)
            self._rows.append(row)
            self._column.addWidget(row)
            row.show()
        for row, view in zip(self._rows, views, strict=True):
            if row.view != view:
                row.show_view(view)
        self._mark(self.current())
        self._take_height()

    def rows(self) -> list[FindingRow]:
        """The lines."""
        return list(self._rows)

    def current(self) -> int:
        """The line that Tab leads to."""
        return next((at for at, row in enumerate(self._rows) if row.focusPolicy() == Qt.FocusPolicy.StrongFocus), 0)

    def go_to(self, at: int) -> None:
        """Put the cursor on a line."""
        if 0 <= at < len(self._rows):
            self._mark(at)
            self._rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_height(self) -> None:
        """As high as the lines are at this width: a label that wraps asks for more before it knows its width."""
        high = self._column.heightForWidth(self.width())
        if self._rows and high > 0:
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._take_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._take_height()

    def _mark(self, at: int) -> None:
        for number, row in enumerate(self._rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == at else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        at = next((number for number, row in enumerate(self._rows) if row.hasFocus()), self.current())
        if event.key() in steps:
            self.go_to(at + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self._rows) - 1)
        else:
            super().keyPressEvent(event)
