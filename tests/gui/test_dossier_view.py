"""Rows in the clerk's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from counter.domain.calendar import VIETNAM
from counter.domain.status import Status
from counter.gui import language
from counter.gui.dossier_view import RowView, row_views, widest_words
from counter.store.catalogue import load_catalogue
from counter.store.dossiers import DossierRow
from tests.made.dossiers import FOUND, NOW, iso, row

CALENDAR = load_catalogue().calendar


def one(made: DossierRow, query: str = "", now: datetime = NOW) -> RowView:
    (view,) = row_views([made], query, now, CALENDAR)
    return view


@pytest.mark.parametrize(
    ("received", "due", "words", "ink"),
    [
        ("23/11", iso("23/11", "17:00"), "17:00 hôm nay", "text"),  # promised today for today: the usual course
        ("20/11", iso("23/11", "17:00"), "17:00 hôm nay", "warning"),
        ("20/11", iso("25/11", "10:12"), "25/11 10:12", "warning"),  # the 24th is a holiday
        ("20/11", iso("26/11", "10:12"), "26/11 10:12", "text"),
        ("20/11", iso("23/11", "07:40"), "Quá hạn 2 giờ", "danger"),
        ("20/11", iso("23/11", "09:42"), "09:42 hôm nay", "warning"),  # not late in its own minute
        ("20/11", None, "Chưa có hẹn", "muted"),
    ],
)
def test_due_time_is_said_with_what_to_think_of_it(received: str, due: str | None, words: str, ink: str) -> None:
    view = one(row(received=iso(received), due=due))
    assert (view.due, view.due_ink) == (words, ink)


def test_due_time_that_is_only_expected_is_said_as_a_day() -> None:
    assert one(row(due=iso("30/12"), due_expected=True)).due == "Dự kiến 30/12"
    assert one(row(due="2027-01-06T10:00:00+07:00", due_expected=True)).due == "Dự kiến 06/01/2027"
    assert one(row(due=iso("20/11"), due_expected=True)).due == "Quá hạn 3 ngày"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.SUBMITTED, "Chưa tiếp nhận"),
        (Status.REFUSED, "Không tiếp nhận"),
        (Status.SUPPLEMENT_ASKED, "Chờ bổ sung"),
        (Status.WITHDRAWN, "Đã rút"),
        (Status.STOPPED, "Đã dừng"),
        (Status.FINISHED, "Chờ trả"),
        (Status.HANDED_OVER, "Đã trả"),
        (77, "Cần cập nhật"),
    ],
)
def test_dossier_that_is_not_running_is_never_late(status: int, words: str) -> None:
    assert one(row(status=int(status), due=iso("01/11"))).due == words


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_PROGRESS, Status.PAYMENT_ASKED])
def test_running_dossier_is_late_after_its_due_time(status: Status) -> None:
    assert one(row(status=int(status), due=iso("01/11"))).due == "Quá hạn 22 ngày"


@pytest.mark.parametrize(
    ("changes", "words", "ink"),
    [
        ({"reach": "waiting"}, "Chờ gửi", "muted"),
        ({"reach": "held"}, "Tỉnh đã nhận", "good"),
        ({"reach": "flagged"}, "Cần xem", "warning"),
        ({"reach": "held", "provisional": True}, "Mã tạm", "warning"),
        ({"reach": "waiting", "provisional": True}, "Chờ gửi", "muted"),
        ({"reach": "flagged", "provisional": True}, "Cần xem", "warning"),
        ({"reach": "held", "provisional": True, "official": "H49.22-261106-0044"}, "Tỉnh đã nhận", "good"),
    ],
)
def test_reach_says_what_the_province_holds(changes: dict[str, object], words: str, ink: str) -> None:
    view = one(row(**changes))
    assert (view.reach, view.reach_ink) == (words, ink)


def test_name_that_was_meant_stands_first_when_somebody_files_for_another() -> None:
    made = row(applicant="Trần Thị Bình", owner="Nguyễn Văn An")
    plain, owner, applicant = one(made), one(made, "nguyen an"), one(made, "binh")
    assert (plain.name, plain.remark) == ("Trần Thị Bình", "thay Nguyễn Văn An")
    assert (owner.name, owner.remark) == ("Nguyễn Văn An", "Trần Thị Bình nộp thay")
    assert [owner.name[a : a + n] for a, n in owner.name_marks] == ["Nguyễn", "An"]
    assert applicant.name == "Trần Thị Bình"


def test_rows_keep_their_order_and_ids() -> None:
    views = row_views(FOUND, "nguyen an", NOW, CALENDAR)
    assert [view.id for view in views] == [made.id for made in FOUND]
    assert all(view.name_marks for view in views)


def test_lateness_grows_while_the_page_is_open() -> None:
    made = row(due=iso("23/11", "09:00"))
    assert one(made, now=NOW).due == "Quá hạn 42 phút"
    assert one(made, now=NOW + timedelta(hours=1)).due == "Quá hạn 1 giờ"


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_no_usual_word_is_longer_than_the_widest_words(tongue: str) -> None:
    language.install(tongue)  # type: ignore[arg-type]
    due, reach = widest_words()
    moments = (
        NOW.replace(hour=h, minute=m) + timedelta(days=d) for h in (7, 16) for m in (0, 58) for d in (-3, 0, 1, 9)
    )
    made = [row(due=moment.isoformat(), status=status) for moment in moments for status in (2, 3, 4, 5, 6, 7, 8, 9, 10)]
    made += [replace(each, reach=reach_) for each in made for reach_ in ("waiting", "held", "flagged")]
    for view in row_views(made, "", NOW, CALENDAR):
        assert len(view.due) <= max(map(len, due)), view.due
        assert len(view.reach) <= max(map(len, reach)), view.reach


def test_moment_of_another_zone_is_shown_in_vietnam() -> None:
    utc = datetime(2026, 11, 23, 10, 0, tzinfo=VIETNAM).astimezone().isoformat()
    assert one(row(due=utc)).due == "10:00 hôm nay"
