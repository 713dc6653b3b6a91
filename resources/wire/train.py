"""Makes dictionary-N.zdict: what small rounds of sync have in common, learnt from invented receptions.

`python resources/wire/train.py NUMBER` receives some thousand applications of people who do not exist, through the
program's own deed and the catalogue's own procedures, and trains on what the wire would fold of each. A dictionary that
was ever released is never made anew: both sides must hold the same bytes. Take the next number and name it in the
protocol's version (docs/protocol.md).
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from backports.zstd import finalize_dict, train_dict

from counter.domain.catalogue import Catalogue
from counter.domain.person import Parties, Person
from counter.domain.reception import ReceptionRequest
from counter.domain.sentence import Refused
from counter.journal.clock import VIETNAM
from counter.journal.entry import Entry
from counter.journal.lane import Lane
from counter.settings import resource
from counter.store.catalogue import load_catalogue
from counter.store.database import Transaction
from counter.store.identity import begin_epoch, write_enrolment
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.usecases.receive import Receive
from counter.wire.batch_writer import write_batch
from counter.wire.columns import Home, Known

SIZE = 16 * 1024
LEVEL = 19
RECEPTIONS = 4000
FAMILY = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *("Dương", "Lý", "Đinh", "Mai", "Lương", "Trịnh", "Tạ", "Chu", "Đoàn", "Vi", "Hà", "La"),
)
MIDDLE = (
    *("Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Quang", "Thanh", "Thu", "Xuân", "Hồng", "Kim", "Mạnh", "Quốc"),
    *("Anh", "Gia", "Bảo", "Đình", "Công", "Thùy", "Phương", "Hải"),
)
GIVEN = (
    *("An", "Anh", "Bình", "Chi", "Cường", "Dung", "Dũng", "Duy", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hằng", "Hiền"),
    *("Hiếu", "Hoa", "Hòa", "Hùng", "Huyền", "Hương", "Khánh", "Lan", "Linh", "Loan", "Long", "Mai", "Minh", "Nam"),
    *("Nga", "Ngân", "Nghĩa", "Nhung", "Phong", "Phúc", "Phương", "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng"),
    *("Thành", "Thu", "Thủy", "Tiến", "Toàn", "Trang", "Trung", "Tuấn", "Tùng", "Tuyết", "Vân", "Việt", "Yến"),
)
STREETS = (
    "Trần Hưng Đạo",
    "Lê Thánh Tông",
    "Nguyễn Văn Cừ",
    "Cao Thắng",
    "Hạ Long",
    "Bãi Cháy",
    "Lý Thường Kiệt",
    "Quang Trung",
)


class _Clock:
    """Mornings and afternoons of working days, a few minutes from one person to the next."""

    boot = b"trainers"

    def __init__(self, rng: random.Random) -> None:
        self._random = rng
        self._now = datetime(2026, 11, 2, 7, 30, tzinfo=VIETNAM)
        self._passed_ms = 60_000

    def now(self) -> datetime:
        return self._now

    def monotonic_ms(self) -> int:
        return self._passed_ms

    def move(self) -> None:
        step = timedelta(seconds=self._random.randrange(60, 600), milliseconds=self._random.randrange(1000))
        self._now += step
        self._passed_ms += int(step.total_seconds() * 1000) + self._random.randrange(2)
        if self._now.hour >= 17:
            self._now = self._now.replace(hour=7, minute=30) + timedelta(days=1)


def _person(rng: random.Random, units: list[str]) -> Person:
    where = rng.choice((
        f"Tổ {rng.randrange(1, 15)}, khu {rng.randrange(1, 12)}, {rng.choice(units)}, Quảng Ninh",
        f"Số {rng.randrange(1, 300)} {rng.choice(STREETS)}, {rng.choice(units)}, tỉnh Quảng Ninh",
        f"Thôn {rng.randrange(1, 12)}, {rng.choice(units)}, Quảng Ninh",
    ))  # fmt: skip
    return Person(
        f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}",
        f"022{rng.randrange(4)}{rng.randrange(100):02d}{rng.randrange(10**6):06d}",
        date(rng.randrange(1940, 2008), rng.randrange(1, 13), rng.randrange(1, 29)),
        rng.choice(("male", "female")),
        where,
        rng.choice((None, f"0{rng.choice((3, 7, 8, 9))}{rng.randrange(10**8):08d}")),
        issue_date=rng.choice((None, date(rng.randrange(2021, 2026), rng.randrange(1, 13), rng.randrange(1, 29)))),
    )


def _requests(rng: random.Random, catalogue: Catalogue) -> Iterator[ReceptionRequest]:
    codes = list(catalogue.codes())
    units = [unit.name for unit in catalogue.units]
    common = list(catalogue.defaults.common)
    for number in range(RECEPTIONS):
        code = rng.choice(common) if rng.random() < 0.6 else rng.choice(codes)
        yield ReceptionRequest(
            f"{rng.randrange(16**12):012x}" if number % 2 else str(number), code, Parties(_person(rng, units)),
            fee_paid=rng.random() < 0.7, deciding_agency=None if rng.random() < 0.8 else f"H49.{rng.randrange(1, 60)}",
            copies=0,
        )  # fmt: skip


def _store(folder: Path, clock: _Clock, rng: random.Random) -> LocalStore:
    store = LocalStore(
        folder / "data", clock, state_folder=folder / "state", salt=rng.randbytes, synchronous="OFF", witnessed=False
    )
    with store.database.write() as t:
        device = rng.randbytes(16)
        write_enrolment(
            t, device=device, private_key=rng.randbytes(32), agency="H49.22", unit="06652", counter="03", server="http://127.0.0.1:9",
            province_key=bytes(32), ca=None,
        )  # fmt: skip
        begin_epoch(t, device, 118, [Lane("H49.22", 1, 9000, date(2027, 12, 31))])
    store.refresh_identity()
    return store


def _entries(t: Transaction) -> list[Entry]:
    return [Entry.open(*row) for row in t.rows("SELECT envelope, salt, body FROM log ORDER BY id")]


def samples(seed: int) -> list[bytes]:
    """What the wire folds when each of the invented receptions is sent alone, and in batches."""
    rng = random.Random(seed)
    clock = _Clock(rng)
    catalogue = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder), clock, rng)
        receive = Receive(store, catalogue)
        for request in _requests(rng, catalogue):
            clock.move()
            try:
                receive(request, Actor(rng.choice(("ha", "hoa.bt", "canbo3")), b"training"), clerk="Phạm Thu Hà")
            except Refused:  # a procedure that needs what nobody invents here
                continue
        with store.database.read() as t:
            entries = _entries(t)
        store.close()
    home = Home(entries[0].envelope.device, entries[0].envelope.epoch)

    def folded(first: int, last: int) -> bytes:
        before = entries[first - 1]
        known = Known(before.envelope, before.hash)
        return write_batch(entries[first:last], home, whole=False, held=lambda *_: known, locate=lambda _: None)[1]

    return [folded(n, n + 1) for n in range(1, len(entries))] + [
        folded(n, n + 3) for n in range(1, len(entries) - 3, 40)
    ]


def main() -> int:
    """Train and write; refuses to touch a dictionary that is there."""
    path = resource("wire", f"dictionary-{int(sys.argv[1])}.zdict")
    if path.exists():
        print(f"{path.name} is there already; take the next number", file=sys.stderr)
        return 1
    learnt = samples(20261121)
    dictionary = finalize_dict(train_dict(learnt, SIZE), learnt, SIZE, LEVEL)
    path.write_bytes(dictionary.dict_content)
    print(
        f"{path.name}: {len(dictionary.dict_content)} bytes from {len(learnt)} samples of {sum(map(len, learnt))} bytes"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
