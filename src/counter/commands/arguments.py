"""Reading a command line: argparse in the chosen language, which never repeats what was typed, since it may be a name."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from counter.commands.help_words import HEADINGS, HELP
from counter.domain.sentence import Language, Sentence, say

USAGE = 2
# What argparse says in English → our sentence; the groups name options, never values.
_SAYINGS = (
    (r"the following arguments are required: (?P<names>.+)", "command.missing"),
    (r"one of the arguments (?P<names>.+) is required", "command.one_of"),
    (r"argument (?P<names>.+?): not allowed with argument (?P<other>.+)", "command.not_with"),
    (r"argument (?P<names>.+?): expected .*", "command.value_missing"),
    (r"argument (?P<names>.+?): invalid choice: .*\(choose from (?P<choices>.+)\)", "command.choice"),
    (r"argument (?P<names>.+?): (?:invalid|ignored) .*", "command.value"),
    (r"ambiguous option: .*could match (?P<names>.+)", "command.ambiguous"),
    (r"unrecognized arguments: (?P<rest>.+)", "command.unknown"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are in `language`; those of its verbs too."""

    def __init__(self, *args: Any, language: Language = "vi", **kwargs: Any) -> None:
        self.language: Language = language
        kwargs.setdefault("formatter_class", _InVietnamese if language == "vi" else argparse.HelpFormatter)
        super().__init__(*args, **kwargs)

    def add_subparsers(self, **kwargs: Any) -> argparse._SubParsersAction[Any]:
        kwargs.setdefault("parser_class", partial(type(self), language=self.language))
        return super().add_subparsers(**kwargs)

    def error(self, message: str) -> NoReturn:
        """Usage and one sentence on standard error, exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {say(_sentence(message), self.language)}\n")


class _InVietnamese(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(HEADINGS.get(heading or "", heading))

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return HELP.get(action.help or "", action.help)


def _sentence(message: str) -> Sentence:
    for pattern, key in _SAYINGS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            values: dict[str, object] = found.groupdict()
            if "choices" in values:
                values["choices"] = str(values["choices"]).replace("'", "")
            if "rest" in values:
                options = [word for word in str(values.pop("rest")).split() if re.fullmatch(r"--?[a-z][a-z-]*", word)]
                return (
                    Sentence("command.unknown", {"names": " ".join(options)})
                    if options
                    else Sentence("command.too_many")
                )
            return Sentence(key, values)
    return Sentence("command.value", {"names": ""})


def whole(least: int, most: int) -> Callable[[str], int]:
    """The type of an option that takes a whole number in plain digits within those bounds."""

    def number(text: str) -> int:
        if re.fullmatch(r"-?[0-9]{1,18}", text) is None or not least <= int(text) <= most:
            raise ValueError
        return int(text)

    return number


def shown_name(file: Path) -> str:
    """A file's name as a terminal may show it: on a stranger's stick it may hold anything."""
    return "".join(letter if letter.isprintable() else "?" for letter in file.name[:100])
