"""The allow-list: everything that may leave, each by a small collector of its own. What is not named here does not leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from counter.diagnostics.item import Item, facts_item, lines_item
from counter.diagnostics.machine import clock_facts, machine_facts, paper_facts
from counter.diagnostics.program import program_facts
from counter.diagnostics.sources import Sources
from counter.domain.check import CHECKS
from counter.domain.sentence import Refused, Trouble
from counter.log.crash import clean, reports_left, stacks_kept
from counter.log.folder import FOLDER as LOGS
from counter.log.folder import log_files
from counter.log.known import known_lines, known_stack
from counter.policy.source import NAMES
from counter.store.database import Database
from counter.store.diagnosis import SECTIONS, key, one_of, server_shape

Collect = Callable[[Sources], Iterator[Item]]
_READ = 2_000_000  # bytes of one log file that are looked at
_STATES = ("well", "unknown", "look", "broken")


def _facts(name: str, look: Callable[[Sources], Mapping[str, Any]]) -> Collect:
    def collect(sources: Sources) -> Iterator[Item]:
        yield facts_item(f"{name}.json", look(sources))

    return collect


def _laid_down(sources: Sources) -> dict[str, Any]:
    """Where each value came from; of those that are a word of ours also the word."""
    found = sources.settings()
    return {
        "by": {name: one_of(("policy", "machine"), found.by.get(name)) for name in NAMES},
        "language": one_of(("vi", "en"), found.language), "role": one_of(("desk", "kiosk", "board", "hub"), found.role),
        "autostart": found.autostart, "server": None if found.server_url is None else server_shape(found.server_url),
        "token_waits": found.token is not None, "backup_folder_set": found.backup_folder is not None,
        "printer_set": found.printer is not None,
        "ignored": [{"name": one_of(NAMES, one.name), "in": one.layer} for one in found.ignored],
        "unreadable": list(found.unreadable),
    }  # fmt: skip


def _checks(sources: Sources) -> dict[str, Any]:
    """By their keys and codes: the words of a finding may name a printer, a server, a folder."""
    findings = [
        {"check": one_of(CHECKS, found.check), "state": one_of(_STATES, found.state), "said": key(found.sentence.key),
         "code": found.code or None}
        for found in sources.findings()
    ]  # fmt: skip
    return {"looked_at": bool(findings), "findings": findings}


def _stored(sources: Sources) -> Iterator[Item]:
    """The sections of the database, each by itself: one that cannot be read does not hide the others."""
    database: Database | None = None
    trouble: str | None = None
    try:
        database = sources.database()
    except (Trouble, Refused) as no:
        trouble = no.sentence.key
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is what is to be told
        trouble = type(error).__name__
    try:
        for name, look in SECTIONS.items():
            facts: Mapping[str, Any] = {"opened": False, "trouble": trouble}
            if database is not None:
                try:
                    with database.read() as transaction:
                        facts = look(transaction)
                except Trouble as no:
                    facts = {"opened": False, "trouble": no.sentence.key}
                except Exception as error:  # noqa: BLE001
                    facts = {"opened": False, "trouble": type(error).__name__}
            yield facts_item(f"store/{name}.json", facts)
    finally:
        if database is not None:
            database.close()


def _logs(sources: Sources) -> Iterator[Item]:
    folder = sources.folder / LOGS
    for path in reversed(log_files(folder)):  # the newest have room first
        yield lines_item(f"{LOGS}/{path.name}", *known_lines(_lines_of(path)))
    for path in stacks_kept(folder):
        yield lines_item(f"{LOGS}/{path.name}", *known_stack(_lines_of(path)))
    for path in reports_left(folder):
        yield lines_item(f"{LOGS}/{path.name}", clean("\n".join(_lines_of(path))), 0)


def _lines_of(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            return file.read(_READ).decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    except OSError:
        return []


COLLECTORS: dict[str, Collect] = {
    "program": _facts("program", program_facts),
    "machine": _facts("machine", machine_facts),
    "clock": _facts("clock", clock_facts),
    "paper": _facts("paper", paper_facts),
    "policy": _facts("policy", _laid_down),
    "checks": _facts("checks", _checks),
    "store": _stored,
    "logs": _logs,
}


def gather(sources: Sources, collectors: Mapping[str, Collect] = COLLECTORS) -> Iterator[Item]:
    """Every item in the order of the list. A collector that fails says so, by the kind of its failure, and the next goes
    on: a bundle is wanted most where something is broken."""
    for name, collect in collectors.items():
        try:
            yield from collect(sources)
        except Exception as error:  # noqa: BLE001
            trouble = error.sentence.key if isinstance(error, Trouble) else type(error).__name__
            yield facts_item(f"{name}-failed.json", {"trouble": trouble})


def replaced(name: str, collect: Collect) -> Mapping[str, Collect]:
    """The list with one collector changed: for the tests' mutants."""
    return {**COLLECTORS, name: collect}
