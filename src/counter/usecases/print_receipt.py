"""Asking for paper: every print is a person's act, recorded before it is sent; its unknown end is told by a person."""

from __future__ import annotations

from dataclasses import dataclass

from counter.domain.dossier_code import normalise_scanned
from counter.domain.sentence import Refused, Sentence
from counter.store.dossiers import dossier_by_code, rows_of
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.store.prints import add_print, begin_print, receipt_form, settle_print


@dataclass(frozen=True, slots=True)
class Asked:
    """A recorded print job. `copy_number` n ≥ 1 will be marked "BẢN SAO lần n"."""

    job: int
    dossier: int
    copy_number: int


def ask_print(
    store: LocalStore, dossier: int, actor: Actor, *, copies: int = 2, paper: str = "A5", begun_by: str | None = None
) -> Asked:
    """Record one more print of the receipt of a dossier. Allowed on a restored copy too: it issues no number.

    Where an official code has followed the provisional reference the paper bears that code, and the first one that does
    replaces the provisional paper and is no copy. `begun_by`: the caller itself is the printer of that name, so that no
    print worker takes the job."""
    with store.database.write() as transaction:
        created = store.clock.now().isoformat(timespec="milliseconds")
        official = next((row.replaced_by for row in rows_of(transaction, (dossier,))), None)
        job, copy_number = add_print(
            transaction, dossier, form=receipt_form(official), copies=copies, paper=paper, actor=actor.account,
            created=created,
        )  # fmt: skip
        if begun_by is not None:
            begin_print(transaction, job, begun_by, created)
    return Asked(job, dossier, copy_number)


def ask_print_by_code(
    store: LocalStore, code: str, actor: Actor, *, copies: int = 2, paper: str = "A5", begun_by: str | None = None
) -> Asked:
    """Like `ask_print`, by any code the dossier bears. Raises Refused (field "code") for one that is not here."""
    with store.database.read() as transaction:
        dossier = dossier_by_code(transaction, normalise_scanned(code))
    if dossier is None:
        raise Refused("code", Sentence("reception.unknown_code"))
    return ask_print(store, dossier, actor, copies=copies, paper=paper, begun_by=begun_by)


def tell_print(store: LocalStore, job: int, *, printed: bool) -> None:
    """A person says whether paper of an unknown end came out. Nothing is printed again by this."""
    with store.database.write() as transaction:
        settle_print(transaction, job, "printed" if printed else "failed")
