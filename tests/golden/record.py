"""What a version of this program leaves behind and says, kept for ever: `python -m tests.golden.record FOLDER`.

Run once when a schema is released, with the code of that day; later versions must open the database, and their server must
answer the conversation. Works with the code of every version since the first."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import sys
import tempfile
from pathlib import Path

from counter.server.province import Place, Province
from counter.store.database import Database
from counter.store.drafts import save_draft
from counter.store.key import read_or_make_key
from counter.store.schema import REVISION
from counter.store.settings_table import put
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock


class Recording(Line):
    """A line that keeps what went over it."""

    def __init__(self, province: Province) -> None:
        super().__init__(province)
        self.heard: list[dict[str, str]] = []
        self.who = ""

    def _answer(self, path: str, body: bytes | None) -> tuple[int, str, bytes]:
        status, kind, answer = super()._answer(path, body)
        if path == "/v1/sync":
            assert body is not None
            assert status == 200
            self.heard.append({
                "who": self.who, "request": base64.b64encode(body).decode(), "reply": base64.b64encode(answer).decode(),
            })  # fmt: skip
        return status, kind, answer


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        place, clock = Path(folder), HandClock()
        province = Province(Place(place / "province"), clock)
        one, two = Counter(place / "one", clock, 1), Counter(place / "two", clock, 2)
        for counter in (one, two):
            counter.enrol(province)
        province.close()
        shutil.copy(place / "province" / "province.key", target)
        with gzip.GzipFile(target / "province.db.gz", "wb", mtime=0) as file:
            file.write((place / "province" / "province.db").read_bytes())
        province = Province(Place(place / "province"), clock)
        line = Recording(province)
        for name, counter, count in (
            ("one", one, 4),
            ("two", two, 3),
            ("one", one, 2),
            ("two", two, 0),
            ("one", one, 0),
        ):
            counter.receive(count)
            if count == 4:
                counter.receive(1, deciding_agency="H49.05")
            line.who = name
            counter.sync(line)
            line.heard[-1]["then"] = "interpreted"
            province.interpreter.catch_up()
            clock.forward(minutes=10)
        codes = [received.code for received in one.receive(2)]  # which the province has not got yet
        with one.store.database.write() as t:
            save_draft(t, "ha", {"note": "half a name"}, "2026-11-23T10:00:00+07:00")
            put(t, "printer", "folder:/nowhere")
        known = sorted(one.log())
        (target / "expected.json").write_text(json.dumps({
            "revision": REVISION, "now": clock.now().isoformat(), "log": known, "codes": one.codes(), "waiting": codes,
        }, indent=1), "utf-8")  # fmt: skip
        (target / "conversation.json").write_text(json.dumps(line.heard, indent=1), "utf-8")
        one.close()
        key = read_or_make_key(place / "one" / "data")
        (target / "database.key").write_text(key.hex(), "ascii")
        database = Database(place / "one" / "data" / "counter.db", key)
        database.connection().execute("VACUUM INTO ?", (str(target / "counter.db"),))
        database.close()
        two.close()
        province.close()


if __name__ == "__main__":
    main()
