"""Opening the business day by hand, when the clock was doubtful and a person has looked at it."""

from __future__ import annotations

from datetime import date

from counter.domain.sentence import Refused, Sentence
from counter.journal.kinds import DAY_OPENED
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.store.settings_table import put


def open_day(store: LocalStore, day: date, actor: Actor) -> None:
    """From now on codes bear that day. Raises Refused ("day") for one before the newest day used: days never go back."""
    with store.deed(actor) as deed:
        if day < deed.day.day:
            raise Refused("day", Sentence("reception.day_back"))
        put(deed.transaction, "day_opened", day.isoformat())
        deed.day = store.judge_day(deed.transaction, deed.identity)
        deed.add(DAY_OPENED, {"day": day.isoformat()})
