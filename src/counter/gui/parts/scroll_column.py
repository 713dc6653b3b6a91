"""A column that scrolls only when it must, never sideways, and follows the cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from counter.gui import theme

ROOM = "room below"
"""The property of a widget that wants room under it when it has the focus, in pixels of the drawings."""


class ScrollColumn(QScrollArea):
    """Give it one widget; it is made as wide as the column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(_viewport(self))
        self._unrolled = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_focus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        inner = self.widget()
        if new is not None and inner is not None and inner.isAncestorOf(new):
            self._soon.start()  # what is focused may just have been shown and not have its place yet

    def _show_focus(self) -> None:
        focused, inner = QApplication.focusWidget(), self.widget()
        if focused is None or inner is None or not inner.isAncestorOf(focused):
            return
        around = focused.parentWidget()
        whole = around if around is not None and around.focusProxy() is focused else focused  # with label and sentence
        room = theme.current().px(int(focused.property(ROOM) or 0))
        corner = whole.mapTo(inner, QPoint(0, whole.height()))
        self.ensureVisible(corner.x(), corner.y() + room, 0, 0)
        self.ensureWidgetVisible(whole, 0, 12)

    def set_unrolled(self, unrolled: bool) -> None:
        """Ask for the whole height, because something around this column scrolls."""
        if unrolled != self._unrolled:
            self._unrolled = unrolled
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._unrolled and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        if inner is None:
            return super().minimumSizeHint()
        least = inner.minimumSizeHint()
        return QSize(least.width(), self._whole_height(inner) if self._unrolled else min(60, least.height()))

    def sizeHint(self) -> QSize:
        inner = self.widget()
        if inner is None:
            return super().sizeHint()
        # Rolled up it asks for little and takes what there is; else a page around it would scroll instead.
        return QSize(inner.sizeHint().width(), self._whole_height(inner) if self._unrolled else 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._unrolled and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _whole_height(self, inner: QWidget) -> int:
        width = self.viewport().width()
        return inner.heightForWidth(width) if inner.hasHeightForWidth() and width > 0 else inner.sizeHint().height()


def _viewport(column: QWidget) -> QWidget:
    """One like Qt's own. Of that PySide does not know what it is, and the first time it is asked for it makes every class of
    widgets with all their enumerations to find out: a tenth of our whole start."""
    made = QWidget(column)
    made.setObjectName("qt_scrollarea_viewport")
    made.setAutoFillBackground(True)
    return made
