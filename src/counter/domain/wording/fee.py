"""Wording of the subject: fee."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
