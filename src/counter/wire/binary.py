"""Bytes written and read: unsigned varints, zigzag, counted text. Whatever is malformed is BadMessage and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

GREATEST = 2**64 - 1


class BadMessage(ValueError):
    """Bytes that this protocol cannot have produced, or that exceed its limits. The text never holds content."""


def zigzag(number: int) -> int:
    """Small numbers of either sign as small unsigned ones."""
    return (number << 1) if number >= 0 else ((-number << 1) - 1)


def unzigzag(number: int) -> int:
    """The inverse of `zigzag`."""
    return (number >> 1) if not number & 1 else -((number + 1) >> 1)


class Writer:
    """Collects bytes. Numbers must lie in 0 .. 2^64 - 1."""

    __slots__ = ("_bytes",)

    def __init__(self) -> None:
        self._bytes = bytearray()

    def varint(self, number: int) -> None:
        """LEB128: seven bits a byte, the lowest first."""
        if not 0 <= number <= GREATEST:
            raise ValueError("a number outside 0 .. 2^64 - 1")
        add = self._bytes.append
        while number > 0x7F:
            add(number & 0x7F | 0x80)
            number >>= 7
        add(number)

    def varints(self, numbers: Iterable[int]) -> None:
        """Several, one after the other."""
        for number in numbers:
            self.varint(number)

    def raw(self, data: bytes) -> None:
        """Bytes whose length the reader knows."""
        self._bytes += data

    def counted(self, data: bytes) -> None:
        """A length and that many bytes."""
        self.varint(len(data))
        self._bytes += data

    def text(self, text: str) -> None:
        """Counted UTF-8."""
        self.counted(text.encode())

    def done(self) -> bytes:
        """What was written."""
        return bytes(self._bytes)


class Reader:
    """Walks over bytes. Every method raises BadMessage rather than read past the end."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def varint(self, most: int = GREATEST) -> int:
        """One number, at most `most`, in its shortest form."""
        return self.varints(1, most)[0]

    def varints(self, count: int, most: int = GREATEST) -> list[int]:
        """Several numbers. The caller bounds `count`."""
        data, at, numbers = self._data, self._at, []
        try:
            for _ in range(count):
                byte = data[at]
                at += 1
                if byte < 0x80:
                    numbers.append(byte)
                    continue
                number, shift = byte & 0x7F, 7
                while True:
                    byte = data[at]
                    at += 1
                    number |= (byte & 0x7F) << shift
                    if byte < 0x80:
                        break
                    shift += 7
                    if shift > 63:
                        raise BadMessage("a number too long")
                if byte == 0:
                    raise BadMessage("a number not in its shortest form")
                numbers.append(number)
        except IndexError:
            raise BadMessage("ends too early") from None
        if numbers and max(numbers) > most:
            raise BadMessage("a number beyond its limit")
        self._at = at
        return numbers

    def raw(self, length: int) -> bytes:
        """That many bytes."""
        at = self._at
        piece = self._data[at : at + length]
        if len(piece) != length:
            raise BadMessage("ends too early")
        self._at = at + length
        return piece

    def counted(self, most: int) -> bytes:
        """Counted bytes, at most `most` of them."""
        return self.raw(self.varint(most))

    def text(self, most: int) -> str:
        """Counted UTF-8 of at most `most` bytes."""
        try:
            return self.counted(most).decode()
        except UnicodeDecodeError:
            raise BadMessage("text that is not UTF-8") from None

    def rest(self) -> bytes:
        """Everything that is left."""
        piece = self._data[self._at :]
        self._at = len(self._data)
        return piece

    def end(self) -> None:
        """Raises BadMessage when anything is left over."""
        if self._at != len(self._data):
            raise BadMessage("bytes left over")
