"""What a Windows program or library says of itself: version, kind of processor, libraries that it needs."""

from __future__ import annotations

import struct
from pathlib import Path

_FIXED_INFO = struct.pack("<II", 0xFEEF04BD, 0x00010000)


def file_version(path: Path) -> str:
    """The four numbers of VS_FIXEDFILEINFO, or "" for a file without: by them Windows Installer decides which is newer."""
    with path.open("rb") as file:
        if file.read(2) != b"MZ":
            return ""
        data = file.read()
    at = data.find(_FIXED_INFO)
    if at < 0:
        return ""
    high, low = struct.unpack_from("<II", data, at + len(_FIXED_INFO))
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


X64 = 0x8664
_64_BIT_HEADER, _IMPORTS = 0x20B, 1


def machine(data: bytes) -> int:
    """The processor that a program is for, as its header numbers it; 0 for anything that is no program."""
    head = _head(data)
    return int(struct.unpack_from("<H", data, head)[0]) if head else 0


def imports(data: bytes) -> list[str]:
    """The libraries that Windows loads before it starts this 64-bit program or library, in lower case."""
    head = _head(data)
    if not head or struct.unpack_from("<H", data, head + 20)[0] != _64_BIT_HEADER:
        return []
    sections, _, _, _, optional = struct.unpack_from("<HIIIH", data, head + 2)
    table = head + 20 + optional
    spans: list[tuple[int, ...]] = [struct.unpack_from("<IIII", data, table + 40 * n + 8) for n in range(sections)]

    def place(address: int) -> int:
        return next(
            raw + address - start for size, start, length, raw in spans if 0 <= address - start < max(size, length)
        )

    [directory] = struct.unpack_from("<I", data, head + 20 + 112 + 8 * _IMPORTS)
    names: list[str] = []
    at = place(directory) if directory else 0
    while at and (name := struct.unpack_from("<I", data, at + 12)[0]):
        begin = place(name)
        names.append(data[begin : data.index(b"\0", begin)].decode("ascii").lower())
        at += 20
    return names


def _head(data: bytes) -> int:
    """Where the COFF header begins, 0 for none."""
    if data[:2] != b"MZ" or len(data) < 64:
        return 0
    [begin] = struct.unpack_from("<I", data, 60)
    return begin + 4 if data[begin : begin + 4] == b"PE\0\0" else 0
