"""What a body may hold, and that a bad one is named by its rule whoever made it."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.body import DEPTH, INTEGERS, LIMIT, BadBody, decode_body, encode_body

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-INTEGERS + 1, INTEGERS - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)


def nested(levels: int) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for _ in range(levels):
        body = {"a": body}
    return body


@given(st.dictionaries(TEXT, VALUES, max_size=6))
@settings(deadline=None, max_examples=200)
def test_body_comes_back_equal(body: dict[str, Any]) -> None:
    raw = encode_body(body)
    assert decode_body(raw) == body
    assert encode_body(decode_body(raw)) == raw


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ({"a": 1.0}, "float"),
        ({"a": float("nan")}, "float"),
        ({"a": float("inf")}, "float"),
        ({"a": "Nguyễn\0"}, "NUL"),
        ({"a\0": 1}, "NUL"),
        ({"a": ["\0"]}, "NUL"),
        ({"a": "\ud800"}, "surrogate"),
        ({"\udfff": 1}, "surrogate"),
        ({"a": "Nguye\u0302\u0303n"}, "NFC"),
        ({"e\u0301": 1}, "NFC"),
        ({"a": INTEGERS}, "2\\^53"),
        ({"a": -INTEGERS}, "2\\^53"),
        ({"a": 10**400}, "2\\^53"),
        ({"a": b"bytes"}, "bytes"),
        ({1: "a"}, "key"),
        ({"a": nested(DEPTH + 1)}, "deep"),
        ({"a": "x" * LIMIT}, "at most 65536"),
    ],
)
def test_rule_is_named_when_a_body_breaks_it(body: dict[Any, Any], rule: str) -> None:
    with pytest.raises(BadBody, match=rule):
        encode_body(body)


def test_error_never_holds_the_content() -> None:
    for body in ({"a": "Nguyễn Văn An\0"}, {"a": "Nguyễn Văn An\ud800"}, {"a": "Nguye\u0302n Van An"}):
        with pytest.raises(BadBody) as refused:
            encode_body(body)
        assert "An" not in str(refused.value)


def test_largest_body_is_taken_and_one_byte_more_is_not() -> None:
    full = {"a": "x" * (LIMIT - len(b'{"a":""}'))}
    assert len(encode_body(full)) == LIMIT
    assert decode_body(encode_body(full)) == full
    full["a"] += "x"
    with pytest.raises(BadBody):
        encode_body(full)
    with pytest.raises(BadBody):
        decode_body(json.dumps(full, separators=(",", ":")).encode())


def test_deepest_body_is_taken() -> None:
    assert decode_body(encode_body(nested(DEPTH))) == nested(DEPTH)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b'"a"', b"7", b"{", b'{"a":1}x', b"\xff", b'{"a":"\xed\xa0\x80"}', b"\xef\xbb\xbf{}",
        b'{"a":NaN}', b'{"a":Infinity}', b'{"a":-Infinity}', b'{"a":1.0}', b'{"a":1e3}', b'{"a":"\\u0000"}',
        b'{"a":"\\ud800"}', b'{"a":"e\\u0301"}', b'{"a":"\x01"}', b'{"a":9007199254740992}',
        b'{"a":' + b"1" * 5000 + b"}", b'{"a":' * 60_000, b"[" * 65_536, b'{"a":' + b"[" * 33 + b"]" * 33 + b"}",
    ],
)  # fmt: skip
def test_bytes_of_others_are_refused_when_they_break_the_rules(raw: bytes) -> None:
    with pytest.raises(BadBody):
        decode_body(raw)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_a_body_or_a_bad_body(raw: bytes) -> None:
    for tried in (raw, b'{"a":' + raw + b"}", b'{"a":"' + raw + b'"}'):
        try:
            decode_body(tried)
        except BadBody:
            continue


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text(st.characters(), max_size=5), JSON, max_size=4))
@settings(deadline=None, max_examples=300)
def test_reader_takes_what_the_writer_takes(body: dict[str, Any]) -> None:
    """Whatever JSON another program makes of it, a body that may not be written may not be read either."""
    try:
        encode_body(body)
        allowed = True
    except BadBody:
        allowed = False
    try:
        decode_body(json.dumps(body).encode())
        read = True
    except BadBody:
        read = False
    assert read == allowed
