"""The scripted clerk: a day at the counter through the real pages, the province switched off, then on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from counter.commands.sample_centre import DISPLAY, PASSWORD, SampleCentre
from counter.commands.scripted_hands import Hands
from counter.gui.desk import DOSSIERS, RECEPTION, Desk
from counter.gui.party_fields import PartyFields
from counter.gui.theme import Theme
from counter.journal.clock import VIETNAM
from counter.store.clock import DrillClock

MORNING = datetime(2026, 11, 23, 9, 40, tzinfo=VIETNAM)  # a Monday before a holiday

# All invented. The second reader loses letters, the third one takes UTF-8 for a Western code page.
_CARD = "022190004512||Nguyễn Thị Ngọc Ẩn|12041990|Nữ|Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh|10052021"
_DAMAGED = "022085001177||Ph?m Văn H?u|03021985|Nam|Thôn Hải Tiến, Đặc khu Cô Tô, Quảng Ninh|15082022||||"
_MISREAD = "022093007788||Trương Quốc Bảo|21071993|Nam|Thôn Nam Hải, Cô Tô, Quảng Ninh|01022023".encode().decode(
    "cp1252"
)
_THIRD = "022300001234|101234567|Đặng Thùy Dương|15082000|Nữ|Thôn Trường Xuân, Đặc khu Cô Tô, Quảng Ninh|20112022"
_FOURTH = "022075004321||Vũ Đức Thắng|09111975|Nam|Khu 4, Đặc khu Cô Tô, Quảng Ninh|11032021"
_FIFTH = "022195006789||Hoàng Thị Yến Nhi|30061995|Nữ|Thôn Nam Hà, Đặc khu Cô Tô, Quảng Ninh|19092023||||"


@dataclass(slots=True)
class Outcome:
    """What the day brought."""

    received: int = 0
    refused: int = 0
    screens: list[Path] = field(default_factory=list)


class ScriptedClerk:
    """Plays the day; every act is a key, a scan or a look at the screen."""

    def __init__(self, app: QApplication, desk: Desk, centre: SampleCentre, clock: DrillClock) -> None:
        self._app, self._desk, self._centre, self._clock = app, desk, centre, clock
        self._hands = Hands(desk.window, self._pause)
        self.outcome = Outcome()

    def play(self, say: Callable[[str], None]) -> Outcome:
        """The whole day. Raises TimeoutError when the window does not come to where it should."""
        hands = self._hands
        self._sign_in()
        say("demo.signed_in")
        self._birth()
        say("demo.usual")
        self._damaged()
        say("demo.damaged")
        self._other_body()
        say("demo.other_body")
        self._mended()
        say("demo.mended")
        self._certified()
        self._clock.set(15, 20)
        self._after_three()
        say("demo.after_three")
        self._look_around()
        say("demo.printing")
        hands.until(self._all_printed, "every receipt on paper")
        self._picture("reception-offline")
        say("demo.online")
        self._centre.province.start()
        self._desk.work.sync.wake()
        hands.until(self._all_received, "the province to have received everything")
        hands.settle(0.3)
        self._picture("reception-received")
        self._story("province")
        return self.outcome

    def _sign_in(self) -> None:
        self._hands.until(self._desk.sign_in_page.isVisible, "the sign-in page")
        # No mouse takes part; where it lies nothing is lit up by it.
        QCursor.setPos(self._desk.window.mapToGlobal(self._desk.window.rect().bottomLeft() + QPoint(300, -100)))
        self._hands.settle(0.3)
        self._picture("sign-in")
        self._desk.build()  # these fingers are quicker than the window, which is built in steps behind the sign-in
        self._hands.type(PASSWORD)
        self._hands.press(Qt.Key.Key_Return)
        self._hands.until(self._desk.work.reception_page.isVisible, f"{DISPLAY} signed in")
        self._picture("reception-empty")

    # the people

    def _birth(self) -> None:
        """The usual case, by few keys: scan, letters, Enter, tick, F9."""
        self._hands.scan(_CARD)
        self._procedure("khai s")
        self._tick(3, 4, 5)  # the papers before these are for foundlings, envoys and surrogates
        self._picture("reception-filled")
        self._receive()

    def _damaged(self) -> None:
        """Letters that the reader lost are asked for, never guessed."""
        self._hands.scan(_DAMAGED)
        self._picture("reception-damaged-scan")
        self._refuse()
        self._into("applicant.name", "Phạm Văn Hậu")
        self._hands.press(Qt.Key.Key_Return)  # on to the address, which the reader may have hurt too
        self._into("applicant.address", None)
        self._hands.press(Qt.Key.Key_Return)  # compared with the card: it is right
        self._focus("search")
        self._procedure("trích lục")
        self._receive()

    def _other_body(self) -> None:
        """A body whose numbers this counter does not hold: a provisional reference, plainly called so."""
        self._hands.scan(_MISREAD)
        self._procedure("1.012817")
        self._decided_by("H49.05")
        self._tick(0, 2)
        self._picture("reception-provisional")
        self._receive()

    def _mended(self) -> None:
        """One field is wrong: the sentence stands beside it, nothing is lost, and it is mended."""
        self._hands.scan(_THIRD)
        self._into("applicant.phone", "0912 34")
        self._focus("search")
        self._procedure("hôn nhân")
        self._tick(2, 3)
        self._refuse()
        self._picture("reception-refused")
        self._into("applicant.phone", "0912 345 678")
        self._receive()

    def _certified(self) -> None:
        self._hands.scan(_FOURTH)
        self._procedure("chứng thực chữ ký")
        self._tick(0, 1)
        self._receive()

    def _after_three(self) -> None:
        """Received after 15:00, a same-day procedure is due on the next working day, and tomorrow is a holiday."""
        self._hands.scan(_FIFTH)
        self._procedure("khai tử")
        self._tick(0, 4)
        self._hands.settle(0.4)
        self._picture("reception-after-15")
        self._receive()

    # keys

    def _pause(self) -> None:
        self._desk.work.scans.settle()

    def _procedure(self, letters: str) -> None:
        self._hands.type(letters)
        self._hands.press(Qt.Key.Key_Return)
        self._hands.until(lambda: bool(self._desk.work.reception_page.draft().procedure), f"a procedure for {letters}")
        self._hands.settle(0.3)

    def _tick(self, *papers: int) -> None:
        """The papers that were brought, by their lines from 0. Space goes on to the next line by itself."""
        line = 0
        for paper in papers:
            for _ in range(paper - line):
                self._hands.press(Qt.Key.Key_Down)
            self._hands.press(Qt.Key.Key_Space)
            self._pause()  # a Space may be the beginning of a scan
            line = paper + 1

    def _decided_by(self, agency: str) -> None:
        self._focus("agency")
        self._hands.press(Qt.Key.Key_End)
        self._hands.settle(0.1)
        self._focus("otherAgency")
        self._hands.type(agency)
        self._focus("papers")
        self._hands.settle(0.3)

    def _into(self, name: str, text: str | None) -> None:
        party, _, leaf = name.partition(".")
        fields = self._desk.work.reception_page.findChild(PartyFields, party)
        assert fields is not None
        fields.fields[leaf].setFocus()
        if text is not None:
            self._hands.replace(text)

    def _focus(self, name: str) -> None:
        widget = self._desk.work.reception_page.findChild(QWidget, name)
        assert widget is not None
        widget.setFocus()

    def _receive(self) -> None:
        before = self._desk.work.reception_page.draft().request
        self._hands.press(Qt.Key.Key_F9)
        self._hands.until(lambda: self._desk.work.reception_page.draft().request != before, "the reception")
        if not self.outcome.received:
            self._hands.settle(0.3)
            self._picture("reception-confirmed")
        self.outcome.received += 1
        self._hands.settle(0.1)

    def _refuse(self) -> None:
        before = self._desk.work.reception_page.draft()
        self._hands.press(Qt.Key.Key_F9)
        self._hands.settle(0.5)
        after = self._desk.work.reception_page.draft()
        if (before.request, before.applicant.number) != (after.request, after.applicant.number):
            raise TimeoutError("the refusal")
        self.outcome.refused += 1

    # looking

    def _look_around(self) -> None:
        window = self._desk.window
        window.show_page(DOSSIERS)
        self._hands.settle(0.4)
        self._picture("dossiers")
        self._hands.type("thi")
        self._hands.settle(0.4)
        self._hands.press(Qt.Key.Key_Down)
        self._hands.press(Qt.Key.Key_Return)
        self._hands.settle(0.5)
        self._picture("dossiers-story")
        Theme("dark", 100).apply(self._app)
        self._hands.settle(0.2)
        self._picture("dossiers-story-dark")
        window.show_page(RECEPTION)
        self._hands.settle(0.3)
        self._picture("reception-dark")
        Theme("light", 100).apply(self._app)
        self._hands.settle(0.2)

    def _story(self, name: str) -> None:
        self._desk.window.show_page(DOSSIERS)
        self._hands.settle(0.6)
        self._picture(f"dossiers-{name}")

    def _picture(self, name: str) -> None:
        self._hands.settle(0.05)
        path = self._centre.screens / f"{len(self.outcome.screens) + 1:02d}-{name}.png"
        self._desk.window.grab().save(str(path))
        self.outcome.screens.append(path)

    def _all_printed(self) -> bool:
        with self._centre.office.store.database.read() as transaction:
            return transaction.row("SELECT 1 FROM print_job WHERE state IN ('saved', 'printing')") is None

    def _all_received(self) -> bool:
        light = self._desk.work.sync.light
        return light is not None and light.state == "received"
