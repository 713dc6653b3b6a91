"""Whether this machine's network knows a way to the server: its own routes are asked, and nothing is sent."""

from __future__ import annotations

import errno
import socket

NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, 10051, 10065, 10050}  # and Windows' names for them
ANYWHERE = "192.0.2.1", 9  # nobody's (RFC 5737), but the way there is the way out

Place = tuple[str, int]


def has_way(to: Place | None) -> bool:
    """`to`: where the line went last; None while it never went anywhere. What is not known is taken for a way."""
    host, port = to or ANYWHERE
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((host, port))
    except OSError as error:
        return error.errno not in NO_WAY
    except (ValueError, OverflowError):
        return True
    return True
