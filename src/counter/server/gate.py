"""How much one device, one address and all of them together may ask of this process before they are told to wait.

A device's own bucket is spent only by what its key signed, so nobody can empty it for another. An address is charged only
for what fails: behind one address may stand a whole centre, and its honest counters are never stopped by a neighbour's
noise, since a device that was known there lately is let through however loud the rest is."""

from __future__ import annotations

import ipaddress
import math
import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from counter.server.buckets import MOST, Buckets

KNOWN_FOR = 900.0  # seconds after an exchange in which an address vouches for the device
SPREAD = (2, 12)  # seconds; a server that is full must not call everybody back at one moment


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process allows. A rate of 0 is no limit.

    `device_rate`, `device_burst`: signed exchanges of one device, a second and at once. `device_at_once`: of them, worked on
    at the same time (one, and one more whose caller gave up). `file_rate`, `file_burst`: its signed requests about files,
    which have a bucket of their own, since facts never wait for files; a line of the islands carries two a second.
    `unnamed`: bytes of files that one device may lay down and no fact names (`counter.server.unnamed`).
    `address_rate`, `address_burst`: failures from one address. `at_once`: requests worked on; `waiting`: requests that may
    wait for their turn."""

    device_rate: float = 20.0
    device_burst: float = 600.0
    device_at_once: int = 2
    file_rate: float = 20.0
    file_burst: float = 600.0
    unnamed: int = 2_000_000_000
    address_rate: float = 50.0
    address_burst: float = 2_000.0
    at_once: int = 8
    waiting: int = 512


def at_rate(device_rate: int) -> Limits:
    """The same proportions for another rate of a device; 0: no limit on devices and addresses."""
    if device_rate == 0:
        return UNLIMITED
    usual, scale = Limits(), device_rate / Limits().device_rate
    return replace(
        usual, device_rate=scale * usual.device_rate, device_burst=scale * usual.device_burst,
        file_rate=scale * usual.file_rate, file_burst=scale * usual.file_burst,
        address_rate=scale * usual.address_rate, address_burst=scale * usual.address_burst,
    )  # fmt: skip


UNLIMITED = Limits(device_rate=0.0, device_at_once=0, file_rate=0.0, address_rate=0.0)


class Busy(Exception):
    """Not now. `retry_after` in whole seconds; `mine`: it is the asker who asks too much, not all together."""

    def __init__(self, retry_after: int, *, mine: bool) -> None:
        super().__init__(retry_after)
        self.retry_after, self.mine = retry_after, mine


class Gate:
    """Counts for one process, in memory. Safe among threads."""

    def __init__(self, limits: Limits, moment: Callable[[], float], rng: random.Random | None = None) -> None:
        self.limits = limits
        self._moment, self._rng = moment, rng or random.Random()
        self._lock = threading.Lock()
        self._devices = Buckets(limits.device_rate, limits.device_burst, moment)
        self._files = Buckets(limits.file_rate, limits.file_burst, moment)
        self._addresses = Buckets(limits.address_rate, limits.address_burst, moment)
        self._working: dict[bytes, int] = {}
        self._known: OrderedDict[str, dict[bytes, float]] = OrderedDict()  # address → device → when

    def full(self) -> Busy:
        """What to raise when there is too much of everything."""
        with self._lock:
            return Busy(self._rng.randint(*SPREAD), mine=False)

    def demand_address(self, address: str, device: bytes | None = None) -> None:
        """Raises Busy for an address whose failures emptied its bucket, unless the device was known there lately.

        Without a device: whether it is worth reading what comes from there."""
        key = _network(address)
        with self._lock:
            wait = self._addresses.wait(key)
            if wait == 0.0:
                return
            known = self._known.get(key, {})
            named = known if device is None else {device: known.get(device, -math.inf)}
            if not any(self._moment() - when < KNOWN_FOR for when in named.values()):
                raise Busy(math.ceil(wait), mine=True)

    def failed(self, address: str) -> None:
        """Something came from there that was worth nothing."""
        with self._lock:
            self._addresses.take(_network(address))

    def knew(self, address: str, device: bytes) -> None:
        """A device proved itself from there."""
        key = _network(address)
        with self._lock:
            known = self._known.setdefault(key, {})
            known.pop(device, None)
            known[device] = self._moment()
            if len(known) > 1_000:
                del known[next(iter(known))]
            self._known.move_to_end(key)
            if len(self._known) > MOST:
                self._known.popitem(last=False)

    def demand_device(self, device: bytes) -> None:
        """Raises Busy while the bucket of that device is empty: before anything is looked up for it."""
        with self._lock:
            wait = self._devices.wait(device)
        if wait:
            raise Busy(math.ceil(wait), mine=True)

    def spend(self, device: bytes) -> None:
        """The device has signed one more exchange."""
        with self._lock:
            self._devices.take(device)

    def demand_file(self, device: bytes, *, begun: bool) -> None:
        """The same for its requests about files. `begun`: it sends what it was just told to send, so it may go into debt by
        one: an answer before the end of a body seldom reaches its sender, who would knock again at once."""
        with self._lock:
            wait = self._files.wait(device, 0.0 if begun else 1.0)
        if wait:
            raise Busy(math.ceil(wait), mine=True)

    def spend_file(self, device: bytes) -> None:
        """The device has signed one more request about a file."""
        with self._lock:
            self._files.take(device)

    @contextmanager
    def working(self, device: bytes) -> Iterator[None]:
        """While something is worked on that the device has signed. Raises Busy when it has too much of that."""
        most = self.limits.device_at_once
        with self._lock:
            if most and self._working.get(device, 0) >= most:
                raise Busy(1, mine=True)
            self._working[device] = self._working.get(device, 0) + 1
        try:
            yield
        finally:
            with self._lock:
                left = self._working[device] - 1
                if left:
                    self._working[device] = left
                else:
                    del self._working[device]


def _network(address: str) -> str:
    """An address as one customer of a provider has it: IPv6 is given out in blocks of 2^64."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
    return str(found)
