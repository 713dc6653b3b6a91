"""A page of documentation, read as whoever types from it reads it: its commands, links, paths and headings."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from importlib import import_module

from counter.cli import VERBS, _parser

_PROGRAM = re.compile(
    r'^(?:sudo -u counter )?(?:/opt/counter/bin/counter|"%ProgramFiles%\\Counter\\counter-cli\.exe"|counter-cli|counter) '
)
_FENCE = re.compile(r"^ *```[a-z]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_HEADING = re.compile(r"^(#{1,4}) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(#([^)]+)\)")
_PLACEHOLDER = re.compile(r"[…\[\]]")


def fenced(page: str) -> Iterator[str]:
    """The lines of its boxes, without remarks; one that goes on is one."""
    for block in _FENCE.findall(page):
        for line in block.replace("\\\n", " ").splitlines():
            plain = re.sub(r"\s{2,}# .*$|^\s*# .*$", "", line).strip()
            for part in re.split(r"\s*(?:;\s{1,2}| && )\s*", plain):
                if part:
                    yield part


def spans(page: str) -> list[str]:
    """What stands in its text as code."""
    return _SPAN.findall(_FENCE.sub("", page))


def headings(page: str) -> list[tuple[int, str]]:
    """(level, words) of each heading outside its boxes."""
    return [(len(marks), words) for marks, words in _HEADING.findall(_FENCE.sub("", page))]


def slug(words: str) -> str:
    """What a heading is linked by."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def broken_links(page: str) -> set[str]:
    """Links to headings that are not there."""
    return set(_LINK.findall(page)) - {slug(words) for _, words in headings(page)}


def empty_sections(page: str) -> list[str]:
    """Headings under which nothing is said."""
    held = re.split(r"^(#{1,4}) (.+)$", _FENCE.sub("box", page), flags=re.MULTILINE)
    sections = list(zip(held[1::3], held[2::3], held[3::3], strict=True))
    return [
        words
        for (marks, words, body), following in zip(sections, [*(s[0] for s in sections[1:]), "#"], strict=True)
        if not re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL).strip() and len(following) <= len(marks)
    ]


def _tree() -> argparse.ArgumentParser:
    parser, verbs = _parser("en")
    for module in VERBS.values():
        import_module(f"counter.commands.{module}").add_parser(verbs)
    return parser


def _below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


class Commands:
    """The program's command line, asked whether it would take what a page says."""

    def __init__(self) -> None:
        self._parser = _tree()

    def faults(self, page: str) -> list[str]:
        """What of the page's commands the program does not know. Boxes must be right to the letter; in the text verb and
        options are looked at."""
        boxes = [self._fault(line, whole=True) for line in fenced(page) if _PROGRAM.match(line)]
        text = [self._fault(span, whole=False) for span in spans(page) if _PROGRAM.match(span)]
        return [fault for fault in (*boxes, *text) if fault]

    def _fault(self, line: str, *, whole: bool) -> str | None:
        words = shlex.split(_PROGRAM.sub("", line), posix=False)
        if words[:1] == ["…"]:  # a line of the log
            return None
        words = [word.strip('"') for word in words if not re.fullmatch(r"[<>|].*", word)]
        if whole and not _PLACEHOLDER.search(line):
            return self._refused(words, line)
        parser, options = self._parser, set(self._parser._option_string_actions)
        for word in (re.sub(r"[\[\]…]", "", word) for word in words):
            if word.startswith("--"):
                if word.partition("=")[0] not in options:
                    return f"{line}: no option {word}"
            elif word in _below(parser):
                parser = _below(parser)[word]
                options |= set(parser._option_string_actions)
            elif parser is self._parser and word in ("VERB",):
                return None
            elif parser is self._parser:
                return f"{line}: no verb {word}"
        return None

    def _refused(self, words: list[str], line: str) -> str | None:
        complaint: list[str] = []
        words = [word for word in words if word not in ("--lang", "vi", "en")]
        if words[:1] and words[0] not in VERBS:
            return f"{line}: no verb {words[0]}"
        for parser in _all(self._parser):
            parser.error = lambda message: (complaint.append(message), _stop())[1]  # type: ignore[method-assign, assignment]
        try:
            self._parser.parse_args(words)
        except _Stop:
            return f"{line}: {complaint[0]}"
        return None


class _Stop(Exception):
    pass


def _stop() -> None:
    raise _Stop


def _all(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for below in _below(parser).values():
        yield from _all(below)
