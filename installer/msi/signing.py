"""Signs programs and packages with a certificate that is given; without one nothing is signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from installer.msi.product import SHOWN_NAME, Unfit
from installer.msi.tools import run


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate with its chain (PEM) and its private key: a PEM file, or a `pkcs11:` URI of a key that never leaves its
    device, with the library (`module`) that speaks to it. `password`: of the file, or the device's PIN.

    `timestamps`: a service that attests the moment of signing, so that the signature outlives the certificate."""

    certificate: Path
    private_key: str
    password: str = field(default="", repr=False)
    module: Path | None = None
    timestamps: str | None = None

    def sign(self, path: Path) -> None:
        """Sign a program or package in its place; when that fails it stays as it is. Raises Unfit."""
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
        if self.module is not None:
            words += ["-pkcs11module", self.module]
        if self.password:
            words += ["-readpass", "-"]  # never among the arguments, which every account of the machine can read
        if path.suffix == ".msi":
            words += ["-add-msi-dse"]
        if self.timestamps:
            words += ["-ts", self.timestamps]
        run("osslsigncode", "sign", *words, "-in", path, "-out", signed, sent=self.password)
        signed.replace(path)


def signer_of(environment: Mapping[str, str]) -> Signer | None:
    """The signer that SIGN_CERTIFICATE, SIGN_KEY, SIGN_PASSWORD, SIGN_MODULE and SIGN_TIMESTAMPS describe; None without any.

    Raises Unfit when only one of certificate and key is there."""
    certificate, key = environment.get("SIGN_CERTIFICATE"), environment.get("SIGN_KEY")
    if not certificate and not key:
        return None
    if not certificate or not key:
        raise Unfit("SIGN_CERTIFICATE and SIGN_KEY go together")
    module = environment.get("SIGN_MODULE")
    return Signer(
        Path(certificate), key, environment.get("SIGN_PASSWORD", ""), Path(module) if module else None,
        environment.get("SIGN_TIMESTAMPS") or None,
    )  # fmt: skip
