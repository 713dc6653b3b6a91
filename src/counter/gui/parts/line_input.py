"""One line of typing: with an icon, a quiet word at the right, a key cap, and a state that can be seen."""

from __future__ import annotations

from math import ceil
from typing import Literal

from PySide6.QtCore import QEvent, QMargins, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.domain.spelling import clean
from counter.gui import icons, theme
from counter.gui.parts.key_cap import cap_size, draw_key_cap
from counter.gui.theme import repolish

FieldState = Literal["normal", "locked", "doubtful", "refused"]
_ICON = 17
_STEP = 48


class LineInput(QLineEdit):
    """`locked` is read-only, sunk and carries a lock; `doubtful` and `refused` are tinted and say why below the field
    (see `LabelledField`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._suffix = ""
        self._key = ""
        self.setProperty("state", "normal")
        self._make_room()

    def value(self) -> str:
        """The text in its one spelling: NFC, single spaces, nothing invisible."""
        return clean(self.text())

    def state(self) -> FieldState:
        """What was set last by `set_state`."""
        state: FieldState = self.property("state")
        return state

    def set_state(self, state: FieldState) -> None:
        """Show the field as normal, locked, doubtful or refused."""
        self.setReadOnly(state == "locked")
        if state != self.property("state"):
            self.setProperty("state", state)
            repolish(self)
        self._make_room()

    def set_icon(self, name: str) -> None:
        """An icon at the left, by its file name; empty for none."""
        self._icon_name = name
        self._make_room()

    def set_suffix(self, words: str) -> None:
        """Quiet words at the right, such as the number of results."""
        self._suffix = words
        self._make_room()

    def set_key(self, key: str) -> None:
        """A key cap at the right: the key that brings the cursor here."""
        self._key = key
        self._make_room()

    def _suffix_font_width(self) -> float:
        return QFontMetricsF(theme.current().font(13)).horizontalAdvance(self._suffix)

    def _make_room(self) -> None:
        look = theme.current()
        right = 0.0
        if self.property("state") == "locked":
            right += look.px(_ICON + 6)
        if self._suffix:
            # In steps, since another margin lays the whole window out again, and results change with every key.
            right += ceil((self._suffix_font_width() + look.px(8)) / look.px(_STEP)) * look.px(_STEP)
        if self._key:
            right += cap_size(self._key).width() + look.px(6)
        margins = QMargins(look.px(_ICON + 8) if self._icon_name else 0, 0, round(right), 0)
        if margins != self.textMargins():
            self.setTextMargins(margins)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        middle = self.height() / 2
        inset = look.px(11)
        top = round(middle - look.px(_ICON) / 2)
        if self._icon_name:
            painter.drawPixmap(inset, top, icons.pixmap(self._icon_name, "muted", _ICON, self.devicePixelRatioF()))
        right = float(self.width() - inset)
        if self.property("state") == "locked":
            right -= look.px(_ICON)
            painter.drawPixmap(round(right), top, icons.pixmap("lock", "text", _ICON - 1, self.devicePixelRatioF()))
            right -= look.px(6)
        if self._key:
            right -= cap_size(self._key).width()
            draw_key_cap(painter, right, middle, self._key, look.color("muted"), look.color("edge"))
            right -= look.px(6)
        if self._suffix:
            width = self._suffix_font_width()
            painter.setFont(look.font(13))
            painter.setPen(look.color("muted"))
            box = QRectF(right - width - 2, 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._suffix)
