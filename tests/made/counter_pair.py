"""Counters with real stores joined to a province of this process by a line that can fail, without any network."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from counter.domain.person import Parties
from counter.domain.reception import ReceptionRequest
from counter.journal.checkpoint import public_key
from counter.server.exchange import Unknown
from counter.server.province import Place, Province
from counter.store.enrolment import Granted, asking, keep_enrolment
from counter.store.exchange import StoreExchange
from counter.store.kept_catalogue import catalogue_of, tag_of
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.store.verify import verify
from counter.sync.engine import Again, Attention, Engine, Failure, Idle, Step
from counter.usecases.receive import Receive, Received
from counter.wire.binary import BadMessage
from counter.wire.enrolment import EnrolRequest
from counter.wire.frame import CONTENT_TYPE
from tests.made.laid_tables import with_tables
from tests.made.world import HA, HandClock

Fate = Callable[
    [], str
]  # "" arrives and is answered; "lost": never arrives; "reply lost": arrives, the answer does not


def well() -> str:
    return ""


@dataclass
class Line:
    """The province as seen from a counter. `fate` is asked at each request; `seen` are the requests that arrived."""

    province: Province
    fate: Fate = well
    seen: list[bytes] = field(default_factory=list)
    on: bool = True

    def step(self, engine: Engine) -> Step | None:
        ask = engine.ask()
        if ask is None:
            return None
        fate = self.fate() if self.on else "lost"
        if fate == "lost":
            return engine.failed(Failure.UNREACHABLE)
        status, kind, body = self._answer(ask.path, ask.body)
        if fate == "reply lost":
            return engine.failed(Failure.TIMEOUT)
        return engine.answered(status, kind, body)

    def _answer(self, path: str, body: bytes | None) -> tuple[int, str, bytes]:
        if body is None:
            return 200, CONTENT_TYPE, self.province.catalogue.message
        self.seen.append(body)
        try:
            return 200, CONTENT_TYPE, self.province.exchange.answer(body)
        except Unknown:
            return 401, "application/json", b""
        except BadMessage:
            return 400, "application/json", b""


class Counter:
    """One machine with a real store."""

    def __init__(
        self, folder: Path, clock: HandClock, seed: int = 1, exchange: type[StoreExchange] = StoreExchange
    ) -> None:
        """`exchange`: another one in the mutants of how a reply is believed."""
        self.folder, self.clock, self.random = folder, clock, random.Random(seed)
        self._exchange = exchange
        self._requests = 0
        self.seed = seed
        self.open()

    def open(self) -> None:
        self.store = LocalStore(
            self.folder / "data",
            self.clock,
            state_folder=self.folder / "state",
            salt=self.random.randbytes,
            synchronous="OFF",
        )
        self.catalogue = catalogue_of(self.store.folder)
        self.receive_deed = Receive(self.store, self.catalogue)
        self.exchange = self._exchange(self.store, catalogue=tag_of(self.store.folder))
        self.engine = Engine(self.exchange, self.clock, self.random)

    def close(self) -> None:
        self.store.close()

    def cloned(self, folder: Path) -> Counter:
        """The whole disk copied to a second machine; both run, and neither knows of the other."""
        self.close()
        shutil.copytree(self.folder, folder)
        self.open()
        return Counter(folder, self.clock, seed=77)

    def enrol(self, province: Province, agency: str = "H49.22", unit: str = "06652") -> None:
        key, device, ask = asking(self.store)
        reply = province.enrol(EnrolRequest.make(province.token(agency, unit).text, key, public_key(key), device, ask))
        keep_enrolment(self.store, key, Granted(
            reply.device, reply.epoch, reply.agency, reply.unit, reply.lanes_version, reply.lanes, reply.province_key,
            reply.generation, "http://127.0.0.1:9", None, "03", reply.sealing_key,
        ))  # fmt: skip

    def receive(self, count: int = 1, **more: object) -> list[Received]:
        done = []
        for _ in range(count):
            self._requests += 1
            self.clock.forward(seconds=self.random.randrange(5, 90))
            request = ReceptionRequest(f"c{self.seed}-{self._requests}", "1.001193", Parties(HA), copies=0, **more)  # type: ignore[arg-type]
            done.append(self.receive_deed(request, Actor("ha", b"session1"), clerk="Phạm Thu Hà"))
        return done

    def sync(self, line: Line, most: int = 200) -> Step | None:
        """Exchange until there is nothing more to do now, or for `most` requests."""
        step: Step | None = None
        for _ in range(most):
            step = line.step(self.engine)
            if step is None or isinstance(step, Idle | Attention):
                break
            self.clock.forward(seconds=0 if isinstance(step, Again) else step.seconds)
        return step

    def log(self) -> set[tuple[int, int, str]]:
        """(epoch, seq, hash) of all entries here, own and others'."""
        with self.store.database.read() as t:
            rows = t.rows("SELECT s.epoch, l.seq, l.hash FROM log l JOIN source s ON s.id = l.source")
        return {(epoch, seq, hash_.hex()) for epoch, seq, hash_ in rows}

    def codes(self) -> dict[str, list[str]]:
        """Every dossier's code with all codes it is found by."""
        with self.store.database.read() as t:
            rows = t.rows("SELECT d.code, c.code FROM dossier d JOIN dossier_code c ON c.dossier = d.id ORDER BY 2")
        found: dict[str, list[str]] = {}
        for code, alias in rows:
            found.setdefault(code, []).append(alias)
        return found

    def problems(self) -> list[str]:
        return list(verify(self.store.database).problems)


def new_province(folder: Path, clock: HandClock, **more: object) -> Province:
    return Province(Place(with_tables(folder)), clock, **more)  # type: ignore[arg-type]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
