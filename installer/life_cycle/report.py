"""The list of named checks: each is printed as it falls, and one that fails makes the whole run fail."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Stopped(Exception):
    """Nothing that follows could be right any more."""


class Report:
    """Prints `ok` or `FAIL` with the name of each check, and keeps the same lines in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text("", encoding="utf-8")
        self.passed: list[str] = []
        self.failed: list[str] = []

    def say(self, line: str) -> None:
        """One line to whoever watches, and to the file."""
        print(line, flush=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def check(self, name: str, held: object, found: object = "", *, vital: bool = False) -> bool:
        """One check; `found` is shown when it did not hold. Raises Stopped when a vital one fails."""
        if held:
            self.passed.append(name)
            self.say(f"ok    {name}")
            return True
        self.failed.append(name)
        self.say(f"FAIL  {name}" + (f"\n      found: {str(found)[-1500:]}" if str(found) else ""))
        if vital:
            raise Stopped(name)
        return False

    @contextmanager
    def part(self, name: str, *, vital: bool = False) -> Iterator[None]:
        """A chapter of the run, with its time. What breaks in it is a failed check, and the end of the run when it is vital."""
        begun = time.monotonic()
        self.say(f"--- {name}")
        try:
            yield
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, the other chapters are still to be read)
            self.check(f"{name}: goes through", False, f"{type(error).__name__}: {error}", vital=vital)
        finally:
            self.say(f"      {time.monotonic() - begun:.1f} s")

    def close(self) -> int:
        """The last line; the exit code."""
        self.say(f"{len(self.passed)} passed, {len(self.failed)} failed")
        return 1 if self.failed or not self.passed else 0
