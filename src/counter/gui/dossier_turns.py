"""A withdrawal, and what a supervisor decided or took note of, as lines of a dossier's story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from counter.gui.dossier_view import Step
from counter.gui.matter_sides import asked_by_words
from counter.journal.kinds import WITHDRAWN
from counter.store.dossiers import Fact

translate = QCoreApplication.translate
_DOT = " · "


def withdrawn_step(body: Mapping[str, Any], when: str) -> Step:
    """Who asked, why, and where it was taken."""
    title = translate("DossierTurns", "Withdrawn at counter {0}").format(body["counter"])
    parts = [when, body["clerk"], translate("DossierTurns", "asked by {0}").format(asked_by_words(body["asked_by"]))]
    parts.append(translate("DossierTurns", "reason: {0}").format(body["reason"]))
    if body["papers_back"]:
        parts.append(translate("DossierTurns", "papers given back"))
    return Step(title, _DOT.join(parts))


def resolved_step(body: Mapping[str, Any], when: str, facts: Sequence[Fact]) -> Step:
    """What stands from then on, or that it was looked at."""
    parts = [when, body["clerk"]]
    if body["note"]:
        parts.append(translate("DossierTurns", "note: {0}").format(body["note"]))
    return Step(_decision(body, facts), _DOT.join(parts))


def _decision(body: Mapping[str, Any], facts: Sequence[Fact]) -> str:
    if body["choice"] is None:
        return translate("DossierTurns", "A supervisor has looked at it")
    chosen = next((fact for fact in facts if fact.hash.hex() == body["choice"]), None)
    while chosen is not None and chosen.body is not None and chosen.body.get("choice"):
        chosen = next((fact for fact in facts if chosen.body and fact.hash.hex() == chosen.body["choice"]), None)
    if chosen is None or chosen.kind != WITHDRAWN or chosen.body is None:
        return translate("DossierTurns", "The supervisor decided: the dossier goes on")
    words = translate("DossierTurns", "The supervisor decided: the withdrawal of counter {0} stands")
    return words.format(chosen.body["counter"])
