"""Of the self-check: whether the scanner's port answers, and what the last trial with a test code showed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from counter.domain.check import Finding, broken, look, unknown, well
from counter.domain.probe import Judged
from counter.domain.sentence import Sentence
from counter.journal.clock import VIETNAM

TRIAL = "scanner_trial"
"""The setting that keeps how the last trial ended; nothing of what was scanned is in it."""
_WARN = frozenset({"cut", "other_code", "not_ours", "caps_lock"})  # one more scan may already be right


def check_scanner(port: str | None, trial: Mapping[str, Any] | None, *, held: bool) -> Finding:
    """`port`: of a serial reader, None for one that types; `trial`: see TRIAL; `held`: the window of this counter listens
    to the port now, so that nobody else can open it."""
    if port is not None and not held:
        wrong = _try_port(port)
        if wrong is not None:
            return wrong
    if trial is None:
        return well("scanner", "port_well", port=port) if port is not None else unknown("scanner", "not_tried")
    if trial["trace"] != "same":
        return finding_of(judged_again(trial))
    local = datetime.fromisoformat(trial["at"]).astimezone(VIETNAM)
    return well("scanner", day=f"{local.day}/{local.month}/{local.year}")


def finding_of(judged: Judged, *, printed: bool = False) -> Finding:
    """What a trial came to. `printed`: the code that came is the one on the slip, not the one on the screen."""
    if judged.trace == "same":
        return well("scanner", "as_printed" if printed else "as_shown")
    state = look if judged.trace in _WARN else broken
    told = {"layout": Sentence(f"check.layout.{judged.layout}")} if judged.trace == "layout" else {}
    return state("scanner", judged.trace, **told)


def kept_trial(judged: Judged, at: datetime) -> dict[str, str]:
    """What is kept of a trial."""
    return {"trace": judged.trace, "layout": judged.layout, "at": at.isoformat(timespec="seconds")}


def judged_again(trial: Mapping[str, Any]) -> Judged:
    """The trial that was kept."""
    return Judged(trial["trace"], layout=trial.get("layout", ""))


def _try_port(port: str) -> Finding | None:
    from serial import Serial, SerialException

    try:
        Serial(port, timeout=0).close()
    except (SerialException, OSError, ValueError) as error:
        missing = (
            isinstance(error, FileNotFoundError) or "FileNotFoundError" in str(error) or "No such file" in str(error)
        )
        return broken("scanner", "port_missing" if missing else "port_busy", port=port)
    return None
