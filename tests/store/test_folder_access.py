"""Who may open the data folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counter.store import folder_access
from counter.store.folder_access import make_private, strangers, strangers_of
from counter.store.key import NAME

SOURCES = Path(folder_access.__file__).parents[1]


def test_folder_that_is_made_is_private_and_one_of_others_is_left(tmp_path: Path) -> None:
    made, common = tmp_path / "a" / "data", tmp_path / "common"
    make_private(made)
    assert made.stat().st_mode & 0o777 == 0o700
    assert strangers(made) == ()
    common.mkdir()
    common.chmod(0o1777)
    make_private(common)
    assert common.stat().st_mode & 0o7777 == 0o1777
    assert strangers(common) == ("group", "others")
    common.chmod(0o750)
    (common / NAME).write_text("")
    assert strangers(common) == ("group",)
    make_private(common)
    assert strangers(common) == ()


def test_no_folder_is_made_for_one_account_alone() -> None:
    """Newer versions of Python take 0o700 at its word on Windows, where several accounts share one counter."""
    rooms = [path for room in ("store", "log") for path in (SOURCES / room).rglob("*.py")]
    literal = [path.name for path in rooms if re.search(r"mode=0o7\d\d", path.read_text("utf-8"))]
    assert literal == []


# As Windows writes them: %ProgramData% as it is made, one given to everybody, one without a list, one with denials.
@pytest.mark.parametrize(
    ("sddl", "found"),
    [
        (
            "D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)",
            (),
        ),
        ("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;BU)", ()),
        ("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)", ()),
        ("D:(A;OICI;FA;;;WD)(A;OICI;FR;;;AN)", ("Everyone", "ANONYMOUS LOGON")),
        ("D:(A;OICI;FA;;;S-1-1-0)(A;;FR;;;WD)", ("Everyone",)),
        ("D:(A;OICI;0x1200a9;;;BG)(A;;FR;;;S-1-5-21-9-8-7-501)", ("Guests", "Guest")),
        ("O:BAG:SYD:(A;;FR;;;NU)S:(AU;SA;FA;;;WD)", ("NETWORK",)),
        ("D:(D;OICI;FA;;;WD)(A;OICI;FA;;;SY)", ()),
        ("D:NO_ACCESS_CONTROL", ("Everyone",)),
        ("D:P", ()),
        ("", ("Everyone",)),
    ],
)
def test_windows_access_list_names_who_should_not_be_in_it(sddl: str, found: tuple[str, ...]) -> None:
    assert strangers_of(sddl) == found
