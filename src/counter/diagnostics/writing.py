"""The bundle's file: whole under its name, or not there at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from counter.domain.sentence import Sentence, Trouble
from counter.store.held_file import move, remove


def write_whole(out: Path, content: bytes) -> None:
    """Write it, over one of that name. Raises Trouble; nothing is left behind then."""
    part = None
    try:
        if out.is_dir():
            raise IsADirectoryError(out)
        descriptor, part = tempfile.mkstemp(dir=out.parent, prefix=".", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move(Path(part), out)
        part = None
    except OSError as error:
        raise Trouble(Sentence("diagnostics.no_out")) from error
    finally:
        if part is not None:
            with contextlib.suppress(OSError):
                remove(Path(part))
