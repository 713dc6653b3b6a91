"""The receipt as it will come out of the printer, before it does; nothing behind it stops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from counter.gui import theme
from counter.gui.fit import fit
from counter.gui.forms.receipt_preview import Ui_ReceiptPreview
from counter.gui.parts.paper_view import Zoom

_SIZE = QSize(640, 700)


class ReceiptPreview(QDialog):
    """`print_requested` by F8 or the button; it stays open, so that the clerk sees what was sent. The pages are
    forgotten when it is closed: they bear a person's data."""

    print_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui = self._ui = Ui_ReceiptPreview()
        ui.setupUi(self)
        self._pages: list[QImage] = []
        self._at = 0
        self._trouble = ""
        self.setModal(False)
        ui.zoom.set_small()
        ui.zoom.chosen.connect(self._zoomed)
        ui.before.clicked.connect(self._back)
        ui.next.clicked.connect(self._forth)
        ui.paper.turned.connect(self._turn)
        ui.close.clicked.connect(self.reject)
        ui.print.clicked.connect(self.print_requested)
        for button in (ui.before, ui.next, ui.close, ui.print):
            button.setAutoDefault(False)
        self._words()
        self.show_busy()
        fit(self, theme.current().scale)

    def open(self) -> None:
        """Show it in front; the window behind goes on."""
        self._take_room()
        self.show()
        self.raise_()
        self.activateWindow()

    def show_busy(self) -> None:
        """The paper is being drawn."""
        self._pages, self._trouble = [], ""
        self._ui.empty.show_words("receipt", self.tr("Preparing the paper"))
        self._ui.stack.setCurrentWidget(self._ui.empty)
        self._turn(0)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """The pages, with their dots per metre set. None at all is said in words."""
        if not pages:
            self.show_trouble(self.tr("There is no paper to show for this dossier."))
            return
        self._pages, self._trouble, self._at = list(pages), "", 0
        self._ui.stack.setCurrentWidget(self._ui.paper)
        self._turn(0)
        self._ui.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, words: str) -> None:
        """The paper cannot be drawn: what happened, what is safe, what to do."""
        self._pages, self._trouble = [], words
        self._ui.empty.show_words("alert-triangle", self.tr("The paper cannot be shown just now"), words)
        self._ui.stack.setCurrentWidget(self._ui.empty)
        self._turn(0)

    def page_number(self) -> int:
        """The page that is shown, from 1; 0 while there is none."""
        return self._at + 1 if self._pages else 0

    def _turn(self, step: int) -> None:
        count = len(self._pages)
        self._at = max(0, min(count - 1, self._at + step))
        ui = self._ui
        for widget in (ui.before, ui.number, ui.next):
            widget.setVisible(count > 1)
        ui.zoom.setVisible(count > 0)
        ui.print.setEnabled(count > 0)
        if count:
            ui.before.setEnabled(self._at > 0)
            ui.next.setEnabled(self._at < count - 1)
            ui.number.setText(self.tr("Page {0} of {1}").format(self._at + 1, count))
            ui.paper.setAccessibleName(ui.number.text())
            ui.paper.show_page(self._pages[self._at])

    def _back(self) -> None:
        self._turn(-1)

    def _forth(self) -> None:
        self._turn(1)

    def _zoomed(self, zoom: str) -> None:
        self._ui.paper.set_zoom(cast("Zoom", zoom))

    def _take_room(self) -> None:
        look = theme.current()
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        behind = self.parentWidget()
        around = self.screen().availableSize() if behind is None else behind.size()
        self.resize(wanted.boundedTo(around * 0.94))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # Enter is the end of a scan: it prints nothing
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.show_busy()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._words()
            if self._trouble:
                self.show_trouble(self._trouble)
            else:
                self._turn(0)

    def _words(self) -> None:
        self.setWindowTitle(self.tr("Receipt"))
        self._ui.before.setAccessibleName(self.tr("Page before"))
        self._ui.next.setAccessibleName(self.tr("Next page"))
        self._ui.zoom.set_choices([("fit", self.tr("Whole page")), ("full", "100 %")])
        self._ui.zoom.set_name(self.tr("Size"))
