"""What stands in front of the window's pages: the brand beside a form of one width, alone where there is no room."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.page import Page


class _Form(Protocol):
    @property
    def brand(self) -> QWidget: ...

    @property
    def panel(self) -> QWidget: ...

    def retranslateUi(self, page: QWidget) -> None: ...


class GatePage(Page):
    """Signing in, or the first start. `brand_from` and `form_width`: pixels of the drawings; a narrower window shows the
    form alone."""

    brand_from: int
    form_width: int
    _ui: _Form

    def _show(self) -> None:
        """Say again what is to be seen, in the language of now."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._show()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        look = theme.current()
        self._ui.brand.setVisible(self.width() >= look.px(self.brand_from))
        self._ui.panel.setFixedWidth(min(look.px(self.form_width), max(200, self.width() - look.px(48))))
