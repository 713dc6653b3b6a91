"""The catalogue that the province serves: the files of a folder as one document, read again when they change."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

from counter.domain.dossier_code import CodePattern, ProvisionalPattern
from counter.journal.clock import Clock
from counter.settings import resource
from counter.store.catalogue import read_catalogue
from counter.wire.catalogue import CatalogueMessage, catalogue_content, write_catalogue

LOOK_EVERY_MS = 5_000
_log = logging.getLogger(__name__)


class ServedCatalogue:
    """What GET /v1/catalogue answers. `folder` of the province overrides the catalogue that came with the program."""

    def __init__(self, folder: Path, private_key: bytes, clock: Clock) -> None:
        """Raises OSError, KeyError or ValueError when a file is missing or broken: better at the start than later."""
        self._own, self._key, self._clock = folder / "catalogue", private_key, clock
        self._lock = threading.Lock()
        self._message: bytes | None = None
        self._stamp = self._now()
        self._looked_ms = clock.monotonic_ms()
        self._load()

    @property
    def tag(self) -> bytes:
        """Names the content."""
        self._refresh()
        return self._content.tag

    @property
    def version(self) -> str:
        """The version as its makers call it."""
        self._refresh()
        return self._version

    @property
    def message(self) -> bytes:
        """The signed document as it is sent."""
        self._refresh()
        with self._lock:
            if self._message is None:  # folding it takes a moment that only who serves it should spend
                self._message = write_catalogue(self._content, self._key)
            return self._message

    @property
    def code_pattern(self) -> CodePattern:
        """How codes are written now."""
        self._refresh()
        return self._pattern

    @property
    def provisional_pattern(self) -> ProvisionalPattern:
        """How provisional references are written now."""
        self._refresh()
        return self._provisional

    def _where(self) -> Path:
        return self._own if self._own.is_dir() else resource("catalogue")

    def _refresh(self) -> None:
        if self._clock.monotonic_ms() - self._looked_ms < LOOK_EVERY_MS or not self._lock.acquire(blocking=False):
            return
        try:
            self._looked_ms = self._clock.monotonic_ms()
            stamp = self._now()
            if stamp != self._stamp:
                self._stamp = stamp
                self._load()
        except (OSError, KeyError, ValueError, TypeError):
            _log.warning("the changed catalogue cannot be read; the one before is served")
        finally:
            self._lock.release()

    def _now(self) -> object:
        where = self._where()
        with os.scandir(where) as files:
            found = [(file.name, file.stat()) for file in files if file.name.endswith(".json")]
        return where, sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)

    def _load(self) -> None:
        found = read_catalogue(self._where())
        self._pattern = CodePattern(**found["defaults"]["code_pattern"])
        self._provisional = ProvisionalPattern(**found["defaults"]["provisional_pattern"])
        self._version = str(found["procedures"]["version"])
        self._content = CatalogueMessage(catalogue_content(found))
        self._message = None
