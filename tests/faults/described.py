"""The same server under schemathesis: requests made from its own description, right and wrong in every way that names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run_schemathesis(url: str, count: int, folder: Path, seed: int = 1) -> tuple[int, str]:
    """Up to `count` requests for each address; (exit code: 0 when none was the server's failure, what it says)."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", url + "/openapi.json", "--checks", "not_a_server_error",
        "--phases", "coverage,fuzzing", "--max-examples", str(count), "--seed", str(seed), "--generation-database", "none",
        "--suppress-health-check", "all", "--warnings", "off", "--no-color",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, encoding="utf-8")
    return done.returncode, done.stdout
