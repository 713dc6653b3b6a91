"""The witness on disk: one small file outside the data folder, one beside the database; written after each commit."""

from __future__ import annotations

import contextlib
import os
import threading
from functools import partial
from io import FileIO
from pathlib import Path

from counter.journal.witness import Witness, read_witness
from counter.store.folder_access import PRIVATE
from counter.store.held_file import patiently


class WitnessFiles:
    """Keeps the high-water mark of one device in every place given; the mark that saw most speaks.

    Not synced on each write: a mark that is behind the database accuses nobody, and the commit it follows is synced."""

    def __init__(self, device: bytes, places: tuple[Path, ...]) -> None:
        self._paths = tuple(place / f"{device.hex()}.witness" for place in places)
        self._files: list[FileIO] = []
        self._lock = threading.Lock()

    def read(self) -> Witness | None:
        """The mark that has seen most, over all places."""
        best: Witness | None = None
        for path in self._paths:
            try:
                found = read_witness(patiently(path.read_bytes))
            except OSError:
                continue
            if found is not None and (best is None or (found.epoch, found.seq) > (best.epoch, best.seq)):
                best = found
        return best

    def write(self, mark: Witness, *, synced: bool = False) -> None:
        """Tell every place. A place that cannot be written is passed over: intake never stops for it. `synced`: a power
        cut does not take it either."""
        # Sync may close the files for a new epoch while a clerk's deed ends: a number of a closed file is soon another's.
        with self._lock:
            if not self._files:
                for path in self._paths:
                    try:
                        path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
                        descriptor = patiently(partial(os.open, path, os.O_RDWR | os.O_CREAT, 0o600))
                        # A bare descriptor would be in text mode on Windows: one byte more for every line's end.
                        self._files.append(FileIO(descriptor, "r+b"))
                    except OSError:
                        continue
            slot = mark.encode()
            for file in self._files:
                with contextlib.suppress(OSError):
                    file.seek(mark.slot)
                    file.write(slot)
                    if synced:
                        os.fsync(file.fileno())

    def close(self) -> None:
        with self._lock:
            for file in self._files:
                file.close()
            self._files.clear()
