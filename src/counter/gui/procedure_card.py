"""What the applicant wants and what was brought: the procedure, its case, who decides, and the papers."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.forms.procedure_card import Ui_ProcedureCard
from counter.gui.parts.card_panel import CardPanel
from counter.gui.parts.pill import Pill, Tone
from counter.gui.reception_draft import ProcedureDetails, ProcedureRow, ReceptionDraft

_ROOMY = 520  # narrower, the head of the papers has no room for its act; Ctrl+A works all the same
_OTHER = "?"  # the choice that opens the line for another body's code; in a draft: that code is not typed yet


class ProcedureCard(CardPanel):
    """`edited` is sent when a person changed the case, the deciding body or the papers; `query_changed` and `chosen`
    come from the search."""

    edited = Signal()
    query_changed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ProcedureCard()
        self._ui.setupUi(self)
        self.search = self._ui.search
        self.papers = self._ui.papers
        self._agencies: list[tuple[str, str]] = []
        self._details: ProcedureDetails | None = None
        self._ui.search.query_changed.connect(self._query_changed)
        self._ui.search.chosen.connect(self.chosen)
        self._ui.variant.edited.connect(self.edited)
        self._ui.agency.edited.connect(self._agency_chosen)
        self._ui.otherAgency.edited.connect(self.edited)
        self._ui.sets.textEdited.connect(self.edited)
        self._ui.papers.edited.connect(self._papers_edited)
        self._ui.allPapers.setKeyText("Ctrl+A", bind=False)  # the table listens to it; in a text it selects the text
        self._ui.allPapers.clicked.connect(self._ui.papers.table.tick_all)
        self._words()
        self._show_parts()

    # data in and out

    def put_into(self, values: dict[str, object]) -> None:
        """Add what stands here to the values of a `ReceptionDraft`."""
        if self._details is None:
            return
        values["procedure"] = self._details.code
        values["variant"] = self._ui.variant.value()
        values["deciding_agency"] = self._agency()
        values["papers"] = self._ui.papers.papers()
        values["sets"] = self._ui.sets.number()

    def set_agencies(self, agencies: list[tuple[str, str]]) -> None:
        """The bodies that decide what is received here often, as (code, words); the own centre is always first."""
        self._agencies = list(agencies)
        self._words()

    def show_procedures(self, rows: list[ProcedureRow], query: str | None) -> None:
        """The results of a search."""
        self._ui.search.show_results(rows, query)

    def show_procedure(self, details: ProcedureDetails | None) -> None:
        """The chosen procedure with its papers as they first stand; None for no procedure."""
        self._details = details
        self._say_refusal("")
        if details is not None:
            self._ui.name.setText(details.name)
            self._ui.code.setText(details.code)
            self._ui.pills.show_items([Pill(None, words, cast("Tone", tone)) for words, tone in details.pills])
            self._ui.remark.setText(details.remark)
            self._ui.variant.set_choices(list(details.variants))
            self._ui.papers.show_papers(details.papers)
        else:
            self._ui.variant.set_choices([])
            self._ui.papers.show_papers(())
            self._ui.agency.set_value("")
            self._ui.otherAgency.set_value("")
        self._ui.sets.set_number(1)
        self._show_parts()

    def show_draft(self, draft: ReceptionDraft) -> None:
        """Put the choices and papers of a draft on top of the procedure that is shown."""
        if self._details is None:
            return
        self._ui.variant.set_value(draft.variant)
        known = {code for code, _ in self._agencies}
        other = bool(draft.deciding_agency) and draft.deciding_agency not in known
        self._ui.agency.set_value(_OTHER if other else draft.deciding_agency)
        self._ui.otherAgency.set_value(draft.deciding_agency if other and draft.deciding_agency != _OTHER else "")
        self._ui.papers.show_papers(draft.papers)
        self._ui.sets.set_number(draft.sets)
        self._show_parts()

    def has_procedure(self) -> bool:
        """Whether one is chosen."""
        return self._details is not None

    def show_refusal(self, field: str, sentence: str) -> bool:
        """Say why a choice was refused; False when it is none of ours."""
        fields = {"variant": self._ui.variant, "agency": self._ui.agency, "deciding_agency": self._ui.agency}
        if field in fields and not fields[field].isHidden():
            target = (
                self._ui.otherAgency if field != "variant" and not self._ui.otherAgency.isHidden() else fields[field]
            )
            target.show_state("refused", sentence)
            target.setFocus()
        elif field == "procedure":
            self._say_refusal(sentence)
            self._ui.search.setFocus()
        elif field in ("papers", "sets") and self._details is not None:
            self._say_refusal(sentence)
            (self._ui.sets if field == "sets" else self._ui.papers.table).setFocus()
        else:
            return False
        return True

    # what a person does

    def _query_changed(self, query: str) -> None:
        self._say_refusal("")
        self.query_changed.emit(query)

    def _agency_chosen(self) -> None:
        self._show_parts()
        if self._ui.agency.value() == _OTHER:
            self._ui.otherAgency.setFocus()
        self.edited.emit()

    def _agency(self) -> str:
        chosen = self._ui.agency.value()
        return self._ui.otherAgency.value().upper() or _OTHER if chosen == _OTHER else chosen

    def _papers_edited(self) -> None:
        self._say_refusal("")
        self._say_count()
        self.edited.emit()

    # what is seen

    def _show_parts(self) -> None:
        details = self._details
        there = details is not None
        self._ui.empty.setVisible(not there)
        for part in (self._ui.chosen, self._ui.choices, self._ui.papersHead, self._ui.papers):
            part.setVisible(there)
        self._ui.pills.setVisible(bool(details and details.pills))
        self._ui.remark.setVisible(bool(details and details.remark))
        self._ui.variant.setVisible(bool(details and len(details.variants) > 1))
        self._ui.otherAgency.setVisible(self._ui.agency.value() == _OTHER)
        self._say_count()

    def _say_count(self) -> None:
        ticked, of = self._ui.papers.counted()
        self._ui.allPapers.setVisible(of > 1 and self.width() >= theme.current().px(_ROOMY))
        self._ui.papersCount.setText(self.tr("{0} of {1}").format(ticked, of) if of else self.tr("none listed"))

    def _say_refusal(self, sentence: str) -> None:
        self._ui.refusal.setText(sentence)
        self._ui.refusal.setVisible(bool(sentence))

    def _words(self) -> None:
        own, other = ("", self.tr("This centre")), (_OTHER, self.tr("Another body …"))
        self._ui.agency.set_choices([own, *self._agencies, other])
        self._ui.sets.setAccessibleName(self._ui.setsLabel.text())
        headline = self.tr("What does the applicant need?")
        sentence = self.tr("Type a few letters of the procedure, such as “khai sinh” or “ks”, or its code.")
        self._ui.empty.show_words("file-text", headline, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_count()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._words()
            self._say_count()
