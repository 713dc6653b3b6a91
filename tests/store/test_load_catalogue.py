"""Reading the catalogue's folder, and its importer giving what is committed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from counter.settings import resource
from counter.store.catalogue import load_calendar, load_catalogue, read_catalogue


def test_another_folder_is_read_when_given(tmp_path: Path) -> None:
    shutil.copytree(resource("catalogue"), tmp_path / "c")
    file = tmp_path / "c" / "calendar.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "version": "of the province"}), "utf-8")
    assert load_catalogue(tmp_path / "c").calendar.version == load_calendar(tmp_path / "c").version == "of the province"
    assert load_catalogue().calendar.version != "of the province"


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="procedures"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize("name", ["procedures", "units", "calendar", "forms", "defaults"])
def test_a_broken_file_is_told_and_not_half_read(tmp_path: Path, name: str) -> None:
    shutil.copytree(resource("catalogue"), tmp_path / "c")
    (tmp_path / "c" / f"{name}.json").write_text("{}", "utf-8")
    with pytest.raises(KeyError):
        load_catalogue(tmp_path / "c")
    (tmp_path / "c" / f"{name}.json").write_text("{", "utf-8")
    with pytest.raises(ValueError):
        load_catalogue(tmp_path / "c")


def test_the_files_name_no_folder_of_any_machine() -> None:
    for name, content in read_catalogue().items():
        text = json.dumps(content, ensure_ascii=False)
        assert not re.search(r'"(?:/|[A-Za-z]:\\\\|file:|https?:)', text), name


def test_texts_are_in_one_spelling() -> None:
    import unicodedata

    for file in resource("catalogue").glob("*.json"):
        text = file.read_text("utf-8")
        assert unicodedata.normalize("NFC", text) == text, file.name
