"""The whole story of one dossier: what it is, what is promised, what happened, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.dossier_view import StoryView
from counter.gui.forms.story_panel import Ui_StoryPanel
from counter.gui.parts.card_panel import CardPanel
from counter.gui.parts.key_button import KeyButton
from counter.gui.scan_view import ScanView
from counter.gui.theme import repolish

WIDTH, NARROW = 396, 344
_AWAITED = -1  # no dossier: which one is meant is being looked up


class StoryPanel(CardPanel):
    """`reprint_requested(dossier)` by F8, `preview_requested(dossier)`, `print_told(job, printed)` when a person says
    what became of a print, `duty_done(dossier, kind)` when a person says that something owed is done, `attach_requested`
    (dossier) by F6, `files_dropped(dossier, paths)`, `scan_taken_back(scan)`, `attaching_stopped`,
    `withdraw_requested(view)` when the citizen withdraws, `left` when the clerk goes back to the list."""

    reprint_requested = Signal(object)
    preview_requested = Signal(object)
    print_told = Signal(object, bool)
    duty_done = Signal(object, str)
    attach_requested = Signal(object)
    files_dropped = Signal(object, object)
    scan_taken_back = Signal(object)
    attaching_stopped = Signal()
    withdraw_requested = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_StoryPanel()
        self._ui.setupUi(self)
        self._view: StoryView | None = None
        self._meant: int | None = None
        self._early: KeyButton | None = None
        self._alone = False
        self._narrow = False
        self._ui.timeline.setAccessibleName(self.tr("The dossier's story"))
        self._ui.reprint.clicked.connect(self._reprint)
        self._ui.preview.clicked.connect(self._preview)
        self._ui.printed.clicked.connect(self._printed)
        self._ui.notPrinted.clicked.connect(self._not_printed)
        self._ui.duties.done.connect(self._duty_done)
        self._ui.duties.lost.connect(self._rest)
        self._ui.scans.attach.connect(self._attach)
        self._ui.scans.taken_back.connect(self.scan_taken_back)
        self._ui.scans.stopped.connect(self.attaching_stopped)
        self.setAcceptDrops(True)
        self._ui.withdraw.clicked.connect(self._withdraw)
        self._ui.back.clicked.connect(self.left)
        self.set_alone(False)
        self.show_nothing()

    def view(self) -> StoryView | None:
        """The story that is shown."""
        return self._view

    def mean(self, dossier: int | None, *, awaited: bool = False) -> None:
        """The dossier that is chosen now, None for none. Until its story comes the one before is still seen, but no key
        acts on it any more: what is pressed meanwhile is done to the one that is meant, as soon as it is here.
        `awaited`: it is the one of `wait`."""
        if dossier != self._meant:
            if not (awaited and self._meant == _AWAITED):
                self._early = None
            self._meant = dossier

    def wait(self) -> None:
        """Another dossier is meant, by its code: which one it is will be told by `mean`."""
        self._meant, self._early = _AWAITED, None

    def show_nothing(self) -> None:
        """No dossier is chosen: say how one is."""
        self._view = self._early = None
        self._ui.empty.show_words(
            "folder-search", self.tr("No dossier chosen"), self.tr("Type, then press Down or Enter to open one.")
        )
        self._ui.stack.setCurrentWidget(self._ui.empty)

    def show_trouble(self, words: str) -> None:
        """The story cannot be read just now: what happened, what is safe, what to do."""
        self._view = self._early = None
        self._ui.empty.show_words("alert-triangle", self.tr("This dossier cannot be opened now"), words)
        self._ui.stack.setCurrentWidget(self._ui.empty)

    def show_story(self, view: StoryView) -> None:
        """Another dossier, or the same one as it stands now."""
        ui, before = self._ui, self._view
        self._view = view
        asking = ui.ask.isAncestorOf(self.focusWidget() or self)
        ui.head.show_code(view.code, view.status, view.status_tone, view.provisional and not view.official)
        ui.applicant.setText(view.applicant)
        ui.owner.setText(view.owner)
        ui.owner.setVisible(bool(view.owner))
        ui.procedure.setText(view.procedure)
        ui.dueLabel.setText(view.due_label)
        ui.due.setText(view.due)
        ui.due.setProperty("tone", view.due_ink)
        repolish(ui.due)
        ui.why.setText(view.why)
        ui.why.setVisible(bool(view.why))
        ui.why.setToolTip(view.why_in_full if view.why_in_full != view.why else "")
        ui.official.setText(view.official)
        ui.officialBox.setVisible(bool(view.official))
        ui.timeline.show_steps([step for step in view.steps if not step.duty])
        ui.duties.show_owed(view.owed)
        ui.withdraw.setVisible(view.withdrawable)
        ui.ask.setVisible(view.asked_print is not None)
        if asking and view.asked_print is None:
            self._rest()  # the answer is given: a second press of the same key must not find another button there
        self._say_reprint()
        ui.reprint.setEnabled(view.printable)
        ui.preview.setEnabled(view.printable)
        ui.stack.setCurrentWidget(ui.story)
        if before is None or before.id != view.id:
            ui.scans.show_scans(())
            ui.scans.show_trouble("")
            ui.scroll.verticalScrollBar().setValue(0)
        early, self._early = self._early, None
        if early is not None and early.isVisible():
            early.click()

    def show_scans(self, scans: Sequence[ScanView]) -> None:
        """The scanned papers of the dossier that is shown."""
        self._ui.scans.show_scans(scans)

    def show_attaching(self, words: str) -> None:
        """A scan is being attached; empty: no more."""
        self._ui.scans.show_busy(words)

    def show_scan_trouble(self, words: str) -> None:
        """Why a scan was not attached; empty for none."""
        self._ui.scans.show_trouble(words)
        if words:
            self._ui.scroll.ensureWidgetVisible(self._ui.scans)

    def set_alone(self, alone: bool) -> None:
        """Whether the list is hidden while this is open, so that there must be a way back to it."""
        self._alone = alone
        self._ui.back.setVisible(alone)
        self._ui.back.setKeyText("Esc" if alone else "")
        self.updateGeometry()

    def set_narrow(self, narrow: bool) -> None:
        """Take less of a window that has room for list and story, but not much."""
        self._narrow = narrow
        self.updateGeometry()

    def first_focus(self) -> QWidget:
        """Where the cursor goes when the story has been opened alone: to the question, else to the first act."""
        ui = self._ui
        if self._view is None:
            return ui.back
        return ui.printed if self._view.asked_print is not None else ui.reprint if self._view.printable else ui.timeline

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(NARROW if self._narrow else WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(240), super().minimumSizeHint().height())

    def _say_reprint(self) -> None:
        offered = self._view is not None and self._view.official_unprinted
        self._ui.reprint.setText(self.tr("Print the official code") if offered else self.tr("Print again"))

    def _too_early(self, button: KeyButton) -> bool:
        """Whether another dossier is meant than the one that is seen; the act is then kept for it."""
        if self._view is None or self._meant in (None, self._view.id):
            return False
        self._early = button
        return True

    def _rest(self) -> None:
        """The cursor goes where no key does anything."""
        self._ui.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reprint(self) -> None:
        if self._view is not None and not self._too_early(self._ui.reprint):
            self.reprint_requested.emit(self._view.id)

    def _preview(self) -> None:
        if self._view is not None and not self._too_early(self._ui.preview):
            self.preview_requested.emit(self._view.id)

    def _withdraw(self) -> None:
        if self._view is not None and not self._too_early(self._ui.withdraw):
            self.withdraw_requested.emit(self._view)

    def _printed(self) -> None:
        self._tell(True)

    def _not_printed(self) -> None:
        self._tell(False)

    def _duty_done(self, kind: str) -> None:
        if self._view is not None:
            self.duty_done.emit(self._view.id, kind)

    def _attach(self) -> None:
        if self._view is not None and not self._too_early(self._ui.scans.button):
            self.attach_requested.emit(self._view.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._view is not None and self._ui.scans.button.isEnabled() and _files_of(event.mimeData()):
            self._ui.scans.show_drop(True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._ui.scans.show_drop(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._ui.scans.show_drop(False)
        files = _files_of(event.mimeData())
        if self._view is not None and files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(self._view.id, files)

    def _tell(self, printed: bool) -> None:
        if self._view is not None and self._view.asked_print is not None:
            self.print_told.emit(self._view.asked_print, printed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._ui.timeline.setAccessibleName(self.tr("The dossier's story"))
            self._say_reprint()
            self.set_alone(self._alone)
            if self._view is None:
                self.show_nothing()


def _files_of(held: QMimeData) -> list[Path]:
    """Files of this machine; nothing when anything else is among them."""
    addresses = held.urls()
    return [Path(a.toLocalFile()) for a in addresses] if all(a.isLocalFile() for a in addresses) else []
