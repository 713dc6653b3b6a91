"""The one sync light: a state and words that tell the truth. Pure; green only when the province proved it has everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from counter.domain.sentence import Sentence
from counter.journal.clock import VIETNAM
from counter.store.standpoint import SyncFacts
from counter.sync.statement_words import what_of
from counter.sync.why import BUSY, NEEDS_IT, PORTAL, PROXY

RED_AFTER = timedelta(hours=2)  # the line is there and a fact still waits: by age, not by how many there are
LONG_OFFLINE = timedelta(days=3)  # longer than a weekend without a line: there are other ways than the line
OLD = timedelta(minutes=5)  # from then on it is said since when the oldest waits

LightState = Literal["offline", "sending", "waiting", "attention", "received"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Work that is under way: entry `number` of the `count` that have waited since nothing did is being sent."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Light:
    """What the status bar shows and `counter status` says."""

    state: LightState
    words: Sentence


def light(facts: SyncFacts, now: datetime, progress: Progress | None = None) -> Light:
    """The light of these facts. `now` decides whether a time is told with its date, and when amber has become red."""
    if not facts.enrolled:
        return Light("attention", Sentence("sync.light.not_enrolled"))
    if facts.trouble is not None:
        return Light("attention", Sentence(facts.trouble))
    if facts.needs_epoch is not None:
        return Light("attention", Sentence("sync.light.needs_epoch", {"count": facts.waiting}))
    if facts.lacking:
        return Light("attention", _lacking(facts))
    if progress is not None and facts.waiting:
        return Light("sending", Sentence("sync.light.sending", {"number": progress.number, "count": progress.count}))
    if facts.offline_since is not None and facts.why != BUSY:
        return _without_line(facts, facts.offline_since, now)
    if facts.waiting:
        return _waiting(facts, now)
    if facts.apart:
        return Light("attention", Sentence("sync.light.quarantined", {"count": facts.apart}))
    if facts.flagged:
        return Light("attention", Sentence("sync.light.flagged", {"count": facts.flagged}))
    if not facts.proved:  # acknowledged numbers without our own hash prove nothing
        return Light("waiting", Sentence("sync.light.waiting", {"count": facts.entries}))
    if facts.last_contact is None:
        return Light("waiting", Sentence("sync.light.received_nothing"))
    return Light("received", Sentence("sync.light.received", {"time": _clock(facts.last_contact, now)}))


def _without_line(facts: SyncFacts, since: datetime, now: datetime) -> Light:
    """Grey, since it is nobody's mistake and work goes on; unless waiting does not help, or has helped for too long."""
    told: dict[str, object] = {"time": _clock(since, now), "count": facts.waiting}
    if facts.why == PROXY:
        return Light("attention", Sentence("sync.light.proxy", told))
    if facts.why in NEEDS_IT:
        return Light("attention", Sentence("sync.light.unsafe", told))
    if facts.waiting and _age(facts, now) >= LONG_OFFLINE:
        return Light("attention", Sentence("sync.light.offline_long", told))
    if facts.why == PORTAL:
        return Light("offline", Sentence("sync.light.portal", told))
    return Light("offline", Sentence("sync.light.offline" if facts.waiting else "sync.light.offline_none", told))


def _waiting(facts: SyncFacts, now: datetime) -> Light:
    age = _age(facts, now)
    if facts.oldest_waiting is None or age < OLD:
        return Light("waiting", Sentence("sync.light.waiting", {"count": facts.waiting}))
    told: dict[str, object] = {"count": facts.waiting, "time": _clock(facts.oldest_waiting, now)}
    if age >= RED_AFTER:
        return Light("attention", Sentence("sync.light.waiting_long", told))
    return Light("waiting", Sentence("sync.light.waiting_since", told))


def _age(facts: SyncFacts, now: datetime) -> timedelta:
    return timedelta() if facts.oldest_waiting is None else now - facts.oldest_waiting


def _lacking(facts: SyncFacts) -> Sentence:
    """The first record by name, and that more differ."""
    lost = facts.lacks[0]
    told = {"what": what_of(lost), "count": facts.lacking - 1,
            "time": f"{lost.at:%H:%M} {lost.at.day}/{lost.at.month}"}  # fmt: skip
    if lost.here:
        return Sentence("sync.light.lacking_here" if facts.lacking == 1 else "sync.light.lacking_here_more", told)
    return Sentence("sync.light.lacking" if facts.lacking == 1 else "sync.light.lacking_more", told)


def _clock(moment: datetime, now: datetime) -> str:
    moment, now = moment.astimezone(VIETNAM), now.astimezone(VIETNAM)
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%H:%M} {moment.day}/{moment.month}"
