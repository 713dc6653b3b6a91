"""The business day of a device: the date on codes and reports. It never goes back, and a lying clock does not move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from counter.journal.clock import VIETNAM

Doubt = Literal["before_last_entry", "far_ahead", "before_program", "off_server"]
FAR_AHEAD = timedelta(days=35)  # longer than any holiday; a machine switched off longer is asked about once
STEP_BACK = timedelta(minutes=10)
OFF_SERVER = timedelta(minutes=10)
PROGRAM_LIFE = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class DayJudgement:
    """The business day to use now, and why the clock is doubted (None: it is not).

    A doubted clock refuses nothing: the day stays the last one opened until a person opens the next."""

    day: date
    doubt: Doubt | None

    def moment(self, now: datetime) -> datetime:
        """`now`, moved to the business day when the clock is doubted: what receipts say and deadlines run from."""
        local = now.astimezone(VIETNAM)
        return local if self.doubt in (None, "off_server") else datetime.combine(self.day, local.timetz())


def judge_day(
    now: datetime,
    *,
    last_wall: datetime | None,
    last_day: date | None,
    program_date: date,
    server_offset: timedelta | None = None,
) -> DayJudgement:
    """Decide the business day from the clock and what the device remembers.

    A machine's first day follows the province's clock where that is known, for it could never be taken back.
    `last_wall`: wall time of the newest own entry; `last_day`: the newest business day used or opened by a person;
    `server_offset`: the province's time minus ours at the last contact."""
    today = now.astimezone(VIETNAM).date()
    doubt: Doubt | None = None
    if today < program_date:
        doubt = "before_program"
    elif last_wall is not None and now < last_wall - STEP_BACK:
        doubt = "before_last_entry"
    elif _far_ahead(now, last_wall, last_day, program_date):
        doubt = "far_ahead"
    elif server_offset is not None and abs(server_offset) > OFF_SERVER:
        doubt = "off_server"
    if last_day is None:
        if server_offset is not None:
            today = (now + server_offset).astimezone(VIETNAM).date()
        elif doubt == "far_ahead":
            today = program_date
        return DayJudgement(max(today, program_date), doubt)
    if doubt in ("before_program", "before_last_entry", "far_ahead"):
        return DayJudgement(last_day, doubt)
    return DayJudgement(max(today, last_day), doubt)


def _far_ahead(now: datetime, last_wall: datetime | None, last_day: date | None, program_date: date) -> bool:
    today = now.astimezone(VIETNAM).date()
    if last_day is not None and today <= last_day:
        return False
    return now > last_wall + FAR_AHEAD if last_wall is not None else today > program_date + PROGRAM_LIFE
