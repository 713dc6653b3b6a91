"""Scanned papers at the page: by F6 or dropped, asked which paper they are, told as they stand, and taken back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from counter.gui.background import Background
from counter.gui.changes import Changes
from counter.gui.dossiers_desk import DossiersDesk
from counter.gui.dossiers_page import DossiersPage
from counter.gui.papers_desk import PATIENCE, PapersDesk
from counter.gui.parts.key_button import KeyButton
from counter.gui.parts.scan_rows import ScanRows
from counter.gui.scan_dialog import ScanDialog
from counter.gui.services import Services
from counter.gui.story_panel import StoryPanel
from counter.gui.upload_desk import UploadDesk
from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.store.attachments import scans_of
from counter.store.settings_table import put
from counter.store.uploads import StoreUploads
from counter.sync.uploader import Sending
from counter.usecases.attach_scan import papers_of
from counter.usecases.sign_in import Session
from tests.made import scans
from tests.made.world import World


class Desk:
    """One clerk at one dossier; `files` is what the system's dialog will give."""

    def __init__(self, world: World, *, worker: Background | None = None, patience: float = PATIENCE) -> None:
        self.world, self.files = world, []
        self.page, self.changes = DossiersPage(), Changes()
        services = Services(
            store=world.store, catalogue=world.catalogue, clock=world.clock, receive=world.receive_deed,
            print_log=StorePrintLog(world.store), receipt_maker=ReceiptMaker(world.catalogue),
            background=Background(at_once=True),
        )  # fmt: skip
        session = Session("ha", "Phạm Thu Hà", "clerk", world.actor.session)
        self.desk = DossiersDesk(self.page, services, self.changes, self.page)
        self.uploads = UploadDesk(self.changes)
        self.papers = PapersDesk(
            self.page, services, self.changes, self.uploads, self.page, pick=lambda _: self.files,
            worker=worker or Background(at_once=True), patience=patience,
        )  # fmt: skip
        self.desk.begin(session, "vi")
        self.papers.begin(session, "vi")
        received = world.receive()
        self.dossier, self.code = received.dossier, received.code
        self.page.resize(1282, 680)
        self.page.show()
        self.page.activateWindow()
        self.page.arrive()
        self.page.open_dossier(self.dossier)
        self.rows = self.page.findChild(ScanRows)
        self.story = self.page.findChild(StoryPanel)

    def file(self, content: bytes, name: str = "Nguyễn Thị Ngọc Ẩn.pdf") -> Path:
        path = self.world.folder / name
        path.write_bytes(content)
        return path

    def words(self) -> list[str]:
        """Everything that is to be read in the part of scans."""
        return [w.text() for w in self.rows.findChildren(QLabel) if w.isVisibleTo(self.rows) and w.text()]

    def dialog(self) -> ScanDialog:
        (found,) = [d for d in self.page.window().findChildren(ScanDialog) if d.isVisible()]
        return found

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.dialog(), key)
        QApplication.processEvents()

    def f6(self) -> None:
        self.page.activateWindow()  # as the window system does when a dialog is gone
        QApplication.processEvents()
        QTest.keyClick(self.page, Qt.Key.Key_F6)

    def states(self) -> list[tuple[int | None, str]]:
        with self.world.store.database.read() as t:
            return [(scan.paper, scan.state) for scan in scans_of(t, self.dossier)]

    def end(self) -> None:
        self.desk.end()
        self.papers.close()


@pytest.fixture
def desk(tmp_path: Path, qtbot) -> Iterator[Desk]:
    world = World(tmp_path)
    made = Desk(world)
    qtbot.addWidget(made.page)
    yield made
    made.end()
    world.close()


def test_scan_is_attached_by_keys_alone(desk: Desk) -> None:
    papers = papers_of(desk.world.store, desk.dossier)
    assert "Chưa có giấy quét. Cũng có thể kéo thả tệp PDF, JPEG hoặc PNG vào đây." in desk.words()
    desk.files = [desk.file(scans.pdf(1, 3))]
    desk.f6()
    listed = desk.dialog().findChild(QListWidget)
    assert [listed.item(n).text() for n in range(listed.count())] == [
        *(f"{n}. {name}" for n, name in enumerate(papers, 1)), "Giấy tờ khác",
    ]  # fmt: skip
    QTest.keyClick(listed, Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.states() == [(2, "waiting")]
    assert papers[1] in desk.words()
    assert any(words.startswith("đang chờ gửi · PDF, 3 trang, ") for words in desk.words())
    steps = [step.title for step in desk.story.view().steps]
    assert f"Đính kèm giấy quét: {papers[1]}" in steps
    # The next one: the first paper without a scan is chosen already.
    desk.files = [desk.file(scans.jpeg())]
    desk.f6()
    assert desk.dialog().findChild(QListWidget).currentRow() == 0
    desk.press(Qt.Key.Key_Return)
    assert desk.states() == [(2, "waiting"), (1, "waiting")]


def test_left_by_escape_nothing_is_attached(desk: Desk) -> None:
    desk.files = [desk.file(scans.jpeg()), desk.file(scans.png(), "b")]
    desk.f6()
    desk.press(Qt.Key.Key_Escape)
    assert desk.states() == []
    desk.files = []  # the system's dialog was left
    desk.f6()
    assert not [d for d in desk.page.window().findChildren(ScanDialog) if d.isVisible()]


def test_refusal_stands_beside_the_scans_and_the_next_file_is_asked_about(desk: Desk) -> None:
    desk.files = [desk.file(scans.pdf_with("encrypted")), desk.file(scans.png(), "Bí mật.png")]
    desk.f6()
    assert f"Hồ sơ {desk.code} · Tệp 1 trong 2 tệp" in [label.text() for label in desk.dialog().findChildren(QLabel)]
    desk.press(Qt.Key.Key_Return)
    assert any(words.startswith("Tệp 1: Tệp PDF đang đặt mật khẩu") for words in desk.words())
    assert f"Hồ sơ {desk.code} · Tệp 2 trong 2 tệp" in [label.text() for label in desk.dialog().findChildren(QLabel)]
    desk.press(Qt.Key.Key_Return)
    assert desk.states() == [(1, "waiting")]
    assert not any("Bí mật" in words or "Ngọc Ẩn" in words for words in desk.words())


def test_every_file_that_was_refused_is_told_when_many_were_chosen(desk: Desk) -> None:
    """Thirty photographs, and three of them no good: which ones is still to be read at the end."""
    heic = b"\0\0\0\x18ftypheic" + bytes(99)
    contents = [scans.jpeg(), heic, scans.pdf_with("encrypted"), scans.png(), heic]
    desk.files = [desk.file(content, str(number)) for number, content in enumerate(contents)]
    desk.f6()
    for _ in contents:
        desk.press(Qt.Key.Key_Return)
    (told,) = [words for words in desk.words() if "HEIC" in words]
    assert [line.split(":")[0] for line in told.splitlines()] == ["Tệp 2, 5", "Tệp 3"]
    assert len(desk.states()) == 2
    desk.files = [desk.file(heic)]
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    (told,) = [words for words in desk.words() if "HEIC" in words]
    assert told.startswith("Ảnh chụp")  # of this choice alone


def test_question_and_refusal_name_their_dossier_when_another_one_was_opened_meanwhile(tmp_path: Path, qtbot) -> None:
    """A slow stick, and the next person at the counter: what follows is not of the dossier on the page."""
    world, worker = World(tmp_path), Background()
    desk = Desk(world, worker=worker)
    qtbot.addWidget(desk.page)
    other = world.receive()
    desk.files = [desk.file(scans.pdf_with("encrypted"), "a"), desk.file(scans.jpeg(), "b")]
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    desk.page.open_dossier(other.dossier)
    worker.flush()
    assert desk.page.chosen() == other.dossier
    assert f"Hồ sơ {desk.code} · Tệp 2 trong 2 tệp" in [label.text() for label in desk.dialog().findChildren(QLabel)]
    (told,) = [words for words in desk.words() if "mật khẩu" in words]
    assert told.splitlines()[0] == f"Hồ sơ {desk.code}"
    desk.press(Qt.Key.Key_Return)
    worker.flush()
    assert desk.states() == [(1, "waiting")]
    with world.store.database.read() as t:
        assert scans_of(t, other.dossier) == ()
    desk.end()
    world.close()


def drop(panel: QWidget, *addresses: QUrl) -> bool:
    """Whether it was taken."""
    held = QMimeData()
    held.setUrls(list(addresses))
    at, buttons = QPointF(50, 50), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, held, buttons, Qt.KeyboardModifier.NoModifier)
    entering.ignore()
    QApplication.sendEvent(panel, entering)
    if not entering.isAccepted():
        return False
    assert "Thả tệp để đính kèm vào hồ sơ này." in [w.text() for w in panel.findChildren(QLabel)]
    falling = QDropEvent(at, Qt.DropAction.CopyAction, held, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel, falling)
    return True


def test_dropped_files_are_asked_about_and_addresses_of_elsewhere_are_not_taken(desk: Desk) -> None:
    assert not drop(desk.story, QUrl("https://example.vn/a.pdf"))
    assert not drop(desk.story, QUrl("https://example.vn/a.pdf"), QUrl.fromLocalFile(str(desk.file(scans.jpeg()))))
    assert not drop(desk.story)
    assert drop(desk.story, QUrl.fromLocalFile(str(desk.file(scans.jpeg()))))
    desk.press(Qt.Key.Key_Return)
    assert desk.states() == [(1, "waiting")]
    desk.page.show_empty("busy")
    assert not drop(desk.story, QUrl.fromLocalFile(str(desk.file(scans.jpeg()))))


def test_state_is_what_the_province_said(desk: Desk) -> None:
    desk.files = [desk.file(scans.jpeg(1, (300, 300)))]
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    with desk.world.store.database.read() as t:
        (scan,) = scans_of(t, desk.dossier)
    uploads = StoreUploads(desk.world.store)
    desk.uploads.told(Sending(scan.sha256, scan.size * 2 // 5, scan.size))
    assert any(words.startswith(("đang gửi 40 %", "đang gửi 39 %")) for words in desk.words())
    uploads.sent(scan.sha256, scan.size)  # all bytes are there, and no receipt yet
    desk.uploads.told(None)
    assert any(words.startswith("đang chờ gửi") for words in desk.words())
    uploads.troubled(scan.sha256, "scan.no_room")
    desk.uploads.told(None)
    assert any(words.startswith("chưa gửi được") for words in desk.words())
    assert any("hết chỗ" in words for words in desk.words())
    with desk.world.store.database.write() as t:
        put(t, "generation", (b"g" * 16).hex())
    uploads.received(scan.sha256, b"g" * 16)
    desk.uploads.told(None)
    assert any(words.startswith("tỉnh đã nhận · JPEG") for words in desk.words())
    with desk.world.store.database.write() as t:
        put(t, "generation", (b"h" * 16).hex())  # another database: it has not said so
    desk.changes.tell(sync=True)
    assert any(words.startswith("đang chờ gửi") for words in desk.words())


def test_scan_is_taken_back_after_a_question(desk: Desk) -> None:
    desk.files = [desk.file(scans.jpeg())]
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    (attach, take_back) = desk.rows.buttons()
    assert attach.accessibleName() == "Đính kèm giấy quét (F6)"
    assert take_back.accessibleName().startswith("Đính kèm nhầm: ")
    take_back.click()
    desk.press(Qt.Key.Key_Escape)
    assert desk.states() == [(1, "waiting")]
    take_back.click()
    desk.press(Qt.Key.Key_Return)
    assert desk.states() == [(1, "mistaken")]
    assert any(words.startswith("đính kèm nhầm · JPEG") for words in desk.words())
    assert desk.rows.buttons() == [attach]
    assert "Đánh dấu một giấy quét là đính kèm nhầm" in [step.title for step in desk.story.view().steps]


def test_window_goes_on_while_a_scan_is_read_and_the_clerk_may_stop_it(tmp_path: Path, qtbot, monkeypatch) -> None:
    world = World(tmp_path)
    worker = Background()
    desk = Desk(world, worker=worker)
    qtbot.addWidget(desk.page)
    held, reached = threading.Event(), threading.Event()
    real = Path.open

    def slow(path: Path, *args: object, **more: object) -> object:
        if path.name == "slow stick":
            reached.set()
            held.wait(10)
        return real(path, *args, **more)

    monkeypatch.setattr(Path, "open", slow)
    desk.files = [desk.file(scans.jpeg(), "a")]
    desk.files = [desk.files[0].rename(desk.files[0].with_name("slow stick"))]
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    assert reached.wait(10)
    assert "Đang kiểm tra và lưu giấy quét…" in desk.words()
    assert not desk.rows.button.isEnabled()
    assert desk.story.view() is not None  # still there, still worked with
    desk.page.refresh()
    stop = next(b for b in desk.rows.findChildren(KeyButton) if b.words() == "Dừng")
    assert stop.isVisible()
    stop.click()
    held.set()
    qtbot.waitUntil(lambda: desk.rows.button.isEnabled(), timeout=10_000)
    assert "Đã dừng đính kèm. Hồ sơ không thay đổi." in desk.words()
    assert desk.states() == []
    desk.end()
    world.close()


def test_window_closes_while_a_share_of_the_network_hangs_and_nothing_is_attached_later(
    tmp_path: Path, qtbot, monkeypatch
) -> None:
    world, worker = World(tmp_path), Background()
    desk = Desk(world, worker=worker, patience=0.05)
    qtbot.addWidget(desk.page)
    held, reached, left = threading.Event(), threading.Event(), threading.Event()
    real = Path.open

    def hanging(path: Path, *args: object, **more: object) -> object:
        if path.name == "on a share":
            reached.set()
            held.wait(10)
            left.set()
        return real(path, *args, **more)

    desk.files = [desk.file(scans.jpeg(), "on a share")]
    monkeypatch.setattr(Path, "open", hanging)
    before = set(threading.enumerate())
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    assert reached.wait(10)
    (reading,) = set(threading.enumerate()) - before
    desk.papers.close()
    assert not left.is_set()
    held.set()
    reading.join(10)
    assert desk.states() == []
    desk.desk.end()
    world.close()


@pytest.mark.parametrize("leave", ["rest", "end"])
def test_no_question_stays_for_somebody_else_when_the_clerk_is_gone(desk: Desk, leave: str) -> None:
    desk.files = [desk.file(scans.jpeg())]
    desk.f6()
    dialog = desk.dialog()
    getattr(desk.papers, leave)()
    assert not dialog.isVisible()
    desk.f6()
    assert not [d for d in desk.page.window().findChildren(ScanDialog) if d.isVisible()]
    assert desk.states() == []
    desk.papers.begin(Session("minh", "Nguyễn Quang Minh", "clerk", b"session2"), "vi")
    desk.f6()
    desk.press(Qt.Key.Key_Return)
    assert desk.states() == [(1, "waiting")]
