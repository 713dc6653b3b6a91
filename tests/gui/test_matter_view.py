"""Every kind of matter has its sentences in both languages and an act; what IT is given holds nothing of a person."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from counter.domain.sentence import Language
from counter.gui import language as tongues
from counter.gui.matter_view import Act, MatterView, matter_views
from counter.store.matters import Matter, MatterKind
from tests.made.matters import ALONE, BASE, CONFLICT, DECISIONS, FLAGGED, MANY_SIDES, NOW, OTHER, OWN, PRINT, every_kind

NAMES = ("Trần Quang Minh", "Lê Thị Hạnh")
PEOPLE = ("Ẩn", "0912345678", "Hà", "Lan", "Minh", "Hạnh", "Nộp nhầm", "nhu cầu")


def views(matters: list[Matter], language: Language = "vi", *, decides: bool = True) -> list[MatterView]:
    return matter_views(matters, NOW, language, decides=decides, supervisors=NAMES)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("decides", [True, False])
def test_every_matter_says_what_happened_what_is_safe_and_what_to_do(qapp, language: Language, decides: bool) -> None:
    tongues.install(language)
    found = views(every_kind(), language, decides=decides)
    assert {view.matter.kind for view in found} == set(get_args(MatterKind))
    assert len({view.key for view in found}) == len(found)
    for view in found:
        for words in (view.happened, view.safe, view.todo):
            assert words.endswith("."), view.key
            assert "{" not in words, view.key
            assert "!" not in words, view.key
        assert view.title, view.key
        assert view.line, view.key
        assert view.act in get_args(Act)
        assert view.act_words, view.key
    assert {view.act for view in found} <= set(get_args(Act))


def test_languages_say_the_same_things_in_other_words(qapp) -> None:
    vi, en = views(every_kind()), views(every_kind(), "en")
    for one, other in zip(vi, en, strict=True):
        assert (one.key, one.act) == (other.key, other.act)
        for attribute in ("title", "happened", "safe", "todo", "act_words"):
            assert getattr(one, attribute) != getattr(other, attribute), (one.key, attribute)


def test_what_it_is_given_holds_nothing_of_a_person(qapp) -> None:
    for view in views(every_kind()):
        assert view.for_it.startswith("Counter: ")
        for person in PEOPLE:
            assert person not in view.for_it, view.key
            assert person not in view.title, view.key


def test_sides_are_compared_by_who_where_and_when(qapp) -> None:
    [view] = views([CONFLICT])
    own, other, neither = view.choices
    assert (own.key, other.key, neither.key) == (OWN.hash.hex(), OTHER.hash.hex(), BASE.hex())
    assert dict(own.lines) | {"Lý do": ""} == {
        "Quầy": "03 (máy này)", "Cán bộ": "Phạm Thu Hà", "Lúc": "08:50", "Giấy tờ": "đã trả lại", "Tỉnh": "đã nhận",
        "Người đề nghị": "người nộp", "Lý do": "",
    }  # fmt: skip
    assert dict(other.lines)["Quầy"] == "05"
    assert [label for label, _ in own.lines] == [label for label, _ in other.lines]
    assert "Cán bộ: Bùi Thị Lan" in other.spoken()
    assert (view.act, view.wants_choice, view.wants_note) == ("settle", True, True)


def test_what_is_not_the_same_is_marked_and_who_and_when_are_only_told(qapp) -> None:
    [view] = views([MANY_SIDES])
    *sides, neither = view.choices
    assert {side.differs for side in sides} == {frozenset({"Giấy tờ", "Người đề nghị", "Lý do"})}
    assert neither.differs == frozenset()
    assert "Giấy tờ (khác nhau): đã trả lại" in sides[0].spoken()
    assert "Cán bộ: " in sides[0].spoken()
    alike = replace(CONFLICT, sides=(OWN, replace(OWN, hash=b"z" * 32)))
    [view] = views([alike])
    assert view.choices[0].differs == frozenset()
    assert "≠" not in view.todo


def test_words_fit_how_many_there_are(qapp) -> None:
    two, three, decisions = views([CONFLICT, MANY_SIDES, DECISIONS])
    assert "hai" in f"{two.title} {two.happened} {two.safe}".lower()
    for view in (three, decisions):
        told = f"{view.happened} {view.safe} {view.todo}".lower()
        assert "hai" not in told.replace("thay", "")
        assert "cả hai" not in told
    assert "3 lần" in three.happened
    assert "quyết định" in decisions.title


def test_two_dossiers_of_one_code_stand_beside_each_other_and_one_alone_says_where_the_other_is(qapp) -> None:
    both, alone = views([FLAGGED, ALONE])
    assert not both.wants_choice
    assert [choice.title for choice in both.choices] == ["Nguyễn Thị Ngọc Ẩn", "Trương Công Nguyễn Hoàng Bảo Khánh"]
    assert dict(both.choices[0].lines)["Ký tự đối chiếu"] == FLAGGED.sides[0].hash.hex()[:8]
    assert "Ký tự đối chiếu" in both.choices[0].differs
    assert alone.choices[1].lines == ()
    assert "tỉnh giữ riêng" in alone.todo
    assert "Nguyễn" not in both.for_it


def test_clock_in_doubt_says_what_it_shows_and_promises_no_more_than_is_so(qapp) -> None:
    back, off = views([Matter("clock", f"clock {why}", why) for why in ("before_program", "off_server")])
    for view in (back, off):
        assert "09:42 ngày 23/11/2026" in view.happened
    assert "ngày làm việc đang mở" in back.safe
    assert "có thể lệch" in off.safe  # receipts bear this clock's time


def test_matter_of_one_machine_is_sent_to_no_other_counter(qapp) -> None:
    flagged, conflict = matter_views([FLAGGED, CONFLICT], NOW, "vi", decides=False)
    assert "quầy có lãnh đạo" in conflict.whom
    assert "quầy có lãnh đạo" not in flagged.whom


def test_decisions_that_contradict_each_other_say_what_each_lets_stand(qapp) -> None:
    [view] = views([DECISIONS])
    assert [choice.title for choice in view.choices] == [
        "Đã quyết định: việc rút có hiệu lực", "Đã quyết định: hồ sơ tiếp tục",
    ]  # fmt: skip


def test_clerk_is_told_whom_to_ask_and_has_an_act_of_his_own(qapp) -> None:
    for view in views(every_kind(), decides=False):
        decided = (
            view.matter.kind in ("conflict", "flagged", "quarantined", "apart", "unrecovered")
            and view.act != "exchange"
        )
        assert bool(view.whom) == decided, view.key
        assert view.act not in ("settle", "note"), view.key
        if decided:
            assert "Trần Quang Minh hoặc Lê Thị Hạnh" in view.whom
            assert not view.wants_note
    [alone] = matter_views([CONFLICT], NOW, "vi", decides=False)
    assert "chưa có tài khoản lãnh đạo" in alone.whom
    [apart] = views([Matter("apart", "apart 3", count=2, entries=(1,))], decides=False)
    assert apart.act == "copy"


def test_it_is_told_where_the_fact_lies_at_the_province(qapp) -> None:
    [view] = views([replace(FLAGGED, slots=("3/17", "3/19"))])
    assert view.for_it.startswith("Counter: flagged · code_twice · 1 · H49.22-261123-0004 · epoch/seq 3/17, 3/19")


def test_print_asks_what_was_seen(qapp) -> None:
    [view] = views([PRINT])
    assert [choice.key for choice in view.choices] == ["printed", "failed"]
    assert view.wants_choice


def test_unreadable_side_is_shown_and_hides_nothing_else(qapp) -> None:
    odd = replace(CONFLICT, sides=(replace(OWN, kind="kind_of_2031", body=None), OTHER))
    [view] = views([odd])
    assert len(view.choices) == 3
    assert ("Cán bộ", "ha") in view.choices[0].lines
