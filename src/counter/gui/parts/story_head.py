"""The head of one dossier: its code large and to be copied, and what it is now in pills."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counter.gui import theme
from counter.gui.parts.key_button import KeyButton
from counter.gui.parts.pill import Pill, Tone

_COPIED_MS = 1500


class StoryHead(QWidget):
    """The code and the copy button at the left, pills at the right or, when there is no room, on a line of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = QLabel(self)
        self._code.setProperty("role", "code")
        self._code.setTextFormat(Qt.TextFormat.PlainText)
        self._code.setWordWrap(True)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = KeyButton(self, variant="quiet")
        self.copy.setIconName("copy")
        self.copy.clicked.connect(self._copy)
        self._pills = (Pill(self, tone="accent"), Pill(self, tone="warning"))
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self._copied.timeout.connect(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words()

    def show_code(self, code: str, status: str, tone: Tone, provisional: bool) -> None:
        """Another dossier: its code, its status, and a mark when the code is a provisional reference."""
        self._code.setText(code)
        self._pills[0].setText(status)
        self._pills[0].setTone(tone)
        self._pills[1].setVisible(provisional)
        self._words()
        self._place(self.width())
        self.updateGeometry()

    def code(self) -> str:
        """The code that is shown."""
        return self._code.text()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())
        self._say("check", self.tr("Copied"))
        self._copied.start()

    def _words(self) -> None:
        self._pills[1].setText(self.tr("Provisional reference"))
        self._say("copy", self.tr("Copy the code"))

    def _say(self, icon: str, words: str) -> None:
        self.copy.setIconName(icon)
        self.copy.setAccessibleName(words)
        self.copy.setToolTip(words)

    def _place(self, width: int, only_measure: bool = False) -> int:
        look = theme.current()
        for part in (self._code, self.copy, *self._pills):
            part.ensurePolished()  # sizes are asked for before the first show
        gap = look.px(6)
        button = self.copy.sizeHint()
        words = self._code.fontMetrics().horizontalAdvance(self._code.text()) + look.px(3)
        code_width = max(look.px(60), min(words, width - button.width() - gap))
        code_height = self._code.heightForWidth(code_width)
        line = max(code_height, button.height())
        pills = [pill for pill in self._pills if not pill.isHidden()]
        pill_widths = sum(pill.sizeHint().width() + gap for pill in pills)
        beside = code_width + gap + button.width() + pill_widths <= width
        tall = pills[0].sizeHint().height()
        if not only_measure:
            self._code.setGeometry(0, (line - code_height) // 2, code_width, code_height)
            self.copy.setGeometry(QRect(QPoint(code_width + gap, (line - button.height()) // 2), button))
            left = width - pill_widths + gap if beside else 0
            top = (line - tall) // 2 if beside else line + gap // 2
            for pill in pills:
                wide = min(pill.sizeHint().width(), width)
                pill.setGeometry(left, top, wide, tall)
                left += wide + gap
        return line if beside else line + gap // 2 + tall + look.px(4)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, only_measure=True)

    def sizeHint(self) -> QSize:
        return QSize(
            theme.current().px(300), self._place(max(self.width(), theme.current().px(100)), only_measure=True)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(100), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._place(self.width()) != self.height():
            self.updateGeometry()  # the layout had asked for another width, where the pills stood elsewhere

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place(self.width())
            self.updateGeometry()
        elif event.type() == QEvent.Type.LanguageChange:
            self._words()
            self._place(self.width())
