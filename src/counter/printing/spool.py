"""From the print log to the printer: each job at most once, and an end only for what is known to have ended (I6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from counter.domain.form import Form
from counter.domain.sentence import Sentence, Trouble
from counter.printing.facts_of import receipt_facts
from counter.printing.paper_size import PaperName
from counter.printing.printer import Outcome, Printer, failed, unknown
from counter.printing.receipt import COPIES, render_receipt

RECEIPT, STATEMENT = "01", "statement"  # forms, as the print log names them


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One print that a person asked for. `code` is the code the paper shall bear: the entry's own, or the official one
    that followed a provisional reference. `body` is the `dossier_received` entry, `check` the first eight characters of
    its hash, `printer` the setting of the printer (empty: the default). With `form` STATEMENT it is about no dossier:
    `body` is what the province stated (`counter.store.statement.Slip`)."""

    id: int
    subject: str
    code: str
    body: dict[str, Any]
    check: str
    paper: PaperName = "A5"
    copies: int = COPIES
    copy_number: int = 0
    printer: str = ""
    form: str = RECEIPT


class PrintLog(Protocol):
    """The record of prints in the store. Every call is durable before it returns."""

    def forget_unfinished(self) -> int:
        """At start: whatever was under way when the program ended is unknown. How many there were."""
        ...

    def next_job(self) -> PrintJob | None:
        """The oldest job that is saved and not begun."""
        ...

    def began(self, job: PrintJob, printer: str) -> bool:
        """Recorded before the printer hears of it; False when the job was begun before."""
        ...

    def ended(self, job: PrintJob, outcome: Outcome) -> None:
        """What became of it."""
        ...


class PrintWorker:
    """Takes jobs from the log one at a time. It has no thread of its own; call `run` from one that may wait."""

    def __init__(
        self, log: PrintLog, render: Callable[[PrintJob], bytes], printer_for: Callable[[str], Printer]
    ) -> None:
        self._log, self._render, self._printer_for = log, render, printer_for
        self._begun: set[int] = set()

    def start(self) -> int:
        """Call once before the first job: a print of the last run that never got an answer is unknown from now on."""
        return self._log.forget_unfinished()

    def run(self) -> list[tuple[PrintJob, Outcome]]:
        """Works until no job waits; what was done, for the screen."""
        done = []
        while (step := self.step()) is not None:
            done.append(step)
        return done

    def step(self) -> tuple[PrintJob, Outcome] | None:
        """One job, or None when none waits. Whatever the log raises goes through, and the job is not sent again."""
        job = self._log.next_job()
        if job is None:
            return None
        outcome = self._attempt(job)
        if outcome is None:
            return None
        self._log.ended(job, outcome)
        return job, outcome

    def _attempt(self, job: PrintJob) -> Outcome | None:
        try:
            printer = self._printer_for(job.printer)
        except Trouble as trouble:
            return Outcome("failed", trouble.sentence) if self._may_begin(job, job.printer) else None
        if not self._may_begin(job, printer.name):
            return None
        try:
            pdf = self._render(job)
        except Trouble as trouble:
            return Outcome("failed", trouble.sentence)
        except Exception:  # noqa: BLE001  # one entry that cannot be drawn must not stop the paper of the next person
            return failed("printing.cannot_draw")
        try:
            return printer.send(pdf, job.code)
        except Exception:  # noqa: BLE001  # nobody can tell how far it came, so nobody may call it failed
            return unknown()

    def _may_begin(self, job: PrintJob, printer: str) -> bool:
        """Never twice, even if the log were to offer a job again."""
        if job.id in self._begun:
            return False
        self._begun.add(job.id)
        return self._log.began(job, printer)


def receipt_of(
    job: PrintJob,
    *,
    form: Form,
    centre_name: str,
    parent_name: str = "",
    place: str = "",
    hotline: str = "",
    deciding_name: str | None = None,
    training: bool = False,
) -> bytes:
    """The receipt that a job asks for, as PDF. Raises Trouble when it cannot be drawn on this machine."""
    provisional = bool(job.body.get("provisional"))
    if job.code != job.body["code"] and not provisional:
        raise Trouble(Sentence("printing.cannot_draw"))  # a printed code never changes
    facts = receipt_facts(
        job.body,
        check=job.check,
        form=form,
        centre_name=centre_name,
        parent_name=parent_name,
        place=place,
        hotline=hotline,
        official_code=job.code if job.code != job.body["code"] else None,
        deciding_name=deciding_name,
        training=training,
    )
    return render_receipt(facts, paper=job.paper, copies=job.copies, copy_number=job.copy_number)
