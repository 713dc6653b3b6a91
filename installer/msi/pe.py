"""What a Windows program or library says of itself."""

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
