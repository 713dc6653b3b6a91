"""A file that a command writes: whole under its name, or not there at all."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from counter.domain.sentence import Sentence, Trouble
from counter.store.held_file import remove


@contextlib.contextmanager
def place_for(out: Path) -> Iterator[IO[bytes]]:
    """A new file beside `out`, to take its name when it is whole; gone when it did not. Raises Trouble."""
    try:
        if out.is_dir():
            raise IsADirectoryError(out)
        file = tempfile.NamedTemporaryFile(dir=out.parent, prefix=".", suffix=".pdf", delete=False)  # noqa: SIM115
    except OSError as error:
        raise Trouble(Sentence("command.no_out")) from error
    try:
        yield file
    finally:
        file.close()
        with contextlib.suppress(OSError):
            remove(Path(file.name))
