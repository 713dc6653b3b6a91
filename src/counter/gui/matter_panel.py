"""One matter at the right of the page: what happened, what is safe, what to do, what is compared, and the one act."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.forms.matter_panel import Ui_MatterPanel
from counter.gui.matter_view import MatterView
from counter.gui.parts.card_panel import CardPanel
from counter.gui.parts.key_button import KeyButton

ACT_KEY = "F9"
EASY = 288  # pixels of the drawings, for one of the cards that are compared
UNREAD_MS = 1_000  # in which a matter that nobody chose cannot be acted on: the key was meant for the one before it


class MatterPanel(CardPanel):
    """`act_requested(key, choice, note)` by F9, `dossier_requested(dossier)`, `left` when the clerk goes back to the
    list. What is copied for IT goes to the clipboard here, and holds nothing of a person."""

    act_requested = Signal(str, str, str)
    dossier_requested = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui = self._ui = Ui_MatterPanel()
        ui.setupUi(self)
        self._view: MatterView | None = None
        self._alone = False
        self.act = KeyButton(ui.acts, key=ACT_KEY, variant="primary")
        self.open_dossier, self.copy = KeyButton(ui.acts), KeyButton(ui.acts)
        ui.acts.show_items([self.act, self.open_dossier, self.copy])
        self.act.clicked.connect(self._act)
        self.open_dossier.clicked.connect(self._open)
        self.copy.clicked.connect(self._copy)
        ui.choices.taken.connect(self._taken)
        ui.back.clicked.connect(self.left)
        ui.answer.hide()
        self._unread = QTimer(self)
        self._unread.setSingleShot(True)
        self._unread.timeout.connect(self._taken)
        self.set_alone(False)
        self._words()

    def view(self) -> MatterView | None:
        """The matter that is shown."""
        return self._view

    def show_matter(self, view: MatterView, *, chosen: bool = True) -> None:
        """Another matter, or the same one as it stands now: what was taken and typed stays then. Not `chosen`: it took the
        place of one that is gone, under the clerk's hand."""
        ui, before = self._ui, self._view
        same = before is not None and before.key == view.key
        self._view = view
        if chosen:
            self._unread.stop()
        elif before is not None and not same:
            self._unread.start(UNREAD_MS)
        ui.headline.setText(view.title)
        ui.codes.setText(" · ".join(view.matter.codes))
        ui.codes.setVisible(bool(view.matter.codes))
        for label, words in ((ui.happened, view.happened), (ui.safe, view.safe), (ui.todo, view.todo)):
            label.setText(words)
        if not same or before is None or before.choices != view.choices or before.act != view.act:
            ui.choices.show_choices(view.choices, takeable=view.wants_choice)
            self._order()
        ui.note.setVisible(view.wants_note)
        if not same:
            ui.note.set_value("")
            ui.answer.hide()
            ui.scroll.verticalScrollBar().setValue(0)
        if view.whom:
            ui.whom.show_words("neutral", "users", view.whom)
        else:
            ui.whom.hide()
        self.act.setText(view.act_words)
        self.open_dossier.setVisible(view.matter.dossier is not None and view.act != "dossier")
        self.copy.setVisible(view.act != "copy")
        self._taken()
        ui.acts.place_again()

    def show_answer(self, words: str, *, refused: bool) -> None:
        """What became of the act, where the matter is still here."""
        self._ui.answer.show_words("danger" if refused else "neutral", "alert-circle" if refused else "info", words)
        self._taken()

    def choice(self) -> str:
        """The key of what is taken."""
        return self._ui.choices.key()

    def compares(self) -> bool:
        """Whether something stands here to be compared."""
        return self._view is not None and sum(bool(choice.lines) for choice in self._view.choices) > 1

    def fits(self, width: int) -> bool:
        """Whether that width lets it stand side by side, names on one line."""
        return width >= self._ui.choices.breadth(EASY)

    def first_focus(self) -> QWidget:
        """Where the cursor goes when the matter is opened: to what is compared, else to the act. Where the words fill all
        the room, they are read first."""
        if self._alone:
            return self._ui.back
        cards = self._ui.choices.cards() if self._view is not None and self._view.wants_choice else []
        taken = next((card for card in cards if card.isChecked()), None)
        if taken is not None or cards:
            return taken or cards[0]
        return self.act

    def set_alone(self, alone: bool) -> None:
        """Whether the list is hidden while this is open."""
        self._alone = alone
        self._ui.back.setVisible(alone)
        self._ui.back.setKeyText("Esc" if alone else "")

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(560), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(300), 0)

    def _order(self) -> None:
        """Cards come and go; Tab goes over them as they stand, from the way back to the note and the acts."""
        ui = self._ui
        stops: list[QWidget] = [ui.back, *ui.choices.cards(), ui.note.text, self.act, self.open_dossier, self.copy]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _taken(self, _key: str = "") -> None:
        """An act that needs a choice waits for it."""
        ready = self._view is not None and (not self._view.wants_choice or bool(self.choice()))
        self.act.setEnabled(ready and not self._unread.isActive())

    def _act(self) -> None:
        view = self._view
        if view is None:
            return
        if view.act == "copy":
            self._copy()
        elif view.act == "dossier":
            self._open()
        else:
            self.act.setEnabled(False)  # until it is known what became of it
            self.act_requested.emit(view.key, self.choice(), self._ui.note.value() if view.wants_note else "")

    def _open(self) -> None:
        if self._view is not None and self._view.matter.dossier is not None:
            self.dossier_requested.emit(self._view.matter.dossier)

    def _copy(self) -> None:
        if self._view is not None:
            QGuiApplication.clipboard().setText(self._view.for_it)
            self.show_answer(self.tr("Copied. It holds codes and causes, nothing of a person."), refused=False)

    def _words(self) -> None:
        self.open_dossier.setText(self.tr("Open the dossier"))
        self.copy.setText(self.tr("Copy for IT"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._words()
            self._ui.acts.place_again()
