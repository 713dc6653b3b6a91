"""Writes the payload as WiX source: one file, one component, named from its path for ever."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr as quoted

from installer.msi.product import component_code, key


def harvest(folder: Path) -> str:
    """A WiX fragment with the component group `Payload`. One component a file: the component rules hold, whatever a
    later version adds or takes away."""
    tree: list[str] = []
    components: list[str] = []

    def walk(here: Path) -> None:
        for path in sorted(here.iterdir(), key=lambda p: p.name):
            name = path.relative_to(folder).as_posix()
            if path.is_dir():
                tree.append(f"<Directory Id={quoted(key('d', name))} Name={quoted(path.name)}>")
                walk(path)
                tree.append("</Directory>")
                continue
            components.append(key("c", name))
            tree.append(
                f'<Component Id="{components[-1]}" Guid="{component_code(name)}" Win64="yes"><File Id="{key("f", name)}"'
                f' Name={quoted(path.name)} KeyPath="yes" Source={quoted("$(var.Payload)/" + name)} /></Component>'
            )

    walk(folder)
    return "\n".join(
        ['<?xml version="1.0" encoding="utf-8"?>', '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
         '<Fragment><DirectoryRef Id="INSTALLDIR">', *tree, "</DirectoryRef></Fragment>",
         '<Fragment><ComponentGroup Id="Payload">', *(f'<ComponentRef Id="{c}" />' for c in components),
         "</ComponentGroup></Fragment>", "</Wix>", ""]
    )  # fmt: skip
