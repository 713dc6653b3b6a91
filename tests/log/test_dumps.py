"""A process that breaks down leaves no image of its memory, whatever the machine would allow."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

CHILD = """
import os, resource
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from counter.cli import main
main(["card"])
print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
held = "".join(("Trịu Thị", " Xuyếng"))
os.abort()
"""


def test_no_core_is_written_when_the_program_breaks_down(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", CHILD], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False, env=os.environ | {"HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == -signal.SIGABRT, done.stderr
    assert done.stdout.splitlines()[-1] == "(0, 0)"
    assert list(tmp_path.iterdir()) == []
