"""Invented matters of every kind, as the store gives them; Monday 23/11/2026, 09:42."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counter.domain.calendar import VIETNAM
from counter.journal.kinds import RECEIVED, RESOLVED, WITHDRAWN
from counter.store.matters import Matter, Side
from tests.made.two_counters import resolved, withdrawn

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)
BASE = b"r" * 32


def ms(clock: str) -> int:
    """A time of that Monday, as an entry holds it."""
    return int(datetime.fromisoformat(f"2026-11-23T{clock}:00+07:00").timestamp() * 1000)


OWN = Side(
    b"a" * 32, WITHDRAWN, "ha", ms("08:50"), True, True,
    withdrawn(reason="Nộp nhầm thủ tục, xin nộp lại hồ sơ đăng ký biến động sau", counter="03"),
)  # fmt: skip
OTHER = Side(
    b"b" * 32, WITHDRAWN, "lan", ms("09:05"), False, True,
    withdrawn(asked_by="authorised", reason="Không còn nhu cầu", papers_back=False, counter="05", clerk="Bùi Thị Lan"),
)  # fmt: skip
CONFLICT = Matter(
    "conflict",
    "conflict 7",
    dossier=7,
    codes=("H49.22-261120-0141",),
    wall_ms=ms("09:05"),
    sides=(OWN, OTHER),
    base=BASE,
)
_DECIDED = resolved((OWN.hash, OTHER.hash), OWN.hash, counter="01", clerk="Trần Quang Minh")
DECISIONS = replace(
    CONFLICT,
    key="conflict 8",
    reason="decisions",
    sides=(
        Side(b"c" * 32, RESOLVED, "minh", ms("09:20"), True, False, _DECIDED, OWN.hash),
        Side(b"d" * 32, RESOLVED, "hanh", ms("09:31"), False, True,
             _DECIDED | {"choice": BASE.hex(), "counter": "02", "clerk": "Lê Thị Hạnh", "note": "Đã gọi điện cho người nộp"},
             BASE),
    ),
)  # fmt: skip
REASONS = (
    "clock_suspect", "code_twice", "outside_lanes", "after_lease", "other_day", "other_centre", "fork", "revoked",
    "not_yours", "unknown_kind", "no_serial", "status_twice", "no_such_step", "no_dossier", "not_supervisor",
)  # fmt: skip
TROUBLES = (
    "store.not_enrolled", "sync.revoked", "sync.refused", "sync.other_program", "sync.certificate",
    "sync.certificate_issuer", "sync.certificate_date", "sync.certificate_host",
)  # fmt: skip
_LONG = "Không còn nhu cầu vì đã chuyển nhượng quyền sử dụng đất cho con gái, sẽ nộp lại hồ sơ khác sau Tết"
MANY_SIDES = replace(
    CONFLICT, key="conflict 9", reason="many", count=3,
    sides=(OWN, replace(OTHER, held=False, body=withdrawn(
        asked_by="authorised", reason=_LONG, papers_back=False, counter="05", clerk="Nguyễn Thị Hoàng Phương Thảo Nguyên",
    )), Side(
        b"e" * 32, WITHDRAWN, "duc", ms("09:07"), False, True,
        withdrawn(reason="Đổi ý", counter="11", clerk="Đinh Trần Trọng Đức"),
    )),
)  # fmt: skip


def _received(hash_: bytes, name: str, phone: str, counter: str, clerk: str, clock: str, *, own: bool) -> Side:
    body = {
        "counter": counter, "clerk": clerk, "applicant": {"name": name, "phone": phone},
        "procedure": {"name": "Đăng ký biến động đối với trường hợp đổi tên hoặc thay đổi thông tin về người sử dụng đất"},
    }  # fmt: skip
    return Side(hash_, RECEIVED, "ha", ms(clock), own, True, body)


FLAGGED = Matter(
    "flagged", "flagged code_twice 4", "sync.outcome.code_twice", dossier=4, codes=("H49.22-261123-0004",),
    wall_ms=ms("08:15"), entries=(4,), sides=(
        _received(b"f" * 32, "Nguyễn Thị Ngọc Ẩn", "0912345678", "03", "Phạm Thu Hà", "08:15", own=True),
        _received(b"g" * 32, "Trương Công Nguyễn Hoàng Bảo Khánh", "0987654321", "05", "Bùi Thị Lan", "08:31", own=False),
    ),
)  # fmt: skip
ALONE = replace(FLAGGED, key="flagged code_twice alone", sides=FLAGGED.sides[:1])
MANY = Matter(
    "flagged", "flagged clock_suspect all", "sync.outcome.clock_suspect", 12, 5,
    tuple(f"H49.22-261123-{n:04d}" for n in range(5, 13)), ms("08:40"), tuple(range(5, 17)),
)  # fmt: skip
PRINT = Matter("print", "print 5", dossier=9, codes=("H49.22-261123-0009",), job=5)


def every_kind() -> list[Matter]:
    """One of each kind and reason."""
    return [
        *(Matter("epoch", f"epoch {why}", why) for why in ("restored_copy", "fork", "retired")),
        Matter("epoch", "epoch of a copy", "restored_copy", 5, codes=("H49.22-261123-0006",)),
        Matter("unrecovered", "unrecovered 1", "with_code", 3, codes=("H49.22-261123-0006",), base=b"u" * 32),
        Matter("unrecovered", "unrecovered 2", count=1, base=b"v" * 32),
        *(Matter("trouble", f"trouble {why}", why) for why in TROUBLES),
        Matter("lacking", "lacking", count=2, codes=("H49.22-261123-0002",)),
        *(Matter("disk", f"disk {level}", level) for level in ("low", "no_files", "no_intake")),
        *(Matter("clock", f"clock {why}", why)
          for why in ("before_last_entry", "far_ahead", "before_program", "off_server")),
        CONFLICT, DECISIONS, MANY_SIDES, FLAGGED, ALONE,
        *(replace(FLAGGED, key=f"flagged {reason}", reason=f"sync.outcome.{reason}", sides=())
          for reason in REASONS if reason != "code_twice"),
        replace(FLAGGED, key="flagged tomorrow", reason="sync.outcome.of_2031", sides=()), MANY,
        *(replace(FLAGGED, kind="quarantined", key=f"quarantined {reason}", reason=f"sync.outcome.{reason}", sides=())
          for reason in ("body_rules", "body_broken", "not_understood")),
        *(Matter("apart", f"apart {why}", why, 17, wall_ms=ms("07:55"), entries=(3,)) for why in ("fork", "revoked")),
        Matter("unknown_kind", "unknown kind", count=3, dossier=6, codes=("H49.22-261123-0006",)),
        PRINT,
    ]  # fmt: skip


def usual() -> list[Matter]:
    """A morning on which much has come together."""
    return [
        Matter("epoch", "epoch restored_copy", "restored_copy"), PRINT, CONFLICT, FLAGGED, MANY,
        Matter("disk", "disk low", "low"),
        Matter("unknown_kind", "unknown kind", count=3, dossier=6, codes=("H49.22-261123-0006",)),
    ]  # fmt: skip
