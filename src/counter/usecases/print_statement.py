"""Asking for paper: the province's statement of one business day, as a print job like any other."""

from __future__ import annotations

from counter.store.local_store import LocalStore
from counter.store.prints import NO_DOSSIER, add_print, begin_print, statement_form
from counter.store.statement import printed_since


def ask_statement_print(
    store: LocalStore, day: str, account: str, *, paper: str = "A5", begun_by: str | None = None
) -> tuple[int, int]:
    """Record one more print of that day's statement; the job and its copy number.

    `account`: who asks, "" where nobody signs in. `begun_by`: the caller itself is the printer of that name."""
    created = store.clock.now().isoformat(timespec="milliseconds")
    with store.database.write() as t:
        job, copy_number = add_print(
            t,
            NO_DOSSIER,
            form=statement_form(day),
            copies=1,
            paper=paper,
            actor=account,
            created=created,
            copy_number=printed_since(t, day),
        )
        if begun_by is not None:
            begin_print(t, job, begun_by, created)
    return job, copy_number
