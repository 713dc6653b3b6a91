"""Finds what is cut off on a window: words wider or higher than their place, widgets that reach out of what holds them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from counter.gui import theme
from counter.gui.parts.clamped_label import ClampedLabel
from counter.gui.parts.clerk_button import ClerkButton
from counter.gui.parts.elided_label import ElidedLabel
from counter.gui.parts.key_button import KeyButton
from counter.gui.parts.segments import Segments
from counter.gui.parts.summary_button import SummaryButton
from counter.gui.parts.tick_box import TickBox
from counter.gui.rail import RailButton

_ROUNDS = 4  # a layout answers the one within it, which answers back
_MAY_ELIDE = (ElidedLabel, ClampedLabel, SummaryButton, ClerkButton)


def settle(app: QApplication) -> None:
    """Let layouts come to rest; nothing that takes time is waited for."""
    for _ in range(_ROUNDS):
        app.processEvents()


def clipped(window: QWidget) -> list[str]:
    """One line for each thing that cannot be read whole and was not meant to end in an ellipsis."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        why = _words_cut(widget) or _reaches_out(widget)
        if why:
            found.append(f"{type(widget).__name__} {widget.objectName()} {_words(widget)!r}: {why}")
    return found


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _words_cut(widget: QWidget) -> str:
    if isinstance(widget, _MAY_ELIDE):
        return ""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            longest = max(widget.text().split(), key=len)
            if widget.fontMetrics().horizontalAdvance(longest) > widget.contentsRect().width() + 1:
                return f"a word is wider than {widget.width()}"
            return f"needs {need} high, has {widget.height()}" if widget.height() < need else ""
        hint = widget.sizeHint()
        short = widget.width() < hint.width() or widget.height() < hint.height()
        return f"needs {hint.width()}×{hint.height()}, has {widget.width()}×{widget.height()}" if short else ""
    if isinstance(widget, KeyButton):
        need = round(widget._content_width()) + 2
        height = widget.sizeHint().height()
        if widget.width() < need or widget.height() < height:
            return f"needs {need}×{height}, has {widget.width()}×{widget.height()}"
    if isinstance(widget, TickBox | Segments) and widget.width() < widget.sizeHint().width():
        return f"needs {widget.sizeHint().width()}, has {widget.width()}"
    if isinstance(widget, RailButton):
        need = widget.fontMetrics().horizontalAdvance(widget.words())
        return f"needs {need}" if need > widget.width() else ""
    if isinstance(widget, QComboBox):
        need = widget.fontMetrics().horizontalAdvance(widget.currentText()) + theme.current().px(24)
        return f"needs {need}, has {widget.width()}" if need > widget.width() else ""
    if isinstance(widget, QLineEdit) and widget.text() and not widget.hasFocus():
        margins = widget.textMargins()
        room = widget.width() - margins.left() - margins.right() - theme.current().px(16)
        need = widget.fontMetrics().horizontalAdvance(widget.text())
        return f"needs {need}, has {room}" if need > room else ""
    return ""


def _reaches_out(widget: QWidget) -> str:
    """Sideways out of the nearest thing that cuts it off; downwards only where nothing scrolls."""
    holder = widget.parentWidget()
    while holder is not None and not holder.isWindow():
        area = holder.parentWidget()
        in_area = isinstance(area, QScrollArea) and area.viewport() is holder
        corner = widget.mapTo(holder, QPoint(0, 0))
        box = QRect(corner, widget.size())
        if box.left() < 0 or box.right() > holder.width():
            return f"reaches out of {type(holder).__name__} {holder.objectName()} ({box.right()} of {holder.width()})"
        if in_area:
            return ""
        if box.top() < 0 or box.bottom() > holder.height():
            return f"reaches below {type(holder).__name__} {holder.objectName()} ({box.bottom()} of {holder.height()})"
        holder = holder.parentWidget()
    return ""
