"""The address of the province as it is kept."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from counter.domain.sentence import Refused, Sentence


def checked_server(url: str) -> str:
    """The server's address as it is kept: https, or http for this very machine. Raises Refused (field "server")."""
    url = url.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Refused("server", Sentence("sync.address")) from None
    if not host or parts.query or parts.fragment or parts.username or parts.path:
        raise Refused("server", Sentence("sync.address"))
    if parts.scheme == "http":
        if not _loopback(host):
            raise Refused("server", Sentence("sync.plain_http"))
    elif parts.scheme != "https":
        raise Refused("server", Sentence("sync.address"))
    return url


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
