"""The kinds of facts and their versions, with the pure upcasters that read old ones. A version is never removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counter.journal.body import decode_body

Body = dict[str, Any]

RECEIVED = "dossier_received"
CODE_ASSIGNED = "code_assigned"
DUTY_CLOSED = "duty_closed"
DAY_OPENED = "day_opened"
FILE_ATTACHED = "file_attached"
FILE_MISTAKEN = "file_mistaken"
WITHDRAWN = "dossier_withdrawn"
RESOLVED = "matter_resolved"

CURRENT = {
    RECEIVED: 1, CODE_ASSIGNED: 1, DUTY_CLOSED: 1, DAY_OPENED: 1, FILE_ATTACHED: 1, FILE_MISTAKEN: 1, WITHDRAWN: 1,
    RESOLVED: 1,
}  # fmt: skip

# (kind, version) → function to the next version
_UPCAST: dict[tuple[str, int], Callable[[Body], Body]] = {}


class UnknownKind(Exception):
    """A kind or version this program does not know: it is stored, forwarded and shown as "needs an update"."""


def is_known(kind: str, version: int) -> bool:
    """Whether this program can read that version of that kind."""
    return 1 <= version <= CURRENT.get(kind, 0)


def read_body(kind: str, version: int, raw: bytes) -> Body:
    """The body in the newest version this program knows. Raises UnknownKind, or BadBody for bytes that break the rules."""
    if not is_known(kind, version):
        raise UnknownKind(f"{kind} {version}")
    body = decode_body(raw)
    while version < CURRENT[kind]:
        body = _UPCAST[kind, version](body)
        version += 1
    return body
