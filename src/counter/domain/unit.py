"""A unit of the province (ward, commune, special zone) and the one-stop centre that serves it."""

from __future__ import annotations

from dataclasses import dataclass

from counter.domain.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Unit:
    """One of the province's units. `agency_code` is None until the province gives it: it is never derived from `gso_code`.

    `mountain_island`: True when the longer limits of mountains and islands hold, None when that is not known.
    `former` and `former_partly`: (old name, old district) of what was merged into it, wholly or in part (2025)."""

    gso_code: str
    name: str
    type: str
    short_name: str
    one_stop_name: str
    agency_code: str | None = None
    mountain_island: bool | None = None
    island: str | None = None
    former: tuple[tuple[str, str], ...] = ()
    former_partly: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()


def usual_case(procedure: Procedure, unit: Unit) -> str:
    """The key of the variant that a dossier of that unit usually is: the island time where the unit is known for it."""
    if unit.mountain_island and procedure.variant("mountain_island") is not None:
        return "mountain_island"
    return procedure.variants[0].key
