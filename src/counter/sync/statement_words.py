"""What a statement of the province says, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from counter.domain.sentence import Sentence
from counter.store.standpoint import Lack
from counter.store.statement import Slip


def words_of(slip: Slip, lacks: Sequence[Lack]) -> list[Sentence]:
    """One sentence when all is well; else one for each record that is named, how many more there are, and lost papers."""
    said = [lack_words(lack) for lack in lacks]
    if slip.equal:
        key = "sync.statement.waiting" if slip.waiting else "sync.statement.equal"
        said = [Sentence(key, {"entries": slip.entries, "waiting": slip.waiting})]
    elif slip.lacking > len(lacks):
        said.append(Sentence("sync.statement.more", {"count": slip.lacking - len(lacks)}))
    if slip.files_lost:
        said.append(Sentence("sync.statement.files_lost", {"count": slip.files_lost}))
    return said


def sums_of(slip: Slip) -> Sentence | None:
    """What a person may compare with the paper: files, the newest log's last number, the beginning of its digest."""
    if not slip.logs:
        return None
    log = slip.logs[-1]
    return Sentence("sync.statement.sums", {"files": slip.files, "last": log.last, "digest": log.digest[:_COMPARED]})


_COMPARED = 8  # digits of a digest, as one group of them stands on paper
_KEYS = {
    "missing": "sync.statement.missing", "changed": "sync.statement.changed", "gone_here": "sync.statement.gone_here",
    "changed_here": "sync.statement.changed_here",
}  # fmt: skip


def lack_words(lack: Lack) -> Sentence:
    """One record by its code and time, and what becomes of it."""
    time = f"{lack.at:%H:%M} {lack.at.day}/{lack.at.month}/{lack.at.year}"
    return Sentence(_KEYS[lack.what], {"what": what_of(lack), "time": time})


def what_of(lack: Lack) -> Sentence:
    """What it is about: a dossier, or a fact of none."""
    if lack.code is None and not lack.seq:
        return Sentence("sync.statement.some_fact")
    if lack.code is None:
        return Sentence("sync.statement.fact", {"seq": lack.seq})
    return Sentence("sync.statement.dossier", {"code": lack.code})
