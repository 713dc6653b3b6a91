"""What binds a secret to this machine: on Windows DPAPI with the machine's own key, elsewhere nothing.

https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata. Bound to the machine and not to an account,
since clerks with accounts of their own share one counter. It keeps a copied folder shut on any other machine; it keeps
out neither an administrator of this one nor whoever takes its whole disk, for which there is BitLocker."""

from __future__ import annotations

import sys
from typing import Protocol

_ENTROPY = b"counter database key 1"  # what another program of this machine wrapped is not taken for ours
_LOCAL_MACHINE, _NO_QUESTIONS = 0x4, 0x1  # CRYPTPROTECT_LOCAL_MACHINE, CRYPTPROTECT_UI_FORBIDDEN


class OtherMachine(Exception):
    """It was wrapped on another machine, or before this one was installed anew; or it was changed. Which is not told."""


class Guard(Protocol):
    """Wraps short secrets so that only this machine opens them."""

    def wrap(self, secret: bytes) -> bytes:
        """Raises OSError when the system cannot."""
        ...

    def unwrap(self, wrapped: bytes) -> bytes:
        """Raises OtherMachine, OSError when the system cannot just now."""
        ...


def cannot_now(code: int) -> bool:
    """Whether that is Windows' service that does not answer (yet), and no word of the secret: while it starts or ends, out
    of memory, remote procedure calls that fail (1700 to 1831)."""
    return code in (8, 14, 21, 1053, 1058, 1062, 1115, 1450) or 1700 <= code <= 1831


def system_guard() -> Guard | None:
    """This system's; None where there is none and a file that only its owner reads has to do."""
    if sys.platform == "win32":
        return MachineKey()
    return None


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Blob(ctypes.Structure):
        _fields_ = [("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_ubyte))]

    class MachineKey:
        """DPAPI for the machine, with an entropy of this program."""

        def wrap(self, secret: bytes) -> bytes:
            """Raises OSError."""
            crypt, out = _crypt32(), _Blob()
            if not crypt.CryptProtectData(
                ctypes.byref(_blob(secret)), None, ctypes.byref(_blob(_ENTROPY)), None, None,
                _LOCAL_MACHINE | _NO_QUESTIONS, ctypes.byref(out),
            ):  # fmt: skip
                raise ctypes.WinError(ctypes.get_last_error())
            return _taken(out)

        def unwrap(self, wrapped: bytes) -> bytes:
            """Raises OtherMachine, OSError when Windows' service does not answer."""
            crypt, out = _crypt32(), _Blob()
            if not crypt.CryptUnprotectData(
                ctypes.byref(_blob(wrapped)), None, ctypes.byref(_blob(_ENTROPY)), None, None, _NO_QUESTIONS,
                ctypes.byref(out),
            ):  # fmt: skip
                code = ctypes.get_last_error()
                if cannot_now(code):
                    raise ctypes.WinError(code)
                raise OtherMachine(f"DPAPI {code}")
            return _taken(out)

    def _crypt32() -> ctypes.WinDLL:
        crypt = ctypes.WinDLL("crypt32", use_last_error=True)
        blob = ctypes.POINTER(_Blob)
        for name in ("CryptProtectData", "CryptUnprotectData"):
            call = getattr(crypt, name)
            call.argtypes = (
                blob, ctypes.c_void_p, blob, ctypes.c_void_p, ctypes.c_void_p, wintypes.DWORD, blob,
            )  # fmt: skip
            call.restype = wintypes.BOOL
        return crypt

    def _blob(content: bytes) -> _Blob:
        held = (ctypes.c_ubyte * len(content)).from_buffer_copy(content)
        return _Blob(len(content), ctypes.cast(held, ctypes.POINTER(ctypes.c_ubyte)))  # the pointer keeps it alive

    def _taken(blob: _Blob) -> bytes:
        """The system's memory, copied, wiped and given back."""
        try:
            return ctypes.string_at(blob.data, blob.size)
        finally:
            ctypes.memset(blob.data, 0, blob.size)
            kernel = ctypes.WinDLL("kernel32")
            kernel.LocalFree.argtypes = (ctypes.c_void_p,)
            kernel.LocalFree(ctypes.cast(blob.data, ctypes.c_void_p))
