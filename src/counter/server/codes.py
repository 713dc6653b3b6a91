"""Which codes and references are used, by which dossier, over all centres."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, insert, select

from counter.server.tables import code_use, dossier

Place = tuple[int, int]  # (centre, position) of a reception
_USES = select(code_use.c.code, code_use.c.centre, code_use.c.position).where(
    code_use.c.code.in_(bindparam("codes", expanding=True))
)
_RECEIVED = select(dossier.c.position).where(
    dossier.c.centre == bindparam("centre"), dossier.c.subject == bindparam("subject")
)
_ADD = insert(code_use)


class CodeBook:
    """The codes of one step: what others used before is looked up once, what is new is written at the end."""

    def __init__(self, connection: Connection, centre: int, codes: Iterable[str]) -> None:
        self._connection, self._centre = connection, centre
        self._uses: dict[str, list[Place]] = {}
        self._new: dict[tuple[str, int], str] = {}
        wanted = sorted(set(codes))
        if wanted:
            for code, found, position in connection.execute(_USES, {"codes": wanted}):
                self._uses.setdefault(code, []).append((found, position))

    def use(self, code: str, position: int, origin: str) -> list[Place]:
        """A dossier of this centre uses this code; who else does."""
        others = list(self._uses.get(code, ()))
        self._uses.setdefault(code, []).append((self._centre, position))
        self._new[code, position] = origin
        return others

    def add_alias(self, subject: bytes, code: str) -> None:
        """The province's code for a dossier of this centre. One that is not here any more is not missed."""
        for position in self._connection.execute(_RECEIVED, {"centre": self._centre, "subject": subject}).scalars():
            self._new[code, position] = "province"

    def write(self) -> None:
        """Into the table."""
        if self._new:
            self._connection.execute(_ADD, [
                {"code": code, "centre": self._centre, "position": position, "origin": origin}
                for (code, position), origin in self._new.items()
            ])  # fmt: skip
