"""The name of a unit without loading the whole catalogue: for the sign-in, which is on the screen before that."""

from __future__ import annotations

import json
from functools import cache

from counter.settings import resource


@cache
def unit_name(gso_code: str) -> str | None:
    """The name of the unit of that 5-digit code, from the catalogue that came with the program; None for no such unit."""
    held = json.loads(resource("catalogue", "units.json").read_bytes())
    return next((str(unit["name"]) for unit in held["units"] if unit["gso_code"] == gso_code), None)
