"""Which files of the wheels the desk needs. What is not here is neither installed, nor scanned, nor attacked."""

from __future__ import annotations

from fnmatch import fnmatchcase

QT_MODULES = ("Core", "Gui", "Widgets", "PrintSupport", "Svg")
"""The parts of Qt that the program imports; a test compares them with its sources."""

_QT = (
    "__init__.py", "_config.py", "_git_pyside_version.py", "pyside6.abi3.dll", "support/*.py",
    "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll",
    *(f"Qt6{module}.dll" for module in QT_MODULES), *(f"Qt{module}.pyd" for module in QT_MODULES),
    "plugins/platforms/qwindows.dll", "plugins/printsupport/*.dll",
)  # fmt: skip
"""The window draws in Fusion, which is in QtWidgets; its icons are drawn by QtSvg itself, its pictures are PNG."""

_FACES = ("Thin", "Light", "Black", "ExtraBold", "MediumItalic", "SemiBoldItalic")
"""Of Be Vietnam Pro, those that neither a screen nor a form uses."""

_NEVER = (
    "*.pyi", "*.pyc", "*.pxd", "*.h", "*.lib", "*.a", "*.c", "*.exe", "*/py.typed", "*.data/*",
    "*/tests/*", "*/testing/*", "*/test/*", "PIL/_avif.*", "PIL/_webp.*", "PIL/_imagingtk.*", "PIL/_imagingcms.*",
    "PIL/_imagingft.*", "reportlab/graphics/samples/*", "reportlab/fonts/*", "sqlalchemy/ext/mypy/*",
    "counter/_data/resources/*.py", "counter/_data/resources/*.ts", "counter/gui/forms/*.ui",
    *(f"fontpkg_be_vietnam_pro/files/*{face}*" for face in _FACES),
    "cffi/*", "pycparser*", "tests/*", "docs/*", "pypdfium2_cli/*", "barcode/fonts/*",
    "shiboken6/vc*amp*.dll", "shiboken6/vccorlib*", "shiboken6/concrt*", "shiboken6/*_2.dll", "shiboken6/*codecvt*",
)  # fmt: skip
"""Of Pillow the codecs for formats that are refused anyway; cffi's compiler (its backend is a file of its own)."""

_OF_METADATA = ("METADATA", "entry_points.txt", "licenses/*", "LICENSE*", "COPYING*", "NOTICE*")


def kept(name: str) -> bool:
    """Whether a file of a wheel, by its path in site-packages, is installed."""
    top, _, rest = name.partition("/")
    if top.endswith(".dist-info") and not top.startswith("pycparser"):
        return any(fnmatchcase(rest, pattern) for pattern in _OF_METADATA)
    if top == "PySide6":
        return any(fnmatchcase(rest, pattern) for pattern in _QT)
    return not any(fnmatchcase(name, pattern) for pattern in _NEVER)
