"""Bodies as lines: JSON text has no control characters, so they can stand for what the reader can work out itself.

A fact nearly always tells the second at which it was made, and the envelope tells it too: written as one byte, it costs
nothing, where no compressor could have shortened it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone

from counter.journal.entry import Entry, Envelope
from counter.wire.binary import BadMessage
from counter.wire.limits import BODY

_AT, _BEFORE = b"\x01", b"\x02"  # the second of the wall clock, and the one before it
_LINE = b"\n"
_CONTROLS = bytes(range(32))
_START = datetime(1970, 1, 1, tzinfo=UTC)


def are_text(bodies: Iterable[bytes]) -> bool:
    """Whether they can be written as lines."""
    return not any(body.translate(None, _CONTROLS) != body for body in bodies)


def write_lines(entries: Sequence[Entry]) -> bytes:
    """The bodies of entries, one line each."""
    return _LINE.join(_marked(entry.body, entry.envelope) for entry in entries)


def read_lines(folded: bytes, count: int) -> list[bytes]:
    """The lines of that many bodies, still marked. Raises BadMessage."""
    lines = folded.split(_LINE) if count else []
    if len(lines) != count:
        raise BadMessage("not as many bodies as entries")
    return lines


def unmarked(line: bytes, wall_ms: int, offset: int) -> bytes:
    """The body of a line, given the entry's time. Raises BadMessage."""
    ats, befores = line.count(_AT), line.count(_BEFORE)
    if not ats and not befores:
        return line
    at, before = _times(wall_ms, offset)
    if at is None or before is None:
        raise BadMessage("a time that no calendar has")
    if len(line) + ats * (len(at) - 1) + befores * (len(before) - 1) > BODY:  # a line of marks would be a small bomb
        raise BadMessage("a body beyond its limit")
    return line.replace(_AT, at).replace(_BEFORE, before)


def _marked(body: bytes, envelope: Envelope) -> bytes:
    at, before = _times(envelope.wall_ms, envelope.offset)
    if at is None or before is None:
        return body
    return body.replace(at, _AT).replace(before, _BEFORE)


def _times(wall_ms: int, offset: int) -> tuple[bytes | None, bytes | None]:
    """The entry's second and the one before, as ISO 8601; None where the calendar ends."""
    try:
        moment = (_START + timedelta(seconds=wall_ms // 1000)).astimezone(timezone(timedelta(minutes=offset)))
        return moment.isoformat().encode(), (moment - timedelta(seconds=1)).isoformat().encode()
    except (OverflowError, ValueError):
        return None, None
