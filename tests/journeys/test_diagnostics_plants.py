"""Diagnostics hold nothing of a person, whatever was typed, kept, logged or laid down on the machine; and the search for
planted names finds them as soon as one collector is careless."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from counter.diagnostics.gathering import COLLECTORS, Collect, gather, replaced
from counter.diagnostics.item import Item, facts_item, lines_item
from counter.diagnostics.sources import PrinterSeen, ScreenSeen, Sources
from counter.domain.check import Finding, broken
from counter.domain.person import Parties, Person
from counter.domain.sentence import Sentence
from counter.domain.spelling import fold
from counter.log.file import logged
from counter.log.folder import FOLDER as LOGS
from counter.log.folder import log_files
from counter.policy.files import FileSource
from counter.policy.machine import read_machine
from counter.store.accounts import add_account
from counter.store.diagnosis import database_there
from counter.store.drafts import save_draft
from counter.store.identity import write_enrolment
from counter.store.prints import end_print
from counter.store.settings_table import put
from tests.made.planted_bundle import bundle, hits
from tests.made.plants import Plants
from tests.made.world import DEVICE, World

NAME, NUMBER, PHONE = "Trịu Thị Xuyếng Ngoạch", "022190777313", "0987654013"
ADDRESS, EMAIL = "Ngõ Bìm Bịp Ngoẻo, Thôn Nhèm Nhẹp", "xuyeng.ngoach@thu-la.vn"
CLERK, LOGIN, PASSWORD, TOKEN = "Lường Văn Khoẳm", "khoam.luong", "mat-khau-Quynh-8", "K7QF-2MZD-XW4P-H9TR-3BVN"
SERVER = f"https://{LOGIN}:{PASSWORD}@motcua.nhem-nhep.gov.vn:8443/quay"
PRINTER, HOME, MACHINE = "Máy in chị Xuyếng", "C:\\Users\\Khoẳm.Lường", "PC-KHOAM-03"
PLANTS = Plants([
    NAME, "Xuyếng", "Ngoạch", NUMBER, PHONE, "0987 654 013", "0987.654.013", PHONE[1:], "+84987654013", ADDRESS, "Bìm Bịp",
    "Nhèm Nhẹp", "nhem-nhep", EMAIL, CLERK, "Khoẳm", LOGIN, PASSWORD, TOKEN, TOKEN.replace("-", ""), SERVER,
    PRINTER, HOME, MACHINE,
], deep=True)  # fmt: skip
HEAD = "2026-11-23T09:42:00.123+07:00 ERROR MainThread counter.gui.background: "
STACK = f"""Fatal Python error: Segmentation fault

Current thread 0x1 (most recent call first):
  File "{HOME}\\a.py", line 3 in b
"""


class Machine(World):
    """A machine on which the same unusual person stands wherever anything can be put."""

    def live(self, name: str = NAME, clerk: str = CLERK) -> Sources:
        """`name` and `clerk`: as they are put where no rule asks how a name is written."""
        self.receive(
            parties=Parties(Person(NAME, NUMBER, None, "female", ADDRESS, PHONE, EMAIL)), note=f"{NAME} {PHONE}"
        )
        with self.store.database.write() as t:
            write_enrolment(
                t, device=DEVICE, private_key=bytes.fromhex("11" * 32), agency="H49.22", unit="07192", counter=clerk,
                server=SERVER, province_key=bytes(32), ca=f"-----BEGIN {name}-----",
            )  # fmt: skip
            add_account(t, LOGIN, CLERK, "clerk", PASSWORD, "2026-11-23")
            save_draft(t, LOGIN, {"name": name, "number": NUMBER}, "2026-11-23T09:00:00+07:00")
            end_print(t, 1, "failed", f"{PRINTER} không in được", "2026-11-23T09:42:00+07:00")
            t.run("UPDATE print_job SET actor = ?, printer = ?, form = ?, paper = ?", (LOGIN, PRINTER, name, name))
            t.run("INSERT INTO outcome VALUES (1, 1, 'flagged', ?, 0)", (clerk,))
            t.run("INSERT INTO file_queue (sha256, size, trouble) VALUES (?, 5, ?)", (bytes(32), clerk))
            t.run("UPDATE lane SET agency = ?", (clerk,))
            for setting in ("printer", "scanner_port", "hotline", "last_account", "sync_why", "sync_trouble", "needs_epoch",
                         "last_contact", "offline_since", "day_opened", "generation", "enrol_key", "statement_day", "notices",
                         "cursor", "bundle_number", name, LOGIN):  # fmt: skip
                put(t, setting, f"{name} {PHONE} {SERVER}" if name == NAME else clerk)
            put(t, "look", [name, PHONE, EMAIL])
            put(t, "last_backup", {"made": name, "entries": PHONE, "tried": NUMBER, "why": clerk, "since": EMAIL})
            put(t, "backup_folder", f"/mnt/{name}")
            put(t, "recovery_key", {"mac": name})
            put(t, "province_ms", 10**17)
            put(t, "lacks", {"count": NUMBER, "named": [{"code": name}]})
            t.run("CREATE TABLE nguyen_khoam (name TEXT)")
        (self.data / f"Thư của {name} gửi {EMAIL}.txt").write_text(ADDRESS, encoding="utf-8")
        self._log()
        policy = self.folder / "policy"
        policy.mkdir()
        (policy / "counter.toml").write_text(
            f"ServerUrl = '{SERVER}'\nServerCa = '/mnt/{name}.pem'\nCentreCode = '{name}'\nPrinter = '{PRINTER}'\n"
            f"BackupFolder = '/mnt/{name}'\n"
            f"EnrolmentToken = '{TOKEN}'\nRole = '{name}'\nKhoẳm = 1\n".replace("Khoẳm = 1", "Khoam = 1"),
            encoding="utf-8",
        )
        self.store.close()
        return Sources(
            self.data, self.folder / "state", self.clock, lambda: database_there(self.data),
            lambda: read_machine(FileSource(policy)),
            findings=lambda: [
                broken("printer", "not_found", name=PRINTER),
                Finding("disk", "look", Sentence(clerk, {"x": name})),
                Finding(name, name, Sentence(PHONE)),  # type: ignore[arg-type]
            ],
            printers=lambda: [PrinterSeen("HP LaserJet Pro M404dn", True, "idle"), PrinterSeen(f"HP {PRINTER}", False, name),
                              PrinterSeen("Khoam Luong 200"), PrinterSeen("")],
            screens=lambda: [ScreenSeen(1366, 768, 96.04, 1.0)], qt={"version": "6.11.3", "platform": "offscreen"},
        )  # fmt: skip

    def _log(self) -> None:
        """What this program logs, what another writes into its file, and what a breakdown left."""
        folder = self.data / LOGS
        with logged(folder):
            logging.getLogger("counter.gui.background").error("bug in a deed: %s", "KeyError at find.rows:12")
            logging.getLogger("counter.gui.background").error("bug in a deed: %s", f"KeyError('{NAME}')")
            logging.getLogger("counter.khoẳm").error("closed %s", NUMBER)
        (path,) = log_files(folder)
        with path.open("a", encoding="utf-8") as file:
            for text in (
                NAME,
                NUMBER,
                SERVER,
                TOKEN,
                f"{HEAD}bug: KeyError at {NAME}",
                f"{HEAD}closed {EMAIL}",
                f"{HEAD}bug: Khoam",
            ):
                file.write(text + "\n")
        (folder / f"counter-{NAME}.log").write_text(f"{HEAD}closed\n", encoding="utf-8")
        (folder / "stack-20261123-080000-7.txt").write_text(STACK, encoding="utf-8")
        (folder / "crash-20261123-090000-7.txt").write_text(STACK + NAME, encoding="utf-8")
        (folder / "crash-20261123-090001-8.txt").touch()


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Machine(tmp_path / PRINTER / MACHINE).live()


def test_a_plain_name_passes_no_collector_and_nothing_is_left_to_the_last_look(tmp_path: Path) -> None:
    """A name in plain letters looks like any word, or like a key: only its collector can tell that it is none of ours."""
    made = bundle(Machine(tmp_path).live(fold(NAME), LOGIN))
    assert hits(made, PLANTS) == set()
    assert [item.name for item in made.items if item.name.endswith(".json") and item.dropped] == []


def test_nothing_of_a_person_is_in_any_form_in_any_part_of_the_bundle(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USERNAME", "USER", "LOGNAME", "COMPUTERNAME", "HOSTNAME", "USERPROFILE", "HOME"):
        monkeypatch.setenv(name, HOME if "PROFILE" in name or name == "HOME" else LOGIN)
    made = bundle(sources)
    assert hits(made, PLANTS) == set()
    assert [item.name for item in made.items if item.name.endswith(".json") and item.dropped] == []
    texts = {item.name: item.text for item in made.items}
    # … and what IT wants to know is in it.
    facts: dict[str, Any] = {name: json.loads(text) for name, text in texts.items() if name.endswith(".json")}
    assert not any("failed" in name for name in facts)
    assert facts["store/database.json"]["rows"]["dossier"] == 1
    assert facts["store/database.json"]["tables_of_others"] == 1
    assert facts["store/counter.json"]["server"] == {
        "scheme": "https", "port": 8443, "with_password": True, "host": "a name", "path": True,
    }  # fmt: skip
    assert facts["store/journal.json"]["own"][0]["entries"] == 1
    assert facts["store/settings.json"]["accounts"] == {"clerk": 1}
    assert facts["paper.json"]["printers"][0] == {"make": "HP LaserJet Pro M404dn", "default": True, "state": "idle"}
    assert [one["make"] for one in facts["paper.json"]["printers"][1:]] == ["other"] * 3
    assert facts["policy.json"]["by"]["Printer"] == "machine"
    assert facts["checks.json"]["findings"][0] == {
        "check": "printer", "state": "broken", "said": "check.printer.not_found", "code": "M-43",
    }  # fmt: skip
    logs = "".join(text for name, text in texts.items() if name.startswith(LOGS))
    assert logs.count("bug in a deed: KeyError at find.rows:12") == 1
    assert made.dropped >= 9
    assert texts[f"{LOGS}/crash-20261123-090000-7.txt"] == "Segmentation fault\nCurrent thread\n    a.b:3\n"
    assert f"{LOGS}/crash-20261123-090001-8.txt" not in texts


def test_a_bundle_is_made_though_nothing_can_be_opened(tmp_path: Path, sources: Sources) -> None:
    (sources.folder / "database.key").write_text("khóa của Khoẳm", encoding="utf-8")
    made = bundle(sources)
    assert hits(made, PLANTS) == set()
    assert json.loads(next(i.text for i in made.items if i.name == "store/sync.json")) == {
        "opened": False, "trouble": "store.wrong_key",
    }  # fmt: skip
    (sources.folder / "database.key").unlink()
    assert hits(bundle(sources), PLANTS) == set()
    assert not (sources.folder / "database.key").exists()  # looking makes no key, which would hide the old one


# What must be found: each of these is one careless change.


def _log_without_its_filter(sources: Sources) -> Iterator[Item]:
    for path in log_files(sources.folder / LOGS):
        yield lines_item(f"logs/{path.name}", path.read_text(encoding="utf-8").splitlines(), 0)


def _every_setting(sources: Sources) -> Iterator[Item]:
    database = sources.database()
    assert database is not None
    with database.read() as t:
        yield Item("settings.json", json.dumps(t.rows("SELECT name, value FROM setting")))
    database.close()


def _names_of_printers(_sources: Sources) -> Iterator[Item]:
    yield facts_item("paper.json", {"printers": ["May in chi Xuyeng"]})


def _names_of_files(sources: Sources) -> Iterator[Item]:
    yield Item("machine.json", "\n".join(path.name for path in sources.folder.iterdir()))


def _address_of_the_server(sources: Sources) -> Iterator[Item]:
    yield Item("policy.json", str(sources.settings().server_url or SERVER))


def _hidden_in_base_64(_sources: Sources) -> Iterator[Item]:
    import base64

    yield Item("extra.txt", base64.b64encode(f"xx{NAME}".encode("utf-16-le")).decode())


def _name_of_an_item(_sources: Sources) -> Iterator[Item]:
    yield Item(f"logs/{NAME}.log", "")


@pytest.mark.parametrize(("name", "careless"), [
    ("logs", _log_without_its_filter), ("store", _every_setting), ("paper", _names_of_printers), ("machine", _names_of_files),
    ("policy", _address_of_the_server), ("extra", _hidden_in_base_64), ("extra", _name_of_an_item),
])  # fmt: skip
def test_one_careless_collector_is_found(sources: Sources, name: str, careless: Collect) -> None:
    collectors: Mapping[str, Collect] = replaced(name, careless)
    assert hits(bundle(sources, {name: collectors[name]}), PLANTS) != set()


@pytest.mark.parametrize("fact", [
    NAME, NUMBER, "CMND 100977313", PHONE, "0987 654 013", "0987.654.013", EMAIL, SERVER, HOME,
    "/home/khoam/x", "\\\\may-chu\\in", "A" * 44, 987654013, {"a": [NAME]}, {NAME: 1}, 10**17,
])  # fmt: skip
def test_a_fact_that_looks_like_a_persons_is_held_back_at_the_last_look(fact: Any) -> None:
    item = facts_item("x.json", {"fact": fact})
    assert item.dropped == 1
    assert "left out" in item.text
    assert PLANTS.in_text(item.text) == set()


@pytest.mark.parametrize("fact", [
    "2026-11-23T09:42:00+07:00", "2026-11-23", "a" * 16, "0" * 32, "10.0.26100", "4.19.0 community", "sync.outcome.revoked",
    65807, True, None, 1.25, "HP LaserJet Pro M404dn", "H49.22", "/dev/ttyUSB0", "6.11.3", "6.8.0-1021",
])  # fmt: skip
def test_a_plain_fact_passes_the_last_look(fact: Any) -> None:
    item = facts_item("x.json", {"fact": fact})
    assert (item.dropped, json.loads(item.text)) == (0, {"fact": fact})


def test_every_collector_is_named_and_gives_something(sources: Sources) -> None:
    for name in COLLECTORS:
        items = list(gather(sources, {name: COLLECTORS[name]}))
        assert items, name
        assert all(re.fullmatch(r"[a-z0-9/_.-]{3,60}", item.name) for item in items), name
