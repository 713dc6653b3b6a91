"""Whole journeys by command line alone: copied back, cloned, cut off, sent again and again, and the demonstration.

Every machine has a home of its own, every command is a process, and what is true is asked of the province's export."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter.commands.sample_centre import open_sample_centre, receive_some
from tests.faults.proxy import Chances, LossyProxy
from tests.made.machine import Machine, Province, run
from tests.made.postgres import new_database
from tests.made.request_lines import OTHER, application, person, procedure_codes

Answer = dict[str, Any]


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    province = Province(tmp_path / "tinh").start()
    yield province
    province.close()


@pytest.fixture
def machine(province: Province, tmp_path: Path) -> Machine:
    return enrolled(province, tmp_path / "may")


def enrolled(province: Province, home: Path) -> Machine:
    machine = Machine(home)
    assert machine.enrol(province).code == 0
    assert machine.add_account().code == 0
    return machine


def both_kinds(machine: Machine, name: str, count: int = 2, other: str = OTHER, **changes: Any) -> list[Answer]:
    """Receptions for the own body and for another one, by turns."""
    return machine.receive(
        *(application(f"{name} {n}", deciding_agency=other if n % 2 else None, **changes) for n in range(count))
    )


def put_back(machine: Machine, kept: Path) -> None:
    shutil.rmtree(machine.data)
    shutil.copytree(kept, machine.data)


def codes(answers: list[Answer]) -> list[str]:
    return [answer["code"] for answer in answers if answer["ok"]]


def refused_until_a_new_epoch(machine: Machine, name: str) -> None:
    """Neither an own number nor a provisional one, and a reason that says why and what to do."""
    for answer in both_kinds(machine, name):
        assert (answer["ok"], answer["field"]) == (False, "code")
        for words in ("bản chép lại", "kỳ số mới", "ghi danh lại"):
            assert words in answer["reason"]
    said = machine.run(
        "--lang", "en", "receive", "--data", machine.data, "--as", "ha", given=json.dumps(application(name))
    )
    assert "copy" in said.line["reason"]
    assert machine.status()["light"] == "attention"


def old_work_goes_on(machine: Machine, answers: list[Answer]) -> None:
    assert {hit["code"] for hit in machine.on("find", "--as", "ha", "", "--limit", "100").lines} >= set(codes(answers))
    said = machine.on("receipt", "--as", "ha", answers[0]["code"], "--out", machine.home / "x.pdf")
    assert said.code == 0
    assert machine.on("verify").code == 0
    again = machine.receive(application(answers[0]["id"]))[0]
    assert (again["ok"], again["again"], again["code"]) == (True, True, answers[0]["code"])


@pytest.mark.parametrize("way", ["sync", "token"])
def test_folder_copied_back_issues_nothing_until_a_new_epoch_and_gets_back_what_it_forgot(
    province: Province, machine: Machine, tmp_path: Path, way: str
) -> None:
    first = both_kinds(machine, "first")
    assert machine.sync().code == 0
    shutil.copytree(machine.data, tmp_path / "kept")
    since = both_kinds(machine, "since")
    assert machine.sync().code == 0
    unsent = both_kinds(machine, "unsent")
    port = province.port
    put_back(machine, tmp_path / "kept")

    refused_until_a_new_epoch(machine, "too soon")
    old_work_goes_on(machine, first)
    province.stop()
    assert machine.sync().code == 1
    refused_until_a_new_epoch(machine, "still too soon")
    province.start(port=port)

    before = machine.status()["epoch"]
    if way == "token":
        assert machine.enrol(province).code == 0
    assert machine.sync().code == 0
    assert machine.status()["epoch"] > before
    old_work_goes_on(machine, first)
    old_work_goes_on(machine, since)  # what the province held came back
    now = both_kinds(machine, "now", 6)
    assert len(codes(now)) == 6
    assert machine.sync().code == 0
    everything = codes([*first, *since, *unsent, *now])
    assert len(set(everything)) == len(everything)
    assert machine.on("verify").line["ok"]
    entries, dossiers = province.export()
    assert {e["hash"] for e in entries} >= {a["entry"] for a in (*first, *since, *now)}
    assert {e["outcome"] for e in entries} == {"applied"}
    assert Counter(d["code"] for d in dossiers) == Counter(codes([*first, *since, *now]))


def test_database_file_alone_copied_back_is_known_too(machine: Machine, tmp_path: Path) -> None:
    first = both_kinds(machine, "first")
    shutil.copy(machine.data / "counter.db", tmp_path)
    both_kinds(machine, "since")
    shutil.copy(tmp_path / "counter.db", machine.data)
    refused_until_a_new_epoch(machine, "too soon")
    old_work_goes_on(machine, first)


def test_copy_in_another_folder_of_the_same_machine_issues_nothing_while_the_first_works_on(
    province: Province, machine: Machine
) -> None:
    first = both_kinds(machine, "first")
    copy = Machine(machine.home)
    copy.data = machine.home / "bản chép"
    shutil.copytree(machine.data, copy.data)
    since = both_kinds(machine, "since")
    refused_until_a_new_epoch(copy, "copy")
    more = both_kinds(machine, "more")
    assert all(a["ok"] for a in (*since, *more))
    assert machine.sync().code == 0
    assert copy.sync().code == 0
    now = both_kinds(copy, "copy")
    assert machine.sync().code == 0
    later = both_kinds(machine, "later")
    assert machine.sync().code == copy.sync().code == 0
    everything = codes([*first, *since, *more, *now, *later])
    assert len(everything) == 10
    assert len(set(everything)) == 10
    assert {e["hash"] for e in province.export()[0]} >= {a["entry"] for a in (*first, *since, *more, *now, *later)}


def test_used_token_gives_a_copy_without_its_witness_no_epoch_in_use(
    province: Province, machine: Machine, tmp_path: Path
) -> None:
    first, token = both_kinds(machine, "first"), province.token()
    stolen = Machine(tmp_path / "máy khác")
    shutil.copytree(machine.data, stolen.data)
    assert machine.enrol(province, token).code == 0
    since = both_kinds(machine, "since")
    assert stolen.enrol(province, token).code == 2
    assert stolen.sync().code == 0
    elsewhere = both_kinds(stolen, "elsewhere")
    everything = codes([*first, *since, *elsewhere])
    assert len(everything) == len(set(everything)) == 6


def test_clone_that_works_too_is_seen_as_a_fork_and_nothing_of_either_is_lost(
    province: Province, machine: Machine, tmp_path: Path
) -> None:
    common = both_kinds(machine, "common")
    assert machine.sync().code == 0
    clone = Machine(tmp_path / "máy chép")
    shutil.copytree(machine.data, clone.data)
    mine = both_kinds(machine, "mine", 3, "H49.11")
    theirs = both_kinds(clone, "theirs", 5, "H49.11", applicant=person(name="Trần Thị Bình"))
    assert machine.sync().code == 0
    met = clone.sync()
    assert met.code == 0
    assert "5" in met.err  # that many are kept apart, in words
    assert clone.status()["light"] == "attention"
    for _ in range(2):
        assert machine.sync().code == clone.sync().code == 0
    epochs = {machine.status()["epoch"], clone.status()["epoch"]}
    entries, dossiers = province.export()
    fate = {e["hash"]: e for e in entries}
    assert len(epochs) == 2
    assert not epochs & {e["epoch"] for e in entries if e["hash"] == common[0]["entry"]}
    for answer in mine:  # a code that both printed is a doubt on either side
        twin = answer["code"] in codes(theirs)
        assert fate[answer["entry"]]["outcome"] == ("flagged" if twin else "applied")
    assert set(codes(mine)) & set(codes(theirs))
    for answer in theirs:
        assert (fate[answer["entry"]]["outcome"], fate[answer["entry"]]["code"]) == ("quarantined", answer["code"])
    assert {d["code"] for d in dossiers} == set(codes([*common, *mine]))

    # Each still knows its own; the official code of the one's dossier is not the other's, though they share a slot.
    assert machine.sync().code == clone.sync().code == 0  # by now the province has surely lent it
    [lent] = [d["aliases"][0] for d in dossiers if d["code"] == mine[1]["code"]]
    assert [hit["code"] for hit in machine.on("find", "--as", "ha", lent).lines] == [mine[1]["code"]]
    assert clone.on("find", "--as", "ha", lent).lines == []
    old_work_goes_on(clone, theirs)
    old_work_goes_on(machine, mine)

    later = [*both_kinds(machine, "later", 6), *both_kinds(clone, "later there", 6)]
    assert all(a["ok"] for a in later)
    everything = [*codes([*common, *mine]), *codes(later)]
    assert len(set(everything)) == len(everything)
    assert not set(codes(theirs)) & set(codes(later))
    assert machine.sync().code == clone.sync().code == 0
    outcome = {e["hash"]: e["outcome"] for e in province.export()[0]}
    assert {outcome[a["entry"]] for a in later} == {"applied"}
    assert machine.on("verify").code == clone.on("verify").code == 0
    assert machine.run("verify", "--server", province.home / "province").code == 0


def test_province_put_back_from_a_backup_gets_again_what_it_lost(
    province: Province, machine: Machine, tmp_path: Path
) -> None:
    first = both_kinds(machine, "first")
    machine.sync()
    folder, port, generation = province.home / "province", province.port, province.generation
    province.stop()
    shutil.copytree(folder, tmp_path / "kept")
    province.start(port=port)
    since = both_kinds(machine, "since")
    assert machine.sync().line["waiting"] == 0
    province.stop()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "kept", folder)
    province.start("--restored", port=port)
    assert province.generation != generation
    for _ in range(2):
        assert machine.sync().code == 0
    entries, dossiers = province.export()
    assert {e["hash"] for e in entries} >= {a["entry"] for a in (*first, *since)}
    assert {d["code"] for d in dossiers} == set(codes([*first, *since]))
    assert machine.status()["light"] in ("received", "attention")


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))])
def test_log_sent_five_times_over_a_line_that_loses_replies_is_held_once(database: str, tmp_path: Path) -> None:
    url = new_database() if database == "postgresql" else None
    province = Province(tmp_path / "tinh", database=url).start()
    try:
        with LossyProxy(("127.0.0.1", province.port), 7, Chances(reply_lost=0.3, twice=0.2)) as line:
            machine = Machine(tmp_path / "may")
            token = province.token()
            while machine.on("enrol", "--server", line.url, "--token", token).code == 1:
                pass  # the reply was lost: the same token is asked again
            machine.add_account()
            people = [person(name=f"Nguyễn Văn {word}") for word in ("Ái", "Bảo", "Chí", "Đạt", "Én")]
            given = [
                application(
                    f"{n}", procedure=code, applicant=people[n % 5], deciding_agency=OTHER if n % 9 == 4 else None
                )
                for n, code in enumerate(procedure_codes())
            ]
            answers = machine.receive(*given)
            assert all(a["ok"] for a in answers)
            copies = [machine]
            for n in range(4):
                copies.append(Machine(tmp_path / f"chép {n}"))
                shutil.copytree(machine.data, copies[-1].data)
            for copy in copies:
                tries = 0
                while copy.sync().code != 0 or copy.status()["waiting"]:
                    tries += 1
                    assert tries < 50
            assert line.happened["reply_lost"] > 0
        entries, dossiers = province.export()
        receptions = [e for e in entries if e["kind"] == "dossier_received"]
        assert Counter(e["hash"] for e in receptions) == Counter(a["entry"] for a in answers)
        assert {e["outcome"] for e in receptions} == {"applied"}
        held = {d["code"]: d for d in dossiers}
        assert len(held) == len(dossiers) == len(answers) == 159
        for one, answer in zip(given, answers, strict=True):
            dossier = held[answer["code"]]
            assert (dossier["procedure"], dossier["applicant"], dossier["due"], dossier["entry"]) == (
                one["procedure"], one["applicant"]["name"], answer["due"], answer["entry"],
            )  # fmt: skip
            assert dossier["agency"] == (one.get("deciding_agency") or "H49.22")
        where = ["--server", province.home / "province", *(["--database-url", url] if url else [])]
        assert machine.run("verify", *where).line["ok"]
        assert machine.on("verify").line["ok"]
    finally:
        province.close()


@pytest.mark.slow
def test_demonstration_ends_with_the_province_holding_all_and_its_folder_serves_again(tmp_path: Path) -> None:
    said = run("demo", "--headless", "--out", tmp_path / "thử", home=tmp_path, timeout=280)
    assert said.code == 0, said.err
    last = json.loads(said.out.splitlines()[-1])
    assert last["received"] >= 5
    assert last["refused"] >= 1
    assert last["province"] == {"expected": last["received"], "held": last["received"]}
    assert len(last["receipts"]) == last["received"]
    for name in (*last["receipts"], *last["screens"]):
        assert (tmp_path / name).stat().st_size > 1000
    assert last["screens"]
    names = " ".join(last["receipts"] + last["screens"])
    assert not re.search("[0-9]{12}", names)

    again = open_sample_centre(tmp_path / "thử")  # all that a second demonstration finds of the first
    try:
        assert (again.receptions(), again.province_holds()) == (0, 0)
        assert [*again.receipts.iterdir(), *again.screens.iterdir()] == []
        assert receive_some(again) == again.receptions() > 0
    finally:
        again.close()
