"""A certificate authority of the tests and certificates it signs, as real clients want them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Authority:
    """A root whose PEM a client may be told to trust."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def make(cls, name: str = "Test authority", *, days: int = 90) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        public = key.public_key()
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        built = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(public)
            .serial_number(x509.random_serial_number()).not_valid_before(NOW - timedelta(days=9))
            .not_valid_after(NOW + timedelta(days=days)).add_extension(x509.BasicConstraints(True, 0), True)
            .add_extension(usage, True).add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        )  # fmt: skip
        return cls(key, built.sign(key, hashes.SHA256()))

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def server(self, folder: Path, host: str = "127.0.0.1", *, days: int = 30, begins: int = -8) -> tuple[Path, Path]:
        """(certificate, key) files for that host; `days` below 0: out of date; `begins` above 0: not valid yet."""
        key = ec.generate_private_key(ec.SECP256R1())
        public = key.public_key()
        alternative: x509.GeneralName
        try:
            alternative = x509.IPAddress(ipaddress.ip_address(host))
        except ValueError:
            alternative = x509.DNSName(host)
        usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
        built = (
            x509.CertificateBuilder().subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]))
            .issuer_name(self.certificate.subject).public_key(public).serial_number(x509.random_serial_number())
            .not_valid_before(NOW + timedelta(days=begins)).not_valid_after(NOW + timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([alternative]), False)
            .add_extension(x509.BasicConstraints(False, None), True).add_extension(usage, True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )  # fmt: skip
        return _files(folder, f"{host}{days}", built.sign(self.key, hashes.SHA256()), key)

    def itself(self, folder: Path) -> tuple[Path, Path]:
        """Its own certificate and key, for a server that signs itself."""
        return _files(folder, "itself", self.certificate, self.key)


def _files(
    folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey
) -> tuple[Path, Path]:
    paths = folder / f"{name}.pem", folder / f"{name}.key"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    return paths
