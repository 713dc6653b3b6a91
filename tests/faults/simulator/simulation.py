"""One history: centres of machines at work under faults, from one seed, with the checker looking at every step."""

from __future__ import annotations

import gc
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.domain.catalogue import Catalogue
from counter.domain.sentence import Trouble
from counter.store.catalogue import load_catalogue, read_catalogue
from counter.sync.engine import Again, Attention, Idle, Later, Step
from counter.sync.light import light
from counter.wire.catalogue import catalogue_content, catalogue_tag
from tests.faults.power_cuts import memory_folder
from tests.faults.simulator.boats import Boats
from tests.faults.simulator.checker import Checker
from tests.faults.simulator.disk import Disk, Image, PowerCut
from tests.faults.simulator.faults import Faults
from tests.faults.simulator.machine import Centre, Machine
from tests.faults.simulator.mutants import PRODUCT, Planted
from tests.faults.simulator.network import Network
from tests.faults.simulator.province import Killed, ProvinceNode
from tests.faults.simulator.timeline import MachineClock, Timeline
from tests.faults.simulator.violation import Violation

CENTRES = tuple(Centre(f"H49.{22 + n}", f"{6652 + n:05d}") for n in range(19))
SIZES = (6, 6, 7, 8, 8, 10, 12, 16, 24, 60)
BETWEEN_PEOPLE = 150_000  # ms, mean
WORKDAY = 2 * 3600 * 1000  # ms; a short one, so that a history has many days
DEEDS: tuple[tuple[str, Callable[[Machine], object]], ...] = (
    ("reception", lambda m: m.receive()), ("reception for another body", lambda m: m.receive("H49.41")),
    ("duty closed", lambda m: m.close_a_duty()), ("withdrawn", lambda m: m.withdraw()), ("settled", lambda m: m.settle()),
    ("day opened", lambda m: m.open_the_day()), ("poison entry", lambda m: m.poison()),
)  # fmt: skip
SHARES = (74, 8, 5, 4, 2, 2, 5)
REST = 3_000  # ms after a failure in which nothing wakes a machine's sync, as in counter.sync.loop


@dataclass(frozen=True)
class Told:
    """What became of a history. `violation`: None when nothing was found; `history` names its events in their order."""

    seed: int
    steps: int
    machines: int
    violation: str | None
    history: str
    happened: dict[str, int]
    looks: int
    entries: int
    excused: int


@cache
def _catalogue() -> tuple[Catalogue, bytes]:
    return load_catalogue(), catalogue_tag(catalogue_content(read_catalogue()))


class Simulation:
    """Everything of one history."""

    def __init__(self, seed: int, place: Path, planted: Planted = PRODUCT, machines: int | None = None) -> None:
        self.timeline = Timeline(seed)
        self.random: random.Random = self.timeline.random
        self.place, self.planted = place, planted
        count = machines or self.random.choice(SIZES)
        self.node = ProvinceNode(place / "province", self.timeline, planted)
        self.checker = Checker(self.node)
        self.network = Network(self.timeline, self.node, self.guarded, self.checker.province, self._province_fell)
        self.boats = Boats(self)
        self.faults = Faults(self)
        self.machines: list[Machine] = []
        centres = CENTRES[: max(1, min(len(CENTRES), count // 3))]
        self.blank: Image = {}
        for number in range(count):
            self._settle(number, centres[number % len(centres)])
        self.timeline.after(WORKDAY, self.night)

    # Machines

    def new_machine(self, name: str, centre: Centre) -> Machine:
        """The hardware, its disk empty."""
        catalogue, tag = _catalogue()
        machine = Machine(
            name, centre, Disk(self.place / name), MachineClock(self.timeline), self.timeline, catalogue, tag,
            self.planted.parts,
        )  # fmt: skip
        self.machines.append(machine)
        return machine

    def _settle(self, number: int, centre: Centre) -> None:
        machine = self.new_machine(f"m{number}", centre)
        machine.disk.put(self.blank)  # the empty database is made once
        machine.start()
        if not self.blank:
            self.blank = machine.disk.image()
        machine.enrol(self.node.province)
        self.checker.machine(machine)
        self.at_work(machine)

    def at_work(self, m: Machine) -> None:
        """The program runs: people come, and sync begins."""
        self.sync_after(m, self.random.randrange(2_000))
        self._next_person(m)

    def _next_person(self, m: Machine) -> None:
        run = m.run

        def come() -> None:
            if run == m.run and m.running:
                self.person(m)
                self._next_person(m)

        self.timeline.after(self.random.expovariate(1 / BETWEEN_PEOPLE), come)

    def person(self, m: Machine) -> None:
        """Somebody stands at the counter, or the clerk does something else."""
        event, deed = self.random.choices(DEEDS, SHARES)[0]
        self.timeline.note(event, m.name)
        done = self.deed(m, lambda: deed(m))
        if done and m.running and not m.waiting and self.timeline.ms >= m.rest_until:
            self.sync_after(m, 0)

    def deed(self, m: Machine, deed: Callable[[], object]) -> object:
        """Something a person does, which may be cut off; what it gave."""
        try:
            done = deed()
        except PowerCut:
            self.fell(m)
            return None
        except Trouble:  # disk full or failing: the clerk is told, nothing was changed
            done = None
        except cipher.Error as error:
            raise Violation(f"I21 {m.name}: {error}") from error
        self.checker.machine(m)
        return done

    def fell(self, m: Machine, *, tear: bool = True) -> None:
        """The machine is off, as it stands; it is switched on again later."""
        self.timeline.note("power cut", m.name)
        m.cut()
        if tear and self.random.random() < 0.5:
            self.faults.tear(m)
        self.on_again(m)

    def on_again(self, m: Machine) -> None:
        """Switched on after a while."""
        self.timeline.after(self.random.randrange(5_000, 200_000), lambda: self.start(m))

    def start(self, m: Machine, *, fresh: bool = False) -> None:
        """The program starts on whatever lies on the disk. `fresh`: that is another disk than before."""
        if m.running:
            return
        self.timeline.note("start", m.name)
        m.clock.start()
        try:
            m.start()
        except PowerCut:
            self.fell(m)
            return
        if fresh:
            self.checker.put_back(m)
        else:
            self.checker.restarted(m)
        self.at_work(m)

    # Sync

    def sync_after(self, m: Machine, ms: float) -> None:
        """The next look at the province; those planned before are void."""
        m.due += 1
        due, run = m.due, m.run

        def fire() -> None:
            if due == m.due and run == m.run and m.running and not m.waiting:
                self._ask(m)

        self.timeline.after(ms, fire)

    def _ask(self, m: Machine) -> None:
        assert m.engine is not None
        try:
            ask = m.engine.ask()
        except PowerCut:
            self.fell(m)
            return
        except Trouble:
            self.sync_after(m, 5_000)
            return
        if ask is None:
            self.sync_after(m, 5_000)
            return
        self.network.send(m, ask.path, ask.body)

    def guarded(self, m: Machine, answer: Callable[[], Step]) -> None:
        """An answer, or none, reaches the engine."""
        m.waiting = False
        try:
            step = answer()
            self.checker.machine(m)
            if isinstance(step, Idle):
                self._look_at_light(m)
        except PowerCut:
            self.fell(m)
            return
        except Trouble:
            self.sync_after(m, 5_000)
            return
        m.trouble = step.sentence.key if isinstance(step, Attention) else ""
        if isinstance(step, Later | Attention):
            m.rest_until = self.timeline.ms + REST
        self.sync_after(m, 1 if isinstance(step, Again) else step.seconds * 1000)

    def _look_at_light(self, m: Machine) -> None:
        assert m.exchange is not None
        if light(m.exchange.facts(), m.clock.now()).state == "received":
            self.checker.green(m)

    # The province and the day

    def at_the_province(self, work: Callable[[], object]) -> None:
        """Work of the server's own, which may be cut off."""
        try:
            work()
        except Killed:
            self.timeline.note("province killed")
            self._province_fell()
        self.checker.province()

    def _province_fell(self) -> None:
        self.node.up = False
        self.timeline.after(self.random.randrange(1_000, 120_000), self._province_again)

    def _province_again(self) -> None:
        self.timeline.note("province started")
        self.node.restart()
        self.node.up = True
        self.checker.province()

    def interpret(self) -> None:
        """The province's second step, as far as it comes."""
        if self.node.up:
            self.timeline.note("interpreted")
            self.node.turn()
            self.at_the_province(self.node.province.interpreter.step)

    def night(self) -> None:
        """Everybody goes home: all machines are switched off, until the next working day or after a holiday."""
        self.timeline.note("night")
        for m in self.machines:
            if m.running and self.random.random() < 0.9:
                m.stop()
        away = self.random.choice((1, 1, 1, 1, 3, 3, 10, 40))
        for m in self.machines:
            if not m.running:
                wait = away * 86_400_000 - WORKDAY + self.random.randrange(600_000)
                if self.random.random() < 0.05:
                    wait += self.random.randrange(1, 35) * 86_400_000
                self.timeline.after(wait, lambda m=m: self.start(m))
        self.timeline.after(away * 86_400_000, self.night)

    # The whole

    def run(self, steps: int) -> Told:
        """Faults for so many steps, then none, until all is quiet."""
        from tests.faults.simulator.ending import end

        violation = None
        try:
            while self.timeline.steps < steps and self.timeline.go_on():
                self.faults.perhaps()
            end(self)
        except Violation as found:
            violation = str(found)
        return Told(
            0, self.timeline.steps, len(self.machines), violation, self.timeline.history, dict(self.timeline.happened),
            self.checker.looks, len(self.checker.made), len(self.checker.doubled),
        )  # fmt: skip

    def close(self) -> None:
        """Give back every file."""
        for m in self.machines:
            if m.running:
                m.stop()
        self.node.close()


class TakenAway(Exception):
    """Somebody removed the folder in which a history was going on: what was seen there says nothing about the product."""


def simulate(seed: int, steps: int, planted: Planted = PRODUCT, machines: int | None = None) -> Told:
    """The history of that seed. Raises TakenAway."""
    place = memory_folder()
    # The product makes its own folders anew, and then misses only what was in them.
    mark = place / "a history goes on here"
    mark.touch()
    collecting = gc.isenabled()
    gc.disable()  # nothing here is long enough to need it
    try:
        told = _history(seed, place, steps, planted, machines)
    except Exception as error:
        if not mark.exists():
            raise TakenAway(f"seed {seed}: {place}") from error
        raise
    finally:
        # Its machines name one another; looked at for the first time while they lived, they would stay for ten histories.
        gc.collect(0)
        if collecting:
            gc.enable()
        whole = mark.exists()
        shutil.rmtree(place, ignore_errors=True)
    if not whole:
        raise TakenAway(f"seed {seed}: {place}")
    return Told(**{**vars_of(told), "seed": seed})


def _history(seed: int, place: Path, steps: int, planted: Planted, machines: int | None) -> Told:
    simulation = Simulation(seed, place, planted, machines)
    try:
        return simulation.run(steps)
    finally:
        simulation.close()


def vars_of(told: Told) -> dict[str, object]:
    """Its fields by name."""
    return {name: getattr(told, name) for name in Told.__dataclass_fields__}
