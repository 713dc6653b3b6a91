"""Bodies as lines: JSON text has no control characters, so they can stand for what the reader can work out itself.

A fact nearly always tells the second at which it was made, and the envelope tells it too: written as one byte, it costs
nothing, where no compressor could have shortened it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from counter.journal.entry import Entry, Envelope
from counter.wire.binary import BadMessage
from counter.wire.limits import BODY

_AT, _BEFORE = b"\x01", b"\x02"  # the second of the wall clock, and the one before it
_LINE = b"\n"
_CONTROLS = bytes(range(32))


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
    for mark, shift in ((_AT, 0), (_BEFORE, 1)):
        count = line.count(mark)
        if count:
            told = _second(wall_ms // 1000 - shift, offset)
            if told is None:
                raise BadMessage("a time that no calendar has")
            if len(line) + count * (len(told) - 1) > BODY:  # a line of marks would be a small bomb
                raise BadMessage("a body beyond its limit")
            line = line.replace(mark, told)
    return line


def _marked(body: bytes, envelope: Envelope) -> bytes:
    for mark, shift in ((_AT, 0), (_BEFORE, 1)):
        told = _second(envelope.wall_ms // 1000 - shift, envelope.offset)
        if told is not None:
            body = body.replace(told, mark)
    return body


def _second(seconds: int, offset: int) -> bytes | None:
    """That second of the UNIX clock as ISO 8601 at `offset` minutes; None where the calendar ends."""
    day, rest = divmod(seconds + 60 * offset, 86_400)
    around = _day(day, offset)
    if around is None:
        return None
    return b"%s%02d:%02d:%02d%s" % (around[0], rest // 3600, rest // 60 % 60, rest % 60, around[1])


@lru_cache(maxsize=512)
def _day(day: int, offset: int) -> tuple[bytes, bytes] | None:
    """What stands before and after the time of that day since 1970."""
    try:
        midnight = datetime(1970, 1, 1, tzinfo=timezone(timedelta(minutes=offset))) + timedelta(days=day)
    except (OverflowError, ValueError):
        return None
    before, _, after = midnight.isoformat().partition("T")
    return before.encode() + b"T", after[8:].encode()
