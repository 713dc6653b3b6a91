"""The quiet moment after an act: the code, large, for two seconds, without taking the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QLabel, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.fit import fit

STAY_MS, FADE_MS = 2000, 120


class Confirmation(QFrame):
    """Lies over the middle of its parent, or of what stands in the middle there (`over`), where it is not too wide for that.
    Mouse and keys go through it to what is below."""

    def __init__(self, parent: QWidget, over: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._over = parent, over or parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._headline = QLabel(self)
        self._headline.setProperty("role", "muted")
        self._code = QLabel(self)
        self._words = QLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 36, 56, 38)
        column.setSpacing(6)
        for label in (self._headline, self._code, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.finished.connect(self._faded)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAY_MS)
        self._stay.timeout.connect(self._fade_out)
        for around in {self._page, self._over}:
            around.installEventFilter(self)
        self.hide()

    def show_code(self, headline: str, code: str, words: str = "") -> None:
        """Show a code, with what happened above it and what follows below."""
        self._headline.setText(headline)
        self._code.setText(code)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        look = theme.current()
        self._code.setStyleSheet(f"font-size: {look.px(40) * 0.75:.2f}pt; font-weight: 600;")
        fit(self, look.scale)
        self._place()
        self.show()
        self.raise_()
        self._run(0.0, 1.0)
        self._stay.start()
        _announce(self, f"{headline} {code} {words}")

    def code(self) -> str:
        """The code that is, or was last, shown."""
        return self._code.text()

    def leave(self) -> None:
        """Go at once, for the next work has begun below."""
        self._stay.stop()
        self._fade.stop()
        self.hide()

    def _run(self, start: float, end: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        self._fade.start()

    def _fade_out(self) -> None:
        self._run(1.0, 0.0)

    def _faded(self) -> None:
        if self._fade.endValue() == 0.0:
            self.hide()

    def _place(self) -> None:
        self.adjustSize()
        over = self._over if self.width() <= self._over.width() else self._page
        middle = over.mapTo(self._page, over.rect().center()).x()
        self.move(middle - self.width() // 2, round(self._page.height() * 0.44) - self.height() // 2)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False


def _announce(widget: QWidget, words: str) -> None:
    """Tell a screen reader, if there is one. Loaded when there is something to tell: its names are many."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
