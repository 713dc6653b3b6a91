"""Planted names, looked for in everything a bundle of diagnostics is and becomes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from counter.diagnostics.bundle import Bundle, bundle_of
from counter.diagnostics.gathering import COLLECTORS, Collect, gather
from counter.diagnostics.sources import Sources
from tests.made.plants import Plants


def bundle(sources: Sources, collectors: Mapping[str, Collect] = COLLECTORS) -> Bundle:
    """All of it, as a command makes it."""
    return bundle_of(gather(sources, collectors), "0.1.0", "vi")


def hits(made: Bundle, plants: Plants) -> set[str]:
    """What is found in the texts that are shown, in the bytes of the file, and in what is unpacked from it."""
    zipped = made.zipped()
    found = plants.in_bytes(zipped)
    for item in made.items:
        found |= plants.in_text(item.name + "\n" + item.text)
    with zipfile.ZipFile(io.BytesIO(zipped)) as file:
        assert file.testzip() is None
        assert [(info.filename, file.read(info)) for info in file.infolist()] == [
            (item.name, item.content) for item in made.items
        ]
        for info in file.infolist():
            assert (info.comment, info.extra) == (b"", b"")
            found |= plants.in_bytes(info.filename.encode()) | plants.in_bytes(file.read(info))
    return found
