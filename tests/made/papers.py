"""A counter with a real store and a province with a real web door, joined by real HTTP, for tests of files."""

from __future__ import annotations

import random
from pathlib import Path

from counter.store.clock import SystemClock
from counter.store.uploads import StoreUploads
from counter.sync.engine import Again, Idle, Step
from counter.sync.line import WHOLE_FILE, enrol_store
from counter.sync.round import Round, run_round
from counter.sync.transport import Transport
from counter.sync.uploader import SEND_BUFFER, Uploader
from counter.usecases.attach_scan import AttachedScan, attach_scan
from tests.made.counter_pair import Counter
from tests.made.scans import scan_of

ACTOR_SESSION = b"session1"


class PaperCounter(Counter):
    """A counter that attaches scans and sends them."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        super().__init__(folder, SystemClock(), seed)  # type: ignore[arg-type]

    def join(self, url: str, token: str) -> PaperCounter:
        enrol_store(self.store, url, token, ca=None, counter="03")
        return self

    def receive_one(self) -> int:
        from counter.domain.person import Parties
        from counter.domain.reception import ReceptionRequest
        from counter.store.log import Actor
        from tests.made.world import HA

        self._requests += 1
        request = ReceptionRequest(f"p{self.seed}-{self._requests}", "1.001193", Parties(HA), copies=0)
        done = self.receive_deed(request, Actor("ha", ACTOR_SESSION), clerk="Phạm Thu Hà")
        return done.dossier

    def attach(self, dossier: int, content: bytes, paper: int | None = None) -> AttachedScan:
        from counter.store.log import Actor

        path = self.folder / "from the stick.bin"
        path.write_bytes(content)
        return attach_scan(self.store, dossier, path, Actor("ha", ACTOR_SESSION), paper=paper)

    def attach_sized(self, dossier: int, size: int, seed: int, paper: int | None = None) -> AttachedScan:
        return self.attach(dossier, scan_of(size, seed), paper)

    def facts(self, url: str, ca: str | None = None) -> Round:
        transport = Transport(url, ca=ca)
        try:
            done = run_round(self.exchange, transport, self.clock, random.Random(1))
        finally:
            transport.close()
        assert done is not None
        return done

    @property
    def uploads(self) -> StoreUploads:
        return StoreUploads(self.store)

    def send_files(self, url: str, *, most: int = 100, sleep: float = 1.0) -> Step | None:
        """Steps until there is nothing to send; waits are cut to `sleep` of their length."""
        import time

        transport = Transport(url, send_buffer=SEND_BUFFER, all_seconds=WHOLE_FILE)
        uploader = Uploader(self.uploads, self.clock, random.Random(self.seed))
        step: Step | None = None
        try:
            for _ in range(most):
                step = uploader.step(transport)
                if step is None or isinstance(step, Idle):
                    break
                if not isinstance(step, Again):
                    time.sleep(step.seconds * sleep)
        finally:
            transport.close()
        return step
