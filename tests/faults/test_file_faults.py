"""F19 at short length: no wrong file is ever complete, nothing that is held whole stays behind, and a mutant is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.server.export import export
from counter.server.file_shelf import FileName, FileShelf
from counter.server.province import Place, Province
from counter.server.serving import InThread
from tests.faults.file_faults import FilesUnderFaults, send_under_faults
from tests.made.served import Served

pytestmark = pytest.mark.faults


class Believing(FileShelf):
    """The mutant: what has the right length is the right file."""

    def finish(self, name: FileName, size: int) -> None:
        part = self._part(name)
        if part.stat().st_size != size:
            return super().finish(name, size)
        place = self.place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        part.replace(place)
        return None


def test_no_wrong_file_is_complete_and_every_whole_one_arrives(tmp_path: Path) -> None:
    with Served(tmp_path / "province") as served:
        faults = FilesUnderFaults(tmp_path, served.folder, served.url, served.token(), 19)

        def kill() -> None:
            served.kill()
            served.start()

        run = send_under_faults(faults, 45, lambda: served.deed("export"), kill)
    assert (run.wrong, run.stuck) == ([], [])
    assert run.complete > run.expected > 0
    assert run.restarts > 0
    assert set(run.met) == {"plain", "equal", "changed", "missing", "spoilt"}


def test_province_that_believes_lengths_is_caught(tmp_path: Path) -> None:
    province = Province(Place(tmp_path / "province"))
    province.files.shelf = Believing(tmp_path / "province")
    with InThread(province) as url:
        token = province.token("H49.22", "06652").text
        faults = FilesUnderFaults(tmp_path, tmp_path / "province", url, token, 20)
        run = send_under_faults(faults, 30, lambda: list(export(province)))
    province.close()
    assert run.wrong
