"""The port behind which every printer stands, and the three ways a print can end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from counter.domain.sentence import Sentence

PrintEnd = Literal["printed", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a print ended, and what to say of it.

    failed: certainly no paper came out. printed: the printer, or the queue before it, has said so. unknown: everything
    else; nobody prints it again but a person who has looked."""

    state: PrintEnd
    sentence: Sentence


class Printer(Protocol):
    """Where a PDF becomes paper."""

    @property
    def name(self) -> str:
        """What the clerk calls it."""
        ...

    def send(self, pdf: bytes, job_name: str) -> Outcome:
        """Prints all pages as one job called `job_name` (a code, no personal data) and says how it ended.

        Trouble of any kind is an outcome. It may take as long as the printer needs; never call it in the UI thread."""
        ...


def printed(key: str = "printing.printed", **args: object) -> Outcome:
    """It is on paper."""
    return Outcome("printed", Sentence(key, args))


def failed(key: str, **args: object) -> Outcome:
    """It certainly is not on paper, and why."""
    return Outcome("failed", Sentence(key, args))


def unknown(key: str = "printing.unknown", **args: object) -> Outcome:
    """It may be on paper."""
    return Outcome("unknown", Sentence(key, args))
