"""The client's side of enrolment: a key made on this machine, a token from the province, and who we are from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.checkpoint import public_key
from counter.sync.answer import Answered, NoAnswer
from counter.sync.why import AWAY, no_answer, stranger
from counter.wire.binary import BadMessage
from counter.wire.enrolment import CentreReply, CentreRequest, EnrolReply, EnrolRequest, why_refused

if TYPE_CHECKING:
    from counter.sync.transport import Transport

SPENT = ("sync.token_used", "sync.token_expired")
"""The keys of refusals after which a token is worth nothing any more, whatever else happens."""


def enrol(transport: Transport, token: str, private_key: bytes, device: bytes | None, ask: bytes) -> EnrolReply:
    """Ask the province. `private_key` and `ask` must be kept before this is called, so that a lost reply can be asked for
    again with the same token. `device`: our former id, when we had one.

    Raises Refused (field "token"), Trouble when the province cannot be reached or is not it."""
    request = EnrolRequest.make(token, private_key, public_key(private_key), device, ask)
    got = _post(transport, "/v1/enrol", request.encode())
    if got.status != 200:
        raise Trouble(Sentence("enrol.busy" if got.status in (429, 503) else "enrol.unreachable"))
    try:
        return EnrolReply.decode(got.body)
    except BadMessage:
        raise Trouble(Sentence("sync.not_the_province")) from None


def ask_centre(transport: Transport, token: str) -> CentreReply | None:
    """Whose the token is; nothing is spent. None from a server that does not tell beforehand.

    Raises Refused (field "token"), Trouble."""
    got = _post(transport, "/v1/enrol/centre", CentreRequest(token).encode())
    if got.status in (404, 405):
        return None
    if got.status != 200:
        raise Trouble(Sentence("enrol.busy" if got.status in (429, 503) else "enrol.unreachable"))
    try:
        return CentreReply.decode(got.body)
    except BadMessage:
        raise Trouble(Sentence("sync.not_the_province")) from None


def demand_centre(laid_down: str | None, agency: str, unit: str) -> None:
    """Raises Refused (field "token") for a token of another centre than was laid down for this machine."""
    if laid_down is not None and laid_down not in (agency, unit):
        raise Refused("token", Sentence("enrol.other_centre", {"token": f"{agency} ({unit})", "machine": laid_down}))


def _post(transport: Transport, path: str, message: bytes) -> Answered:
    try:
        got = transport.post(path, message)
    except NoAnswer as error:
        away = error.failure in AWAY
        raise Trouble(Sentence("enrol.unreachable" if away else no_answer(error.failure))) from error
    if not got.content_type.startswith("application/json"):
        raise Trouble(Sentence(stranger(got.status, got.content_type)))
    if got.status == 403:
        why = why_refused(got.body)
        raise Refused("token", Sentence("sync.token_refused" if why == "unknown" else f"sync.token_{why}"))
    if got.status == 400:
        raise Refused("token", Sentence("sync.token_refused"))
    return got
