"""The grammar of the log knows every message of the program, and lets nothing else through."""

from __future__ import annotations

import ast
import logging
import re
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counter
from counter.log.file import LINE, THREAD, close_log, open_log
from counter.log.folder import log_files
from counter.log.known import MESSAGES, known_lines, known_stack
from counter.log.place import STEPS, place_of, step_of

PACKAGE = Path(counter.__file__).parent
LEVELS = ("debug", "info", "warning", "error", "exception", "critical")
HEAD = "2026-11-21T08:15:00.123+07:00 ERROR MainThread counter.gui.background: "


def calls() -> list[tuple[str, str | None, int]]:
    """(place, message, number of words) of every call of a logger in the program; None for what is no plain text."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source if "getLogger" in source else "")):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            where, of = f"{path.name}:{node.lineno}", ast.unparse(node.func.value)
            if (node.func.attr in LEVELS and of == "_log") or of.startswith("logging.getLogger(__name__)"):
                message = node.args[0]
                found.append((where, message.value if isinstance(message, ast.Constant) else None, len(node.args) - 1))
            elif node.func.attr == "log" and of == "_log":
                message = node.args[1]
                found.append((where, message.value if isinstance(message, ast.Constant) else None, len(node.args) - 2))
    return found


def test_every_message_of_the_program_is_known_and_no_other_is() -> None:
    found = calls()
    assert len(found) >= 15
    for where, message, words in found:
        assert message in MESSAGES, where
        assert len(MESSAGES[message]) == words, where
    assert {message for _, message, _ in found} == set(MESSAGES)


def test_no_module_writes_to_a_logger_in_a_way_the_search_does_not_see() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert len(re.findall(r"logging\.(?:debug|info|warning|error|exception|critical)\(", source)) == 0, path
        for name in re.findall(r"^(\w+) = logging\.getLogger\(", source, re.MULTILINE):
            assert name == "_log", path


def test_what_is_really_written_is_let_through(tmp_path: Path) -> None:
    handler = open_log(tmp_path / "logs")
    log = logging.getLogger("counter.gui.background")
    try:
        int("Nguyễn Văn A")
    except ValueError as error:
        log.error("bug in a deed: %s", place_of(error))
    log.warning("qt %s %s", "qt.qpa.fonts", "QFont::setPointSize")
    log.error("print log: %s", "store.disk_full")
    thread = threading.Thread(target=lambda: log.info("closed"), name="chị Hà")
    thread.start()
    thread.join()
    close_log(handler)
    (path,) = log_files(tmp_path / "logs")
    written = path.read_text(encoding="utf-8").splitlines()
    assert len(written) == 4
    assert known_lines(written) == (written, 0)
    assert "Hà" not in written[3]


def test_every_thread_of_the_program_that_has_a_plain_name_is_known_by_it() -> None:
    named = {
        name
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r'Thread\([^)]*name="([a-z]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) >= 6
    assert all(re.fullmatch(THREAD, name) for name in named)


def test_a_mistake_that_calls_itself_for_ever_makes_one_line_of_moderate_length() -> None:
    def again() -> None:
        again()

    with pytest.raises(RecursionError) as caught:
        again()
    place = place_of(caught.value)
    assert place.count(" < ") == STEPS - 1
    assert known_lines([HEAD + f"bug: {place}"])[1] == 0


def test_no_line_is_longer_than_its_bound_whatever_a_message_holds(tmp_path: Path) -> None:
    handler = open_log(tmp_path / "logs")
    (tmp_path / "logs").mkdir()
    logging.getLogger("counter").error("bug: %s", "x" * 100_000)
    close_log(handler)
    (path,) = log_files(tmp_path / "logs")
    assert path.stat().st_size == LINE + 1


@pytest.mark.parametrize(("file", "function", "step"), [
    ("C:\\Users\\Hà\\counter\\gui\\desk.py", "run", "desk.run:7"), ("/home/hà/bảng kê.py", "<module>", "other.<module>:7"),
    ("Trịu Thị Xuyếng", "xuyếng", "other.other:7"), ("<frozen importlib._bootstrap>", "_find", "other._find:7"),
    ("", "", "other.other:7"),
])  # fmt: skip
def test_a_step_holds_names_of_functions_and_no_folder(file: str, function: str, step: str) -> None:
    assert step_of(file, function, 7) == step


@pytest.mark.parametrize("line", [
    HEAD + "bug: KeyError at find.rows:12 Trịu Thị Xuyếng",
    HEAD + "bug: KeyError: 'Trịu Thị Xuyếng' at find.rows:12",
    HEAD + "bug: TriuThiXuyeng at find.rows:12",
    HEAD + "bug: KeyError at xuyếng.rows:12",
    HEAD + "bug: KeyError at find.rows:022190777313",
    HEAD + "print log: 0987654013",
    HEAD + "print log: khoam.luong",
    HEAD + "print log: xuyeng.ngoach@thu-la.vn",
    HEAD + "qt default QXuyếng",
    HEAD + "counter 022190777313 is open",
    HEAD + "closed 0987654013",
    HEAD + "closed\u2028Trịu Thị Xuyếng",
    HEAD.replace("MainThread", "Xuyeng") + "closed",
    HEAD.replace("MainThread", "xuyeng") + "closed",
    HEAD.replace("MainThread", "Thread-1 (Xuyếng)") + "closed",
    HEAD.replace("counter.gui", "counter.xuyếng") + "closed",
    HEAD.replace("2026", "0222190777313") + "closed",
    "Trịu Thị Xuyếng " + HEAD + "closed",
    HEAD,
    "closed",
    "Traceback (most recent call last):",
    "KeyError: 'Trịu Thị Xuyếng'",
    '  File "/home/xuyeng/counter/find.py", line 12, in rows',
])  # fmt: skip
def test_a_line_with_anything_else_in_it_is_dropped_and_counted(line: str) -> None:
    good = HEAD + "closed"
    assert known_lines([good, line, good]) == ([good, good], 1)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(MESSAGES)), st.data())
def test_words_of_a_person_in_any_place_of_a_message_never_pass(message: str, data: st.DataObject) -> None:
    words = "Trịu Thị Xuyếng", "022190777313", "0987654013", "a@thu-la.vn", "Thôn Nhèm Nhẹp", "https://ha:mk@x/"
    if MESSAGES[message]:
        typed = data.draw(st.sampled_from(words))
        line = HEAD + re.sub("%[sd]", lambda _: typed, message)
        assert known_lines([line]) == ([], 1)


@pytest.mark.parametrize(
    "line", ['  File "/home/ha/x.py", line 3 in run', "    xuyếng.run:3", "Xuyeng", "Fatal", "Thread 0x7f (Hà)"]
)
def test_a_stack_holds_nothing_but_steps(line: str) -> None:
    assert known_stack(["Segmentation fault", line, "Current thread", "    find.rows:12"])[1] == 1
