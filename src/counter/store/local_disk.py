"""Whether a folder lies on a disk of this machine: a database in WAL over a network or a shared folder breaks soon.

https://sqlite.org/wal.html: all processes that use a WAL database must be on the same machine, over shared memory."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from counter.domain.sentence import Sentence, Trouble

# Types of file systems as Linux names them; of FUSE those are meant that fetch from elsewhere.
_REMOTE = frozenset({
    "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3", "smbfs", "sshfs", "vboxsf", "virtiofs", "vmhgfs",
    "prl_fs", "fuse.beegfs", "fuse.ceph", "fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs",
    "fuse.vmhgfs-fuse",
})  # fmt: skip
_OF_A_GUEST = frozenset({"9p", "virtiofs"})  # as the root itself this is the own disk of a virtual machine or container
_ESCAPED = r"\\([0-7]{3})"
_DRIVE_REMOTE = 4
_LOCAL_PREFIX = r"[\\/]{2}[?.][\\/](?!UNC[\\/])"  # \\?\C:\…, \\.\…
_CLOUD = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # variables of the environment that name its folders

IsNetwork = Callable[[Path], bool]


def demand_local_disk(folder: Path, is_network: IsNetwork | None = None) -> None:
    """Raises Trouble for a folder on a network drive, by whatever name or link it is reached; it need not exist yet.

    `is_network` speaks for the system."""
    if (is_network or on_network)(folder):
        raise Trouble(Sentence("store.network_path"))


def on_network(folder: Path) -> bool:
    """What this system says."""
    if sys.platform == "win32":
        return on_network_in_windows(str(folder), _drive_kind, os.path.realpath, os.environ)
    return on_network_in_linux(folder)


def on_network_in_linux(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """By the type of the file system that holds what the path resolves to (proc(5)). A list that cannot be read accuses
    nobody."""
    if str(folder).startswith(("\\\\", "//")):
        return True  # meant for another system
    real = os.path.realpath(folder) + "/"
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    holder, kind = "", ""
    for line in lines:
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        place = _plain(fields[4]).rstrip("/") + "/"
        if real.startswith(place) and len(place) >= len(holder):
            holder, kind = place, after.split(" ")[0]  # of several on one place the last one counts
    return kind in _REMOTE and not (kind in _OF_A_GUEST and holder == "/")


def _plain(place: str) -> str:
    """Blanks and the like are written as octal numbers there."""
    return re.sub(_ESCAPED, lambda found: chr(int(found[1], 8)), place) if "\\" in place else place


def on_network_in_windows(
    folder: str, drive_kind: Callable[[str], int], real: Callable[[str], str], environment: Mapping[str, str]
) -> bool:
    """UNC paths, drives mapped to one, folders joined or linked to one, and folders that OneDrive carries elsewhere.

    `drive_kind` is GetDriveTypeW, `real` resolves links (GetFinalPathNameByHandleW)."""
    try:
        resolved = real(folder)
    except OSError:
        resolved = folder
    for path in (folder, resolved):
        bare = re.sub(_LOCAL_PREFIX, "", path, count=1, flags=re.IGNORECASE)
        if bare.startswith(("\\\\", "//")):
            return True
        if re.match(r"[A-Za-z]:", bare) and drive_kind(bare[:2] + "\\") == _DRIVE_REMOTE:
            return True
        if any(_inside(bare, environment.get(name, "")) for name in _CLOUD):
            return True
    return False


def _inside(path: str, folder: str) -> bool:
    path, folder = (text.replace("/", "\\").rstrip("\\").casefold() for text in (path, folder))
    return bool(folder) and (path + "\\").startswith(folder + "\\")


def _drive_kind(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.WinDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(root)))
