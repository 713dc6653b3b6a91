"""What Qt's metaclass cannot see to: every page has a title, every field a value that can be read and set."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from counter import gui
from counter.gui.gate_page import GatePage
from counter.gui.help_topics import help_topic
from counter.gui.page import Page
from counter.gui.parts.labelled_field import LabelledField


def subclasses(of: type) -> Iterator[type]:
    """Those that are made: what others are made of need not be whole."""
    for one in of.__subclasses__():
        if one.__module__.startswith("counter.") and not one.__subclasses__():
            yield one
        yield from subclasses(one)


def test_no_page_and_no_field_lacks_what_its_kind_must_have() -> None:
    for module in pkgutil.walk_packages(gui.__path__, "counter.gui."):
        importlib.import_module(module.name)
    pages, fields = list(subclasses(Page)), list(subclasses(LabelledField))
    assert len(pages) > 3
    assert len(fields) > 3
    assert [one.__name__ for one in pages if one.title is Page.title] == []
    assert [one.__name__ for one in pages if not help_topic(one.topic).here] == []
    gates = list(subclasses(GatePage))
    assert len(gates) > 1
    assert [one.__name__ for one in gates if one._show is GatePage._show] == []
    for name in ("value", "set_value"):
        assert [one.__name__ for one in fields if getattr(one, name) is getattr(LabelledField, name)] == []
