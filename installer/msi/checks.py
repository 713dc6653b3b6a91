"""Reads a finished package's tables and names what Windows Installer would do wrong with them. Run at each build."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from installer.msi import completion, pe, product
from installer.msi.tables import Row, Tables

FOR_EVER = "{FE8A68F8-2B7E-4EE2-A490-BAC4F815C464}"
"""The upgrade code, written a second time: whoever changes it by mistake changes it in one place."""

OLDEST_BUILD = 17763
"""Windows 10, 1809: the oldest that Qt 6.11 is made for."""

_64_BIT, _REGISTRY_KEY_PATH = 256, 4
_HKLM = "2"
_INLINE_ACTION, _LIBRARY_ACTION, _IGNORE_END = 51, 1, 64


@dataclass(frozen=True, slots=True)
class Content:
    """What the package should hold: of each file its path in the installation, size and version ("" for none)."""

    version: str
    files: dict[str, tuple[int, str]]


def content_of(payload: Path, version: str) -> Content:
    """What lies in the payload."""
    return Content(
        version,
        {
            path.relative_to(payload).as_posix(): (path.stat().st_size, pe.file_version(path))
            for path in product.files_of(payload)
        },
    )


def faults(tables: Tables, content: Content) -> list[str]:
    """What is wrong, one line each; an empty list when the package is right."""
    return [f"{name}: {fault}" for name, check in CHECKS.items() for fault in check(tables, content)]


def _identity(tables: Tables, content: Content) -> Iterator[str]:
    wanted = {
        "UpgradeCode": FOR_EVER,
        "ProductCode": f"{{{product.product_code(content.version)}}}",
        "ProductVersion": content.version,
        "ProductName": product.SHOWN_NAME,
        "Manufacturer": product.MANUFACTURER,
        "ProductLanguage": str(product.LANGUAGE),
        "ALLUSERS": "1",
        "REINSTALLMODE": "amus",
        "ARPNOMODIFY": "1",
        "ARPPRODUCTICON": "counter.ico",
    }
    held = _properties(tables)
    for name, value in wanted.items():
        if held.get(name) != value:
            yield f"{name} is {held.get(name)!r}, not {value!r}"
    if "ProgramData" not in held.get("ARPCOMMENTS", ""):
        yield "the list of programs does not say that the data is kept"


def _upgrade(tables: Tables, content: Content) -> Iterator[str]:
    """An older version is removed, a newer one is left alone and the installation refused in Vietnamese."""
    wanted = {
        ("", content.version, "1", "WIX_UPGRADE_DETECTED"),
        (content.version, "", "2", "WIX_DOWNGRADE_DETECTED"),
    }
    rows = tables["Upgrade"].rows
    found = {(row["VersionMin"], row["VersionMax"], row["Attributes"], row["ActionProperty"]) for row in rows}
    if found != wanted:
        yield f"versions looked for: {sorted(found)}"
    if any(row["UpgradeCode"] != FOR_EVER or row["Remove"] for row in rows):
        yield "looks for another product, or removes only a part"
    yield from _condition(tables, "NOT WIX_DOWNGRADE_DETECTED", "phiên bản mới hơn")


def _machine(tables: Tables, _: Content) -> Iterator[str]:
    """64-bit Windows 10, 1809 or later; the value that tells is looked for in the 64-bit registry."""
    yield from _condition(tables, f"Installed OR (VersionNT64 AND WINDOWSBUILD >= {OLDEST_BUILD})", "Windows 10")
    search = tables["AppSearch"].row(Property="WINDOWSBUILD")
    place = search and tables["RegLocator"].row(Signature_=search["Signature_"])
    if not place or (place["Root"], place["Name"], place["Type"]) != (_HKLM, "CurrentBuildNumber", "18"):
        yield "the build of Windows is not looked for"


def _components(tables: Tables, content: Content) -> Iterator[str]:
    """One file, one component, one GUID for ever: Windows counts by them who still needs a file."""
    held = {row["Component"]: row for row in tables["Component"].rows}
    files = {product.key("c", path): product.component_code(path) for path in content.files}
    wanted = {**files, **NAMED}
    for name in sorted(wanted.keys() ^ held.keys()):
        yield f"{name} is {'missing' if name in wanted else 'not known'}"
    for name in wanted.keys() & held.keys():
        if held[name]["ComponentId"] != f"{{{wanted[name]}}}":
            yield f"{name} has another GUID than before: {held[name]['ComponentId']}"
        if not int(held[name]["Attributes"]) & _64_BIT:
            yield f"{name} would go to the 32-bit side"
    if len({row["ComponentId"] for row in held.values()}) != len(held):
        yield "two components have one GUID"
    in_feature = [row["Component_"] for row in tables["FeatureComponents"].rows if row["Feature_"] == "Main"]
    if sorted(in_feature) != sorted(held):
        yield "not each component is installed with the feature, once"


def _files(tables: Tables, content: Content) -> Iterator[str]:
    """Each file once, under its name, with the version that it says of itself."""
    rows = {row["File"]: row for row in tables["File"].rows}
    folders = _folders(tables)
    components = {row["Component"]: row for row in tables["Component"].rows}
    if len(rows) != len(content.files):
        yield f"{len(rows)} files, not {len(content.files)}"
    for path, (size, version) in content.files.items():
        row = rows.get(product.key("f", path))
        if row is None:
            yield f"{path} is missing"
            continue
        component = components.get(row["Component_"])
        place = component and f"{folders[component['Directory_']]}/{_long(row['FileName'])}"
        if place != f"INSTALLDIR/{path}" or component is None or component["KeyPath"] != row["File"]:
            yield f"{path} would be laid at {place}"
        if row["FileSize"] != str(size):
            yield f"{path} has {row['FileSize']} bytes, not {size}"
        if row["Version"] != version:
            yield f"{path} has version {row['Version']!r}, not {version!r}"
    hashed = {row["File_"] for row in tables["MsiFileHash"].rows}
    if hashed != {product.key("f", path) for path, (_, version) in content.files.items() if not version}:
        yield "hashes for other files than those without a version"
    last = {row["LastSequence"] for row in tables["Media"].rows}
    if {int(row["Sequence"]) for row in rows.values()} != set(range(1, len(rows) + 1)) or last != {str(len(rows))}:
        yield "the order of the files in the cabinet has holes"


def _names(tables: Tables, _: Content) -> Iterator[str]:
    """Within one folder no two names are the same to Windows, neither long nor short."""
    components = {row["Component"]: row["Directory_"] for row in tables["Component"].rows}
    places = [(components[row["Component_"]], row["FileName"]) for row in tables["File"].rows]
    places += [
        (row["Directory_Parent"], row["DefaultDir"]) for row in tables["Directory"].rows if row["DefaultDir"] != "."
    ]
    seen: set[tuple[str, str]] = set()
    for folder, name in places:
        for form in set(name.lower().split("|")):
            if (folder, form) in seen:
                yield f"{form} stands twice in {folder}"
            seen.add((folder, form))


def _given(tables: Tables, _: Content) -> Iterator[str]:
    """What IT gives is taken over by the elevated part, written when there is something, and kept by an upgrade."""
    held = _properties(tables)
    secure = held.get("SecureCustomProperties", "").split(";")
    for name in completion.SECURE:
        if name not in secure:
            yield f"{name} does not reach the elevated part"
    conditions = {row["Component"]: row["Condition"] for row in tables["Component"].rows}
    for component, name in completion.CONDITIONS.items():
        value = tables["Registry"].row(Component_=component)
        folder = "\\Enrolment" if name == completion.TOKEN else ""
        if value is None or (value["Root"], value["Key"], value["Name"], value["Value"]) != (
            _HKLM, f"SOFTWARE\\Counter{folder}", component, f"[{name}]",
        ):  # fmt: skip
            yield f"{name} is not written where the program reads it"
        if conditions.get(component) != name:
            yield f"{name} would be written when it is empty"
    for name in completion.GIVEN:
        search = tables["AppSearch"].row(Property=f"KEPT_{name}")
        place = search and tables["RegLocator"].row(Signature_=search["Signature_"])
        action = tables["CustomAction"].row(Source=name, Target=f"[KEPT_{name}]")
        when = action and tables["InstallExecuteSequence"].row(Action=action["Action"])
        if not place or (place["Root"], place["Key"], place["Type"]) != (_HKLM, "SOFTWARE\\Counter", "18"):
            yield f"an upgrade does not look for {name}"
        if not when or when["Condition"] != f"NOT {name} AND KEPT_{name}":
            yield f"an upgrade does not keep {name}"


def _token(tables: Tables, _: Content) -> Iterator[str]:
    """The token is in no log, in no earlier installation's values, and where an ordinary user can erase it."""
    if completion.TOKEN not in _properties(tables).get("MsiHiddenProperties", "").split(";"):
        yield "it would stand in the log"
    if any(completion.TOKEN in row["Property"] for row in tables["AppSearch"].rows):
        yield "it is looked for in an earlier installation"
    if completion.TOKEN in _properties(tables):
        yield "it has a value in the package"
    row = tables["Registry"].row(Value=f"[{completion.TOKEN}]")
    yield from _access(tables, row["Registry"] if row else "", "Registry", completion.TOKEN_ACCESS)


def _data(tables: Tables, _: Content) -> Iterator[str]:
    """The folders of the data are made with their rights, and nothing ever takes them away."""
    folders, components = _folders(tables), {row["Component"]: row for row in tables["Component"].rows}
    for component, folder, place in (("Data", "DATADIR", "Counter"), ("State", "STATEDIR", "CounterState")):
        row = components.get(component)
        if row is None or not int(row["Attributes"]) & completion.PERMANENT:
            yield f"{folder} would be removed with the program"
        if row is None or row["KeyPath"] or row["Directory_"] != folder:
            yield f"{component} does not stand for {folder}"
        if folders.get(folder) != f"CommonAppDataFolder/{place}":
            yield f"{folder} is {folders.get(folder)}"
        if tables["CreateFolder"].row(Directory_=folder, Component_=component) is None:
            yield f"{folder} is not made"
        yield from _access(tables, folder, "CreateFolder", completion.DATA_ACCESS)
        if any(r["DirProperty"] == folder for r in tables["RemoveFile"].rows):
            yield f"something in {folder} is removed"
        if any(r["Directory_"] == folder for name, r in components.items() if name != component):
            yield f"the package lays something into {folder}"


def _sequence(tables: Tables, _: Content) -> Iterator[str]:
    """What must come before what; wixl has put actions behind the end before."""
    at = {row["Action"]: int(row["Sequence"]) for row in tables["InstallExecuteSequence"].rows}
    for order in _ORDER:
        for name in order:
            if name not in at:
                yield f"{name} is missing"
        there = [name for name in order if name in at]
        for before, after in itertools.pairwise(there):
            if at[before] >= at[after]:
                yield f"{before} comes after {after}"
    for row in tables["CustomAction"].rows:
        if not 0 < at.get(row["Action"], 0) < at.get("InstallInitialize", 0):
            yield f"{row['Action']} is outside its part of the sequence"


def _actions(tables: Tables, _: Content) -> Iterator[str]:
    """Only values are set, and two functions called: one may stop the installation, the other may not."""
    sequence = {row["Action"]: row["Condition"] for row in tables["InstallExecuteSequence"].rows}
    wanted = {
        "RefuseWhileOpen": (_LIBRARY_ACTION, "NOT UPGRADINGPRODUCTCODE"),
        "TellDataKept": (_LIBRARY_ACTION | _IGNORE_END, 'REMOVE="ALL" AND NOT UPGRADINGPRODUCTCODE'),
    }
    rows = {row["Action"]: row for row in tables["CustomAction"].rows}
    for name, (kind, condition) in wanted.items():
        row = rows.get(name)
        if row is None or (row["Type"], row["Target"], sequence.get(name)) != (str(kind), name, condition):
            yield f"{name} is not what it was"
    for name, row in rows.items():
        if name not in wanted and row["Type"] != str(_INLINE_ACTION):
            yield f"{name} does more than to set a value"


def _entries(tables: Tables, _: Content) -> Iterator[str]:
    """Start menu, start at logon, installed version: all for the whole machine."""
    shortcut = tables["Shortcut"].row(Directory_="ProgramMenuFolder")
    if shortcut is None or (_long(shortcut["Name"]), shortcut["Target"]) != (
        product.SHOWN_NAME,
        "[INSTALLDIR]counter.exe",
    ):
        yield "no entry in the Start menu"
    values = {(row["Root"], row["Key"], row["Name"]): row["Value"] for row in tables["Registry"].rows}
    wanted = {
        ("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run", "Counter"): '"[INSTALLDIR]counter.exe" desk --autostart',
        ("SOFTWARE\\Counter", "InstallFolder"): "[INSTALLDIR]",
        ("SOFTWARE\\Counter", "Version"): "[ProductVersion]",
    }
    for (key, name), value in wanted.items():
        if values.get((_HKLM, key, name)) != value:
            yield f"{key}\\{name} is {values.get((_HKLM, key, name))!r}"
    if any(root != _HKLM for root, _, _ in values):
        yield "something is written for one user only"
    feature = tables["Feature"].row(Feature="Main")
    if feature is None or (feature["Level"], feature["Attributes"]) != ("1", "24"):
        yield "the feature can be left out"


CHECKS: dict[str, Callable[[Tables, Content], Iterator[str]]] = {
    "identity": _identity, "upgrade": _upgrade, "machine": _machine, "components": _components, "files": _files,
    "names": _names, "given": _given, "token": _token, "data": _data, "sequence": _sequence, "actions": _actions,
    "entries": _entries,
}  # fmt: skip

NAMED = {
    "Data": "F288C1A3-1AE6-4019-8C8C-F88B4614DD47",
    "State": "119D0499-506C-4003-B1B5-F97D0F9A49B9",
    "Installed": "56E51C7C-5C6F-45EA-A0F8-FF62B02967FD",
    "ServerUrl": "7833EA9C-18AA-4869-AF61-5F2CF52C30FB",
    "ServerCa": "8C1B476D-0ED9-47DB-A7BE-1BE83B15D38F",
    "CentreCode": "354B7639-ED52-46E6-8737-3285E28F2E9B",
    "Language": "0A15E2DA-28F4-47B0-B41E-387273FF7035",
    "Role": "89F33695-8768-44FF-AD89-34B45843FCBF",
    "Autostart": "38753F1F-BBB8-40E1-B552-F9674C0A9732",
    "BackupFolder": "57024D6D-4B53-4F39-9823-D6E12C1823D4",
    "EnrolmentToken": "011415B0-4F07-40F9-9AD1-E4A020627D34",
    "AtLogon": "052A6A6C-81D7-472F-8106-45D80854C3CD",
    "Menu": "C7942F7C-05AC-4F96-926D-FFE37FD3BC1E",
}
"""The components that are no file. None is ever renamed, and none gets another GUID."""

_ORDER = (
    ("FindRelatedProducts", "AppSearch", "KeepServerUrl", "KeepServerCa", "KeepCentreCode", "KeepLanguage", "KeepRole",
     "KeepAutostart", "KeepBackupFolder", "LaunchConditions", "RefuseWhileOpen", "CostInitialize", "FileCost", "CostFinalize",
     "InstallValidate", "InstallInitialize", "RemoveExistingProducts", "ProcessComponents", "RemoveRegistryValues",
     "RemoveShortcuts", "RemoveFiles", "CreateFolders", "InstallFiles", "CreateShortcuts", "WriteRegistryValues",
     "RegisterProduct", "PublishFeatures", "PublishProduct", "InstallFinalize"),
    ("CostFinalize", "TellWhere", "InstallValidate", "TellDataKept", "InstallInitialize"),
)  # fmt: skip


def _properties(tables: Tables) -> dict[str, str]:
    return {row["Property"]: row["Value"] for row in tables["Property"].rows}


def _condition(tables: Tables, condition: str, words: str) -> Iterator[str]:
    row = tables["LaunchCondition"].row(Condition=condition)
    if row is None or words not in row["Description"]:
        yield f"not refused in plain words: {condition}"


def _access(tables: Tables, thing: str, kind: str, rights: str) -> Iterator[str]:
    table = tables.get("MsiLockPermissionsEx")
    rows = [row for row in table.rows if row["LockObject"] == thing and row["Table"] == kind] if table else []
    if [(row["SDDLText"], row["Condition"]) for row in rows] != [(rights, "")]:
        yield f"{kind} {thing or '?'} does not get its rights"


def _folders(tables: Tables) -> dict[str, str]:
    """Each folder's path, from the first one that Windows or the installation gives."""
    rows: dict[str, Row] = {row["Directory"]: row for row in tables["Directory"].rows}
    paths: dict[str, str] = {}

    def path(name: str) -> str:
        if name not in paths:
            row = rows.get(name)
            given = row is None or name == "INSTALLDIR" or row["Directory_Parent"] in ("", "TARGETDIR")
            paths[name] = (
                name if given or row is None else f"{path(row['Directory_Parent'])}/{_long(row['DefaultDir'])}"
            )
        return paths[name]

    for name in rows:
        path(name)
    return paths


def _long(name: str) -> str:
    return name.rpartition("|")[2]
