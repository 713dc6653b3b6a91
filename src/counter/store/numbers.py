"""Spending numbers: inside the transaction of the entry that uses them, and only there."""

from __future__ import annotations

from datetime import date

from counter.domain.dossier_code import CodePattern, ProvisionalPattern, format_code, format_provisional, parse_code
from counter.journal.lane import Lane
from counter.store.database import Transaction
from counter.store.settings_table import get, put


def lanes_of(transaction: Transaction, source: int, agency: str | None = None) -> list[tuple[int, Lane]]:
    """The lanes of one (device, epoch), of one deciding body or of all, lowest serials first, with their row ids."""
    return [
        (
            row[0],
            Lane(row[1], row[2], row[3], date.fromisoformat(row[4]), row[5] and date.fromisoformat(row[5]), row[6]),
        )
        for row in transaction.rows(
            "SELECT id, agency, start, length, until, day, last FROM lane "
            "WHERE source = ?1 AND (?2 IS NULL OR agency = ?2) ORDER BY agency, start",
            (source, agency),
        )
    ]


def spend_code(transaction: Transaction, source: int, agency: str, day: date, pattern: CodePattern) -> str | None:
    """The next code of that deciding body on that business day; None when no lane of it can give one now."""
    for lane_id, lane in lanes_of(transaction, source, agency):
        serial = lane.next_serial(day)
        if serial is not None:
            transaction.run("UPDATE lane SET day = ?, last = ? WHERE id = ?", (day.isoformat(), serial, lane_id))
            return format_code(agency, day, serial, pattern)
    return None


def spend_provisional(transaction: Transaction, epoch: int, day: date, pattern: ProvisionalPattern) -> str:
    """The next provisional reference (*Mã tạm*) of this device: an endless series.

    Its tag is the epoch, which the province gives once and never again: no other device, clone or restored copy can
    print the same reference."""
    held_epoch, last = get(transaction, "provisional", (0, 0))
    number = last + 1 if held_epoch == epoch else 1
    put(transaction, "provisional", (epoch, number))
    return format_provisional(str(epoch), day, number, pattern)


def was_spent(transaction: Transaction, source: int, code: str) -> None:
    """A code of this log that came back with what a copy had lost: its lane goes on behind it."""
    found = parse_code(code)
    if found is None or found.day is None:
        return
    transaction.run(
        "UPDATE lane SET last = CASE WHEN day = ?1 THEN max(last, ?2) ELSE ?2 END, day = ?1 WHERE source = ?3 AND agency = ?4 "
        "AND ?2 BETWEEN start AND start + length - 1 AND (day IS NULL OR day <= ?1)",
        (found.day.isoformat(), found.serial, source, found.agency),
    )
