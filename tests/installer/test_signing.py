"""Who signs, as the environment says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.msi.product import Unfit
from installer.msi.signing import Signer, signer_of


def test_nothing_is_signed_when_no_certificate_is_given() -> None:
    assert signer_of({"PATH": "/bin", "SIGN_PASSWORD": "1234"}) is None


@pytest.mark.parametrize("name", ["SIGN_CERTIFICATE", "SIGN_KEY"])
def test_half_a_signature_is_refused(name: str) -> None:
    with pytest.raises(Unfit, match="together"):
        signer_of({name: "x.pem"})


def test_a_device_is_asked_when_its_library_is_named() -> None:
    given = {
        "SIGN_CERTIFICATE": "chain.pem",
        "SIGN_KEY": "pkcs11:object=signing",
        "SIGN_PASSWORD": "1234",
        "SIGN_MODULE": "/lib/device.so",
        "SIGN_TIMESTAMPS": "https://time.example/",
    }
    assert signer_of(given) == Signer(
        Path("chain.pem"), "pkcs11:object=signing", "1234", Path("/lib/device.so"), "https://time.example/"
    )


def test_a_password_is_not_shown_when_a_signer_is_printed() -> None:
    assert "1234" not in repr(Signer(Path("chain.pem"), "key.pem", "1234"))
