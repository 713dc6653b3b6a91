"""The printed forms by number and title: data, because the circular changed once and will again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `key` is what the program calls it; `number` ("01") is None for a slip outside the numbered set."""

    key: str
    number: str | None
    title: str
    circular: str
    former_title: str | None = None
    former_number: str | None = None
    marks: tuple[str, ...] = ()
