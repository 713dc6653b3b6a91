"""The model of the list: pages of rows, changed in place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from counter.gui.dossier_view import RowView
from counter.gui.parts.dossier_rows import DossierRows

NOWHERE = QModelIndex()


def views(first: int, count: int) -> list[RowView]:
    return [
        RowView(n, f"H49.22-261123-{n:04d}", False, f"Tên {n}", "", "Khai sinh", "17:00 hôm nay", "text", "Chờ gửi", "muted")
        for n in range(first, first + count)
    ]  # fmt: skip


@pytest.fixture
def model() -> DossierRows:
    made = DossierRows()
    made.set_heads(("Mã hồ sơ", "Người nộp", "Thủ tục", "Hẹn trả", "Gửi tỉnh"), "Người nộp, mã hồ sơ, thủ tục")
    return made


def test_more_is_wanted_once_until_it_is_answered(model: DossierRows) -> None:
    wanted: list[int] = []
    model.more_wanted.connect(wanted.append)
    model.show(views(0, 60), more=True)
    assert model.canFetchMore(NOWHERE)
    model.fetchMore(NOWHERE)
    model.fetchMore(NOWHERE)
    assert wanted == [60]
    assert not model.canFetchMore(NOWHERE)
    model.append(views(60, 60), more=True)
    assert model.rowCount() == 120
    model.fetchMore(NOWHERE)
    assert wanted == [60, 120]
    model.append(views(120, 5), more=False)
    assert not model.canFetchMore(NOWHERE)
    assert model.row_of(124) == 124
    assert model.row_of(125) is None


def test_other_rows_forget_what_was_asked_before(model: DossierRows) -> None:
    model.show(views(0, 60), more=True)
    model.fetchMore(NOWHERE)
    model.show(views(100, 60), more=True)
    assert model.canFetchMore(NOWHERE)


def test_no_more_is_wanted_when_all_is_shown(model: DossierRows) -> None:
    wanted: list[int] = []
    model.more_wanted.connect(wanted.append)
    model.show(views(0, 3), more=False)
    model.fetchMore(NOWHERE)
    assert wanted == []


def test_cells_are_spoken_and_a_compact_name_says_code_and_procedure_too(model: DossierRows) -> None:
    model.show(views(7, 1), more=False)
    spoken = [model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in range(5)]
    assert spoken == ["H49.22-261123-0007", "Tên 7", "Khai sinh", "17:00 hôm nay", "Chờ gửi"]
    model.compact = True
    assert model.data(model.index(0, 1)) == "Tên 7\nH49.22-261123-0007 Khai sinh"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Người nộp, mã hồ sơ, thủ tục"
    assert model.data(model.index(0, 1), Qt.ItemDataRole.FontRole) is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7), st.booleans()), max_size=8))
def test_any_sequence_of_pages_keeps_the_model_whole(steps: list[tuple[int, int, bool]]) -> None:
    model = DossierRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    expected: list[int] = []
    for first, count, append in steps:
        made = views(first * 100, count)
        if append:
            model.append(made, more=True)
            expected += [view.id for view in made]
        else:
            model.show(made, more=True)
            expected = [view.id for view in made]
        assert [view.id for view in model.rows] == expected
        assert model.rowCount() == len(expected)
    assert tester.model() is model
