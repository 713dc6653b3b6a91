"""What comes of a request: an answer, or none; and what it cost. Loads no network code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counter.sync.why import Failure


@dataclass(slots=True)
class Traffic:
    """What went over the line since this was made."""

    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A complete answer. `retry_after` in seconds, 0 when the server has no wish; names of `headers` in lower case."""

    status: int
    content_type: str
    body: bytes
    retry_after: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


class NoAnswer(Exception):
    """There was none; whether the request arrived is not known."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.name)
        self.failure = failure
