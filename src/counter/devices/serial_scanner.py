"""Scanners on a serial or virtual serial port: no keyboard layout and no input method comes between."""

from __future__ import annotations

import threading
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot
from serial import Serial, SerialException

from counter.devices.line_splitter import LineSplitter, text_of

# How long a silence ends a scan of a reader that sends no line end, and so how soon `stop` is heard.
_QUIET_S = 0.1
_BACKOFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
_MOST_BYTES = 4096
_STOP_MS = 5000


class _Port(Protocol):
    """What is used of pyserial's port."""

    @property
    def in_waiting(self) -> int: ...
    def read(self, size: int = 1) -> bytes: ...
    def close(self) -> None: ...


class _Listener(QObject):
    """Lives in the worker thread: opens the port, reads it, and opens it again when the cable comes back."""

    scanned = Signal(str)
    connected = Signal(bool)

    def __init__(self, port: str, baud: int, stopping: threading.Event) -> None:
        super().__init__()
        self._port, self._baud, self._stopping = port, baud, stopping

    @Slot()
    def listen(self) -> None:
        """Runs until it is told to stop."""
        failures = 0
        while not self._stopping.is_set():
            try:
                line = Serial(self._port, self._baud, timeout=_QUIET_S)
            except (SerialException, OSError, ValueError):
                self._stopping.wait(_BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)])
                failures += 1
                continue
            failures = 0
            self.connected.emit(True)
            try:
                self._read(line)
            finally:
                line.close()
                self.connected.emit(False)
        QThread.currentThread().quit()

    def _read(self, line: _Port) -> None:
        """Until the port fails (unplugged) or it is time to stop."""
        splitter = LineSplitter()
        while not self._stopping.is_set():
            try:
                received = line.read(1)
                received += line.read(min(line.in_waiting, _MOST_BYTES)) if received else b""
            except (SerialException, OSError, TypeError):  # pyserial's own races when a port vanishes
                return
            for scan in splitter.feed(received) if received else splitter.flush():
                self.scanned.emit(text_of(scan))


class SerialScanner(QObject):
    """A scanner on a port such as `COM3` or `/dev/ttyACM0`, set to UTF-8. Emits `scanned(str)` in its own thread's loop.

    `connected(bool)` says whether the port is open; an unplugged scanner is looked for again, less and less often, at most
    every five seconds."""

    scanned = Signal(str)
    connected = Signal(bool)

    def __init__(self, port: str, baud: int = 115200, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port, self._baud = port, baud
        self._stopping = threading.Event()
        self._thread: QThread | None = None
        self._listener: _Listener | None = None

    def start(self) -> None:
        """Begin to listen; calling it again does nothing."""
        if self._thread is not None:
            return
        self._stopping.clear()
        self._thread = QThread(self)
        self._listener = _Listener(self._port, self._baud, self._stopping)
        self._listener.moveToThread(self._thread)
        self._listener.scanned.connect(self._heard)
        self._listener.connected.connect(self._plugged)
        self._thread.started.connect(self._listener.listen)
        self._thread.start()

    def settle(self) -> None:
        """Nothing is held back here: what comes from the port is a scan."""

    def stop(self) -> None:
        """Close the port and end the thread; a scan under way is lost."""
        if self._thread is None:
            return
        self._stopping.set()
        self._thread.wait(_STOP_MS)
        self._thread.deleteLater()
        self._thread = self._listener = None

    @Slot(str)
    def _heard(self, text: str) -> None:
        self.scanned.emit(text)

    @Slot(bool)
    def _plugged(self, is_open: bool) -> None:
        self.connected.emit(is_open)
