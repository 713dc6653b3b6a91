"""Puts into the tables what wixl 0.101 leaves out of counter.wxs, and what WiX v3 would need more words for."""

from __future__ import annotations

from pathlib import Path

from installer.msi.pe import file_version
from installer.msi.product import files_of, key
from installer.msi.tables import Table, Tables

PERMANENT, TRANSITIVE = 16, 64
GIVEN = ("SERVER_URL", "CENTRE_CODE", "LANGUAGE", "ROLE", "AUTOSTART", "BACKUP_FOLDER")
"""What IT may give at installation, and what an upgrade without it keeps."""

TOKEN = "ENROLMENT_TOKEN"
SECURE = ("WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED", *GIVEN, *(f"KEPT_{name}" for name in GIVEN), TOKEN)
"""What the elevated part of an installation takes over from the part that asked for it."""

CONDITIONS = {
    "ServerUrl": "SERVER_URL", "CentreCode": "CENTRE_CODE", "Language": "LANGUAGE", "Role": "ROLE",
    "Autostart": "AUTOSTART", "BackupFolder": "BACKUP_FOLDER", "EnrolmentToken": TOKEN,
}  # fmt: skip

DATA_ACCESS = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)"
"""The system and administrators everything, the machine's users all but ownership and rights; strangers nothing."""

PERMANENT_COMPONENTS = ("Data", "State")


def complete(tables: Tables, payload: Path) -> list[Table]:
    """The tables that must be written anew."""
    return [_versions(tables, payload), _hashes(tables), _components(tables), _properties(tables), _access()]


def _versions(tables: Tables, payload: Path) -> Table:
    """Without a version Windows takes a library for a plain file, and compares times instead of versions."""
    files = tables["File"]
    paths = {key("f", path.relative_to(payload).as_posix()): path for path in files_of(payload)}
    for row in files.rows:
        version = file_version(paths[row["File"]])
        if version:
            row["Version"], row["Language"] = version, "0"
    return files


def _hashes(tables: Tables) -> Table:
    """Only files without a version are compared by hash."""
    versioned = {row["File"] for row in tables["File"].rows if row["Version"]}
    hashes = tables["MsiFileHash"]
    hashes.rows = [row for row in hashes.rows if row["File_"] not in versioned]
    return hashes


def _components(tables: Tables) -> Table:
    components = tables["Component"]
    for row in components.rows:
        if row["Component"] in PERMANENT_COMPONENTS:
            row["Attributes"] = str(int(row["Attributes"]) | PERMANENT)
        if row["Component"] in CONDITIONS:
            row["Condition"] = CONDITIONS[row["Component"]]
            row["Attributes"] = str(int(row["Attributes"]) | TRANSITIVE)
    return components


def _properties(tables: Tables) -> Table:
    properties = tables["Property"]
    put = {"SecureCustomProperties": ";".join(SECURE), "MsiHiddenProperties": TOKEN}
    properties.rows = [row for row in properties.rows if row["Property"] not in put]
    properties.rows += [{"Property": name, "Value": value} for name, value in put.items()]
    return properties


def _access() -> Table:
    columns = ["MsiLockPermissionsEx", "LockObject", "Table", "SDDLText", "Condition"]
    rows = [
        dict(zip(columns, (f"Lock{name}", name, "CreateFolder", DATA_ACCESS, ""), strict=True))
        for name in ("DATADIR", "STATEDIR")
    ]
    return Table(
        "MsiLockPermissionsEx", "s72\ts72\ts32\ts0\tS255", "MsiLockPermissionsEx\tMsiLockPermissionsEx", columns, rows
    )
