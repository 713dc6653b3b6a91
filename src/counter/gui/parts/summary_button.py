"""A folded part of a page in two lines; pressing it unfolds the part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counter.gui import icons, theme


class SummaryButton(QAbstractButton):
    """A strong line, a quiet line, and a pencil."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._second = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, first: str, second: str) -> None:
        """What the folded part holds."""
        self._first, self._second = first, second
        self.setAccessibleName(f"{first}, {second}" if second else first)
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(200), look.px(54))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = look.px(2) if self.hasFocus() else look.line_width
        painter.setPen(QPen(look.color("accent" if self.hasFocus() else "line"), line))
        painter.setBrush(look.color("hover" if self.underMouse() else "sunk"))
        corner = look.px(7)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), corner, corner)
        left, width = look.px(11), self.width() - look.px(11 + 34)
        half = self.height() / 2
        for words, weight, size, ink, top in (
            (self._first, 600, 13.5, "text", look.px(7)),
            (self._second, 400, 12.5, "muted", half),
        ):
            painter.setFont(look.font(size, weight))
            painter.setPen(look.color(ink))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top, width + 2, half - look.px(7)), Qt.AlignmentFlag.AlignVCenter, shown)
        pencil = icons.pixmap("pencil", "muted", 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - look.px(28), round(half - look.px(8)), pencil)
