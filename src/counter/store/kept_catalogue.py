"""The province's catalogue on this machine: kept beside the database, used from the next start on."""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path

from counter.domain.catalogue import Catalogue
from counter.store.catalogue import load_catalogue, read_catalogue
from counter.store.held_file import patiently
from counter.store.small_file import write_small
from counter.wire.catalogue import catalogue_content, catalogue_tag

NAME = "catalogue.json"
_log = logging.getLogger(__name__)


def keep_catalogue(folder: Path, content: bytes) -> None:
    """Write it whole or not at all. Raises ValueError for one that this program cannot read, OSError from the disk."""
    _parsed(content, whole=True)
    write_small(folder / NAME, content)


def catalogue_of(folder: Path) -> Catalogue:
    """The province's catalogue where one is kept and can be read, else the one that came with the program."""
    kept = _kept(folder)
    if kept is not None:
        try:
            return _parsed(kept)
        except ValueError:
            _log.warning("the kept catalogue cannot be read; the program's own is used")
    return load_catalogue()


def tag_of(folder: Path) -> bytes:
    """What the province is told of the catalogue in use."""
    kept = _kept(folder)
    if kept is not None:
        return catalogue_tag(kept)
    return _own_tag()


@cache
def _own_tag() -> bytes:
    return catalogue_tag(catalogue_content(read_catalogue()))


def _kept(folder: Path) -> bytes | None:
    try:
        return patiently((folder / NAME).read_bytes)
    except FileNotFoundError:
        return None


def _parsed(content: bytes, *, whole: bool = False) -> Catalogue:
    """`whole`: with every procedure in it, for one that was not looked at before."""
    try:
        catalogue = Catalogue.from_json(**json.loads(content))
        if whole:
            catalogue.read_through()
        return catalogue
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a catalogue of another form: {type(error).__name__}") from None
