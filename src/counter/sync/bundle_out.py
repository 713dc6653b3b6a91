"""Writing a bundle: everything the province has not acknowledged, as it would be sent, for whoever carries it there.

No network is needed, and nothing here is changed by it but that the key for the answer is kept: what is lost on the way
is in the next bundle again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counter.domain.sentence import Sentence, Trouble
from counter.store.bundles import KeptBundles
from counter.store.whole_file import written_whole
from counter.sync.asker import Asker
from counter.sync.ports import ExchangeStore
from counter.wire.bundle import BundleWriter, Record, Way
from counter.wire.columns import Slot
from counter.wire.limits import BUNDLE, RECORDS

_END = 1024  # bytes kept free for what ends a bundle


class Stopped(Exception):
    """The person does not want it any more. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle on the stick. `first` and `last`: the slots of the entries in it; `left`: how many did not fit."""

    file: Path
    entries: int
    bytes: int
    first: Slot | None
    last: Slot | None
    left: int


def write_bundle(
    store: ExchangeStore, asker: Asker, kept: KeptBundles, folder: Path, *, most: int = BUNDLE,
    told: Callable[[int, int], object] = lambda _done, _of: None,
) -> Written:  # fmt: skip
    """Write one into `folder`, of at most `most` bytes. `told`: entries done and of how many; it may raise Stopped.

    Raises Trouble: not enrolled, no sealing key yet, the stick."""
    standpoint = store.standpoint()
    if standpoint is None:
        raise Trouble(Sentence("store.not_enrolled"))
    if standpoint.sealing_key is None:
        raise Trouble(Sentence("bundle.no_key"))
    waiting = sum(log.waiting for log in standpoint.logs)
    head = kept.begin()
    entries, first, last = 0, None, None
    with written_whole(folder, head.file_name) as file:
        writer = BundleWriter(file.write, Way.OUT, standpoint.sealing_key, standpoint.private_key)
        writer.add(Record.HEAD, head.encode())
        for count, (request, message) in enumerate(asker.all(standpoint), 2):
            if writer.size + len(message) + _END > most or count >= RECORDS:
                break
            writer.add(Record.REQUEST, message)
            if request.entries:
                entries += len(request.entries)
                first = first or (request.epoch, request.base + 1)
                last = (request.epoch, request.base + len(request.entries))
            told(entries, waiting)
        writer.done()
    return Written(folder / head.file_name, entries, writer.size, first, last, max(0, waiting - entries))
