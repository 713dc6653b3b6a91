"""Facts first: while an exchange is under way, files hold still on the same line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 45.0  # seconds: then the province would take a resting upload for a dead one


class RightOfWay:
    """Shared by the loop of facts and the loop of files of one machine."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    @contextmanager
    def facts(self) -> Iterator[None]:
        """Facts are exchanged in here."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def give_way(self) -> None:
        """Wait while facts are exchanged."""
        self._free.wait(LONGEST)
