"""The first start at work: a real province in its own process, a machine that belongs nowhere yet, keys and a scanner."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from counter.app import Office, open_desk
from counter.domain.enrolment_code import grouped, new_token, payload
from counter.gui.desk import Desk
from counter.gui.first_start_page import FirstStartPage
from counter.journal.clock import VIETNAM
from counter.policy.files import FileSource
from counter.policy.machine import read_machine
from counter.server.embedded import EmbeddedProvince
from counter.store.enrolment import Begun, begin_joining
from counter.store.local_store import LocalStore
from counter.usecases.sign_in import Accounts
from tests.made.certificates import Authority
from tests.made.counter_window import WallClock, _Moment

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
STRANGE = new_token(random.Random(9).randrange)
PASSWORD = "mat khau dau tien"
PATIENCE = 20.0


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedProvince]:
    made = EmbeddedProvince(tmp_path_factory.mktemp("province"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def code(province: EmbeddedProvince) -> str:
    return province.token("H49.22", "07192").text


class Pc:
    """A machine on which the program was just installed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.etc = folder, folder / "etc"
        self.etc.mkdir()
        self.desk: Desk

    def lay_down(self, **values: str) -> None:
        token = values.pop("EnrolmentToken", None)
        if token is not None:
            (self.etc / "enrolment.toml").write_text(f'EnrolmentToken = "{token}"\n')
        (self.etc / "counter.toml").write_text("".join(f'{k} = "{v}"\n' for k, v in values.items()))

    def open_store(self) -> LocalStore:
        clock = WallClock(datetime.now(VIETNAM))
        return LocalStore(self.folder / "data", clock, state_folder=self.folder / "state")

    def open(self, *, retry_ms: int | None = None) -> FirstStartPage:
        """Start the program, up to the first page."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.store = self.open_store()
        source = FileSource(self.etc)
        office = Office(self.store, self.store.clock)
        self.desk = open_desk(office, app, printer="none", machine=read_machine(source), source=source)
        self.desk.show()
        if retry_ms is not None:
            assert self.desk.first_start is not None
            self.desk.first_start._again.setInterval(retry_ms)
        self.until(lambda: self.desk._built, "the window to be built")
        self.desk.window.activateWindow()
        self.until(self.desk.window.isActiveWindow, "the window to have the keys")
        return self.page

    @property
    def page(self) -> FirstStartPage:
        found = self.desk.window.findChild(FirstStartPage)
        assert found is not None
        return found

    def close(self) -> None:
        self.desk.close()
        self.desk.window.deleteLater()
        self.desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[arg-type]
        self.store.close()

    def until(self, come: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not come():
            if time.monotonic() > end:
                raise TimeoutError(what)
            QCoreApplication.processEvents()
            time.sleep(0.002)

    def step(self, name: str) -> None:
        self.until(lambda: self.page.step() == name and not self.page._busy, name)

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(QGuiApplication.focusWindow(), key)
            self._rest()

    def type(self, text: str) -> None:
        for letter in text:
            key = Key(ord(letter.upper())) if letter.isascii() else Key.Key_unknown
            QTest.sendKeyEvent(QTest.KeyAction.Click, QGuiApplication.focusWindow(), key, letter, NONE)
            self._rest()

    def _rest(self) -> None:
        for scanner in self.desk.work.scans._scanners:
            scanner.settle()
        QCoreApplication.processEvents()

    def beep(self, text: str) -> None:
        """A reader types, a millisecond a key."""
        window, first = QGuiApplication.focusWindow(), _Moment()
        window.installEventFilter(first)
        QTest.sendKeyEvent(QTest.KeyAction.Click, window, Key(ord(text[0])), text[0], NONE)
        window.removeEventFilter(first)
        at = first.stamp
        time.sleep(len(text) / 1000)  # no key comes before it was pressed
        for key, letter in [*((Key(ord(sign)), sign) for sign in text[1:]), (Key.Key_Return, "\r")]:
            at += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, NONE, letter)
                event.setTimestamp(at)
                QCoreApplication.sendEvent(window, event)
        QTest.qWait(80)

    def words(self) -> str:
        shown = [w for w in self.desk.window.findChildren(QWidget) if w.isVisible()]
        return "\n".join(w.text() for w in shown if isinstance(w, QLabel | QLineEdit))

    def focused(self) -> QWidget | None:
        return QApplication.focusWidget()

    def make_account(self, counter: str = "") -> None:
        """By keys alone, from the first field of the third step."""
        ui = self.page._ui
        if counter:
            ui.joinedCounter.setFocus()
            self.press(Key.Key_End, Key.Key_Backspace, Key.Key_Backspace)
            self.type(counter)
        ui.display.setFocus()
        for words in ("Tran Quang Minh", "minh", None, PASSWORD, PASSWORD):
            if words is not None:
                self.type(words)
            self.press(Key.Key_Tab)
        self.press(Key.Key_Return)


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    made = Pc(tmp_path)
    yield made
    made.close()


def test_a_machine_that_was_prepared_enrols_itself_and_asks_for_the_first_account(
    pc: Pc, province: EmbeddedProvince, code: str
) -> None:
    pc.lay_down(ServerUrl=province.url, EnrolmentToken=grouped(code), CentreCode="H49.22")
    pc.open()
    pc.step("account")
    assert code[:5] not in (pc.etc / "enrolment.toml").read_text()
    assert "Đặc khu Cô Tô" in pc.words()
    pc.make_account(counter="7")
    pc.until(lambda: pc.desk.sign_in_page.has_accounts(), "the sign-in")
    assert pc.desk.sign_in_page.isVisible()
    pc.type(PASSWORD)
    pc.press(Key.Key_Return)
    pc.until(lambda: pc.desk.sign_in.session is not None, "somebody signed in")
    session, identity = pc.desk.sign_in.session, pc.store.identity
    assert session is not None
    assert identity is not None
    assert (session.account, session.role, identity.counter, identity.agency) == ("minh", "admin", "07", "H49.22")
    assert pc.desk.first_start is None
    told = pc.words() + "".join(window.windowTitle() for window in QApplication.topLevelWidgets())
    held = told.encode() + b"".join(path.read_bytes() for path in pc.folder.rglob("*") if path.is_file())
    for text in (code, grouped(code), PASSWORD):
        assert text.encode() not in held


def test_a_prepared_machine_waits_for_its_province_and_knocks_again_by_itself(
    pc: Pc, province: EmbeddedProvince, code: str
) -> None:
    province.stop()
    try:
        pc.lay_down(ServerUrl=province.url, EnrolmentToken=code)
        page = pc.open(retry_ms=100)
        pc.until(lambda: "tự thử lại" in pc.words(), "what it does next")
        assert "Chưa liên lạc được" in pc.words()
        assert page._ui.server.state() == "locked"
    finally:
        province.start()
    pc.step("account")
    assert pc.store.identity is not None


def test_the_authority_that_was_laid_down_is_named_and_a_file_that_is_away_is_told(pc: Pc) -> None:
    file = pc.folder / "tinh.pem"
    file.write_text(Authority.make("CA tỉnh").pem)
    pc.lay_down(ServerUrl="https://tinh.example", ServerCa=str(file))
    pc.open()
    pc.until(lambda: "“CA tỉnh”" in pc.words(), "whose certificates are believed")
    assert pc.page.step() == "code"
    pc.close()
    file.unlink()
    pc.open()
    pc.until(lambda: "Chưa mở được tệp chứng chỉ tinh.pem" in pc.words(), "what is wrong with the file")
    assert not pc.page._ui.authority.isVisible()


def test_who_types_is_not_interrupted_by_it(pc: Pc) -> None:
    pc.lay_down(ServerUrl="http://127.0.0.1:9", EnrolmentToken=STRANGE)
    page = pc.open()
    pc.until(lambda: "tự thử lại" in pc.words(), "what it does next")
    first = pc.desk.first_start
    assert first is not None
    assert first._again.isActive()
    page._ui.code.setFocus()
    pc.type("1")
    assert not first._again.isActive()
    assert "tự thử lại" not in pc.words()


def test_server_and_code_are_typed_and_the_centre_is_seen_before_anything_is_used(
    pc: Pc, province: EmbeddedProvince, code: str
) -> None:
    pc.open()
    pc.type(province.url)
    pc.press(Key.Key_Tab)
    wrong = grouped(code[:5] + str((int(code[5]) + 1) % 10) + code[6:])
    pc.type(wrong)
    assert "Nhóm số thứ 2 chưa đúng" in pc.words()
    pc.press(Key.Key_Return)
    pc.step("code")
    assert pc.focused() is pc.page._ui.code.line
    pc.press(*[Key.Key_Backspace] * 40)
    pc.type(code)  # without blanks: they come by themselves
    assert pc.page._ui.code.line.text() == grouped(code)
    assert "Nhóm số" not in pc.words()
    pc.press(Key.Key_Return)
    pc.step("centre")
    assert "Đặc khu Cô Tô" in pc.words()
    assert pc.store.identity is None
    pc.press(Key.Key_Escape)
    pc.step("code")
    pc.page.show_scanned(province.url, code)
    pc.press(Key.Key_Return)
    pc.step("centre")
    pc.type("đ1")
    pc.press(Key.Key_Return)
    pc.until(lambda: "Số quầy gồm một đến bốn" in pc.words(), "the number to be refused")
    pc.press(Key.Key_Backspace, Key.Key_Backspace)
    pc.type("5")
    pc.press(Key.Key_Return)
    pc.step("account")
    assert not pc.page._ui.joinedCounter.isVisible()
    identity = pc.store.identity
    assert identity is not None
    assert (identity.counter, identity.server) == ("05", province.url)


def test_the_sheet_is_scanned_wherever_the_cursor_is_and_leaves_no_letters(
    pc: Pc, province: EmbeddedProvince, code: str
) -> None:
    page = pc.open()
    pc.beep(payload(code, province.url))
    pc.until(lambda: page._ui.code.line.text() == grouped(code), "the code")
    assert page._ui.server.value() == province.url
    pc.press(Key.Key_Return)
    pc.step("centre")


def test_the_code_alone_is_scanned_where_the_server_was_laid_down(
    pc: Pc, province: EmbeddedProvince, code: str
) -> None:
    pc.lay_down(ServerUrl=province.url)
    page = pc.open()
    assert page._ui.server.state() == "locked"
    pc.beep(payload(code, "https://khac.example"))
    pc.until(lambda: page._ui.code.line.text() == grouped(code), "the code")
    assert page._ui.server.value() == province.url


REFUSALS = [
    ("http://127.0.0.1:9", STRANGE, "server", "Chưa liên lạc được"),
    ("https://127.0.0.1:{port}", STRANGE, "server", "kết nối an toàn"),
    ("tinh.example", STRANGE, "server", "Địa chỉ máy chủ không đúng"),
    ("http://tinh.example", STRANGE, "server", "bắt đầu bằng https"),
    ("{url}", STRANGE, "code", "không đúng, đã dùng hoặc đã hết hạn"),
    ("{url}", STRANGE[:-1], "code", "ở đây có 29"),
    ("{url}", "ma ghi danh", "code", "không phải mã ghi danh"),
]


def test_every_refusal_stands_beside_its_field_and_goes_when_it_is_mended(pc: Pc, province: EmbeddedProvince) -> None:
    page = pc.open()
    ui = page._ui
    for server, typed, field, words in REFUSALS:
        at, other = (ui.server, ui.code) if field == "server" else (ui.code, ui.server)
        for part, text in ((ui.server, server), (ui.code, typed)):
            part.setFocus()
            pc.press(*[Key.Key_End, *[Key.Key_Backspace] * len(part.value())])
            pc.type(text.format(url=province.url, port=province.url.rsplit(":", 1)[1]))
        assert (ui.server.state(), ui.code.state()) == ("normal", "normal")
        pc.press(Key.Key_Return)
        pc.until(lambda at=at, words=words: words in at.note(), words)
        assert (at.state(), other.state()) == ("refused", "normal")
        assert pc.focused() is at.line
        assert page.step() == "code"


def test_a_laid_down_code_that_is_refused_is_told_beside_its_field(pc: Pc, province: EmbeddedProvince) -> None:
    pc.lay_down(ServerUrl=province.url, EnrolmentToken=STRANGE)
    page = pc.open()
    pc.until(lambda: "không đúng" in page._ui.code.note(), "the refusal")
    assert STRANGE in (pc.etc / "enrolment.toml").read_text()


def test_waiting_for_a_server_that_never_answers_can_be_given_up(pc: Pc, province: EmbeddedProvince, code: str) -> None:
    page = pc.open()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        page.show_scanned(f"http://127.0.0.1:{silent.getsockname()[1]}", code)
        pc.press(Key.Key_Return)
        pc.until(lambda: "Đang hỏi" in pc.words(), "the question under way")
        other = silent.accept()[0]
        pc.press(Key.Key_Escape)
        pc.step("code")
        pc.until(lambda: pc.desk._front.background.waiting == 0, "the line to be hung up")
        other.close()
    assert "Đang hỏi" not in pc.words()
    assert page._ui.server.state() != "refused"  # the answer of what was given up is not told
    page.show_scanned(province.url, code)
    pc.press(Key.Key_Return)
    pc.step("centre")


def test_what_was_begun_before_a_power_cut_goes_on_by_itself(pc: Pc, province: EmbeddedProvince, code: str) -> None:
    store = pc.open_store()
    begin_joining(store, Begun(province.url, code, "09"))
    store.close()
    pc.open()
    pc.step("account")
    identity = pc.store.identity
    assert identity is not None
    assert identity.counter == "09"


def test_a_power_cut_before_the_first_account_comes_back_to_it(pc: Pc, province: EmbeddedProvince, code: str) -> None:
    pc.lay_down(ServerUrl=province.url, EnrolmentToken=code)
    pc.open()
    pc.step("account")
    pc.close()
    pc.open()
    pc.step("account")
    assert "Đặc khu Cô Tô" in pc.words()


def test_where_there_are_accounts_enrolment_can_wait(pc: Pc) -> None:
    store = pc.open_store()
    Accounts(store).add("ha", "Phạm Thu Hà", "clerk", PASSWORD)
    store.close()
    pc.open()
    pc.step("code")
    pc.press(Key.Key_Escape)
    pc.until(lambda: pc.desk.sign_in_page.isVisible(), "the sign-in")
    assert "ha" in pc.desk.sign_in_page._ui.account.value()


def test_two_different_passwords_make_no_account(pc: Pc, province: EmbeddedProvince, code: str) -> None:
    pc.lay_down(ServerUrl=province.url, EnrolmentToken=code)
    page = pc.open()
    pc.step("account")
    ui = page._ui
    for field, words in (
        (ui.display, "Minh"),
        (ui.account, "minh"),
        (ui.password, PASSWORD),
        (ui.again, PASSWORD + "x"),
    ):
        field.line.setText(words)
    pc.press(Key.Key_Return)
    assert "chưa giống nhau" in ui.again.note()
    ui.again.line.setText("ngan")
    ui.password.line.setText("ngan")
    pc.press(Key.Key_Return)
    pc.until(lambda: "ít nhất 8" in ui.password.note(), "the short password")
    assert Accounts(pc.store).names() == []
    ui.joinedCounter.set_value("quầy")
    ui.password.line.setText(PASSWORD)
    ui.again.line.setText(PASSWORD)
    pc.press(Key.Key_Return)
    pc.until(lambda: ui.joinedCounter.state() == "refused", "the number")
    assert Accounts(pc.store).names() == []


def test_a_machine_that_belongs_nowhere_tells_what_it_cannot_use_and_can_be_checked(pc: Pc) -> None:
    pc.lay_down(ServerUrl="http://tinh.example")
    page = pc.open()
    assert "ServerUrl" in pc.words()
    assert "không dùng được" in pc.words()
    pc.press(Key.Key_Escape)
    assert page.isVisible()  # without accounts there is nothing to escape to
    assert not page._ui.back.isVisible()
    pc.press(Key.Key_F12)
    pc.until(lambda: not page.isVisible(), "the self-check")
    pc.press(Key.Key_Escape)
    pc.until(page.isVisible, "the first start again")
