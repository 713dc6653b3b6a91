"""What the self-check says: short enough for the telephone, each with its own code, and in the operations page alike."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from counter.domain.check import CHECKS, CheckName, Finding, State
from counter.domain.probe import Trace
from counter.domain.sentence import Sentence
from counter.domain.wording.check import CODES, TEXTS
from tests.conftest import ROOT

_PLACE = re.compile(r"\{(\w+)\}")
_ROW = re.compile(r"^\| (M-\d\d) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TOLD = 235  # letters that are read out on the telephone in a quarter of a minute


def test_checks_are_listed_once_and_named() -> None:
    assert get_args(CheckName) == CHECKS
    assert all(f"check.name.{name}" in TEXTS for name in CHECKS)


def test_no_code_is_given_twice() -> None:
    assert len(set(CODES.values())) == len(CODES)
    assert all(re.fullmatch(r"M-[1-9]\d", code) for code in CODES.values())


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_sentence_is_short_polite_and_the_same_in_both_languages(key: str) -> None:
    vi, en = TEXTS[key]
    assert sorted(_PLACE.findall(vi)) == sorted(_PLACE.findall(en))
    assert len(vi) <= TOLD
    assert "!" not in vi + en
    assert "Lỗi" not in vi
    if key in CODES and not vi.endswith("}"):
        assert vi.endswith(".")


def test_well_has_no_code_and_everything_else_has_one() -> None:
    for key in TEXTS:
        if key.startswith(("check.name.", "check.layout.")):
            continue
        state: State = "look"
        assert Finding("server", state, Sentence(key)).code == CODES.get(key, "")
    without = {key.split(".")[2] for key in TEXTS if key.count(".") == 2 and key not in CODES}
    without -= {*CHECKS, "french", "german", "vietnamese", "seconds", "minutes", "hours", "days"}
    assert without <= {
        "well", "own", "local", "folder_well", "port_well", "as_shown", "as_printed", "nothing", "here_only", "open", "closed",
    }  # fmt: skip


def test_every_trace_of_a_scan_has_its_sentence() -> None:
    assert {f"check.scanner.{trace}" for trace in get_args(Trace) if trace != "same"} <= CODES.keys()


def test_operations_page_lists_every_code_in_the_words_that_are_said() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    listed = {code: (said.strip(), act.strip()) for code, said, act in _ROW.findall(page)}
    said = {code: _PLACE.sub("…", TEXTS[key][0]) for key, code in CODES.items()}
    assert {code: words for code, (words, _) in listed.items()} == said
    assert all(len(act) > 5 for _, act in listed.values())
    assert list(listed) == sorted(listed)
