"""The print log: every attempt is recorded before it is sent, and one whose end is not known stays *unknown* (I6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counter.store.database import Transaction

State = Literal["saved", "printing", "printed", "unknown", "failed"]


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """One print job. `copy_number` 0 is the first print; n ≥ 1 is marked "BẢN SAO lần n"."""

    id: int
    dossier: int
    form: str
    copies: int
    paper: str
    copy_number: int
    state: State
    actor: str
    printer: str | None
    detail: str | None
    created: str
    began: str | None
    ended: str | None


_COLUMNS = "id, dossier, form, copies, paper, copy_number, state, actor, printer, detail, created, began, ended"


RECEIPT = "01"  # Mẫu số 01
_STATEMENT = "statement "
NO_DOSSIER = 0  # of a paper that is about none


def receipt_form(official: str | None) -> str:
    """The form under which a receipt stands in the print log. `official`: the code that it bears in the place of a
    provisional reference. That is another paper than the one it replaces: its first print is a copy of nothing."""
    return RECEIPT if official is None else f"{RECEIPT} {official}"


def is_receipt(form: str) -> bool:
    """Whether that form is a receipt, whatever code it bears."""
    return form.partition(" ")[0] == RECEIPT


def code_on_receipt(form: str) -> str | None:
    """The official code that a receipt of this form bears; None for one with the code of the reception."""
    return form.partition(" ")[2] or None if is_receipt(form) else None


def statement_form(day: str) -> str:
    """The form under which the province's statement of that business day stands in the print log, with dossier 0."""
    return _STATEMENT + day


def statement_day(form: str) -> str | None:
    """The business day of a statement's form; None for the forms of dossiers."""
    return form.removeprefix(_STATEMENT) if form.startswith(_STATEMENT) else None


def prints_on_paper(transaction: Transaction, dossier: int, form: str) -> int:
    """How many prints of this form may lie on paper already."""
    row = transaction.row(
        "SELECT count(*) FROM print_job WHERE dossier = ? AND form = ? AND state <> 'failed'", (dossier, form)
    )
    return int(row[0]) if row else 0


def add_print(
    transaction: Transaction,
    dossier: int,
    *,
    form: str,
    copies: int,
    paper: str,
    actor: str,
    created: str,
    copy_number: int | None = None,
) -> tuple[int, int]:
    """Record a print to be made; returns its id and its copy number: how many prints of this form may lie on paper
    already, unless the caller knows it. One that surely came to nothing leaves no paper to be a copy of."""
    if copy_number is None:
        copy_number = prints_on_paper(transaction, dossier, form)
    job = transaction.add(
        "INSERT INTO print_job (dossier, form, copies, paper, copy_number, state, actor, created) "
        "VALUES (?, ?, ?, ?, ?, 'saved', ?, ?)",
        (dossier, form, copies, paper, copy_number, actor, created),
    )
    return job, copy_number


def print_of(transaction: Transaction, job: int) -> PrintRecord | None:
    """One job by its id."""
    row = transaction.row(f"SELECT {_COLUMNS} FROM print_job WHERE id = ?", (job,))  # noqa: S608
    return None if row is None else PrintRecord(*row)


def prints_of(transaction: Transaction, dossier: int) -> list[PrintRecord]:
    """The print log of one dossier, oldest first."""
    return [
        PrintRecord(*row)
        for row in transaction.rows(f"SELECT {_COLUMNS} FROM print_job WHERE dossier = ? ORDER BY id", (dossier,))  # noqa: S608
    ]


def next_print(transaction: Transaction) -> PrintRecord | None:
    """The oldest job that waits to be sent."""
    row = transaction.row(f"SELECT {_COLUMNS} FROM print_job WHERE state = 'saved' ORDER BY id LIMIT 1")  # noqa: S608
    return None if row is None else PrintRecord(*row)


def begin_print(transaction: Transaction, job: int, printer: str, when: str) -> bool:
    """Before the printer hears of it. False when the job was begun already: it is never begun twice."""
    return (
        transaction.changed(
            "UPDATE print_job SET state = 'printing', printer = ?, began = ? WHERE id = ? AND state = 'saved'",
            (printer, when, job),
        )
        == 1
    )


def end_print(transaction: Transaction, job: int, state: State, detail: str | None, when: str) -> None:
    """What became of it. Only a job that is printing can end."""
    transaction.run(
        "UPDATE print_job SET state = ?, detail = ?, ended = ? WHERE id = ? AND state = 'printing'",
        (state, detail, when, job),
    )


def forget_unfinished(transaction: Transaction) -> int:
    """At start: a print that was under way when the program ended is unknown, not failed. Returns how many there were.

    Jobs that were only saved are unknown too: nobody may print them without a person's act."""
    return transaction.changed("UPDATE print_job SET state = 'unknown' WHERE state IN ('printing', 'saved')")


def settle_print(transaction: Transaction, job: int, state: State) -> None:
    """What a person saw of a print whose end was unknown."""
    transaction.run("UPDATE print_job SET state = ? WHERE id = ? AND state = 'unknown'", (state, job))


def recent_prints(transaction: Transaction, limit: int) -> list[tuple[int, str, State]]:
    """The newest dossiers of this machine with the state of their newest print: (dossier, code, state)."""
    return [
        (row[0], row[1], row[2])
        for row in transaction.rows(
            "SELECT d.id, d.code, "
            "coalesce((SELECT state FROM print_job p WHERE p.dossier = d.id ORDER BY p.id DESC LIMIT 1), '') "
            "FROM dossier d JOIN source s ON s.id = d.source WHERE s.own = 1 ORDER BY d.id DESC LIMIT ?",
            (limit,),
        )
    ]
