"""A sample centre for the demonstration: an embedded province, one enrolled counter, one clerk. All people are invented."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from counter.app import Office, open_office
from counter.domain.person import Parties, Person
from counter.domain.reception import ReceptionRequest
from counter.domain.sentence import Refused, Sentence
from counter.journal.clock import Clock
from counter.journal.kinds import RECEIVED
from counter.server.embedded import EmbeddedProvince
from counter.server.export import export
from counter.server.province import Province
from counter.sync.line import enrol_store
from counter.usecases.receive import Receive
from counter.usecases.sign_in import Accounts

AGENCY, UNIT = "H49.22", "07192"  # Đặc khu Cô Tô; the agency code of the unit is an example, the real one is not known
ACCOUNT, DISPLAY, PASSWORD = "ha", "Phạm Thu Hà", "quay-mot-cua"
MARK = ".counter-demo"
PARTS = ("province", "counter", "state", "receipts", "screens")


@dataclass(slots=True)
class SampleCentre:
    """Folders and what runs over them. `receipts` is where the folder printer writes."""

    folder: Path
    province: EmbeddedProvince
    office: Office

    @property
    def receipts(self) -> Path:
        return self.folder / "receipts"

    @property
    def screens(self) -> Path:
        return self.folder / "screens"

    def receptions(self) -> int:
        """How many applications this counter has received."""
        with self.office.store.database.read() as transaction:
            row = transaction.row("SELECT count(*) FROM log WHERE kind = ?", (RECEIVED,))
        return int(row[0]) if row else 0

    def province_holds(self) -> int:
        """How many receptions the province has applied, counted in the province's own database."""
        province = Province(self.province.place)
        try:
            rows = [row for row in export(province) if row["type"] == "entry" and row["kind"] == RECEIVED]
        finally:
            province.close()
        return sum(row["outcome"] == "applied" for row in rows)

    def close(self) -> None:
        self.office.close()
        self.province.stop()


def open_sample_centre(folder: Path, clock: Clock | None = None) -> SampleCentre:
    """Start afresh in that folder. Only what an earlier demonstration made there is removed.

    Raises Refused when the folder holds something else."""
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise Refused("out", Sentence("command.demo_folder"))
    for part in PARTS:
        shutil.rmtree(folder / part, ignore_errors=True)
    for part in PARTS:
        (folder / part).mkdir(parents=True)
    (folder / MARK).touch()
    province = EmbeddedProvince(folder / "province", clock=clock)
    province.start()
    office = open_office(folder / "counter", clock=clock, state=folder / "state")
    enrol_store(office.store, province.url, province.token(AGENCY, UNIT).text, ca=None, counter="03")
    Accounts(office.store).add(ACCOUNT, DISPLAY, "clerk", PASSWORD)
    return SampleCentre(folder, province, office)


def receive_some(centre: SampleCentre) -> int:
    """A few applications of the morning, so that the window has something to show. How many they are."""
    receive = Receive(centre.office.store, centre.office.catalogue)
    session = Accounts(centre.office.store).sign_in(ACCOUNT, PASSWORD)
    people = (
        ("Nguyễn Thị Ngọc Ẩn", "022190004512", "1.001193"),
        ("Phạm Văn Hậu", "022085001177", "2.000635"),
        ("Đặng Thùy Dương", "022300001234", "1.004873"),
        ("Vũ Đức Thắng", "022075004321", "1.012817"),
        ("Hoàng Thị Yến Nhi", "022195006789", "2.000884"),
    )
    for number, (name, card, procedure) in enumerate(people):
        person = Person(name, card, address="Đặc khu Cô Tô, Quảng Ninh")
        request = ReceptionRequest(f"sample-{number}", procedure, Parties(person))
        receive(request, session.actor, clerk=session.display)
    return len(people)
