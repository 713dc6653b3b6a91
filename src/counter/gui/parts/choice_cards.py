"""Two or more cards side by side, line by line comparable, one of which is taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.fit import fit

_MOST_LINES = 12
_LEAST, _RING = 216, 8  # the narrowest card beside another, and the radius of its ring, in pixels of the drawings

_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Choice(Protocol):
    """What a card shows."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def lines(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def differs(self) -> frozenset[str]: ...
    def spoken(self) -> str:
        """All of it as one sentence."""
        ...


class _Words(QWidget):
    """Title and labelled lines; the mouse goes through them to the card."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        title = QLabel(choice.title, self)
        title.setProperty("role", "strong")
        title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (what, value) in enumerate(choice.lines):
            differs = what in choice.differs  # said by a sign and by weight: colour alone tells not everybody
            name, words = QLabel(f"≠ {what}" if differs else what, self), QLabel(value, self)
            name.setProperty("role", "label")
            if differs:
                words.setProperty("role", "strong")
            words.setWordWrap(True)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, at, 1, Qt.AlignmentFlag.AlignTop)
        self._rows = len(choice.lines)
        if choice.lines:
            column.addLayout(grid)
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def heights(self, width: int) -> list[int]:
        """How high each line is at that width of the whole."""
        names = max((self._cell(at, 0).sizeHint().width() for at in range(self._rows)), default=0)
        left = width - names - self._grid.horizontalSpacing()
        return [self._cell(at, 1).heightForWidth(left) for at in range(self._rows)]

    def level(self, heights: Sequence[int]) -> None:
        """At least so high is each line."""
        for at, height in zip(range(self._rows), heights, strict=False):
            self._grid.setRowMinimumHeight(at, height)

    def _cell(self, row: int, column: int) -> QWidget:
        item = self._grid.itemAtPosition(row, column)
        assert item is not None
        widget = item.widget()
        assert widget is not None
        return widget


class ChoiceCard(QAbstractButton):
    """One card: a ring, a title, and labelled lines. Cards of one parent exclude one another; what is only to be read has
    no ring."""

    def __init__(self, choice: Choice, parent: QWidget, *, takeable: bool = True) -> None:
        super().__init__(parent)
        self.key = choice.key
        self.setCheckable(takeable)
        self.setAutoExclusive(takeable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(choice.spoken())
        # The words keep to the top of a card that is as high as its neighbour; a stretch would make it want more than that.
        words = self.words = _Words(choice, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(38 if takeable else 14, 12, 14, 12)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # the cards together know which is the next
        else:
            super().keyPressEvent(event)

    def margins(self) -> int:
        """What lies left and right of the words."""
        layout = self.layout()
        assert layout is not None
        return layout.contentsMargins().left() + layout.contentsMargins().right()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(layout.minimumSize().width(), theme.current().px(44))  # how high it is follows from its width

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken, focused = self.isChecked(), self.hasFocus()
        line = look.px(2) if focused or taken else look.line_width
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(look.color("accent" if focused or taken else "edge"), line))
        painter.setBrush(look.color("accent-soft" if taken else "hover" if self.underMouse() else "sunk"))
        painter.drawRoundedRect(box, look.px(8), look.px(8))
        if focused:
            inner = box.adjusted(look.px(3), look.px(3), -look.px(3), -look.px(3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), look.line_width, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(inner, look.px(6), look.px(6))
        if not self.isCheckable():
            return
        middle = QPointF(look.px(12 + _RING), look.px(12 + 10))
        painter.setPen(QPen(look.color("accent" if taken else "mark-edge"), look.px(2)))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(middle, look.px(_RING) - 1, look.px(_RING) - 1)
        if taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(middle, look.px(4), look.px(4))


class ChoiceCards(QWidget):
    """Tab comes to the cards, the arrow keys go from one to the next and take it, Space takes one. `taken(key)`.

    What has lines to compare stands side by side where there is room; what has none lies below it, as wide as all."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[ChoiceCard] = []
        self._wide = True
        self._compared = 0
        column = QVBoxLayout(self)
        self._row, self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight), QVBoxLayout()
        for layout in (column, self._row, self._below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(12)
        column.addLayout(self._row)
        column.addLayout(self._below)
        self._turned = QTimer(self)
        self._turned.setSingleShot(True)
        self._turned.timeout.connect(self.updateGeometry)

    def show_choices(self, choices: Sequence[Choice], *, takeable: bool = True) -> None:
        """Other choices; none is taken yet, unless the one that was is still there. Not `takeable`: only to be read."""
        kept, focused = self.key(), next((card.key for card in self._cards if card.hasFocus()), None)
        for card in self._cards:
            self._row.removeWidget(card)
            self._below.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [ChoiceCard(choice, self, takeable=takeable) for choice in choices]
        compares = any(choice.lines for choice in choices)
        self._compared = 0
        for choice, card in zip(choices, self._cards, strict=True):
            if choice.lines or not compares:
                self._row.addWidget(card, 1)
                self._compared += 1
            else:
                self._below.addWidget(card)
            if takeable:
                card.clicked.connect(self._pressed)
            fit(card, theme.current().scale)
            card.setChecked(card.key == kept)
            card.show()
            if card.key == focused:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
        around = self.parentWidget()
        self._arrange(self.width() if self.isVisible() or around is None else around.width())
        self.setVisible(bool(choices))

    def key(self) -> str:
        """What is taken; empty before anything is."""
        return next((card.key for card in self._cards if card.isChecked()), "")

    def breadth(self, card: int = _LEAST) -> int:
        """From which width on what is compared stands side by side, in pixels; `card`: of one, in the drawings' pixels."""
        return (theme.current().px(card) + self._row.spacing()) * self._compared

    def cards(self) -> list[ChoiceCard]:
        """The cards in their order."""
        return list(self._cards)

    def _pressed(self) -> None:
        self.taken.emit(self.key())

    def _arrange(self, width: int) -> None:
        """Side by side where there is room. Before the first show the width is that of what lies around."""
        wide = self._wide = width >= self.breadth()
        self._level(width)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._turned.start()  # the layout around is at work just now, and would not hear it

    def _level(self, width: int) -> None:
        """A name that needs a second line in one card moves the lines below it in all of them."""
        cards = [card for card in self._cards if self._row.indexOf(card) >= 0]
        if not cards:
            return
        each = (width - self._row.spacing() * (len(cards) - 1)) // len(cards)
        found = [card.words.heights(each - card.margins()) for card in cards] if self._wide else []
        for card in cards:
            card.words.level([max(line) for line in zip_longest(*found, fillvalue=0)] if found else [0] * _MOST_LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        at = next((at for at, card in enumerate(self._cards) if card.hasFocus()), None)
        if step is None or at is None:
            event.ignore()
            return
        card = self._cards[(at + step) % len(self._cards)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        if card.isCheckable():
            card.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange(self.width())
