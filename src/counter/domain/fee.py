"""What a reception costs: the catalogue's amount, the certification formula, or what the clerk was told to take.

Circular 226/2016/TT-BTC (certification), 281/2016 (copies of civil-status extracts), 85/2019 and 106/2021 (set by the
provincial council). An amount that the catalogue does not know stays unknown until the clerk states it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counter.domain.procedure import FeeKind, FeeRule
from counter.domain.sentence import Refused, Sentence

FeeState = Literal["none", "unpaid", "paid"]
HIGHEST = 10_000_000_000  # VND; more is a slip of the keyboard
MOST = 10_000  # copies, pages, cases in one reception
# Circular 226/2016/TT-BTC art. 4: from page 3 on, and the most that one copy costs.
LATER_PAGE, COPY_AT_MOST = 1_000, 200_000
_COUNTED = {"per_copy": "copies"}  # the quantity that a formula multiplies by; "count" for the others


@dataclass(frozen=True, slots=True)
class Fee:
    """`vnd` None: the amount is not known. `state` none: nothing is owed, or nobody knows yet how much.

    `stated`: the clerk gave the amount (set by the province, an exemption). `why` says where the amount comes from."""

    kind: FeeKind
    vnd: int | None
    state: FeeState
    why: Sentence
    stated: bool = False


def fee_for(
    rule: FeeRule,
    on: date,
    *,
    quantities: Mapping[str, int] | None = None,
    stated_vnd: int | None = None,
    paid: bool = False,
) -> Fee:
    """The fee of a reception on that day.

    `quantities`: "copies" (copies of an extract; certified copies), "pages" (of the original, per certified copy),
    "count" (cases, deals, documents, persons); 1 where it is not given, but pages must be. `stated_vnd` is the clerk's
    word and wins: the province's amount, a reduction or an exemption (0). After the rule's last day the catalogue's
    amount is no longer known. Raises Refused (field "fee_vnd", "copies", "pages" or "count")."""
    asked = {key: _quantity(key, value) for key, value in (quantities or {}).items()}
    if stated_vnd is not None:
        if isinstance(stated_vnd, bool) or not isinstance(stated_vnd, int) or not 0 <= stated_vnd <= HIGHEST:
            raise Refused("fee_vnd", Sentence("fee.amount", {"highest": format_vnd(HIGHEST)}))
        return Fee(
            rule.kind, stated_vnd, _state(stated_vnd, paid), Sentence("fee.stated", _money(stated_vnd)), stated=True
        )
    if rule.until is not None and on > rule.until:
        vnd, why = None, Sentence("fee.expired", {"until": f"{rule.until:%d/%m/%Y}"})
    else:
        vnd, why = _amount(rule, asked)
    if vnd is None and paid:
        raise Refused("fee_vnd", Sentence("fee.paid_unknown"))
    return Fee(rule.kind, vnd, _state(vnd, paid), why)


def certified_copy(pages: int, first_pages_vnd: int) -> int:
    """VND for one certified copy of an original of that many pages: two at the full rate, then 1,000 a page, capped."""
    return min(first_pages_vnd * min(pages, 2) + LATER_PAGE * max(pages - 2, 0), COPY_AT_MOST)


def format_vnd(vnd: int) -> str:
    """An amount as it is written here: `1.250.000`."""
    return f"{vnd:,}".replace(",", ".")


def quantities_of(rule: FeeRule) -> tuple[str, ...]:
    """Which quantities the clerk must be asked for: ("pages", "copies"), ("copies",), ("count",) or none."""
    if rule.formula is None:
        return ()
    return ("pages", "copies") if rule.formula == "certified_copy" else (_COUNTED.get(rule.formula, "count"),)


def _amount(rule: FeeRule, asked: Mapping[str, int]) -> tuple[int | None, Sentence]:
    if rule.kind == "free":
        return 0, Sentence("fee.free")
    if rule.kind not in ("fixed", "formula"):
        return None, Sentence(f"fee.{rule.kind}")
    if rule.vnd is None or (rule.kind == "formula" and rule.formula is None):
        return None, Sentence("fee.unknown")
    if rule.formula == "certified_copy":
        copies = asked.get("copies", 1)
        if "pages" not in asked:
            return None, Sentence("fee.pages_wanted", _money(rule.vnd))
        one = certified_copy(asked["pages"], rule.vnd)
        return one * copies, Sentence("fee.certified_copy", {"pages": asked["pages"], "copies": copies, **_money(one)})
    if rule.formula is None:
        return rule.vnd, Sentence("fee.fixed", _money(rule.vnd))
    count = asked.get(_COUNTED.get(rule.formula, "count"), 1)
    return rule.vnd * count, Sentence(f"fee.{rule.formula}", {"count": count, **_money(rule.vnd)})


def _quantity(key: str, value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise Refused(
            key if key in ("copies", "pages", "count") else "fee_quantity", Sentence("fee.quantity", {"most": MOST})
        )
    return value


def _state(vnd: int | None, paid: bool) -> FeeState:
    if not vnd:
        return "none"
    return "paid" if paid else "unpaid"


def _money(vnd: int) -> dict[str, object]:
    return {"vi": format_vnd(vnd), "en": f"{vnd:,}"}
