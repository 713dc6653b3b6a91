"""A registry in memory that keeps to the rules of the real one: names in any case, keys that may not be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class MadeRegistry:
    """Keys with their values; `guarded` keys cannot be written by this user, `closed` ones not even be read."""

    keys: dict[str, dict[str, object]] = field(default_factory=dict)
    guarded: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)

    def values(self, key: str) -> Mapping[str, object] | None:
        if key in self.closed:
            raise PermissionError(key)
        return self.keys.get(key)

    def delete(self, key: str, name: str) -> None:
        if key in self.guarded:
            raise PermissionError(key)
        held = self.keys.get(key, {})
        for one in [one for one in held if one.lower() == name.lower()]:
            del held[one]
