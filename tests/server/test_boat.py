"""Bundles at the province: honest ones twice, and whatever a stick may hold besides; nothing of it is a failure of ours."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counter.domain.sentence import Refused
from counter.journal.checkpoint import new_key
from counter.server.bundles import answer, newest, take_in
from counter.server.export import export
from counter.server.province import Province
from counter.wire.bundle import BundleReader, BundleWriter, Record, Way
from counter.wire.bundle_records import RETURN_NAME, CarriedReply, OutHead, ReturnHead
from counter.wire.sealing import Sealer, key_name, new_sealing_key, public_sealing_key
from tests.made.boat import at_province
from tests.made.device import Device, slots

Enrolled = Callable[..., Device]


def head_of(device: Device, number: int = 1, **changes: object) -> OutHead:
    plain = OutHead(
        secrets.token_bytes(16), number, 1, device.log.device, public_sealing_key(new_sealing_key()), "06652", "03"
    )
    return replace(plain, **changes)


def bundle(
    device: Device, file: Path, *, head: OutHead | None = None, messages: list[bytes] | None = None,
    key: bytes | None = None,
) -> Path:  # fmt: skip
    """What the device would write, or what somebody makes of it."""
    made = bytearray()
    assert device.granted.sealing_key is not None
    writer = BundleWriter(made.extend, Way.OUT, device.granted.sealing_key, key or device.key)
    writer.add(Record.HEAD, (head or head_of(device)).encode())
    for message in [device.message(device.request(whole=True))] if messages is None else messages:
        writer.add(Record.REQUEST, message)
    writer.done()
    file.write_bytes(made)
    return file


def refused(province: Province, file: Path) -> str:
    before = list(export(province))
    with pytest.raises(Refused) as no:
        take_in(province, file)
    assert list(export(province)) == before
    return no.value.sentence.key


def test_bundle_is_taken_once_however_often_it_comes_and_is_answered_for_its_device(
    province: Province, enrolled: Enrolled, tmp_path: Path
) -> None:
    one, two = enrolled(), enrolled()
    one.receive(3)
    two.receive(2)
    private = new_sealing_key()
    head = head_of(one, return_key=public_sealing_key(private))
    first = bundle(one, tmp_path / "first", head=head)
    arrived = [take_in(province, file) for file in (first, bundle(two, tmp_path / "second"), first)]
    assert [(a.entries, a.new) for a in arrived] == [(3, 3), (2, 2), (3, 0)]
    province.interpreter.catch_up()
    assert [a.head.device for a in newest(province, arrived)] == [one.log.device, two.log.device]
    done = answer(province, arrived[0], tmp_path)
    assert RETURN_NAME.fullmatch(done.file.name)
    assert (done.entries, [(log.epoch, log.seq) for log in done.logs], done.left) == (2, [(one.log.epoch, 3)], False)
    with done.file.open("rb") as file:
        reader = BundleReader(file, Way.RETURN, lambda name: private if name == key_name(head.return_key) else None)
        told = ReturnHead.decode(reader.check(lambda _: one.granted.province_key))
        assert (told.answers, told.device) == (head.id, one.log.device)
        carried = [CarriedReply.decode(content) for record, content in reader.records() if record is Record.REPLY]
    asked = one.request(whole=True)
    for reply in carried:
        assert one.read(asked, reply.message).acked == 3
    assert len(one.seen) == 2
    assert slots(list(export(province))) == {
        (d.log.epoch, e.envelope.seq, e.hash.hex()) for d in (one, two) for e in d.log.entries
    }


def test_bundle_signed_by_another_device_is_refused(province: Province, enrolled: Enrolled, tmp_path: Path) -> None:
    one, two = enrolled(), enrolled()
    one.receive(1)
    assert refused(province, bundle(one, tmp_path / "a", key=two.key)) == "bundle.damaged"
    assert refused(province, bundle(one, tmp_path / "b", key=new_key())) == "bundle.damaged"


def test_request_of_another_device_in_a_bundle_needs_that_devices_signature(
    province: Province, enrolled: Enrolled, tmp_path: Path
) -> None:
    """Whoever carries another's signed request only carries it; what is not signed is not taken."""
    one, two = enrolled(), enrolled()
    two.receive(1)
    honest = two.message(two.request(whole=True))
    forged = honest[:-1] + bytes((honest[-1] ^ 1,))
    assert refused(province, bundle(one, tmp_path / "a", messages=[forged])) == "bundle.damaged"


def test_request_that_is_not_whole_and_builds_on_nothing_is_refused(
    province: Province, enrolled: Enrolled, tmp_path: Path
) -> None:
    one = enrolled()
    one.receive(4)
    one.acked = 2  # the province has never heard of them
    file = bundle(one, tmp_path / "a", messages=[one.message(one.request())])
    assert refused(province, file) == "bundle.damaged"


@pytest.mark.parametrize("word", ["../../x", "a/b", "con\\", "", "nine letters", "\u0661", "a\0b"])
def test_place_that_could_lead_elsewhere_is_refused(
    province: Province, enrolled: Enrolled, tmp_path: Path, word: str
) -> None:
    one = enrolled()
    for changes in ({"unit": word}, {"counter": word}):
        assert refused(province, bundle(one, tmp_path / "a", head=head_of(one, **changes))) == "bundle.damaged"


@pytest.mark.parametrize("key", [bytes(32), b"\1" + bytes(31)])
def test_key_for_the_answer_that_is_none_is_refused_and_leaves_no_file(
    province: Province, enrolled: Enrolled, tmp_path: Path, key: bytes
) -> None:
    one = enrolled()
    one.receive(1)
    arrived = take_in(province, bundle(one, tmp_path / "a", head=head_of(one, return_key=key)))
    with pytest.raises(Refused) as no:
        answer(province, arrived, tmp_path)
    assert no.value.sentence.key == "bundle.damaged"
    assert [file.name for file in tmp_path.iterdir() if file.is_file() and "bundle" in file.name] == []


def test_what_is_no_file_is_refused_without_waiting_for_it(province: Province, tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "counter-06652-03-00000000.bundle"
    os.mkfifo(pipe)
    (tmp_path / "zero").symlink_to("/dev/zero")
    for path in (pipe, tmp_path / "zero", tmp_path):
        assert refused(province, path) == "bundle.no_file"


SEEN = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
_RECORD = st.builds(
    lambda kind, length, content: bytes((kind, *length)) + content,
    st.integers(0, 6), st.sampled_from([b"\0", b"\5", b"\x7f", b"\x80", b"\x80\0", b"\xff\xff\xff\xff\x0f", b"\xff" * 6]),
    st.binary(max_size=200),
)  # fmt: skip


@SEEN
@given(content=st.one_of(st.binary(max_size=400), st.lists(_RECORD, max_size=5).map(b"".join)))
@example(b"\1\x80")  # the end in the middle of a length
@example(b"\1\xff\xff\xff\xff")
def test_anybody_may_seal_rubbish_for_the_province_and_is_refused(
    province: Province, tmp_path: Path, content: bytes
) -> None:
    public = public_sealing_key(province.authority.sealing_key)
    prefix = bytes((0xC7, 1, Way.OUT)) + key_name(public)
    made = bytearray(prefix)
    sealer = Sealer(made.extend, public, prefix)
    sealer.add(content)
    sealer.done()
    (tmp_path / "rubbish").write_bytes(made)
    assert at_province(province, [tmp_path / "rubbish"], tmp_path / "none")[1][0][1].startswith("bundle.")


@SEEN
@given(message=st.binary(max_size=300), tail=st.booleans())
def test_device_that_signs_rubbish_is_refused(
    province: Province, enrolled: Enrolled, tmp_path: Path, message: bytes, tail: bool
) -> None:
    one = enrolled()
    messages = [bytes((0xC7, 1, 1)) + message if tail else message]
    assert refused(province, bundle(one, tmp_path / "rubbish", messages=messages)) == "bundle.damaged"
