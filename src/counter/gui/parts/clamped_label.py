"""A label of at most two lines; official names can be nine hundred letters long. The whole text is in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

LINES = 2


class ClampedLabel(QLabel):
    """Breaks into lines and ends the last one in … when there is more."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def shown_lines(self, width: int) -> list[str]:
        """The lines as drawn at a width."""
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width))
            starts.append(line.textStart())
        layout.endLayout()
        lines = [self.text()[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
        if len(lines) > LINES:
            rest = self.text()[starts[LINES - 1] :]
            lines = [*lines[: LINES - 1], self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        return lines

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self.shown_lines(width))) * self.fontMetrics().lineSpacing() + 2

    def sizeHint(self) -> QSize:
        width = max(40, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        base = float(self.fontMetrics().ascent() + 1)
        for line in self.shown_lines(self.width()):
            painter.drawText(QPointF(0, base), line)
            base += self.fontMetrics().lineSpacing()
