"""The exchange by stick as a person meets it: where to, how far, and what came of it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from counter.gui.forms.bundle_dialog import Ui_BundleDialog
from counter.gui.parts.small_dialog import SmallDialog

Way = Literal["out", "in"]


class BundleDialog(SmallDialog):
    """`go_asked` for the stick that is shown, `other_asked` to choose; `take_asked` for the answer on the stick that is to
    be written to; `stop_asked` while it works. `done` takes the dialog away and stops nothing."""

    go_asked = Signal()
    other_asked = Signal()
    stop_asked = Signal()
    take_asked = Signal()

    def __init__(self, way: Way, parent: QWidget) -> None:
        super().__init__(parent)
        self.way = way
        self._ui = Ui_BundleDialog()
        self._ui.setupUi(self)
        out = way == "out"
        self._ui.headline.setText(self.tr("Send by USB") if out else self.tr("Take a bundle from USB"))
        self._ui.sentence.setText(
            self.tr(
                "What waits here is written to the stick as one sealed file that only the province can open. "
                "It stays on this machine until the province confirms it. Scanned papers wait for a line."
            )
            if out
            else self.tr(
                "The province's answer is read from the stick: what it has received, and what other counters did. "
                "A damaged or foreign file changes nothing."
            )
        )
        self.settle(self._ui.headline.text(), self._ui.go, self._ui.leave)
        self._ui.go.clicked.connect(self._go)
        self._ui.other.clicked.connect(self.other_asked)
        self._ui.other.setAutoDefault(False)
        self._ui.answer.act_requested.connect(self.take_asked)
        self._ui.progress.hide()
        self._stick = ""
        self._works = False
        self.show_stick("")

    @property
    def works(self) -> bool:
        """Whether something is under way."""
        return self._works

    def show_stick(self, label: str, *, news: bool = False) -> None:
        """The stick that is plugged in; "" for none, or several. `news`: an answer of the province lies on it."""
        self._stick = label
        choose = self.tr("Choose a folder …") if self.way == "out" else self.tr("Choose a file …")
        go = self.tr("Write to this stick") if self.way == "out" else self.tr("Read this stick")
        self._ui.place.setText(
            self.tr("Stick: {0}").format(label)
            if label
            else self.tr("Plug in a stick, or choose where to look.")
            if self.way == "in"
            else self.tr("Plug in a stick, or choose a folder.")
        )
        self._ui.other.setText(choose)
        self._ui.other.setVisible(bool(label))
        self._ui.go.setText(go if label else choose)
        self._ui.leave.setText(self.tr("Cancel"))
        if news and self.way == "out":
            words, act = self.tr("The province's answer for this counter is on this stick."), self.tr("Take it first")
            self._ui.answer.show_words("accent", "inbox", words, act)
        else:
            self._ui.answer.hide()
        self.adjustSize()

    def show_progress(self, done: int, of: int) -> None:
        """It works; so much is done."""
        self._works = True
        self._ui.answer.hide()
        for button in (self._ui.go, self._ui.other):
            button.hide()
        self._ui.leave.setText(self.tr("Stop"))
        self._ui.progress.setRange(0, max(0, of))
        self._ui.progress.setValue(min(done, of))
        self._ui.progress.show()

    def show_end(self, words: str, *, well: bool) -> None:
        """What came of it. After a refusal another place may be chosen at once."""
        self._works = False
        self._ui.progress.hide()
        self._ui.answer.show_words("accent" if well else "danger", "check-circle" if well else "alert-circle", words)
        self._ui.go.setVisible(not well)
        self._ui.other.setVisible(not well and bool(self._stick))
        self._ui.leave.setText(self.tr("Close"))
        (self._ui.leave if well else self._ui.go).setFocus()
        self._ui.leave.setDefault(well)
        self.adjustSize()

    def show_stopped(self) -> None:
        """The person did not want it any more."""
        self.show_end(self.tr("Stopped. Nothing was changed, and nothing is lost."), well=False)

    @Slot()
    def _go(self) -> None:
        (self.go_asked if self._stick else self.other_asked).emit()

    def reject(self) -> None:
        """Esc and its button: stop what is under way, else leave."""
        if self._works:
            self.stop_asked.emit()
        else:
            super().reject()
