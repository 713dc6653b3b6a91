"""What the tables get beside what wixl writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counter.policy.registry import TOKEN_KEY, TOKEN_KEY_RIGHTS
from counter.policy.source import NAMES
from installer.msi import completion
from installer.msi.package import SOURCE, with_words, without_words
from installer.msi.pe import file_version
from installer.msi.tables import Table, parse
from tests.made.small_package import library, right_tables


def test_a_library_says_its_version(tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(library((6, 11, 3, 65535)))
    assert file_version(tmp_path / "a.dll") == "6.11.3.65535"


@pytest.mark.parametrize("data", [b"", b"MZ", b"MZ" + bytes(100), b"# " + library((1, 2, 3, 4))])
def test_a_file_has_no_version_when_it_is_no_library_or_says_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert file_version(tmp_path / "a") == ""


def test_the_program_reads_each_value_that_the_installer_writes() -> None:
    tables, _ = right_tables()
    written = {
        (row["Key"], row["Name"]) for row in tables["Registry"].rows if row["Component_"] in completion.CONDITIONS
    }
    assert {name for _, name in written} <= set(NAMES)
    assert (TOKEN_KEY, "EnrolmentToken") in written


def test_the_key_of_the_token_has_the_rights_that_the_program_asks_for() -> None:
    assert completion.TOKEN_ACCESS == TOKEN_KEY_RIGHTS


def test_no_stranger_is_let_into_the_data() -> None:
    trustees = re.findall(r"\(A;OICI;(?:FA|0x1301bf);;;([A-Z]{2})\)", completion.DATA_ACCESS)
    assert trustees == ["SY", "BA", "BU"]
    assert completion.DATA_ACCESS.startswith("D:P"), "what the folder above allows is not passed on"


def test_a_long_name_gets_a_short_one_of_its_own() -> None:
    tables, _ = right_tables()
    names = [row["FileName"] for row in tables["File"].rows]
    assert {name for name in names if "|" not in name} == {"counter.exe", "LICENSE.txt", "__init__.py"}
    assert all(re.fullmatch(r"[0-9A-F]{8}\.(PY|DLL)\|.+", name) for name in names if "|" in name)


def test_texts_of_the_source_stand_in_the_tables_again() -> None:
    source, words = without_words(SOURCE.read_text(encoding="utf-8"))
    assert source.isascii()
    assert "Quầy Một Cửa" in words.values()
    token = next(iter(words))
    table = Table(
        "Property", "s72\tl0", "Property\tProperty", ["Property", "Value"], [{"Property": "A", "Value": token}]
    )
    other = parse("Media\r\ni2\r\nMedia\tMedia\r\n1\r\n")
    assert [t.rows for t in with_words({"Property": table, "Media": other}, words)] == [
        [{"Property": "A", "Value": words[token]}]
    ]


def test_a_table_is_written_as_it_was_read() -> None:
    text = "A\tB\r\ns72\tl0\r\n65001\tT\tA\r\nx\tđ\r\ny\t\r\n"
    table = parse(text)
    assert (table.name, table.row(A="y")) == ("T", {"A": "y", "B": ""})
    assert table.archived() == text
