"""Help, unknown verbs, missing arguments: a usable sentence in the language asked for, and exit code 2."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from counter.cli import VERBS
from counter.commands.arguments import Parser
from counter.commands.help_words import HELP
from tests.made.machine import run, run_here

CONTRACT = (
    "server",
    "enrol",
    "account",
    "receive",
    "card",
    "due",
    "find",
    "receipt",
    "status",
    "sync",
    "verify",
    "demo",
)
MONDAY = "2026-11-23T09:00:00+07:00"
VIETNAMESE = re.compile("[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]")


def said(*words: str) -> tuple[int, str, str]:
    with TemporaryDirectory() as home:
        answer = run_here(*words, home=Path(home))
    return answer.code, answer.out, answer.err


def test_help_names_every_verb_of_the_contract(tmp_path: Path) -> None:
    answer = run("--help", home=tmp_path)
    assert (answer.code, answer.err) == (0, "")
    assert not [verb for verb in CONTRACT if not re.search(rf"^ +{verb} ", answer.out, re.MULTILINE)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, language: str) -> None:
    code, out, err = said("--lang", language, verb, "--help")
    assert (code, err) == (0, "")
    assert f"counter {verb}" in out
    assert bool(VIETNAMESE.search(out.lower())) == (language == "vi")


def test_every_help_text_has_its_vietnamese_and_none_is_left_over() -> None:
    parser = Parser(prog="counter", language="en")
    verbs = parser.add_subparsers()
    for module in VERBS.values():
        import_module(f"counter.commands.{module}").add_parser(verbs)
    texts = set(_helps(parser)) | {"language of messages (default: the system's, else vi)"}
    texts.add("show program's version number and exit")
    assert texts == set(HELP)


def _helps(parser: argparse.ArgumentParser) -> list[str]:
    found = []
    for action in parser._actions:
        found += [action.help] if action.help and action.help != argparse.SUPPRESS else []
        if isinstance(action, argparse._SubParsersAction):
            found += [choice.help for choice in action._choices_actions if choice.help]
            for below in action.choices.values():
                found += _helps(below)
    return found


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "COMMAND"),
        (("bogus",), "COMMAND"),
        (("account",), "DEED"),
        (("account", "bogus"), "add"),
        (("server", "bogus"), "export"),
        (("due",), "--received"),
        (("due", "--received", MONDAY), "--working-days"),
        (("due", "--received", MONDAY, "--working-days", "x"), "--working-days"),
        (("due", "--received", MONDAY, "--working-days", "1", "--calendar-days", "1"), "--calendar-days"),
        (("find", "dung"), "--as"),
        (("find", "--as"), "--as"),
        (("find", "--as", "ha"), "query"),
        (("receipt", "--as", "ha", "--out", "x.pdf"), "code"),
        (("receipt", "--as", "ha", "x"), "--out"),
        (("receipt", "--as", "ha", "--out", "x.pdf", "--paper", "A3", "x"), "A5"),
        (("sync",), "--once"),
        (("enrol", "--server", "http://127.0.0.1:9"), "--token"),
        (("receive", "--as", "ha", "--nonsense"), "--nonsense"),
        (("server", "token", "--agency", "H49.22"), "--unit"),
        (("server", "token", "--agency", "H49.22", "--unit", "06652", "--uses", "0"), "--uses"),
        (("server", "--port", "70000"), "--port"),
    ],
)
def test_wrong_arguments_end_with_two_and_say_what_is_wrong(words: tuple[str, ...], named: str) -> None:
    for language in ("vi", "en"):
        code, out, err = said("--lang", language, *words)
        assert (code, out) == (2, "")
        assert named in err
        assert bool(VIETNAMESE.search(err.lower())) == (language == "vi") or not words  # the bare call shows the help


def test_what_was_typed_is_not_repeated_since_it_may_be_a_name(tmp_path: Path) -> None:
    for words in (("find", "--as", "ha", "Nguyễn", "Văn", "Dũng"), ("find", "--as", "ha", "--limit", "Dũng", "x")):
        answer = run(*words, home=tmp_path)
        assert (answer.code, answer.out) == (2, "")
        assert "Dũng" not in answer.err


@pytest.mark.parametrize(
    ("words", "environment", "english"),
    [
        ((), {"LC_ALL": "C.UTF-8"}, False),
        ((), {"LC_ALL": "", "LANG": ""}, False),
        ((), {"LC_ALL": "vi_VN.UTF-8"}, False),
        ((), {"LC_ALL": "", "LANG": "en_US.UTF-8"}, True),
        ((), {"LC_ALL": "fr_FR.UTF-8"}, False),
        (("--lang", "vi"), {"LC_ALL": "en_US.UTF-8"}, False),
        (("--lang=en",), {"LC_ALL": "vi_VN.UTF-8"}, True),
    ],
)
def test_language_is_the_one_asked_for_else_the_systems_else_vietnamese(
    words: tuple[str, ...], environment: dict[str, str], english: bool, tmp_path: Path
) -> None:
    refused = ("due", "--received", "hôm nay", "--working-days", "1")
    for order in ((*words, *refused), (*refused, *words)):
        answer = run(*order, home=tmp_path, env=environment)
        assert (answer.code, answer.out) == (2, "")
        assert ("offset" in answer.err) == english
        assert ("múi giờ" in answer.err) != english


def test_language_that_is_not_spoken_is_refused() -> None:
    for words in (("--lang", "fr", "card"), ("card", "--lang=fr")):
        code, _, err = said(*words)
        assert code == 2
        assert "vi, en" in err
