"""Repair and upgrade: what is broken comes back, what is older is replaced, and nobody's work is touched."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass

from installer.life_cycle import receiving, registry
from installer.life_cycle.installing import Contents, Setting, files_under, listed, msiexec, unlike
from installer.life_cycle.machine import Machine
from installer.life_cycle.program import WINDOW, Program, first
from installer.life_cycle.report import Report

REFUSED = 1603 & 0xFF
"""Windows Installer's "fatal error", as much of it as a Unix exit code shows."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a machine holds of its clerks' work, as `status` tells it."""

    device: str
    epoch: int
    entries: int
    head: str


def work(program: Program) -> Work | None:
    """None when the program does not say."""
    told = first(program.cli("status"))
    try:
        return Work(told["device"], told["epoch"], told["entries"], told["head"])
    except KeyError:
        return None


def kept_files(program: Program) -> dict[str, str]:
    """The data folder's files with their hashes."""
    return {
        name: hashlib.sha256((program.data / name).read_bytes()).hexdigest()
        for name in sorted(files_under(program.data))
    }


def copied_back(report: Report, program: Program) -> None:
    """A data folder of yesterday put back over today's: it must not issue yesterday's numbers again."""
    yesterday = program.data.with_name("Yesterday")
    shutil.copytree(program.data, yesterday)
    receiving.receive(report, program, "life-cycle-2")
    shutil.rmtree(program.data)
    yesterday.rename(program.data)
    told = first(program.cli("status"))
    report.check("a data folder that was copied back is noticed", told.get("needs_epoch") == "restored_copy", told)
    program.cli("sync", "--once")
    told = first(program.cli("status"))
    report.check("the province gives it a new epoch", told.get("needs_epoch") is None and told.get("epoch") == 2, told)
    receiving.receive(report, program, "life-cycle-3")


def repair(report: Report, program: Program, contents: Contents, settings: tuple[Setting, ...]) -> None:
    """One file lost, one spoilt; both are mended from the MSI."""
    (program.folder / WINDOW).unlink()
    broken = next(program.folder.glob("python3??.dll"))
    broken.write_bytes(b"")
    report.check("the comparison sees what was broken", len(contents.differing(program.folder)) == 2)
    done = msiexec(program.machine, "/i", contents.msi, "REINSTALL=ALL", "REINSTALLMODE=amus")
    lacking = contents.differing(program.folder)
    report.check("repair brings them back", done.code == 0 and not lacking, f"{lacking[:9]} {done.told()}")
    changed = unlike(program.machine, settings)
    report.check("repair keeps the settings", not changed, changed)


def while_open(report: Report, program: Program, older: Contents, newer: Contents) -> None:
    """Nobody's window is taken away under his hands: an upgrade waits until it is closed."""
    done = msiexec(program.machine, "/i", newer.msi)
    report.check("an upgrade while the window is open is refused", done.code == REFUSED, done.told())
    same = not older.differing(program.folder) and program.machine.has(WINDOW)
    report.check("and changes nothing", same, older.differing(program.folder)[:9])


def upgrade(report: Report, program: Program, contents: Contents, settings: tuple[Setting, ...], version: str) -> None:
    """To the next version, without a word of IT about settings."""
    before = work(program)
    done = msiexec(program.machine, "/i", contents.msi)
    report.check("the upgrade ends with 0", done.code == 0, done.told(), vital=True)
    lacking = contents.differing(program.folder)
    stale = set(files_under(program.folder)) - contents.files()
    report.check("all files are the new version's", not lacking and not stale, f"{lacking[:9]} {sorted(stale)[:9]}")
    report.check(f"one program is listed, {version}", listed(program.machine) == [version], listed(program.machine))
    changed = unlike(program.machine, settings)
    report.check("the upgrade keeps the settings", not changed, changed)
    after = work(program)
    report.check("the upgrade keeps the clerks' work", before is not None and after == before, f"{before} {after}")


def uninstall(report: Report, program: Program, contents: Contents) -> None:
    """The program goes, the data stay."""
    before = kept_files(program)
    done = msiexec(program.machine, "/x", contents.msi)
    report.check("the removal ends with 0", done.code == 0, done.told())
    left = [name for name in files_under(program.folder) if "msvcp140" not in name]  # wine keeps its own
    report.check("no file of the program is left", not left, left[:9])
    report.check("no shortcut is left", program.shortcut() is None, program.shortcut())
    report.check("it is no longer listed", not listed(program.machine), listed(program.machine))
    database = "counter.db" in before
    report.check("the data are left, byte for byte", database and kept_files(program) == before, sorted(before))


def come_back(report: Report, program: Program, contents: Contents, before: Work | None) -> None:
    """Installed again over the data that were left."""
    done = msiexec(program.machine, "/i", contents.msi)
    after = work(program) if done.code == 0 else None
    report.check(
        "installed again it goes on where it stopped", before is not None and after == before, f"{before} {after}"
    )


def downgrade(report: Report, machine: Machine, older: Contents, newer: Contents, version: str) -> None:
    """An older version does not take the place of a newer one."""
    program = Program(machine)
    done = msiexec(machine, "/i", newer.msi, "SERVER_URL=https://province.example/")
    report.check("the newer version installs on a fresh machine", done.code == 0, done.told(), vital=True)
    refused = msiexec(machine, "/i", older.msi)
    report.check("an older version over it is refused", refused.code == REFUSED, refused.told())
    same = not newer.differing(program.folder) and listed(machine) == [version]
    report.check("the newer one stays whole", same, listed(machine))
    kept = registry.values(machine).get("ServerUrl")
    report.check("with its settings", kept == "https://province.example/", kept)
