"""A small question over the window: Enter answers it, Esc leaves it, and nothing behind it stops."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from counter.gui import theme
from counter.gui.fit import fit
from counter.gui.parts.key_button import KeyButton

_WIDTH = 440


class SmallDialog(QDialog):
    """Lies over the middle of its window, which waits for the answer; prints and the exchange go on."""

    gives_way = False
    """Whether a scan closes it and is used; a question waits for its answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def settle(self, title: str, answer: KeyButton, leave: KeyButton) -> None:
        """Once, after the form has been set up: `answer` by Enter, `leave` by Esc."""
        self.setWindowTitle(title)
        answer.setKeyText("Enter", bind=False)
        answer.setDefault(True)
        leave.setKeyText("Esc", bind=False)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        look = theme.current()
        fit(self, look.scale)
        self.setFixedWidth(min(look.px(_WIDTH), self.screen().availableSize().width()))
