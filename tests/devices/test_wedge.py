"""The wedge by strokes and times alone: what is a scan, what is typing, and that no letter is lost or moved."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.devices.wedge import FAST_MS, SLOW_MS, Verdict, Wedge

CODE = "H49.22-261123-0317"


@dataclass
class Desk:
    """The wedge as the filter drives it: a line of delivered text, and the scans taken."""

    known: str = CODE
    now: int = 0
    typed: str = ""
    scans: list[str] = field(default_factory=list)
    _held: str = ""
    _mark: tuple[int, str] = (0, "")
    _last: int = 0

    def __post_init__(self) -> None:
        self.wedge = Wedge(lambda text: text == self.known)

    def wait(self, ms: int) -> None:
        """Time goes by; the timer looks every millisecond."""
        for _ in range(ms):
            self.now += 1
            if self.wedge.is_running or self.wedge.is_holding:
                self._obey(self.wedge.after_silence(self.now - self._last, self.now), "")

    def key(self, text: str, gap: int = 0, patience: int = FAST_MS) -> None:
        self.wait(gap)
        self._last = self.now
        if text == "\n":
            self._obey(self.wedge.end(self.now), text)
        elif text == "\b":
            self._obey(self.wedge.erase(self.now), text)
        elif text == "F9":
            self._obey(self.wedge.other(self.now), text)
        else:
            self._obey(self.wedge.stroke(text, self.now, patience), text)

    def keys(self, text: str, gap: int, patience: int = FAST_MS) -> None:
        for letter in text:
            self.key(letter, gap, patience)

    def _obey(self, verdict: Verdict, text: str) -> None:
        if verdict in (Verdict.RELEASE_PASS, Verdict.RELEASE_HOLD):
            if self._mark[0] != self.wedge.runs:
                self._mark = (self.wedge.runs, self.typed)
            self.typed, self._held = self.typed + self._held, ""
        if verdict in (Verdict.PASS, Verdict.RELEASE_PASS):
            self.typed += text
        elif text and verdict in (Verdict.HOLD, Verdict.RELEASE_HOLD):
            self._held += text
        elif verdict in (Verdict.TAKE, Verdict.TAKE_BACK):
            self._held = ""
            self.scans.append(self.wedge.taken)
            if verdict is Verdict.TAKE_BACK:
                self.typed = self._mark[1]


@pytest.mark.parametrize("gap", [0, 1, 8, 16, 30, 35])
def test_burst_is_taken_whole_when_it_comes_at_a_scanners_pace(gap: int) -> None:
    desk = Desk()
    desk.keys("anything|at all\n", gap)
    desk.wait(500)
    assert (desk.scans, desk.typed) == (["anything|at all"], "")


@pytest.mark.parametrize("gap", [60, 80, 100, 101, 120, 200])
def test_typing_passes_untouched_when_a_person_is_quick(gap: int) -> None:
    desk = Desk()
    desk.keys("nguyen van an\n", gap)
    assert (desk.scans, desk.typed) == ([], "nguyen van an\n")


def test_letter_is_delivered_after_the_time_a_scanner_would_need() -> None:
    desk = Desk()
    desk.key("a")
    desk.wait(FAST_MS - 1)
    assert desk.typed == ""
    desk.wait(1)
    assert desk.typed == "a"


@pytest.mark.parametrize("gap", [40, 60, 100])
def test_slow_scan_is_taken_back_when_it_says_something_known(gap: int) -> None:
    desk = Desk()
    desk.keys("note ", 150)
    desk.wait(400)
    desk.keys(CODE + "\n", gap)
    desk.wait(500)
    assert (desk.scans, desk.typed) == ([CODE], "note ")


def test_slow_scan_is_typing_when_one_gap_is_a_persons() -> None:
    desk = Desk()
    desk.keys(CODE[:9], 60)
    desk.wait(60)
    desk.keys(CODE[9:] + "\n", 60)
    assert (desk.scans, desk.typed) == ([], CODE + "\n")


def test_scan_without_ending_is_taken_after_silence_when_it_is_known() -> None:
    desk = Desk()
    desk.keys(CODE, 2)
    desk.wait(SLOW_MS + 1)
    assert (desk.scans, desk.typed) == ([CODE], "")


def test_fast_text_without_ending_is_delivered_when_it_is_not_known() -> None:
    desk = Desk()  # an input method that writes out an abbreviation
    desk.keys("Quảng Ninh", 1)
    desk.wait(SLOW_MS + 1)
    assert (desk.scans, desk.typed) == ([], "Quảng Ninh")


def test_pause_within_a_scan_is_borne_up_to_a_tenth_of_a_second() -> None:
    desk = Desk()
    desk.keys("0220", 3)
    desk.key("8", 99)
    desk.keys("500\n", 3)
    assert desk.scans == ["02208500"]
    desk.keys("0220", 3)
    desk.key("8", 101)
    desk.wait(300)
    assert desk.typed == "02208"


def test_three_letters_and_enter_are_typing_however_fast() -> None:
    desk = Desk()
    desk.keys("abc\n", 5)
    desk.wait(300)
    assert (desk.scans, desk.typed) == ([], "abc\n")


def test_function_key_within_a_scan_is_dropped_with_it() -> None:
    desk = Desk()
    desk.keys("evil", 2)
    desk.key("F9", 2)
    desk.keys("more\n", 2)
    assert (desk.scans, desk.typed) == (["evilmore"], "")


def test_function_key_passes_at_once_when_nothing_is_scanned() -> None:
    desk = Desk()
    desk.keys("ab", 5)
    desk.key("F9", 5)
    assert desk.typed == "abF9"


def test_line_feed_after_the_carriage_return_is_dropped_and_a_later_enter_is_not() -> None:
    desk = Desk()
    desk.keys("12345\n\n", 4)
    desk.wait(300)
    assert (desk.scans, desk.typed) == (["12345"], "")
    desk.key("\n")
    assert desk.typed == "\n"


def test_word_put_right_by_an_input_method_is_no_scan_when_enter_follows_quickly() -> None:
    desk = Desk()
    desk.key("n", 200)
    desk.wait(100)
    for key in "\b\b\b":
        desk.key(key, 1)
    desk.keys("iếng", 1)
    desk.key("\n", 40)
    desk.wait(200)
    assert (desk.scans, desk.typed) == ([], "n\b\b\biếng\n")


def test_correction_within_a_scan_corrects_what_was_scanned() -> None:
    desk = Desk()
    desk.keys("0220x\b85\n", 3)
    assert desk.scans == ["022085"]


def test_where_no_text_is_expected_a_slow_scan_is_held_whole() -> None:
    desk = Desk()
    desk.keys(CODE, 80, patience=90)
    assert desk.typed == ""
    desk.key("\n", 80)
    assert (desk.scans, desk.typed) == ([CODE], "")


def test_where_no_text_is_expected_slow_unknown_keys_are_delivered() -> None:
    desk = Desk()
    desk.keys("quang\n", 80, patience=90)
    desk.wait(300)
    assert (desk.scans, desk.typed) == ([], "quang\n")


def test_composed_text_is_part_of_the_scan() -> None:
    wedge = Wedge(lambda _: False)
    for at, (commit, composing) in enumerate([("", "n"), ("", "ng"), ("ng", ""), ("", "a"), ("á", "")]):
        assert wedge.compose(commit, composing, at) is Verdict.HOLD
    assert wedge.end(6) is Verdict.TAKE
    assert wedge.taken == "ngá"


def test_pulse_between_letters_keeps_the_scan_alive() -> None:
    wedge = Wedge(lambda _: False)
    for at in (0, 5, 10, 15):
        wedge.stroke("N", at)
    for at in range(40, 300, 30):
        assert wedge.pulse(at) is Verdict.HOLD
    assert wedge.stroke("ễ", 310) is Verdict.HOLD
    assert wedge.end(315) is Verdict.TAKE
    assert Wedge(lambda _: False).pulse(0) is Verdict.PASS


def test_held_letters_are_given_up_when_something_else_happens() -> None:
    wedge = Wedge(lambda _: False)
    wedge.stroke("a", 0)
    assert wedge.give_up()
    assert not wedge.give_up()
    assert not wedge.is_holding


_STROKES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "1", "ế", "\n", "\b", "F9"]), st.integers(0, 160)), max_size=40
)


@settings(deadline=None, max_examples=200)
@given(_STROKES)
def test_every_stroke_is_delivered_in_order_or_part_of_a_scan(strokes: list[tuple[str, int]]) -> None:
    desk = Desk(known="never")
    for key, gap in strokes:
        desk.key(key, gap)
    desk.wait(300)
    sent = "".join(key for key, _ in strokes)
    if not desk.scans:
        assert desk.typed == sent
    assert not desk.wedge.is_holding
    rest = iter(sent)
    assert all(letter in rest for letter in desk.typed)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from("abngươ1 "), st.integers(36, 300)), min_size=1, max_size=30), st.integers(0, 300)
)
def test_no_person_is_taken_for_a_scanner(strokes: list[tuple[str, int]], before_enter: int) -> None:
    desk = Desk()
    for key, gap in strokes:
        desk.key(key, gap)
    desk.key("\n", before_enter)
    desk.wait(300)
    assert (desk.scans, desk.typed) == ([], "".join(key for key, _ in strokes) + "\n")
