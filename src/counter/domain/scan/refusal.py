"""How a file is refused, and how many pixels a page may have."""

from __future__ import annotations

from counter.domain.sentence import Refused, Sentence

PIXELS = 150_000_000  # one page: A3 at 600 dpi has 70 million


def refused(why: str, **values: object) -> Refused:
    """The refusal of a file for one of the reasons of `counter.domain.wording.scan`."""
    return Refused("file", Sentence(f"scan.{why}", values))


def check_pixels(width: int, height: int) -> None:
    """Raises Refused for a picture without extent or with more than a page can have."""
    if width <= 0 or height <= 0:
        raise refused("broken")
    if width * height > PIXELS:
        raise refused("pixels")
