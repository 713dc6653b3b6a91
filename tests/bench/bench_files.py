"""A scanned paper of 5 MB over the islands' line, cut after each megabyte in the mean: its time and every byte on the line.

The limit is the file's bytes alone, sent through a bare socket in the same run over the same line without cuts. The file is
attached, encrypted, signed for, resumed and checked by its hash as in daily work; nine are sent at once, each over a line of
its own, and the median counts. Bytes are those of both directions, headers and what the cuts lost included."""

from __future__ import annotations

import socket
import statistics
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from counter.sync.engine import Idle
from tests.faults.link import Link, Weather
from tests.made.papers import PaperCounter
from tests.made.served import Served

Row = dict[str, Any]
BITS = 256_000
WINDOW = 12_000  # bytes under way: 1.22/√loss segments, which is what TCP settles at (Mathis and others, 1997)
ISLAND = Weather(bits=BITS, round_trip=0.6, loss=0.02, budget=1_000_000, dark=3.0, window=WINDOW)
GOAL_BYTES, GOAL_TIME = 1.02, 1.15


def run(scale: str = "full") -> list[Row]:
    """All rows of this measurement."""
    size, weather = 5_000_000, ISLAND
    if scale != "full":  # everything ten times as quick, and fewer of it
        size, weather = 600_000, replace(ISLAND, bits=BITS * 10, round_trip=0.06, budget=300_000, dark=0.3)
    done: list[tuple[float, float, int]] = []
    pure: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Served(Path(folder) / "province", anew=True) as served:
        threads = [
            threading.Thread(target=_one, args=(Path(folder), served, weather, size, seed, done))
            for seed in range(1, 10 if scale == "full" else 2)
        ]
        threads.append(threading.Thread(target=_bare, args=(replace(weather, budget=None), size, pure)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        states = [row["state"] for row in served.deed("export") if row["type"] == "file"]
    if len(done) != len(threads) - 1 or set(states) != {"complete"}:
        raise RuntimeError(f"{len(done)} of {len(threads) - 1} files came through, {states}")
    seconds, carried, cuts = (statistics.median(column) for column in zip(*done, strict=True))
    work, goals = f"file of {size:,} B over the island's line, {cuts:.0f} cuts", scale == "full"
    return [
        _row(f"{work}, time: a bare socket without cuts", seconds, pure[0], GOAL_TIME if goals else None, "s"),
        _row(f"{work}, bytes both ways: the file", carried, size, GOAL_BYTES if goals else None, "B"),
    ]


def _bare(weather: Weather, size: int, pure: list[float]) -> None:
    """The seconds that the bytes alone take."""
    with socket.create_server(("127.0.0.1", 0)) as sink, Link(sink.getsockname()[:2], weather, 1) as link:
        began = time.perf_counter()
        with socket.create_connection(("127.0.0.1", int(link.url.rsplit(":", 1)[1]))) as sender:
            threading.Thread(target=sender.sendall, args=(bytes(size),), daemon=True).start()
            receiver, _ = sink.accept()
            with receiver:
                left = size
                while left:
                    left -= len(receiver.recv(65536))
        pure.append(time.perf_counter() - began)


def _row(work: str, value: float, limit: float, goal: float | None, unit: str) -> Row:
    return {"work": work, "value": value, "limit": limit, "ratio": value / limit, "goal": goal, "unit": unit}


def _one(
    folder: Path, served: Served, weather: Weather, size: int, seed: int, done: list[tuple[float, float, int]]
) -> None:
    """Its seconds, the bytes carried, and how often the line was cut."""
    counter = PaperCounter(folder / f"counter{seed}", seed).join(served.url, served.token())
    counter.attach_sized(counter.receive_one(), size, seed)
    counter.facts(served.url)
    with Link(("127.0.0.1", served.port), weather, seed) as link:
        began = time.perf_counter()
        step = counter.send_files(link.url, most=10_000)
        took = time.perf_counter() - began
        if isinstance(step, Idle) and counter.uploads.waiting() == (0, 0):
            done.append((took, float(sum(link.carried)), link.connections - 1))
    counter.close()
