"""The authority that a server's certificate is believed of: its certificate in a file, read when the machine joins."""

from __future__ import annotations

import re
from pathlib import Path

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.policy.machine import MachineSettings

LARGEST = 256 * 1024  # bytes
_ONE = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


def read_ca(file: Path) -> str:
    """PEM text of the certificates in that file, and of nothing else that may lie in it. One in DER, as Windows exports it,
    will do too. Raises Refused (field "ca")."""
    try:
        return _pem(file)
    except (OSError, ValueError):
        raise Refused("ca", Sentence("enrol.ca_file", {"name": file.name})) from None


def laid_down_ca(machine: MachineSettings) -> str | None:
    """The same of the file that was laid down for this machine; None without one. Raises Refused (field "ca"), and Trouble
    while the file cannot be reached: it may lie on a share."""
    file = machine.server_ca
    if file is None:
        return None
    try:
        return _pem(file)
    except OSError as error:
        raise Trouble(Sentence("enrol.ca_away", {"name": file.name})) from error
    except ValueError:
        raise Refused("ca", Sentence("enrol.ca_file", {"name": file.name})) from None


def names_in(pem: str) -> str:
    """What the authorities call themselves, for people."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    names = []
    for certificate in x509.load_pem_x509_certificates(pem.encode()):
        subject = certificate.subject
        called = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        named = str(called[0].value) if called else subject.rfc4514_string()
        names.append(" ".join(named.split()))
    return ", ".join(dict.fromkeys(names))


def _pem(file: Path) -> str:
    """Raises OSError, ValueError."""
    import ssl

    from cryptography import x509

    with file.open("rb") as opened:
        raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ValueError
    found = [one.group().decode("ascii") + "\n" for one in _ONE.finditer(raw)]
    pem = "".join(found) or ssl.DER_cert_to_PEM_cert(raw)
    x509.load_pem_x509_certificates(pem.encode("ascii"))
    return pem
