"""A combo box with our own chevron; the wheel does not change what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from counter.gui import icons, theme


class ChoiceBox(QComboBox):
    """A choice between keys that are shown as words. Up and Down choose, Space or F4-less Alt+Down opens the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the native one ignores the style sheet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._quiet = False

    def setQuiet(self, quiet: bool) -> None:
        """Without a frame and at the right, as a value in a list of values that can be changed."""
        self._quiet = quiet
        self.setProperty("quiet", quiet)
        self.currentIndexChanged.connect(self.updateGeometry)
        policy = QSizePolicy.Policy.Maximum if quiet else QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, quiet)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """The list as (key, words); the chosen key is kept when it is still there."""
        kept = self.key()
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.choose(kept)

    def key(self) -> str:
        """The chosen key, empty when the list is empty."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose a key; the first one when it is not in the list."""
        self.setCurrentIndex(max(0, self.findData(key)) if self.count() else -1)

    def sizeHint(self) -> QSize:
        if not self._quiet:
            return super().sizeHint()
        look = theme.current()
        metrics = QFontMetricsF(look.font(13.5, 500))
        return QSize(round(metrics.horizontalAdvance(self.currentText())) + look.px(6 + 4 + 14 + 4) + 2, look.px(30))

    def minimumSizeHint(self) -> QSize:
        if self._quiet:
            return QSize(theme.current().px(46), self.sizeHint().height())
        return QSize(theme.current().px(64), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # F4 is the search everywhere, Enter goes to the next field.
        if event.key() in (Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._quiet:
            self._paint_quiet()
            return
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        name = "lock" if self.property("state") == "locked" else "chevron-down"
        picture = icons.pixmap(name, "text" if name == "lock" else "muted", 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - look.px(26), round((self.height() - look.px(16)) / 2), picture)

    def _paint_quiet(self) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(look.color("accent"), look.px(2)) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("surface" if self.hasFocus() else "hover"))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
        chevron = self.width() - look.px(4 + 14)
        painter.drawPixmap(
            chevron,
            round((self.height() - look.px(14)) / 2),
            icons.pixmap("chevron-down", "muted", 14, self.devicePixelRatioF()),
        )
        painter.setFont(look.font(13.5, 500))
        painter.setPen(look.color("text" if self.isEnabled() else "muted"))
        room = QRectF(look.px(6), 0, chevron - look.px(6 + 4), self.height())
        words = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, round(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
