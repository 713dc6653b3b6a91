"""Pages: every block once and in order, nothing below the foot, heads repeated, tied blocks together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from counter.printing.flow import paginate
from counter.printing.sheet import Block, Page, Part, Rule, Words

HEAD = Block(20, (Words(0, 10, "head", "regular", 8),))
TABLE_HEAD = Block(10, (Words(0, 8, "columns", "regular", 8),), with_next=True)
FOOT_RULE = Rule(0, 30, 100, 30, 1)


def block(n: int, height: float = 30, **more: object) -> Block:
    return Block(height, (Words(0, 10, str(n), "regular", 8),), **more)  # type: ignore[arg-type]


def said(page: Page) -> list[str]:
    return [item.text for part in page.parts for item in part.items if isinstance(item, Words)]


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.floats(1, 60), st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_every_block_stands_once_and_above_the_foot_when_pages_are_filled(
    shape: list[tuple[float, bool, bool]],
) -> None:
    blocks = [
        block(n, height, with_next=tied, repeat=TABLE_HEAD if row else None)
        for n, (height, tied, row) in enumerate(shape)
    ]
    pages, reach = paginate(blocks, top=10, bottom=130, running_head=HEAD)
    assert [word for page in pages for word in said(page) if word.isdigit()] == [str(n) for n in range(len(blocks))]
    assert reach <= 130.02
    for page in pages:
        tops = [part.top for part in page.parts]
        assert tops == sorted(tops)
    for page in pages[1:]:
        assert said(page)[0] == "head"
        assert any(word.isdigit() for word in said(page))


def test_tied_blocks_move_together_when_the_second_does_not_fit() -> None:
    pages, _ = paginate([block(0), block(1), block(2, with_next=True), block(3)], top=0, bottom=100, running_head=HEAD)
    assert [said(page) for page in pages] == [["0", "1"], ["head", "2", "3"]]


def test_a_tied_group_is_split_when_no_page_could_hold_it() -> None:
    blocks = [block(n, with_next=True) for n in range(6)]
    pages, _ = paginate(blocks, top=0, bottom=100, running_head=HEAD)
    assert [word for page in pages for word in said(page) if word.isdigit()] == list("012345")
    assert len(pages) == 3


def test_the_heads_of_a_table_are_set_again_when_its_rows_cross_a_page() -> None:
    rows = [block(n, repeat=TABLE_HEAD, seam=(FOOT_RULE,)) for n in range(4)]
    pages, _ = paginate([TABLE_HEAD, *rows], top=0, bottom=90, running_head=HEAD)
    assert [said(page) for page in pages] == [["columns", "0", "1"], ["head", "columns", "2", "3"]]
    assert pages[0].parts[-1].items == (FOOT_RULE,)


def test_white_space_is_dropped_when_it_would_open_a_page() -> None:
    pages, _ = paginate([block(0, 90), Block(20), block(1)], top=0, bottom=100, running_head=HEAD)
    assert pages[1].parts[1].top == HEAD.height


def test_spare_room_is_shared_by_stretch_when_a_page_is_opened_up() -> None:
    page = Page([Part(0, (), 1.0), Part(10, (), 3.0), Part(30, (), 0.0), Part(50, ())])
    assert page.open_up(8, 100) == 8
    assert [part.top for part in page.parts] == [0, 12, 38, 58]


def test_lines_do_not_drift_apart_when_there_is_more_room_than_they_may_take() -> None:
    page = Page([Part(0, (), 1.0), Part(10, ())])
    assert page.open_up(500, 3) == 3
    assert Page([Part(0, ())]).open_up(500, 3) == 0
