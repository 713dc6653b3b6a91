"""Builds the Windows installer on Linux: payload, tables, checks, signature. `python -m installer.msi --help`."""
