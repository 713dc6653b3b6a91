"""The grammar of the log: every line this program can have written, and nothing else.

A log leaves the machine only line by line through here. Whatever is not a known message with fitting words in its places
is dropped and counted, whoever wrote it. A test reads every call of a logger in the program and demands its message here."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable

from counter.log.file import THREAD

_STEP = r"(?:[A-Za-z_][A-Za-z0-9_]{0,60}|<[a-z]{1,20}>)\.(?:[A-Za-z_][A-Za-z0-9_]{0,60}|<[a-z]{1,20}>):[0-9]{1,6}"
_BUILT_IN = "|".join(
    name for name, one in vars(builtins).items() if isinstance(one, type) and issubclass(one, BaseException)
)
_KIND = (
    rf"(?:{_BUILT_IN}|Refused|Trouble|InvalidTag|InvalidSignature|Empty|Full|[A-Z][A-Za-z0-9]{{1,40}}(?:Error|Timeout))"
)

# What may stand in a place of a message.
_WORDS = {
    "place": rf"{_KIND}(?: at {_STEP}(?: < {_STEP})*)?",
    "way": rf"{_STEP}(?: < {_STEP})*|nowhere",
    "kind": _KIND,
    "function": r"[A-Za-z_][A-Za-z0-9_]{0,60}|<[a-z]{1,20}>",
    "number": r"-?[0-9]{1,7}|None",
    "version": r"[0-9]{1,4}\.[0-9]{1,4}(?:\.[0-9]{1,5})?(?:[a-z]{1,3}[0-9]{1,3})?",
    "uvicorn": r"Exception in ASGI application|Invalid HTTP request received\.",
    "key": r"(?:account|backup|bundle|command|journal|printing|scan|store|sync)(?:\.[a-z_]{2,40}){1,3}",
    "category": r"default|qt(?:\.[a-z0-9]{1,20}){1,4}",
    "qt": r"(?:Q[A-Za-z0-9]{1,40}(?:::~?[A-Za-z0-9]{1,40}){0,3})?",
    "end": r"Segmentation fault|Aborted|Bus error|Illegal instruction|Floating-point exception|Floating point exception"
    r"|access violation|stack overflow|page error|int(?:eger)? (?:divide by zero|overflow)|code 0x[0-9a-f]{8}|Other error",
}

# Message of a logger → the words in its places.
MESSAGES: dict[str, tuple[str, ...]] = {
    "counter %s is open": ("version",),
    "closed": (),
    "bug: %s": ("place",),
    "bug in a deed: %s": ("place",),
    "bug: %s in %s, line %s": ("kind", "function", "number"),
    "the program ended by itself: %s at %s": ("end", "way"),
    "qt %s %s": ("category", "qt"),
    "print log: %s": ("key",),
    "the database's key could not be wrapped for this machine; it stays as it is": (),
    "the wrapped key could not be written beside the database": (),
    "the province's recovery key is another; the database's key is wrapped with it": (),
    "a recovery key that is not the province's was not taken": (),
    "the local store cannot just now; sync waits": (),
    "the local store cannot just now; files wait": (),
    "the local store cannot just now; the copy waits": (),
    "a copy of %d entries was made and read back": ("number",),
    "no copy could be made: %s": ("key",),
    "a copy was not whole when it was read back": (),
    "the journal does not fit together in %d places; a copy is kept as it is": ("number",),
    "the kept catalogue cannot be read; the program's own is used": (),
    "interpreting waits: %s": ("kind",),
    "the database cannot just now: %s": ("kind",),
    "a step of %d entries failed (%s); going on one by one": ("number", "kind"),
    "a file cannot be written now: %s": ("kind",),
    "files that nobody needs stay for now: %s": ("kind",),
    "web server: %s %s": ("uvicorn", "place"),
    "a process ended with %s; another takes its place": ("number",),
    "the changed catalogue cannot be read; the one before is served": (),
}

_HEAD = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+07:00 (?:INFO|WARNING|ERROR|CRITICAL) "
    rf"(?:{THREAD}|other) counter(?:\.[a-z_]{{1,30}}){{0,4}}: "
)


def _pattern(message: str, words: tuple[str, ...]) -> str:
    pieces = re.split(r"%[sd]", message)
    assert len(pieces) == len(words) + 1, message
    return re.escape(pieces[0]) + "".join(
        f"(?:{_WORDS[word]}){re.escape(piece)}" for word, piece in zip(words, pieces[1:], strict=True)
    )


_LINE = re.compile(_HEAD + "(?:" + "|".join(_pattern(m, w) for m, w in MESSAGES.items()) + ")", re.ASCII)
_STACK = re.compile(
    rf"(?:{_WORDS['end']})|(?:Current thread|Thread)|    (?:{_STEP})|    nowhere|    and further", re.ASCII
)


def known_lines(lines: Iterable[str]) -> tuple[list[str], int]:
    """The lines of a log that this program can have written, in their order, and how many others there were."""
    return _sift(_LINE, lines)


def known_stack(lines: Iterable[str]) -> tuple[list[str], int]:
    """The same for a stack as `counter.log.crash` keeps it."""
    return _sift(_STACK, lines)


def _sift(pattern: re.Pattern[str], lines: Iterable[str]) -> tuple[list[str], int]:
    kept, dropped = [], 0
    for line in lines:
        if pattern.fullmatch(line):
            kept.append(line)
        elif line:
            dropped += 1
    return kept, dropped
