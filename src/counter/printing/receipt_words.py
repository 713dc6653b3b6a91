"""The sentences of form 01 that depend on the facts: the promise, the fee, where the result is fetched."""

from __future__ import annotations

from counter.domain.sentence import Sentence, say
from counter.printing.facts import FeeFacts, PaperFacts, PartyFacts, ReceiptFacts
from counter.printing.vietnamese_dates import NBSP, time_words


def code_label(facts: ReceiptFacts) -> str:
    """`Mã hồ sơ`, or plainly `Mã tạm`."""
    return _said("receipt.code_provisional" if facts.provisional else "receipt.code")


def code_note(facts: ReceiptFacts) -> str:
    """What must be said about the code; empty for an official one."""
    if facts.provisional:
        return _said("receipt.provisional_note")
    if facts.former_code:
        return _said("receipt.former_note", code=facts.former_code)
    return ""


def party_name(party: PartyFacts) -> str:
    """The name with its honour."""
    return f"{party.honour} {party.name}" if party.honour else party.name


def capacity_note(facts: ReceiptFacts) -> str:
    """By what right someone other than the owner hands the papers in; empty for the owner."""
    return "" if facts.capacity == "self" else _said(f"receipt.capacity_{facts.capacity}")


def phone_words(phone: str) -> str:
    """`0912 345 678`: a ten-digit number in groups that do not part at a line's end."""
    if len(phone) == 10 and phone.isdecimal():
        return NBSP.join((phone[:4], phone[4:7], phone[7:]))
    return phone.replace(" ", NBSP)


def paper_kinds(paper: PaperFacts) -> tuple[str, str]:
    """The columns kind and number of one paper, a line for each kind."""
    if paper.shown:
        return _said("receipt.shown"), f"{max(paper.originals + paper.copies, 1):02}"
    kinds = [("receipt.original", paper.originals), ("receipt.copy", paper.copies)]
    kept = [(_said(key), f"{number:02}") for key, number in kinds if number]
    if not kept:
        return "–", "–"
    return "\n".join(kind for kind, _ in kept), "\n".join(number for _, number in kept)


def no_papers() -> str:
    """The one row of a table without papers."""
    return _said("receipt.no_papers")


def promise(facts: ReceiptFacts) -> tuple[str, str]:
    """The due time in large letters and a note below it (may be empty). A forecast is called one."""
    if facts.settled_at_once:  # whatever the law would have given it: nothing is still to be fetched
        return _said("receipt.due_at_once"), ""
    if facts.due is None:
        asked = "receipt.due_unknown_phone" if facts.applicant.phone else "receipt.due_unknown_ask"
        return _said("receipt.due_unknown"), _said(asked)
    hour, _, day = time_words(facts.due).partition(", ")
    moment = f"{hour.replace(' ', NBSP)}, {day.replace(' ', NBSP)}"  # breaks before the day, if anywhere
    if facts.due_expected:
        return _said("receipt.due_expected", moment=moment), _said("receipt.due_expected_note")
    return moment, ""


def fetched_at(facts: ReceiptFacts) -> str:
    """Where and how the result is handed over."""
    if facts.return_by == "post" and not (facts.applicant.address or (facts.owner and facts.owner.address)):
        return _said("receipt.return_post_no_address")
    return _said(f"receipt.return_{facts.return_by}")


def fee_words(fee: FeeFacts) -> str:
    """Amount and whether it is paid; an amount that is not known is never guessed."""
    if fee.kind == "free" or fee.vnd == 0:
        return _said("receipt.fee_free")
    state = "" if fee.state == "none" else _said(f"receipt.fee_{fee.state}")
    if fee.vnd is None:
        kind = fee.kind if fee.kind in ("by_province", "by_law") else "unknown"
        known = _said(f"receipt.fee_{kind}")
    else:
        from counter.domain.fee import format_vnd

        known = f"{format_vnd(fee.vnd)}{NBSP}đồng"
    if fee.vnd is None and fee.state != "paid":
        return f"{known}; {_said('receipt.fee_to_be_told')}"
    return f"{known}, {state}" if state else known


def late_note(facts: ReceiptFacts) -> str:
    """Says of a reception entered later that its time is the true one; empty otherwise."""
    if facts.late_entered_at is None:
        return ""
    return _said("receipt.late", moment=time_words(facts.late_entered_at))


def _said(key: str, **args: object) -> str:
    return say(Sentence(key, args)).replace("Trung tâm", f"Trung{NBSP}tâm")
