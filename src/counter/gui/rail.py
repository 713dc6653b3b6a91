"""The rail at the left: one entry a page, with icon, word and key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from counter.gui import icons, theme

WIDTH = 84
_TALL, _SHORT = 62, 46


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One entry: `page` is its name in code, `icon` a file name, `key` a function key or empty.

    `act`: pressing it opens no page but does something; its key is the window's own and only shown here."""

    page: str
    icon: str
    word: str
    key: str = ""
    at_foot: bool = False
    act: bool = False


class RailButton(QAbstractButton):
    """Draws one entry. `short` leaves the line of the key out and puts the key beside the icon."""

    def __init__(self, entry: RailEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self._count = 0
        self._short = False
        self.setCheckable(not entry.act)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if entry.key and not entry.act:
            self._shortcut = QShortcut(QKeySequence(entry.key), self, self.click)
        self._name()

    def set_word(self, word: str) -> None:
        """The word in another language."""
        self.entry = replace(self.entry, word=word)
        self._name()
        self.update()

    def set_count(self, count: int) -> None:
        """How many things wait on that page; 0 shows none."""
        self._count = count
        self._name()
        self.update()

    def set_short(self, short: bool) -> None:
        """Low windows get low entries."""
        self._short = short
        self.updateGeometry()

    def words(self) -> str:
        """The word, as drawn; the count stands beside the icon."""
        return self.entry.word

    def count_words(self) -> str:
        """The count, as drawn; empty for none."""
        return "" if not self._count else str(self._count) if self._count < 100 else "99+"

    def _name(self) -> None:
        name = f"{self.entry.word} · {self._count}" if self._count else self.entry.word
        self.setAccessibleName(f"{name} ({self.entry.key})" if self.entry.key else name)
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(WIDTH - 8), look.px(_SHORT if self._short else _TALL if self.entry.key else _TALL - 12))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            shade = look.color("rail-on")
            shade.setAlphaF(1.0 if self.isChecked() else 0.4)
            painter.setBrush(shade)
            painter.drawRoundedRect(box, look.px(8), look.px(8))
        if self.isChecked():  # where we are must not be told by a shade alone: the mouse makes one too
            painter.setBrush(look.color("rail-focus"))
            painter.drawRoundedRect(QRectF(0, look.px(10), look.px(3), box.height() - look.px(20)), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(QPen(look.color("rail-focus"), look.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(7), look.px(7))
        size = look.px(20)
        top = look.px(5 if self._short else 6)
        left = round((self.width() - size) / 2)
        painter.drawPixmap(left, top, icons.pixmap(self.entry.icon, "rail-text", 20, self.devicePixelRatioF()))
        if self._count:
            self._paint_count(painter, left + size, top)
        painter.setPen(look.color("rail-text"))
        painter.setFont(look.font(12, 500 if self.isChecked() else 400))
        line = QRectF(0, top + size + look.px(2), self.width(), look.px(17))
        words = painter.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, self.width() - 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
        if self.entry.key:
            painter.setFont(look.font(11))
            painter.setPen(look.color("rail-key"))
            beside = QRectF(left + size + look.px(4), top, look.px(24), size)
            below = QRectF(0, line.bottom() - look.px(1), self.width(), look.px(15))
            side = Qt.AlignmentFlag.AlignLeft if self._short else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(beside if self._short else below, side | Qt.AlignmentFlag.AlignVCenter, self.entry.key)

    def _paint_count(self, painter: QPainter, right: int, top: int) -> None:
        """A small mark at the icon's upper right corner, over which it lies."""
        look = theme.current()
        painter.setFont(look.font(11, 600))
        words = self.count_words()
        tall = look.px(17)
        wide = max(tall, painter.fontMetrics().horizontalAdvance(words) + look.px(9))
        left = right - look.px(6) if not self._short or not self.entry.key else right - look.px(20) - wide + look.px(6)
        box = QRectF(left, max(1, top - look.px(4)), wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("band"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setPen(look.color("on-band"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """Holds the entries that exist. `page_requested(page)` is sent when one is pressed, by mouse or by its key;
    of one that opens no page `act_requested(name)`."""

    page_requested = Signal(str)
    act_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def add_entry(self, entry: RailEntry) -> None:
        """Add one entry below the others, or at the foot."""
        button = RailButton(entry, self)
        self._buttons[entry.page] = button
        if entry.at_foot:
            self._column.addWidget(button)
        else:
            above = sum(1 for b in self._buttons.values() if not b.entry.at_foot) - 1
            self._column.insertWidget(above, button)
        button.clicked.connect(self._pressed)
        self._fit()

    def button(self, page: str) -> RailButton:
        """The entry of a page. Raises KeyError when there is none."""
        return self._buttons[page]

    def mark(self, page: str) -> None:
        """Show which page is open; no entry is marked for a page that has none."""
        for name, button in self._buttons.items():
            button.setChecked(name == page)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            wish = self.act_requested if button.entry.act else self.page_requested
            wish.emit(button.entry.page)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDTH), 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDTH), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _fit(self) -> None:
        look = theme.current()
        tall = sum(look.px(_TALL + 4) for _ in self._buttons) + look.px(16)
        for button in self._buttons.values():
            button.set_short(tall > self.height())
