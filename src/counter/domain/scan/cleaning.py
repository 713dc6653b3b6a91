"""What kind of file it is, by its first bytes alone, and the same picture without the names that programs hide in it."""

from __future__ import annotations

from dataclasses import dataclass

from counter.domain.attachment import SIZE, Media
from counter.domain.scan import jpeg, pdf, png
from counter.domain.scan.refusal import refused

_OF_TELEPHONES = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"))  # ISO/IEC 23008-12


@dataclass(frozen=True, slots=True)
class Clean:
    """A file fit to be kept and sent: nothing is in it but the pages. The same file always gives the same content."""

    media: Media
    pages: int
    content: bytes


def clean(raw: bytes) -> Clean:
    """Recognise and clean one file. Raises Refused (field "file"): too large, another kind, encrypted, signed, with programs
    or files inside, a flood of pixels, or broken."""
    if len(raw) > SIZE:
        raise refused("size", limit=SIZE // 1_000_000)
    if raw.startswith(jpeg.MARK):
        done = Clean("image/jpeg", 1, jpeg.clean_jpeg(raw))
    elif raw.startswith(png.MARK):
        done = Clean("image/png", 1, png.clean_png(raw))
    elif pdf.MARK in raw[: pdf.MARK_WITHIN]:
        pages, content = pdf.clean_pdf(raw)
        done = Clean("application/pdf", pages, content)
    else:
        raise refused("heic" if raw[4:8] == b"ftyp" and raw[8:12] in _OF_TELEPHONES else "kind")
    if len(done.content) > SIZE:
        raise refused("size", limit=SIZE // 1_000_000)
    return done
