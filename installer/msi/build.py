"""One build: payload, package, checks, signature; and the same once more, to see that nothing of the moment is in it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from installer.msi.checks import CHECKS, content_of, faults
from installer.msi.launchers import ACTIONS, COMMAND_LINE, WINDOW
from installer.msi.mutants import MUTANTS, missed
from installer.msi.package import build_package
from installer.msi.payload import compose
from installer.msi.product import Unfit, files_of
from installer.msi.signing import Signer
from installer.msi.tables import read_tables
from installer.msi.tools import stamp

MOST_MB = 70
"""What 54 sites on thin lines can be asked to fetch."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build of what. `wheels`: where what was fetched is kept; `python`: an embeddable zip, if one is given."""

    version: str
    wheels: Path
    python: Path | None = None
    signer: Signer | None = None


def build(order: Order, out: Path) -> Path:
    """The checked package, in `out`. Raises Unfit."""
    begun = time.monotonic()
    work = out / f"counter-{order.version}"
    payload, compiled = work / "payload", work / "compiled"
    compose(payload, compiled, order.wheels, order.version, order.python)
    if order.signer is not None:
        for program in (payload / WINDOW, payload / COMMAND_LINE, compiled / ACTIONS):
            order.signer.sign(program)
        stamp(payload)
    package = build_package(payload, compiled, work / "package", order.version)
    _check(package, payload, order.version)
    if order.signer is not None:
        order.signer.sign(package)
    target = out / f"counter-{order.version}.msi"
    package.replace(target)
    files = files_of(payload)
    size, unpacked = target.stat().st_size / 1e6, sum(path.stat().st_size for path in files) / 1e6
    print(f"{target}: {size:.1f} MB ({MOST_MB} at most), {len(files)} files of {unpacked:.1f} MB, "
          f"{'signed' if order.signer else 'not signed'}, in {time.monotonic() - begun:.0f} s")  # fmt: skip
    if size > MOST_MB:
        raise Unfit(f"{size:.1f} MB is too much; see pruning.py")
    return target


def build_again(order: Order, out: Path, first: Path) -> None:
    """Build the same in another folder. Raises Unfit when a byte differs."""
    print(f"built twice, the same bytes: sha256 {compare(first, build(order, out))}")


def compare(first: Path, second: Path) -> str:
    """The hash of two packages that are the same. Raises Unfit and names the files of their payloads that differ."""
    if second.read_bytes() == first.read_bytes():
        return hashlib.sha256(first.read_bytes()).hexdigest()
    one, two = (_hashes(package.with_suffix("") / "payload") for package in (first, second))
    differing = sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))
    raise Unfit("Built twice, and not the same; in the payload differ: " + (", ".join(differing[:20]) or "nothing"))


def _check(package: Path, payload: Path, version: str) -> None:
    tables, content = read_tables(package), content_of(payload, version)
    if wrong := faults(tables, content):
        raise Unfit("The tables are not right:\n" + "\n".join(wrong[:40]))
    if unseen := missed(tables, content):
        raise Unfit("The checks of the tables let these through:\n" + "\n".join(unseen))
    print(f"tables: {len(CHECKS)} checks passed, {len(MUTANTS)} spoilt packages noticed")


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files_of(folder)
    }
