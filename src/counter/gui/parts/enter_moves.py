"""Enter goes to the next field, as clerks expect; on the last one it only arms the page's act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


class EnterMoves(QObject):
    """Watches a page. Enter that a field has not used itself moves the focus; it never presses a button.

    After the last field the focus comes to `last` (the page's act), where Enter does nothing more: its own key does."""

    def __init__(self, page: QWidget, last: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._last = last
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if (
            event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        self._move()
        return True

    def _move(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or focused is self._last or not self._page.isAncestorOf(focused):
            return
        candidate = focused.nextInFocusChain()
        while candidate is not None and candidate is not focused:
            if candidate is self._last or self._is_field(candidate):
                candidate.setFocus(Qt.FocusReason.TabFocusReason)
                return
            candidate = candidate.nextInFocusChain()

    def _is_field(self, widget: QWidget) -> bool:
        """A field that a person fills: not a button, not locked, within the page."""
        if not self._page.isAncestorOf(widget) or isinstance(widget, QPushButton):
            return False
        if not widget.isVisible() or not widget.isEnabled() or widget.property("state") == "locked":
            return False
        return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
