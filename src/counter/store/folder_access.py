"""Who on this machine may open the data folder: its owner alone on Linux, the accounts that the installer let in on Windows."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

# Folders are made with it. On Windows they inherit their parent's access list, and must: newer versions of Python give a
# folder of mode 0o700 to the account that makes it and to no other, and one counter is used by several.
PRIVATE = 0o700 if os.name == "posix" else 0o777
# SDDL's short names (https://learn.microsoft.com/windows/win32/secauthz/sid-strings) and the SIDs that mean the same.
_EVERYBODY = {
    "WD": "Everyone", "S-1-1-0": "Everyone",
    "AN": "ANONYMOUS LOGON", "S-1-5-7": "ANONYMOUS LOGON",
    "BG": "Guests", "S-1-5-32-546": "Guests", "LG": "Guest", "DG": "Domain Guests",
    "NU": "NETWORK", "S-1-5-2": "NETWORK",
}  # fmt: skip
_ACE = r"\(([^()]*)\)"
_GUEST_ACCOUNT = r"S-1-5-21-[0-9-]+-(501|514)"


def make_private(folder: Path) -> None:
    """Make it, for its owner only. One of before that holds our files and is open to others is closed to them where it is
    ours to close; any other folder stays as it is, for it may be a place that many use. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    elif sys.platform != "win32" and strangers(folder) and _ours(folder):
        folder.chmod(PRIVATE)


def _ours(folder: Path) -> bool:
    from counter.store.key import NAME

    return sys.platform != "win32" and folder.stat().st_uid == os.geteuid() and (folder / NAME).is_file()


def strangers(folder: Path) -> tuple[str, ...]:
    """Who may open the folder and should not, as the system names them; nobody when all is well. Raises OSError."""
    if sys.platform == "win32":
        return strangers_of(_access_list(folder))
    mode = folder.stat().st_mode
    return tuple(name for name, bits in (("group", 0o070), ("others", 0o007)) if mode & bits)


def strangers_of(sddl: str) -> tuple[str, ...]:
    """The same of a Windows access list, in the text form of the system. Without a list everybody may everything."""
    found = re.search(r"D:([A-Z_]*)((?:\([^()]*\))*)", sddl)
    if found is None or "NO_ACCESS_CONTROL" in found[1]:
        return ("Everyone",)
    names: list[str] = []
    for ace in re.findall(_ACE, found[2]):
        kind, _, rights, _, _, trustee = (ace.split(";") + [""] * 6)[:6]
        name = _EVERYBODY.get(trustee) or ("Guest" if re.fullmatch(_GUEST_ACCOUNT, trustee) else None)
        if kind in ("A", "XA") and rights and name is not None and name not in names:
            names.append(name)
    return tuple(names)


if sys.platform == "win32":

    def _access_list(folder: Path) -> str:
        """In the system's text form. Raises OSError."""
        import ctypes
        from ctypes import wintypes

        file_object, dacl, revision = 1, 4, 1  # SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, SDDL_REVISION_1
        advapi, kernel = ctypes.WinDLL("advapi32", use_last_error=True), ctypes.WinDLL("kernel32")
        kernel.LocalFree.argtypes = (ctypes.c_void_p,)
        descriptor, text = ctypes.c_void_p(), wintypes.LPWSTR()
        failed = advapi.GetNamedSecurityInfoW(
            ctypes.c_wchar_p(str(folder)), file_object, dacl, None, None, None, None, ctypes.byref(descriptor)
        )
        if failed:
            raise ctypes.WinError(failed)
        try:
            if not advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, revision, dacl, ctypes.byref(text), None
            ):
                raise ctypes.WinError(ctypes.get_last_error())
            return text.value or ""
        finally:
            kernel.LocalFree(text)
            kernel.LocalFree(descriptor)
