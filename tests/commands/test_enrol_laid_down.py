"""`counter enrol` and `counter policy` on a machine for which values were laid down; the code is nowhere in clear."""

from __future__ import annotations

import argparse
import io
import json
import logging
import random
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from counter.app import open_store
from counter.commands.desk import demand_desk
from counter.commands.enrol import enrol
from counter.commands.policy import show
from counter.domain.enrolment_code import grouped, new_token
from counter.domain.sentence import Refused, Trouble, say
from counter.log.file import close_log, open_log
from counter.policy.files import FileSource
from counter.policy.machine import MachineSettings
from counter.store.identity import Identity
from tests.made.certificates import Authority
from tests.made.machine import Province, run_here

STRANGE = new_token(random.Random(9).randrange)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    made = Province(tmp_path_factory.mktemp("tinh")).start()
    yield made
    made.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "etc").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def lay_down(here: Path, file: str = "counter", **values: str) -> None:
    (here / "etc" / f"{file}.toml").write_text("".join(f'{name} = "{value}"\n' for name, value in values.items()))


def call(command: Any, here: Path, **words: Any) -> tuple[int, list[dict[str, Any]], str]:
    plain = {"data": here / "data", "server": None, "token": None, "ca": None, "counter": None, "lang": "vi"}
    args = argparse.Namespace(**plain | words)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command(args, FileSource(here / "etc"))
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_a_prepared_machine_enrols_itself_once_and_a_second_time_changes_nothing(
    here: Path, province: Province
) -> None:
    token = province.token()
    lay_down(here, ServerUrl=province.url, CentreCode="06652", EnrolmentToken=grouped(token))
    code, [first], err = call(enrol, here)
    assert (code, err, first["agency"], first["already"]) == (0, "", "H49.22", False)
    assert grouped(token) not in (here / "etc" / "counter.toml").read_text()
    code, [again], err = call(enrol, here, counter="12")
    assert (code, err) == (0, "")
    assert again == first | {"already": True}


def test_without_code_or_server_the_sentence_says_what_is_missing(here: Path, province: Province) -> None:
    with pytest.raises(Refused) as no:
        call(enrol, here)
    assert (no.value.field, no.value.sentence.key) == ("token", "enrol.no_token")
    lay_down(here, EnrolmentToken=STRANGE)
    with pytest.raises(Refused) as no:
        call(enrol, here)
    assert (no.value.field, no.value.sentence.key) == ("server", "enrol.no_server")


def test_a_code_in_a_policy_that_cannot_be_erased_is_told(here: Path, province: Province) -> None:
    lay_down(here, "policy", ServerUrl=province.url, EnrolmentToken=province.token())
    code, [line], err = call(enrol, here)
    assert (code, line["already"]) == (0, False)
    assert "không còn tác dụng" in err
    code, [line], err = call(enrol, here)
    assert (code, line["already"]) == (0, True)


def test_the_code_is_nowhere_in_clear_whatever_happens(here: Path, province: Province) -> None:
    token = province.token()
    lay_down(here, EnrolmentToken=grouped(token))
    log = open_log(here / "logs")
    logging.getLogger("counter").info("begun")
    said = []
    try:
        for server in ("http://127.0.0.1:9", "https://127.0.0.1:9", province.url):
            try:
                said.append(call(enrol, here, server=server))
            except (Refused, Trouble) as no:
                said.append((str(no), repr(no), say(no.sentence), repr(no.sentence)))
        said.append(call(show, here))
    finally:
        close_log(log)
    assert said[-2][0] == 0
    held = repr(said).encode() + b"".join(path.read_bytes() for path in here.rglob("*") if path.is_file())
    for text in (token, grouped(token), token[:10], token[-10:]):
        assert text.encode() not in held
        assert text.encode("utf-16-le") not in held


def test_what_was_laid_down_is_listed_without_secrets(here: Path) -> None:
    lay_down(here, "policy", Language="en", Role="boss")
    lay_down(
        here,
        ServerUrl="https://tinh.example",
        ServerCa="/srv/tinh.pem",
        EnrolmentToken=STRANGE,
        Language="vi",
        Printer="HP M404",
    )
    code, lines, err = call(show, here)
    assert code == 1
    assert lines == [
        {"setting": "ServerUrl", "value": "https://tinh.example", "by": "machine"},
        {"setting": "ServerCa", "value": "/srv/tinh.pem", "by": "machine"},
        {"setting": "EnrolmentToken", "value": True, "by": "machine"},
        {"setting": "Language", "value": "en", "by": "policy"},
        {"setting": "Printer", "value": "system:HP M404", "by": "machine"},
        {"setting": "Role", "ignored": "policy"},
    ]
    assert "Role trong chính sách của tổ chức" in err


def test_the_provinces_own_authority_is_laid_down_kept_and_renewed(here: Path) -> None:
    authority, stranger = Authority.make(), Authority.make("Stranger")
    certificate, key = authority.server(here)
    province = Province(here / "tinh").start("--tls-certificate", str(certificate), "--tls-key", str(key))
    file = here / "tinh.cer"
    try:
        lay_down(here, ServerUrl=province.url, ServerCa=str(file), EnrolmentToken=province.token())
        with pytest.raises(Trouble) as away:
            call(enrol, here)
        assert (away.value.sentence.key, away.value.sentence.args) == ("enrol.ca_away", {"name": "tinh.cer"})
        file.write_text("no certificate")
        with pytest.raises(Refused) as no:
            call(enrol, here)
        assert (no.value.field, no.value.sentence.key) == ("ca", "enrol.ca_file")
        file.write_text(stranger.pem)
        with pytest.raises(Trouble):
            call(enrol, here)
        file.write_bytes(authority.certificate.public_bytes(Encoding.DER))  # as Windows exports it
        code, [line], err = call(enrol, here)  # what was begun with the stranger's goes on with the right one
        assert (code, err, line["already"]) == (0, "", False)
        file.unlink()
        assert identity_of(here).ca == authority.pem
        file.write_bytes(
            b"\xef\xbb\xbfChung ch\xe1\xbb\x89\r\n" + key.read_bytes() + (stranger.pem + authority.pem).encode()
        )
        code, [again], err = call(enrol, here, ca=file)  # without a code: another authority from now on
        assert (code, err, again) == (0, "", line | {"already": True})
        assert identity_of(here).ca == stranger.pem + authority.pem
        assert run_here("sync", "--once", "--data", here / "data", home=here).code == 0
        with pytest.raises(Refused):
            call(enrol, here, ca=here / "none.pem")
        lay_down(here, ServerUrl=province.url)
        assert call(enrol, here, token=province.token())[0] == 0  # anew: what was believed of this server still is
        assert identity_of(here).ca == stranger.pem + authority.pem
    finally:
        province.close()


def identity_of(here: Path) -> Identity:
    store = open_store(here / "data")
    try:
        assert store.identity is not None
        return store.identity
    finally:
        store.close()


@pytest.mark.parametrize("role", ["kiosk", "board", "hub"])
def test_a_machine_with_a_role_that_is_not_there_yet_says_so(role: str) -> None:
    with pytest.raises(Trouble) as no:
        demand_desk(MachineSettings(role=role))
    assert "chưa có phần đó" in say(no.value.sentence)
    assert "does not have yet" in say(no.value.sentence, "en")


def test_a_desk_is_a_desk() -> None:
    demand_desk(MachineSettings(role="desk"))
    demand_desk(MachineSettings())


def test_a_window_that_is_not_wanted_at_log_on_ends_at_once(tmp_path: Path) -> None:
    said = run_here("desk", "--autostart", "--data", tmp_path / "data", home=tmp_path)
    assert (said.code, said.out, said.err) == (0, "", "")
    assert not (tmp_path / "data").exists()
