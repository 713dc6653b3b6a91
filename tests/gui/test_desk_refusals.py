"""Every field that a reception can refuse: the sentence beside it, the cursor in it, nothing lost, no number spent."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

import counter.domain
import counter.gui
import counter.usecases
from counter.gui.parts.labelled_field import LabelledField
from counter.gui.reception_draft import PaperDraft
from tests.gui.refusal_scenes import SCENES, Scene, no_paper, nothing, paper, papers_table, party, write
from tests.made.counter_window import CounterWindow

Key = Qt.Key


def begin(counter: CounterWindow, scene: Scene) -> None:
    """A page that could be received, but for what the scene spoils."""
    counter.sign_in()
    if scene.card:
        counter.scan(scene.card)
    else:
        write("applicant.number", "022085001177")(counter)
        write("applicant.name", "Lê Văn An")(counter)
    if scene.procedure:
        counter.page._ui.procedure.search.setFocus()
        counter.choose(scene.procedure)
    scene.begin(counter)


@pytest.mark.parametrize("scene", [pytest.param(scene, id=name) for name, scene in SCENES.items()])
def test_refused_field_says_why_has_the_cursor_and_goes_through_when_mended(
    counter: CounterWindow, scene: Scene
) -> None:
    begin(counter, scene)
    scene.spoil(counter)
    counter.page._ui.receipt.button.setFocus()  # dates are brought into their spelling when the cursor leaves them
    counter.settle()
    before = counter.draft()
    counter.press(Key.Key_F9)
    counter.settle()
    where = scene.where(counter) if scene.where is not None else counter.page
    counter.until(lambda: shown(counter, scene.words()), scene.sentence)
    assert has_the_cursor(counter, where)
    if isinstance(where, LabelledField):
        assert (where.state(), where.note()) == ("refused", scene.words())
    assert counter.draft() == before
    assert_nothing_spent(counter)
    counter.press(Key.Key_F9)  # again, without mending anything
    counter.settle()
    assert counter.draft() == before
    assert_nothing_spent(counter)
    where.setFocus()
    scene.mend(counter)
    assert counter.receive() == "H49.22-261123-0001" or counter.draft().is_empty()
    assert counter.rows("SELECT count(*) FROM dossier") == [(1,)]
    counter.until(lambda: counter.prints() == [("printed", 0)], "the paper")
    assert not shown(counter, scene.words())


def shown(counter: CounterWindow, words: str) -> bool:
    """Whether a sentence can be read on the screen now."""
    return any(
        label.text() == words and label.isVisible() and not label.visibleRegion().isEmpty()
        for label in counter.window.findChildren(QLabel)
    )


def has_the_cursor(counter: CounterWindow, where: QWidget) -> bool:
    focused = counter.focused()
    return focused is not None and (focused is where or focused is where.focusProxy() or where.isAncestorOf(focused))


def assert_nothing_spent(counter: CounterWindow) -> None:
    assert counter.codes() == []
    assert counter.prints() == []
    assert counter.rows("SELECT last FROM lane") == [(None,)]
    assert counter.rows("SELECT count(*) FROM log") == [(0,)]


def test_all_papers_together_may_be_too_long_although_each_is_not(counter: CounterWindow) -> None:
    scene = Scene("reception.too_large", nothing, nothing, papers_table, (("limit", 64),))
    begin(counter, scene)
    papers = counter.page._ui.procedure.papers
    papers.show_papers((*papers.papers(), *[PaperDraft("ế" * 490, 1, 0, ticked=True)] * 40))
    for _ in range(6):
        paper("ế" * 490)(counter)
    before = counter.draft().papers
    counter.press(Key.Key_F9)
    counter.settle()
    counter.until(lambda: shown(counter, scene.words()), "the sentence")
    assert counter.focused() is papers.table
    assert counter.draft().papers == before
    assert_nothing_spent(counter)
    for _ in range(6):
        no_paper(counter)
    counter.receive()
    assert counter.rows("SELECT count(*) FROM dossier") == [(1,)]


def test_sentence_goes_when_the_field_is_mended_and_not_before(counter: CounterWindow) -> None:
    scene = SCENES["applicant.phone-person.phone"]
    begin(counter, scene)
    scene.spoil(counter)
    counter.press(Key.Key_F9)
    counter.settle()
    party(counter, "applicant.email").setFocus()
    counter.type("a")
    assert party(counter, "applicant.phone").note() == scene.words()
    party(counter, "applicant.phone").setFocus()
    counter.press(Key.Key_End)
    counter.type("4")
    assert party(counter, "applicant.phone").note() == ""


def test_a_doubt_stays_a_doubt_however_often_f9_is_pressed(counter: CounterWindow) -> None:
    begin(counter, SCENES["doubtful"])
    for _ in range(3):
        counter.press(Key.Key_F9)
        counter.settle()
    assert_nothing_spent(counter)
    assert "name" in counter.draft().applicant.doubtful


# fields that the page cannot get wrong by itself: the batch door can, and a draft of an older program

ELSEWHERE = {
    "code", "id", "limit", "return_by", "variant", "sets", "*.sex", "applicant.sex", "owner.sex", "copies", "pages", "count",
    "fee_quantity", "applicant.issue_date", "owner.issue_date", "*.old_number", "applicant.old_number", "owner.old_number",
    "procedure", "unit", "until", "settled_at_once",
}  # fmt: skip
ON_THE_PAGE = {
    *(name for name in SCENES if "." in name and "-" not in name),
    *(name.partition("-")[0] for name in SCENES),
    "*.name", "*.number", "*.paper", "*.birth_date", "*.tax_code", "*.*", "*", "due", "due_at", "fee_vnd",
}  # fmt: skip


def test_whatever_is_refused_is_said_on_the_page_and_f9_is_free_again(counter: CounterWindow) -> None:
    begin(counter, Scene("", nothing, nothing, procedure="2.000815"))
    before = counter.draft()
    for number, field in enumerate(sorted(ELSEWHERE)):
        words = f"Câu thứ {number} phải đọc được."
        counter.page._set_busy(True)
        assert not counter.page._ui.receipt.button.isEnabled()
        counter.page.show_refusal(field, words)
        counter.until(lambda words=words: shown(counter, words), field)
        assert counter.page._ui.receipt.button.isEnabled(), field
        assert replace(counter.draft(), request=before.request) == before, field


def test_no_field_can_be_refused_that_has_no_scene_here() -> None:
    """A new rule must be placed on the page, and shown here to stand in its place."""
    modules = [
        *(Path(counter.domain.__path__[0]) / f"{name}.py"
          for name in ("person_rules", "reception", "fee", "catalogue", "dossier_code", "deadline")),
        Path(counter.usecases.__path__[0]) / "receive.py",
        Path(counter.gui.__path__[0]) / "reception_request.py",
    ]  # fmt: skip
    found = {name for module in modules for name in refused_in(module)}
    assert {"*.name", "sets", "received_at", "fee_vnd"} <= found  # it finds what is there
    assert found - ELSEWHERE - ON_THE_PAGE == set()


def refused_in(module: Path) -> set[str]:
    """First arguments of every `Refused(…)`: the text of constants, `*` for a name, `*.rest` for a dotted one."""
    calls = [n for n in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    return {field_of(c.args[0]) for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Refused"}


def field_of(argument: Any) -> str:
    if isinstance(argument, ast.Constant):
        return str(argument.value)
    if isinstance(argument, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in argument.values)
    return "*"
