"""JPEG 2000 (ISO/IEC 15444-1), as some scanners put it into PDF: the boxes that tell about the picture are left out."""

from __future__ import annotations

from counter.domain.scan.refusal import refused

_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_STREAM = b"\xff\x4f\xff\x51"
_TELLING = frozenset((b"xml ", b"uuid", b"uinf", b"jp2i"))


def clean_jpx(raw: bytes) -> bytes:
    """The same picture without XML, UUID and rights boxes. A bare code stream is taken as it is. Raises Refused."""
    if raw.startswith(_STREAM):
        return raw
    if not raw.startswith(_SIGNATURE):
        raise refused("broken")
    kept, at = [], 0
    while at < len(raw):
        size, name, head = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(raw[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = len(raw) - at
        if size < head or at + size > len(raw):
            raise refused("broken")
        if name not in _TELLING:
            kept.append(raw[at : at + size])
        at += size
    return b"".join(kept)
