"""The wordings of all subjects, merged: key → (Vietnamese, English). One module a subject."""

from __future__ import annotations

from importlib import import_module

_SUBJECTS = (
    "account",
    "backup",
    "bundle",
    "card",
    "check",
    "command",
    "diagnostics",
    "due",
    "enrol",
    "fee",
    "journal",
    "matter",
    "person",
    "policy",
    "printing",
    "reception",
    "recovery",
    "refusal",
    "scan",
    "store",
    "sync",
)


def _merged() -> dict[str, tuple[str, str]]:
    texts: dict[str, tuple[str, str]] = {}
    for subject in _SUBJECTS:
        for key, pair in import_module(f"counter.domain.wording.{subject}").TEXTS.items():
            if key in texts:
                raise ValueError(f"two wordings for {key}")
            texts[key] = pair
    return texts


TEXTS = _merged()
