"""Keeps PySide from reading the source of every module that is imported after it.

It looks there for its own name, to know where its `__feature__` switches may hold, and all lines it has read stay in memory.
This program uses no such switch, so what PySide says of a module without source is true of all of them."""

from __future__ import annotations

import sys

_LOOKS = "_mod_uses_pyside"


def import_plainly() -> None:
    """From now on nothing is read but what is imported. Another version of PySide that looks in another way goes on so."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, _LOOKS):
        setattr(feature, _LOOKS, _uses_no_features)


def _uses_no_features(_module: object) -> bool:
    return False
