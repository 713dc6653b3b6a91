"""`python -m installer.life_cycle`: the MSI's life under wine, as one list of checks."""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from installer.life_cycle import packages
from installer.life_cycle.course import Release, run
from installer.life_cycle.report import Report, Stopped
from installer.msi.product import ROOT, version_of_project

_BUILD_S = 900
_LONGEST_S = 2400


class _TooLong(Stopped):
    """wine hung again and again: each time-out is short, all of them together are not."""


def main() -> int:
    """0 when every check held, or wine cannot be had here; 1 when one did not."""
    parser = argparse.ArgumentParser(prog="python -m installer.life_cycle", description=__doc__)
    parser.add_argument(
        "--msi", type=Path, help="the version that is installed (default: the one that `make msi` built)"
    )
    parser.add_argument("--next", type=Path, help="the version that it is upgraded to (default: built here)")
    parser.add_argument("--out", type=Path, default=Path("build/msi-test"), help="where result and pictures go")
    args = parser.parse_args()
    report = Report(args.out / "result.txt")
    lacking = packages.install(packages.WINE + packages.TOOLS)
    if not packages.wine_there():
        print(packages.BANNER, file=sys.stderr, flush=True)
        report.say(f"NOT RUN: wine cannot be had here (missing: {' '.join(lacking)})")
        return 0
    now = args.msi or ROOT / "build" / "msi" / f"counter-{version_of_project()}.msi"
    begun = time.monotonic()
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(_LONGEST_S)
    report.check("all that the run needs is installed", not lacking, lacking)
    try:
        older = _release(now)
        newer = _release(args.next or _build_next(older.version, args.out.absolute() / "next"))
        run(report, args.out.absolute(), older, newer)
    except subprocess.SubprocessError as error:
        report.check("the next version builds, and the packages open", False, error)
    except _TooLong:
        report.check(f"the run ends within {_LONGEST_S // 60} minutes", False)
    except Stopped as stopped:
        report.say(f"stopped: nothing can be right after «{stopped}»")
    signal.alarm(0)
    report.say(f"{time.monotonic() - begun:.0f} s, pictures and this list in {args.out}")
    return report.close()


def _too_long(*_: object) -> None:
    raise _TooLong


def _build_next(version: str, folder: Path) -> Path:
    """The same program as the version after this one."""
    first, second, third = version.split(".")
    later = f"{first}.{second}.{int(third) + 1}"
    print(f"Building {later}, to upgrade to", file=sys.stderr, flush=True)
    subprocess.run(
        [sys.executable, "-m", "installer.msi", "--version", later, "--out", str(folder)],
        check=True, timeout=_BUILD_S, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return folder / f"counter-{later}.msi"


def _release(msi: Path) -> Release:
    found = re.search(r"(\d+\.\d+\.\d+)", msi.name)
    if found is None or not msi.is_file():
        raise SystemExit(f"no MSI with a version in its name: {msi}")
    return Release(msi.absolute(), found[1])


if __name__ == "__main__":
    sys.exit(main())
