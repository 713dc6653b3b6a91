"""Two to four short choices side by side, one of them taken; the arrow keys move between them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter.gui import theme


class Segments(QWidget):
    """One tab stop. `chosen(key)` is sent when a person chose, not when `choose()` did."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[tuple[str, str]] = []
        self._at = 0
        self._name = ""
        self._small = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """The choices as (key, words); the taken key is kept when it is still there."""
        kept = self.key()
        self._choices = list(choices)
        self.choose(kept)
        self.updateGeometry()

    def set_small(self) -> None:
        """Lower and only as wide as its words, for the head of a part."""
        self._small = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """What is chosen here, for screen readers."""
        self._name = name
        self._announce()

    def key(self) -> str:
        """The key that is taken, empty when there are no choices."""
        return self._choices[self._at][0] if self._choices else ""

    def choose(self, key: str) -> None:
        """Take a key; the first one when it is not there."""
        self._at = next((i for i, (k, _) in enumerate(self._choices) if k == key), 0)
        self._announce()
        self.update()

    def _announce(self) -> None:
        words = self._choices[self._at][1] if self._choices else ""
        self.setAccessibleName(f"{self._name}: {words}" if self._name else words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _choose_by_hand(self, at: int) -> None:
        if 0 <= at < len(self._choices) and at != self._at:
            self._at = at
            self._announce()
            self.update()
            self.chosen.emit(self.key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self._choose_by_hand(self._at - 1)
        elif event.key() == Qt.Key.Key_Right:
            self._choose_by_hand(self._at + 1)
        elif event.key() == Qt.Key.Key_Space and self._choices:
            self._choose_by_hand((self._at + 1) % len(self._choices))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self._choose_by_hand(at)

    def _font(self, taken: bool) -> QFont:
        return theme.current().font(13, 500 if taken else 400)

    def _widths(self) -> list[float]:
        metrics = QFontMetricsF(self._font(taken=True))
        padding = theme.current().px(16 if self._small else 20)
        return [metrics.horizontalAdvance(words) + padding for _, words in self._choices]

    def _boxes(self) -> list[QRectF]:
        inset = theme.current().px(3)
        widths = self._widths()
        room = self.width() - 2 * inset
        spare = max(0.0, room - sum(widths)) / max(1, len(widths))
        boxes = []
        left = float(inset)
        for width in widths:
            boxes.append(QRectF(left, inset, width + spare, self.height() - 2 * inset))
            left += width + spare
        return boxes

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(round(sum(self._widths())) + look.px(6), look.px(30 if self._small else 34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        line = look.px(2) if focused else look.line_width
        painter.setPen(QPen(look.color("accent" if focused else "edge"), line))
        painter.setBrush(look.color("sunk"))
        corner = look.px(7)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), corner, corner)
        for at, (box, (_, words)) in enumerate(zip(self._boxes(), self._choices, strict=True)):
            taken = at == self._at
            if taken:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.color("accent-soft"))
                painter.drawRoundedRect(box, look.px(5), look.px(5))
            painter.setFont(self._font(taken))
            painter.setPen(look.color("accent-soft-text" if taken else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
