"""One dossier's story in the clerk's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from counter.domain.attachment import Attached
from counter.domain.status import Status
from counter.gui.dossier_story import story_view
from counter.gui.dossier_view import StoryView
from counter.journal.kinds import (
    CODE_ASSIGNED,
    CURRENT,
    DUTY_CLOSED,
    FILE_ATTACHED,
    FILE_MISTAKEN,
    RECEIVED,
    RESOLVED,
    WITHDRAWN,
)
from counter.store.catalogue import load_catalogue
from counter.store.dossiers import Duty, Story, story_of
from counter.usecases.close_duty import close_duty
from tests.made.dossiers import NOW, body, fact, fresh_story, iso, long_story, paper, row
from tests.made.two_counters import resolved, withdrawn
from tests.made.world import World

CALENDAR = load_catalogue().calendar


def told(story: Story, offline: str | None = None) -> StoryView:
    since = None if offline is None else datetime.fromisoformat(iso("23/11", offline))
    return story_view(story, NOW, CALENDAR, "vi", offline_since=since)


def test_fresh_reception_is_told_from_the_counter_to_what_is_owed() -> None:
    view = told(fresh_story(), "08:15")
    assert [(step.title, step.detail, step.mark) for step in view.steps] == [
        ("Tiếp nhận tại quầy 03", "09:42 · Phạm Thu Hà · 3 giấy tờ", "done"),
        ("In giấy tiếp nhận", "09:42 · 2 liên · HP M404 · đã in", "done"),
        ("Chờ gửi về tỉnh", "Mất mạng từ 08:15 · sẽ tự gửi khi có mạng", "waiting"),
        ("Việc còn nợ: quét và ký số từng giấy tờ", "Làm khi có mạng, chậm nhất 25/11 07:30", "waiting"),
    ]
    assert (view.code, view.status, view.status_tone) == ("H49.22-261123-0317", "Được tiếp nhận", "accent")
    assert (view.due_label, view.due, view.why) == (
        "Hẹn trả",
        "17:00 hôm nay",
        "Nhận 09:42, trước 15:00: trả trong ngày.",
    )
    assert view.procedure == "Đăng ký khai sinh · 1.001193"
    assert view.printable
    assert view.asked_print is None


def test_long_story_says_what_is_unknown_late_and_unread() -> None:
    view = told(long_story())
    marks = {step.title: step.mark for step in view.steps}
    assert marks["Tỉnh cấp mã H49.22-261106-0044"] == "done"
    assert marks["Đã xong: kiểm tra tài khoản định danh điện tử của người nộp"] == "done"
    assert marks["Chưa rõ bản in"] == "attention"
    assert marks["Việc còn nợ: quét và ký số từng giấy tờ"] == "late"
    assert marks["Bước mới, chương trình này chưa đọc được"] == "unread"
    unread = next(step for step in view.steps if step.mark == "unread")
    assert "cần cập nhật chương trình" in unread.detail
    assert view.asked_print == 2
    assert view.official == "H49.22-261106-0044"
    assert "Việc còn nợ: kiểm tra tài khoản" not in " ".join(marks)


def test_reception_says_what_was_unusual_about_it() -> None:
    unusual = body(
        late={"entered_at": iso("23/11", "08:00"), "reason": "mất điện"}, offline_since=iso("20/11", "07:00"),
        note="Hẹn buổi chiều.", clock_doubt="far_ahead", received_at=iso("20/11"), due=iso("24/11"),
    )  # fmt: skip
    (step, *_) = told(replace(fresh_story(), facts=(fact(RECEIVED, unusual),))).steps
    assert step.detail == (
        "20/11 09:42 · Phạm Thu Hà · 3 giấy tờ, hẹn trả 09:42 ngày mai · nhập máy sau, lúc 08:00: mất điện · "
        "mất mạng từ 20/11 07:00 · đồng hồ máy chưa chắc đúng · ghi chú: Hẹn buổi chiều."
    )


def test_settled_at_once_has_no_promise() -> None:
    (step, *_) = told(
        replace(fresh_story(), facts=(fact(RECEIVED, body(settled_at_once=True, due=iso("29/11"))),))
    ).steps
    assert step.detail.endswith("3 giấy tờ · giải quyết ngay")


@pytest.mark.parametrize(
    ("state", "copy_number", "title", "tail", "mark"),
    [
        ("saved", 0, "In giấy tiếp nhận", "chờ in", "waiting"),
        ("printing", 0, "In giấy tiếp nhận", "đang in", "waiting"),
        ("printed", 2, "In lại giấy tiếp nhận, bản sao lần 2", "đã in", "done"),
        ("unknown", 0, "Chưa rõ bản in", "chưa rõ", "attention"),
        ("failed", 1, "In lại giấy tiếp nhận, bản sao lần 1", "chưa in được", "attention"),
    ],
)
def test_print_is_told_with_its_state(state: str, copy_number: int, title: str, tail: str, mark: str) -> None:
    story = replace(fresh_story(), prints=(paper(9, 317, state, copy_number),))  # type: ignore[arg-type]
    view = told(story)
    step = view.steps[1]
    assert (step.title, step.mark) == (title, mark)
    assert step.detail.endswith(tail)
    assert view.asked_print == (9 if state == "unknown" else None)


def test_newest_print_of_unknown_end_is_the_one_asked_about() -> None:
    prints = (paper(1, 317, "unknown"), paper(2, 317, "printed", 1), paper(3, 317, "unknown", 2))
    assert told(replace(fresh_story(), prints=prints)).asked_print == 3


def test_facts_keep_the_order_of_the_log_though_a_clock_ran_wild() -> None:
    facts = (
        fact(RECEIVED, body()),
        fact(CODE_ASSIGNED, {"code": "H49.22-261124-0001"}, "01/01", "00:00"),
        fact(DUTY_CLOSED, {"kind": "official_code"}, "23/11", "09:50"),
    )
    titles = [step.title for step in told(replace(fresh_story(), facts=facts)).steps]
    assert titles.index("Tỉnh cấp mã H49.22-261124-0001") < titles.index(
        "Đã xong: nhận mã hồ sơ chính thức và báo cho người nộp"
    )


def test_every_kind_a_dossier_can_have_is_worded() -> None:
    bodies = {
        RECEIVED: body(), CODE_ASSIGNED: {"code": "H49.22-261124-0001"}, DUTY_CLOSED: {"kind": "scan_sign"},
        FILE_ATTACHED: Attached(bytes(32), 9, "image/png", 1, 1, "Tờ khai").body(),
        FILE_MISTAKEN: {"attached": bytes(32).hex(), "reason": "nhầm người"},
        WITHDRAWN: withdrawn(), RESOLVED: resolved((bytes(32),), None),
    }  # fmt: skip
    not_of_a_dossier = {"day_opened"}
    assert set(bodies) == set(CURRENT) - not_of_a_dossier
    view = told(replace(fresh_story(), facts=tuple(fact(kind, made) for kind, made in bodies.items())))
    assert [step.mark for step in view.steps[: len(bodies)]] == ["done"] * len(bodies)
    assert (view.steps[3].title, view.steps[4].detail) == ("Đính kèm giấy quét: Tờ khai", "09:42 · nhầm người")


def test_withdrawal_says_who_asked_and_why_and_nothing_is_owed_any_more() -> None:
    facts = (fact(RECEIVED, body()), fact(WITHDRAWN, withdrawn(asked_by="authorised"), "23/11", "10:15"))
    story = replace(fresh_story(), facts=facts, row=replace(fresh_story().row, status=7))
    view = told(story)
    assert (view.status, view.owed, view.withdrawable) == ("Công dân yêu cầu rút hồ sơ", (), False)
    [step] = [step for step in view.steps if step.title == "Rút hồ sơ tại quầy 03"]
    assert "người đề nghị: người được ủy quyền" in step.detail
    assert "lý do: Nộp nhầm thủ tục" in step.detail
    assert "đã trả lại giấy tờ" in step.detail
    assert view.due == "Đã rút"
    assert told(fresh_story()).withdrawable


def test_decision_says_what_stands() -> None:
    taken = replace(fact(WITHDRAWN, withdrawn(counter="05")), hash=b"w" * 32)
    first = replace(fact(RECEIVED, body()), hash=b"r" * 32)
    for choice, title in (
        (b"w" * 32, "Lãnh đạo quyết định: việc rút ở quầy 05 có hiệu lực"),
        (b"r" * 32, "Lãnh đạo quyết định: hồ sơ tiếp tục"), (None, "Lãnh đạo đã xem"),
    ):  # fmt: skip
        decided = fact(RESOLVED, resolved((b"w" * 32,), choice, note="Đã gọi điện"))
        view = told(replace(fresh_story(), facts=(first, taken, decided)))
        [step] = [step for step in view.steps if step.title == title]
        assert "ghi chú: Đã gọi điện" in step.detail


def test_contradicted_dossier_says_where_it_is_settled() -> None:
    view = told(replace(fresh_story(), row=replace(fresh_story().row, reach="contradicted")))
    [step] = [step for step in view.steps if step.mark == "attention"]
    assert "F7" in step.detail
    assert not view.withdrawable


@pytest.mark.parametrize("broken", [{}, {"code": 1, "received_at": "yesterday"}, {"kind": None}])
def test_fact_in_a_shape_of_its_own_is_shown_as_unread_and_hides_nothing_else(broken: dict[str, object]) -> None:
    facts = (fact(RECEIVED, broken), fact(CODE_ASSIGNED, {}), fact(DUTY_CLOSED, {}), fact(RECEIVED, body()))
    view = told(replace(fresh_story(), facts=facts))
    assert [step.mark for step in view.steps[:4]] == ["unread", "unread", "unread", "done"]


def test_first_fact_of_a_later_program_leaves_row_duties_and_no_paper() -> None:
    view = told(replace(fresh_story(), facts=(fact(RECEIVED, None),)))
    assert not view.printable
    assert view.why == ""
    assert view.code == "H49.22-261123-0317"
    assert view.steps[-1].title.startswith("Việc còn nợ")


@pytest.mark.parametrize(
    ("reach", "held", "title", "mark"),
    [
        ("waiting", False, "Chờ gửi về tỉnh", "waiting"),
        ("held", True, "Tỉnh đã nhận đủ", "done"),
        ("flagged", True, "Tỉnh cần người xem lại", "attention"),
    ],
)
def test_reach_is_one_step_that_tells_the_truth(reach: str, held: bool, title: str, mark: str) -> None:
    story = Story(row(317, reach=reach), (fact(RECEIVED, body(), held=held),), (), (), ())
    assert [(step.title, step.mark) for step in told(story).steps[1:]] == [(title, mark)]


def test_overdue_story_says_when_it_was_due() -> None:
    story = replace(fresh_story(), row=row(317, due=iso("23/11", "07:30"), status=int(Status.IN_PROGRESS)))
    view = told(story)
    assert (view.due, view.due_ink) == ("Quá hạn 2 giờ", "danger")
    assert view.why.startswith("Hẹn 07:30 hôm nay. ")


def test_unknown_duty_and_status_are_shown_not_refused() -> None:
    story = replace(fresh_story(), row=row(317, status=42), duties=(Duty("drone_flight", None, False),))
    view = told(story)
    assert view.status == "Cần cập nhật chương trình"
    assert view.steps[-1].title == "Việc còn nợ: việc mới, cần cập nhật chương trình để xem"


@pytest.mark.parametrize(
    ("capacity", "words"), [("representative", "Nộp thay Lê Bình"), ("authorised", "Được Lê Bình ủy quyền")]
)
def test_owner_is_named_by_the_right_of_who_files(capacity: str, words: str) -> None:
    story = replace(fresh_story(), row=row(317, owner="Lê Bình"), facts=(fact(RECEIVED, body(capacity=capacity)),))
    assert told(story).owner == words


def test_story_from_a_real_store_is_told(tmp_path: Path) -> None:
    world = World(tmp_path)
    with world.store.database.write() as transaction:
        transaction.run(
            "INSERT INTO setting (name, value) VALUES ('offline_since', ?)", ('"2026-11-23T08:15:00+07:00"',)
        )
    received = world.receive(procedure="1.001193", copies=1)
    world.clock.forward(minutes=5)
    with world.store.database.read() as transaction:
        before = story_of(transaction, received.dossier)
    assert before is not None
    owed = [duty.kind for duty in before.duties if not duty.closed]
    assert owed
    close_duty(world.store, received.dossier, owed[0], world.actor)
    with world.store.database.read() as transaction:
        story = story_of(transaction, received.dossier)
    assert story is not None
    view = story_view(story, world.clock.now(), world.catalogue.calendar, "vi")
    assert view.code == received.code
    titles = [step.title for step in view.steps]
    assert titles[0] == "Tiếp nhận tại quầy 03"
    assert sum(title.startswith("Đã xong") for title in titles) == 1
    assert sum(title.startswith("Việc còn nợ") for title in titles) == len(owed) - 1
    assert all(step.mark != "unread" for step in view.steps)
    world.close()
