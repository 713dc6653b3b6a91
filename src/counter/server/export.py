"""Everything the province holds, as plain rows: every entry with its outcome, every dossier, every scanned paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from counter.journal.entry import Envelope
from counter.server.file_shelf import FileName
from counter.server.judging import QUARANTINED
from counter.server.province import Province
from counter.server.tables import attachment, code_use, dossier, inbox, outcome, quarantine
from counter.server.twins import printed_code

_PAGE = 1000


def export(province: Province) -> Iterator[dict[str, Any]]:
    """Entry rows, forks among them, then dossier rows, then file rows. What was not interpreted yet is interpreted first.

    A row in quarantine says the code that it printed, if any: no dossier row stands for it."""
    province.interpreter.catch_up()
    with province.database.snapshot() as c:
        query = (
            select(inbox.c.device, inbox.c.epoch, inbox.c.seq, inbox.c.hash, inbox.c.envelope, outcome.c.outcome,
                   outcome.c.reason)
            .outerjoin(outcome, (outcome.c.centre == inbox.c.centre) & (outcome.c.position == inbox.c.position))
            .order_by(inbox.c.centre, inbox.c.position)
        )  # fmt: skip
        for row in c.execution_options(yield_per=_PAGE).execute(query):
            yield _entry(
                row.device, row.epoch, row.seq, row.hash, row.envelope, row.outcome or "waiting", row.reason or ""
            )
        apart = select(quarantine).order_by(quarantine.c.centre, quarantine.c.epoch, quarantine.c.seq)
        for row in c.execution_options(yield_per=_PAGE).execute(apart):
            held = _entry(
                row.device, row.epoch, row.seq, row.hash, row.envelope, QUARANTINED, f"sync.outcome.{row.reason}"
            )
            yield held | {"code": printed_code(Envelope.decode(row.envelope), row.body)}
    with province.database.snapshot() as c:
        aliases: dict[tuple[int, int], list[str]] = {}
        for row in c.execute(select(code_use).where(code_use.c.origin == "province").order_by(code_use.c.code)):
            aliases.setdefault((row.centre, row.position), []).append(row.code)
        query = select(dossier).order_by(dossier.c.centre, dossier.c.position)
        for row in c.execution_options(yield_per=_PAGE).execute(query):
            yield {
                "type": "dossier", "code": row.code, "agency": row.agency, "procedure": row.procedure,
                "applicant": row.applicant, "received_at": row.received_at, "due": row.due, "status": row.status,
                "entry": row.entry.hex(), "aliases": aliases.get((row.centre, row.position), []),
            }  # fmt: skip
        yield from _files(c, province)


def _files(c: Connection, province: Province) -> Iterator[dict[str, Any]]:
    """A row for each attachment. `state`: expected until the file is here, whole and checked, then complete."""
    query = (
        select(attachment, dossier.c.code)
        .outerjoin(dossier, (dossier.c.centre == attachment.c.centre) & (dossier.c.subject == attachment.c.subject))
        .order_by(attachment.c.centre, attachment.c.position)
    )
    for row in c.execution_options(yield_per=_PAGE).execute(query):
        here = province.files.shelf.whole(FileName(row.centre, row.sha256), row.size)
        yield {
            "type": "file", "sha256": row.sha256.hex(), "size": row.size, "media": row.media, "pages": row.pages,
            "paper": row.paper, "title": row.title, "code": row.code, "entry": row.entry.hex(),
            "mistaken": row.mistaken is not None, "state": "complete" if here else "expected",
        }  # fmt: skip


def _entry(
    device: bytes, epoch: int, seq: int, hash_: bytes, envelope: bytes, result: str, reason: str
) -> dict[str, Any]:
    return {
        "type": "entry", "device": device.hex(), "epoch": epoch, "seq": seq, "hash": hash_.hex(),
        "kind": Envelope.decode(envelope).kind, "outcome": result, "reason": reason,
    }  # fmt: skip
