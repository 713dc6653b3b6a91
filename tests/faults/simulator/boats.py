"""Boats between islands and province: the product's bundles both ways, on their way for days, lost, doubled, late, changed.

They go while the line is used too, and come to a machine or a province that is not what it was when they left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter.domain.sentence import Refused
from counter.server.bundles import MOST, answer, newest, take_in
from counter.store.bundles import KeptBundles
from counter.sync.asker import Asker
from counter.sync.bundle_in import take_bundle
from counter.sync.bundle_out import write_bundle
from tests.faults.simulator.machine import Machine
from tests.faults.simulator.violation import Violation

if TYPE_CHECKING:
    from tests.faults.simulator.simulation import Simulation

CROSSING = 1_800_000  # ms, mean; the days of a history are short
HONEST = {  # what may be wrong with an answer that nobody has changed: its machine, or the province, was put back since
    "bundle.older", "bundle.other_reader",
}  # fmt: skip


@dataclass(frozen=True)
class Stick:
    """A bundle of that machine, or an answer to one. `device`: which it was then; `changed`: not what was written any more."""

    machine: Machine
    device: bytes
    content: bytes
    changed: bool = False


class Boats:
    """Carries sticks. A bundle's keys and ids are not drawn from the seed; nothing that happens hangs on them."""

    def __init__(self, simulation: Simulation) -> None:
        self._s = simulation
        self._random = simulation.random
        self._quay = simulation.place / "quay"
        self._trips = 0

    def leave(self, m: Machine) -> None:
        """A clerk writes what waits onto a stick and gives it to the boat."""
        self._s.timeline.note("bundle out", m.name)
        stick = self._s.deed(m, lambda: self._written(m))
        if isinstance(stick, Stick):
            self._carry(stick, self._arrive)

    def _written(self, m: Machine) -> Stick | None:
        assert m.exchange is not None
        assert m.store is not None
        exchange, kept = m.exchange, KeptBundles(m.store)
        asker = Asker(exchange, m.clock, self._random, at_once=self._random.choice((1, 5, 200)))
        standpoint = exchange.standpoint()
        if standpoint is None or standpoint.sealing_key is None:  # it has never met the province
            return None
        return Stick(m, standpoint.device, self._on_land(lambda at: write_bundle(exchange, asker, kept, at).file))

    def _on_land(self, write: Callable[[Path], Path]) -> bytes:
        """What is in the file that is written into a folder, which is empty again then."""
        self._quay.mkdir()
        try:
            return write(self._quay).read_bytes()
        finally:
            shutil.rmtree(self._quay)

    def _carry(self, stick: Stick, arrive: Callable[[Stick], None]) -> None:
        """By one boat or by two, whole or changed; or it lies at the bottom of the sea."""
        lost, doubled, changed = (self._random.random() < share for share in (0.15, 0.2, 0.1))
        if lost:
            return
        if changed:
            content, at = stick.content, self._random.randrange(len(stick.content))
            wrong = content[:at] + bytes((content[at] ^ 1 << self._random.randrange(8),)) + content[at + 1 :]
            self._later(arrive, replace(stick, content=wrong, changed=True))
        for _ in range(2 if doubled else 1):
            self._later(arrive, stick)

    def _later(self, arrive: Callable[[Stick], None], stick: Stick) -> None:
        self._s.timeline.after(self._random.expovariate(1 / CROSSING), lambda: arrive(stick))

    def _arrive(self, stick: Stick) -> None:
        """At the province, when it is there."""
        if not self._s.node.up:
            self._later(self._arrive, stick)
            return
        self._s.timeline.note("bundle at the province", stick.machine.name)
        self._s.at_the_province(lambda: self._answered(stick))

    def _answered(self, stick: Stick) -> None:
        """Taken in, interpreted, answered."""
        self._s.node.turn()
        province, name = self._s.node.province, stick.machine.name
        most = self._random.choice((1, MOST))  # one reply for each log, or all

        def take_and_answer(quay: Path) -> Path:
            (quay / "out").write_bytes(stick.content)
            arrived = take_in(province, quay / "out")
            province.interpreter.step()
            (one,) = newest(province, [arrived])
            return answer(province, one, quay, most=most).file

        try:
            back = self._on_land(take_and_answer)
        except Refused as no:
            if not stick.changed and self._s.node.rows("SELECT 1 FROM device WHERE device = ?", (stick.device,)):
                raise Violation(f"I12 {name}: its bundle is refused ({no.sentence.key})") from no
            return
        if stick.changed:
            raise Violation(f"I12 {name}: its bundle was changed on the way and is taken")
        self._carry(replace(stick, content=back), self._return)

    def _return(self, stick: Stick) -> None:
        """At the island, when somebody is there."""
        m = stick.machine
        if not m.running:
            self._later(self._return, stick)
            return
        self._s.timeline.note("bundle in", m.name)
        self._s.deed(m, lambda: self._take(m, stick))

    def _take(self, m: Machine, stick: Stick) -> None:
        assert m.exchange is not None
        assert m.store is not None
        self._quay.mkdir()
        try:
            (self._quay / "back").write_bytes(stick.content)
            take_bundle(m.exchange, KeptBundles(m.store), self._quay / "back")
        except Refused as no:
            if not stick.changed and no.sentence.key not in HONEST:
                raise Violation(f"I12 {m.name}: an answer to its bundle is refused ({no.sentence.key})") from no
            return
        finally:
            shutil.rmtree(self._quay)
        if stick.changed:
            raise Violation(f"I16 {m.name}: an answer that was changed on the way is taken")
