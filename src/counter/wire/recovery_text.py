"""A recovery request as text: it goes by mail, chat or stick, and may be pasted with whatever stands around it."""

from __future__ import annotations

import base64
import binascii
import re

from counter.wire.binary import BadMessage
from counter.wire.recovery import Request

LIMIT = 64 * 1024  # characters that are searched for a request
_BEGIN, _END = "-----BEGIN COUNTER RECOVERY REQUEST-----", "-----END COUNTER RECOVERY REQUEST-----"
_BLOCK = re.compile(f"{_BEGIN}([A-Za-z0-9+/=\\s>]*){_END}")
_LINE = 64


def request_text(request: Request, words: str) -> str:
    """`words` for people, then the request."""
    text = base64.b64encode(request.encode()).decode()
    lines = [text[i : i + _LINE] for i in range(0, len(text), _LINE)]
    return "\n".join((words, "", _BEGIN, *lines, _END, ""))


def request_in(text: str) -> Request:
    """The only request in a text. Raises BadMessage."""
    found = _BLOCK.findall(text[:LIMIT])
    if len(found) != 1:
        raise BadMessage("no request, or several")
    try:
        return Request.decode(base64.b64decode(re.sub(r"[\s>]", "", found[0]), validate=True))
    except binascii.Error:
        raise BadMessage("a request that was changed on its way") from None
