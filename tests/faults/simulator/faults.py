"""The faults: which one happens next, to whom, and for how long, drawn from the seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.faults.simulator.disk import Fault, Image, database_of, torn
from tests.faults.simulator.machine import Machine

if TYPE_CHECKING:
    from tests.faults.simulator.simulation import Simulation

RATE = 0.05  # faults a step
CLOCKS = (  # days by which a clock is wrong
    -20_415, -400, -30, -1, 1, 2, 30, 36, 400, 4_380, 2_900_000,
)  # fmt: skip
BACKUPS = 4  # kept of each machine and of the province


class Faults:
    """Lets something go wrong now and then."""

    def __init__(self, simulation: Simulation) -> None:
        self._s = simulation
        self._random = simulation.random
        self.on = True
        self._machine_backups: dict[str, list[Image]] = {}
        self._province_backups: list[bytes] = []
        self._clones = 0
        self._restored: list[int] = []
        self._table: list[tuple[float, Callable[[], None]]] = [
            (10, self._partition), (6, self._kill), (10, self._power_cut), (5, self._io_error), (3, self._disk_full),
            (5, self._wrong_clock), (8, self._save_machine), (3, self._restore_database), (0.5, self._roll_back),
            (0.6, self._clone), (4, self._kill_province), (5, self._save_province), (0.7, self._restore_province),
            (2, self._province_dark), (0.25, self._revoke), (0.3, self._enrol_again), (30, self._s.interpret),
            (5, self._boat),
        ]  # fmt: skip
        self._weights = [weight for weight, _ in self._table]

    def perhaps(self) -> None:
        """After every event."""
        if self.on and self._random.random() < RATE:
            self._random.choices(self._table, self._weights)[0][1]()

    def _some(self, *, running: bool = True) -> Machine | None:
        found = [m for m in self._s.machines if m.running == running]
        return self._random.choice(found) if found else None

    def _note(self, event: str, m: Machine | None = None) -> None:
        self._s.timeline.note(event, m.name if m else "")

    # Lines

    def _partition(self) -> None:
        m = self._random.choice(self._s.machines)
        whole = self._random.random() < 0.2
        for one in self._s.machines:
            if one is m or (whole and one.centre == m.centre):
                one.line_up = False
                self._s.timeline.after(self._random.expovariate(1 / 900_000), lambda one=one: self._line_again(one))
        self._note("partition", m)

    def _line_again(self, m: Machine) -> None:
        if not m.line_up:
            m.line_up = True
            self._note("partition ends", m)

    # Machines

    def _kill(self) -> None:
        m = self._some()
        if m is not None:
            self._note("kill", m)
            m.cut()
            self._s.on_again(m)

    def _power_cut(self) -> None:
        m = self._some()
        if m is not None:
            m.disk.fault = Fault(self._random.randrange(1, 40), "cut", self._random.random() < 0.5)

    def tear(self, m: Machine) -> None:
        """What the power cut left of the marks that are not synced."""
        m.disk.put(torn(m.disk.image(), m.disk.at_rest, self._random))

    def _io_error(self) -> None:
        m = self._some()
        if m is not None:
            self._note("disk error", m)
            m.disk.fault = Fault(self._random.randrange(1, 40), "error", self._random.random() < 0.3)

    def _disk_full(self) -> None:
        m = self._some()
        if m is not None:
            self._note("disk full", m)
            m.disk.fill(full=True)
            self._s.timeline.after(self._random.randrange(60_000, 900_000), lambda: m.disk.fill(full=False))

    def _wrong_clock(self) -> None:
        m = self._random.choice(self._s.machines)
        self._note("clock set", m)
        right = self._random.random() < 0.5
        seconds = self._random.randrange(-7200, 7200)
        m.clock.wrong = timedelta() if right else timedelta(days=self._random.choice(CLOCKS), seconds=seconds)

    def _save_machine(self) -> None:
        m = self._some()
        if m is not None:
            self._note("machine saved", m)
            kept = self._machine_backups.setdefault(m.name, [])
            kept.append(m.disk.image())
            del kept[:-BACKUPS]

    def _restore_database(self) -> None:
        """Somebody copies an old database back; the mark outside the data folder stays."""
        m = self._some()
        if m is None or not self._machine_backups.get(m.name):
            return
        self._note("database put back", m)
        m.stop()
        now, old = m.disk.image(), self._random.choice(self._machine_backups[m.name])
        whole = self._random.random() < 0.5
        part = {n: c for n, c in old.items() if n.startswith("data/")} if whole else database_of(old)
        rest = {n: c for n, c in now.items() if n.startswith("state/")}
        if not whole:
            rest |= {n: c for n, c in now.items() if n.endswith(".witness")}
        m.disk.put(part | rest)
        self._s.start(m, fresh=True)

    def _roll_back(self) -> None:
        """The whole disk goes back, the marks too: no machine can see that by itself (the stated limit)."""
        m = self._some()
        if m is None or not self._machine_backups.get(m.name):
            return
        self._note("whole disk put back", m)
        self._excuse(m)
        m.stop()
        m.disk.put(self._random.choice(self._machine_backups[m.name]))
        self._s.start(m, fresh=True)
        if m.running:
            self._excuse(m)  # what it uses again, though it had forgotten it by then

    def _clone(self) -> None:
        m = self._some()
        if m is None or self._clones >= 3:
            return
        self._clones += 1
        self._note("clone", m)
        self._excuse(m)
        twin = self._s.new_machine(f"{m.name}c{self._clones}", m.centre)
        twin.requests = 10_000 * self._clones
        twin.disk.put(m.disk.image())
        if self._random.random() < 0.5:
            twin.disk.put({n: c for n, c in twin.disk.image().items() if n.startswith("data/")})
        twin.revoked = m.revoked
        self._s.start(twin, fresh=True)

    def _excuse(self, m: Machine) -> None:
        rows = m.rows("SELECT epoch FROM source WHERE own = 1")
        self._s.checker.excused.update(row[0] for row in rows)
        asks = m.rows("SELECT value FROM setting WHERE name = 'epoch_ask' AND value <> 'null'")
        self._s.checker.excused_asks.update(bytes.fromhex(json.loads(row[0])) for row in asks)

    def _enrol_again(self) -> None:
        m = self._some()
        if m is not None and self._s.node.up and not m.revoked:
            self._note("enrolled again", m)
            heard = self._random.random() < 0.8
            enrol = lambda: m.enrol(self._s.node.province, heard=heard)  # noqa: E731
            self._s.at_the_province(lambda: self._s.deed(m, enrol))

    def _boat(self) -> None:
        m = self._some()
        if m is not None:
            self._s.boats.leave(m)

    # The province

    def _kill_province(self) -> None:
        self._s.node.kill_after(self._random.randrange(1, 60))

    def _province_dark(self) -> None:
        if self._s.node.up:
            self._note("province unreachable")
            self._s.node.up = False
            self._s.timeline.after(self._random.randrange(10_000, 1_800_000), self._s._province_again)

    def _save_province(self) -> None:
        if self._s.node.up:
            self._note("province saved")
            self._province_backups.append(self._s.node.backup())
            del self._province_backups[:-BACKUPS]

    def _restore_province(self) -> None:
        """At most twice within a lease: the stated limit (see `counter.server.restores`)."""
        now = self._s.timeline.ms
        self._restored = [at for at in self._restored if now - at < 31 * 86_400_000]
        if self._s.node.up and self._province_backups and len(self._restored) < 2:
            self._restored.append(now)
            self._note("province put back")
            self._s.node.restore(self._random.choice(self._province_backups))
            self._s.checker.province_put_back()

    def _revoke(self) -> None:
        m = self._some()
        if (
            m is None
            or not self._s.node.up
            or sum(one.revoked for one in self._s.machines) * 6 >= len(self._s.machines)
        ):
            return
        self._note("revoked", m)
        (device,) = m.rows("SELECT device FROM source WHERE own = 1 ORDER BY epoch DESC LIMIT 1")[0]
        self._s.at_the_province(lambda: self._s.node.province.revoke(device))
        for one in self._s.machines:
            if one.running and (device,) in one.rows("SELECT device FROM source WHERE own = 1"):
                one.revoked = True
