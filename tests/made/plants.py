"""Unusual names and numbers to be planted, and looked for afterwards wherever something may lie in clear."""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from counter.domain.spelling import fold

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def forms(text: str) -> Iterator[bytes]:
    """A text as a program may have written it: composed or not, without marks, in capitals, escaped, in any encoding."""
    spelt = {text, text.upper(), text.lower(), text.title(), fold(text), fold(text).upper(), fold(text).title()}
    spelt |= {one.replace(" ", "") for one in spelt} | {one.replace(" ", "_") for one in spelt}
    for normal in ("NFC", "NFD"):
        for one in sorted({unicodedata.normalize(normal, s) for s in spelt}):
            yield from (one.encode(encoding) for encoding in ENCODINGS)
            yield json.dumps(one).strip('"').encode()
            yield quote(one).encode()


def wrapped(form: bytes) -> Iterator[bytes]:
    """The same inside something written in base 64 or in hexadecimal, wherever in it it begins."""
    yield form.hex().encode()
    for skip in range(3):
        whole = base64.b64encode(bytes(skip) + form).rstrip(b"=")
        yield whole[2 * (skip > 0) + 2 * (skip > 1) : -1]


class Plants:
    """What is looked for: whole texts, and their words that are found nowhere else. `deep`: inside base 64 too."""

    def __init__(self, texts: Iterable[str], *, deep: bool = False) -> None:
        shallow = {(form, text) for text in texts for form in forms(text)}
        deeper = {(inner, text) for form, text in shallow for inner in wrapped(form)} if deep else set()
        self.forms = sorted(shallow | deeper)

    def in_bytes(self, content: bytes) -> set[str]:
        """Which of them stand in there."""
        return {text for form, text in self.forms if form in content}

    def in_text(self, text: str) -> set[str]:
        return self.in_bytes(text.encode("utf-8", "surrogatepass"))

    def under(self, folder: Path, *, leave_out: Path | None = None) -> set[tuple[str, str]]:
        """(file, plant) for every file below, and for names of files and folders. `leave_out`: a folder whose files are
        not opened; their names are looked at all the same."""
        hits = set()
        for path in [folder, *folder.rglob("*")]:
            where = str(path.relative_to(folder))
            hits |= {(where, text) for text in self.in_bytes(os.fsencode(path.name))}
            if path.is_file() and (leave_out is None or leave_out not in path.parents):
                hits |= {(where, text) for text in self.in_bytes(path.read_bytes())}
        return hits
