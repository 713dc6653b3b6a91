"""The bar at the top: which page, where and when, the search, and the clerk's menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from counter.gui import theme
from counter.gui.parts.clerk_button import ClerkButton
from counter.gui.parts.elided_label import ElidedLabel
from counter.gui.parts.line_input import LineInput

HEIGHT = 52


class TopBar(QFrame):
    """`search_requested(text)` is sent by Enter in the search field."""

    search_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setProperty("role", "page-title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._place = ElidedLabel(self)
        self._place.setProperty("role", "muted")
        self.search = LineInput(self)
        self.search.set_icon("search")
        self.search.set_key("F4")
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.returnPressed.connect(self._search)
        self.clerk = ClerkButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self._title)
        row.addWidget(self._place)
        row.addStretch(0)
        row.addWidget(self.search)
        row.addWidget(self.clerk)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words()
        self._fit()

    def show_title(self, title: str) -> None:
        """The page that is open."""
        self._title.setText(title)

    def show_place(self, words: str) -> None:
        """Centre, counter and date; gives way when the window is narrow."""
        self._place.setText(words)

    def show_search(self, visible: bool) -> None:
        """Whether the search field is here; a page may have its own."""
        self.search.setVisible(visible)

    def forget(self) -> None:
        """What was searched for is gone, by Undo too: it may be a name."""
        self.search.setText("")

    def _search(self) -> None:
        if self.search.value():
            self.search_requested.emit(self.search.value())
            self.forget()

    def _words(self) -> None:
        self.search.setPlaceholderText(self.tr("Find code, name, phone"))
        self.search.setAccessibleName(self.tr("Find a dossier"))

    def _fit(self) -> None:
        look = theme.current()
        self.search.setMinimumWidth(look.px(150))
        self.search.setMaximumWidth(look.px(280))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._words()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()
            self.updateGeometry()
