"""The catalogue as it travels: one packed JSON document, named by a tag of its content and signed by the province."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from counter.journal.checkpoint import SIGNATURE, sign, verified
from counter.wire.binary import BadMessage
from counter.wire.frame import Type, frame, unframe
from counter.wire.limits import CATALOGUE
from counter.wire.packing import pack, unpack
from counter.wire.request import CATALOGUE_TAG, Forged

_CONTEXT = b"counter catalogue 1"


@dataclass(frozen=True)
class CatalogueMessage:
    """`content`: the five files of the catalogue as one JSON object, as bytes."""

    content: bytes

    @cached_property
    def tag(self) -> bytes:
        """What a device says of the catalogue it holds."""
        return catalogue_tag(self.content)


def catalogue_content(files: Mapping[str, Any]) -> bytes:
    """The parsed files of a catalogue, by name, as the bytes that are sent, signed and tagged."""
    return json.dumps(files, ensure_ascii=False, separators=(",", ":")).encode()


def catalogue_tag(content: bytes) -> bytes:
    """The first bytes of the content's SHA-256."""
    return hashlib.sha256(content).digest()[:CATALOGUE_TAG]


def write_catalogue(message: CatalogueMessage, private_key: bytes) -> bytes:
    """The message, signed over the unfolded content."""
    if len(message.content) > CATALOGUE:
        raise ValueError("a catalogue beyond its limit")
    signature = sign(private_key, _CONTEXT + hashlib.sha256(message.content).digest())
    return frame(Type.CATALOGUE, signature + pack(message.content, dictionary=None))


def read_catalogue(message: bytes, province_key: bytes) -> CatalogueMessage:
    """Raises BadMessage, Forged."""
    _, content = unframe(message, Type.CATALOGUE, most=CATALOGUE)
    if len(content) < SIGNATURE:
        raise BadMessage("ends too early")
    found = CatalogueMessage(unpack(content[SIGNATURE:], CATALOGUE, dictionary=None))
    if not verified(province_key, _CONTEXT + hashlib.sha256(found.content).digest(), content[:SIGNATURE]):
        raise Forged("a signature that does not fit")
    return found
