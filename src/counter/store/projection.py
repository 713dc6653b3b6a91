"""The tables that screens read, folded from the log. They are a cache: `rebuild` gives them back byte for byte (I9)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as cipher

from counter.domain.attachment import read_attached
from counter.journal.body import BadBody
from counter.journal.kinds import (
    CODE_ASSIGNED,
    DUTY_CLOSED,
    FILE_ATTACHED,
    FILE_MISTAKEN,
    RECEIVED,
    RESOLVED,
    WITHDRAWN,
    UnknownKind,
    is_known,
    read_body,
)
from counter.store.database import Transaction
from counter.store.log import Kept, all_kept, kept_of
from counter.store.schema import PROJECTIONS
from counter.store.search_words import dossier_words

if TYPE_CHECKING:
    from counter.journal.course import Course

Body = dict[str, Any]
Fold = Callable[["Folding", Transaction, Kept, Body], None]
_UNFOLDABLE = (
    KeyError, TypeError, ValueError, AttributeError, OverflowError,
    BadBody, cipher.IntegrityError, cipher.InterfaceError, cipher.ProgrammingError,
)  # fmt: skip
_ABOUT_DOSSIER = (CODE_ASSIGNED, DUTY_CLOSED, FILE_ATTACHED, FILE_MISTAKEN, WITHDRAWN, RESOLVED)
_BY_SUBJECT = "SELECT id FROM log WHERE subject = ?"  # a dossier's id is that of its first entry in the log


class Folding:
    """How entries change the tables. There is one way in the product; the tests' mutants change a part of it."""

    def fold(self, transaction: Transaction, kept: Kept, body: Body | None = None) -> None:
        """Let one entry change the tables. `body` spares the decoding when the caller has just made it.

        An entry of a kind or version that this program does not know, or whose body cannot be read, changes nothing but
        the list of what waits for an update, and stays in the log. In whatever order entries come, the tables say the
        same."""
        envelope = kept.entry.envelope
        if not is_known(envelope.kind, envelope.version):
            transaction.run("INSERT OR IGNORE INTO unread (entry) VALUES (?)", (kept.id,))
            return
        fold = _FOLDS.get(envelope.kind)
        if fold is None:
            return
        if body is not None:
            fold(self, transaction, kept, body)
            return
        try:
            body = read_body(envelope.kind, envelope.version, kept.entry.body)
        except (UnknownKind, BadBody):
            return
        # Somebody else's body may lack what its kind must have: it stays in the log and stands in nobody's way (I18).
        transaction.run("SAVEPOINT fold")
        if not self._folded(fold, transaction, kept, body) and kept.own and envelope.kind == RECEIVED:
            # A restored copy was asked for it again, or spent its code again, before it came back: both papers are out,
            # and both are found. The later one owns neither key, as if it were another's.
            self._folded(fold, transaction, replace(kept, own=False), body)
        transaction.run("RELEASE fold")

    def _folded(self, fold: Fold, transaction: Transaction, kept: Kept, body: Body) -> bool:
        """Whether it could be; else nothing is changed."""
        try:
            fold(self, transaction, kept, body)
        except _UNFOLDABLE:
            transaction.run("ROLLBACK TO fold")
            return False
        return True

    def fold_earlier(self, transaction: Transaction, kept: Kept, kinds: Sequence[str]) -> None:
        """Others' facts of these kinds about this subject that came before the one they are about, and were nothing yet.

        Our own too may come after them: a province that was put back sends a restored copy what it lost in a new order."""
        if kept.made:
            return
        marks = ", ".join("?" * len(kinds))
        for row in transaction.rows(
            f"SELECT id FROM log WHERE subject = ? AND id < ? AND kind IN ({marks}) ORDER BY id",  # noqa: S608
            (kept.entry.envelope.subject, kept.id, *kinds),
        ):
            earlier = kept_of(transaction, row[0])
            if earlier is not None:
                self.fold(transaction, earlier)

    def course(self, transaction: Transaction, dossier: int) -> Course:
        """Where a dossier stands."""
        from counter.store.courses import course_of_dossier  # not at start

        return course_of_dossier(transaction, dossier)


FOLDING = Folding()
fold_entry = FOLDING.fold


def _received(folding: Folding, transaction: Transaction, kept: Kept, body: Body) -> None:
    envelope = kept.entry.envelope
    applicant, owner, procedure = body["applicant"], body["owner"], body["procedure"]
    owner_name = owner["name"] if owner else None
    if not kept.own and _dossier_of(transaction, envelope.subject) is not None:
        return  # one dossier is received once, whatever another device says
    transaction.run(
        "INSERT INTO dossier (id, subject, source, seq, entry, code, provisional, agency, deciding, procedure, "
        "procedure_name, sector, applicant, number, phone, owner, received, day, due, due_expected, status, late, "
        "request, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kept.id, envelope.subject, kept.source, envelope.seq, kept.entry.hash, body["code"], body["provisional"],
            body["agency"], body["deciding_agency"], procedure["code"], procedure["name"], procedure["sector"],
            applicant["name"], applicant.get("number"), applicant.get("phone"), owner_name, body["received_at"],
            envelope.day.isoformat(), body["due"], body["due_expected"], 10 if body["settled_at_once"] else 2,
            body["late"] is not None, body["request"] if kept.own else None, kept.id,
        ),
    )  # fmt: skip
    transaction.run(
        "INSERT INTO dossier_code (code, holder, dossier, origin) VALUES (?, ?, ?, ?)",
        (body["code"], 0 if kept.own else kept.id, kept.id, "provisional" if body["provisional"] else "lane"),
    )
    for duty in body["duties"]:
        transaction.run("INSERT INTO duty (dossier, kind, by) VALUES (?, ?, ?)", (kept.id, duty["kind"], duty["by"]))
    transaction.run(
        "INSERT INTO dossier_words (rowid, words) VALUES (?, ?)",
        (
            kept.id,
            dossier_words(
                (applicant["name"], owner_name), (applicant.get("number"), applicant.get("phone")), (body["code"],)
            ),
        ),
    )
    folding.fold_earlier(transaction, kept, _ABOUT_DOSSIER)


def _code_assigned(_: Folding, transaction: Transaction, kept: Kept, body: Body) -> None:
    envelope = kept.entry.envelope
    dossier = _dossier_of(transaction, envelope.subject)
    if dossier is None or not _held(transaction, envelope.subject, envelope.parent):
        return  # after a fork two receptions have one subject: the code is for the one that it names as its parent
    row = transaction.row("SELECT applicant, owner, number, phone, code FROM dossier WHERE id = ?", (dossier,))
    assert row is not None
    applicant, owner, number, phone, printed = row
    aliases = transaction.rows(
        "SELECT code FROM dossier_code WHERE dossier = ? AND origin = 'province' ORDER BY code", (dossier,)
    )
    codes = [printed, *(alias[0] for alias in aliases)]
    new = transaction.changed(
        "INSERT OR IGNORE INTO dossier_code (code, holder, dossier, origin) VALUES (?, ?, ?, 'province')",
        (body["code"], dossier, dossier),
    )
    if new:
        # The index holds no text of its own: what it forgets must be told to it word for word.
        before, after = (dossier_words((applicant, owner), (number, phone), c) for c in (codes, [*codes, body["code"]]))
        transaction.run(
            "INSERT INTO dossier_words (dossier_words, rowid, words) VALUES ('delete', ?, ?)", (dossier, before)
        )
        transaction.run("INSERT INTO dossier_words (rowid, words) VALUES (?, ?)", (dossier, after))
    _close(transaction, kept, dossier, "official_code")
    _touch(transaction, kept, dossier)


def _duty_closed(_: Folding, transaction: Transaction, kept: Kept, body: Body) -> None:
    dossier = _dossier_of(transaction, kept.entry.envelope.subject)
    if dossier is None:
        return
    _close(transaction, kept, dossier, body["kind"])
    _touch(transaction, kept, dossier)


def _file_attached(folding: Folding, transaction: Transaction, kept: Kept, body: Body) -> None:
    attached = read_attached(body)
    dossier = _dossier_of(transaction, kept.entry.envelope.subject)
    if dossier is None:
        return
    transaction.run(
        "INSERT INTO attachment (id, dossier, entry, sha256, size, media, pages, paper, title) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (kept.id, dossier, kept.entry.hash, attached.sha256, attached.size, attached.media, attached.pages,
         attached.paper, attached.title),
    )  # fmt: skip
    _touch(transaction, kept, dossier)
    folding.fold_earlier(transaction, kept, (FILE_MISTAKEN,))


def _file_mistaken(_: Folding, transaction: Transaction, kept: Kept, body: Body) -> None:
    dossier = _dossier_of(transaction, kept.entry.envelope.subject)
    marked = transaction.changed(
        "UPDATE attachment SET mistaken = ? WHERE dossier = ? AND entry = ? AND mistaken IS NULL",
        (kept.id, dossier, bytes.fromhex(body["attached"])),
    )
    if dossier is not None and marked:
        _touch(transaction, kept, dossier)


def _withdrawn(folding: Folding, transaction: Transaction, kept: Kept, _body: Body) -> None:
    dossier = _dossier_of(transaction, kept.entry.envelope.subject)
    if dossier is not None:
        _stand(folding, transaction, dossier)
        _touch(transaction, kept, dossier)


def _resolved(folding: Folding, transaction: Transaction, kept: Kept, body: Body) -> None:
    from counter.journal.course import read_settled  # not at start

    for target in read_settled(body):
        transaction.run("INSERT OR IGNORE INTO resolution (target, entry) VALUES (?, ?)", (target, kept.id))
    dossier = _dossier_of(transaction, kept.entry.envelope.subject)
    if dossier is not None:
        _stand(folding, transaction, dossier)
        _touch(transaction, kept, dossier)


def _stand(folding: Folding, transaction: Transaction, dossier: int) -> None:
    """What the dossier's status is by all its turns that are here, and which of them contradict one another."""
    course = folding.course(transaction, dossier)
    transaction.run("UPDATE dossier SET status = ? WHERE id = ?", (int(course.status), dossier))
    transaction.run("DELETE FROM conflict WHERE dossier = ?", (dossier,))
    if course.rivals:
        transaction.run("INSERT INTO conflict (dossier, rivals) VALUES (?, ?)", (dossier, b"".join(course.rivals)))


def _close(transaction: Transaction, kept: Kept, dossier: int, duty: str) -> None:
    transaction.run(
        "UPDATE duty SET closed = min(coalesce(closed, ?1), ?1) WHERE dossier = ?2 AND kind = ?3",
        (kept.id, dossier, duty),
    )


def _dossier_of(transaction: Transaction, subject: bytes) -> int | None:
    row = transaction.row(f"SELECT id FROM dossier WHERE id IN ({_BY_SUBJECT})", (subject,))  # noqa: S608
    return None if row is None else int(row[0])


def _held(transaction: Transaction, subject: bytes, entry: bytes | None) -> bool:
    if entry is None:
        return True
    return transaction.row("SELECT 1 FROM log WHERE subject = ? AND hash = ?", (subject, entry)) is not None


def _touch(transaction: Transaction, kept: Kept, dossier: int) -> None:
    transaction.run("UPDATE dossier SET last = max(last, ?) WHERE id = ?", (kept.id, dossier))


_FOLDS: dict[str, Fold] = {
    RECEIVED: _received,
    CODE_ASSIGNED: _code_assigned,
    DUTY_CLOSED: _duty_closed,
    FILE_ATTACHED: _file_attached,
    FILE_MISTAKEN: _file_mistaken,
    WITHDRAWN: _withdrawn,
    RESOLVED: _resolved,
}


def unread_now_known(transaction: Transaction) -> list[int]:
    """Entries that an older program could not read and this one can, in their order."""
    waiting = transaction.rows(
        "SELECT u.entry, l.kind, l.version FROM unread u JOIN log l ON l.id = u.entry ORDER BY u.entry"
    )
    return [entry for entry, kind, version in waiting if is_known(kind, version)]


def fold_unread(transaction: Transaction) -> None:
    """Fold what has waited for this program."""
    for entry in unread_now_known(transaction):
        transaction.run("DELETE FROM unread WHERE entry = ?", (entry,))
        kept = kept_of(transaction, entry)
        if kept is not None:
            fold_entry(transaction, kept)


def rebuild(transaction: Transaction, folding: Folding = FOLDING) -> None:
    """Empty the projections and fold the whole log again, in one transaction."""
    transaction.run("INSERT INTO dossier_words (dossier_words) VALUES ('delete-all')")
    for table in PROJECTIONS:
        transaction.run(f"DELETE FROM {table}")  # noqa: S608 (a constant of this package)
    for kept in all_kept(transaction):
        folding.fold(transaction, kept)


def fingerprint(transaction: Transaction) -> str:
    """One hash over every byte of the projections, for the comparison of a rebuild with what it replaces."""
    digest = hashlib.sha256()
    for sql in (
        "SELECT * FROM dossier ORDER BY id",
        "SELECT * FROM dossier_code ORDER BY code, holder",
        "SELECT * FROM duty ORDER BY dossier, kind",
        "SELECT * FROM attachment ORDER BY id",
        "SELECT * FROM conflict ORDER BY dossier",
        "SELECT * FROM resolution ORDER BY target, entry",
        "SELECT * FROM unread ORDER BY entry",
    ):
        for row in transaction.each(sql):
            digest.update(repr(row).encode())
    for row in transaction.each("SELECT term, doc FROM dossier_words_terms ORDER BY term, doc"):
        digest.update(repr(row).encode())
    return digest.hexdigest()
