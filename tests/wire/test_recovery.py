"""The way back into a database: what is sealed, asked, answered and spoken; nothing of it can be changed unnoticed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.checkpoint import new_key, public_key
from counter.wire.binary import BadMessage
from counter.wire.recovery import Request, Secret, WrappedKey, name_of, new_request, wrap_key
from counter.wire.recovery_key import RecoveryKey, read_recovery_key, write_recovery_key
from counter.wire.recovery_text import request_in, request_text
from counter.wire.request import Forged
from counter.wire.sealing import NotOpened, public_sealing_key, suite
from counter.wire.spoken import GROUPS, SIGNS, Misheard, heard, spoken

RECOVERY = bytes(range(1, 33))
SECRET = Secret(bytes(range(100, 132)), bytes(range(16)), "H49.22", "03")
PROVINCE = new_key()
WRAPPED = wrap_key(SECRET, public_sealing_key(RECOVERY))
REQUEST, ASK = new_request(WRAPPED)


def test_key_comes_back_to_the_machine_that_asked_and_says_whose_it_is() -> None:
    request = Request.decode(REQUEST.encode())
    secret, answer = request.answer(RECOVERY)
    assert secret == SECRET
    assert request.take(ASK, answer) == SECRET.key
    assert answer != SECRET.key
    assert request.answer(RECOVERY)[1] == answer


def test_wrapped_file_says_nothing_of_the_key_or_of_whose_it_is() -> None:
    raw = WRAPPED.encode()
    for hidden in (SECRET.key, SECRET.device, b"H49.22"):
        assert hidden not in raw
    assert WrappedKey.decode(raw).name == name_of(SECRET.key)
    assert wrap_key(SECRET, public_sealing_key(RECOVERY)).encode() != raw


def test_answer_is_of_no_use_to_another_request() -> None:
    _, answer = REQUEST.answer(RECOVERY)
    other, other_ask = new_request(WRAPPED)
    for request, ask in ((other, other_ask), (other, ASK), (REQUEST, other_ask)):
        with pytest.raises(NotOpened):
            request.take(ask, answer)


def test_another_recovery_key_opens_nothing() -> None:
    with pytest.raises(NotOpened):
        REQUEST.answer(bytes(range(2, 34)))


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=60)
def test_changed_request_is_never_answered_as_if_it_were_whole(at: int, bit: int) -> None:
    raw = bytearray(REQUEST.encode())
    raw[at % len(raw)] ^= 1 << bit
    try:
        changed = Request.decode(bytes(raw))
    except BadMessage:
        return
    try:
        _, answer = changed.answer(RECOVERY)
    except NotOpened:
        return
    # Only its one-time key is another: the asking machine gets nothing out of the answer, and the number told it.
    assert changed.ask != REQUEST.ask
    with pytest.raises(NotOpened):
        REQUEST.take(ASK, answer)


@given(raw=st.binary(max_size=400))
@settings(deadline=None, max_examples=100)
def test_noise_is_no_request_and_no_wrapped_key(raw: bytes) -> None:
    for decode in (Request.decode, WrappedKey.decode):
        for message in (raw, b"\xc7\x01\x12" + raw, b"\xc7\x01\x13" + raw):
            try:
                decode(message)
            except BadMessage:
                continue
            assert len(message) >= 43


def test_one_time_key_of_no_use_is_refused() -> None:
    with pytest.raises(NotOpened):
        Request(bytes(32), WRAPPED).answer(RECOVERY)


def test_number_is_another_when_anything_is() -> None:
    number = REQUEST.number()
    assert len(number.replace(" ", "")) == 16
    assert Request.decode(REQUEST.encode()).number() == number
    assert Request(X25519PrivateKey.generate().public_key().public_bytes_raw(), WRAPPED).number() != number


def test_sealed_under_another_name_is_not_believed() -> None:
    """Who makes a file of a key that he knows cannot pass it off as another database's."""
    public = public_sealing_key(RECOVERY)
    other = wrap_key(Secret(bytes(32), SECRET.device, "H49.22", "03"), public)
    with pytest.raises(NotOpened):
        WrappedKey(WRAPPED.name, public, other.sealed).open(RECOVERY)
    plain = bytes(32) + SECRET.device + b"\x06H49.22\x0203"
    sealed = suite().encrypt(plain, X25519PublicKey.from_public_bytes(public), b"\xc7\x01\x12" + WRAPPED.name + public)
    with pytest.raises(NotOpened):
        WrappedKey(WRAPPED.name, public, sealed).open(RECOVERY)
    honest = suite().encrypt(plain, X25519PublicKey.from_public_bytes(public), b"\xc7\x01\x12" + other.name + public)
    assert WrappedKey(other.name, public, honest).open(RECOVERY).key == bytes(32)


@pytest.mark.parametrize("through", ["> {}", "  {}  ", "{}\r"], ids=["quoted", "indented", "dos"])
def test_request_is_found_in_whatever_a_mail_made_of_it(through: str) -> None:
    lines = request_text(REQUEST, "Số đối chiếu 1234").splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith("-----BEGIN"))
    body = [through.format(line) for line in lines[begin + 1 : -1]]
    assert request_in("\n".join(["Chào anh,", *lines[: begin + 1], *body, lines[-1], "Hà"])) == REQUEST


def test_text_with_no_request_or_two_or_a_spoilt_one_is_refused() -> None:
    text = request_text(REQUEST, "")
    for wrong in ("", "chào", text + text, text.replace("-----END", "----END"), text.replace("\nx", "\n%")[:-80]):
        with pytest.raises(BadMessage):
            request_in(wrong)


def test_recovery_key_is_believed_with_the_signature_of_its_province_only() -> None:
    key = RecoveryKey(1_795_000_000_000, public_sealing_key(RECOVERY))
    message = write_recovery_key(key, PROVINCE)
    assert read_recovery_key(message, public_key(PROVINCE)) == key
    assert len(key.fingerprint.replace(" ", "")) == 32
    with pytest.raises(Forged):
        read_recovery_key(message, public_key(new_key()))
    for at in range(3, len(message)):
        changed = bytearray(message)
        changed[at] ^= 1
        with pytest.raises(BadMessage):
            read_recovery_key(bytes(changed), public_key(PROVINCE))
    for cut in range(len(message)):
        with pytest.raises(BadMessage):
            read_recovery_key(message[:cut], public_key(PROVINCE))


@given(content=st.binary(min_size=32, max_size=32))
@settings(deadline=None, max_examples=50)
def test_spoken_bytes_are_heard_however_they_are_written_down(content: bytes) -> None:
    code = spoken(content)
    assert [len(group) for group in code.split()] == [5] * GROUPS
    for written in (
        code,
        code.lower(),
        code.replace(" ", "-"),
        code.replace(" ", ""),
        code.replace("0", "O").replace("1", "l"),
    ):
        assert heard(written) == content


@given(content=st.binary(min_size=32, max_size=32), place=st.integers(0, 64), step=st.integers(1, 31))
@settings(deadline=None, max_examples=100)
def test_each_wrong_sign_is_noticed_and_its_group_named(content: bytes, place: int, step: int) -> None:
    signs = list(spoken(content).replace(" ", ""))
    signs[place] = SIGNS[(SIGNS.index(signs[place]) + step) % 32]
    with pytest.raises(Misheard) as slip:
        heard("".join(signs))
    assert slip.value.groups == (place // 5 + 1,)


@given(content=st.binary(min_size=32, max_size=32), place=st.integers(0, 63))
@settings(deadline=None, max_examples=100)
def test_swapped_neighbours_and_swapped_groups_are_noticed(content: bytes, place: int) -> None:
    signs = list(spoken(content).replace(" ", ""))
    if place % 5 < 4 and signs[place] != signs[place + 1]:
        signs[place], signs[place + 1] = signs[place + 1], signs[place]
        with pytest.raises(Misheard):
            heard("".join(signs))
    groups = spoken(content).split()
    one, other = place % 12, place % 12 + 1
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(Misheard) as slip:
        heard(" ".join(groups))
    assert set(slip.value.groups) == {one + 1, other + 1}


@pytest.mark.parametrize("text", ["", "ABCDE", "0" * 64, "0" * 66, "U" + "0" * 64, "é" * 65])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Misheard):
        heard(text)
