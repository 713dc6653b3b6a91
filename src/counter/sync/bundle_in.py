"""Taking the province's answer from a stick: nothing of it is believed before all of it is known to be the province's.

Each reply is then taken in a transaction of its own, so that the clerk never waits; stopped in between, the same file is
simply taken again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.clock import VIETNAM
from counter.store.bundles import KeptBundles
from counter.store.standpoint import Standpoint, Told
from counter.store.whole_file import stick_trouble
from counter.sync.bundle_out import Stopped
from counter.sync.ports import ExchangeStore
from counter.wire.binary import BadMessage
from counter.wire.bundle import BadBundle, BundleReader, Record, Way, Why
from counter.wire.bundle_records import CarriedReply, ReturnHead
from counter.wire.catalogue import read_catalogue
from counter.wire.columns import Missing
from counter.wire.reply import SyncReply
from counter.wire.reply_format import read_reply
from counter.wire.request import Forged


class StoppedBetween(Stopped):
    """Some of it was taken and stays; the same file brings the rest."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the province holds of one own log, proved by its signature over our hash there."""

    epoch: int
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """The return receipt: of which bundle, when by the province's clock, and how far each own log has come there.

    `epoch`: the new one that was granted, or None."""

    id: bytes
    bundle: bytes
    made: datetime
    logs: tuple[Received, ...]
    epoch: int | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`again`: this very file was taken before."""

    file: Path
    acknowledged: int
    pulled: int
    waiting: int
    receipt: Receipt
    again: bool


def take_bundle(
    store: ExchangeStore, kept: KeptBundles, path: Path, *,
    told: Callable[[int, int], object] = lambda _done, _of: None,
) -> TakenIn:  # fmt: skip
    """Take an answer. `told`: bytes done and of how many, twice through the file; it may raise Stopped, which then comes to
    the caller, as StoppedBetween once something of it was taken.

    Raises Refused (field "file") with nothing changed, Trouble."""
    standpoint = store.standpoint()
    if standpoint is None:
        raise Trouble(Sentence("store.not_enrolled"))
    if not path.is_file():
        raise Refused("file", Sentence("bundle.no_file"))
    try:
        with path.open("rb") as file:
            return _Taking(store, kept, standpoint, path, file, told).run()
    except BadBundle as error:
        raise Refused("file", Sentence(f"bundle.{error.why}")) from None
    except BadMessage:  # signed by the province, and yet not what this program knows
        raise Refused("file", Sentence("bundle.other_version")) from None
    except OSError as error:
        raise stick_trouble(error) from error


class _Taking:
    def __init__(
        self, store: ExchangeStore, kept: KeptBundles, standpoint: Standpoint, path: Path, file: BinaryIO,
        told: Callable[[int, int], object],
    ) -> None:  # fmt: skip
        self._store, self._kept, self._standpoint, self._path = store, kept, standpoint, path
        self._file, self._told = file, told
        self._reader = BundleReader(file, Way.RETURN, kept.private_key)

    def run(self) -> TakenIn:
        size = 2 * self._reader.size
        raw = self._reader.check(lambda _: self._standpoint.province_key, lambda done: self._told(done, size))
        head = ReturnHead.decode(raw)
        if all(log.device != head.device for log in self._standpoint.logs):
            raise BadBundle(Why.OTHER_READER)
        again = self._kept.judge(head)
        for _ in self._replies(head):  # all that is in it must be readable before the first is taken
            pass
        acknowledged, pulled, epoch, newest = 0, 0, None, True
        logs: dict[int, Received] = {}
        for carried, reply in self._replies(head):
            took = self._store.take_carried(carried.epoch, reply, Told(carried.seq, carried.cursor, carried.notices))
            acknowledged, pulled = acknowledged + took.acknowledged, pulled + took.pulled
            newest = newest and took.newest
            epoch = reply.grant.epoch if took.new_epoch and reply.grant is not None else epoch
            at = self._store.hash_at(carried.epoch, reply.acked)
            logs[carried.epoch] = Received(carried.epoch, reply.acked, at or b"")
            try:
                self._told(self._reader.size + self._file.tell(), size)
            except Stopped:
                raise StoppedBetween from None
        if newest:  # an older one would undo what came over the line
            self._take_catalogue()
        self._kept.took(head)
        made = datetime.fromtimestamp(head.made_ms / 1000, VIETNAM)
        receipt = Receipt(head.id, head.answers, made, tuple(logs.values()), epoch)
        return TakenIn(self._path, acknowledged, pulled, self._store.facts().waiting, receipt, again)

    def _replies(self, head: ReturnHead) -> Iterator[tuple[CarriedReply, SyncReply]]:
        for record, content in self._reader.records():
            if record is not Record.REPLY:
                continue
            carried = CarriedReply.decode(content)
            log = next((log for log in self._standpoint.logs if log.epoch == carried.epoch), None)
            if log is None:
                raise BadBundle(Why.OTHER_READER)
            try:
                yield carried, read_reply(
                    carried.message, self._standpoint.province_key, device=log.device, epoch=log.epoch,
                    generation=head.generation, hash_at=lambda seq, of=log.epoch: self._store.hash_at(of, seq),  # type: ignore[misc]
                    held=self._store.known,
                )  # fmt: skip
            except (Missing, Forged):  # not what this log says: of a machine that was copied
                raise BadBundle(Why.OTHER_READER) from None

    def _take_catalogue(self) -> None:
        for record, content in self._reader.records():
            if record is Record.CATALOGUE:
                try:
                    self._store.keep_catalogue(read_catalogue(content, self._standpoint.province_key).content)
                except ValueError as error:  # newer than this program: what it has stays valid
                    if isinstance(error, BadMessage):
                        raise
                except OSError as error:  # of this machine, not of the stick
                    raise Trouble(Sentence("store.disk")) from error
