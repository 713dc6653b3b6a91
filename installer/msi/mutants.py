"""Packages spoilt on purpose, one thing each: a check that lets one of them through checks nothing. Tried at each build."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from installer.msi.checks import CHECKS, OLDEST_BUILD, Content
from installer.msi.completion import TOKEN
from installer.msi.tables import Row, Table, Tables

Spoil = Callable[[Tables], None]


def missed(tables: Tables, content: Content) -> list[str]:
    """The mutants that the check meant for them does not notice."""
    return [
        f"{check}: {what}" for check, what, spoil in MUTANTS if not any(CHECKS[check](_spoilt(tables, spoil), content))
    ]


def _spoilt(tables: Tables, spoil: Spoil) -> Tables:
    copy = {
        name: Table(name, table.types, table.keys, table.columns, list(map(dict.copy, table.rows)))
        for name, table in tables.items()
    }
    spoil(copy)
    return copy


def _set(table: str, column: str, value: str, **where: str) -> Spoil:
    """Write a value into the first row that is like that. Raises StopIteration when there is none: a mutant must change."""

    def spoil(tables: Tables) -> None:
        row = next(_rows(tables, table, where))
        assert row[column] != value
        row[column] = value

    return spoil


def _drop(table: str, **where: str) -> Spoil:
    """Take the first row out that is like that."""

    def spoil(tables: Tables) -> None:
        tables[table].rows.remove(next(_rows(tables, table, where)))

    return spoil


def _add(table: str, **values: str) -> Spoil:
    """Add a row."""

    def spoil(tables: Tables) -> None:
        tables[table].rows.append({column: values.get(column, "") for column in tables[table].columns})

    return spoil


def _without(name: str, word: str) -> Spoil:
    """Take a word out of a list of properties."""

    def spoil(tables: Tables) -> None:
        row = next(_rows(tables, "Property", {"Property": name}))
        assert word in row["Value"].split(";")
        row["Value"] = ";".join(part for part in row["Value"].split(";") if part != word)

    return spoil


def _first_versioned(tables: Tables) -> Row:
    return next(row for row in tables["File"].rows if row["Version"])


def _no_version(tables: Tables) -> None:
    _first_versioned(tables)["Version"] = ""


def _hash_of_versioned(tables: Tables) -> None:
    tables["MsiFileHash"].rows[0]["File_"] = _first_versioned(tables)["File"]


def _same_name(tables: Tables) -> None:
    first, second = tables["File"].rows[:2]
    second["FileName"] = f"OTHER|{first['FileName'].rpartition('|')[2].upper()}"
    places = {row["Component"]: row for row in tables["Component"].rows}
    places[second["Component_"]]["Directory_"] = places[first["Component_"]]["Directory_"]


def _same_guid(tables: Tables) -> None:
    first, second = tables["Component"].rows[:2]
    second["ComponentId"] = first["ComponentId"]


def _guids_by_order(tables: Tables) -> None:
    """As a harvester does that numbers what it finds: a new file in the middle moves all after it."""
    rows = [row for row in tables["Component"].rows if row["KeyPath"].startswith("f")]
    for row, guid in zip(rows, [*(r["ComponentId"] for r in rows[1:]), rows[0]["ComponentId"]], strict=True):
        row["ComponentId"] = guid


def _rows(tables: Tables, table: str, where: dict[str, str]) -> Iterator[Row]:
    return (row for row in tables[table].rows if all(row[name] == value for name, value in where.items()))


_OTHER = "{00000000-0000-4000-8000-000000000000}"
_EVERYBODY = "D:(A;OICI;FA;;;WD)"
_SEQUENCE = "InstallExecuteSequence"

MUTANTS: tuple[tuple[str, str, Spoil], ...] = (
    ("identity", "another upgrade code", _set("Property", "Value", _OTHER, Property="UpgradeCode")),
    ("identity", "a product code of another version", _set("Property", "Value", _OTHER, Property="ProductCode")),
    ("identity", "for one user", _drop("Property", Property="ALLUSERS")),
    ("identity", "older files stay", _drop("Property", Property="REINSTALLMODE")),
    ("identity", "silent about the data", _drop("Property", Property="ARPCOMMENTS")),
    ("upgrade", "looks for another product", _set("Upgrade", "UpgradeCode", _OTHER)),
    ("upgrade", "an older version stays", _set("Upgrade", "Attributes", "2", ActionProperty="WIX_UPGRADE_DETECTED")),
    ("upgrade", "a newer version is removed", _set("Upgrade", "Attributes", "0", ActionProperty="WIX_DOWNGRADE_DETECTED")),
    ("upgrade", "an older one is laid over it", _drop("LaunchCondition", Condition="NOT WIX_DOWNGRADE_DETECTED")),
    ("upgrade", "refused in English",
     _set("LaunchCondition", "Description", "A newer version is here.", Condition="NOT WIX_DOWNGRADE_DETECTED")),
    ("machine", "any Windows",
     _drop("LaunchCondition", Condition=f"Installed OR (VersionNT64 AND WINDOWSBUILD >= {OLDEST_BUILD})")),
    ("machine", "looked for on the 32-bit side", _set("RegLocator", "Type", "2", Name="CurrentBuildNumber")),
    ("components", "GUIDs by order", _guids_by_order),
    ("components", "one GUID twice", _same_guid),
    ("components", "a named one has another", _set("Component", "ComponentId", _OTHER, Component="Data")),
    ("components", "on the 32-bit side", _set("Component", "Attributes", "4", Component="ServerUrl")),
    ("components", "not installed", _drop("FeatureComponents", Component_="Menu")),
    ("files", "no version", _no_version),
    ("files", "a hash beside a version", _hash_of_versioned),
    ("files", "one is missing", _drop("File")),
    ("files", "a hole in the order", _set("File", "Sequence", "0")),
    ("files", "another size", _set("File", "FileSize", "-1")),
    ("files", "more than the cabinet", _set("Media", "LastSequence", "1")),
    ("names", "the same name twice", _same_name),
    ("given", "the address does not arrive", _without("SecureCustomProperties", "SERVER_URL")),
    ("given", "the build of Windows does not arrive", _without("SecureCustomProperties", "WINDOWSBUILD")),
    ("given", "an upgrade forgets the centre", _drop("AppSearch", Property="KEPT_CENTRE_CODE")),
    ("given", "what is given does not win", _set(_SEQUENCE, "Condition", "KEPT_SERVER_URL", Action="KeepServerUrl")),
    ("given", "an empty role is written", _set("Component", "Condition", "", Component="Role")),
    ("given", "written elsewhere", _set("Registry", "Key", "SOFTWARE\\Elsewhere", Name="BackupFolder")),
    ("token", "in the log", _drop("Property", Property="MsiHiddenProperties")),
    ("token", "kept by an upgrade", _add("AppSearch", Property=f"KEPT_{TOKEN}", Signature_="s")),
    ("token", "not to be erased", _drop("MsiLockPermissionsEx", Table="Registry")),
    ("token", "a fixed one", _add("Property", Property=TOKEN, Value="1")),
    ("data", "removed with the program", _set("Component", "Attributes", "256", Component="Data")),
    ("data", "the witness removed", _set("Component", "Attributes", "256", Component="State")),
    ("data", "no rights", _drop("MsiLockPermissionsEx", LockObject="DATADIR")),
    ("data", "open to everybody", _set("MsiLockPermissionsEx", "SDDLText", _EVERYBODY, LockObject="STATEDIR")),
    ("data", "not made", _drop("CreateFolder", Directory_="DATADIR")),
    ("data", "emptied", _add("RemoveFile", FileKey="x", Component_="Menu", FileName="*", DirProperty="DATADIR", InstallMode="2")),
    ("sequence", "after the end", _set(_SEQUENCE, "Sequence", "6601", Action="KeepServerUrl")),
    ("sequence", "before the search", _set(_SEQUENCE, "Sequence", "49", Action="KeepLanguage")),
    ("sequence", "the old one removed last", _set(_SEQUENCE, "Sequence", "6550", Action="RemoveExistingProducts")),
    ("sequence", "no way back", _set(_SEQUENCE, "Sequence", "1401", Action="RemoveExistingProducts")),
    ("sequence", "no entry in the menu", _drop(_SEQUENCE, Action="CreateShortcuts")),
    ("sequence", "refused too late", _set(_SEQUENCE, "Sequence", "5500", Action="RefuseWhileOpen")),
    ("actions", "installed under a clerk's hands", _set(_SEQUENCE, "Condition", "0", Action="RefuseWhileOpen")),
    ("actions", "a refusal that does not stop", _set("CustomAction", "Type", "65", Action="RefuseWhileOpen")),
    ("actions", "silent about the data", _drop("CustomAction", Action="TellDataKept")),
    ("actions", "a program is run", _set("CustomAction", "Type", "50", Action="TellWhere")),
    ("entries", "no shortcut", _drop("Shortcut")),
    ("entries", "not started at logon", _drop("Registry", Component_="AtLogon")),
    ("entries", "for one user", _set("Registry", "Root", "1", Component_="Menu")),
    ("entries", "to be left out", _set("Feature", "Attributes", "0")),
)  # fmt: skip
