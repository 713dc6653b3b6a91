"""One question to the province's server, and when it fails, as exactly as a person can be told why."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import requests
import urllib3

from counter.journal.clock import Clock
from counter.sync.answer import Answered, NoAnswer
from counter.sync.transport import Transport
from counter.sync.way_out import NO_WAY
from counter.sync.why import AWAY, PORTAL, Failure, stranger

CONNECT_SECONDS, ANSWER_SECONDS, ALL_SECONDS = 8.0, 12.0, 20.0
_GATEWAYS = {429, 500, 502, 503, 504}
_PORTAL_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Way:
    """How this machine goes to its server: as in the settings. `web_port`: where a network's login page would step in."""

    server: str
    ca: str | None = None
    proxies: Mapping[str, str] | None = None
    web_port: int = 80

    @property
    def host(self) -> str:
        """The server's name, as people say it."""
        return urlsplit(self.server).hostname or self.server

    @property
    def secure(self) -> bool:
        """Whether a certificate is part of it."""
        return self.server.startswith("https")


@dataclass(frozen=True, slots=True)
class Heard:
    """The province answered. `offset`: its time minus ours; `certificate`: DER, None without TLS."""

    protocol: int
    ms: int
    offset: timedelta
    certificate: bytes | None


class NotHeard(Exception):
    """`why`: the last word of the sentence's key. `failure`: what the transport said, None when something answered."""

    def __init__(self, why: str, failure: Failure | None = None, verify_code: int = 0) -> None:
        super().__init__(why)
        self.why, self.failure, self.verify_code = why, failure, verify_code


def ask(way: Way, clock: Clock) -> Heard:
    """Ask the server how it is, over the line that sync uses. Raises NotHeard, Refused for an address that is none."""
    transport = Transport(
        way.server, ca=way.ca, proxies=way.proxies, connect_seconds=CONNECT_SECONDS, answer_seconds=ANSWER_SECONDS,
        all_seconds=ALL_SECONDS,
    )  # fmt: skip
    began = clock.monotonic_ms()
    try:
        answered = transport.get("/v1/status")
        took, now = clock.monotonic_ms() - began, clock.now()
        return _read(answered, took, now, transport.certificate)
    except NoAnswer as error:
        why = _why(error)
        if way.secure and not way.proxies and why in ("unsafe", "refused", "unreachable", "slow") and _portal(way):
            why = "portal"
        raise NotHeard(why, error.failure, _verify_code(error)) from error
    finally:
        transport.close()


def _read(answered: Answered, took: int, now: datetime, certificate: bytes | None) -> Heard:
    if answered.status in _GATEWAYS:
        raise NotHeard("busy")
    if answered.status == 407:
        raise NotHeard("proxy")
    try:
        told = json.loads(answered.body)
        protocol, time = int(told["protocol"]), datetime.fromisoformat(told["time"])
        if answered.status != 200 or time.tzinfo is None or "generation" not in told:
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError):
        portal = stranger(answered.status, answered.content_type) == PORTAL
        raise NotHeard("portal" if portal else "stranger") from None
    # Told in whole seconds, at some moment between question and answer.
    offset = time + timedelta(milliseconds=500) - (now - timedelta(milliseconds=took / 2))
    return Heard(protocol, took, offset, certificate)


def _why(error: NoAnswer) -> str:
    if error.failure is Failure.TIMEOUT:
        return "slow"
    if error.failure is Failure.PROXY:
        return "proxy"
    if error.failure not in AWAY:
        return "unsafe"
    causes = list(_inside(error, 10))
    if any(isinstance(one, TimeoutError) for one in causes):
        return "slow"
    if any(isinstance(one, requests.exceptions.ProxyError | urllib3.exceptions.ProxyError) for one in causes):
        return "proxy"
    if any(isinstance(one, socket.gaierror | urllib3.exceptions.NameResolutionError) for one in causes):
        return "dns"
    if any(isinstance(one, OSError) and one.errno in NO_WAY for one in causes):
        return "unreachable"
    if any(isinstance(one, http.client.BadStatusLine) and not isinstance(one, ConnectionError) for one in causes):
        return "stranger"
    return "refused"


def _verify_code(error: NoAnswer) -> int:
    codes = (one.verify_code for one in _inside(error, 10) if isinstance(one, ssl.SSLCertVerificationError))
    return next((int(code or 0) & 0xFFFFFFFF for code in codes), 0)


def _inside(error: object, depth: int) -> list[BaseException]:
    """The error and every one wrapped in it: each library keeps the inner one in another way."""
    if not isinstance(error, BaseException) or depth == 0:
        return []
    wrapped = (*error.args, getattr(error, "reason", None), error.__cause__, error.__context__)
    return [error, *(found for one in wrapped for found in _inside(one, depth - 1))]


def _portal(way: Way) -> bool:
    """Whether the network steps in on a plain page of the server's: it sends everybody on to its own login. Nothing but
    the server's name is sent."""
    line = http.client.HTTPConnection(way.host, way.web_port, timeout=_PORTAL_SECONDS)
    try:
        line.request("GET", "/")
        answer = line.getresponse()
        elsewhere = urlsplit(answer.headers.get("location") or "").hostname
        return answer.status == 511 or (
            answer.status in (301, 302, 303, 307, 308) and elsewhere not in (None, way.host)
        )
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        line.close()
