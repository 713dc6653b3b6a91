"""Examining: checks run side by side, each with its own patience, and whatever one does, the others are told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from counter.domain.check import CheckName, Finding, Looking, well
from counter.domain.sentence import Sentence, Trouble
from counter.usecases.examine import Check, Examination, examine


def check(name: CheckName, deed: Callable[[Looking], Finding] | None = None, seconds: float = 20) -> Check:
    return Check(name, seconds, deed or (lambda _: well(name)))


def test_findings_come_in_the_order_of_the_checks_whatever_takes_longest() -> None:
    gate = threading.Event()

    def slow(_: Looking) -> Finding:
        gate.wait(10)
        return well("server")

    def quick(_: Looking) -> Finding:
        gate.set()  # were they one after the other, the first would wait in vain
        return well("clock", much=1)

    assert [found.check for found in examine([check("server", slow), check("clock", quick)])] == ["server", "clock"]


def test_mistake_and_trouble_of_one_check_are_its_own_findings(caplog: pytest.LogCaptureFixture) -> None:
    def wrong(_: Looking) -> Finding:
        raise ValueError("Nguyễn Văn A 022190004512")

    def trouble(_: Looking) -> Finding:
        raise Trouble(Sentence("store.disk"))

    found = list(examine([check("server", wrong), check("disk", trouble), check("window")]))
    assert [(one.sentence.key, one.ok) for one in found] == [
        ("check.bug", False), ("check.not_seen", True), ("check.window.well", True),
    ]  # fmt: skip
    assert (found[0].code, found[0].sentence.args["where"].split(" at ")[0]) == ("M-99", "ValueError")  # type: ignore[attr-defined]
    assert "022190004512" not in str(found) + caplog.text


def test_check_that_watches_its_time_ends_by_itself() -> None:
    ended = threading.Event()

    def long(looking: Looking) -> Finding:
        try:
            while True:
                looking.go_on()
                time.sleep(0.005)
        finally:
            ended.set()

    (found,) = examine([check("database", long, 0.1)])
    assert (found.sentence.key, found.code, found.ok) == ("check.too_long", "M-98", False)
    assert ended.wait(5)


def test_check_that_hangs_is_left_and_its_late_answer_is_not_told() -> None:
    gate, told = threading.Event(), threading.Event()
    found: list[Finding] = []

    def hangs(_: Looking) -> Finding:
        gate.wait(20)
        return well("printer")

    def hear(one: Finding) -> None:
        found.append(one)
        told.set()

    Examination([check("printer", hangs, 0.05)], hear).start()
    assert told.wait(10)
    gate.set()
    time.sleep(0.1)
    assert [one.sentence.key for one in found] == ["check.too_long"]


def test_one_check_is_begun_anew_and_only_its_new_answer_is_told() -> None:
    first, done = threading.Event(), threading.Event()
    found: list[Finding] = []
    runs: list[int] = []

    def deed(_: Looking) -> Finding:
        runs.append(1)
        number = len(runs)
        if number == 1:
            first.wait(10)
        return well("sync", words=number)

    def hear(one: Finding) -> None:
        found.append(one)
        done.set()

    examination = Examination([check("sync", deed), check("disk")], hear)
    examination.start("sync")
    examination.start("sync")
    assert done.wait(10)
    first.set()
    time.sleep(0.1)
    assert [one.sentence.args["words"] for one in found] == [2]
    assert examination.names == ("sync", "disk")


def test_nothing_is_told_after_the_end() -> None:
    gate = threading.Event()
    found: list[Finding] = []

    def deed(_: Looking) -> Finding:
        gate.wait(10)
        return well("disk")

    examination = Examination([check("disk", deed)], found.append)
    examination.start()
    examination.stop()
    gate.set()
    time.sleep(0.1)
    assert found == []


def test_progress_is_told() -> None:
    went: list[tuple[str, int, int]] = []
    done = threading.Event()

    def deed(looking: Looking) -> Finding:
        looking.go_on()
        looking.go_on(64, 130)
        return well("database")

    Examination([check("database", deed)], lambda _: done.set(), lambda *step: went.append(step)).start()
    assert done.wait(10)
    assert went == [("database", 64, 130)]
