"""The whole life in order, each chapter on the machine that the one before left."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from installer.life_cycle import (
    examining,
    helping,
    keeping,
    losing_key,
    receiving,
    second_place,
    showing,
    stand_ins,
    starting,
)
from installer.life_cycle.installing import Contents, Setting, install
from installer.life_cycle.machine import Machine
from installer.life_cycle.program import Program
from installer.life_cycle.province import Province
from installer.life_cycle.report import Report
from installer.life_cycle.screen import Screen


@dataclass(frozen=True, slots=True)
class Release:
    """An MSI and the version it says it is."""

    msi: Path
    version: str


def run(report: Report, out: Path, now: Release, later: Release) -> None:
    """All chapters. Raises Stopped when one that all others need fails."""
    screen = Screen(out / "home")
    for old in ("machine", "fresh", "bare"):  # of a run that was killed
        if (out / old).is_dir():
            Machine(out / old, screen.display).close()
    for old in ("machine", "fresh", "bare", "province", "contents"):
        shutil.rmtree(out / old, ignore_errors=True)
    province = Province(out / "province")
    losing_key.guard(province, out)
    machines: list[Machine] = []
    try:
        with report.part("A machine with Windows 10", vital=True):
            fresh = Machine(out / "fresh", screen.display)
            machines.append(fresh)
            fresh.make()
            older = Contents(now.msi, out / "contents" / now.version)
            newer = Contents(later.msi, out / "contents" / later.version)
            machine = fresh.copy(out / "machine")
            machines.append(machine)
        _life(report, out, machine, machines, screen, province, older, newer, now, later)
        with report.part("Downgrade, on a machine of its own"):
            stand_ins.lay(fresh)
            keeping.downgrade(report, fresh, older, newer, later.version)
    finally:
        for one in machines:
            one.close()
        province.close()
        screen.close()


def _life(
    report: Report, out: Path, machine: Machine, machines: list[Machine], screen: Screen, province: Province,
    older: Contents, newer: Contents, now: Release, later: Release,
) -> None:  # fmt: skip
    program = Program(machine)
    settings = (
        Setting("SERVER_URL", "ServerUrl", province.url),
        Setting("SERVER_CA", "ServerCa", r"C:\tinh.pem"),
        Setting("CENTRE_CODE", "CentreCode", receiving.AGENCY),
        Setting("LANGUAGE", "Language", "vi"),
        Setting("ROLE", "Role", "desk"),
    )
    with report.part(f"Installation of {now.version}", vital=True):
        token = Setting("ENROLMENT_TOKEN", "EnrolmentToken", province.token(receiving.AGENCY, receiving.UNIT))
        install(report, program, older, (*settings, token))
    with report.part("Negative control"):
        bare = machine.copy(out / "bare")
        machines.append(bare)
        showing.control(report, Program(bare), screen, out)
        bare.close()
    with report.part("Reception of one application"):
        stand_ins.lay(machine)
        said = program.cli("--version")
        report.check(f"counter-cli says that it is {now.version}", said.out.strip() == now.version, said.told())
        receiving.enrol(report, program)
        receiving.add_account(report, program)
        code = receiving.receive(report, program, receiving.FIRST)
        receiving.find(report, program, code)
        receiving.receipt(report, program, code)
        receiving.sync(report, program, province, code)
    with report.part("The machine looked at"):
        examining.doctor(report, program)
        examining.policy(report, program)
    with report.part("The window"):
        showing.show(report, program, screen, out, lambda: keeping.while_open(report, program, older, newer))
        helping.diagnostics(report, program)
    with report.part("Yesterday's data folder put back"):
        keeping.copied_back(report, program)
    with report.part("Backup and restore"):
        second_place.backed_up_and_put_back(report, program)
    with report.part("The database's key"):
        losing_key.probe(report, program)
        losing_key.lose(report, program, out)
    with report.part("Repair"):
        keeping.repair(report, program, older, settings)
    with report.part(f"Upgrade to {later.version}"):
        keeping.upgrade(report, program, newer, settings, later.version)
        receiving.receive(report, program, receiving.FIRST, again=True)
    with report.part("Removal, and back again"):
        before = keeping.work(program)
        keeping.uninstall(report, program, newer)
        keeping.come_back(report, program, newer, before)
    with report.part("The first start, on another machine"):
        stand_ins.lay(bare)
        starting.first_start(report, Program(bare), province, screen, out)
