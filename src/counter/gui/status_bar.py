"""The bar at the foot: what is saved, the printer, and the one sync light of the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from counter.gui import icons, theme
from counter.gui.parts.elided_label import ElidedLabel
from counter.gui.sync_light import ICONS, TOKENS, SyncLight
from counter.gui.theme import repolish

HEIGHT = 32


class SyncLabel(QAbstractButton):
    """Icon, words and colour say the same thing. Pressing it asks for the list behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = SyncLight("offline", "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def light(self) -> SyncLight:
        """What is shown."""
        return self._light

    def show_light(self, light: SyncLight) -> None:
        """Show another state and its words."""
        self._light = light
        self.setAccessibleName(light.words)
        self.setAccessibleDescription(light.more)
        self.setToolTip(light.more)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(look.font(12.5)).horizontalAdvance(self._light.words)
        return QSize(round(width) + look.px(6 + 16 + 7 + 8), look.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        token = TOKENS[self._light.state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), look.px(2)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(5), look.px(5))
        if not self._light.words:
            return
        top = round((self.height() - look.px(16)) / 2)
        painter.drawPixmap(look.px(6), top, icons.pixmap(ICONS[self._light.state], token, 16, self.devicePixelRatioF()))
        painter.setFont(look.font(12.5))
        painter.setPen(look.color("text" if self._light.state == "offline" else token))
        left = look.px(6 + 16 + 7)
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._light.words
        )


class StatusBar(QFrame):
    """All give way to the light, which is never cut: what was saved, then the printer and the backups."""

    light_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = ElidedLabel(self)
        self._printer = ElidedLabel(self)
        self._backup = ElidedLabel(self)
        self._backup.hide()
        self._light = SyncLabel(self)
        self._light.clicked.connect(self.light_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._left, 1)
        row.addWidget(self._printer)
        row.addWidget(self._backup)
        row.addWidget(self._light)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_left(self, words: str) -> None:
        """What was saved and when, or how many results there are."""
        self._left.setText(words)

    def show_printer(self, words: str, attention: bool = False) -> None:
        """The state of the printer; `attention` when a person must look at it."""
        self._printer.setText(words)
        self._printer.setProperty("tone", "warning" if attention else "")
        repolish(self._printer)

    def show_backup(self, words: str, whole: str, attention: bool) -> None:
        """When the last whole copy was made: `words` to be read, `whole` for whoever wants to know; empty: nothing."""
        self._backup.setText(words)
        self._backup.set_more(whole)
        self._backup.setProperty("tone", "warning" if attention else "")
        self._backup.setVisible(bool(words))
        repolish(self._backup)

    def show_light(self, light: SyncLight) -> None:
        """The sync light."""
        self._light.show_light(light)

    def sync_label(self) -> SyncLabel:
        """The light itself, for whoever wants to put the focus on it."""
        return self._light

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
