"""Whether everything on this machine is whole: pages, chains, codes, and tables equal to what the log gives."""

from __future__ import annotations

from dataclasses import dataclass

from counter.domain.sentence import Trouble, say
from counter.journal.entry import BadEntry
from counter.store.database import Database, Transaction
from counter.store.log import verify_logs
from counter.store.projection import fingerprint, rebuild


@dataclass(frozen=True, slots=True)
class Report:
    """`entries` walked, `problems` in plain words without personal data; empty when all is well."""

    entries: int
    problems: tuple[str, ...]


class _Undo(Exception):
    """Leaves the rebuild behind: verifying changes nothing."""


def verify(database: Database) -> Report:
    """Check pages (HMAC and structure), every chain, code uniqueness, and that a rebuild gives the same tables."""
    problems: list[str] = []
    count = 0
    if not database.encrypted():
        problems.append("the database file is not encrypted")
    try:
        # The file's own pages may be torn where the WAL still holds them whole, as after a power cut.
        database.checkpoint(whole=True)
        with database.read() as transaction:
            problems += [f"page: {row[0]}" for row in transaction.rows("PRAGMA cipher_integrity_check")]
            problems += [f"structure: {row[0]}" for row in transaction.rows("PRAGMA quick_check") if row[0] != "ok"]
            count, chain = verify_logs(transaction)
            problems += chain
            problems += _codes(transaction)
        if not database.writable:
            return Report(count, tuple(problems))
        with database.write() as transaction:
            before = fingerprint(transaction)
            rebuild(transaction)
            if fingerprint(transaction) != before:
                problems.append("tables differ from what the log gives")
            raise _Undo
    except _Undo:
        pass
    except BadEntry:
        problems.append("tables cannot be compared with a log that is not readable")
    except Trouble as trouble:
        problems.append(say(trouble.sentence, "en"))
    return Report(count, tuple(problems))


def _codes(transaction: Transaction) -> list[str]:
    doubled = transaction.rows("SELECT code FROM dossier_code WHERE holder = 0 GROUP BY code HAVING count(*) > 1")
    jobs = transaction.rows(
        "SELECT p.id FROM print_job p LEFT JOIN dossier d ON d.id = p.dossier WHERE d.id IS NULL AND p.dossier <> 0"
    )
    return [f"code {row[0]} twice" for row in doubled] + [f"print job {row[0]} without a dossier" for row in jobs]
