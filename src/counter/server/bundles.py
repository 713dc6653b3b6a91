"""Bundles at the province: taken in as requests are, and answered for a carrier who goes back.

Everything that came by one boat is taken in and interpreted before the first answer is written, so that each counter
gets what the others sent with it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.server.epochs import FORKED
from counter.server.exchange import Unknown
from counter.server.province import Province
from counter.server.tables import device as devices
from counter.server.tables import epoch as epochs
from counter.store.whole_file import stick_trouble, written_whole
from counter.wire.bundle import BadBundle, BundleReader, BundleWriter, Record, Way, Why
from counter.wire.bundle_records import ID, CarriedReply, OutHead, ReturnHead
from counter.wire.limits import BUNDLE
from counter.wire.reply import Standing
from counter.wire.request import read_request
from counter.wire.sealing import key_name, public_sealing_key

MOST = BUNDLE // 2  # bytes of replies in one answer, before the catalogue


@dataclass(frozen=True, slots=True)
class Arrived:
    """A bundle that was taken in: how many entries it held and how many of them were new here.

    `last`: of each log the last request, which is what is answered; `asks`: whether it asks for a new epoch."""

    file: Path
    head: OutHead
    entries: int
    new: int
    last: dict[int, bytes] = field(repr=False)
    asks: bool = False

    @property
    def epoch(self) -> int:
        """The newest one it speaks of."""
        return max(self.last, default=0)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """How far one log has come here."""

    epoch: int
    seq: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on the stick. `entries`: others' facts in it; `left`: there is more, for the next time."""

    file: Path
    head: ReturnHead
    unit: str
    counter: str
    bytes: int
    entries: int
    logs: tuple[Acknowledged, ...]
    left: bool


def take_in(province: Province, path: Path) -> Arrived:
    """Take one bundle in; a second time it changes nothing. Raises Refused (field "file") with nothing changed, Trouble."""
    if not path.is_file():
        raise Refused("file", Sentence("bundle.no_file"))
    with _told(), path.open("rb") as file:
        key = province.authority.sealing_key
        name = key_name(public_sealing_key(key))
        reader = BundleReader(file, Way.OUT, lambda asked: key if asked == name else None)
        head = OutHead.decode(reader.check(lambda raw: _key_of(province, OutHead.decode(raw).device)))
        entries, new, last, asks = 0, 0, {}, False
        for record, message in reader.records():
            if record is not Record.REQUEST:
                continue
            brought = province.exchange.take_in(message)
            if brought is None:  # it builds on what is not here, and nobody can be asked
                raise BadBundle(Why.DAMAGED)
            last[brought.epoch] = message
            asks = asks or read_request(message).asked.epoch_ask is not None
            entries, new = entries + brought.entries, new + brought.new
        return Arrived(path, head, entries, new, last, asks)


def interpret(province: Province) -> None:
    """Understand everything that was taken in, before the first answer is written. Raises Trouble."""
    with _told():
        province.interpreter.catch_up()


def answer(province: Province, arrived: Arrived, folder: Path, *, most: int = MOST) -> Answer:
    """Write the answer to a bundle that was taken in, sealed for its device. Raises Refused, Trouble."""
    head, now_ms = arrived.head, int(province.clock.now().timestamp() * 1000)
    made = ReturnHead(secrets.token_bytes(ID), head.id, head.number, now_ms, head.device, province.authority.generation)
    entries, left, catalogue, logs = 0, False, False, []
    with _told(), written_whole(folder, head.return_name) as file:
        writer = BundleWriter(file.write, Way.RETURN, head.return_key, province.authority.private_key)
        writer.add(Record.HEAD, made.encode())
        for epoch, message in arrived.last.items():
            for carried in province.exchange.answers(message, most - writer.size):
                asked, reply = carried.asked, carried.reply
                writer.add(
                    Record.REPLY,
                    CarriedReply(epoch, carried.told, asked.cursor, asked.notices, carried.message).encode(),
                )
                entries += len(reply.entries)
                catalogue = catalogue or reply.catalogue is not None
                left = reply.more
            logs.append(Acknowledged(epoch, reply.acked, reply.standing))
        if catalogue:
            writer.add(Record.CATALOGUE, province.catalogue.message)
        writer.done()
    return Answer(
        folder / head.return_name, made, head.unit, head.counter, writer.size, entries, tuple(logs), left
    )  # fmt: skip


def newest(province: Province, arrived: list[Arrived]) -> list[Arrived]:
    """Those that need an answer: of each device the newest bundle, for its answer is one to those before it as well.

    Nobody but the machine as it was when it wrote a bundle can open the answer to it. So where two machines used one
    identity each bundle gets its own; and since a copy that was put back counts on from where it was, while its bundles of
    before still lie on the stick, the newest by number, by epoch and by the machine's clock get one each, and whoever asks
    for an epoch."""
    with _told(), province.database.read() as c:
        forked = set(c.execute(select(epochs.c.epoch).where(epochs.c.state == FORKED)).scalars())
    devices_bundles: dict[bytes, dict[bytes, Arrived]] = {}
    for one in sorted(arrived, key=lambda one: (one.head.number, one.head.made_ms)):
        devices_bundles.setdefault(one.head.device, {})[one.head.id] = one
    return [one for bundles in devices_bundles.values() for one in _newest(list(bundles.values()), forked)]


def _newest(bundles: list[Arrived], forked: set[int]) -> list[Arrived]:
    """Of one device, in the order of their numbers."""
    epoch = max(one.epoch for one in bundles)
    chosen = {
        bundles[-1].head.id,
        max(bundles, key=lambda one: (one.epoch, one.head.number)).head.id,
        max(bundles, key=lambda one: (one.head.made_ms, one.head.number)).head.id,
    }
    chosen |= {one.head.id for one in bundles if forked & set(one.last) or (one.asks and one.epoch == epoch)}
    return [one for one in bundles if one.head.id in chosen]


def _key_of(province: Province, device: bytes) -> bytes | None:
    """Whose signature the bundle must bear. A device out of service counts: what it had not sent is still received."""
    with province.database.read() as c:
        return c.execute(select(devices.c.public_key).where(devices.c.device == device)).scalar()


@contextmanager
def _told() -> Iterator[None]:
    """Whatever is wrong with a bundle, in words."""
    try:
        yield
    except BadBundle as error:
        raise Refused("file", Sentence(f"bundle.{error.why}")) from None
    except (ValueError, Unknown):  # of a message in it, or a key for the answer that is none
        raise Refused("file", Sentence(f"bundle.{Why.DAMAGED}")) from None
    except OSError as error:
        raise stick_trouble(error) from error
    except SQLAlchemyError as error:
        raise Trouble(Sentence("bundle.province_busy")) from error
