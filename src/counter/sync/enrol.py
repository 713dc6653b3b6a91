"""The client's side of enrolment: a key made on this machine, a token from the province, and who we are from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.checkpoint import public_key
from counter.sync.answer import NoAnswer
from counter.sync.why import no_answer, stranger
from counter.wire.binary import BadMessage
from counter.wire.enrolment import EnrolReply, EnrolRequest

if TYPE_CHECKING:
    from counter.sync.transport import Transport


def enrol(transport: Transport, token: str, private_key: bytes, device: bytes | None, ask: bytes) -> EnrolReply:
    """Ask the province. `private_key` and `ask` must be kept before this is called, so that a lost reply can be asked for
    again with the same token. `device`: our former id, when we had one.

    Raises Refused (field "token"), Trouble when the province cannot be reached or is not it."""
    request = EnrolRequest.make(token, private_key, public_key(private_key), device, ask)
    try:
        got = transport.post("/v1/enrol", request.encode())
    except NoAnswer as error:
        raise Trouble(Sentence(no_answer(error.failure))) from error
    if not got.content_type.startswith("application/json"):
        raise Trouble(Sentence(stranger(got.status, got.content_type)))
    if got.status in (400, 403):
        raise Refused("token", Sentence("sync.token_refused"))
    if got.status != 200:
        raise Trouble(Sentence("sync.unreachable"))
    try:
        return EnrolReply.decode(got.body)
    except BadMessage:
        raise Trouble(Sentence("sync.not_the_province")) from None
