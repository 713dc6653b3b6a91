"""What the list of dossiers says while it has nothing to show: what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from counter.domain.dossier_code import ProvisionalPattern, normalise_scanned, parse_code, parse_provisional

translate = QCoreApplication.translate
EmptyKind = Literal[
    "busy",
    "no_dossiers",
    "nothing_lately",
    "nothing_found",
    "nothing_found_lately",
    "unknown_code",
    "filter_empty",
    "trouble",
]


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """Icon by its file name, headline, sentence, and the one act that helps, if any."""

    icon: str
    headline: str
    sentence: str
    act: str = ""


def is_code(text: str) -> bool:
    """Whether it is a whole dossier code or provisional reference, as a reader gives one."""
    code = normalise_scanned(text)
    return parse_code(code) is not None or parse_provisional(code, ProvisionalPattern()) is not None


def empty_kind(query: str, taken_filter: str, period: str) -> EmptyKind:
    """Why a list is empty, from what was asked for."""
    if query:
        return "unknown_code" if is_code(query) else "nothing_found_lately" if period == "30" else "nothing_found"
    if taken_filter != "all":
        return "filter_empty"
    return "no_dossiers" if period == "all" else "nothing_lately"


def empty_words(kind: EmptyKind, query: str) -> EmptyWords:
    """The words for it. A query is shown as it was typed, so that a slip of the finger is seen."""
    match kind:
        case "busy":
            return EmptyWords("clock", translate("EmptyList", "Reading the list"), "")
        case "unknown_code":
            return EmptyWords(
                "scan-line",
                translate("EmptyList", "No dossier here bears the code {0}").format(normalise_scanned(query)),
                translate(
                    "EmptyList",
                    "It may belong elsewhere, or not have come here yet. Check the paper, or search the name.",
                ),
                translate("EmptyList", "New search"),
            )
        case "nothing_found_lately":
            return EmptyWords(
                "search",
                translate("EmptyList", "Nothing found for “{0}” in the last 30 days").format(query),
                translate(
                    "EmptyList",
                    "Older dossiers can be searched too.",
                ),
                translate("EmptyList", "Search any time"),
            )
        case "nothing_found":
            return EmptyWords(
                "search",
                translate("EmptyList", "Nothing found for “{0}”").format(query),
                translate(
                    "EmptyList",
                    "Try fewer letters, the given name alone, or the last digits of a code or phone.",
                ),
                translate("EmptyList", "New search"),
            )
        case "filter_empty":
            return EmptyWords(
                "filter",
                translate("EmptyList", "Nothing under this filter"),
                translate("EmptyList", "Nothing needs to be done here now."),
                translate("EmptyList", "Show all"),
            )
        case "nothing_lately":
            return EmptyWords(
                "file-plus",
                translate("EmptyList", "No dossiers in the last 30 days"),
                translate("EmptyList", "Received dossiers appear here at once. Press F2 to receive one."),
                translate("EmptyList", "Show any time"),
            )
        case _:
            return EmptyWords(
                "file-plus",
                translate("EmptyList", "No dossiers yet"),
                translate("EmptyList", "Received dossiers appear here at once. Press F2 to receive the first one."),
            )
