"""Bundles by command line: real processes, files on a stick, and what the program says about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.made.machine import Machine, Province
from tests.made.request_lines import application


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Province]:
    """A province of this test's own, to switch off."""
    province = Province(tmp_path / "tinh").start()
    yield province
    province.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    made.mkdir()
    return made


@pytest.mark.slow
def test_bundle_goes_there_and_back_while_there_is_no_line(
    own: Province, enrolled: Callable[..., Machine], stick: Path
) -> None:
    machine = enrolled(at=own)
    answers = machine.receive(*(application(str(n)) for n in range(3)))
    own.stop()  # from here on there is no line and no server
    said = machine.run("bundle", "out", "--data", machine.data, "--to", stick, password=None)
    assert (said.code, said.err) == (0, "")
    out = said.line
    epoch = machine.status()["epoch"]
    assert (out["entries"], out["left"]) == (3, 0)
    assert (out["from"], out["to"]) == ({"epoch": epoch, "seq": 1}, {"epoch": epoch, "seq": 3})
    assert [Path(out["file"])] == list(stick.iterdir())
    assert Path(out["file"]).stat().st_size == out["bytes"]

    bad = stick / "counter-06652-01-00000000.bundle"
    bad.write_bytes(Path(out["file"]).read_bytes()[:-1])
    there = own.run("bundle", out["file"], out["file"], str(bad), "--to", str(stick))
    assert (there.code, there.err.count("\n")) == (1, 1)
    first, again, refused, back = there.lines
    assert [(row["entries"], row["new"]) for row in (first, again)] == [(3, 3), (3, 0)]
    assert refused == {"file": str(bad), "refused": "bundle.damaged"}
    assert back["acknowledged"] == [{"epoch": epoch, "seq": 3}]
    slip = Path(back["slip"]).read_text(encoding="utf-8")
    assert Path(out["file"]).name in slip
    for name in ("Nguyễn", "0912"):
        assert name not in slip

    bad.unlink()
    # The same stick as a whole: the answer on it is none to take in.
    there = own.run("bundle", str(stick), "--to", str(stick))
    assert (there.code, there.err) == (0, "")
    assert [row.get("new") for row in there.lines] == [0, None]

    wrong = machine.run("bundle", "in", "--data", machine.data, out["file"], password=None)
    assert (wrong.code, wrong.line) == (1, {"file": out["file"], "refused": "bundle.other_way"})
    said = machine.run("bundle", "in", "--data", machine.data, back["return"], back["return"], password=None)
    assert (said.code, said.err) == (0, "")
    taken, same = said.lines
    assert [(row["acknowledged"], row["waiting"], row["again"]) for row in (taken, same)] == [
        (3, 0, False),
        (0, 0, True),
    ]
    assert taken["receipt"]["logs"] == [{"epoch": epoch, "seq": 3, "head": answers[-1]["entry"]}]
    assert machine.status()["waiting"] == 0
    entries, dossiers = own.export()
    assert {row["code"] for row in dossiers} == {row["code"] for row in answers}
    assert len(entries) == 3
    assert machine.on("verify", password=None).line["ok"]


def test_bundle_of_nothing_is_refused_in_a_sentence(tmp_path: Path, stick: Path) -> None:
    machine = Machine(tmp_path / "may")
    said = machine.run("bundle", "out", "--data", machine.data, "--to", stick, password=None)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert not machine.data.exists()
    assert machine.run("bundle").code == 2


def test_stick_that_is_not_there_is_told_and_nothing_is_lost(
    own: Province, enrolled: Callable[..., Machine], tmp_path: Path
) -> None:
    machine = enrolled(at=own)
    machine.receive(application("one"))
    said = machine.run("bundle", "out", "--data", machine.data, "--to", tmp_path / "not there", password=None)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert machine.status()["waiting"] == 1
