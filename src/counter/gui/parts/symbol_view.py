"""A code on the screen, for a reader: black on white whatever the look, each module a whole number of pixels."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter.gui import theme

_BARS_HIGH = 52
_QUIET = {"qr": 4, "bars": 10}


class SymbolView(QWidget):
    """A QR or the bars of a Code 128. It says nothing to a screen reader: the words beside it do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "qr"
        self._runs: tuple[tuple[int, int, int], ...] = ()
        self._modules = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_qr(self, text: str) -> None:
        """Show that text as a QR."""
        from counter.printing.symbols import qr_cells

        self._kind = "qr"
        self._runs, self._modules = qr_cells(text)
        self.updateGeometry()
        self.update()

    def show_bars(self, text: str) -> None:
        """Show that text as bars. Raises ValueError for one that bars cannot carry."""
        from counter.printing.symbols import code128_runs

        runs, self._modules = code128_runs(text)
        self._kind = "bars"
        self._runs = tuple((at, 0, width) for at, width in runs)
        self.updateGeometry()
        self.update()

    def _module(self) -> int:
        """Pixels of the thinnest bar or dot."""
        whole = self._modules + 2 * _QUIET[self._kind]
        if self._kind == "bars":
            return max(1, self.width() // max(1, whole))
        return max(2, round(theme.current().px(4) * 0.9))

    def sizeHint(self) -> QSize:
        if self._kind == "bars":
            return QSize(self._modules + 2 * _QUIET["bars"], theme.current().px(_BARS_HIGH))
        side = (self._modules + 2 * _QUIET["qr"]) * self._module()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._modules:
            return
        painter = QPainter(self)
        module, quiet = self._module(), _QUIET[self._kind]
        wide = (self._modules + 2 * quiet) * module
        left = max(0, (self.width() - wide) // 2)
        bars = self._kind == "bars"
        painter.fillRect(QRectF(left, 0, wide, self.height()), Qt.GlobalColor.white)
        top = module * 2 if bars else quiet * module
        high = self.height() - 2 * top if bars else module
        for column, row, length in self._runs:
            box = QRectF(left + (quiet + column) * module, top + row * module, length * module, high)
            painter.fillRect(box, Qt.GlobalColor.black)
