"""A free map made in the window: things put on it, linked, written on and taken off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.map_nodes import MapThing, read_map
from qdatool.coding.models import create_model, list_models, put_in_slot
from qdatool.coding.relations import list_relations, relate_codes
from qdatool.coding.roles import ModelKind
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.shell_actions import ShellAction


@pytest.fixture
def map_study(study):
    study.window.actions.trigger(ModelAction.NEW_MAP)
    assert study.workspace.session.model.kind is ModelKind.FREE
    return study


def part(study):
    return study.workspace.inspector.whole.map


def content(study):
    model = next(one for one in list_models(study.project) if one.kind is ModelKind.FREE)
    return read_map(study.project, model)


def put(study, words):
    study.canvas.choose("")
    part(study).search.setText(words)
    QTest.keyClick(part(study).search, Qt.Key.Key_Return)


def test_codes_and_passages_are_found_and_put_on_the_map(map_study):
    put(map_study, "corrup")
    put(map_study, "chief listens")
    assert {(node.kind, node.about) for node in content(map_study).nodes} == {
        (MapThing.CODE, map_study.codes["Corruption"]),
        (MapThing.QUOTATION, map_study.quotations[0]),
    }
    assert any("“The chief" in line.text for line in map_study.canvas.figure().texts)
    map_study.project.undo()
    assert len(content(map_study).nodes) == 1


def test_a_note_is_added_written_and_taken_off(map_study, qtbot):
    part(map_study).note_button.click()
    page = map_study.workspace.inspector.map_node
    assert page.note.hasFocus()
    QTest.keyClicks(page.note, "Ask the chief")
    qtbot.waitUntil(lambda: content(map_study).nodes[0].body == "Ask the chief", timeout=3_000)
    assert any("Ask the chief" in line.text for line in map_study.canvas.figure().texts)
    map_study.canvas.setFocus()
    QTest.keyClick(map_study.canvas, Qt.Key.Key_Delete)
    assert content(map_study).nodes == ()


def link(study, source, target):
    study.canvas.setFocus()
    study.canvas.choose(source)
    study.window.actions.trigger(ModelAction.LINK)
    study.canvas.choose(target)


def test_two_codes_are_linked_by_a_relation_of_the_project(map_study, qtbot):
    for words in ("corrup", "training"):
        put(map_study, words)
    before = len(list_relations(map_study.project))
    link(map_study, map_study.key("Corruption"), map_study.key("Training"))
    made = list_relations(map_study.project)[-1]
    assert len(list_relations(map_study.project)) == before + 1
    assert (made.source_id, made.target_id) == (map_study.codes["Corruption"], map_study.codes["Training"])
    qtbot.waitUntil(map_study.workspace.inspector.link.isVisible)
    assert map_study.project.next_undo() is Operation.RELATE_CODES


def test_a_passage_is_linked_to_a_code_on_the_map_alone(map_study, qtbot):
    put(map_study, "corrup")
    put(map_study, "chief listens")
    passage = f"quotation:{map_study.quotations[0]}"
    link(map_study, passage, map_study.key("Corruption"))
    (made,) = content(map_study).links
    assert (made.source_key, made.target_key) == (passage, map_study.key("Corruption"))
    page = map_study.workspace.inspector.map_link
    qtbot.waitUntil(page.isVisible)
    row = page.type_choice.findData("contradicts")
    page.type_choice.setCurrentIndex(row)
    page.type_choice.activated.emit(row)
    assert content(map_study).links[0].type_key == "contradicts"
    page.remove_button.click()
    assert content(map_study).links == ()


def test_escape_gives_a_link_up(map_study):
    for words in ("corrup", "training"):
        put(map_study, words)
    before = len(list_relations(map_study.project))
    map_study.canvas.choose(map_study.key("Corruption"))
    map_study.window.actions.trigger(ModelAction.LINK)
    QTest.keyClick(map_study.canvas, Qt.Key.Key_Escape)
    map_study.canvas.choose(map_study.key("Training"))
    assert len(list_relations(map_study.project)) == before


def test_what_stands_together_in_the_codings_is_suggested_as_a_link(map_study):
    from qdatool.coding.documents import list_documents
    from qdatool.coding.quotations import apply_code
    from qdatool.text.spans import Span

    document = list_documents(map_study.project)[0].id
    for name in ("Corruption", "Training"):
        apply_code(map_study.project, document, map_study.codes[name], Span(0, 10))
        put(map_study, name)
    map_study.canvas.choose("")
    part(map_study).suggest_button.click()
    rows = part(map_study).suggestions.parts()
    (row,) = [one for one in rows if "Corruption" in one.accessibleName() and "Training" in one.accessibleName()]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    made = list_relations(map_study.project)[-1]
    assert {made.source_id, made.target_id} == {map_study.codes["Corruption"], map_study.codes["Training"]}


def test_a_tree_is_made_of_the_whole_hierarchy(study):
    study.window.actions.trigger(ModelAction.NEW_TREE)
    assert study.workspace.session.model.kind is ModelKind.TREE
    assert study.canvas.figure().node(study.key("Corruption")) is not None


def test_a_large_map_settles_in_a_job_and_is_shown_meanwhile(map_study, qtbot):
    model = map_study.workspace.session.model.id
    with map_study.project.change(Operation.FILL_MODEL):
        for i in range(70):
            code_id = create_code(map_study.project, CodeDraft(f"Many {i}"))
            put_in_slot(map_study.project, model, None, code_id)
    first = map_study.canvas.figure()
    assert len(first.nodes) == 70
    relate_codes(map_study.project, code_id, code_id - 1, "associated")

    def place(figure, code):
        return figure.node(f"code:{code}").rect

    def is_near() -> bool:
        figure = map_study.canvas.figure()
        a, b = place(figure, code_id), place(figure, code_id - 1)
        far = [abs(a.center_x - node.rect.center_x) + abs(a.center_y - node.rect.center_y) for node in figure.nodes]
        return abs(a.center_x - b.center_x) + abs(a.center_y - b.center_y) < sorted(far)[len(far) // 4]

    qtbot.waitUntil(is_near, timeout=20_000)


def test_a_map_tells_what_stands_on_it_and_knows_no_order_of_categories(map_study):
    put(map_study, "corrup")
    put(map_study, "train")
    part(map_study).note_button.click()
    facts = map_study.workspace.list.rows.currentItem().toolTip().splitlines()[1]
    assert facts.startswith("2 ")
    assert facts.endswith("1 thing besides")
    map_study.canvas.choose(map_study.key("Corruption"))
    actions = map_study.window.actions
    assert not actions.is_enabled(ModelAction.MOVE_DOWN)
    assert not actions.is_enabled(ModelAction.MOVE_UP)


def test_an_empty_map_says_so_and_leads_to_what_can_be_put_on_it(map_study):
    ground = map_study.workspace.page.empty_ground
    assert ground.of_map.isVisible()
    QTest.mouseClick(ground.of_map.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is part(map_study).search
    put(map_study, "corrup")
    assert not ground.of_map.isVisible()
    map_study.window.actions.trigger(ShellAction.UNDO)
    assert ground.of_map.isVisible()


def test_a_tree_without_codes_offers_to_be_filled(study):
    study.workspace.session.show_model(create_model(study.project, ModelKind.TREE, "Bare"))
    ground = study.workspace.page.empty_ground
    assert ground.of_codes.isVisible()
    QTest.mouseClick(ground.of_codes.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not ground.of_codes.isVisible()
    assert study.canvas.figure().nodes


@pytest.mark.parametrize("ending", ["a link", "Escape"])
def test_what_to_do_next_for_a_link_is_said_as_long_as_it_holds(map_study, ending):
    for words in ("corrup", "train"):
        put(map_study, words)
    canvas, window = map_study.canvas, map_study.window
    canvas.choose(map_study.key("Corruption"))
    window.actions.trigger(ModelAction.LINK)
    assert "other end" in window.notice().sentence
    if ending == "Escape":
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    else:
        canvas.choose(map_study.key("Training"))
    assert window.notice() is None
    made = {(one.source_id, one.target_id) for one in list_relations(map_study.project)}
    assert ((map_study.codes["Corruption"], map_study.codes["Training"]) in made) is (ending == "a link")
