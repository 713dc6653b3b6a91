"""The command line: one verb, one module in `counter.commands`. JSON on standard output, sentences on standard error."""

from __future__ import annotations

import argparse
import contextlib
import locale
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter import __version__
from counter.commands.arguments import USAGE, Parser
from counter.domain.sentence import Language, Refused, Sentence, Trouble, say
from counter.log.dumps import leave_no_dumps

if TYPE_CHECKING:
    from counter.policy.source import Source

# Verb → module. Only the module of the verb given is loaded: a batch door must open quickly.
VERBS = {
    "desk": "desk",
    "demo": "demo",
    "server": "server",
    "enrol": "enrol",
    "policy": "policy",
    "set": "set",
    "account": "account",
    "receive": "receive",
    "card": "card",
    "due": "due",
    "attach": "attach",
    "find": "find",
    "receipt": "receipt",
    "status": "status",
    "sync": "sync",
    "statement": "statement",
    "bundle": "bundle",
    "verify": "verify",
    "recover": "recover",
    "backup": "backup",
    "restore": "restore",
    "diagnostics": "diagnostics",
    "doctor": "doctor",
}

BROKEN = 70
_LEFT_OUT = ("anyio", "fastapi", "psycopg", "starlette", "uvicorn", "PySide6.QtTest")  # of the installer for a counter


def main(argv: Sequence[str] | None = None, *, source: Source | None = None) -> int:
    """Run one command; the exit code is 0 only when everything asked for was done. `source`: where the language may be laid
    down, by default this machine's."""
    _streams()
    leave_no_dumps()
    arguments, language = _take_language(list(sys.argv[1:] if argv is None else argv), source)
    parser, verbs = _parser(language)
    verb = next((a for a in arguments if a in VERBS), None)
    for name, module in VERBS.items():
        if verb is None or name == verb:
            import_module(f"counter.commands.{module}").add_parser(verbs)
        else:
            verbs.add_parser(name, add_help=False)
    args = parser.parse_args(arguments)
    args.lang = language
    if not hasattr(args, "run"):
        parser.print_help(sys.stderr)
        return USAGE
    return _run(args, language)


def _streams() -> None:
    """UTF-8 whatever the locale. A stream that the caller closed is one that nobody hears and that says nothing."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 (for as long as the program runs)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(args: argparse.Namespace, language: Language) -> int:
    """What a command has to tell IT goes to the log of the data folder it works on, where there is one. The window has a
    log of its own."""
    if "data" not in args or args.run.__module__ == "counter.commands.desk":
        return _done(args, language)
    from counter.log.file import logged
    from counter.log.folder import FOLDER
    from counter.settings import default_data_folder

    data = args.data or default_data_folder() / getattr(args, "within", "")
    with logged(data / FOLDER, aloud="within" in args):
        return _done(args, language)


def _done(args: argparse.Namespace, language: Language) -> int:
    sentence, code = Sentence("store.disk"), 1
    try:
        if sys.stdout is None and args.run.__module__ != "counter.commands.desk":  # the window has no results to tell
            raise Trouble(Sentence("command.no_output"))
        done = int(args.run(args))
        if sys.stdout is not None:
            sys.stdout.flush()
        return done
    except Refused as refused:
        sentence, code = refused.sentence, USAGE
    except Trouble as trouble:
        sentence = trouble.sentence
    except BrokenPipeError:
        _let_go()  # nobody reads on; nothing to say
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError:
        _let_go()
    except Exception as error:
        if os.environ.get("COUNTER_TRACEBACK"):
            raise
        if isinstance(error, ModuleNotFoundError) and error.name in _LEFT_OUT:
            sentence = Sentence("command.no_server_part")
        else:
            _tell(error)
            sentence, code = Sentence("command.broken", {"where": _place(error)}), BROKEN
    print(say(sentence, language), file=sys.stderr)
    return code


def _let_go() -> None:
    """What could not be written is not tried again when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _place(error: Exception) -> str:
    """The kind of error and the line it came from: enough to find it, and nothing of a person."""
    import traceback  # only when something broke

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"


def _tell(error: Exception) -> None:
    import logging

    from counter.log.place import place_of

    logging.getLogger(__name__).error("bug: %s", place_of(error))


def desk() -> int:
    """The window, as the Start menu starts it."""
    return main(["desk", *sys.argv[1:]])


def _parser(language: Language) -> tuple[Parser, argparse._SubParsersAction[Any]]:
    parser = Parser(prog="counter", description="Quầy Một Cửa", language=language)
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--lang", choices=("vi", "en"), help="language of messages (default: the system's, else vi)")
    return parser, parser.add_subparsers(metavar="COMMAND")


def _system_locale() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    # Elsewhere than on Windows Python takes "no locale at all" for American English.
    return (locale.getlocale()[0] or "") if sys.platform == "win32" else ""


def _take_language(arguments: list[str], source: Source | None) -> tuple[list[str], Language]:
    """`--lang` may stand before or after the verb."""
    kept: list[str] = []
    language: str | None = None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--lang":
            language = next(rest, None)
        elif argument.startswith("--lang="):
            language = argument.partition("=")[2]
        else:
            kept.append(argument)
    if language is None:
        from counter.policy.machine import read_machine

        laid_down = read_machine(source).language
        return kept, laid_down or ("en" if _system_locale().lower().startswith("en") else "vi")
    if language not in ("vi", "en"):
        return ["--lang", language, *kept], "vi"  # argparse says what is allowed
    return kept, "en" if language == "en" else "vi"
