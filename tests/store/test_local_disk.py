"""A database on a network drive is refused, by whatever name the drive is reached."""

from __future__ import annotations

import ntpath
from pathlib import Path

import pytest
from sqlalchemy import create_engine  # noqa: F401 (the province's store needs it; loaded once)

from counter.domain.sentence import Trouble, say
from counter.server.province import Place, Province
from counter.store.local_disk import demand_local_disk, on_network_in_linux, on_network_in_windows
from counter.store.local_store import LocalStore
from tests.made.world import HandClock

# As proc(5) writes it: id, parent, device, root, place, options, optional fields, -, type, source, options.
MOUNTS = """22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - {root} /dev/vda rw
30 27 0:31 / /home rw - ext4 /dev/vdb rw
31 30 0:40 / /home/share rw,relatime shared:9 master:2 - {kind} server:/export rw
32 31 0:41 / /home/share/local rw - xfs /dev/vdc rw
33 27 0:42 / /mnt/my\\040share rw - cifs //server/share rw
34 27 0:43 / /srv rw - autofs systemd-1 rw
35 27 0:44 / /srv rw - nfs4 server:/srv rw
36 27 0:45 / /opt rw - nfs4 server:/opt rw
37 27 0:46 / /opt rw - ext4 /dev/vdd rw
a line of another form
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS.format(root="ext4", kind="nfs4"))
    return path


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/ha/counter", False),
        ("/home/share", True),
        ("/home/share/counter/data", True),
        ("/home/sharealike", False),
        ("/home/share/local/data", False),
        ("/mnt/my share/data", True),
        ("/mnt/my", False),
        ("/srv/data", True),
        ("/opt/data", False),
        ("//server/share/counter", True),
        (r"\\server\share\counter", True),
        ("/", False),
    ],
)
def test_mount_that_holds_the_folder_decides(mounts: Path, folder: str, network: bool) -> None:
    assert on_network_in_linux(Path(folder), mounts) is network


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone", "9p", "virtiofs", "vboxsf", "ceph", "davfs"]
)
def test_file_systems_of_other_machines_are_known(mounts: Path, kind: str) -> None:
    mounts.write_text(MOUNTS.format(root="ext4", kind=kind))
    assert on_network_in_linux(Path("/home/share/data"), mounts)


@pytest.mark.parametrize(
    "kind", ["ext4", "xfs", "btrfs", "zfs", "f2fs", "overlay", "tmpfs", "fuseblk", "ntfs3", "vfat", "exfat"]
)
def test_disks_of_this_machine_are_let_be(mounts: Path, kind: str) -> None:
    mounts.write_text(MOUNTS.format(root="ext4", kind=kind))
    assert not on_network_in_linux(Path("/home/share/data"), mounts)


@pytest.mark.parametrize(("root", "network"), [("9p", False), ("virtiofs", False), ("nfs4", True), ("overlay", False)])
def test_root_of_a_virtual_machine_is_its_own_disk(mounts: Path, root: str, network: bool) -> None:
    mounts.write_text(MOUNTS.format(root=root, kind="nfs"))
    assert on_network_in_linux(Path("/var/lib/counter"), mounts) is network


def test_link_is_followed_also_for_a_folder_that_is_not_there_yet(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far")
    mounts.write_text(f"{MOUNTS}40 27 0:50 / {tmp_path}/far rw - nfs4 server:/far rw\n")
    assert on_network_in_linux(tmp_path / "link" / "new" / "data", mounts)
    assert not on_network_in_linux(tmp_path / "near" / "data", mounts)


def test_nobody_is_accused_when_the_list_cannot_be_read(tmp_path: Path) -> None:
    assert not on_network_in_linux(tmp_path, tmp_path / "no such list")


@pytest.mark.parametrize(
    ("folder", "resolved", "network"),
    [
        (r"C:\ProgramData\Counter", None, False),
        (r"\\server\share\counter", None, True),
        ("//server/share/counter", None, True),
        (r"\\?\UNC\server\share", None, True),
        (r"\\?\C:\ProgramData\Counter", None, False),
        (r"\\?\Z:\Counter", None, True),
        (r"Z:\Counter", None, True),
        ("z:/Counter", None, True),
        (r"C:\link\Counter", r"\\server\share\Counter", True),
        (r"C:\link\Counter", r"Z:\Counter", True),
        (r"C:\link\Counter", r"D:\Counter", False),
        (r"C:\Users\ha\OneDrive - Tỉnh\Counter", None, True),
        (r"C:\Users\ha\OneDrive - Tỉnh khác\Counter", None, False),
        ("c:/users/HA/onedrive - tỉnh", None, True),
    ],
)
def test_windows_paths_drives_and_links(folder: str, resolved: str | None, network: bool) -> None:
    def drive_kind(root: str) -> int:
        assert ntpath.splitroot(root)[1] == "\\" if hasattr(ntpath, "splitroot") else root.endswith(":\\")
        return {"Z": 4}.get(root[0].upper(), 3)

    environment = {"OneDriveCommercial": "C:\\Users\\ha\\OneDrive - Tỉnh", "OneDrive": ""}
    real = (lambda _: resolved) if resolved else (lambda path: path)
    assert on_network_in_windows(folder, drive_kind, real, environment) is network


def test_windows_path_that_does_not_resolve_is_judged_by_its_name() -> None:
    def gone(_: str) -> str:
        raise OSError("gone")

    assert on_network_in_windows(r"Z:\Counter", lambda _: 4, gone, {})
    assert not on_network_in_windows(r"C:\Counter", lambda _: 3, gone, {})


def test_start_is_refused_in_words_and_nothing_is_made(tmp_path: Path, mounts: Path) -> None:
    mounts.write_text(f"{MOUNTS}40 27 0:50 / {tmp_path} rw - nfs4 server:/far rw\n")
    folder = tmp_path / "data"
    with pytest.raises(Trouble) as trouble:
        LocalStore(
            folder,
            HandClock(),
            state_folder=tmp_path / "state",
            is_network=lambda path: on_network_in_linux(path, mounts),
        )
    assert trouble.value.sentence.key == "store.network_path"
    assert "ổ đĩa mạng" in say(trouble.value.sentence)
    assert not folder.exists()


def test_province_is_refused_too_unless_its_database_is_elsewhere() -> None:
    with pytest.raises(Trouble) as trouble:
        Province(Place(Path("//server/share/province")))
    assert trouble.value.sentence.key == "store.network_path"


def test_this_machine_keeps_its_own_folders(tmp_path: Path) -> None:
    demand_local_disk(tmp_path)
