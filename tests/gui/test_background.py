"""The worker of the store: in order, back on the screen's thread, and never lost."""

from __future__ import annotations

import logging
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject, Slot

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.gui.background import Background, Bug


class Desk(QObject):
    """Takes what comes back, and notes on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.why: list[Exception] = []
        self.threads: set[int] = set()

    @Slot(object)
    def take(self, result: object) -> None:
        self.got.append(result)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def fail(self, why: Exception) -> None:
        self.why.append(why)
        self.threads.add(threading.get_ident())


@pytest.fixture(params=[False, True], ids=["worker", "at once"])
def background(request, qapp):
    made = Background(at_once=request.param)
    yield made
    made.close()


def test_results_come_back_in_order_on_the_thread_of_the_screens(background: Background) -> None:
    desk, ran_on = Desk(), set()

    def deed(number: int) -> int:
        ran_on.add(threading.get_ident())
        return number * number

    for number in range(50):
        background.run(lambda number=number: deed(number), desk.take, desk.fail)
    background.flush()
    assert desk.got == [number * number for number in range(50)]
    assert desk.threads == {threading.get_ident()}
    assert len(ran_on) == 1


def test_deeds_run_on_another_thread_one_at_a_time(qapp) -> None:
    background, desk, running = Background(), Desk(), []

    def deed() -> int:
        running.append(threading.get_ident())
        return len(running)

    for _ in range(3):
        background.run(deed, desk.take, desk.fail)
    background.close()
    assert set(running) != {threading.get_ident()}
    assert desk.got == [1, 2, 3]


def test_a_refusal_and_a_trouble_come_as_they_are(background: Background) -> None:
    desk = Desk()
    refused, trouble = Refused("name", Sentence("x")), Trouble(Sentence("y"))

    def no() -> None:
        raise refused

    def cannot() -> None:
        raise trouble

    background.run(no, desk.take, desk.fail)
    background.run(cannot, desk.take, desk.fail)
    background.flush()
    assert desk.why == [refused, trouble]
    assert desk.got == []


def test_a_bug_comes_without_what_its_message_held(background: Background, caplog) -> None:
    desk = Desk()

    def mistaken() -> None:
        raise ValueError("Nguyễn Thị Ngọc Ẩn 022190004512")

    with caplog.at_level(logging.ERROR):
        background.run(mistaken, desk.take, desk.fail)
        background.flush()
    (why,) = desk.why
    assert isinstance(why, Bug)
    assert "ValueError" in why.where
    assert "mistaken" in why.where
    for text in (str(why), caplog.text):
        assert "022190004512" not in text
        assert "Ngọc" not in text


def test_the_worker_goes_on_after_a_bug(background: Background) -> None:
    desk = Desk()
    background.run(lambda: 1 // 0, desk.take, desk.fail)
    background.run(lambda: "next", desk.take, desk.fail)
    background.flush()
    assert desk.got == ["next"]


def test_flush_waits_for_what_a_result_starts_in_turn(qapp) -> None:
    background, done = Background(), []

    class Chain(Desk):
        @Slot(object)
        def take(self, result: object) -> None:
            done.append(result)
            if isinstance(result, int) and result < 5:
                background.run(lambda: result + 1, self.take, self.fail)

    chain = Chain()
    background.run(lambda: 1, chain.take, chain.fail)
    background.flush()
    assert done == [1, 2, 3, 4, 5]
    assert background.waiting == 0
    background.close()


def test_a_result_for_a_page_that_is_gone_is_dropped(qapp) -> None:
    import shiboken6

    background, desk = Background(), Desk()
    go = threading.Event()
    background.run(lambda: go.wait(5), desk.take, desk.fail)
    taken = desk.got
    shiboken6.delete(desk)
    go.set()
    background.flush()
    assert taken == []
    background.close()


def test_close_finishes_what_was_begun_and_can_be_called_twice(qapp) -> None:
    background, desk = Background(), Desk()
    for number in range(20):
        background.run(lambda number=number: number, desk.take, desk.fail)
    background.close()
    assert desk.got == list(range(20))
    background.close()


def test_who_has_got_an_answer_is_held_by_no_thread_any_more(background: Background) -> None:
    """The worker would destroy it, at its next deed: an object of Qt belongs to the thread of the screens."""
    desk = Desk()
    background.run(partial(len, desk.got), desk.take, desk.fail)
    background.flush()
    assert desk.threads
    gone = weakref.ref(desk)
    del desk
    assert gone() is None
