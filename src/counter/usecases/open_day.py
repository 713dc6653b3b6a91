"""Opening the business day by hand, when the clock was doubtful and a person has looked at it."""

from __future__ import annotations

from datetime import date

from counter.domain.sentence import Refused, Sentence
from counter.journal.business_day import FAR_AHEAD, PROGRAM_LIFE
from counter.journal.clock import VIETNAM
from counter.journal.kinds import DAY_OPENED
from counter.store.local_store import PROGRAM_DATE, LocalStore
from counter.store.log import Actor
from counter.store.settings_table import put


def open_day(store: LocalStore, day: date, actor: Actor) -> None:
    """From now on codes bear that day, and no earlier one ever again.

    Raises Refused ("day") for a day before the newest one used, and for one so far ahead that only a slip of the fingers
    can mean it: more than FAR_AHEAD after the open day, unless the clock says the very same, and within PROGRAM_LIFE."""
    with store.deed(actor) as deed:
        if day < deed.day.day:
            raise Refused("day", Sentence("reception.day_back"))
        said = store.clock.now().astimezone(VIETNAM).date()
        if day > deed.day.day + FAR_AHEAD and (day != said or day > PROGRAM_DATE + PROGRAM_LIFE):
            raise Refused("day", Sentence("reception.day_far", {"days": FAR_AHEAD.days}))
        put(deed.transaction, "day_opened", day.isoformat())
        deed.day = store.judge_day(deed.transaction, deed.identity)
        deed.add(DAY_OPENED, {"day": day.isoformat()})
