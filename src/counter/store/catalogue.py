"""Reading the catalogue from its folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from counter.domain.calendar import WorkCalendar
from counter.domain.catalogue import Catalogue
from counter.settings import resource

_FILES = ("procedures", "units", "calendar", "forms", "defaults")


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue of a folder; by default the one that came with the program.

    Raises OSError when a file cannot be read, KeyError or ValueError when one is broken."""
    return Catalogue.from_json(**read_catalogue(folder))


def load_calendar(folder: Path | None = None) -> WorkCalendar:
    """The calendar alone, for those who need no procedure. Raises as `load_catalogue` does."""
    return WorkCalendar.from_json(_read(folder, "calendar"))


def read_catalogue(folder: Path | None = None) -> dict[str, Any]:
    """The five parsed files, by name, as `Catalogue.from_json` takes them."""
    return {name: _read(folder, name) for name in _FILES}


def _read(folder: Path | None, name: str) -> Any:
    where = resource("catalogue") if folder is None else folder
    return json.loads((where / f"{name}.json").read_bytes())
