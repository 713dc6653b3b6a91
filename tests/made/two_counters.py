"""Facts about one dossier as several machines of a centre make them, hearing of each other only now and then."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from counter.journal.course import course_of, read_turn
from counter.journal.entry import Entry
from counter.journal.kinds import RESOLVED, WITHDRAWN
from tests.made.logs import MadeLog, body_bytes, made_log, reception


def withdrawn(**changes: Any) -> dict[str, Any]:
    """The body of a `dossier_withdrawn` of version 1."""
    return {
        "asked_by": "applicant", "reason": "Nộp nhầm thủ tục", "papers_back": True, "at": "2026-11-23T10:15:00+07:00",
        "agency": "H49.22", "counter": "03", "clerk": "Phạm Thu Hà", **changes,
    }  # fmt: skip


def resolved(settles: tuple[bytes, ...], choice: bytes | None, **changes: Any) -> dict[str, Any]:
    """The body of a `matter_resolved` of version 1."""
    return {
        "about": "conflict", "settles": [one.hex() for one in settles], "choice": choice and choice.hex(), "note": None,
        "role": "supervisor", "at": "2026-11-23T11:00:00+07:00", "agency": "H49.22", "counter": "01",
        "clerk": "Trần Quang Minh", **changes,
    }  # fmt: skip


@dataclass
class History:
    """One reception, then what `logs` did to it. `known`: the entries each of them has heard of."""

    rng: random.Random
    logs: list[MadeLog] = field(default_factory=list)
    known: list[list[Entry]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.logs = [made_log(seed, epoch=seed) for seed in (11, 12, 13)]
        body = reception("H49.22-261123-0001", self.rng, duties=[{"kind": "scan_sign", "by": None}])
        self.first = self.logs[0].add(body)
        self.known = [[self.first] for _ in self.logs]

    @property
    def entries(self) -> list[Entry]:
        return [entry for log in self.logs for entry in log.entries]

    def hear(self, at: int, of: int) -> None:
        """One machine takes in what another knows."""
        held = {entry.hash for entry in self.known[at]}
        self.known[at] += [entry for entry in self.known[of] if entry.hash not in held]

    def tell(self, at: int, kind: str, body: dict[str, Any], parent: bytes | None = None) -> Entry:
        """One fact of that machine; without `parent` after the last fact that it knows."""
        subject = self.first.envelope.subject
        entry = self.logs[at].add(
            body_bytes(body), kind=kind, subject=subject, parent=parent or self.known[at][-1].hash
        )
        self.known[at].append(entry)
        return entry

    def course(self, at: int) -> Any:
        """The dossier's course as that machine knows it."""
        import json

        turns = {}
        for entry in self.known[at]:
            turn = read_turn(entry.envelope.kind, entry.hash, entry.envelope.parent, json.loads(entry.body))
            if turn is not None:
                turns[entry.hash] = turn
        return course_of(turns.pop(self.first.hash), turns.values())

    def step(self) -> None:
        """Something that a clerk or a supervisor does, at some machine."""
        at = self.rng.randrange(len(self.logs))
        if self.rng.random() < 0.35:
            self.hear(at, self.rng.randrange(len(self.logs)))
        now = self.course(at)
        if self.rng.random() < 0.3:
            self.tell(at, "duty_closed", {"kind": "scan_sign"})
        elif now.rivals:
            choice = self.rng.choice((*now.rivals, now.base))
            self.tell(at, RESOLVED, resolved(now.rivals, choice))
        elif not now.status.is_end:
            self.tell(at, WITHDRAWN, withdrawn(reason=f"lý do {self.rng.randrange(9)}"), now.tip)
