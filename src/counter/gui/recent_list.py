"""The last receptions of this counter and what became of their print; one of them can be printed again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.parts.tabular import draw_tabular
from counter.gui.reception_draft import RecentRow

_ROW = 28


class _Rows(QWidget):
    """Draws the rows; one tab stop, Up and Down choose."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[RecentRow] = []
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def go(self, at: int) -> None:
        self.at = max(0, min(len(self.rows) - 1, at))
        if self.rows:
            row = self.rows[self.at]
            self.setAccessibleDescription(f"{row.code}, {row.state}")
        self.update()
        self.chosen.emit()

    def is_marked(self, at: int) -> bool:
        """Whether it is seen that "print again" means this row. The newest needs no mark; another one keeps it wherever
        the cursor is, since F8 works from everywhere."""
        return at == self.at and (self.hasFocus() or at > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.go(self.at + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go(int(event.position().y() // theme.current().px(_ROW)))

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(180), look.px(_ROW) * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = look.px(_ROW)
        for at, row in enumerate(self.rows):
            box = QRectF(0, at * height, self.width(), height)
            current = self.is_marked(at)
            if current:
                ring = self.hasFocus()
                painter.setPen(QPen(look.color("accent"), look.px(2)) if ring else Qt.PenStyle.NoPen)
                painter.setBrush(look.color("accent-soft"))
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(5), look.px(5))
            inner = box.adjusted(look.px(6), 0, -look.px(6), 0) if current else box
            painter.setFont(look.font(13, 400))
            painter.setPen(look.color("accent-soft-text" if current else "text"))
            draw_tabular(painter, inner, row.code)
            painter.setPen(look.color({"neutral": "muted"}.get(row.tone, row.tone)))
            painter.setFont(look.font(12.5))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.state)


class RecentList(QWidget):
    """`chosen` is sent when another row became the one that "print again" means."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setProperty("role", "label")
        self._rows = _Rows(self)
        self._rows.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(self._rows)
        self._words()
        self.show_rows([])

    def show_rows(self, rows: list[RecentRow]) -> None:
        """Show the last receptions, newest first. A new reception is the chosen one; when only their print states moved, the
        chosen one stays: the clerk's next F8 must not print somebody else's paper."""
        before, after = [row.dossier or row.code for row in self._rows.rows], [row.dossier or row.code for row in rows]
        same = before[:1] == after[:1] and bool(before) and before[self._rows.at] in after
        at = after.index(before[self._rows.at]) if same else 0
        self._rows.rows = list(rows)
        self._rows.updateGeometry()
        self._rows.go(at)
        self.setVisible(bool(rows))

    def choose_newest(self) -> None:
        """As for whoever comes to this counter next."""
        self._rows.go(0)

    def code(self) -> str:
        """The code that "print again" means, empty when there is none."""
        return self._rows.rows[self._rows.at].code if self._rows.rows else ""

    def _words(self) -> None:
        self._label.setText(self.tr("Received last"))
        self._rows.setAccessibleName(self.tr("Received last"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._words()
        elif event.type() == QEvent.Type.StyleChange:
            self._rows.updateGeometry()
