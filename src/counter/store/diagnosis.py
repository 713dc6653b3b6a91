"""What the local database says of itself to whoever has to help from afar: counts, states and times, never what somebody
typed. Each value is taken by its name and let through by its shape; what has no known shape is "other"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counter.domain.sentence import Sentence, Trouble
from counter.journal.clock import VIETNAM
from counter.journal.kinds import CURRENT
from counter.store.database import NAME, Database, Transaction
from counter.store.key import key_form, read_or_make_key
from counter.store.machine_guard import system_guard
from counter.store.schema import REVISION, TABLES

OTHER = "other"
Facts = dict[str, Any]

_TABLES = sorted(
    match[1]
    for sql in TABLES
    if (match := re.match(r"CREATE (?:VIRTUAL )?TABLE ([a-z_]+) ", sql)) and "_words" not in sql
)
_AGENCY = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{1,4}){0,4}")
_UNIT = re.compile(r"[0-9]{5}")
_COUNTER = re.compile(r"[0-9]{1,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEX = re.compile(r"[0-9a-f]{1,64}")
_PORT = re.compile(r"COM[0-9]{1,3}|/dev/tty[A-Z]{1,4}[0-9]{1,3}")
_COUNTS = 1_000_000_000


def database_there(folder: Path) -> Database | None:
    """The database of that data folder as it is: nothing is made, migrated or marked. None where there is none.

    Raises Trouble when its key is missing, of another machine, or none at all."""
    path = folder / NAME
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        guard = system_guard() if key_form(folder) == "wrapped" else None  # a plain one stays plain while we only look
        return Database(path, read_or_make_key(folder, guard, may_make=False))
    except ValueError as error:
        raise Trouble(Sentence("store.wrong_key")) from error


def key(text: object) -> str | None:
    """The key of a sentence, never its words; one that has words, for the name of an account may look like any other."""
    from counter.domain.wording import TEXTS

    return one_of(TEXTS, text)


def number(value: object) -> int | str | None:
    """A count of anything."""
    if value is None or (isinstance(value, int) and abs(value) < _COUNTS):
        return value
    return OTHER


def moment(value: object) -> str | None:
    """A time, to the second."""
    if value is None:
        return None
    try:
        at = (
            datetime.fromtimestamp(value / 1000, VIETNAM)
            if isinstance(value, int)
            else datetime.fromisoformat(str(value))
        )
    except (ValueError, OverflowError, OSError):
        return OTHER
    return at.isoformat(timespec="seconds")


def one_of(words: Collection[str], value: object) -> str | None:
    """A word that the program knows."""
    return None if value is None else value if isinstance(value, str) and value in words else OTHER


def server_shape(url: object) -> Facts:
    """How the province is addressed, without the address: it may hold a name and a password."""
    try:
        parts = urlsplit(str(url))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return {"address": OTHER}
    numeric = re.fullmatch(r"[0-9.]+|.*:.*", host) is not None
    return {
        "scheme": one_of(("http", "https"), parts.scheme), "port": port, "with_password": "@" in parts.netloc,
        "host": "this machine" if host in ("127.0.0.1", "::1", "localhost") else "a number" if numeric else "a name",
        "path": parts.path not in ("", "/"),
    }  # fmt: skip


def database_facts(t: Transaction) -> Facts:
    """Schema and sizes."""
    held = {name for (name,) in t.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    revision = t.row("SELECT revision FROM schema_revision")
    counted = {}
    for name in _TABLES:
        if name in held:
            (counted[name],) = t.row(f"SELECT count(*) FROM {name}") or (None,)  # noqa: S608 (names of our own schema)
    pragmas = (
        "page_size",
        "page_count",
        "freelist_count",
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "cipher_version",
    )
    found = {name: (t.row(f"PRAGMA {name}") or (None,))[0] for name in pragmas}
    (sqlite,) = t.row("SELECT sqlite_version()") or (None,)
    return {
        "revision": _shaped(re.compile("[0-9]{4}"), revision and revision[0]), "program_revision": REVISION,
        "sqlite": sqlite, "rows": counted,
        "tables_of_others": len([n for n in held - {"schema_revision"} if n not in _TABLES and "_words" not in n]),
        **found,
    }  # fmt: skip


def identity_facts(t: Transaction) -> Facts:
    """Which counter this is. Codes of offices, not of people."""
    held = _setting(t, "identity")
    if not isinstance(held, dict):
        return {"enrolled": False, "asks_under_way": _setting(t, "enrol_ask") is not None}
    return {
        "enrolled": True, "device": _shaped(_HEX, held.get("device")), "agency": _shaped(_AGENCY, held.get("agency")),
        "unit": _shaped(_UNIT, held.get("unit")), "counter": _shaped(_COUNTER, held.get("counter")),
        "own_authority": held.get("ca") is not None, "server": server_shape(held.get("server")),
    }  # fmt: skip


def log_facts(t: Transaction) -> Facts:
    """Own logs with their lanes, oldest first; of others only how many there are."""
    own = []
    for source, device, epoch, seq, head, acked, safe, state, wall_ms in t.rows(
        "SELECT id, device, epoch, seq, head, acked, safe, state, wall_ms FROM source WHERE own = 1 ORDER BY epoch"
    ):
        lanes = [
            {"agency": _shaped(_AGENCY, agency), "start": number(start), "length": number(length),
             "until": _shaped(_DAY, until), "day": _shaped(_DAY, day),
             "used": 0 if last is None else number(last - start + 1)}
            for agency, start, length, until, day, last in t.rows(
                "SELECT agency, start, length, until, day, last FROM lane WHERE source = ? ORDER BY id", (source,))
        ]  # fmt: skip
        own.append({
            "device": device.hex(), "epoch": epoch, "entries": seq, "head": head.hex()[:16], "acknowledged": acked, "safe": safe,
            "state": one_of(("open", "retired"), state), "last": moment(wall_ms), "lanes": lanes,
        })  # fmt: skip
    others = t.row("SELECT count(*), coalesce(sum(seq), 0) FROM source WHERE own = 0") or (0, 0)
    kinds = t.rows(
        "SELECT kind, count(*) FROM (SELECT kind FROM log ORDER BY id DESC LIMIT 5000) GROUP BY kind ORDER BY kind"
    )
    return {
        "own": own, "others": {"logs": others[0], "entries": others[1]},
        "kinds_of_the_last_5000": _counted((one_of(CURRENT, kind), count) for kind, count in kinds),
    }  # fmt: skip


def sync_facts(t: Transaction) -> Facts:
    """How the exchange with the province stands, failures by the key of their sentence."""
    lacks, apart = _setting(t, "lacks"), _setting(t, "apart")
    offset = _setting(t, "server_offset_ms")
    outcomes = t.rows("SELECT outcome, reason, count(*) FROM outcome GROUP BY outcome, reason")
    queue = t.rows(
        "SELECT trouble, generation IS NOT NULL, count(*), sum(size), sum(sent), sum(restarts) FROM file_queue GROUP BY 1, 2"
    )
    return {
        "last_contact": moment(_setting(t, "last_contact")), "offline_since": moment(_setting(t, "offline_since")),
        "trouble": key(_setting(t, "sync_trouble")), "why": key(_setting(t, "sync_why")),
        "needs_epoch": one_of(("restored_copy", "fork", "retired"), _setting(t, "needs_epoch")),
        "asks_epoch": _setting(t, "epoch_ask") is not None, "cursor": number(_setting(t, "cursor")),
        "notices": number(_setting(t, "notices")), "province_clock": moment(_setting(t, "province_ms")),
        "clock_offset_s": offset // 1000 if isinstance(offset, int) else None,
        "day_opened": _shaped(_DAY, _setting(t, "day_opened")),
        "generation": (_shaped(_HEX, _setting(t, "generation")) or "")[:8],
        "can_seal": _setting(t, "sealing_key") is not None, "bundles": number(_setting(t, "bundle_number")),
        "last_statement": _shaped(_DAY, _setting(t, "statement_day")),
        "lacking": number(lacks.get("count")) if isinstance(lacks, dict) else 0,
        "apart": len(apart) if isinstance(apart, dict) else 0,
        "outcomes": _counted(
            (f"{one_of(('applied', 'flagged', 'quarantined'), outcome)} {key(reason) or ''}".strip(), count)
            for outcome, reason, count in outcomes
        ),
        "files": [
            {"trouble": key(trouble), "arrived": bool(arrived), "files": files, "kilobytes": size // 1024,
             "sent_kilobytes": sent // 1024, "restarts": restarts}
            for trouble, arrived, files, size, sent, restarts in queue
        ],
    }  # fmt: skip


def print_facts(t: Transaction) -> Facts:
    """How the prints ended, by form and paper. Names of printers and what a driver said stay here."""
    rows = t.rows(
        "SELECT CASE WHEN form LIKE 'statement %' THEN 'statement' ELSE form END, paper, state, count(*) "
        "FROM print_job GROUP BY 1, 2, 3"
    )
    forms = [*(f"{n:02}" for n in range(1, 20)), "statement"]
    states = ("saved", "printing", "printed", "unknown", "failed")
    return {"by_state": _counted(
        (f"{one_of(forms, form)} {one_of(('A4', 'A5'), paper)} {one_of(states, state)}", count)
        for form, paper, state, count in rows
    )}  # fmt: skip


def backup_facts(t: Transaction) -> Facts:
    """When the last whole copy was made and what hindered a later one; the place only as set or not. Whether the key can
    come back by the province."""
    last = _setting(t, "last_backup")
    held = last if isinstance(last, dict) else {}
    return {
        "place_set_here": _setting(t, "backup_folder") is not None, "made": moment(held.get("made")),
        "entries": number(held.get("entries")), "tried": moment(held.get("tried")), "why": key(held.get("why")),
        "since": moment(held.get("since")), "recovery_key": _setting(t, "recovery_key") is not None,
        "recovery_asked": moment(_setting(t, "recovery_asked")), "recovery_file": _setting(t, "recovery_file") is not None,
    }  # fmt: skip


def setting_facts(t: Transaction) -> Facts:
    """What was chosen on this machine, as far as it is a choice of ours; of the rest only that it is set."""
    look, printer, port = (_setting(t, name) for name in ("look", "printer", "scanner_port"))
    kinds = ("folder", "system", "none")
    theme, scale, language = look if isinstance(look, list) and len(look) == 3 else (None, None, None)
    return {
        "theme": one_of(("light", "dark", "contrast"), theme), "scale": number(scale),
        "language": one_of(("vi", "en"), language),
        "printer": None if printer is None else one_of(kinds, str(printer).partition(":")[0]),
        "scanner_port": _shaped(_PORT, port), "hotline": bool(_setting(t, "hotline")), "proxy": bool(_setting(t, "proxies")),
        "accounts": _counted(
            (one_of(("clerk", "supervisor", "admin"), role) or OTHER, count)
            for role, count in t.rows("SELECT role, count(*) FROM account GROUP BY role")
        ),
        "names_set": (t.row("SELECT count(*) FROM setting") or (0,))[0],
    }  # fmt: skip


def _setting(t: Transaction, name: str) -> Any:
    row = t.row("SELECT value FROM setting WHERE name = ?", (name,))
    try:
        return None if row is None else json.loads(row[0])
    except ValueError:
        return OTHER


def _shaped(pattern: re.Pattern[str], value: object) -> str | None:
    return None if value is None else value if isinstance(value, str) and pattern.fullmatch(value) else OTHER


def _counted(pairs: Any) -> dict[str, int]:
    """Several that have no known shape are one."""
    counts: dict[str, int] = {}
    for name, count in pairs:
        counts[name] = counts.get(name, 0) + count
    return dict(sorted(counts.items()))


SECTIONS: dict[str, Callable[[Transaction], Facts]] = {
    "database": database_facts, "counter": identity_facts, "journal": log_facts, "sync": sync_facts,
    "prints": print_facts, "backup": backup_facts, "settings": setting_facts,
}  # fmt: skip
