"""Invented dossiers and stories as the store gives them, for the page that lists them; Monday 23/11/2026, 09:42."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from counter.domain.calendar import VIETNAM
from counter.store.dossiers import DossierRow, Duty, Fact, Reach, Story
from counter.store.prints import PrintRecord, State
from tests.made.paper import reception

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)


def iso(day: str, clock: str = "09:42") -> str:
    """`iso("23/11")`: that day of 2026 as the store holds it."""
    return datetime.strptime(f"{day}/2026 {clock}", "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM).isoformat()


def row(number: int = 1, **changes: Any) -> DossierRow:
    """A birth registration received just now, due today."""
    plain = DossierRow(
        number, f"H49.22-261123-{number:04d}", False, None, "Nguyễn Thị Ngọc Ẩn", None, "1.001193", "Đăng ký khai sinh",
        iso("23/11"), iso("23/11", "17:00"), False, 2, False, "waiting",
    )  # fmt: skip
    return replace(plain, **changes)


def _listed(
    number: int,
    code: str,
    name: str,
    procedure: str,
    received: str,
    due: str | None,
    status: int,
    reach: Reach = "held",
) -> DossierRow:
    return row(
        number, code=code, applicant=name, procedure_name=procedure, received=iso(received), due=due, status=status,
        reach=reach, provisional=code.startswith("TAM"),
    )  # fmt: skip


FOUND = [
    row(317),
    _listed(288, "H49.22-261120-0288", "Nguyễn Văn An", "Xác nhận tình trạng hôn nhân", "20/11", iso("25/11", "10:12"), 4),
    _listed(
        141, "H49.22-261118-0141", "Nguyễn Minh Ân",
        "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ", "18/11", iso("23/11", "07:40"), 4,
    ),
    _listed(7, "TAM-03-261117-0007", "Trần Nguyên An", "Đăng ký biến động đất đai", "17/11", iso("30/12", "09:40"), 4),
    replace(
        _listed(92, "H49.22-261113-0092", "Nguyễn Hoài Ân", "Chứng thực chữ ký", "13/11", iso("13/11", "17:00"), 10),
        owner="Công ty TNHH Một thành viên An Bình",
    ),
    _listed(71, "H49.22-261109-0071", "Nguyễn Thiên Anh", "Thay đổi, cải chính hộ tịch", "09/11", iso("27/11"), 5),
    _listed(40, "H49.22-261106-0040", "Đoàn Nguyên Ân", "Trích lục kết hôn", "06/11", iso("06/11", "17:00"), 9, "flagged"),
    replace(
        _listed(3, "TAM-03-261105-0003", "Lê Thị Nguyên Anh", "Đăng ký đất đai lần đầu", "05/11", iso("05/12", "17:00"), 2),
        official="H49.22-261106-0044", due_expected=True,
    ),
]  # fmt: skip


def fact(kind: str, body: dict[str, Any] | None, day: str = "23/11", clock: str = "09:42", held: bool = False) -> Fact:
    """One entry of a story."""
    return Fact(kind, 1, int(datetime.fromisoformat(iso(day, clock)).timestamp() * 1000), "ha", True, held, b"", body)


def body(**changes: Any) -> dict[str, Any]:
    """The body of a reception, with a plan that can be explained."""
    plan = {
        "rule": "same_day", "received": iso("23/11"), "calendar": "2026", "cutoff": "15:00", "due": iso("23/11", "17:00"),
    }  # fmt: skip
    return reception(due_plan=plan, **changes)


def paper(job: int, dossier: int, state: State = "printed", copy_number: int = 0, clock: str = "09:42") -> PrintRecord:
    """One print of the receipt."""
    created = iso("23/11", clock)
    return PrintRecord(job, dossier, "01", 2, "A5", copy_number, state, "ha", "HP M404", None, created, None, None)


def fresh_story() -> Story:
    """Received a moment ago without a link: printed, waiting, one duty open."""
    return Story(
        FOUND[0], (fact("dossier_received", body()),), (Duty("scan_sign", iso("25/11", "07:30"), False),),
        (paper(5, 317),), (("H49.22-261123-0317", "lane"),),
    )  # fmt: skip


def long_story() -> Story:
    """A provisional reference that has its code: a fact of a later program, a duty too late, a print nobody is sure of."""
    row_ = FOUND[-1]
    facts = (
        fact("dossier_received", body(received_at=iso("05/11"), due=iso("30/11", "17:00"), offline_since=iso("05/11", "08:15"),
                                      note="Người nộp xin nhận kết quả buổi chiều."), "05/11", held=True),
        fact("code_assigned", {"code": "H49.22-261106-0044"}, "06/11", "08:05", held=True),
        fact("duty_closed", {"kind": "account_check"}, "06/11", "08:20", held=True),
        fact("supplement_by_drone", None, "20/11", "10:00"),
    )  # fmt: skip
    duties = (
        Duty("account_check", iso("06/11", "07:30"), True), Duty("scan_sign", iso("20/11", "07:30"), False),
        Duty("send_on", iso("25/11", "07:30"), False),
    )  # fmt: skip
    jobs = (replace(paper(1, 3), created=iso("05/11", "09:43")), paper(2, 3, "unknown", 1, "09:30"))
    return Story(row_, facts, duties, jobs, (("TAM-03-261105-0003", "provisional"), ("H49.22-261106-0044", "province")))
