"""`counter doctor`: whether this machine can do its work. No sign-in, no personal data. Exit 0 only when all is well."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from counter.app import open_store
from counter.commands.out_file import place_for
from counter.commands.password import add_data, has_data
from counter.domain.check import CHECKS, Finding
from counter.domain.probe import Probe, judge
from counter.domain.sentence import Language, Sentence, Trouble, say
from counter.settings import default_data_folder
from counter.store.clock import SystemClock
from counter.store.diagnosis import database_there
from counter.store.disk_trouble import trouble_of
from counter.store.local_store import LocalStore
from counter.store.migrate import revision_of
from counter.store.schema import REVISION

if TYPE_CHECKING:
    from counter.self_check import Patient

PROBE = Probe("BCGH")
"""The code of slips that are made here: those of the window have one of their own each time."""
_LONGEST_SCAN = 1000


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("doctor", help="check this machine: server, clock, printer, scanner, disk, database …")
    add_data(parser)
    parser.add_argument("--only", nargs="+", choices=CHECKS, metavar="CHECK", help="only these checks")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--slip", type=Path, metavar="F.pdf", help="write the test slip as PDF and check nothing")
    instead.add_argument("--scan", action="store_true", help="judge one scan of the slip's code from standard input")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.scan:
        return _scan(args.lang)
    from counter.self_check import checks_of
    from counter.usecases.examine import examine

    patient = patient_at(args.data)
    store = patient.store
    if args.slip is not None:
        return _slip(args.slip, patient.called(), store)
    checks = [check for check in checks_of(patient) if args.only is None or check.name in args.only]
    try:
        well = [_tell(finding, args.lang) for finding in examine(checks)]
    finally:
        if store is not None:
            store.close()
    return 0 if all(well) else 1


def examined(folder: Path | None) -> list[Finding]:
    """What all checks come to on the machine of that data folder."""
    from counter.self_check import checks_of
    from counter.usecases.examine import examine

    patient = patient_at(folder)
    try:
        return list(examine(checks_of(patient)))
    finally:
        if patient.store is not None:
            patient.store.close()


def patient_at(folder: Path | None) -> Patient:
    """The machine of that data folder, its store open if it can be."""
    from counter.self_check import Patient

    store, trouble = None, None
    try:
        store = _open(folder) if has_data(folder) else None
    except Trouble as found:
        trouble = found
    except OSError as error:
        trouble = trouble_of(error)
    return Patient(folder or default_data_folder(), store, SystemClock(), trouble=trouble)


def _open(folder: Path | None) -> LocalStore:
    """Raises Trouble, also for a database of an older program: opening it would upgrade it, and this changes nothing."""
    database = database_there(folder or default_data_folder())
    if database is not None:
        try:
            if (revision_of(database) or REVISION) < REVISION:
                raise Trouble(Sentence("check.database.older"))
        finally:
            database.close()
    return open_store(folder)


def _tell(finding: Finding, language: Language) -> bool:
    told = {
        "check": finding.check, "ok": finding.ok, "sentence": say(finding.sentence, language), "code": finding.code or None,
        "state": finding.state,
    }  # fmt: skip
    print(json.dumps(told, ensure_ascii=False), flush=True)
    return finding.ok


def _slip(target: Path, machine: str, store: LocalStore | None) -> int:
    from counter.printing.probe_slip import render_probe_slip

    if store is not None:
        store.close()
    with place_for(target) as file:
        try:
            file.write(render_probe_slip(PROBE, at=SystemClock().now(), machine=machine))
            file.close()
            Path(file.name).replace(target)
        except OSError as error:
            raise Trouble(Sentence("printing.folder_closed")) from error
    print(json.dumps({"out": str(target), "code": PROBE.bars}, ensure_ascii=False), flush=True)
    return 0


def _scan(language: Language) -> int:
    from counter.devices.check_scanner import finding_of

    raw = sys.stdin.buffer.readline(_LONGEST_SCAN)
    return 0 if _tell(finding_of(judge(raw.decode("utf-8", "replace"), [PROBE]), printed=True), language) else 1
