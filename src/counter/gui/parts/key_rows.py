"""Keys one below the other, each with what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from counter.gui import theme
from counter.gui.parts.key_cap import cap_size, draw_key_cap

_KEYS = 50  # wide enough for Ctrl and a letter, so that the acts of two lists stand below each other


class _Cap(QWidget):
    """One key, or two with a blank between them."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys.split()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        gaps = theme.current().px(4) * (len(self._keys) - 1)
        sizes = [cap_size(key) for key in self._keys]
        return QSize(round(sum(size.width() for size in sizes)) + gaps + 1, round(sizes[0].height()) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        left = 0.0
        for key in self._keys:
            middle = QRectF(self.rect()).center().y()
            draw_key_cap(painter, left, middle, key, look.color("text"), look.color("muted"))
            left += cap_size(key).width() + look.px(4)


class KeyRows(QWidget):
    """Filled once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """The keys ("F9", or "↑ ↓" for two of them), and the act in words."""
        for line, (keys, words) in enumerate(rows):
            act = QLabel(words, self)
            act.setWordWrap(True)
            act.setAccessibleName(f"{keys}: {words}")
            self._grid.addWidget(_Cap(keys, self), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(act, line, 1)
        self._grid.setColumnMinimumWidth(0, theme.current().px(_KEYS))
        self._grid.activate()
        self.updateGeometry()
