"""What was laid down: policy above machine, good values above bad ones, and the token erased where it lies."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from counter.domain.enrolment_code import grouped, new_token
from counter.domain.sentence import say
from counter.policy.files import FileSource
from counter.policy.machine import MachineSettings, read_machine
from counter.policy.registry import KEYS, TOKEN_KEY, RegistrySource, WindowsRegistry
from counter.policy.source import NAMES, Source
from tests.made.registry import MadeRegistry

TOKEN, OTHER = (new_token(random.Random(seed).randrange) for seed in (1, 2))
URL = "https://motcua.quangninh.example"


@pytest.fixture
def etc(tmp_path: Path) -> Path:
    return tmp_path


def files(etc: Path, **texts: str) -> MachineSettings:
    for name, text in texts.items():
        (etc / f"{name}.toml").write_text(text, encoding="utf-8")
    return read_machine(FileSource(etc))


def registry(policy: dict[str, object] | None = None, machine: dict[str, object] | None = None,
             enrolment: dict[str, object] | None = None) -> MadeRegistry:  # fmt: skip
    given = {KEYS["policy"]: policy, KEYS["machine"]: machine, TOKEN_KEY: enrolment}
    return MadeRegistry({key: held for key, held in given.items() if held is not None})


def told(machine: MachineSettings) -> str:
    return "\n".join(say(sentence) for sentence in machine.sentences())


def test_nothing_is_laid_down_where_there_is_nothing(etc: Path) -> None:
    for source in (FileSource(etc), FileSource(etc / "none"), RegistrySource(MadeRegistry())):
        assert read_machine(source) == MachineSettings()


def test_policy_wins_over_machine_value_by_value(etc: Path) -> None:
    machine = files(
        etc,
        policy=f'ServerUrl = "{URL}"\nLanguage = "en"\n',
        counter='ServerUrl = "https://khac.example"\nLanguage = "vi"\nRole = "desk"\nAutostart = true\n',
    )
    assert (machine.server_url, machine.language, machine.role, machine.autostart) == (URL, "en", "desk", True)
    assert machine.by == {"ServerUrl": "policy", "Language": "policy", "Role": "machine", "Autostart": "machine"}
    assert machine.sentences() == []


def test_the_registry_gives_the_same_as_the_files(etc: Path) -> None:
    policy = {"serverurl": URL, "AUTOSTART": 0, "Printer": "system:HP M404"}
    mine = {"CentreCode": "H49.22", "Language": "vi", "BackupFolder": str(etc), "Autostart": 1, "Version": "1.0.0"}
    found = read_machine(RegistrySource(registry(policy, mine, {"EnrolmentToken": TOKEN})))
    same = files(
        etc,
        policy=f'ServerUrl = "{URL}"\nAutostart = 0\nPrinter = "system:HP M404"\n',
        counter=f'CentreCode = "H49.22"\nLanguage = "vi"\nBackupFolder = "{etc}"\nAutostart = 1\n',
        enrolment=f'EnrolmentToken = "{grouped(TOKEN)}"\n',
    )
    assert found == same
    assert found.token == same.token == TOKEN
    assert (found.autostart, found.backup_folder, found.printer) == (False, etc, "system:HP M404")


def test_the_token_is_in_no_representation(etc: Path) -> None:
    machine = files(etc, enrolment=f'EnrolmentToken = "{TOKEN}"\n')
    assert machine.token == TOKEN
    assert TOKEN not in repr(machine)
    assert TOKEN not in repr(FileSource(etc).read("machine"))


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("ServerUrl", "http://motcua.example"), ("ServerUrl", "motcua"), ("ServerUrl", 7), ("CentreCode", "Cô Tô"),
        ("CentreCode", 665), ("EnrolmentToken", "12345"), ("EnrolmentToken", ["x"]), ("Language", "fr"), ("Role", "boss"),
        ("Role", "desk\n"[:-1] + "x"), ("Autostart", 2), ("Autostart", "maybe"), ("BackupFolder", "backup"),
        ("BackupFolder", "/srv/../etc"), ("ServerCa", "tinh.pem"), ("ServerCa", 1), ("Printer", "x" * 2000),
        ("Printer", "a\nb"), ("Printer", 1.5),
    ],
)  # fmt: skip
def test_a_bad_value_of_the_policy_is_named_and_the_machines_own_counts(name: str, bad: object) -> None:
    good = {"ServerUrl": URL, "ServerCa": "/srv/tinh.pem", "CentreCode": "06652", "EnrolmentToken": TOKEN, "Language": "en",
            "Role": "kiosk", "Autostart": 1, "BackupFolder": "/srv/backup", "Printer": "none"}  # fmt: skip
    alone = read_machine(RegistrySource(registry({name: bad})))
    assert alone.by == {}
    assert [(one.name, one.layer) for one in alone.ignored] == [(name, "policy")]
    assert name in told(alone)
    assert str(bad) not in told(alone)
    both = read_machine(RegistrySource(registry({name: bad}, good)))
    assert both.by[name] == "machine"
    assert set(both.by) == set(NAMES)


def test_an_empty_value_is_no_value() -> None:
    # What an installer writes for a property that was not given.
    machine = read_machine(RegistrySource(registry({}, dict.fromkeys(NAMES, ""))))
    assert machine == MachineSettings()


@pytest.mark.parametrize("text", ["ServerUrl =", "\xff\xfe", "x" * 70_000, "[a]\n[a]"])
def test_a_file_that_is_broken_is_told_and_the_other_one_counts(etc: Path, text: str) -> None:
    (etc / "policy.toml").write_text(text, encoding="utf-16" if text == "\xff\xfe" else "utf-8")
    machine = files(etc, counter=f'ServerUrl = "{URL}"\n')
    assert machine.server_url == URL
    assert machine.unreadable == ("policy",)
    assert "Không đọc được chính sách" in told(machine)


def test_a_key_that_may_not_be_read_is_told() -> None:
    made = registry({"Language": "en"}, {"Language": "vi"})
    made.closed.add(KEYS["policy"])
    machine = read_machine(RegistrySource(made))
    assert (machine.language, machine.unreadable) == ("vi", ("policy",))


# the token is erased


def held(source: Source) -> str | None:
    return read_machine(source).token


def test_the_token_is_erased_from_its_file_and_from_the_disk_under_it(etc: Path) -> None:
    before = f'# enrolment\nLanguage = "vi"\r\n  EnrolmentToken = "{TOKEN}"  # one-time\nRole = "desk"\n'
    (etc / "counter.toml").write_text(before, encoding="utf-8", newline="")
    (etc / "enrolment.toml").write_text(f'EnrolmentToken="{OTHER}"', encoding="utf-8")
    source = FileSource(etc)
    assert held(source) == OTHER
    inode = (etc / "counter.toml").stat().st_ino
    assert source.erase_token()
    assert held(source) is None
    machine = read_machine(source)
    assert (machine.language, machine.role, machine.sentences()) == ("vi", "desk", [])
    # In its place: no copy of the old bytes is left behind, and nothing else of the file has moved.
    assert (etc / "counter.toml").stat().st_ino == inode
    assert len((etc / "counter.toml").read_bytes()) == len(before.encode())
    assert not [
        path for path in etc.rglob("*") if TOKEN.encode() in path.read_bytes() or OTHER.encode() in path.read_bytes()
    ]
    assert source.erase_token()


def test_a_token_that_cannot_be_taken_out_in_one_line_is_left_and_told(etc: Path) -> None:
    (etc / "counter.toml").write_text(f'EnrolmentToken = """\n{TOKEN}"""\n')
    assert held(FileSource(etc)) == TOKEN
    assert not FileSource(etc).erase_token()


def test_the_token_is_erased_from_the_registry() -> None:
    made = registry({}, {"Role": "desk", "EnrolmentToken": OTHER}, {"enrolmenttoken": TOKEN})
    source = RegistrySource(made)
    assert held(source) == TOKEN
    assert source.erase_token()
    assert made.keys == {KEYS["policy"]: {}, KEYS["machine"]: {"Role": "desk"}, TOKEN_KEY: {}}


def test_a_user_can_erase_it_only_in_the_key_that_the_installer_opened() -> None:
    made = registry(None, {"EnrolmentToken": OTHER}, {"EnrolmentToken": TOKEN})
    made.guarded.add(KEYS["machine"])
    assert not RegistrySource(made).erase_token()
    assert made.keys[TOKEN_KEY] == {}
    assert made.keys[KEYS["machine"]] == {"EnrolmentToken": OTHER}


def test_a_guarded_key_without_a_token_is_no_matter() -> None:
    made = registry(None, {"Role": "desk"}, {"EnrolmentToken": TOKEN})
    made.guarded.add(KEYS["machine"])
    assert RegistrySource(made).erase_token()


def test_a_registry_that_is_not_there_is_told_and_lays_nothing_down() -> None:
    machine = read_machine(RegistrySource(WindowsRegistry()))
    assert (machine.by, machine.unreadable) == ({}, ("policy", "machine"))
