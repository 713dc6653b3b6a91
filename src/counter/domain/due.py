"""The due time of a dossier and why: one structure that is said as a sentence and recomputes to the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter.domain.due_explanation import explain
from counter.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Due:
    """`at` is aware (UTC+7) or None when the limit is not known. `expected`: only a forecast, since the clock starts
    when another body receives the dossier (Decree 309/2026 art. 8). `plan` is plain JSON data (strings, integers,
    lists, dicts) from which `counter.domain.deadline.recompute` finds the same time; it is stored with the dossier."""

    at: datetime | None
    plan: dict[str, object]
    expected: bool = False

    @property
    def why(self) -> Sentence:
        """The whole reason. Put together when somebody asks: most receptions only need the time and the plan."""
        return explain(self.plan)
