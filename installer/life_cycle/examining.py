"""The machine looked at: `doctor`, and what policy lays down above the installer's values."""

from __future__ import annotations

from typing import Any

from installer.life_cycle import registry
from installer.life_cycle.program import Program, lines
from installer.life_cycle.report import Report

WELL = ("server", "clock", "certificate", "database", "enrolment", "policy", "sync", "window")
"""What must be well here. A wine has neither a printer nor access lists, and its clock shows the host's time zone."""


def doctor(report: Report, program: Program) -> None:
    """Each check answers; those that can be well are, and a missing printer is seen."""
    done = program.cli("doctor", at_most=180)
    told = {finding["check"]: finding for finding in lines(done)} if done.code in (0, 1) else {}
    ill = [told.get(name, name) for name in WELL if told.get(name, {}).get("state") != "well"]
    report.check(f"counter-cli doctor finds {', '.join(WELL)} well", not ill, ill or done.told())
    printer = told.get("printer", {})
    report.check("and that there is no printer", printer.get("ok") is False and printer.get("sentence"), printer)


def policy(report: Report, program: Program) -> None:
    """Group policy stands above what the installer wrote, and its end gives that back."""
    machine = program.machine
    before = _language(program)
    registry.write(machine, registry.POLICIES, "Language", "en")
    during = _language(program)
    registry.remove(machine, registry.POLICIES)
    found = (before, during, _language(program))
    wanted = (("vi", "machine"), ("en", "policy"), ("vi", "machine"))
    report.check("group policy wins over the installer's value, for as long as it stands", found == wanted, found)


def _language(program: Program) -> tuple[Any, Any]:
    told = {line.get("setting"): line for line in lines(program.cli("policy"))}
    language = told.get("Language", {})
    return language.get("value"), language.get("by")
