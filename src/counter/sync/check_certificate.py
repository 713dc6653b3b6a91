"""Of the self-check: the certificate of the server, what is wrong with it, and how long it holds."""

from __future__ import annotations

import contextlib
import http.client
import ssl
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from counter.domain.check import Finding, broken, look, unknown, well
from counter.domain.sentence import Refused
from counter.journal.clock import VIETNAM, Clock
from counter.sync.authority import names_in
from counter.sync.inquest import CONNECT_SECONDS, NotHeard, Way, ask
from counter.sync.why import AWAY, Failure

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SOON = timedelta(days=30)
_SELF_SIGNED = 18  # X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT


def check_certificate(way: Way | None, clock: Clock) -> Finding:
    """Whether it is trusted, made out to the server and in date, as this machine's own line to the server sees it."""
    if way is None:
        return unknown("certificate", "not_seen")
    if not way.secure:
        return well("certificate", "local")
    try:
        heard = ask(way, clock)
    except Refused:
        return unknown("certificate", "not_seen")
    except NotHeard as error:
        return _wrong(way, clock, error)
    if heard.certificate is None:
        return unknown("certificate", "not_seen")
    return _term(way, clock, _parsed(heard.certificate))


def _wrong(way: Way, clock: Clock, error: NotHeard) -> Finding:
    if error.failure is None or error.failure in AWAY or error.failure is Failure.PROXY:
        return unknown("certificate", "not_seen")
    if error.failure is Failure.CERTIFICATE_HOST:
        return broken("certificate", "host", host=way.host)
    shown = _shown(way)
    if error.failure is Failure.CERTIFICATE_ISSUER:
        itself = error.verify_code == _SELF_SIGNED or (shown is not None and shown.issuer == shown.subject)
        return broken("certificate", "self_signed" if itself else "issuer")
    if error.failure is Failure.CERTIFICATE_DATE and shown is not None:
        now = clock.now()
        if shown.not_valid_after_utc < now:
            return broken("certificate", "expired", day=_day(shown.not_valid_after_utc))
        if shown.not_valid_before_utc > now:
            return broken("certificate", "not_yet", day=_day(shown.not_valid_before_utc))
    return broken("certificate", "unsafe", host=way.host)


def _term(way: Way, clock: Clock, shown: Certificate) -> Finding:
    """How long it holds; an authority of the enrolment that ends sooner takes it along."""
    ends = min(shown.not_valid_after_utc, _authority_ends(shown, _authorities(way.ca)))
    left = ends - clock.now()
    if left <= SOON:
        return look("certificate", "soon", days=max(0, left.days), day=_day(ends))
    if way.ca is not None:
        return well("certificate", "own", day=_day(ends), authority=names_in(way.ca))
    return well("certificate", day=_day(ends))


def _authority_ends(shown: Certificate, authorities: list[Certificate]) -> datetime:
    """When nothing is left that vouches for it: of an old and a new authority in one file the one that is used counts."""
    if not authorities:
        return shown.not_valid_after_utc
    issuers = [one for one in authorities if one.subject == shown.issuer]
    return max(one.not_valid_after_utc for one in issuers or authorities)


def _shown(way: Way) -> Certificate | None:
    """What the server shows, believed or not. Nothing is sent to it but the name it is asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    parts = urlsplit(way.server)
    port = parts.port or 443
    proxy = urlsplit((way.proxies or {}).get("https", ""))
    if proxy.hostname:
        line = http.client.HTTPSConnection(proxy.hostname, proxy.port or 8080, timeout=CONNECT_SECONDS, context=context)
        line.set_tunnel(way.host, port)
    else:
        line = http.client.HTTPSConnection(way.host, port, timeout=CONNECT_SECONDS, context=context)
    try:
        line.connect()
        der = line.sock.getpeercert(binary_form=True) if isinstance(line.sock, ssl.SSLSocket) else None
        return None if der is None else _parsed(der)
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        line.close()


def _parsed(der: bytes) -> Certificate:
    from cryptography import x509

    return x509.load_der_x509_certificate(der)


def _authorities(pem: str | None) -> list[Certificate]:
    from cryptography import x509

    with contextlib.suppress(ValueError):
        return [] if pem is None else x509.load_pem_x509_certificates(pem.encode())
    return []


def _day(moment: datetime) -> str:
    local = moment.astimezone(VIETNAM)
    return f"{local.day}/{local.month}/{local.year}"
