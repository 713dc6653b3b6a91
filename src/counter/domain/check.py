"""The machine's self-check: what is looked at, in which order, and what a look may come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from counter.domain.sentence import Sentence

CheckName = Literal[
    "server", "clock", "time_zone", "certificate", "printer", "scanner", "disk", "database", "backup", "enrolment", "policy",
    "sync", "window",
]  # fmt: skip
CHECKS: tuple[CheckName, ...] = (
    "server", "clock", "time_zone", "certificate", "printer", "scanner", "disk", "database", "backup", "enrolment", "policy",
    "sync", "window",
)  # fmt: skip

State = Literal["well", "unknown", "look", "broken"]
"""well: as it must be. unknown: it could not be looked at, and nothing is known to be wrong. look: work goes on, and
somebody should see to it. broken: something does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check came to."""

    check: CheckName
    state: State
    sentence: Sentence

    @property
    def ok(self) -> bool:
        """Whether nothing is known to be wrong."""
        return self.state in ("well", "unknown")

    @property
    def code(self) -> str:
        """The short code by which IT finds it in the operations page; empty where there is nothing to look up."""
        from counter.domain.wording.check import CODES

        return CODES.get(self.sentence.key, "")


def well(check: CheckName, what: str = "well", **args: object) -> Finding:
    """All right: `check.<check>.<what>` is what is said."""
    return Finding(check, "well", Sentence(f"check.{check}.{what}", args))


def unknown(check: CheckName, what: str, **args: object) -> Finding:
    """It could not be looked at."""
    return Finding(check, "unknown", Sentence(f"check.{check}.{what}", args))


def look(check: CheckName, what: str, **args: object) -> Finding:
    """Somebody should see to it."""
    return Finding(check, "look", Sentence(f"check.{check}.{what}", args))


def broken(check: CheckName, what: str, **args: object) -> Finding:
    """It does not work."""
    return Finding(check, "broken", Sentence(f"check.{check}.{what}", args))


class GivenUp(Exception):
    """A look was called off, or has had its time; whoever looks says what was seen so far, or lets it through."""


class Looking(Protocol):
    """What a long look is watched by."""

    def go_on(self, done: int = 0, of: int = 0) -> None:
        """Say how far it is (`of` 0: not known). Raises GivenUp when it is to end."""
        ...
