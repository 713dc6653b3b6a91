"""What the system says of a disk, as the sentence a clerk can act on."""

from __future__ import annotations

import errno

from counter.domain.sentence import Sentence, Trouble

_SENTENCES: dict[int | None, str] = {
    errno.ENOSPC: "store.disk_full",
    errno.EDQUOT: "store.disk_full",
    errno.EROFS: "store.read_only",
    errno.EACCES: "store.read_only",
    errno.EPERM: "store.read_only",
}


def trouble_of(error: OSError) -> Trouble:
    """The trouble to raise from it."""
    return Trouble(Sentence(_SENTENCES.get(error.errno, "store.disk")))
