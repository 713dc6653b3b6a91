"""The tables of an .msi: read and written with msiinfo and msibuild, in Windows Installer's own archive format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from installer.msi.tools import run

Row = dict[str, str]


@dataclass(slots=True)
class Table:
    """Rows by column name. `types` and `keys`: the second and third line of the archive format."""

    name: str
    types: str
    keys: str
    columns: list[str]
    rows: list[Row] = field(default_factory=list)

    def archived(self) -> str:
        """The table as msibuild imports it."""
        lines = ["\t".join(self.columns), self.types, self.keys]
        lines += ["\t".join(row[column] for column in self.columns) for row in self.rows]
        return "".join(f"{line}\r\n" for line in lines)

    def row(self, **values: str) -> Row | None:
        """The row with these values, or None."""
        return next((row for row in self.rows if all(row[name] == value for name, value in values.items())), None)


Tables = dict[str, Table]


def parse(text: str) -> Table:
    """A table from its archive format."""
    columns, types, keys, *rows = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    words = keys.split("\t")
    name = words[1] if words[0].isdigit() else words[0]
    names = columns.split("\t")
    return Table(name, types, keys, names, [dict(zip(names, row.split("\t"), strict=True)) for row in rows])


def read_tables(package: Path) -> Tables:
    """All tables of a package but its streams. Raises Unfit."""
    names = run("msiinfo", "tables", package).split()
    wanted = (name for name in names if not name.startswith("_") and name not in ("Icon", "Binary"))
    return {name: parse(run("msiinfo", "export", package, name)) for name in wanted}


def write_tables(package: Path, tables: Iterable[Table]) -> None:
    """Put these tables in the place of those of the same name. Raises Unfit."""
    for table in tables:
        archive = package.with_name(f"{table.name}.idt")
        archive.write_bytes(table.archived().encode())
        run("msibuild", package.name, "-i", archive.name, cwd=package.parent, built_at=True)
        archive.unlink()
