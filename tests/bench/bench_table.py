"""Key press to painted result over 100,000 dossiers, against QSqlQueryModel with LIKE on a plain SQLite file.

Ours is the product's own way: the page in its window, the desk, the store's worker thread, the encrypted database and
its index of words. Both type the same letters and are waited for until the rows are painted."""

from __future__ import annotations

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtSql import QSqlDatabase, QSqlQuery, QSqlQueryModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTableView, QVBoxLayout, QWidget

from counter.domain.spelling import fold
from counter.gui.background import Background
from counter.gui.changes import Changes
from counter.gui.dossier_list import DossierList
from counter.gui.dossiers_desk import DossiersDesk
from counter.gui.dossiers_page import DossiersPage
from counter.gui.main_window import MainWindow
from counter.gui.rail import RailEntry
from counter.gui.services import Services
from counter.gui.theme import Theme
from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.usecases.sign_in import Session
from tests.made.many_dossiers import fill
from tests.made.world import World

_ROUNDS = 3
_WINDOW = (1366, 768)


def _peer_file(path: Path, made: list[tuple[Any, ...]]) -> QSqlDatabase:
    database = QSqlDatabase.addDatabase("QSQLITE", "peer")
    database.setDatabaseName(str(path))
    assert database.open()
    query = QSqlQuery(database)
    query.exec("CREATE TABLE dossier (id INTEGER PRIMARY KEY, code, applicant, procedure, due, status, folded)")
    database.transaction()
    query.prepare("INSERT INTO dossier (code, applicant, procedure, due, status, folded) VALUES (?, ?, ?, ?, ?, ?)")
    for code, name, phone, procedure, due, status in made:
        for value in (code, name, procedure, due, status, f"{fold(name)} {fold(code)} {phone}"):
            query.addBindValue(value)
        query.exec()
    database.commit()
    return database


class _Peer:
    """The shortest program that does the same."""

    def __init__(self, database: QSqlDatabase) -> None:
        self._database = database
        self.window = QMainWindow()
        inner = QWidget()
        column = QVBoxLayout(inner)
        self.line, self._view, self._model = QLineEdit(), QTableView(), QSqlQueryModel()
        self._view.setModel(self._model)
        column.addWidget(self.line)
        column.addWidget(self._view)
        self.window.setCentralWidget(inner)
        self.window.resize(*_WINDOW)
        self.line.textChanged.connect(self._search)

    def _search(self, text: str) -> None:
        query = QSqlQuery(self._database)
        query.prepare(
            "SELECT code, applicant, procedure, due, status FROM dossier WHERE folded LIKE ? ORDER BY id DESC"
        )
        query.addBindValue(f"%{text}%")
        query.exec()
        self._model.setQuery(query)

    def done(self) -> bool:
        return True

    def idle(self) -> bool:
        return True

    def close(self) -> None:
        self.window.close()


class _Ours:
    """The page as the clerk has it."""

    def __init__(self, world: World) -> None:
        self._background = Background()
        services = Services(
            store=world.store, catalogue=world.catalogue, clock=world.clock, receive=world.receive_deed,
            print_log=StorePrintLog(world.store), receipt_maker=ReceiptMaker(world.catalogue), background=self._background,
        )  # fmt: skip
        self.window, self.page = MainWindow(), DossiersPage()
        self._desk = DossiersDesk(self.page, services, Changes())
        self._desk.begin(Session("ha", "Phạm Thu Hà", "clerk", world.actor.session), "vi")
        self.window.add_page(self.page, RailEntry("dossiers", "folder-search", "Hồ sơ", "F4"))
        self.window.resize(*_WINDOW)
        self._list = self.page.findChild(DossierList)
        assert isinstance(self._list, DossierList)
        line = self._list.findChild(QLineEdit)
        assert line is not None
        self.line = line

    def done(self) -> bool:
        assert self._list is not None
        return self._list.shown() == self.page.query()

    def idle(self) -> bool:
        return self.done() and not self._background.waiting

    def close(self) -> None:
        self.window.close()
        self._desk.end()
        self._background.close()


def _typed(app: QApplication, way: _Peer | _Ours, texts: list[str]) -> list[float]:
    """Milliseconds of each key press until its result is painted."""
    way.window.show()
    _rest(app)
    times = []
    for text in texts:
        way.line.clear()
        while not way.idle():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        _rest(app)
        for letter in text:
            began = time.perf_counter()
            QTest.keyClicks(way.line, letter)
            while not way.done():
                app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            app.processEvents()
            if letter != " ":  # a space at the end is no other search for us, and would flatter
                times.append((time.perf_counter() - began) * 1000)
    return times


def _rest(app: QApplication) -> None:
    until = time.monotonic() + 0.05
    while time.monotonic() < until:
        app.processEvents()


def _texts(made: list[tuple[Any, ...]], rng: random.Random) -> list[str]:
    """What clerks type: whole names without tones, the tail of a code, the front of a phone number."""
    some = rng.sample(made, 5)
    return [*(fold(row[1]) for row in some[:3]), some[3][0][-4:], some[4][2][:7]]


def run(scale: str = "full") -> list[dict[str, Any]]:
    count, rounds = (100_000, _ROUNDS) if scale == "full" else (3_000, 1)
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    ours: list[float] = []
    peers: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        made = fill(world, count)
        database = _peer_file(Path(folder) / "peer.db", made)
        rng = random.Random(3)
        rounds_of_texts = [_texts(made, rng) for _ in range(rounds)]
        del made
        gc.collect()
        plain = app.font()
        for texts in rounds_of_texts:
            app.setStyleSheet("")
            app.setFont(plain)
            peers += _measured(app, lambda: _Peer(database), texts)
            Theme().apply(app)
            ours += _measured(app, lambda: _Ours(world), texts)
        database.close()
        world.close()
    rows = []
    for name, goal, at in (("p50", 2.0, 49), ("p95", 1.0, 94)):
        value, limit = (statistics.quantiles(times, n=100)[at] for times in (ours, peers))
        work = f"key press to painted result, {count:,} dossiers, {name} (QSqlQueryModel, LIKE)"
        rows.append({"work": work, "value": value, "limit": limit, "ratio": value / limit, "goal": goal, "unit": "ms"})
    return rows


def _measured(app: QApplication, made: Callable[[], _Peer | _Ours], texts: list[str]) -> list[float]:
    way = made()
    times = _typed(app, way, texts)
    way.close()
    way.window.deleteLater()
    _rest(app)
    return times
