"""Receiving an application: rules, number, fact, tables, index and print job in one durable transaction.

Performance matters here: this is what a queue of people waits for. The rules are so quick that a transaction before the
one that counts would cost more than it spared the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter.domain.catalogue import Catalogue
from counter.domain.deadline import by_hand
from counter.domain.deadline import due as due_of
from counter.domain.dossier_code import check_agency
from counter.domain.due import Due
from counter.domain.duty import duties_of
from counter.domain.fee import Fee, fee_for
from counter.domain.person_rules import checked_parties
from counter.domain.procedure import Procedure, TimeLimit, Variant
from counter.domain.reception import (
    RETURN_BY,
    ReceptionRequest,
    checked_note,
    checked_papers,
    checked_received_at,
    checked_request_id,
    chosen_variant,
    owner_body,
    papers_body,
    person_body,
)
from counter.domain.sentence import Refused, Sentence, Trouble
from counter.domain.unit import usual_case
from counter.journal.body import LIMIT, BadBody
from counter.journal.clock import VIETNAM
from counter.journal.kinds import RECEIVED
from counter.store.database import Transaction
from counter.store.deed import Deed
from counter.store.drafts import drop_draft_of
from counter.store.identity import Identity
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.store.numbers import lanes_of, spend_code, spend_provisional
from counter.store.prints import RECEIPT, add_print


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a request. `again`: this very request was received before; the same code is given, nothing is new.

    `print_job` None: nothing is to be printed. `due` and `fee_vnd` as they stand on the receipt."""

    request: str
    dossier: int
    code: str
    provisional: bool
    entry: str
    due: datetime | None
    fee_vnd: int | None
    print_job: int | None
    again: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the receipt would say if the application were received now. `lane`: a code of that body is at hand."""

    due: Due
    fee: Fee
    lane: bool
    deciding_agency: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    body: dict[str, Any]
    deciding: str
    request: ReceptionRequest
    received_at: datetime
    due: datetime | None


class Receive:
    """The deed of reception, for the page and the batch door alike."""

    def __init__(self, store: LocalStore, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue

    def outlook(self, request: ReceptionRequest) -> Outlook:
        """Due time, fee and whether a code is at hand, for a request that may still lack its people. Raises Refused."""
        identity = self._store.identity
        own = identity.agency if identity else ""
        with self._store.database.read() as transaction:
            now, day = self._now(transaction, identity)
        procedure, variant, received_at = self._what(request, now)
        deciding = check_agency(request.deciding_agency) if request.deciding_agency else own
        due = self._due(request, variant.limit, received_at, out_of_boundary=deciding != own)
        fee = fee_for(
            procedure.fee,
            received_at.date(),
            quantities=request.fee_quantity,
            stated_vnd=request.fee_vnd,
            paid=request.fee_paid,
        )
        with self._store.database.read() as transaction:
            lane = identity is not None and self._lane_at_hand(transaction, identity.source, deciding, day)
        return Outlook(due, fee, lane, deciding)

    def usual_variant(self, procedure: Procedure) -> str:
        """The key of the variant that is usual at this centre: the islands' longer time on an island."""
        identity = self._store.identity
        try:
            return usual_case(procedure, self._catalogue.unit(identity.unit if identity else ""))
        except Refused:  # a unit that the catalogue does not know
            return procedure.variants[0].key

    def __call__(self, request: ReceptionRequest, actor: Actor, *, clerk: str) -> Received:
        """Receive. `clerk` is the display name printed under "Người tiếp nhận".

        Raises Refused with the field (nothing was changed), Trouble when the disk refuses. The same request id gives
        the same dossier however often it is asked."""
        request_id = checked_request_id(request.request)
        if self._store.identity is None:
            raise Refused("code", Sentence("store.not_enrolled"))
        try:
            with self._store.deed(actor) as deed:
                before = self._before(deed.transaction, request_id)
                if before is not None:
                    return before
                if self._store.room.look() == "no_intake":
                    raise Trouble(Sentence("store.no_intake"))
                now = deed.day.moment(self._store.clock.now())
                prepared = self._prepare(request, request_id, deed.identity, now, clerk)
                return self._commit(deed, prepared, actor)
        except BadBody:  # each text is within its limit, all of them together are not
            raise Refused("papers", Sentence("reception.too_large", {"limit": LIMIT // 1024})) from None
        except Refused as refused:
            if refused.field == "code":  # no number may be issued now; one that was issued before may be told again
                with self._store.database.read() as transaction:
                    before = self._before(transaction, request_id)
                if before is not None:
                    return before
            raise

    def _now(self, transaction: Transaction, identity: Identity | None) -> tuple[datetime, date]:
        """Now as the rules take it, and the business day: a clock that lies refuses nobody and moves no deadline."""
        now = self._store.clock.now()
        if identity is None:
            return now, now.date()
        judged = self._store.judge_day(transaction, identity)
        return judged.moment(now), judged.day

    def _what(self, request: ReceptionRequest, now: datetime) -> tuple[Procedure, Variant, datetime]:
        received_at = now if request.received_at is None else checked_received_at(request.received_at, now)
        received_at = received_at.astimezone(VIETNAM).replace(microsecond=0)
        procedure = self._catalogue.procedure(request.procedure, received_at.date())
        return procedure, chosen_variant(procedure, request.variant or self.usual_variant(procedure)), received_at

    def _due(self, request: ReceptionRequest, limit: TimeLimit, received_at: datetime, *, out_of_boundary: bool) -> Due:
        """By the procedure's limit; where none is known, the time the clerk promises by hand."""
        due = due_of(limit, received_at, self._catalogue.calendar, out_of_boundary=out_of_boundary)
        if due.at is None and request.due_at is not None:
            return by_hand(
                request.due_at.astimezone(VIETNAM).replace(microsecond=0), received_at, self._catalogue.calendar
            )
        return due

    def _prepare(
        self, request: ReceptionRequest, request_id: str, identity: Identity, now: datetime, clerk: str
    ) -> _Prepared:
        procedure, variant, received_at = self._what(request, now)
        parties = checked_parties(request.parties, now.date())
        papers = procedure.papers if request.papers is None else checked_papers(request.papers)
        if not 1 <= request.sets <= 99:
            raise Refused("sets", Sentence("reception.sets"))
        deciding = check_agency(request.deciding_agency) if request.deciding_agency else identity.agency
        out = deciding != identity.agency
        if request.return_by not in RETURN_BY:
            raise Refused("return_by", Sentence("reception.return_by"))
        due = self._due(request, variant.limit, received_at, out_of_boundary=out)
        fee = fee_for(
            procedure.fee,
            received_at.date(),
            quantities=request.fee_quantity,
            stated_vnd=request.fee_vnd,
            paid=request.fee_paid,
        )
        if request.settled_at_once and not procedure.may_settle_at_once:
            raise Refused("settled_at_once", Sentence("reception.not_at_once"))
        late = None
        if request.received_at is not None:
            reason = checked_note(request.late_reason, "late_reason")
            late = {"entered_at": now.replace(microsecond=0).isoformat(), "reason": reason}
        return _Prepared({
            "agency": identity.agency, "unit": identity.unit, "counter": identity.counter, "clerk": clerk,
            "deciding_agency": deciding,
            "procedure": {"code": procedure.code, "name": procedure.name, "version": procedure.version,
                          "sector": procedure.sector, "variant": variant.key, "variant_name": variant.name},
            "applicant": person_body(parties.applicant), "owner": owner_body(parties.owner), "capacity": parties.capacity,
            "papers": papers_body(papers), "sets": request.sets, "received_at": received_at.isoformat(),
            "due": None if due.at is None else due.at.isoformat(), "due_plan": due.plan, "due_expected": due.expected,
            "fee": {"kind": fee.kind, "vnd": fee.vnd, "state": fee.state}, "return_by": request.return_by,
            "settled_at_once": request.settled_at_once, "late": late, "note": checked_note(request.note),
            "request": request_id,
        }, deciding, request, received_at, due.at)  # fmt: skip

    def _commit(self, deed: Deed, prepared: _Prepared, actor: Actor) -> Received:
        transaction, day = deed.transaction, deed.day.day
        code = spend_code(
            transaction, deed.identity.source, prepared.deciding, day, self._catalogue.defaults.code_pattern
        )
        provisional = code is None
        if code is None:
            pattern = self._catalogue.defaults.provisional_pattern
            code = spend_provisional(transaction, deed.identity.epoch, day, pattern)
        body = {"code": code, "provisional": provisional, **prepared.body}
        body["offline_since"] = deed.offline_since
        body["duties"] = [
            {"kind": duty.kind, "by": duty.by.isoformat()}
            for duty in duties_of(
                received_at=prepared.received_at,
                calendar=self._catalogue.calendar,
                offline=deed.offline_since is not None,
                provisional=provisional,
                settled_at_once=body["settled_at_once"],
                papers=len(body["papers"]),
                out_of_boundary=prepared.deciding != deed.identity.agency,
            )
        ]
        if deed.day.doubt is not None:
            body["clock_doubt"] = deed.day.doubt
        deed.last_code = code
        kept = deed.add(RECEIVED, body)
        job = None
        if prepared.request.copies > 0:
            job, _ = add_print(
                transaction, kept.id, form=RECEIPT, copies=prepared.request.copies, paper=prepared.request.paper_size,
                actor=actor.account, created=deed.clock.now().isoformat(timespec="milliseconds"), copy_number=0,
            )  # fmt: skip
        drop_draft_of(transaction, actor.account, prepared.body["request"])
        return Received(
            body["request"], kept.id, code, provisional, kept.entry.hash.hex(), prepared.due, body["fee"]["vnd"], job,
            again=False,
        )  # fmt: skip

    def _before(self, transaction: Transaction, request_id: str) -> Received | None:
        row = transaction.row("SELECT id, code, provisional, entry, due FROM dossier WHERE request = ?", (request_id,))
        if row is None:
            return None
        dossier, code, provisional, entry, due = row
        at = None if due is None else datetime.fromisoformat(due)
        return Received(request_id, dossier, code, bool(provisional), entry.hex(), at, None, None, again=True)

    @staticmethod
    def _lane_at_hand(transaction: Transaction, source: int, agency: str, day: date) -> bool:
        return any(lane.next_serial(day) is not None for _, lane in lanes_of(transaction, source, agency))
