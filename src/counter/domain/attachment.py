"""A scanned paper of a dossier, as the journal tells of it: what it is and which paper it shows, never a file's own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Media = Literal["application/pdf", "image/jpeg", "image/png"]
MEDIA: tuple[Media, ...] = ("application/pdf", "image/jpeg", "image/png")
SIZE = 20_000_000  # bytes of one file at most; a page of A4 in colour at 300 dpi has some half a million
PAGES = 500
TITLE = 400  # characters
OTHER = "Giấy tờ khác"  # the title of what is no paper of the procedure's list; part of the fact, so in one language
_HASH = 32


@dataclass(frozen=True, slots=True)
class Attached:
    """`sha256`: of the content as it is kept and sent. `paper`: the line of the dossier's papers, 1 is the first; None for
    what is not on the list. `title`: that paper's name at the time."""

    sha256: bytes
    size: int
    media: Media
    pages: int
    paper: int | None
    title: str

    def body(self) -> dict[str, Any]:
        """The body of a `file_attached` entry, version 1."""
        return {
            "sha256": self.sha256.hex(), "size": self.size, "media": self.media, "pages": self.pages,
            "paper": self.paper, "title": self.title,
        }  # fmt: skip


def read_attached(body: Mapping[str, Any]) -> Attached:
    """What a body says, which somebody else may have made. Raises ValueError, KeyError or TypeError for what no attachment
    can be."""
    sha256 = bytes.fromhex(body["sha256"])
    size, media, pages, paper, title = (body[name] for name in ("size", "media", "pages", "paper", "title"))
    if len(sha256) != _HASH or sha256.hex() != body["sha256"]:
        raise ValueError("sha256")
    if type(size) is not int or not 0 < size <= SIZE or type(pages) is not int or not 0 < pages <= PAGES:
        raise ValueError("size")
    if media not in MEDIA or not isinstance(title, str) or not 0 < len(title) <= TITLE:
        raise ValueError("media")
    if paper is not None and (type(paper) is not int or not 0 < paper < 1000):
        raise ValueError("paper")
    return Attached(sha256, size, media, pages, paper, title)
