"""The checks of the package's tables: silent about the right ones, loud about each spoilt one."""

from __future__ import annotations

import pytest

from installer.msi import checks, product
from installer.msi.mutants import MUTANTS, missed
from installer.msi.tables import Tables
from tests.made.small_package import right_tables


def test_no_fault_is_found_when_the_tables_are_right() -> None:
    assert checks.faults(*right_tables()) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{check}: {what}" for check, what, _ in MUTANTS])
def test_a_check_speaks_when_a_package_is_spoilt(mutant: tuple[str, str, object]) -> None:
    check, _, spoil = mutant
    tables, content = right_tables()
    spoil(tables)  # type: ignore[operator]
    faults = checks.faults(tables, content)
    assert any(fault.startswith(f"{check}: ") for fault in faults), faults


def test_each_check_has_a_mutant_that_it_must_notice() -> None:
    assert {check for check, _, _ in MUTANTS} == set(checks.CHECKS)


def test_a_mutant_is_told_when_no_check_notices_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(_: Tables, __: checks.Content):
        return iter(())

    monkeypatch.setitem(checks.CHECKS, "token", blind)
    told = missed(*right_tables())
    assert told == [f"{check}: {what}" for check, what, _ in MUTANTS if check == "token"]


def test_the_upgrade_code_is_the_one_that_was_first_given() -> None:
    assert product.UPGRADE_CODE == "FE8A68F8-2B7E-4EE2-A490-BAC4F815C464"
    assert f"{{{product.UPGRADE_CODE}}}" == checks.FOR_EVER
