"""The witness on disk: what was written is what is read, on every system."""

import re
from pathlib import Path

import counter
from counter.journal.witness import SLOT, Witness, read_witness
from counter.store.witness_file import WitnessFiles

DEVICE = bytes(range(16))


def mark(seq: int) -> Witness:
    return Witness(DEVICE, 1, seq, bytes([seq]) * 32, f"H49.22-261121-{seq:04}")


def test_every_place_tells_the_last_mark_when_several_were_written(tmp_path: Path) -> None:
    places = (tmp_path / "state", tmp_path / "data")
    files = WitnessFiles(DEVICE, places)
    for seq in range(1, 6):
        files.write(mark(seq))
    files.close()
    assert WitnessFiles(DEVICE, places).read() == mark(5)
    for place in places:
        (path,) = place.iterdir()
        raw = path.read_bytes()
        assert len(raw) == 2 * SLOT
        assert {read_witness(raw[:SLOT]), read_witness(raw[SLOT:])} == {mark(4), mark(5)}


def test_the_mark_goes_on_when_the_files_were_closed_in_between(tmp_path: Path) -> None:
    files = WitnessFiles(DEVICE, (tmp_path,))
    files.write(mark(1))
    files.close()
    files.write(mark(2))
    assert files.read() == mark(2)
    files.close()


def test_no_bare_descriptor_is_written_to_when_the_program_keeps_something() -> None:
    # On Windows a bare descriptor is in text mode: each line's end becomes two bytes, and the witness was never readable.
    root = Path(counter.__file__).parent
    bare = re.compile(r"\bos\.p?write\(")
    found = [
        str(file.relative_to(root)) for file in root.rglob("*.py") if bare.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []
