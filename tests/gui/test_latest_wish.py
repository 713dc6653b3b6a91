"""One question at a time, the newest one next."""

from __future__ import annotations

from counter.gui.parts.latest_wish import LatestWish


def asked_by(wish: LatestWish) -> list[object]:
    asked: list[object] = []
    wish.asked.connect(asked.append)
    return asked


def test_first_wish_is_asked_at_once(qtbot) -> None:
    wish = LatestWish()
    asked = asked_by(wish)
    wish.wish("a")
    assert asked == ["a"]
    assert wish.waiting


def test_only_the_newest_wish_waits_for_the_answer(qtbot) -> None:
    wish = LatestWish()
    asked = asked_by(wish)
    for text in ("n", "ng", "ngu", "nguy"):
        wish.wish(text)
    assert asked == ["n"]
    wish.answered()
    assert asked == ["n", "nguy"]
    wish.answered()
    assert not wish.waiting
    wish.answered()
    assert asked == ["n", "nguy"]


def test_answer_given_inside_the_question_leaves_nothing_waiting(qtbot) -> None:
    wish = LatestWish()
    asked = asked_by(wish)
    wish.asked.connect(wish.answered)
    wish.wish("a")
    wish.wish("b")
    assert asked == ["a", "b"]
    assert not wish.waiting


def test_lost_answer_is_given_up(qtbot) -> None:
    wish = LatestWish(patience_ms=20)
    asked = asked_by(wish)
    wish.wish("a")
    wish.wish("b")
    qtbot.waitUntil(lambda: asked == ["a", "b"], timeout=2000)


def test_slowness_is_told_once_and_taken_back_with_the_answer(qtbot) -> None:
    wish = LatestWish(slow_ms=10)
    told: list[bool] = []
    wish.slow.connect(told.append)
    wish.wish("a")
    qtbot.waitUntil(lambda: told == [True], timeout=2000)
    wish.wish("b")
    wish.answered()
    assert told == [True]
    wish.answered()
    assert told == [True, False]


def test_quick_answer_is_never_called_slow(qtbot) -> None:
    wish = LatestWish(slow_ms=30)
    told: list[bool] = []
    wish.slow.connect(told.append)
    wish.wish("a")
    wish.answered()
    qtbot.wait(60)
    assert told == []


def test_forgotten_wish_is_not_asked(qtbot) -> None:
    wish = LatestWish()
    asked = asked_by(wish)
    wish.wish(1)
    wish.wish(2)
    wish.forget()
    wish.answered()
    assert asked == [1]
