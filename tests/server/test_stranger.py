"""docs/protocol.md is enough: a client that was written from it alone speaks with a real server."""

from __future__ import annotations

import hashlib
import os
import struct
import time
from pathlib import Path

from tests.made.served import Served
from tests.made.stranger import Stranger


def test_a_client_written_from_the_page_alone_sends_reads_and_proves_what_is_held(tmp_path: Path) -> None:
    with Served(tmp_path / "province") as served:
        [made] = served.deed("token", "--agency", "H49.22", "--unit", "07192", "--uses", "2")
        mine, other = (Stranger(served.url, str(made["token"])) for _ in range(2))
        first = mine.receive()
        mine.sync()  # signed by the province over our own head, or it raises
        scan = os.urandom(3000)
        told = {"sha256": hashlib.sha256(scan).hexdigest(), "size": len(scan), "media": "image/png", "pages": 1}
        mine.add("file_attached", {**told, "paper": None, "title": "Giấy tờ khác"}, first)
        mine.add("duty_closed", {"kind": "account_check"}, mine.log[-1])
        mine.sync()  # builds on what the province has
        mine.receive()
        mine.add("unheard_of", {"x": 1})
        mine.sync(whole=True)  # builds on nothing
        assert mine.acked == len(mine.log) == 5

        while other.sync(page=2):
            pass
        assert [one.hash for one in other.feed] == [one.hash for one in mine.log]

        end = time.monotonic() + 30
        while not mine.notices:  # taking in and judging are two steps
            assert time.monotonic() < end
            mine.sync()
        assert mine.notices == [(1, 5, 1, "sync.outcome.unknown_kind")]  # and all else is applied
        mine.send(scan, 1000)
        digest = b"".join(struct.pack(">Q", one.seq) + one.hash for one in mine.log)
        assert mine.statement() == (5, 5, mine.log[-1].hash, hashlib.sha256(digest).digest(), 1)
