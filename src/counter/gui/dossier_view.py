"""What the page of dossiers shows: plain rows and stories in the clerk's words, made from what the store holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from PySide6.QtCore import QCoreApplication

from counter.domain.calendar import VIETNAM, WorkCalendar
from counter.domain.status import Status
from counter.gui.dossier_marks import Marks, SearchMarks
from counter.gui.dossier_times import due_words, overdue_words
from counter.store.dossiers import DossierRow

translate = QCoreApplication.translate

Ink = Literal["text", "muted", "warning", "danger", "good"]
Filter = Literal["all", "open", "soon", "overdue", "ended"]
Period = Literal["30", "all"]
FILTERS: tuple[Filter, ...] = ("all", "open", "soon", "overdue", "ended")
PERIODS: tuple[Period, ...] = ("30", "all")
RUNNING = frozenset({Status.RECEIVED, Status.IN_PROGRESS, Status.PAYMENT_ASKED})
"""The statuses in which the due time counts down; while a supplement is awaited the citizen is waited for."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of the list, worded. `remark` stands quietly behind the name; marks are spans of `name` and `code`."""

    id: int
    code: str
    provisional: bool
    name: str
    remark: str
    procedure: str
    due: str
    due_ink: Ink
    reach: str
    reach_ink: Ink
    name_marks: Marks = ()
    code_marks: Marks = ()


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many open dossiers are due by the next working day, and how many are past their due time."""

    soon: int = 0
    overdue: int = 0


StepMark = Literal["done", "waiting", "attention", "late", "unread"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a story: what happened or is awaited, and below it when, who and how. `duty`: the kind of duty that is
    still owed by this line, which stands among the duties then."""

    title: str
    detail: str
    mark: StepMark = "done"
    duty: str = ""


@dataclass(frozen=True, slots=True)
class OwedView:
    """One open duty, worded. `by_hand`: a person says when it is done, for nothing else tells."""

    kind: str
    words: str
    detail: str
    late: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class StoryView:
    """One dossier's whole story, worded.

    `official`: the code that followed a provisional reference, `official_unprinted` when no paper bears it yet.
    `asked_print`: the print job whose end is not known and is to be told by a person. `printable`: whether this program
    can print the receipt of this dossier. `withdrawable`: whether the citizen can withdraw it as it stands; `has_owner`,
    `fee_paid`: what is asked about then."""

    id: int
    code: str
    provisional: bool
    official: str
    status: str
    status_tone: Literal["accent", "warning", "danger", "good", "neutral"]
    applicant: str
    owner: str
    procedure: str
    due_label: str
    due: str
    due_ink: Ink
    why: str
    why_in_full: str
    steps: tuple[Step, ...]
    asked_print: int | None = None
    printable: bool = True
    owed: tuple[OwedView, ...] = ()
    official_unprinted: bool = False
    withdrawable: bool = False
    has_owner: bool = False
    fee_paid: bool = False


def row_views(rows: Sequence[DossierRow], query: str, now: datetime, calendar: WorkCalendar) -> list[RowView]:
    """The rows as they stand at `now` (aware), with what the search meant marked."""
    marks = SearchMarks(query)
    soon = calendar.next_working_day(now.astimezone(VIETNAM).date())
    views = []
    for row in rows:
        name, remark = people_words(row, marks)
        due, due_ink = due_cell(row, now, soon_until=datetime.combine(soon, datetime.max.time(), VIETNAM))
        reach, reach_ink = reach_cell(row)
        views.append(RowView(
            row.id, row.code, row.provisional, name, remark, row.procedure_name, due, due_ink, reach, reach_ink,
            marks.in_name(name), marks.in_code(row.code),
        ))  # fmt: skip
    return views


def people_words(row: DossierRow, marks: SearchMarks) -> tuple[str, str]:
    """The name that is looked for and a remark on the other one: who files stands first unless the owner was meant."""
    if not row.owner:
        return row.applicant, ""
    if marks and marks.hits(row.owner) > marks.hits(row.applicant):
        return row.owner, translate("DossierView", "filed by {0}").format(row.applicant)
    return row.applicant, translate("DossierView", "for {0}").format(row.owner)


def due_cell(row: DossierRow, now: datetime, *, soon_until: datetime) -> tuple[str, Ink]:
    """The due column: lateness in words, the moment while it runs, else what is awaited or how it ended."""
    if row.status not in RUNNING:
        return _standing_words(row.status)
    if row.due is None:
        return translate("DossierView", "No due time"), "muted"
    due = datetime.fromisoformat(row.due)
    if now > due:
        return overdue_words(due, now), "danger"
    today = now.astimezone(VIETNAM).date()
    if row.due_expected:
        day = due.astimezone(VIETNAM)
        return translate("DossierView", "Expected {0}").format(
            f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"
        ), "text"
    words = due_words(due, now)
    if due > soon_until or (due.date() == today and datetime.fromisoformat(row.received).date() == today):
        return words, "text"  # received and promised within one day is the usual course: nothing to look at
    return words, "warning"


def _standing_words(status: int) -> tuple[str, Ink]:
    match status:
        case Status.SUPPLEMENT_ASKED:
            return translate("DossierView", "Papers awaited"), "warning"
        case Status.FINISHED:
            return translate("DossierView", "To hand over"), "good"
        case Status.HANDED_OVER:
            return translate("DossierView", "Handed over"), "muted"
        case Status.SUBMITTED:
            return translate("DossierView", "Not yet received"), "muted"
        case Status.REFUSED:
            return translate("DossierView", "Not accepted"), "muted"
        case Status.WITHDRAWN:
            return translate("DossierView", "Withdrawn"), "muted"
        case Status.STOPPED:
            return translate("DossierView", "Stopped"), "muted"
    return translate("DossierView", "Needs an update"), "warning"


def reach_cell(row: DossierRow) -> tuple[str, Ink]:
    """The sync column: whether the province holds it all; if it does, whether its own code is still to come."""
    if row.reach in ("flagged", "contradicted"):
        return translate("DossierView", "Needs a look"), "warning"
    if row.reach == "waiting":
        return translate("DossierView", "Waits"), "muted"
    if row.provisional and row.official is None:
        return translate("DossierView", "Provisional"), "warning"
    return translate("DossierView", "Province has it"), "good"


def widest_words() -> tuple[list[str], list[str]]:
    """Words as long as due and reach get, for the widths of their columns."""
    noon = datetime(2026, 11, 23, 20, 0, tzinfo=VIETNAM)
    due = [
        due_words(noon, noon),
        due_words(noon + timedelta(days=1), noon),
        overdue_words(noon, noon + timedelta(hours=20)),
    ]
    due.append(translate("DossierView", "Expected {0}").format("30/12"))
    due += [_standing_words(status)[0] for status in (Status.SUPPLEMENT_ASKED, Status.REFUSED, Status.FINISHED)]
    reach = [translate("DossierView", "Waits"), translate("DossierView", "Province has it")]
    return due, reach
