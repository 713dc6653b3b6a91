"""The batch door's loop: whatever a line is, it is answered, and the next one is read."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.commands.receive import serve_lines
from counter.store.verify import verify
from counter.usecases.sign_in import Session
from tests.made.applications import line
from tests.made.world import World

SESSION = Session("ha", "Phạm Thu Hà", "clerk", b"session1")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def answers(world: World, *lines: bytes) -> list[dict[str, Any]]:
    out = io.StringIO()
    serve_lines(world.receive_deed, SESSION, lines, out, copies=1)
    return [json.loads(text) for text in out.getvalue().split("\n")[:-1]]


def good(request: str = "good", **more: Any) -> bytes:
    return line(request, random.Random(request), **more).encode()


def test_lines_are_answered_in_order_when_some_are_broken(world: World) -> None:
    said = answers(world, good("a"), b"{", b"  ", "é".encode("latin-1"), b'["a"]', good("b"), b'{"id":"c"}', good("a"))
    assert [(s["ok"], s["id"]) for s in said] == [
        (True, "a"), (False, None), (False, None), (False, None), (True, "b"), (False, "c"), (True, "a"),
    ]  # fmt: skip
    assert [s["field"] for s in said if not s["ok"]] == ["line", "line", "line", "applicant"]
    assert (said[6]["code"], said[6]["again"], said[0]["again"]) == (said[0]["code"], True, False)


def test_name_is_refused_not_guessed_when_its_bytes_are_not_utf8(world: World) -> None:
    assert answers(world, good().replace(b'"name": "', b'"name": "\xff'))[0]["field"] == "line"


def test_byte_order_mark_and_line_ends_of_windows_are_taken(world: World) -> None:
    assert answers(world, b"\xef\xbb\xbf" + good() + b"\r\n")[0]["ok"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"papers": [{"name": "ệ" * 500, "originals": 1}] * 100}, "papers"),
        ({"received_at": "2026-11-23T08:00:00"}, "received_at"),
        ({"received_at": "9999-12-31T23:59:59-12:00"}, "received_at"),
        ({"due_at": "9999-12-31T23:59:59-12:00"}, "due_at"),
        ({"due_at": "2026-11-23T08:00:00"}, "due_at"),
        ({"due_at": "0001-01-01T00:00:00+14:00"}, "due_at"),
        ({"fee_vnd": 10**30}, "fee_vnd"),
        ({"sets": 10**30}, "sets"),
        ({"sets": True}, "sets"),
        ({"sets": 0}, "sets"),
        ({"fee_vnd": 8000, "fee_paid": "yes"}, "fee_paid"),
        ({"settled_at_once": 1}, "settled_at_once"),
        ({"fee_quantity": {"pages": 10**30}}, "pages"),
        ({"note": ["x"]}, "note"),
        ({"owner": 7}, "owner"),
        ({"id": 7}, "id"),
        ({"applicant": {"name": "An", "birth_date": "31/12/1990"}}, "applicant.birth_date"),
        ({"applicant": {"name": "An", "birth_date": "9999-99-99"}}, "applicant.birth_date"),
        ({"applicant": {"name": "An", "number": "022190004512", "old_number": "x" * 999}}, "applicant.old_number"),
    ],
)
def test_field_is_named_when_its_value_is_wild(world: World, more: dict[str, Any], field: str) -> None:
    (said,) = answers(world, good(**more) if "id" not in more else good().replace(b'"good"', b"7"))
    assert (said["ok"], said["field"]) == (False, field)
    assert len(said["reason"]) > 20
    assert verify(world.store.database).entries == 0


def test_answer_is_json_when_the_id_is_a_number_without_end(world: World) -> None:
    out = io.StringIO()
    serve_lines(world.receive_deed, SESSION, [b'{"id":1e400}', b'{"id":[[]]}'], out)
    for text in out.getvalue().splitlines():
        said = json.loads(text, parse_constant=pytest.fail)
        assert (said["ok"], said["id"], said["field"]) == (False, None, "applicant")


def test_line_is_refused_when_a_number_has_five_thousand_digits(world: World) -> None:
    assert answers(world, good().replace(b'"good"', b"1" * 5000))[0]["field"] == "line"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    "id", "procedure", "variant", "applicant", "owner", "papers", "sets", "deciding_agency", "received_at", "late_reason",
    "fee_vnd", "fee_quantity", "fee_paid", "return_by", "settled_at_once", "due_at", "note",
)  # fmt: skip


@given(changes=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4), people=st.dictionaries(
    st.sampled_from(("name", "number", "birth_date", "sex", "address", "phone", "email", "paper", "card")), JSON, max_size=3
))  # fmt: skip
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_gets_one_answer_whatever_it_holds(
    world: World, changes: dict[str, Any], people: dict[str, Any]
) -> None:
    held = json.loads(good())
    held["applicant"] |= people
    held |= changes
    said = answers(world, json.dumps(held).encode(), good("after"))
    assert len(said) == 2
    assert said[1]["ok"]
    assert said[0]["ok"] or said[0]["field"]


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_gets_at_most_one_answer_whatever_bytes_it_is(world: World, raw: bytes) -> None:
    pieces = raw.split(b"\n")
    said = answers(world, *pieces, good("after"))
    blank = sum(not piece.strip().removeprefix(b"\xef\xbb\xbf") for piece in pieces)
    assert len(said) == len(pieces) - blank + 1
    assert said[-1]["ok"]
