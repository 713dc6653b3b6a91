"""What needs a person: the list at the left, one matter at the right. Calm when there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter.gui import theme
from counter.gui.forms.matters_page import Ui_MattersPage
from counter.gui.matter_view import MatterView
from counter.gui.page import Page

LIST, NARROW_LIST = 372, 300
_BESIDE, _ROOMY = 640, 1000  # pixels of the drawings: room for list and matter, and for the list at its full width
_GAPS = 84  # around and between the two
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX


class MattersPage(Page):
    """A dumb view. `refresh_requested` is answered by `show_matters`; `act_requested(key, choice, note)` by `show_matters`
    without that matter, or by `show_answer`; `dossier_requested(dossier)` leads elsewhere."""

    refresh_requested = Signal()
    act_requested = Signal(str, str, str)
    dossier_requested = Signal(object)

    topic = "matters"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui = self._ui = Ui_MattersPage()
        ui.setupUi(self)
        self._reading = False
        ui.calm.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # somewhere the cursor must be when there is nothing to do
        ui.list.chosen.connect(self._choose)
        ui.list.opened.connect(self._read)
        ui.panel.act_requested.connect(self.act_requested)
        ui.panel.dossier_requested.connect(self.dossier_requested)
        ui.panel.left.connect(self._back)
        self._words()
        self._arrange()

    # what the frame needs

    def title(self) -> str:
        return self.tr("Needs a look")

    def arrive(self) -> None:
        """The cursor goes to the list, and everything is asked for as it stands now."""
        self._reading = False
        self._arrange()
        self._rest()
        self.refresh_requested.emit()

    # answers

    def show_matters(self, views: Sequence[MatterView]) -> None:
        """All that needs a person now, most pressing first."""
        ui = self._ui
        focused = QApplication.focusWidget()
        owned, inside = focused is not None and self.isAncestorOf(focused), ui.panel.isAncestorOf(focused or self)
        before = ui.panel.view()
        ui.list.show_views(views)
        view = next((one for one in views if one.key == ui.list.current()), None)
        if view is not None:
            ui.panel.show_matter(view, chosen=False)
        self._arrange()
        ui.stack.setCurrentWidget(ui.both if views else ui.calm)
        gone = inside and before is not None and (view is None or view.key != before.key)
        if gone or (owned and not (inside or ui.list.hasFocus())):
            self._back()  # what was under the fingers is gone, or there is something by now
        elif owned and not views:
            self._rest()

    def show_answer(self, words: str, *, refused: bool) -> None:
        """What became of an act that left its matter here."""
        self._ui.panel.show_answer(words, refused=refused)

    def clear(self) -> None:
        """Signed out: nothing of anybody stays on the page."""
        self.show_matters(())

    def current(self) -> str:
        """The key of the matter that is shown; empty when there is none."""
        return self._ui.list.current()

    # choosing

    def _choose(self, key: str) -> None:
        view = next((one for one in self._ui.list.views() if one.key == key), None)
        if view is not None:
            self._ui.panel.show_matter(view)

    def _read(self) -> None:
        self._reading = True
        self._arrange()
        self._ui.panel.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _back(self) -> None:
        self._reading = False
        self._arrange()
        self._rest()

    def _rest(self) -> None:
        there = self._ui.list if self._ui.list.views() else self._ui.calm
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ui.panel.isAncestorOf(self.focusWidget() or self):
            self._back()
        else:
            event.ignore()

    # room

    def _arrange(self) -> None:
        look, ui = theme.current(), self._ui
        width = self.width() * 100 / look.scale
        # What is compared stands side by side: while it is read, the list gives way for it.
        cramped = ui.panel.compares() and (width < _ROOMY or not ui.panel.fits(self.width() - look.px(LIST + _GAPS)))
        alone = width < _BESIDE or (self._reading and cramped)
        ui.panel.set_alone(alone)
        ui.listCard.setMinimumWidth(0 if alone else look.px(LIST if width >= _ROOMY else NARROW_LIST))
        ui.listCard.setMaximumWidth(_NO_LIMIT if alone else look.px(LIST if width >= _ROOMY else NARROW_LIST))
        ui.listCard.setVisible(not (alone and self._reading))
        ui.panel.setVisible(not alone or self._reading)

    def _words(self) -> None:
        self._ui.list.setAccessibleName(self.tr("What needs a look"))
        headline = self.tr("Nothing needs a look")
        sentence = self.tr("Whatever needs a person is listed here, with what is safe and what to do.")
        self._ui.empty.show_words("check-circle", headline, sentence)
        self._ui.calm.setAccessibleName(f"{headline}. {sentence}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
        elif event.type() == QEvent.Type.LanguageChange:
            self._words()
