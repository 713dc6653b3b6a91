"""Silent installation: files, registry, Start menu, the list of programs."""

from __future__ import annotations

import filecmp
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from installer.life_cycle import registry
from installer.life_cycle.machine import Machine, Outcome
from installer.life_cycle.program import NAME, Program
from installer.life_cycle.report import Report


def msiexec(machine: Machine, deed: str, msi: Path, *properties: str) -> Outcome:
    """Run Windows Installer without a word: `deed` is /i or /x."""
    return machine.run("msiexec", deed, _windows(msi), "/qn", *properties, at_most=300)


def _windows(path: Path) -> str:
    return "Z:" + str(path.absolute()).replace("/", "\\")


class Contents:
    """What lies in an MSI, taken out beside the run by msitools: what an installation is compared with."""

    def __init__(self, msi: Path, folder: Path) -> None:
        self.msi = msi
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run(
            ["msiextract", "-C", str(folder), str(msi)],
            check=True, timeout=300, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.root = next(file.parent for file in folder.rglob("counter-cli.exe"))

    def files(self) -> set[str]:
        """Their paths below the program's folder."""
        return set(files_under(self.root))

    def differing(self, installed: Path) -> list[str]:
        """Files that are missing there or have other bytes."""
        names = sorted(self.files())
        _, other, absent = filecmp.cmpfiles(self.root, installed, names, shallow=False)
        return sorted({*other, *absent})


def files_under(folder: Path) -> Iterable[str]:
    """The relative paths of all files below a folder."""
    return (str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


@dataclass(frozen=True, slots=True)
class Setting:
    """A property of the MSI, the registry value that it becomes, and what it is given."""

    named: str
    kept_as: str
    value: str


def install(report: Report, program: Program, contents: Contents, settings: tuple[Setting, ...]) -> None:
    """A fresh machine gets the program with IT's properties."""
    machine = program.machine
    done = msiexec(machine, "/i", contents.msi, *(f"{one.named}={one.value}" for one in settings))
    report.check("the silent installation ends with 0", done.code == 0, done.told(), vital=True)
    lacking = contents.differing(program.folder)
    report.check(f"all {len(contents.files())} files are there, byte for byte", not lacking, lacking[:9], vital=True)
    more = set(files_under(program.folder)) - contents.files()
    report.check("and no others", not more, sorted(more)[:9])
    report.check(f"the registry has {', '.join(one.kept_as for one in settings)}", not unlike(machine, settings),
                 f"{unlike(machine, settings)} of {sorted(registry.values(machine))}")  # fmt: skip
    link = program.shortcut()
    report.check("the Start menu has a shortcut", link is not None, vital=True)
    assert link is not None
    report.check("it leads to counter.exe", b"counter.exe" in link.read_bytes().replace(b"\0", b""), link)
    report.check("the data folder is made", program.data.is_dir(), program.data)


def unlike(machine: Machine, settings: tuple[Setting, ...]) -> dict[str, str | None]:
    """What the registry has instead, for each setting that does not stand there as given."""
    held = {name.rpartition("\\")[2]: value for name, value in registry.values(machine).items()}
    return {one.kept_as: held.get(one.kept_as) for one in settings if held.get(one.kept_as) != one.value}


def listed(machine: Machine) -> list[str]:
    """The versions of this program in the list of programs."""
    held = registry.values(machine, registry.PROGRAMS)
    ours = {name.rpartition("\\")[0] for name, value in held.items() if name.endswith("DisplayName") and value == NAME}
    return sorted(held[f"{key}\\DisplayVersion"] for key in ours)
