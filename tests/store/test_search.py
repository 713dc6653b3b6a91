"""Search: tone marks, đ, order of words, ends of numbers; and no text that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.domain.person import Organisation, Parties, Person
from counter.store.search import find
from counter.store.search_words import TAIL, dossier_words, name_words
from tests.made.world import World

PEOPLE = (
    ("Nguyễn Văn Anh", "022190000011", "0912345601"),
    ("Nguyễn Văn An", "022190000012", "0912345602"),
    ("Nguyễn Văn Ẩn", "022190000013", "0912345603"),
    ("Đỗ Thị Đào", "022190000014", "0912345604"),
    ("Trần Đức Long", "022190000015", "0987654321"),
    ("Nguyễn Văn An", "022190000016", "0912345606"),
    ("Hồ Rồng", "022190000017", "0912345607"),
    ("Lý Phương Nguyên", "022190000018", "0912345608"),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("search"))
    for name, number, phone in PEOPLE:
        world.receive(parties=Parties(Person(name, number, phone=phone)))
    yield world
    world.close()


def found(world: World, query: str, limit: int = 50) -> list[str]:
    with world.store.database.read() as transaction:
        return [PEOPLE[i - 1][0] for i in find(transaction, query, limit)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("nguyen van an", ["Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn Ẩn", "Nguyễn Văn Anh"]),
        ("Nguyễn Văn An", ["Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn Ẩn", "Nguyễn Văn Anh"]),
        ("nguyễn văn ẩn", ["Nguyễn Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn Anh"]),
        ("NGUYỄN VĂN ANH", ["Nguyễn Văn Anh"]),
        ("ẩn", ["Nguyễn Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn Anh"]),
        ("Ẩn Nguyễn Văn", ["Nguyễn Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn An", "Nguyễn Văn Anh"]),
        ("do thi dao", ["Đỗ Thị Đào"]),
        ("đỗ thị đào", ["Đỗ Thị Đào"]),
        ("Đào Đỗ", ["Đỗ Thị Đào"]),
        ("đ", ["Trần Đức Long", "Đỗ Thị Đào"]),
        ("long tran", ["Trần Đức Long"]),
        ("tra lo", ["Trần Đức Long"]),
        ("t d l", ["Trần Đức Long"]),
        ("phuong nguye", ["Lý Phương Nguyên"]),
        ("Nguye\u0302n", ["Lý Phương Nguyên", "Nguyễn Văn An", "Nguyễn Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn Anh"]),
        ("khong co ai", []),
        ("0987654321", ["Trần Đức Long"]),
        ("0987 654 321", ["Trần Đức Long"]),
        ("0987.654.321", ["Trần Đức Long"]),
        ("4321", ["Trần Đức Long"]),
        ("long 321", ["Trần Đức Long"]),
        ("an 602", ["Nguyễn Văn An"]),
        ("022190000014", ["Đỗ Thị Đào"]),
        ("190000014", ["Đỗ Thị Đào"]),
        ("H49.22-261123-0005", ["Trần Đức Long"]),
        ("h49.22 – 261123 – 0005", ["Trần Đức Long"]),
        ("261123-0005", ["Trần Đức Long"]),
        ("1123-0005", ["Trần Đức Long"]),
    ],
)
def test_found_in_this_order(world: World, query: str, names: list[str]) -> None:
    assert found(world, query) == names


def test_newest_comes_first_when_nothing_is_typed(world: World) -> None:
    assert found(world, "", 3) == [name for name, *_ in PEOPLE[:-4:-1]]
    assert found(world, " \u200b ", 1) == [PEOPLE[-1][0]]


def test_code_of_the_day_is_a_beginning_too(world: World) -> None:
    assert len(found(world, "H49.22-2611")) == len(PEOPLE)
    assert found(world, "H49.22-2611", 2) == [name for name, *_ in PEOPLE[:-3:-1]]


@pytest.mark.parametrize("limit", [-1, 0, 1, 3])
def test_no_more_than_the_limit(world: World, limit: int) -> None:
    for query in ("", "n", "nguyen", "0", "H49.22"):
        assert len(found(world, query, limit)) <= max(0, limit)


def test_numbers_turned_round_do_not_stand_in_the_way_of_names(world: World) -> None:
    assert found(world, "r") == ["Hồ Rồng"]
    assert found(world, "r1") == []
    assert found(world, TAIL) == []


@given(
    st.text(st.characters(), max_size=40) | st.text('"*()-:^+{}\\_NEAR AND OR NOT 0đ\u0301\ue000\ue001', max_size=20)
)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_searched(world: World, query: str) -> None:
    assert len(found(world, query, 50)) <= len(PEOPLE)


@given(st.data())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_beginning_of_every_word_in_any_order_finds_the_dossier(world: World, data: st.DataObject) -> None:
    name, _, phone = data.draw(st.sampled_from(PEOPLE))
    words = data.draw(st.permutations(name_words(name)))
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    assert name in found(world, " ".join(typed))
    assert name in found(world, " ".join([*typed, phone[-3:]]))


@given(st.text(st.characters(), max_size=30))
@settings(deadline=None, max_examples=200)
def test_words_are_one_word_to_the_index_too(text: str) -> None:
    for word in name_words(text):
        assert word == word.strip()
        assert not any(c.isspace() or c in "_\"'*()-" for c in word)
    assert len(dossier_words((text,), (text,), ()).split()) == len(set(dossier_words((text,), (text,), ()).split()))


def test_dossier_is_found_by_its_owner_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    owner = Organisation("Hợp tác xã Nuôi trồng Bình Minh", "5700123456")
    received = world.receive(parties=Parties(Person("Đỗ Thị Đào", "022190000014"), owner, "representative"))
    other = world.receive(
        parties=Parties(Person("Trần Văn Dân", "022190000019"), Person("Phạm Hữu Nghĩa", "022190000020"))
    )
    with world.store.database.read() as transaction:
        assert find(transaction, "binh minh hop tac") == [received.dossier]
        assert find(transaction, "nghĩa phạm") == [other.dossier]
    world.close()


def test_names_in_other_scripts_can_be_kept_and_found(tmp_path: Path) -> None:
    world = World(tmp_path)
    for name in ("Иван Петров", "李小龙", "Αλέξης", "محمد علي", "Öğütçü Şahin", "𞤀𞤁𞤂 Ba"):
        received = world.receive(parties=Parties(Person(name, paper="C1234567")))
        with world.store.database.read() as transaction:
            assert received.dossier in find(transaction, name), name
    world.close()
