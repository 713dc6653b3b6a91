"""The nothing-lost statement: equal when the province's rows are ours, a name for each that is not, and only the
province's own answer to this very question is believed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from counter.domain.sentence import Trouble, say
from counter.journal.checkpoint import new_key
from counter.journal.leaves import Span
from counter.server.export import export
from counter.server.province import Province
from counter.server.tables import dossier, inbox, outcome, quarantine
from counter.server.verify import verify_province
from counter.store.matters import needs_look
from counter.store.statement import Slip, StoreStatements, slip_of
from counter.sync.engine import Idle
from counter.sync.inquiry import Inquiry
from counter.sync.light import light
from counter.sync.statement_words import words_of
from counter.usecases.print_statement import ask_statement_print
from counter.wire.frame import CONTENT_TYPE
from counter.wire.statement import FAN, StatementRequest, read_statement, read_statement_request, write_statement
from tests.made.counter_pair import Counter, Line
from tests.made.device import slots
from tests.made.tampering import tamper
from tests.made.world import HandClock

Make = Callable[..., Counter]


def inquiry_of(one: Counter) -> Inquiry:
    return Inquiry(one.exchange, StoreStatements(one.store), one.clock, os.urandom)


def state(one: Counter, province: Province) -> tuple[Slip, int]:
    """A statement to its end, and how many requests it took."""
    inquiry = inquiry_of(one)
    while True:
        ask = inquiry.ask()
        assert ask is not None
        assert ask.body is not None
        slip = inquiry.answered(200, CONTENT_TYPE, province.statements.answer(ask.body))
        if slip is not None:
            return slip, inquiry.rounds


def delete_rows(province: Province, *seqs: int, epoch: int = 1) -> None:
    with province.database.write() as c:
        c.execute(delete(inbox).where(inbox.c.epoch == epoch, inbox.c.seq.in_(seqs)))


@pytest.fixture
def checked(province: Province, tmp_path: object) -> Callable[[], list[str]]:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    return lambda: verify_province(tmp_path / "province")[1]


def test_equal_statement_counts_everything_and_is_kept_with_its_signature(
    counter: Make, line: Line, province: Province
) -> None:
    one = counter()
    received = one.receive(12)
    one.sync(line)
    slip, rounds = state(one, province)
    assert (slip.equal, slip.entries, slip.waiting, slip.lacking, rounds) == (True, 12, 0, 0, 1)
    assert (slip.received, slip.first_code, slip.last_code) == (12, received[0].code, received[-1].code)
    (log,) = slip.logs
    assert log.head == one.exchange.facts().head.hex()
    assert (log.epoch, log.count, log.last) == (1, 12, 12)
    assert slip.generation == province.authority.generation.hex()
    assert slip.day == "2026-11-23"
    with one.store.database.read() as t:
        assert slip_of(t) == slip_of(t, "2026-11-23") == slip
        assert slip_of(t, "2026-11-24") is None
    assert light(one.exchange.facts(), one.clock.now()).state == "received"


def test_statement_before_anything_was_received_is_equal(counter: Make, line: Line, province: Province) -> None:
    one = counter()
    one.sync(line)
    slip, _ = state(one, province)
    assert (slip.equal, slip.entries, slip.logs, slip.first_code) == (True, 0, (), None)


def test_newer_statement_of_a_day_is_no_copy_of_an_earlier_one(counter: Make, line: Line, province: Province) -> None:
    one = counter()
    copies = []
    for prints in (1, 2):
        one.receive(1)
        one.sync(line)
        slip, _ = state(one, province)
        copies += [ask_statement_print(one.store, slip.day, "ha")[1] for _ in range(prints)]
    assert copies == [0, 0, 1]


def test_what_waits_is_told_apart_and_is_not_missing(counter: Make, line: Line, province: Province) -> None:
    one = counter()
    one.receive(3)
    one.sync(line)
    one.receive(2)
    slip, _ = state(one, province)
    assert (slip.equal, slip.entries, slip.waiting) == (True, 3, 2)


@pytest.mark.parametrize("gone", [(1,), (5,), (9,), (2, 3, 4), (1, 2), (8, 9), (1, 5, 9), tuple(range(1, 10))])
@pytest.mark.parametrize("interpreted", [True, False])
def test_record_deleted_at_the_province_is_named_sent_again_and_lies_where_it_lay(
    counter: Make, line: Line, province: Province, checked: Callable[[], list[str]], gone: tuple[int, ...],
    interpreted: bool,
) -> None:  # fmt: skip
    one, other = counter("one"), counter("two")
    received = []
    for _ in range(3):
        received += one.receive(3)
        other.receive(1)
        one.sync(line)
        other.sync(line)
    if interpreted:
        province.interpreter.catch_up()
    before = slots(list(export(province))) if interpreted else one.log() | other.log()
    delete_rows(province, *gone)
    assert checked()
    slip, rounds = state(one, province)
    facts = one.exchange.facts()
    assert not slip.equal
    assert slip.lacking == facts.lacking == len(gone)
    assert [(lack.seq, lack.what, lack.code) for lack in facts.lacks] == [
        (seq, "missing", received[seq - 1].code) for seq in gone
    ]
    assert rounds <= 2
    shown = light(facts, one.clock.now())
    assert (shown.state, shown.words.key) == ("attention", f"sync.light.lacking{'_more' if len(gone) > 1 else ''}")
    assert isinstance(one.sync(line), Idle)
    province.interpreter.catch_up()
    slip, _ = state(one, province)
    assert (slip.equal, slip.entries, slip.waiting) == (True, 9, 0)
    assert light(one.exchange.facts(), one.clock.now()).state == "received"
    assert slots(list(export(province))) >= before
    assert checked() == []
    assert {row["outcome"] for row in export(province) if row["type"] == "entry"} == {"applied"}
    other.sync(line)
    one.sync(line)
    assert one.log() == other.log()


def test_what_was_made_of_a_lost_row_is_made_again(
    counter: Make, line: Line, province: Province, checked: Callable[[], list[str]]
) -> None:
    one = counter()
    received = one.receive(4, deciding_agency="G09")
    one.sync(line)
    province.interpreter.catch_up()
    one.sync(line)
    codes = one.codes()
    before = [row for row in export(province) if row["type"] == "dossier"]
    with province.database.write() as c:
        for table in (inbox, dossier, outcome):
            c.execute(delete(table).where(table.c.centre == 1, table.c.position == 2))
    slip, _ = state(one, province)
    assert slip.lacking == 1
    one.sync(line)
    province.interpreter.catch_up()
    assert [row for row in export(province) if row["type"] == "dossier"] == before
    assert checked() == []
    one.sync(line)
    assert one.codes() == codes
    assert {r.code for r in received} == set(codes)


def test_changed_record_is_named_and_never_overwritten(counter: Make, line: Line, province: Province) -> None:
    one = counter()
    received = one.receive(5)
    one.sync(line)
    with province.database.write() as c:
        c.execute(update(inbox).where(inbox.c.seq == 3).values(body=b'{"code":"x"}'))
    for _ in range(2):
        slip, _ = state(one, province)
        (lack,) = one.exchange.facts().lacks
        assert (slip.equal, lack.seq, lack.what, lack.code) == (False, 3, "changed", received[2].code)
        assert isinstance(one.sync(line), Idle)
        assert one.exchange.facts().waiting == 0
        assert light(one.exchange.facts(), one.clock.now()).state == "attention"
    with province.database.read() as c:
        assert c.execute(inbox.select().where(inbox.c.seq == 3)).one().body == b'{"code":"x"}'
        assert c.execute(quarantine.select()).first() is None


@pytest.mark.parametrize(
    ("harm", "what"),
    [("DELETE FROM log WHERE seq = 3", "gone_here"), ("UPDATE log SET body = x'7b7d' WHERE seq = 3", "changed_here")],
)
def test_record_lost_or_altered_on_this_machine_is_named_as_such_and_nobody_says_that_all_is_whole_here(
    counter: Make, line: Line, province: Province, harm: str, what: str
) -> None:
    one = counter()
    received = one.receive(5)
    one.sync(line)
    tamper(one, harm)
    slip, _ = state(one, province)
    facts = one.exchange.facts()
    (lack,) = facts.lacks
    assert (slip.equal, slip.lacking, lack.seq, lack.what, lack.code) == (False, 1, 3, what, received[2].code)
    shown = light(facts, one.clock.now())
    assert (shown.state, shown.words.key) == ("attention", "sync.light.lacking_here")
    (said,) = words_of(slip, facts.lacks)
    assert received[2].code in say(said, "vi")
    assert "ngừng tiếp nhận" in say(said, "vi")
    (matter,) = [m for m in needs_look(one.store) if m.kind == "lacking"]
    assert (matter.reason, matter.codes) == ("here", (received[2].code,))
    assert isinstance(one.sync(line), Idle)
    assert facts.waiting == 0
    assert len(list(export(province))) == 10  # the province's five stay as they were


def test_lost_record_of_which_nothing_is_left_is_named_by_its_number(
    counter: Make, line: Line, province: Province
) -> None:
    one = counter()
    one.receive(4)
    one.sync(line)
    tamper(one, "DELETE FROM log WHERE seq = 4")
    tamper(one, "DELETE FROM dossier WHERE seq = 4")
    state(one, province)
    (lack,) = one.exchange.facts().lacks
    assert (lack.seq, lack.what, lack.code) == (4, "gone_here", None)
    assert lack.at.date().isoformat() == "2026-11-23"


def test_province_put_back_from_a_backup_gets_what_it_lost_and_states_it(
    counter: Make, clock: HandClock, tmp_path
) -> None:
    import shutil

    from tests.made.counter_pair import new_province

    folder = tmp_path / "other"
    line = Line(new_province(folder, clock))
    one = Counter(tmp_path / "a", clock, 5)
    one.enrol(line.province)
    one.receive(3)
    one.sync(line)
    line.province.close()
    shutil.copytree(folder, tmp_path / "backup")
    line.province = new_province(folder, clock)
    one.receive(4)
    one.sync(line)
    line.province.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    line.province = new_province(folder, clock, restored=True)
    slip, _ = state(one, line.province)  # asked before anything was exchanged with it
    assert (slip.equal, slip.lacking) == (False, 4)
    assert one.exchange.facts().waiting == 4
    one.sync(line)
    slip, _ = state(one, line.province)
    assert (slip.equal, slip.entries) == (True, 7)
    one.close()
    line.province.close()


def test_branch_of_a_fork_is_stated_from_quarantine(counter: Make, line: Line, clock: HandClock, tmp_path) -> None:
    one = counter("one")
    one.receive(2)
    one.sync(line)
    two = one.cloned(tmp_path / "two")
    one.receive(3)
    two.receive(5)
    one.sync(line)
    two.sync(line)
    slip, _ = state(two, line.province)
    assert (slip.equal, slip.entries, slip.waiting) == (True, 7, 0)
    assert [(log.apart, log.count) for log in slip.logs] == [(False, 2), (True, 5)]
    with line.province.database.write() as c:
        c.execute(delete(quarantine).where(quarantine.c.seq == 4))
    slip, _ = state(two, line.province)
    (lack,) = two.exchange.facts().lacks
    assert (slip.lacking, lack.seq, lack.what) == (1, 4, "missing")
    two.sync(line)
    slip, _ = state(two, line.province)
    assert slip.equal
    two.close()


# what is refused


def asked(inquiry: Inquiry) -> tuple[bytes, StatementRequest]:
    ask = inquiry.ask()
    assert ask is not None
    assert ask.body is not None
    return ask.body, read_statement_request(ask.body).request


def refused(inquiry: Inquiry, reply: bytes) -> str:
    with pytest.raises(Trouble) as raised:
        inquiry.answered(200, CONTENT_TYPE, reply)
    return raised.value.sentence.key


def test_forged_old_and_anothers_statements_are_refused_and_nothing_is_kept(
    counter: Make, line: Line, province: Province
) -> None:
    one, other = counter("one"), counter("two")
    for here in (one, other):
        here.receive(3)
        here.sync(line)
    honest = province.statements.answer(asked(inquiry_of(one))[0])
    anothers = province.statements.answer(asked(inquiry_of(other))[0])
    delete_rows(province, 2)
    asked(later := inquiry_of(one))
    assert refused(later, honest) == "sync.statement_forged"  # it was true when it was asked for: the nonce is another
    asked(later := inquiry_of(one))
    assert refused(later, anothers) == "sync.statement_forged"
    question, request = asked(later := inquiry_of(one))
    told = read_statement(province.statements.answer(question), request, province.authority.public_key)
    assert refused(later, write_statement(replace(told, at_ms=0), request, new_key())) == "sync.statement_forged"
    for reply in (b"", b"<html>", b"\xc7\x01\x06", question, honest[:-1], honest + b"x"):
        asked(later := inquiry_of(one))
        assert refused(later, reply) == "sync.statement_forged"
    with one.store.database.read() as t:
        assert slip_of(t) is None
    assert one.exchange.facts().lacking == 0
    assert not state(one, province)[0].equal


def test_every_flipped_bit_of_a_statement_is_refused(counter: Make, line: Line, province: Province) -> None:
    one = counter()
    one.receive(2)
    one.sync(line)
    body, request = asked(inquiry := inquiry_of(one))
    good = province.statements.answer(body)
    for at in range(3, len(good)):
        once = inquiry_of(one)
        once._request, once._standpoint = request, inquiry._standpoint
        assert refused(once, good[:at] + bytes((good[at] ^ 4,)) + good[at + 1 :]) == "sync.statement_forged"


def test_kept_statement_that_was_altered_is_no_slip(counter: Make, line: Line, province: Province) -> None:
    from counter.store.settings_table import get, put

    one = counter()
    one.receive(2)
    one.sync(line)
    state(one, province)
    with one.store.database.write() as t:
        kept = get(t, "statement:2026-11-23")
        reply = bytearray(bytes.fromhex(kept["reply"]))
        reply[30] ^= 1
        put(t, "statement:2026-11-23", kept | {"reply": reply.hex()})
        assert slip_of(t) is None


def test_others_logs_are_not_told(counter: Make, line: Line, province: Province) -> None:
    from counter.server.exchange import Unknown
    from counter.wire.binary import BadMessage
    from counter.wire.statement import Part, write_statement_request

    one, other = counter("one"), counter("two")
    for here in (one, other):
        here.receive(1)
        here.sync(line)
    standpoint = one.exchange.standpoint()
    assert standpoint is not None

    def ask(key: bytes, *parts: Part, device: bytes = standpoint.device) -> bytes:
        request = StatementRequest(device, bytes(16), 0, one.clock.now().date(), parts)
        return province.statements.answer(write_statement_request(request, key))

    ask(standpoint.private_key, Part(1, Span(1, 1)))
    for wrong in (
        lambda: ask(standpoint.private_key, Part(2, Span(1, 1))), lambda: ask(new_key(), Part(1, Span(1, 1))),
        lambda: ask(standpoint.private_key, Part(1, Span(1, 1)), device=bytes(16)),
    ):  # fmt: skip
        with pytest.raises(Unknown):
            wrong()
    for much in (
        [Part(1, Span(1, 5)), Part(1, Span(5, 6))],
        [Part(1, Span(1 + n * 600, n * 600 + 600), FAN) for n in range(9)],
    ):
        with pytest.raises(BadMessage):
            ask(standpoint.private_key, *much)


@pytest.mark.parametrize(
    ("status", "kind", "key"),
    [(200, "text/html", "sync.portal"), (302, "", "sync.portal"), (511, "text/html", "sync.portal"),
     (404, "application/json", "sync.other_program"), (401, "application/json", "sync.refused"),
     (503, "application/json", "sync.busy"), (404, "text/html", "sync.not_the_province")],
)  # fmt: skip
def test_answer_that_is_no_statement_is_told_in_its_words(counter: Make, status: int, kind: str, key: str) -> None:
    inquiry = inquiry_of(counter())
    inquiry.ask()
    with pytest.raises(Trouble) as raised:
        inquiry.answered(status, kind, b"")
    assert raised.value.sentence.key == key
