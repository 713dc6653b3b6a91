"""What the clerk promises and the one button: due time and why, fee, result, print, and the last receptions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from counter.gui.fee_part import QUANTITIES
from counter.gui.forms.receipt_card import Ui_ReceiptCard
from counter.gui.parts.card_panel import CardPanel
from counter.gui.reception_draft import OutlookView, ProcedureDetails, RecentRow, ReceptionDraft
from counter.gui.theme import repolish

_FIELDS = {"due": "dueAt", "due_at": "dueAt", "received_at": "receivedAt", "late_reason": "lateReason", "note": "note"}
PAPER_SIZES = ("A5", "A4", "80mm")


class ReceiptCard(CardPanel):
    """`edited` when a person changed something, `receive_pressed` by F9, `reprint_pressed(code)` by F8."""

    edited = Signal()
    receive_pressed = Signal()
    reprint_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ReceiptCard()
        self._ui.setupUi(self)
        self.button = self._ui.receive
        self._outlook = OutlookView()
        self._details: ProcedureDetails | None = None
        for field in (self._ui.dueAt, self._ui.receivedAt, self._ui.lateReason, self._ui.note, self._ui.fee):
            field.edited.connect(self.edited)
        for choice in (self._ui.returnBy, self._ui.copies, self._ui.paperSize, self._ui.printer):
            choice.activated.connect(self._chosen)
        self._ui.settled.clicked.connect(self.edited)
        self._ui.lateAct.clicked.connect(self._late_pressed)
        self._ui.noteAct.clicked.connect(self._note_pressed)
        self._ui.receive.clicked.connect(self.receive_pressed)
        self._ui.reprint.clicked.connect(self._reprint)
        self._ui.recent.chosen.connect(self._say_reprint)
        self._ui.trouble.hide()
        self._words()
        self.set_printers([])
        self.show_draft(ReceptionDraft())
        self.show_recent([])
        self.show_outlook(OutlookView())

    # data in and out

    def put_into(self, values: dict[str, object]) -> None:
        """Add what stands here to the values of a `ReceptionDraft`."""
        late = not self._ui.lateBox.isHidden()
        values.update(self._ui.fee.values())
        values["due_at"] = "" if self._ui.dueAt.isHidden() else self._ui.dueAt.value()
        values["return_by"] = self._ui.returnBy.key()
        values["settled_at_once"] = self._ui.settled.isChecked() and not self._ui.settled.isHidden()
        values["late"] = late
        values["received_at"] = self._ui.receivedAt.value() if late else ""
        values["late_reason"] = self._ui.lateReason.value() if late else ""
        values["note"] = self._ui.note.value()
        values["copies"] = int(self._ui.copies.key())
        values["paper_size"] = self._ui.paperSize.key()
        values["printer"] = self._ui.printer.key()

    def show_draft(self, draft: ReceptionDraft) -> None:
        """Show these choices."""
        self._ui.dueAt.set_value(draft.due_at)
        self._ui.settled.setChecked(draft.settled_at_once)
        self._ui.fee.show_values(draft.fee_vnd, draft.fee_quantity, draft.fee_paid)
        self._ui.returnBy.choose(draft.return_by)
        self._ui.copies.choose(str(draft.copies))
        self._ui.paperSize.choose(draft.paper_size)
        if draft.printer:
            self._ui.printer.choose(draft.printer)
        self._show_late(draft.late)
        self._ui.receivedAt.set_value(draft.received_at)
        self._ui.lateReason.set_value(draft.late_reason)
        self._ui.note.set_value(draft.note)
        self._ui.note.setVisible(bool(draft.note))
        for field in (self._ui.dueAt, self._ui.receivedAt, self._ui.lateReason, self._ui.note):
            field.show_state("normal")
        self.show_trouble("")

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the small acts stand below each other; the printer's name has its own line anyway."""
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._ui.acts.setDirection(direction)

    def set_printers(self, printers: list[tuple[str, str]], chosen: str = "", *, fixed: bool = False) -> None:
        """The printers as (key, words) and the one in use; shown when there is a choice, or when there is none by order."""
        self._ui.printer.set_choices(printers)
        if chosen:
            self._ui.printer.choose(chosen)
        self._ui.printer.setVisible(len(printers) > 1 or fixed)
        self._ui.printer.setEnabled(not fixed)

    def show_procedure(self, details: ProcedureDetails | None) -> None:
        """What of the procedure matters here: who states the fee and the time, and whether it can be settled at once."""
        self._details = details
        self._ui.fee.show_rule(bool(details and details.fee_editable), details.quantities if details else ())
        self._ui.fee.show_values("", (), False)
        self._ui.dueAt.setVisible(bool(details and details.due_editable))
        self._ui.dueAt.set_value("")
        self._ui.settled.setChecked(False)
        self._ui.settled.setVisible(bool(details and details.may_settle_at_once))
        if details is None:
            self.show_outlook(OutlookView())

    def show_outlook(self, outlook: OutlookView) -> None:
        """What the receipt would say now."""
        self._outlook = outlook
        waiting = not outlook.due
        self._ui.dueLabel.setText(self.tr("Result expected") if outlook.expected else self.tr("Result due"))
        self._ui.due.setText(outlook.due or "–")
        self._ui.why.setText(outlook.why or (self.tr("Known as soon as a procedure is chosen.") if waiting else ""))
        self._ui.why.setVisible(bool(self._ui.why.text()))
        self._ui.codeLine.setText(outlook.code)
        self._ui.codeLine.setVisible(bool(outlook.code))
        self._ui.codeLine.setProperty("tone", "warning" if outlook.provisional else "")
        repolish(self._ui.codeLine)
        self._ui.fee.show_fee(outlook.fee, outlook.fee_due)

    def show_recent(self, rows: list[RecentRow]) -> None:
        """The last receptions, newest first."""
        self._ui.recent.show_rows(rows)
        self._ui.line2.setVisible(bool(rows))
        self._ui.reprint.setEnabled(bool(rows))

    def forget_chosen(self) -> None:
        """Somebody else works here next: "print again" means the newest."""
        self._ui.recent.choose_newest()

    def show_busy(self, busy: bool) -> None:
        """While a reception is being written the button cannot be pressed again."""
        self._ui.receive.setEnabled(not busy)
        self._ui.receive.setText(self.tr("Saving …") if busy else self._act())

    def show_trouble(self, words: str) -> None:
        """What the machine cannot do just now, at the head of the card; empty takes it away."""
        if words:
            self._ui.trouble.show_words("danger", "alert-circle", words)
            self._ui.scroll.verticalScrollBar().setValue(0)
        else:
            self._ui.trouble.hide()

    def show_refusal(self, field: str, sentence: str) -> bool:
        """Say why a value was refused; False when it is none of ours."""
        if field.startswith("fee") or field in QUANTITIES:
            self._ui.fee.show_refusal(sentence, field)
            return True
        name = _FIELDS.get(field)
        if name is None:
            return False
        if field in ("received_at", "late_reason"):
            self._show_late(True)
        target = getattr(self._ui, name)
        target.setVisible(True)
        target.show_state("refused", sentence)
        target.setFocus()
        return True

    # what a person does

    def _chosen(self) -> None:
        self.show_busy(not self._ui.receive.isEnabled())
        self.edited.emit()

    def _late_pressed(self) -> None:
        late = self._ui.lateBox.isHidden()
        self._show_late(late)
        if late:
            self._ui.receivedAt.setFocus()
        self.edited.emit()

    def _note_pressed(self) -> None:
        show = self._ui.note.isHidden()
        self._ui.note.setVisible(show)
        if show:
            self._ui.note.setFocus()
        else:
            self._ui.note.set_value("")
        self.edited.emit()

    def _reprint(self) -> None:
        if self._ui.recent.code():
            self.reprint_pressed.emit(self._ui.recent.code())

    def _say_reprint(self) -> None:
        self._ui.reprint.setAccessibleDescription(self._ui.recent.code())

    # what is seen

    def _show_late(self, late: bool) -> None:
        self._ui.lateBox.setVisible(late)
        self._ui.lateAct.setIconName("x" if late else "clock")

    def _act(self) -> str:
        return self.tr("Receive") if self._ui.copies.key() == "0" else self.tr("Receive and print")

    def _words(self) -> None:
        self._ui.returnBy.set_choices(
            [("counter", self.tr("At the counter")), ("post", self.tr("By post")), ("online", self.tr("Online"))]
        )
        self._ui.returnBy.setAccessibleName(self._ui.returnLabel.text())
        self._ui.copies.set_choices(
            [("1", self.tr("1 copy")), ("2", self.tr("2 copies")), ("3", self.tr("3 copies")), ("0", self.tr("None"))]
        )
        self._ui.copies.setAccessibleName(self.tr("Copies to print"))
        self._ui.paperSize.set_choices([(size, size.replace("mm", " mm")) for size in PAPER_SIZES])
        self._ui.paperSize.setAccessibleName(self.tr("Size of paper"))
        self._ui.printer.setAccessibleName(self.tr("Printer"))
        self.show_busy(not self._ui.receive.isEnabled())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._words()
            self.show_outlook(self._outlook)
