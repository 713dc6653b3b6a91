"""The end of every history: no fault any more, and then everything must become quiet, whole and the same everywhere (I15)."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from counter.server.verify import verify_province
from counter.store.verify import verify
from counter.sync.engine import Attention, Idle, Step
from counter.sync.light import light
from tests.faults.simulator.machine import Machine
from tests.faults.simulator.violation import Violation

if TYPE_CHECKING:
    from tests.faults.simulator.simulation import Simulation

ROUNDS = 8  # of everybody, one after the other
REQUESTS = 120  # of one machine in one round
QUIET = ("received", "attention")
_SHOWN = """SELECT d.subject, d.entry, d.code, d.applicant, d.status,
(SELECT group_concat(kind) FROM (SELECT kind FROM duty WHERE dossier = d.id AND closed IS NULL ORDER BY kind)),
(SELECT group_concat(code) FROM (SELECT code FROM dossier_code WHERE dossier = d.id AND origin = 'province' ORDER BY code)),
(SELECT hex(rivals) FROM conflict WHERE dossier = d.id) FROM dossier d"""


def end(s: Simulation) -> None:
    """Raises Violation."""
    s.faults.on = False
    s.timeline.forget()
    if not s.node.up:
        s.node.restart()
        s.node.up = True
    else:
        s.node.spare()
    for m in s.machines:
        _mend(s, m)
    for _ in range(ROUNDS):
        if not _round(s):
            break
    else:
        raise Violation(f"I15: not quiet after {ROUNDS} rounds without a fault")
    for m in s.machines:
        _quiet(m)
        _whole(s, m)
    _alike(s)
    _province(s)


def _mend(s: Simulation, m: Machine) -> None:
    m.disk.fault = None
    m.line_up, m.clock.wrong = True, timedelta()
    if m.running:
        m.disk.fill(full=False)
        m.waiting = False
    else:
        m.start()
        s.checker.restarted(m)
    # A clone that was off when its device was revoked is out of service too; after a restore nobody may be.
    m.revoked = bool(s.node.rows(
        "SELECT 1 FROM device WHERE revoked_ms IS NOT NULL AND device = ?",
        m.rows("SELECT device FROM source WHERE own = 1 ORDER BY state = 'open' DESC, epoch DESC LIMIT 1")[0],
    ))  # fmt: skip


def _round(s: Simulation) -> bool:
    """Everybody exchanges until idle; whether anything moved."""
    before = _state(s)
    for m in s.machines:
        step = _sync(s, m)
        if isinstance(step, Attention) and step.sentence.key == "sync.refused":
            # The province was put back to before this machine came: a person enrols it again, as the sentence says.
            s.timeline.note("enrolled again", m.name)
            m.enrol(s.node.province)
            _sync(s, m)
        s.node.province.interpreter.catch_up()
        s.checker.province()
    s.timeline.ms += 61_000
    return _state(s) != before


def _state(s: Simulation) -> object:
    mine = [
        (
            m.rows("SELECT epoch, seq, acked FROM source ORDER BY id"),
            m.rows("SELECT * FROM setting WHERE name = 'cursor'"),
        )
        for m in s.machines
    ]
    return (
        mine,
        s.node.rows("SELECT id, last_position, interpreted FROM centre"),
        s.node.rows("SELECT count(*) FROM quarantine"),
    )


def _sync(s: Simulation, m: Machine) -> Step:
    assert m.engine is not None
    for _ in range(REQUESTS):
        ask = m.engine.ask()
        assert ask is not None
        step = m.engine.answered(*s.node.answer(ask.path, ask.body))
        s.timeline.note("exchange at the end", m.name)
        s.checker.province()
        s.checker.machine(m)
        if isinstance(step, Idle | Attention):
            return step
        s.timeline.ms += int(getattr(step, "seconds", 0) * 1000)
    raise Violation(f"I15 {m.name}: still not idle after {REQUESTS} requests without a fault")


def _quiet(m: Machine) -> None:
    assert m.exchange is not None
    facts = m.exchange.facts()
    shown = light(facts, m.clock.now())
    if m.revoked:
        return
    if facts.waiting:
        raise Violation(f"I15 {m.name}: {facts.waiting} entries still wait ({shown.words.key})")
    if facts.needs_epoch is not None:
        raise Violation(f"I15 {m.name}: numbering is still locked ({facts.needs_epoch})")
    if shown.state not in QUIET:
        raise Violation(f"I15 {m.name}: the light says {shown.state} ({shown.words.key})")
    if shown.state == "attention" and not (facts.flagged or facts.apart):
        raise Violation(f"I15 {m.name}: the light asks for attention without a reason ({shown.words.key})")


def _whole(s: Simulation, m: Machine) -> None:
    """Chain, tables and codes of the machine; everything of its own in the province; everything of the centre here."""
    assert m.store is not None
    problems = verify(m.store.database).problems
    if problems:
        raise Violation(f"I9 {m.name}: {problems[0]}")
    for epoch, seq, hash_ in m.rows(
        "SELECT s.epoch, l.seq, l.hash FROM log l JOIN source s ON s.id = l.source WHERE s.own = 1"
    ):
        if not s.node.rows(
            "SELECT 1 FROM inbox WHERE epoch = ?1 AND hash = ?2 UNION SELECT 1 FROM quarantine WHERE epoch = ?1 AND hash = ?2",
            (epoch, hash_),
        ):
            raise Violation(f"I17 {m.name}: epoch {epoch} seq {seq} is in no part of the province")
    if m.revoked:
        return
    own = {row[0] for row in m.rows("SELECT epoch FROM source WHERE own = 1")}
    known = s.checker.seen[m.name].known
    for position, (epoch, hash_) in enumerate(s.checker.feeds.get(s.checker._centre(m), []), 1):
        if hash_ not in known and epoch not in own and not s.checker.branched(m, epoch, hash_):
            raise Violation(f"I15 {m.name}: position {position} of its centre never came")


def _alike(s: Simulation) -> None:
    """Who holds the same facts about a dossier shows it in the same way, in whatever order they came."""
    shown: dict[object, tuple[str, object]] = {}
    for m in s.machines:
        facts: defaultdict[bytes, set[bytes]] = defaultdict(set)
        for subject, hash_ in m.rows("SELECT subject, hash FROM log"):
            facts[subject].add(hash_)
        for subject, *row in m.rows(_SHOWN):
            name, other = shown.setdefault(frozenset(facts[subject]), (m.name, row))
            if other != row:
                raise Violation(f"I15 {m.name} and {name} hold the same facts and show {row} and {other}")


def _province(s: Simulation) -> None:
    problems = verify_province(s.node.folder)[1]
    if problems:
        raise Violation(f"I7 province: {problems[0]}")
    outcomes = dict(
        s.node.rows(
            "SELECT i.hash, o.outcome FROM inbox i LEFT JOIN outcome o ON o.centre = i.centre AND o.position = i.position"
        )
    )
    if None in outcomes.values():
        raise Violation("I18 province: an entry was never judged")
    apart = {row[0] for row in s.node.rows("SELECT hash FROM quarantine")}
    noted = {row[0] for m in s.machines for row in m.rows("SELECT target FROM resolution")}
    for code in s.checker.doubled:
        for hash_ in (s.checker.codes[code] & set(outcomes)) - noted:
            if outcomes[hash_] != "flagged" and len(s.checker.codes[code] & (set(outcomes) | apart)) > 1:
                raise Violation(f"I2 province: {code} is on two papers and nobody is told")
