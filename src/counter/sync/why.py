"""Why an exchange came to nothing: each cause by the key of its own sentence."""

from __future__ import annotations

from enum import Enum, auto


class Failure(Enum):
    """Why a request has no answer."""

    UNREACHABLE = auto()
    CUT = auto()  # the line ended after the request had left
    TIMEOUT = auto()
    PROXY = auto()  # the proxy of the settings asks for a password
    CERTIFICATE = auto()  # no safe connection, for a reason that is none of the next three
    CERTIFICATE_ISSUER = auto()  # signed by itself, or by an authority that this machine does not trust
    CERTIFICATE_DATE = auto()  # out of date, or not valid yet: it or this machine's clock
    CERTIFICATE_HOST = auto()  # made out to another name


_KEYS = {
    Failure.UNREACHABLE: "sync.unreachable",
    Failure.CUT: "sync.unreachable",
    Failure.TIMEOUT: "sync.too_slow",
    Failure.PROXY: "sync.proxy",
    Failure.CERTIFICATE: "sync.certificate",
    Failure.CERTIFICATE_ISSUER: "sync.certificate_issuer",
    Failure.CERTIFICATE_DATE: "sync.certificate_date",
    Failure.CERTIFICATE_HOST: "sync.certificate_host",
}
AWAY = frozenset((Failure.UNREACHABLE, Failure.CUT, Failure.TIMEOUT))  # nobody's mistake: it comes back by itself
NEEDS_IT = frozenset(key for failure, key in _KEYS.items() if failure not in AWAY)  # waiting does not help
PORTAL, BUSY, PROXY = "sync.portal", "sync.busy", "sync.proxy"
_PORTALS = {301, 302, 303, 307, 308, 511}


def no_answer(failure: Failure) -> str:
    """The key of the sentence for a request that has no answer."""
    return _KEYS[failure]


def stranger(status: int, content_type: str) -> str:
    """The key of the sentence for an answer that is not the province's: a login page of the network, or anything."""
    if status == 407:
        return PROXY
    html = content_type.split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
    return PORTAL if status in _PORTALS or (html and status < 400) else "sync.not_the_province"
