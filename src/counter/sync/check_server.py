"""Of the self-check: whether the server can be reached and is ours, and whether this machine's clock agrees with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from counter.domain.check import Finding, broken, look, unknown, well
from counter.domain.sentence import Refused, Sentence
from counter.journal.clock import VIETNAM, Clock
from counter.sync.inquest import NotHeard, Way, ask
from counter.wire.frame import VERSION

DOUBT = timedelta(minutes=2)
_HERE = timedelta(hours=7)


def check_server(way: Way | None, clock: Clock) -> Finding:
    """Name, line, the province behind it, its version."""
    if way is None:
        return unknown("server", "not_enrolled")
    try:
        heard = ask(way, clock)
    except Refused:
        return broken("server", "address")
    except NotHeard as error:
        state = look if error.why == "busy" else broken
        return state("server", error.why, **({} if error.why == "portal" else {"host": way.host}))
    if heard.protocol != VERSION:
        return broken("server", "version", theirs=heard.protocol, ours=VERSION)
    return well("server", ms=heard.ms)


def check_clock(way: Way | None, clock: Clock, doubted: Callable[[], bool]) -> Finding:
    """This machine's clock against the server's. `doubted`: what the journal thinks of it, asked where no server says."""
    if way is not None:
        try:
            offset = ask(way, clock).offset
        except (Refused, NotHeard):
            pass
        else:
            much = much_of(abs(offset))
            if abs(offset) <= DOUBT:
                return well("clock", much=much)
            return broken("clock", "slow" if offset > timedelta() else "fast", much=much)
    if doubted():
        return broken("clock", "doubt")
    now = clock.now().astimezone(VIETNAM)
    return unknown("clock", "not_compared", now=f"{now:%H:%M} {_day(now)}")


def check_time_zone(offset: timedelta) -> Finding:
    """`offset`: what this machine adds to UTC."""
    if offset == _HERE:
        return well("time_zone")
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return look("time_zone", "wrong", zone=f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}")


def much_of(distance: timedelta) -> Sentence:
    """A length of time as people say it, in one unit."""
    seconds = round(distance.total_seconds())
    for unit, least, size in (("days", 172_800, 86_400), ("hours", 7_200, 3_600), ("minutes", 120, 60)):
        if seconds >= least:
            return Sentence(f"check.clock.{unit}", {"count": round(seconds / size)})
    return Sentence("check.clock.seconds", {"count": seconds})


def _day(moment: datetime) -> str:
    return f"{moment.day}/{moment.month}/{moment.year}"
