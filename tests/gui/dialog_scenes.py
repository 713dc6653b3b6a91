"""Invented moments of the small dialogs, each over its window as the window system would show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from counter.diagnostics.bundle import bundle_of
from counter.diagnostics.item import facts_item, lines_item
from counter.domain.calendar import VIETNAM
from counter.domain.sentence import Sentence, say
from counter.gui.bundle_dialog import BundleDialog
from counter.gui.day_dialog import DayDialog
from counter.gui.diagnostics_dialog import DiagnosticsDialog
from counter.gui.help_desk import HelpDialog
from counter.gui.help_topics import everywhere, help_topic
from counter.gui.pin_dialog import PinDialog
from counter.gui.sync_panel import SyncPanel, SyncPanelView
from counter.gui.withdraw_dialog import WithdrawDialog
from tests.gui import dossier_scenes
from tests.gui.scenes import SCENES

D = TypeVar("D", bound=QDialog)
PANEL = SyncPanelView(
    "Mạng đòi đăng nhập từ 08:15 · vẫn làm việc bình thường · 17 hồ sơ chờ gửi",
    "Mạng này đang đòi đăng nhập trước khi cho ra ngoài. Không có gì bị gửi đi hay bị mất.", "10:42",
    "17 việc · 3 tệp (38,2 MB)", "38,2 MB, khoảng 25 phút, hồ sơ gửi trước", 2,
    "17:02 22/11 · Tỉnh xác nhận đang giữ đủ 412 việc của quầy này\n"
    "Tệp giấy tờ: 9 · số thứ tự cuối: 412 · tóm lược: 01234567", True,
)  # fmt: skip


def _lay(frame: QWidget, dialog: D, show: Callable[[D], None]) -> QWidget:
    show(dialog)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setAutoFillBackground(True)
    if not isinstance(dialog, DiagnosticsDialog):
        dialog.adjustSize()
    dialog.move((1366 - dialog.width()) // 2, max(20, (768 - dialog.height()) // 2))
    dialog.show()
    return frame


def panel() -> QWidget:
    """The sync light, asked: behind a portal."""
    frame, _ = dossier_scenes.framed()
    return _lay(frame, SyncPanel(frame, can_look=True, can_usb=True), lambda dialog: dialog.show_view(PANEL))


def boat_out() -> QWidget:
    """A stick is plugged in."""
    frame, _ = dossier_scenes.framed()
    return _lay(frame, BundleDialog("out", frame), lambda dialog: dialog.show_stick("KINGSTON (E:)"))


def boat_refused() -> QWidget:
    """A bundle of somebody else."""
    frame, _ = dossier_scenes.framed()

    def show(dialog: BundleDialog) -> None:
        dialog.show_stick("KINGSTON (E:)")
        dialog.show_end(say(Sentence("bundle.no_file")), well=False)

    return _lay(frame, BundleDialog("in", frame), show)


def withdrawal() -> QWidget:
    """A withdrawal without a reason."""
    frame, _ = dossier_scenes.framed()

    def show(dialog: WithdrawDialog) -> None:
        dialog.ask("H49.22-261123-0317", has_owner=True, fee_paid=True)
        dialog.show_refusal("reason", say(Sentence("matter.withdraw.no_reason")))

    return _lay(frame, WithdrawDialog(frame), show)


def diagnostics() -> QWidget:
    """What would leave, with one part of it chosen."""
    frame, _ = dossier_scenes.framed()
    line = "2026-11-23T09:42:00.123+07:00 ERROR store counter.gui.background: bug in a deed: KeyError at find.rows:12"
    sync = {
        "last_contact": "2026-11-23T09:40:11+07:00", "trouble": None, "why": "sync.why.refused", "needs_epoch": None,
        "clock_offset_s": -2, "generation": "b3a5a7fe", "outcomes": {"applied": 412, "flagged sync.outcome.twin": 1},
    }  # fmt: skip
    names = (
        "program",
        "machine",
        "clock",
        "paper",
        "policy",
        "checks",
        "store/database",
        "store/counter",
        "store/journal",
    )
    items = [facts_item(f"{name}.json", {"counter": "0.1.0"}) for name in names]
    items += [
        facts_item("store/sync.json", sync),
        facts_item("store/prints.json", {}),
        facts_item("store/settings.json", {}),
    ]
    items += [
        lines_item(f"logs/counter-2026112{day}-075812-4211-0000.log", [line] * day * 20, day) for day in (3, 2, 1)
    ]

    def show(dialog: DiagnosticsDialog) -> None:
        dialog.show_bundle(bundle_of(items, "0.1.0", "vi"))
        tree = dialog._ui.items
        tree.setCurrentItem(tree.topLevelItem(13))

    return _lay(frame, DiagnosticsDialog(frame), show)


def pin() -> QWidget:
    """A PIN that is too easy."""
    frame, _ = dossier_scenes.framed()
    words = say(Sentence("account.pin_form", {"least": 6}))
    return _lay(frame, PinDialog(frame), lambda dialog: dialog.show_refusal("pin", words))


def day() -> QWidget:
    """The clock of the machine is in doubt."""
    frame, _ = dossier_scenes.framed()

    def show(dialog: DayDialog) -> None:
        dialog.ask(date(2026, 11, 23), datetime(2031, 1, 1, 7, 31, tzinfo=VIETNAM))

    return _lay(frame, DayDialog(frame), show)


def help_over(scene: Callable[[], QWidget], title: str, topic: str, *, gate: bool = False) -> Callable[[], QWidget]:
    """F1 on a page, at the size of the window it stands in."""

    def moment() -> QWidget:
        frame = scene()
        frame.resize(1366, 768)
        return _lay(frame, HelpDialog(frame, title, help_topic(topic), everywhere(behind_gate=gate)), lambda _: None)

    return moment


PICTURES: dict[str, Callable[[], QWidget]] = {
    "panel-light": panel,
    "panel-boat-out": boat_out,
    "panel-boat-refused": boat_refused,
    "panel-withdrawal": withdrawal,
    "panel-pin": pin,
    "panel-day": day,
    "panel-diagnostics": diagnostics,
    "help-reception": help_over(lambda: SCENES["reception-ready"](), "Tiếp nhận", "reception"),
    "help-dossiers": help_over(lambda: SCENES["dossiers-chosen"](), "Hồ sơ", "dossiers"),
    "help-matters": help_over(lambda: SCENES["matters-calm"](), "Cần xem", "matters"),
    "help-sign-in": help_over(lambda: SCENES["sign-in"](), "Đăng nhập", "sign_in", gate=True),
    "help-first-start": help_over(lambda: SCENES["first-start-code"](), "Lần đầu mở", "first_start", gate=True),
    "help-doctor": help_over(lambda: SCENES["sign-in"](), "Kiểm tra máy", "doctor", gate=True),
}
