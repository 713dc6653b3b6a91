"""Nothing of a person lies in clear: planted names are looked for wherever the window and the commands leave anything."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.app import diagnostics_sources, open_store
from counter.domain.sentence import Refused, Sentence
from counter.gui import language
from counter.gui.background import Failure
from counter.gui.draft_keeper import SAVE_EVERY_MS
from counter.gui.receipt_preview import ReceiptPreview
from counter.gui.theme import Theme
from counter.journal.clock import VIETNAM
from counter.log.bug_watch import BugWatch
from counter.log.file import close_log, open_log
from counter.log.folder import FOLDER as LOGS
from counter.log.folder import log_files
from counter.store.local_store import LocalStore
from counter.store.settings_table import put
from counter.usecases.receive import Receive
from counter.wire.sealing import new_sealing_key, public_sealing_key
from tests.made.counter_window import PASSWORD, CounterWindow, WallClock
from tests.made.machine import Machine, Said, environment, json_lines
from tests.made.paper import text_of
from tests.made.planted_bundle import bundle, hits
from tests.made.plants import ENCODINGS, Plants, forms
from tests.made.request_lines import application
from tests.made.world import World

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier

NAME, NUMBER, OLD_NUMBER = "Trịu Thị Xuyếng Ngoạch", "022190777313", "100977313"
ADDRESS = "Ngõ Bìm Bịp Ngoẻo, Thôn Nhèm Nhẹp, Đặc khu Cô Tô, Quảng Ninh"
PHONE, EMAIL, NOTE = "0987654013", "xuyeng.ngoach@thu-la.vn", "Cháu Quẹo Khuỳnh đến lấy thay"
OWNER, OWNER_NUMBER = "Lường Văn Khoẳm Quýnh", "022088313777"
DRAFTED, DRAFTED_NUMBER = "Phùng Thị Nguếch Ngoác", "022177555919"
REFUSED, REFUSED_NUMBER = "Giàng A Choẹt 7 Pủng", "02217755"
SENT, SENT_NUMBER, SENT_PHONE = "Mạc Đĩnh Huỳu Khoạch", "022066777919", "0976540133"
SOUGHT = "Ngoạch Xuyếng"
CARD = f"{NUMBER}|{OLD_NUMBER}|{NAME}|12041990|Nữ|{ADDRESS}|10052021"

PLANTS = Plants([
    NAME, "Xuyếng", "Ngoạch", NUMBER, OLD_NUMBER, ADDRESS, "Bìm Bịp", "Nhèm Nhẹp", PHONE, PHONE[1:], "0987 654 013", EMAIL,
    NOTE, "Khuỳnh", OWNER, "Khoẳm", OWNER_NUMBER, DRAFTED, "Nguếch", DRAFTED_NUMBER, REFUSED, "Choẹt", REFUSED_NUMBER,
    SENT, "Khoạch", SENT_NUMBER, SENT_PHONE, SOUGHT, "Bản vẽ nhà Khuếch", CARD, PASSWORD,
])  # fmt: skip


class Pc(World):
    """A PC on which the program puts everything where it puts it by itself."""

    @property
    def data(self) -> Path:
        return self.folder / "quầy 03"

    def open(self) -> LocalStore:
        self.store = open_store(self.data, clock=self.clock)
        if self.store.identity is None:
            self.enrol()
        self.receive_deed = Receive(self.store, self.catalogue)
        return self.store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home and a folder for temporary files of its own, for this process and for every command."""
    home, temporary = tmp_path / "nhà", tmp_path / "tạm"
    home.mkdir()
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    for name, value in environment(home, None).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", None)
    return home


@pytest.fixture
def window(home: Path, qapp: QApplication) -> Iterator[CounterWindow]:
    """The window over that home, with its log, nobody signed in."""
    Theme().apply(qapp)
    language.install("vi")
    made = CounterWindow(home, world=Pc(home, WallClock(datetime.now(VIETNAM))))
    log, bugs = open_log(made.world.data / LOGS), BugWatch(lambda _place: None)
    bugs.start()
    yield made
    made.end()
    bugs.stop()
    close_log(log)


def titles() -> str:
    """What the window system is told: titles of windows, and of those that are hidden."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    windows = [w.windowTitle() + w.windowFilePath() + w.windowIconText() for w in QApplication.topLevelWidgets()]
    return "\n".join([*windows, app.applicationDisplayName(), *(w.title() for w in QApplication.topLevelWindows())])


def paper_names(window: CounterWindow) -> list[str]:
    return sorted(path.name for path in window.paper.iterdir())


# what is done


def confirm_doubts(window: CounterWindow) -> None:
    """Unusual words are asked about; Enter confirms them."""
    for _ in range(3):
        if window.draft().applicant.doubtful:
            window.press(Key.Key_Return)
            window.settle()
    assert window.draft().applicant.doubtful == ()


def write(window: CounterWindow, party: str, field: str, text: str) -> None:
    cards = window.page._ui.applicant._ui
    (cards.owner if party == "owner" else cards.applicant).fields[field].setFocus()
    window.paste(text)


def receive(window: CounterWindow) -> str:
    """Somebody unusual, who acts for somebody unusual, with everything that can be typed."""
    window.scan(CARD)
    confirm_doubts(window)
    write(window, "applicant", "phone", "0987 654 013")
    write(window, "applicant", "email", EMAIL)
    window.page._ui.applicant._ui.forOther.setFocus()
    window.press(Key.Key_Space)
    write(window, "owner", "name", OWNER)
    write(window, "owner", "number", OWNER_NUMBER)
    window.page._ui.procedure.search.setFocus()
    window.choose("khai s")
    window.page._ui.procedure.papers._add.setFocus()
    window.press(Key.Key_Space)
    window.paste("Bản vẽ nhà Khuếch")
    window.press(Key.Key_Return)
    window.page._ui.receipt._note_pressed()
    window.paste(NOTE)
    code = window.receive()
    window.until(lambda: window.prints()[-1][0] == "printed", "the paper")
    return code


def look_about(window: CounterWindow, code: str) -> None:
    """Search by name and phone, read the story, look at the receipt and print it again."""
    window.press(Key.Key_F4)
    for query in (PHONE, SOUGHT):
        window.paste(query)
        window.settle()
    page = window.desk.work.dossiers_page
    window.until(lambda: page._ui.list.shown() == page.query() == SOUGHT, "what was sought")
    window.desk.work.open_code(code)
    window.until(lambda: page._ui.story.view() is not None, "the story")
    assert page._ui.story.view().applicant == NAME
    assert PLANTS.in_text(titles()) == set()
    page._ui.story._preview()
    window.settle()
    preview = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReceiptPreview) and w.isVisible())
    assert PLANTS.in_text(titles()) == set()
    preview.reject()
    window.back()
    window.press(Key.Key_F8)
    window.settle()
    window.until(lambda: window.prints()[-1] == ("printed", 1), "a copy")


def be_refused(window: CounterWindow) -> None:
    """Names and numbers that no rule lets through."""
    window.press(Key.Key_F2)
    write(window, "applicant", "name", REFUSED)
    write(window, "applicant", "number", REFUSED_NUMBER)
    window.page._ui.procedure.search.setFocus()
    window.choose("khai s")
    before = window.codes()
    window.press(Key.Key_F9)
    window.settle()
    write(window, "applicant", "name", REFUSED.replace(" 7", ""))
    window.press(Key.Key_F9)
    window.settle()
    assert window.codes() == before
    window.page._start_over()
    for odd in (f"{NAME}|{NUMBER}|x", f"{CARD}|{CARD}", NAME * 3):
        window.scan(odd)


def break_down(window: CounterWindow) -> None:
    """Mistakes of the program whose messages quote what somebody typed, on the store's thread and on another."""
    heard: list[Failure] = []

    def bug() -> None:
        raise KeyError(f"{NAME} {NUMBER} {ADDRESS}")

    def refused() -> None:
        raise Refused("applicant.name", Sentence("person.name_form", {"name": NAME}))

    for deed in (bug, refused):
        window.desk._front.background.run(deed, heard.append, heard.append)
    window.settle()
    assert len(heard) == 2
    assert PLANTS.in_text(str(heard[0])) == set()
    thread = threading.Thread(target=bug, name="scanner")
    thread.start()
    thread.join()


def leave_a_draft(window: CounterWindow) -> None:
    window.press(Key.Key_F2)
    write(window, "applicant", "name", DRAFTED)
    write(window, "applicant", "number", DRAFTED_NUMBER)
    QTest.qWait(SAVE_EVERY_MS + 50)
    window.settle()
    assert window.rows("SELECT count(*) FROM draft WHERE content LIKE ?", f"%{DRAFTED}%") == [(1,)]


def no_print(window: CounterWindow) -> None:
    """A paper that cannot be printed."""
    shutil.move(window.paper, window.paper.with_name("away"))
    window.paper.write_bytes(b"")
    window.press(Key.Key_F8)
    window.settle()
    window.until(lambda: window.prints()[-1][0] == "failed", "a paper that fails")
    window.paper.unlink()
    shutil.move(window.paper.with_name("away"), window.paper)


def test_window_leaves_nothing_of_a_person_in_clear(
    window: CounterWindow, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    window.sign_in("minh")
    code = receive(window)
    look_about(window, code)
    be_refused(window)
    no_print(window)
    break_down(window)
    leave_a_draft(window)
    papers = window.paper
    assert PLANTS.under(tmp_path, leave_out=papers) == set()  # while it runs: WAL and all
    assert (window.world.data / "counter.db-wal").stat().st_size > 0
    shutil.copytree(tmp_path / "nhà", tmp_path / "sau sự cố")  # the process dies here: what is on the disk stays there
    assert PLANTS.in_text(titles()) == set()

    window.desk.lock()
    window.settle()
    assert PLANTS.in_text(window.words()) == set()
    window.close()
    window.open()
    window.sign_in("minh")
    assert window.draft().applicant.name == DRAFTED  # it is there, and nobody but the program can read it
    window.close()
    window.world.store.close()
    assert PLANTS.under(tmp_path, leave_out=papers) == set()
    window.world.open()
    window.office.store = window.world.store
    window.open()

    made = bundle(diagnostics_sources(window.world.data))  # all of that day, as IT would be sent it
    assert hits(made, PLANTS) == set()
    assert sum("KeyError at" in item.text for item in made.items) == 1
    first = text_of((papers / f"{code}.pdf").read_bytes())
    assert NAME in first  # the citizen's paper says it, and must
    (log_file,) = log_files(window.world.data / LOGS)
    log = log_file.read_text(encoding="utf-8")
    assert "bug in a deed: KeyError at" in log  # what was logged says what happened and where
    assert "bug: KeyError at" in log
    assert PLANTS.in_text(caplog.text) == set()
    assert PLANTS.in_text("\n".join(str(record.__dict__) for record in caplog.records)) == set()
    said = capfd.readouterr()
    assert PLANTS.in_text(said.out + said.err) == set()


# the commands


def failing(machine: Machine) -> Iterator[Said]:
    """Commands that are asked with names, and fail."""
    yield machine.on("find", "--as", "minh", SOUGHT, password="sai mật khẩu")
    yield machine.on("find", "--as", NAME, SOUGHT, password=PASSWORD)
    yield machine.on("receipt", "--as", "minh", NAME, "--out", machine.home / "x.pdf", password=PASSWORD)
    yield machine.on("receipt", "--as", "minh", NUMBER, "--out", machine.home / "không có" / "x.pdf", password=PASSWORD)
    yield machine.on("sync", "--once", password=PASSWORD)
    yield machine.on("receive", "--as", "minh", "--file", machine.home / "không có.jsonl", password=PASSWORD)
    yield machine.run("find", "--data", machine.home / "chưa có", "--as", "minh", SOUGHT, password=PASSWORD)


def test_commands_leave_nothing_of_a_person_in_clear(home: Path, tmp_path: Path) -> None:
    pc = Pc(home, WallClock(datetime.now(VIETNAM)))
    pc.close()
    machine = Machine(home)
    assert machine.data == pc.data
    assert machine.add_account("minh", password=PASSWORD).code == 0
    person = {"name": SENT, "number": SENT_NUMBER, "address": ADDRESS, "phone": SENT_PHONE}
    lines = [
        application(
            "một", applicant=person, note=NOTE, owner={"type": "person", "name": OWNER, "number": OWNER_NUMBER}
        ),
        application("hai", applicant={"card": CARD}),
        application("ba", applicant={**person, "name": REFUSED}),
        application("bốn", applicant={**person, "number": REFUSED_NUMBER}),
        application("năm", applicant={**person, "phone": f"{SENT_PHONE}x"}),
        application("sáu", procedure=SENT, applicant=person),
        application("bảy", applicant=f"{SENT} {SENT_NUMBER}"),
        application("tám", applicant={**person, "birth_date": SENT}),
    ]
    given = json_lines(lines) + f"{SENT}, {SENT_NUMBER}\n" + json.dumps([person], ensure_ascii=False) + "\n"
    said = machine.on("receive", "--as", "minh", given=given, password=PASSWORD)
    answers = said.lines
    assert [a["ok"] for a in answers] == [True, *[False] * 9]
    assert PLANTS.in_text(said.err) == set()
    for answer in answers:  # a reason names the field, never what stood in it
        assert PLANTS.in_text(json.dumps(answer, ensure_ascii=False)) == set()
    assert machine.on("find", "--as", "minh", SENT, password=PASSWORD).line["applicant"] == SENT  # a result says it
    for said in failing(machine):
        assert said.code != 0
        assert PLANTS.in_text(said.err + said.out) == set()
    machine.run("card", given=f"{CARD[:40]}\n{NAME}\n")
    assert machine.on("verify", password=PASSWORD).code == 0
    out = machine.home / "giấy"
    out.mkdir()
    assert (
        machine.on("receipt", "--as", "minh", answers[0]["code"], "--out", out / "x.pdf", password=PASSWORD).code == 0
    )
    assert [path.name for path in out.iterdir()] == ["x.pdf"]
    write_a_bundle(pc, machine)
    assert PLANTS.under(tmp_path, leave_out=out) == set()


def write_a_bundle(pc: Pc, machine: Machine) -> None:
    """Everything that was received, on a stick that anybody may find."""
    with pc.open().database.write() as t:
        put(t, "sealing_key", public_sealing_key(new_sealing_key()).hex())
    pc.close()
    stick = machine.home / "usb"
    stick.mkdir()
    said = machine.run("bundle", "out", "--data", machine.data, "--to", stick)
    assert (said.code, said.line["entries"]) == (0, 1)
    assert PLANTS.in_text(said.out + said.err) == set()
    assert [file.name for file in stick.iterdir()] == [Path(said.line["file"]).name]


# the search itself


@pytest.mark.parametrize("plant", [NAME, NUMBER, PHONE, ADDRESS])
def test_search_finds_what_is_planted_in_every_form_and_place(tmp_path: Path, plant: str) -> None:
    assert PLANTS.under(tmp_path) == set()
    for number, form in enumerate(sorted(set(forms(plant)))):
        place = tmp_path / "sâu" / f"{number}"
        place.mkdir(parents=True)
        (place / "tệp.bin").write_bytes(bytes(999) + form + bytes(999))
        assert plant in {text for where, text in PLANTS.under(place) if where == "tệp.bin"}, form
        shutil.rmtree(place)
    assert len(set(forms(plant))) >= len(ENCODINGS)


def test_search_finds_a_name_in_the_name_of_a_file_even_where_files_are_left_out(tmp_path: Path) -> None:
    papers = tmp_path / "giấy"
    papers.mkdir()
    (papers / f"{NAME}.pdf").write_bytes(NUMBER.encode())
    (papers / f"{'xuyeng_ngoach'.upper()}.pdf").touch()
    hits = PLANTS.under(tmp_path, leave_out=papers)
    assert (f"giấy/{NAME}.pdf", NAME) in hits
    assert ("giấy/XUYENG_NGOACH.pdf", "Xuyếng") in hits
    assert not any(text == NUMBER for _, text in hits)
