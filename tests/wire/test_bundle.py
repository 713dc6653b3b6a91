"""The bundle's own form: a head first, everything signed at the end, and limits before anything is kept."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.checkpoint import new_key, public_key, sign
from counter.wire import bundle
from counter.wire.binary import BadMessage
from counter.wire.bundle import BadBundle, BundleReader, BundleWriter, Record, Way, Why
from counter.wire.bundle_records import RETURN_NAME, CarriedReply, OutHead, ReturnHead, place_word
from counter.wire.limits import MESSAGE
from counter.wire.sealing import new_sealing_key, public_sealing_key

READER, MAKER = new_sealing_key(), new_key()
HEAD = OutHead(bytes(range(16)), 3, 1_795_000_000_000, b"d" * 16, bytes(range(32)), "07192", "03")


def written(fill: Callable[[BundleWriter], object], way: Way = Way.OUT) -> io.BytesIO:
    file = io.BytesIO()
    writer = BundleWriter(file.write, way, public_sealing_key(READER), MAKER)
    fill(writer)
    writer.done()
    return file


def read(file: io.BytesIO, way: Way = Way.OUT, **limits: int) -> tuple[bytes, list[tuple[Record, bytes]]]:
    reader = BundleReader(file, way, lambda _: READER, **limits)
    return reader.check(lambda _: public_key(MAKER)), list(reader.records())


def why(file: io.BytesIO, **limits: int) -> Why:
    with pytest.raises(BadBundle) as no:
        read(file, **limits)
    return no.value.why


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=6))
def test_records_come_back_as_they_went(messages: list[bytes]) -> None:
    def fill(writer: BundleWriter) -> None:
        writer.add(Record.HEAD, HEAD.encode())
        for message in messages:
            writer.add(Record.REQUEST, message)

    head, records = read(written(fill))
    assert OutHead.decode(head) == HEAD
    assert records == [(Record.REQUEST, message) for message in messages]


def test_size_is_told_while_it_is_written() -> None:
    file = io.BytesIO()
    writer = BundleWriter(file.write, Way.OUT, public_sealing_key(READER), MAKER)
    writer.add(Record.HEAD, HEAD.encode())
    for _ in range(3):
        writer.add(Record.REQUEST, bytes(MESSAGE))
        assert 0 <= writer.size - file.tell() < 70_000
    writer.done()
    assert writer.size == file.tell()


@pytest.mark.parametrize(
    "fill",
    [
        lambda w: None,
        lambda w: w.add(Record.REQUEST, b"x"),
        lambda w: (w.add(Record.HEAD, HEAD.encode()), w.add(Record.HEAD, HEAD.encode())),
        lambda w: (w.add(Record.HEAD, HEAD.encode()), w.add(Record.END, bytes(68))),
        lambda w: (w.add(Record.HEAD, HEAD.encode()), w._sealer.add(b"\2\1x")),
        lambda w: (w.add(Record.HEAD, HEAD.encode()), w._sealer.add(b"\7\0")),
        lambda w: (w.add(Record.HEAD, HEAD.encode()), w._sealer.add(b"\2\x81\x00x")),
    ],
    ids=[
        "nothing",
        "no head",
        "two heads",
        "an end before the end",
        "unsigned record",
        "unknown record",
        "long number",
    ],
)
def test_content_out_of_order_is_damaged(fill: Callable[[BundleWriter], object]) -> None:
    assert why(written(fill)) is Why.DAMAGED


def test_records_without_end_are_too_many() -> None:
    def fill(writer: BundleWriter) -> None:
        writer.add(Record.HEAD, HEAD.encode())
        for _ in range(60):
            writer.add(Record.REQUEST, b"")

    assert why(written(fill), most=50) is Why.TOO_LARGE


def test_file_that_grows_while_it_is_read_is_given_up() -> None:
    class Growing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(size) or bytes(size or 0)

    def fill(writer: BundleWriter) -> None:
        writer.add(Record.HEAD, HEAD.encode())
        writer.add(Record.REQUEST, bytes(200_000))

    file = Growing(written(fill).getvalue())
    assert why(file, largest=300_000) in (Why.TOO_LARGE, Why.DAMAGED)
    assert file.tell() < 600_000


def test_record_beyond_its_limit_is_never_written() -> None:
    with pytest.raises(ValueError, match="limit"):
        written(lambda w: w.add(Record.REQUEST, bytes(MESSAGE + 1)))


def test_signature_of_a_bundle_signs_nothing_else() -> None:
    """A checkpoint's signature is no bundle's, and one reader's is no other's."""
    made = written(lambda w: w.add(Record.HEAD, HEAD.encode()))
    other = new_sealing_key()
    reader = BundleReader(made, Way.OUT, lambda _: other)
    with pytest.raises(BadBundle):
        reader.check(lambda _: public_key(MAKER))
    assert bundle._signed(Way.OUT, bytes(32), 1, bytes(32)) != bundle._signed(Way.RETURN, bytes(32), 1, bytes(32))
    assert len(sign(MAKER, bundle._signed(Way.OUT, bytes(32), 1, bytes(32)))) == 64


@pytest.mark.parametrize("kind", [OutHead, ReturnHead])
@given(raw=st.binary(max_size=200))
def test_heads_are_read_or_refused(kind: type[OutHead] | type[ReturnHead], raw: bytes) -> None:
    with contextlib.suppress(BadMessage):
        assert kind.decode(raw).encode() == raw


def test_heads_and_replies_come_back() -> None:
    back = ReturnHead(b"i" * 16, HEAD.id, 3, 99, HEAD.device, b"g" * 16)
    assert ReturnHead.decode(back.encode()) == back
    reply = CarriedReply(4, 20, 300, 2, b"a reply")
    assert CarriedReply.decode(reply.encode()) == reply


def test_names_say_where_and_nothing_of_whom() -> None:
    assert HEAD.file_name == "counter-07192-03-00010203.bundle"
    assert HEAD.return_name == "counter-07192-03-00010203-return.bundle"
    found = RETURN_NAME.fullmatch(HEAD.return_name)
    assert found is not None
    assert found.groups() == ("07192", "03", "00010203")
    assert RETURN_NAME.fullmatch(HEAD.file_name) is None
    words = {"Quầy Đỏ 3": "QuayDo3", "../..": "0", "": "0", "03": "03", "số 123456789": "so123456"}
    assert {text: place_word(text) for text in words} == words
