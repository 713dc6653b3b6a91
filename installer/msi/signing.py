"""Signs programs and packages with a certificate that is given; without one nothing is signed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from installer.msi.product import SHOWN_NAME
from installer.msi.tools import run


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate with its chain, its private key (both PEM), and where the time of signing is attested, if anywhere."""

    certificate: Path
    private_key: Path
    timestamps: str | None = None

    def sign(self, path: Path) -> None:
        """Sign a program or package in its place. The password of the key, if it has one, stands in SIGN_PASSWORD.

        Raises Unfit."""
        signed = path.with_name(path.name + ".signed")
        words: list[str | Path] = [
            "-certs",
            self.certificate,
            "-key",
            self.private_key,
            "-h",
            "sha256",
            "-n",
            SHOWN_NAME,
        ]
        if os.environ.get("SIGN_PASSWORD"):
            words += ["-readpass", "/dev/stdin"]
        if path.suffix == ".msi":
            words += ["-add-msi-dse"]
        if self.timestamps:
            words += ["-ts", self.timestamps]
        run("osslsigncode", "sign", *words, "-in", path, "-out", signed)
        signed.replace(path)
