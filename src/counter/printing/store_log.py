"""The print log of the local store, as the spool wants it."""

from __future__ import annotations

from counter.domain.sentence import say
from counter.printing.paper_size import PaperName
from counter.printing.printer import Outcome
from counter.printing.spool import STATEMENT, PrintJob
from counter.store.database import Transaction
from counter.store.dossiers import rows_of, story_of
from counter.store.local_store import LocalStore
from counter.store.prints import (
    PrintRecord,
    begin_print,
    code_on_receipt,
    end_print,
    forget_unfinished,
    next_print,
    print_of,
    receipt_form,
    statement_day,
)
from counter.store.statement import slip_of


class StorePrintLog:
    """Implements `counter.printing.spool.PrintLog`. Every call is one short transaction of its own."""

    def __init__(self, store: LocalStore, printer: str = "") -> None:
        """`printer`: the setting of the printer for every job."""
        self._store, self._printer = store, printer

    @property
    def printer(self) -> str:
        """The setting of the printer in use."""
        return self._printer

    def set_printer(self, printer: str) -> None:
        """The printer for the jobs to come."""
        self._printer = printer

    def forget_unfinished(self) -> int:
        with self._store.database.write() as transaction:
            return forget_unfinished(transaction)

    def next_job(self) -> PrintJob | None:
        with self._store.database.read() as transaction:
            record = next_print(transaction)
            return None if record is None else self._job(transaction, record)

    def job(self, job_id: int) -> PrintJob | None:
        """One job by its id, whatever its state: for the preview, and for a command that prints one receipt."""
        with self._store.database.read() as transaction:
            record = print_of(transaction, job_id)
            return None if record is None else self._job(transaction, record)

    def preview(self, dossier: int) -> PrintJob | None:
        """What the receipt of a dossier looks like, without any print being recorded."""
        with self._store.database.read() as transaction:
            official = next((row.replaced_by for row in rows_of(transaction, (dossier,))), None)
            record = PrintRecord(
                0, dossier, receipt_form(official), 1, "A5", 0, "saved", "", None, None, "", None, None
            )
            return self._job(transaction, record)

    def began(self, job: PrintJob, printer: str) -> bool:
        with self._store.database.write() as transaction:
            return begin_print(transaction, job.id, printer, self._now())

    def ended(self, job: PrintJob, outcome: Outcome) -> None:
        with self._store.database.write() as transaction:
            end_print(transaction, job.id, outcome.state, say(outcome.sentence), self._now())

    def _now(self) -> str:
        return self._store.clock.now().isoformat(timespec="milliseconds")

    def _job(self, transaction: Transaction, record: PrintRecord) -> PrintJob | None:
        day = statement_day(record.form)
        if day is not None:
            return self._statement(transaction, record, day)
        story = story_of(transaction, record.dossier)
        if story is None or story.reception.body is None:
            return None
        paper: PaperName = "A4" if record.paper == "A4" else "A5"
        return PrintJob(
            record.id, str(record.dossier), code_on_receipt(record.form) or story.row.code, story.reception.body,
            story.reception.hash.hex()[:8], paper, record.copies, record.copy_number, self._printer,
        )  # fmt: skip

    def _statement(self, transaction: Transaction, record: PrintRecord, day: str) -> PrintJob | None:
        slip = slip_of(transaction, day)
        if slip is None:
            return None
        paper: PaperName = "A4" if record.paper == "A4" else "A5"
        return PrintJob(
            record.id, "", f"xac-nhan-{day}", slip.body(), "", paper, record.copies, record.copy_number, self._printer,
            STATEMENT,
        )  # fmt: skip
