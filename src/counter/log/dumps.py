"""No image of this process's memory is left on a disk when it breaks down: names and the key of the database would lie in it."""

from __future__ import annotations

import contextlib
import sys

_NO_DISK_BOX, _NO_REPORT = 0x0001, 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX


def leave_no_dumps() -> None:
    """From here on, for this process and those that it starts.

    On Windows its error reporting is not called, and no box asks for a disk where a stick was pulled out; elsewhere no core
    is written, also not by a service that collects them. The stacks of `counter.log.crash` are written all the same."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(kernel.GetErrorMode() | _NO_DISK_BOX | _NO_REPORT)
    else:
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
