"""The course of a dossier's status: from the set of its turns, whatever their order; what nobody knew of is contradicted."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.status import Status
from counter.journal.body import BadBody
from counter.journal.course import Course, Turn, course_of, read_settled, read_turn

W, R, P = Status.WITHDRAWN, Status.RECEIVED, Status.IN_PROGRESS


def h(name: str) -> bytes:
    return sha256(name.encode()).digest()


ROOT = Turn(h("root"), frozenset(), R)


def change(name: str, after: str = "root", status: Status = W) -> Turn:
    return Turn(h(name), frozenset((h(after),)), status)


def decision(name: str, settles: tuple[str, ...], choice: str) -> Turn:
    return Turn(h(name), frozenset(map(h, settles)), None, h(choice))


def course(*turns: Turn) -> Course:
    return course_of(ROOT, turns)


def rivals(*names: str) -> tuple[bytes, ...]:
    return tuple(sorted(map(h, names)))


def test_reception_alone_is_received() -> None:
    assert course() == Course(R, ROOT.hash)


def test_one_change_goes_on_from_the_other() -> None:
    assert course(change("a", status=P), change("b", "a")) == Course(W, h("b"))


def test_two_changes_from_one_turn_contradict_each_other() -> None:
    found = course(change("a"), change("b"))
    assert (found.status, found.rivals, found.base) == (W, rivals("a", "b"), ROOT.hash)


def test_what_still_has_to_be_worked_on_is_shown_while_two_changes_contradict() -> None:
    assert course(change("a", status=W), change("b", status=P)).status is P
    assert course(change("a", status=Status.FINISHED), change("b", status=W)).status is Status.FINISHED


def test_the_latest_turn_that_all_know_is_the_base() -> None:
    found = course(change("p", status=P), change("a", "p"), change("b", "p"))
    assert found.base == h("p")


def test_decision_ends_the_contradiction() -> None:
    pair = (change("a", status=P), change("b"))
    for choice, status in (("a", P), ("b", W), ("root", R)):
        assert course(*pair, decision("m", ("a", "b"), choice)) == Course(status, h("m"))


def test_the_next_change_goes_on_from_the_decision() -> None:
    turns = (change("a"), change("b"), decision("m", ("a", "b"), "root"), change("c", "m"))
    assert course(*turns) == Course(W, h("c"))


def test_two_who_decide_the_same_are_one() -> None:
    turns = [change("a"), change("b"), decision("m", ("a", "b"), "a"), decision("n", ("b", "a"), "a")]
    found = course(*turns)
    assert (found.status, found.rivals) == (W, ())
    first = min(h("m"), h("n"))
    assert found.tip == first
    other = "n" if first == h("m") else "m"
    assert course(*turns, change("c", other, P)) == Course(P, h("c"))


def test_two_who_decide_otherwise_contradict_each_other_until_one_knows_both() -> None:
    turns = [change("a"), change("b"), decision("m", ("a", "b"), "a"), decision("n", ("a", "b"), "root")]
    found = course(*turns)
    assert (found.status, found.rivals, found.base) == (R, rivals("m", "n"), ROOT.hash)
    assert course(*turns, decision("last", ("m", "n"), "m")) == Course(W, h("last"))


def test_change_that_nobody_knew_of_comes_after_the_decision() -> None:
    turns = (change("a"), change("b"), decision("m", ("a", "b"), "a"), change("late"))
    found = course(*turns)
    assert found.rivals == rivals("m", "late")
    assert course(*turns, decision("n", ("m", "late"), "m")).rivals == ()


def test_turns_that_do_not_hang_together_take_no_part() -> None:
    assert course(change("a", "of another branch")) == Course(R, ROOT.hash)
    assert course(decision("m", ("a", "b"), "a")) == Course(R, ROOT.hash)
    assert course(change("a"), decision("m", ("a",), "of another branch")) == Course(W, h("a"))
    assert course(Turn(h("x"), frozenset(), W)) == Course(R, ROOT.hash)


def _history(rng: random.Random, size: int) -> list[Turn]:
    """Turns as machines make them that hear of each other now and then: each knows some, and goes on from those."""
    turns: list[Turn] = []
    known: list[set[int]] = [set(), set(), set()]
    for number in range(size):
        here = rng.choice(known)
        if rng.random() < 0.4:
            here |= rng.choice(known)
        at = course_of(ROOT, [turns[one] for one in here])
        if at.rivals:
            made = Turn(h(f"{number}"), frozenset(at.rivals), None, rng.choice((*at.rivals, at.base)))
        else:
            made = Turn(h(f"{number}"), frozenset((at.tip,)), rng.choice((W, P, Status.STOPPED)))
        turns.append(made)
        here.add(number)
    return turns


@given(st.integers(0, 2**32), st.integers(0, 12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_course_is_the_same_for_every_order_and_ends_in_peace(seed: int, size: int, order: random.Random) -> None:
    turns = _history(random.Random(seed), size)
    first = course_of(ROOT, turns)
    shuffled = [*turns, *turns[: size // 2]]
    order.shuffle(shuffled)
    assert course_of(ROOT, shuffled) == first
    for number in range(size + 2):  # whoever knows everything can always settle it
        if not first.rivals:
            break
        turns.append(Turn(h(f"end {number}"), frozenset(first.rivals), None, first.rivals[0]))
        first = course_of(ROOT, turns)
    assert first.rivals == ()


@given(st.integers(0, 2**32), st.integers(2, 12))
@settings(deadline=None, max_examples=100)
def test_two_changes_made_without_knowing_of_each_other_are_never_lost(seed: int, size: int) -> None:
    """Told by an own, slow definition: a turn that no later one names is there, or agrees with what is."""
    turns = _history(random.Random(seed), size)
    named = frozenset().union(*(turn.after for turn in turns))
    ends = {turn.hash for turn in turns if turn.hash not in named and turn.choice is None}
    found = course_of(ROOT, turns)
    assert ends <= set(found.rivals) or (len(ends) == 1 and found.tip in ends)


@pytest.mark.parametrize(
    "body",
    [{"choice": "x"}, {"choice": "11" * 32}, {"choice": "11" * 32, "settles": []}, {"choice": 5, "settles": ["11" * 32]},
     {"choice": "11" * 32, "settles": ["zz" * 32]}, {"choice": "11" * 32, "settles": ["11" * 32] * 501},
     {"choice": "11" * 32, "settles": "11" * 32}],
)  # fmt: skip
def test_decision_without_what_it_must_have_is_no_turn(body: dict[str, object]) -> None:
    with pytest.raises(BadBody):
        read_turn("matter_resolved", h("m"), None, body)


def test_taking_note_is_no_turn() -> None:
    body = {"choice": None, "settles": ["11" * 32]}
    assert read_turn("matter_resolved", h("m"), h("root"), body) is None
    assert read_settled(body) == (bytes.fromhex("11" * 32),)
    assert read_turn("duty_closed", h("d"), h("root"), {"kind": "scan_sign"}) is None
