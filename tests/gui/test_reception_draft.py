"""The draft of the reception page: what is autosaved comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from counter.gui.reception_draft import PaperDraft, PartyDraft, ReceptionDraft

WORDS = st.text(max_size=30)
PARTIES = st.builds(
    PartyDraft,
    number=WORDS,
    name=WORDS,
    birth_date=WORDS,
    sex=st.sampled_from(["", "male", "female"]),
    address=WORDS,
    phone=WORDS,
    scanned=st.booleans(),
    doubtful=st.lists(st.sampled_from(["name", "address"]), unique=True).map(tuple),
)
PAPERS = st.builds(
    PaperDraft,
    WORDS,
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from(["submit", "present"]),
    st.booleans(),
    st.booleans(),
)
DRAFTS = st.builds(
    ReceptionDraft,
    request=WORDS,
    applicant=PARTIES,
    owner=PARTIES,
    for_other=st.booleans(),
    procedure=WORDS,
    papers=st.lists(PAPERS, max_size=4).map(tuple),
    fee_quantity=st.lists(st.tuples(WORDS, st.integers(0, 9999)), max_size=2).map(tuple),
    note=WORDS,
    copies=st.integers(0, 3),
)


@given(DRAFTS)
@settings(deadline=None, max_examples=80)
def test_a_draft_comes_back_from_json_as_it_was(draft: ReceptionDraft) -> None:
    assert ReceptionDraft.from_dict(json.loads(json.dumps(draft.to_dict()))) == draft


def test_a_draft_of_another_version_is_read_as_far_as_it_is_known() -> None:
    plain = ReceptionDraft(note="x").to_dict() | {"new_field": 1}
    plain["applicant"] = {"name": "An", "shoe_size": 41}
    del plain["owner"], plain["papers"]
    draft = ReceptionDraft.from_dict(plain)
    assert draft == replace(ReceptionDraft(note="x"), applicant=PartyDraft(name="An"))


def test_only_what_somebody_would_miss_makes_a_draft_worth_keeping() -> None:
    assert ReceptionDraft(request="r", copies=1, paper_size="A4").is_empty()
    assert not ReceptionDraft(note="Gọi trước khi trả").is_empty()
    assert not ReceptionDraft(applicant=PartyDraft(phone="0912")).is_empty()


def test_one_number_field_serves_citizens_and_foreigners() -> None:
    assert PartyDraft(number="022 190 004 512").personal_number() == "022190004512"
    assert PartyDraft(number="022190004512").passport() == ""
    assert PartyDraft(number="C1234567").passport() == "C1234567"
    assert PartyDraft(number="C1234567").personal_number() == ""
    assert PartyDraft(number="٠٢٢").personal_number() == ""
