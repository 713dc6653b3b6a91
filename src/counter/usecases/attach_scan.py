"""Attaching a scanned paper to a dossier: read, cleaned of names, encrypted on the disk, and only then told in the journal."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter.domain.attachment import OTHER, SIZE, TITLE, Attached
from counter.domain.dossier_code import normalise_scanned
from counter.domain.reception import checked_note
from counter.domain.scan import clean
from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.kinds import FILE_ATTACHED, FILE_MISTAKEN, RECEIVED, read_body
from counter.store.database import Transaction
from counter.store.dossiers import dossier_by_code
from counter.store.file_folder import Stopped
from counter.store.local_store import LocalStore
from counter.store.log import Actor

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class AttachedScan:
    """What became of it. `again`: this file is attached to this paper already; nothing is new then."""

    entry: str
    sha256: str
    size: int
    media: str
    pages: int
    title: str
    again: bool


def attach_scan(
    store: LocalStore, dossier: int, path: Path, actor: Actor, *, paper: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> AttachedScan:  # fmt: skip
    """Attach the file at `path` to a dossier, as its paper number `paper` (1 is the first) or as another one.

    The file itself is only read, and its name goes nowhere. `stopped` is asked between the steps. Raises Refused (fields
    "file", "paper", "code"), Trouble; the dossier is unchanged then."""
    if store.room.look() in ("no_files", "no_intake"):  # what is left is for the facts
        raise Trouble(Sentence("store.no_files"))
    raw = _read(path, stopped)
    found = clean(raw)
    del raw
    try:
        if stopped():
            raise Stopped
        with store.database.read() as transaction:  # a wrong number is told before anything is written
            _title(_papers(transaction, dossier), paper)
        sha256 = store.files.keep(found.content, stopped=stopped)
        with store.deed(actor) as deed:
            t = deed.transaction
            title = _title(_papers(t, dossier), paper)
            before = t.row(
                "SELECT entry, title FROM attachment WHERE dossier = ? AND sha256 = ? AND paper IS ? AND mistaken IS NULL",
                (dossier, sha256, paper),
            )
            if not store.files.has(sha256):  # another process tidied up at this very moment
                store.files.keep(found.content)
            t.run(
                "INSERT INTO file_queue (sha256, size) VALUES (?, ?) ON CONFLICT (sha256) DO UPDATE SET trouble = NULL",
                (sha256, len(found.content)),
            )
            if before is not None:
                entry, title = before
            else:
                attached = Attached(sha256, len(found.content), found.media, found.pages, paper, title)
                entry = deed.add(FILE_ATTACHED, attached.body(), _subject(t, dossier)).entry.hash
    except Stopped:
        raise Refused("file", Sentence("scan.cancelled")) from None
    return AttachedScan(
        entry.hex(), sha256.hex(), len(found.content), found.media, found.pages, title, before is not None
    )


def attach_by_code(store: LocalStore, code: str, path: Path, actor: Actor, *, paper: int | None = None) -> AttachedScan:
    """Like `attach_scan`, by any code the dossier bears. Raises Refused (field "code") for one that is not here."""
    with store.database.read() as transaction:
        dossier = dossier_by_code(transaction, normalise_scanned(code))
    if dossier is None:
        raise Refused("code", Sentence("reception.unknown_code"))
    return attach_scan(store, dossier, path, actor, paper=paper)


def mark_mistaken(store: LocalStore, scan: int, actor: Actor, reason: str | None = None) -> None:
    """Say that an attachment does not belong there. Nothing is deleted: the story tells of both.

    Raises Refused when it is marked already or the reason is too long (field "reason"), Trouble."""
    with store.deed(actor) as deed:
        row = deed.transaction.row(
            "SELECT d.subject, a.entry FROM attachment a JOIN dossier d ON d.id = a.dossier "
            "WHERE a.id = ? AND a.mistaken IS NULL",
            (scan,),
        )
        if row is None:
            raise Refused("file", Sentence("scan.not_there"))
        deed.add(FILE_MISTAKEN, {"attached": row[1].hex(), "reason": checked_note(reason, "reason")}, row[0])


def papers_of(store: LocalStore, dossier: int) -> tuple[str, ...]:
    """The names of a dossier's papers, in their order: what a scan can be attached as."""
    with store.database.read() as transaction:
        return tuple(_papers(transaction, dossier))


def _read(path: Path, stopped: Callable[[], bool]) -> bytes:
    """All of it, unless it is larger than any file may be or still being written. Raises Refused."""
    held = bytearray()
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Refused("file", Sentence("scan.folder"))
        if not stat.S_ISREG(kind):  # opening a pipe would wait for whoever writes into it
            raise Refused("file", Sentence("scan.unreadable"))
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            while piece := file.read(_PIECE):
                held += piece
                if len(held) > SIZE:
                    raise Refused("file", Sentence("scan.size", {"limit": SIZE // 1_000_000}))
                if stopped():
                    raise Refused("file", Sentence("scan.cancelled"))
            after = os.fstat(file.fileno())
    except (OSError, ValueError):
        raise Refused("file", Sentence("scan.unreadable")) from None
    if not held or (len(held), after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise Refused("file", Sentence("scan.broken"))  # the scanner's program is not done with it
    return bytes(held)


def _papers(transaction: Transaction, dossier: int) -> Sequence[str]:
    row = transaction.row("SELECT version, body FROM log WHERE id = ? AND kind = ?", (dossier, RECEIVED))
    if row is None or row[1] is None:
        raise Refused("code", Sentence("reception.unknown_code"))
    body: dict[str, Any] = read_body(RECEIVED, row[0], row[1])
    return [str(paper["name"]) for paper in body["papers"]]


def _title(papers: Sequence[str], paper: int | None) -> str:
    if paper is None:
        return OTHER
    if not 1 <= paper <= len(papers):
        raise Refused("paper", Sentence("scan.paper", {"number": paper}))
    return papers[paper - 1][:TITLE] or OTHER


def _subject(transaction: Transaction, dossier: int) -> bytes:
    row = transaction.row("SELECT subject FROM dossier WHERE id = ?", (dossier,))
    assert row is not None
    return bytes(row[0])
