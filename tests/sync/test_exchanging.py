"""Counters and a province through the core: what is received here is held there, and everybody's is everywhere."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from counter.server.export import export
from counter.server.province import Province
from counter.sync.engine import Again, Idle, Later
from counter.sync.light import light
from counter.wire.request import read_request
from tests.made.counter_pair import Counter, Line
from tests.made.device import slots
from tests.made.world import HandClock

Make = Callable[..., Counter]


def test_nothing_is_asked_before_enrolment(counter: Make, line: Line) -> None:
    one = counter(enrolled=False)
    assert one.sync(line) is None
    assert line.seen == []
    assert not one.exchange.facts().enrolled


def test_one_fact_is_one_request_and_then_everything_is_received(counter: Make, line: Line, clock: HandClock) -> None:
    one = counter()
    one.sync(line)
    line.seen.clear()
    one.receive()
    assert light(one.exchange.facts(), clock.now()).state == "waiting"
    assert isinstance(one.sync(line), Idle)
    assert len(line.seen) == 1
    facts = one.exchange.facts()
    assert (facts.entries, facts.acknowledged, facts.waiting, facts.proved) == (1, 1, 0, True)
    assert light(facts, clock.now()).state == "received"


def test_everybodys_facts_are_everywhere_and_tables_are_what_the_logs_give(
    counter: Make, line: Line, province: Province
) -> None:
    counters = [counter(name) for name in ("one", "two", "three")]
    for turn in range(3):
        for number, one in enumerate(counters):
            one.receive(turn + number)
            if turn % 2 == 0:
                one.receive(1, deciding_agency="G09")
            one.sync(line)
        province.interpreter.catch_up()
    for one in counters * 2:
        one.sync(line)
        province.interpreter.catch_up()
    for one in counters:
        one.sync(line)
    held = slots(list(export(province)))
    for one in counters:
        assert one.log() == held
        assert one.problems() == []
        assert one.codes() == counters[0].codes()


def test_provisional_reference_is_joined_by_the_provinces_code(counter: Make, line: Line, province: Province) -> None:
    one, other = counter("one"), counter("two")
    (received,) = one.receive(1, deciding_agency="G09")
    assert received.provisional
    one.sync(line)
    province.interpreter.catch_up()
    for here in (one, other):
        here.sync(line)
        assert here.codes()[received.code] == sorted([received.code, "G09-261123-9001"])


def test_lane_of_another_body_comes_after_it_was_missed(counter: Make, line: Line) -> None:
    one = counter()
    one.receive(1, deciding_agency="G09")
    one.sync(line)
    (received,) = one.receive(1, deciding_agency="G09")
    assert not received.provisional
    assert received.code.startswith("G09-261123-")


def test_lost_requests_and_lost_replies_change_nothing_in_the_end(
    counter: Make, line: Line, province: Province
) -> None:
    rng = random.Random(11)
    one, other = counter("one"), counter("two")
    line.fate = lambda: rng.choice(("", "", "lost", "reply lost"))
    for _ in range(12):
        one.receive(3)
        other.receive(1)
        one.sync(line, 4)
        other.sync(line, 4)
        province.interpreter.step(5)
    line.fate = lambda: ""
    for _ in range(2):
        province.interpreter.catch_up()
        for here in (one, other):
            assert isinstance(here.sync(line), Idle)
    held = list(export(province))
    assert one.log() == other.log() == slots(held)
    assert {row["outcome"] for row in held if row["type"] == "entry"} == {"applied"}
    assert one.problems() == other.problems() == []


def test_kill_between_request_and_reply_goes_on_from_what_is_kept(counter: Make, line: Line) -> None:
    one = counter()
    one.receive(5)
    ask = one.engine.ask()
    assert ask is not None
    assert ask.body is not None
    line.province.exchange.answer(ask.body)  # it arrived; the machine dies before the answer comes
    one.close()
    one.open()
    assert one.exchange.facts().waiting == 5
    assert isinstance(one.sync(line), Idle)
    assert one.exchange.facts().acknowledged == 5


def test_offline_is_grey_with_its_time_and_work_goes_on(counter: Make, line: Line, clock: HandClock) -> None:
    one = counter()
    one.sync(line)
    line.on = False
    began = clock.now()
    one.receive(2)
    step = one.sync(line, 1)
    assert isinstance(step, Later)
    since = one.exchange.facts().offline_since
    assert since is not None
    one.sync(line, 3)
    shown = light(one.exchange.facts(), clock.now())
    assert (shown.state, shown.words.args["count"]) == ("offline", 2)
    assert one.exchange.facts().offline_since == since >= began.replace(microsecond=0)
    (received,) = one.receive(1)
    assert not received.again
    line.on = True
    assert isinstance(one.sync(line), Idle)
    assert one.exchange.facts().offline_since is None
    assert light(one.exchange.facts(), clock.now()).state == "received"


def test_waits_grow_with_full_jitter_and_stay_below_ten_minutes(counter: Make, line: Line) -> None:
    one = counter()
    line.on = False
    waits = []
    for _ in range(40):
        step = line.step(one.engine)
        assert isinstance(step, Later)
        waits.append(step.seconds)
    assert all(wait <= min(600, 2.0**n) for n, wait in enumerate(waits))
    assert max(waits[12:]) > 200
    assert min(waits[12:]) < 200
    assert len(set(waits)) == 40


def test_batches_are_halved_when_too_large_and_grow_again(counter: Make, line: Line) -> None:
    one = counter()
    one.receive(30)
    sizes = []

    def refused() -> None:
        ask = one.engine.ask()
        assert ask is not None
        assert ask.body is not None
        sizes.append(len(ask.body))
        assert isinstance(one.engine.answered(413, "application/json", b"{}"), Again)

    for _ in range(7):
        refused()
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0] * 0.6
    assert isinstance(one.sync(line), Idle)
    assert one.exchange.facts().acknowledged == 30
    assert 3 <= len(line.seen) <= 6


@pytest.mark.parametrize(("status", "key"), [(408, "sync.too_slow"), (413, None)])
def test_proxy_that_takes_no_more_at_once_is_sent_less_and_less(
    counter: Make, line: Line, status: int, key: str | None
) -> None:
    """Its page is no word of the province, yet as much at once would be refused for ever."""
    one = counter()
    one.receive(30)
    sizes = []
    for _ in range(5):
        ask = one.engine.ask()
        assert ask is not None
        assert ask.body is not None
        sizes.append(len(ask.body))
        step = one.engine.answered(status, "text/html", b"<html>too much, too slowly</html>")
        assert step.sentence.key == key if isinstance(step, Later) else key is None
    assert sizes[-1] < sizes[0] * 0.95  # five halvings of 400: of the thirty go twelve
    assert one.exchange.facts().waiting == 30
    assert isinstance(one.sync(line), Idle)


def test_retry_after_is_kept_to(counter: Make) -> None:
    one = counter()
    one.engine.ask()
    step = one.engine.answered(429, "application/json", b"", 77.0)
    assert isinstance(step, Later)
    assert step.seconds >= step.not_before == 77


def test_fact_saved_meanwhile_does_not_make_the_loop_ask_before_the_province_wished(
    counter: Make, clock: HandClock
) -> None:
    from counter.sync.answer import Answered, Traffic
    from counter.sync.loop import REST, SyncLoop

    class Busy:
        traffic = Traffic()

        def __init__(self, wish: float) -> None:
            self.wish = wish

        def post(self, path: str, body: bytes) -> Answered:
            return Answered(503, "application/json", b"{}", self.wish)

    one = counter()
    for wish in (40.0, 0.0):
        line = Busy(wish)
        loop = SyncLoop(one.exchange, lambda kept=line: kept, clock, random.Random(1), lambda *_: None)  # type: ignore[arg-type, return-value, misc]
        assert loop._once(one.engine, line) >= wish  # type: ignore[arg-type]
        assert loop._rest == max(REST, wish)


@pytest.mark.parametrize(
    ("status", "kind", "body", "key"),
    [
        (200, "text/html", b"<html>Xin dang nhap</html>", "sync.portal"),
        (200, "application/x-counter", b"<html>", "sync.not_the_province"),
        (200, "application/x-counter", b"", "sync.not_the_province"),
        (200, "application/x-counter", b"\xc7\x07\x02", "sync.other_program"),
        (302, "text/html", b"", "sync.portal"),
        (511, "text/html", b"", "sync.portal"),
        (404, "text/html", b"", "sync.not_the_province"),
        (401, "text/html", b"", "sync.not_the_province"),
        (401, "application/json", b"", "sync.refused"),
        (400, "application/json", b"", "sync.other_program"),
        (503, "application/json", b"", "sync.busy"),
        (500, "text/plain", b"", "sync.busy"),
    ],
)  # fmt: skip
def test_answer_that_is_no_reply_changes_nothing(
    counter: Make, line: Line, status: int, kind: str, body: bytes, key: str
) -> None:
    one = counter()
    one.receive(2)
    one.engine.ask()
    step = one.engine.answered(status, kind, body)
    if status == 400:  # a province of before refuses what it does not know: asked again as before
        assert isinstance(step, Again)
        one.engine.ask()
        step = one.engine.answered(status, kind, body)
    assert step.sentence.key == key  # type: ignore[union-attr]
    assert one.exchange.facts().waiting == 2
    assert isinstance(one.sync(line), Idle)
    assert one.exchange.facts().waiting == 0


def test_province_of_before_is_asked_for_no_check(counter: Make, line: Line) -> None:
    one = counter()
    one.receive(2)
    asked = []
    while one.exchange.facts().waiting:
        ask = one.engine.ask()
        assert ask is not None
        assert ask.body is not None
        checks = read_request(ask.body).asked.checks
        asked.append(checks)
        if checks:
            one.engine.answered(400, "application/json", b"")
        else:
            one.engine.answered(200, "application/x-counter", line.province.exchange.answer(ask.body))
    assert asked == [True, False]


def test_reply_of_another_province_is_never_believed(
    counter: Make, line: Line, clock: HandClock, tmp_path: object
) -> None:
    from pathlib import Path

    from counter.journal.checkpoint import new_key
    from counter.wire.reply import SyncReply
    from counter.wire.reply_format import write_reply

    assert isinstance(tmp_path, Path)
    one = counter()
    one.receive(3)
    for _ in range(3):
        ask = one.engine.ask()
        standpoint = one.exchange.standpoint()
        assert ask is not None
        assert standpoint is not None
        epoch = standpoint.logs[-1].epoch
        head = one.exchange.hash_at(epoch, 3)
        assert head is not None
        forged = write_reply(
            SyncReply(3, 0, 0, standpoint.generation, 0), new_key(), device=standpoint.device, epoch=epoch, head=head,
            generation_known=True, whole=False, held=lambda *_: None, locate=lambda _: None,
        )  # fmt: skip
        assert isinstance(one.engine.answered(200, "application/x-counter", forged), Later)
        assert one.exchange.facts().acknowledged == 0
    assert isinstance(one.sync(line), Idle)
    assert one.exchange.facts().acknowledged == 3


def test_reply_to_one_log_acknowledges_no_other(counter: Make, line: Line) -> None:
    one, other = counter("one"), counter("two")
    for here in (one, other):
        here.receive(2)
    replies = []
    for here in (one, other):
        ask = here.engine.ask()
        assert ask is not None
        assert ask.body is not None
        replies.append(line.province.exchange.answer(ask.body))
    for here, wrong in ((one, replies[1]), (other, replies[0])):
        assert isinstance(here.engine.answered(200, "application/x-counter", wrong), Later)
        assert here.exchange.facts().acknowledged == 0


def test_province_that_always_asks_for_more_does_not_keep_us_busy(counter: Make) -> None:
    from counter.wire.reply_format import send_whole

    one = counter()
    one.receive(1)
    steps = []
    for _ in range(6):
        one.engine.ask()
        steps.append(one.engine.answered(200, "application/x-counter", send_whole()))
    assert isinstance(steps[0], Again)
    assert all(isinstance(step, Later) for step in steps[1:])


def test_clock_of_the_device_is_compared_and_not_changed(counter: Make, line: Line, clock: HandClock) -> None:
    one = counter()
    one.sync(line)
    with one.store.database.read() as t:
        from counter.store.settings_table import get

        assert get(t, "server_offset_ms") == 0


def test_bad_fact_of_another_counter_stands_in_nobodys_way(counter: Make, line: Line, province: Province) -> None:
    from tests.made.device import Device

    one = counter()
    stranger = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 9)
    stranger.receive(1)
    for body in (b"{}", b'{"code":"x","applicant":null}', b"\x00", b'{"code":"H49.22-261123-0001","papers":1}'):
        stranger.log.add(body)
    stranger.receive(1)
    stranger.push_all(province.exchange.answer)
    one.receive(1)
    assert isinstance(one.sync(line), Idle)
    assert len(one.codes()) == 3
    assert len(one.log()) == 7
    assert one.problems() == []


def test_round_of_a_script_does_not_ask_sooner_than_the_province_wished(counter: Make, clock: HandClock) -> None:
    """It slept eight seconds and asked again, twelve times, whatever the province had said."""
    from counter.sync.answer import Answered, Traffic
    from counter.sync.round import run_round

    class Busy:
        def __init__(self, wish: float) -> None:
            self.wish, self.traffic = wish, Traffic()

        def post(self, path: str, body: bytes) -> Answered:
            self.traffic.requests += 1
            return Answered(503, "application/json", b"{}", self.wish)

    one = counter()
    for wish, requests in ((300.0, 1), (5.0, 12)):
        slept: list[float] = []
        done = run_round(one.exchange, Busy(wish), clock, random.Random(1), sleep=slept.append)  # type: ignore[arg-type]
        assert done is not None
        assert isinstance(done.end, Later)
        assert done.requests == requests
        assert all(seconds >= wish for seconds in slept)


def test_line_is_away_since_it_was_away_and_not_since_the_province_was_busy(counter: Make, clock: HandClock) -> None:
    from counter.sync.light import light
    from counter.sync.why import Failure

    one = counter()
    one.receive(1)
    one.engine.ask()
    one.engine.answered(503, "text/html", b"")
    clock.forward(seconds=7200)
    one.engine.ask()
    one.engine.failed(Failure.UNREACHABLE)
    assert one.exchange.facts().offline_since == clock.now().replace(microsecond=0)
    assert light(one.exchange.facts(), clock.now()).state == "offline"
    clock.forward(seconds=600)
    since = one.exchange.facts().offline_since
    one.engine.ask()
    one.engine.failed(Failure.TIMEOUT)
    assert one.exchange.facts().offline_since == since
