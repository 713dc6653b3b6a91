"""Moments at the self-check, for the pictures and for the check of what fits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from counter.domain.check import CHECKS, Finding, broken, look, unknown, well
from counter.domain.probe import Probe
from counter.domain.sentence import Language, Sentence, say
from counter.gui.doctor_page import DoctorPage
from counter.gui.parts.finding_rows import FindingView

PROBE = Probe("BCGH")
SENT = Sentence("sync.light.received", {"time": "10:42"})
LIGHT = Sentence("sync.light.offline", {"time": "08:15", "count": 17})
WELL = (
    well("server", ms=48), well("clock", much=Sentence("check.clock.seconds", {"count": 1})), well("time_zone"),
    well("certificate", day="12/11/2027"), well("printer", name="HP LaserJet M404"), well("scanner", day="23/11/2026"),
    well("disk", free=184, ms=9), well("database", entries=20_417), well("backup", time="11:42 23/11/2026", key="3f1a 90c2"),
    well("enrolment", unit="Đặc khu Cô Tô", counter="03", epoch=12), well("policy"), well("sync", words=SENT),
    well("window", "open"),
)  # fmt: skip
BAD = (
    broken("server", "dns", host="motcua.example.vn"),
    unknown("clock", "not_compared", now="09:42 23/11/2026"), look("time_zone", "wrong", zone="UTC+00:00"),
    unknown("certificate", "not_seen"), broken("printer", "offline", name="HP LaserJet M404"),
    broken("scanner", "telex"), look("disk", "low", free=870), well("database", entries=20_417),
    look("backup", "old", days=5, why=Sentence("backup.no_word")),
    well("enrolment", unit="Đặc khu Cô Tô", counter="03", epoch=12), well("policy"), unknown("sync", "offline", words=LIGHT),
    well("window", "open"),
)  # fmt: skip


def tongue() -> Language:
    return "vi" if QLocale().language() == QLocale.Language.Vietnamese else "en"


def page(findings: tuple[Finding, ...], summary: str, *, done: int = len(CHECKS)) -> tuple[QWidget, DoctorPage]:
    """The window with the page in front."""
    from tests.gui.scenes import window

    frame, made = window(), DoctorPage()
    views = [
        FindingView(one.check, say(Sentence(f"check.name.{one.check}"), tongue()),
                    say(one.sentence, tongue()), one.state, one.code)
        if number < done else
        FindingView(one.check, say(Sentence(f"check.name.{one.check}"), tongue()),
                    QCoreApplication.translate("DoctorDesk", "Checking …"))
        for number, one in enumerate(findings)
    ]  # fmt: skip
    made.show_findings(views, summary)
    made.show_probe(PROBE.bars, PROBE.qr)
    frame.show_gate(made)
    return frame, made


def all_well() -> QWidget:
    """Everything is as it must be; the slip was printed and its code scanned."""
    frame, made = page(WELL, "Không thấy gì sai.")
    made.show_verdict("well", say(Sentence("check.scanner.as_printed"), tongue()), PROBE.bars)
    return frame


def under_way() -> QWidget:
    """The first answers are there."""
    return page(WELL, "Đang kiểm tra 8 mục", done=5)[0]


def many_wrong() -> QWidget:
    """A bad day: no line, no printer, UniKey alters the scan."""
    frame, made = page(BAD, "7 mục cần người xem: hãy đọc mã ở cuối dòng cho bộ phận kỹ thuật.")
    made.show_verdict("broken", say(Sentence("check.scanner.telex"), tongue()) + " (M-53)", "KTM-BCGH-tối-d9a6y")
    made.show_printed("broken", say(Sentence("printing.not_found", {"name": "HP LaserJet M404"}), tongue()))
    return frame


PICTURES: dict[str, Callable[[], QWidget]] = {
    "doctor-well": all_well,
    "doctor-under-way": under_way,
    "doctor-wrong": many_wrong,
}
