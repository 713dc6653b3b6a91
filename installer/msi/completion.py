"""Puts into the tables what wixl 0.101 leaves out of counter.wxs, and what WiX v3 would need more words for."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from installer.msi.pe import file_version
from installer.msi.product import files_of, key
from installer.msi.tables import Table, Tables

PERMANENT, TRANSITIVE = 16, 64
GIVEN = ("SERVER_URL", "SERVER_CA", "CENTRE_CODE", "LANGUAGE", "ROLE", "AUTOSTART", "BACKUP_FOLDER")
"""What IT may give at installation, and what an upgrade without it keeps."""

TOKEN = "ENROLMENT_TOKEN"
SECURE = (
    "WIX_DOWNGRADE_DETECTED",
    "WIX_UPGRADE_DETECTED",
    "WINDOWSBUILD",
    *GIVEN,
    *(f"KEPT_{name}" for name in GIVEN),
    TOKEN,
)
"""What the elevated part of an installation takes over from the part that asked for it."""

CONDITIONS = {
    "ServerUrl": "SERVER_URL", "ServerCa": "SERVER_CA", "CentreCode": "CENTRE_CODE", "Language": "LANGUAGE", "Role": "ROLE",
    "Autostart": "AUTOSTART", "BackupFolder": "BACKUP_FOLDER", "EnrolmentToken": TOKEN,
}  # fmt: skip

DATA_ACCESS = "D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)"
"""The system and administrators everything, the machine's users all but ownership and rights; strangers nothing."""

TOKEN_ACCESS = "D:PAI(A;OICI;KA;;;SY)(A;OICI;KA;;;BA)(A;OICI;0x2001b;;;BU)"
"""The key of the enrolment token: the machine's users may read it and set or delete its values."""

PERMANENT_COMPONENTS = ("Data", "State")
TOKEN_COMPONENT = "EnrolmentToken"
ADVERTISE_NO, ABSENT_NO = 8, 16
NO_IMPERSONATE = 2048

_DOS_NAME = re.compile(r"[A-Za-z0-9_-]{1,8}(\.[A-Za-z0-9_-]{1,3})?")


def complete(tables: Tables, payload: Path) -> list[Table]:
    """The tables that must be written anew."""
    files = _short_names(_versions(tables, payload), "FileName")
    folders, shortcuts = _short_names(tables["Directory"], "DefaultDir"), _short_names(tables["Shortcut"], "Name")
    return [
        files, folders, shortcuts, _hashes(tables), _components(tables), _features(tables), _actions(tables),
        _sequence(tables), _properties(tables), _access(tables),
    ]  # fmt: skip


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


def _features(tables: Tables) -> Table:
    """The one feature can be neither left out nor only advertised."""
    for row in tables["Feature"].rows:
        row["Attributes"] = str(ABSENT_NO | ADVERTISE_NO)
    return tables["Feature"]


def _actions(tables: Tables) -> Table:
    """wixl marks each action for the system's account, which only one that is put off can have."""
    for row in tables["CustomAction"].rows:
        row["Type"] = str(int(row["Type"]) & ~NO_IMPERSONATE)
    return tables["CustomAction"]


def _sequence(tables: Tables) -> Table:
    """The old version is removed within the transaction: when the new one cannot be laid, Windows puts the old one back."""
    for row in tables["InstallExecuteSequence"].rows:
        if row["Action"] == "RemoveExistingProducts":
            row["Sequence"] = "1501"
    return tables["InstallExecuteSequence"]


def _access(tables: Tables) -> Table:
    token = next(row["Registry"] for row in tables["Registry"].rows if row["Component_"] == TOKEN_COMPONENT)
    columns = ["MsiLockPermissionsEx", "LockObject", "Table", "SDDLText", "Condition"]
    rows = [
        dict(zip(columns, row, strict=True))
        for row in (
            ("LockData", "DATADIR", "CreateFolder", DATA_ACCESS, ""),
            ("LockState", "STATEDIR", "CreateFolder", DATA_ACCESS, ""),
            ("LockToken", token, "Registry", TOKEN_ACCESS, ""),
        )
    ]
    return Table(
        "MsiLockPermissionsEx", "s72\ts72\ts32\ts0\tS255", "MsiLockPermissionsEx\tMsiLockPermissionsEx", columns, rows
    )


def _short_names(table: Table, column: str) -> Table:
    """Each name that DOS could not have gets a second one that it could, made from its key."""
    for row in table.rows:
        name = row[column]
        if _DOS_NAME.fullmatch(name) is None and name != "." and "|" not in name:
            made = hashlib.sha256(row[table.columns[0]].encode()).hexdigest()[:8].upper()
            end = re.sub(r"[^A-Z0-9]", "", name.rpartition(".")[2].upper())[:3] if "." in name[1:] else ""
            row[column] = f"{made}.{end}|{name}" if end else f"{made}|{name}"
    return table
