"""Bytes of a serial line cut into scans: at line ends, or after a silence for readers that send none."""

from __future__ import annotations

# Twice the longest scan; what is longer is no scan and is thrown away up to the next line end.
LIMIT = 8192


class LineSplitter:
    """Collects bytes. `feed` gives the scans that are complete, `flush` what is left when the line has gone quiet."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._skipping = False

    def feed(self, received: bytes) -> list[bytes]:
        """The scans that end in what was received, without their ends; empty lines are none."""
        self._held += received
        *lines, rest = bytes(self._held).replace(b"\r", b"\n").split(b"\n")
        if lines and self._skipping:
            lines, self._skipping = lines[1:], False
        self._held = bytearray(rest)
        if len(self._held) > LIMIT:
            self._held.clear()
            self._skipping = True
        return [line for line in lines if line.strip(b"\0 \t") and len(line) <= LIMIT]

    def flush(self) -> list[bytes]:
        """What came since the last line end, as one scan."""
        rest, self._held = bytes(self._held), bytearray()
        skipped, self._skipping = self._skipping, False
        return [rest] if rest.strip(b"\0 \t") and not skipped else []


def text_of(scan: bytes) -> str:
    """UTF-8, as the reader should be set; else each byte as one letter, which reading a card can undo."""
    try:
        return scan.decode("utf-8")
    except UnicodeDecodeError:
        return scan.decode("latin-1")
