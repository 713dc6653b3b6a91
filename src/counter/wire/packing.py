"""zstd with the shared dictionary: small rounds cost what they say, and a bomb is stopped while it unfolds."""

from __future__ import annotations

from functools import cache

from backports.zstd import (
    CompressionParameter,
    DecompressionParameter,
    ZstdCompressor,
    ZstdDecompressor,
    ZstdDict,
    ZstdError,
)

from counter.settings import resource
from counter.wire.binary import BadMessage

LEVEL = 19  # what a device sends: its link is slower than its processor
QUICK = 9  # what the province sends to many
_MAGIC = b"\x28\xb5\x2f\xfd"  # the same in every frame, so it is not sent
_WINDOW = 22  # the greatest window taken, as a power of two: memory a stranger may make us reserve
_FREE = {int(CompressionParameter.checksum_flag): 0, int(CompressionParameter.dict_id_flag): 0}


@cache
def _dictionary(number: int) -> tuple[ZstdDict, int]:
    """Digested: else each message would work through the whole dictionary anew, which takes longer than the message."""
    return ZstdDict(resource("wire", f"dictionary-{number}.zdict").read_bytes()).as_digested_dict


def pack(data: bytes, *, level: int = LEVEL, dictionary: int | None = 1) -> bytes:
    """One zstd frame without its magic number, checksum and dictionary id: signature and version byte tell those."""
    options = {**_FREE, int(CompressionParameter.compression_level): level}
    held = None if dictionary is None else _dictionary(dictionary)
    return ZstdCompressor(options=options, zstd_dict=held).compress(data, ZstdCompressor.FLUSH_FRAME)[len(_MAGIC) :]


def unpack(packed: bytes, most: int, *, dictionary: int | None = 1) -> bytes:
    """The inverse of `pack`. Never unfolds more than `most` bytes. Raises BadMessage."""
    held = None if dictionary is None else _dictionary(dictionary)
    unfolding = ZstdDecompressor(zstd_dict=held, options={int(DecompressionParameter.window_log_max): _WINDOW})
    try:
        data = unfolding.decompress(_MAGIC + packed, max_length=most + 1)
        while not unfolding.eof and len(data) <= most:
            more = unfolding.decompress(b"", max_length=most + 1 - len(data))
            if not more:
                break
            data += more
    except (ZstdError, EOFError):
        raise BadMessage("a packed section that does not unfold") from None
    if len(data) > most:
        raise BadMessage("a packed section beyond its limit")
    if not unfolding.eof or unfolding.unused_data:
        raise BadMessage("a packed section cut short or followed by more")
    return data
