"""One dossier's story in the clerk's words: what happened, what is awaited, what is still owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

from counter.domain.calendar import VIETNAM, WorkCalendar
from counter.domain.due_explanation import explain, explain_shortly
from counter.domain.duty import KINDS, words_of
from counter.domain.sentence import Language, Sentence, say
from counter.domain.status import NEXT, Status, name_of
from counter.gui.dossier_times import due_words, event_words, overdue_words
from counter.gui.dossier_turns import resolved_step, withdrawn_step
from counter.gui.dossier_view import RUNNING, Ink, OwedView, Step, StepMark, StoryView, due_cell
from counter.journal.kinds import (
    CODE_ASSIGNED,
    DUTY_CLOSED,
    FILE_ATTACHED,
    FILE_MISTAKEN,
    RECEIVED,
    RESOLVED,
    WITHDRAWN,
)
from counter.store.dossiers import Duty, Fact, Story
from counter.store.prints import PrintRecord, code_on_receipt, is_receipt, receipt_form

translate = QCoreApplication.translate
_DOT = " · "
_TONES: dict[int, Literal["accent", "warning", "danger", "good", "neutral"]] = {
    Status.RECEIVED: "accent",
    Status.IN_PROGRESS: "accent",
    Status.SUPPLEMENT_ASKED: "warning",
    Status.PAYMENT_ASKED: "warning",
    Status.FINISHED: "good",
}


def story_view(
    story: Story,
    now: datetime,
    calendar: WorkCalendar,
    language: Language = "vi",
    *,
    offline_since: datetime | None = None,
) -> StoryView:
    """The story as it stands at `now` (aware). `offline_since`: since when this machine has no link, None with one."""
    row = story.row
    body = story.reception.body or {}
    asked = [job.id for job in story.prints if job.state == "unknown"]
    due, due_ink, label = _due(story, now, calendar)
    short, full = _why(body, language)
    if due_ink == "danger" and row.due is not None:
        was_due = translate("DossierStory", "Due {0}.").format(due_words(datetime.fromisoformat(row.due), now))
        short = f"{was_due} {short}"
    steps = _steps(story, body, now, language, offline_since)
    owed = tuple(_owed_view(step, body, language) for step in steps if step.duty)
    return StoryView(
        row.id, row.code, row.provisional, row.official or "", _status_words(row.status, language),
        _TONES.get(row.status, "neutral"), row.applicant, _owner(row.owner, body),
        f"{row.procedure_name}{_DOT}{row.procedure}", label, due, due_ink, short.strip(), full,
        steps, asked[-1] if asked else None, bool(body), owed, _official_unprinted(story),
        withdrawable=_withdrawable(story), has_owner=row.owner is not None,
        fee_paid=(body.get("fee") or {}).get("state") == "paid",
    )  # fmt: skip


def _withdrawable(story: Story) -> bool:
    """Whether the citizen may still withdraw it, and nobody has to settle anything first."""
    row = story.row
    known = {int(status): after for status, after in NEXT.items()}
    return row.reach != "contradicted" and Status.WITHDRAWN in known.get(row.status, ())


def _official_unprinted(story: Story) -> bool:
    """Whether the citizen holds no paper with the code that the province gave."""
    official = story.row.replaced_by
    form = receipt_form(official)
    return official is not None and not any(job.form == form and job.state != "failed" for job in story.prints)


def _ms(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp() * 1000


def _status_words(status: int, language: Language) -> str:
    known = status in {int(each) for each in Status}
    return say(name_of(Status(status)), language) if known else translate("DossierStory", "Needs an update")


def _owner(owner: str | None, body: Mapping[str, Any]) -> str:
    if not owner:
        return ""
    if body.get("capacity") == "authorised":
        return translate("DossierStory", "Authorised by {0}").format(owner)
    return translate("DossierStory", "Files for {0}").format(owner)


def _due(story: Story, now: datetime, calendar: WorkCalendar) -> tuple[str, Ink, str]:
    row = story.row
    soon = calendar.next_working_day(now.astimezone(VIETNAM).date())
    words, ink = due_cell(row, now, soon_until=datetime.combine(soon, datetime.max.time(), VIETNAM))
    if row.status in RUNNING and row.due_expected and row.due is not None:
        due = datetime.fromisoformat(row.due)
        words = overdue_words(due, now) if now > due else due_words(due, now)
        return words, ink, translate("DossierStory", "Expected")
    return words, ink, translate("DossierStory", "Due")


def _why(body: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The short and the whole reason; nothing where the plan is of a later program."""
    try:
        plan = body["due_plan"]
        return say(explain_shortly(plan), language), say(explain(plan), language)
    except (KeyError, ValueError, TypeError):
        return "", ""


def _steps(
    story: Story, reception: Mapping[str, Any], now: datetime, language: Language, offline_since: datetime | None
) -> tuple[Step, ...]:
    """Facts keep the order of the log; prints, which are no facts, stand where their time puts them."""
    steps: list[Step] = []
    jobs = list(story.prints)
    for fact in story.facts:
        while jobs and _ms(jobs[0].created) < fact.wall_ms:
            steps.append(_printed(jobs.pop(0), now, language))
        steps.append(_happened(fact, now, language, reception, story))
    steps += [_printed(job, now, language) for job in jobs]
    steps.append(_reach(story, now, offline_since))
    if story.row.status != Status.WITHDRAWN:  # nothing is owed to what the citizen has taken back
        steps += [_owed(duty, reception, now, language) for duty in story.duties if not duty.closed]
    return tuple(steps)


def _happened(fact: Fact, now: datetime, language: Language, reception: Mapping[str, Any], story: Story) -> Step:
    when = event_words(datetime.fromtimestamp(fact.wall_ms / 1000, VIETNAM), now)
    try:
        if fact.body is not None and fact.kind == RECEIVED:
            return _received(fact.body, now, story.row.due)
        if fact.body is not None and fact.kind == CODE_ASSIGNED:
            title = translate("DossierStory", "The province gave the code {0}").format(fact.body["code"])
            return Step(title, _DOT.join((when, translate("DossierStory", "the provisional reference stays good"))))
        if fact.body is not None and fact.kind == DUTY_CLOSED:
            done = translate("DossierStory", "Done: {0}").format(_duty_words(fact.body["kind"], reception, language))
            return Step(done, when)
        if fact.body is not None and fact.kind == FILE_ATTACHED:
            title = translate("DossierStory", "Scan attached: {0}").format(fact.body["title"])
            pages = translate("DossierStory", "pages: {0}").format(fact.body["pages"])
            return Step(title, _DOT.join((when, pages)))
        if fact.body is not None and fact.kind == FILE_MISTAKEN:
            title = translate("DossierStory", "A scan was marked as attached by mistake")
            return Step(title, _DOT.join(part for part in (when, fact.body.get("reason")) if part))
        if fact.body is not None and fact.kind == WITHDRAWN:
            return withdrawn_step(fact.body, when)
        if fact.body is not None and fact.kind == RESOLVED:
            return resolved_step(fact.body, when, story.facts)
    except (KeyError, TypeError, ValueError):
        pass  # another program's fact in a shape of its own: shown as unread, like a kind of a later version
    needs = translate("DossierStory", "the program must be updated to show it; nothing is lost")
    return Step(translate("DossierStory", "A step this program cannot read yet"), _DOT.join((when, needs)), "unread")


def _received(body: Mapping[str, Any], now: datetime, due_now: str | None) -> Step:
    received = datetime.fromisoformat(body["received_at"])
    parts = [event_words(received, now), body["clerk"]]
    papers = translate("DossierStory", "papers: {0}").format(len(body["papers"]))
    if body["settled_at_once"]:
        parts += [papers, translate("DossierStory", "settled at once")]
    elif body["due"] is not None and body["due"] != due_now:  # else it stands above the story already
        promised = due_words(datetime.fromisoformat(body["due"]), now)
        parts.append(translate("DossierStory", "{0}, due {1}").format(papers, promised))
    else:
        parts.append(papers)
    if body["late"] is not None:
        entered = event_words(datetime.fromisoformat(body["late"]["entered_at"]), now)
        reason = body["late"].get("reason")
        words = translate("DossierStory", "entered later, {0}").format(entered)
        parts.append(f"{words}: {reason}" if reason else words)
    if body["offline_since"] is not None:
        since = event_words(datetime.fromisoformat(body["offline_since"]), now)
        parts.append(translate("DossierStory", "no link since {0}").format(since))
    if "clock_doubt" in body:
        parts.append(translate("DossierStory", "the clock was in doubt"))
    if body["note"]:
        parts.append(translate("DossierStory", "note: {0}").format(body["note"]))
    return Step(translate("DossierStory", "Received at counter {0}").format(body["counter"]), _DOT.join(parts))


_PRINT_MARKS: dict[str, StepMark] = {
    "saved": "waiting",
    "printing": "waiting",
    "printed": "done",
    "unknown": "attention",
    "failed": "attention",
}


def _printed(job: PrintRecord, now: datetime, language: Language) -> Step:
    title, official = translate("DossierStory", "Receipt printed"), code_on_receipt(job.form)
    if not is_receipt(job.form):
        title = translate("DossierStory", "Form {0} printed").format(job.form)
    elif job.copy_number:
        title = translate("DossierStory", "Receipt printed again, copy no. {0}").format(job.copy_number)
    elif official is not None:
        title = translate("DossierStory", "Receipt printed with the code {0}").format(official)
    if job.state == "unknown":
        title = translate("DossierStory", "Print not known to have come out")
    state = say(Sentence(f"printing.state_{job.state}"), language)
    copies = translate("DossierStory", "parts: {0}").format(job.copies)
    parts = [event_words(datetime.fromisoformat(job.created), now), copies, job.printer or "", state]
    return Step(title, _DOT.join(part for part in parts if part), _PRINT_MARKS.get(job.state, "unread"))


def _reach(story: Story, now: datetime, offline_since: datetime | None) -> Step:
    if story.row.reach == "flagged":
        return Step(
            translate("DossierStory", "The province wants a person to look at it"),
            translate("DossierStory", "It is kept there; what to do stands under Needs a look (F7)"),
            "attention",
        )
    if story.row.reach == "contradicted":
        return Step(
            translate("DossierStory", "Two counters recorded different things"),
            translate("DossierStory", "Both are kept; a supervisor chooses under Needs a look (F7)"),
            "attention",
        )
    waiting = sum(1 for fact in story.facts if not fact.held)
    if not waiting:
        return Step(translate("DossierStory", "The province has all of it"), "")
    alone = translate("DossierStory", "sent by itself when there is a link")
    detail = translate("DossierStory", "sent by itself within minutes")
    if offline_since is not None:
        since = translate("DossierStory", "No link since {0}").format(event_words(offline_since, now))
        detail = f"{since}{_DOT}{alone}"
    return Step(translate("DossierStory", "Waits to be sent to the province"), detail, "waiting")


def _duty_words(kind: str, reception: Mapping[str, Any], language: Language) -> str:
    if kind not in KINDS:
        return translate("DossierStory", "a duty this program cannot read yet")
    words = say(words_of(kind, reception.get("capacity", "self")), language)
    return words[:1].lower() + words[1:]


def _owed(duty: Duty, reception: Mapping[str, Any], now: datetime, language: Language) -> Step:
    title = translate("DossierStory", "Still owed: {0}").format(_duty_words(duty.kind, reception, language))
    known = duty.kind if duty.kind in KINDS else ""
    if duty.by is None:
        return Step(title, translate("DossierStory", "When there is a link"), "waiting", known)
    by = datetime.fromisoformat(duty.by)
    if now > by:
        return Step(title, overdue_words(by, now), "late", known)
    detail = translate("DossierStory", "When there is a link, {0} at the latest").format(due_words(by, now))
    return Step(title, detail, "waiting", known)


def _owed_view(step: Step, reception: Mapping[str, Any], language: Language) -> OwedView:
    words = _duty_words(step.duty, reception, language)
    # The official code comes from the province, and closes its duty by coming.
    by_hand = step.duty != "official_code"
    return OwedView(step.duty, words[:1].upper() + words[1:], step.detail, step.mark == "late", by_hand)
