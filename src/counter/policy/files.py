"""Laid-down values in files, where there is no registry: `policy.toml` above `counter.toml`, both in `/etc/counter`.

The one-time token may lie in a file of its own, `enrolment.toml`, which the program's user may write: it is erased there
by the program itself. Elsewhere an administrator keeps the files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from counter.policy.source import NAMES, TOKEN, Found, Layer

FOLDER = Path("/etc/counter")
FILES: Mapping[Layer, tuple[str, ...]] = {
    "policy": ("policy.toml",),
    "machine": ("counter.toml", "enrolment.toml"),
}
_LONGEST = 64 * 1024  # bytes
_TOKEN_LINE = re.compile(rb"^[ \t]*\"?" + TOKEN.encode() + rb"\"?[ \t]*=[^\r\n]*", re.MULTILINE)


class FileSource:
    """A `Source` over files of one folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def read(self, layer: Layer) -> Found:
        values: dict[str, object] = {}
        readable = True
        for name in FILES[layer]:
            try:
                held = _table(self._folder / name)
            except (OSError, ValueError):
                readable = False
                continue
            values.update({key: held[key] for key in NAMES if held.get(key) not in (None, "")})
        return Found(values, readable)

    def erase_token(self) -> bool:
        erased = True
        for name in FILES["machine"]:
            try:
                erased = _erase(self._folder / name) and erased
            except (OSError, ValueError):
                erased = False
        return erased


def _table(file: Path) -> Mapping[str, object]:
    """Raises OSError, ValueError for a file that is there and is not what it should be."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LONGEST + 1)
    except FileNotFoundError:
        return {}
    if len(raw) > _LONGEST:
        raise ValueError("too long")
    import tomllib  # most machines have no such file

    return tomllib.loads(raw.decode("utf-8-sig"))


def _erase(file: Path) -> bool:
    """Blanks over the line, in its place: it takes no right on the folder, and a power cut leaves a good file either way."""
    if not _table(file).get(TOKEN):
        return True
    with file.open("r+b", buffering=0) as opened:
        for line in _TOKEN_LINE.finditer(opened.read()):
            opened.seek(line.start())
            opened.write(b" " * len(line[0]))
        os.fsync(opened.fileno())
    return not _table(file).get(TOKEN)
