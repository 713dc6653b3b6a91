"""Fees: fixed, by formula, set elsewhere, ended; what the clerk states; never an invented amount."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.fee import Fee, certified_copy, fee_for, format_vnd, quantities_of
from counter.domain.procedure import FeeRule
from counter.domain.sentence import Refused, say
from counter.store.catalogue import load_catalogue

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 21)


def fee(code: str, on: date = TODAY, **more: object) -> Fee:
    return fee_for(CATALOGUE.procedure(code, TODAY).fee, on, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pages", "vnd"),
    [(1, 2000), (2, 4000), (3, 5000), (10, 12000), (197, 199000), (198, 200000), (199, 200000), (1000, 200000)],
)
def test_a_certified_copy_costs_by_its_pages(pages: int, vnd: int) -> None:
    assert certified_copy(pages, 2000) == vnd
    assert fee("2.000815", quantities={"pages": pages, "copies": 3}).vnd == 3 * vnd


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 2000))
def test_a_copy_s_price_is_the_sum_over_its_pages_up_to_the_cap(pages: int) -> None:
    total = 0
    for page in range(1, pages + 1):
        total += 2000 if page < 3 else 1000
    assert certified_copy(pages, 2000) == min(total, 200_000)


def test_a_certified_copy_without_its_pages_has_no_amount_yet() -> None:
    found = fee("2.000815", quantities={"copies": 2})
    assert (found.vnd, found.state) == (None, "none")
    assert "ghi số trang" in say(found.why)


@pytest.mark.parametrize(
    ("code", "quantities", "vnd"),
    [
        ("2.000635", None, 8000),
        ("2.000635", {"copies": 5}, 40000),
        ("2.000884", {"count": 3}, 30000),
        ("2.001035", None, 50000),
        ("1.004222", {"count": 2}, 20000),
        ("1.001193", {"copies": 9}, 0),
        ("1.013133", None, 0),
    ],
)
def test_a_fixed_amount_is_multiplied_by_its_own_quantity(
    code: str, quantities: dict[str, int] | None, vnd: int
) -> None:
    assert fee(code, quantities=quantities).vnd == vnd


@pytest.mark.parametrize(("paid", "state"), [(False, "unpaid"), (True, "paid")])
def test_an_amount_is_owed_until_it_is_paid(paid: bool, state: str) -> None:
    assert fee("2.000635", paid=paid).state == state


def test_nothing_is_owed_where_nothing_is_asked() -> None:
    assert fee("1.001193").state == "none"
    assert fee("1.001193", paid=True).state == "none"


@pytest.mark.parametrize("code", ["1.000656", "1.012817", "1.002693", "1.001653"])
def test_an_amount_set_elsewhere_is_unknown_until_the_clerk_states_it(code: str) -> None:
    assert (fee(code).vnd, fee(code).state) == (None, "none")
    stated = fee(code, stated_vnd=15000, paid=True)
    assert (stated.vnd, stated.state, stated.stated) == (15000, "paid", True)


def test_an_exemption_is_stated_as_nothing() -> None:
    found = fee("2.000635", stated_vnd=0)
    assert (found.kind, found.vnd, found.state) == ("fixed", 0, "none")


def test_an_amount_ends_with_its_text() -> None:
    assert fee("1.013239", on=date(2026, 12, 31)).vnd == 0
    ended = fee("1.013239", on=date(2027, 1, 1))
    assert ended.vnd is None
    assert "31/12/2026" in say(ended.why)


def test_an_unknown_amount_cannot_have_been_paid() -> None:
    with pytest.raises(Refused) as refused:
        fee("1.000656", paid=True)
    assert refused.value.field == "fee_vnd"


@pytest.mark.parametrize("vnd", [-1, 10_000_000_001, True, 1.5])
def test_an_amount_that_cannot_be_is_refused(vnd: object) -> None:
    with pytest.raises(Refused) as refused:
        fee("1.000656", stated_vnd=vnd)
    assert "10.000.000.000" in say(refused.value.sentence)


@pytest.mark.parametrize(
    ("key", "value"), [("copies", 0), ("pages", -3), ("count", True), ("pages", 10001), ("apples", 0)]
)
def test_a_quantity_that_cannot_be_is_refused_beside_its_field(key: str, value: int) -> None:
    with pytest.raises(Refused) as refused:
        fee("2.000815", quantities={key: value})
    assert refused.value.field == (key if key != "apples" else "fee_quantity")


@pytest.mark.parametrize(
    ("code", "asked"),
    [("2.000815", ("pages", "copies")), ("2.000635", ("copies",)), ("2.000884", ("count",)), ("1.001193", ())],
)
def test_the_clerk_is_asked_only_for_what_the_rule_multiplies(code: str, asked: tuple[str, ...]) -> None:
    assert quantities_of(CATALOGUE.procedure(code, TODAY).fee) == asked


def test_a_rule_without_its_amount_or_formula_is_unknown() -> None:
    assert fee_for(FeeRule("fixed"), TODAY).vnd is None
    assert fee_for(FeeRule("formula", 2000), TODAY).vnd is None


def test_every_procedure_s_fee_is_said_in_both_languages() -> None:
    for code in CATALOGUE.codes():
        found = fee(code)
        assert say(found.why).endswith(".")
        assert say(found.why, "en").endswith(".")


def test_an_amount_is_written_with_points() -> None:
    assert [format_vnd(vnd) for vnd in (0, 8000, 1250000)] == ["0", "8.000", "1.250.000"]
