"""The province's catalogue on this machine: taken only when every procedure in it can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counter.store.catalogue import read_catalogue
from counter.store.kept_catalogue import NAME, catalogue_of, keep_catalogue


def test_catalogue_with_one_procedure_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    files = read_catalogue()
    files["procedures"]["version"] = "2027-01-01"
    keep_catalogue(tmp_path, json.dumps(files).encode())
    files["procedures"]["version"] = "2027-02-01"
    del files["procedures"]["procedures"][-1]["variants"]
    with pytest.raises(ValueError, match="KeyError"):
        keep_catalogue(tmp_path, json.dumps(files).encode())
    assert catalogue_of(tmp_path).version == "2027-01-01"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
