"""Roles of a model in the window: templates, places, arrows, new roles and roles removed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton

from qdatool.coding.changes import Operation
from qdatool.coding.models import Model
from qdatool.coding.role_templates import RoleArrow, RolePlace
from qdatool.coding.roles import LineStyle, Role
from qdatool.figures.spec import role_key
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.checks import check_lines
from qdatool.ui.models.inspector.role_part import ARROWS
from qdatool.ui.shell_actions import ShellAction


@pytest.fixture
def six_cs(study):
    study.window.actions.trigger(ModelAction.NEW_SIX_CS)
    return study


def part_of(study, role: str):
    study.workspace.session.choose(role_key(role))
    part = study.workspace.inspector.role.place
    if part.opener.isVisible():
        QTest.mouseClick(part.opener, Qt.MouseButton.LeftButton)
    return part


def model_of(study) -> Model:
    return study.workspace.session.model


def place_of(study, role: str) -> RolePlace:
    return next(each.place for each in model_of(study).roles if each.key == role)


def test_the_six_cs_are_filled_from_the_roles_of_codes(six_cs):
    assert model_of(six_cs).codes_in("six-cause") == (six_cs.codes["Discontent"], six_cs.codes["Corruption"])
    assert six_cs.canvas.figure().node("role:six-core") is not None
    assert six_cs.project.next_undo() is Operation.CREATE_MODEL


def test_the_process_view_reads_from_the_conditions_to_the_outcomes(study):
    study.window.actions.trigger(ModelAction.NEW_PROCESS)
    figure = study.canvas.figure()
    assert figure.node("role:process-conditions").rect.x < figure.node("role:process-outcome").rect.x


def test_what_is_only_told_of_the_textbook_is_not_asked_of_other_models(six_cs):
    sentences = [line.sentence for line in check_lines(model_of(six_cs), six_cs.workspace.session.findings(), {})]
    assert "No category stands in two roles" in sentences
    assert "Every strategy leads to a consequence" not in sentences
    assert not six_cs.window.actions.is_enabled(ModelAction.SWAP)


def test_an_arrow_key_moves_a_role_in_the_grid(six_cs):
    grid = part_of(six_cs, "six-consequence").grid
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert place_of(six_cs, "six-consequence") == RolePlace(3, 1)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert place_of(six_cs, "six-consequence") == RolePlace(2, 1)
    assert six_cs.workspace.inspector.role.place.grid is grid


def test_shift_and_an_arrow_key_make_a_role_wider(six_cs):
    QTest.keyClick(part_of(six_cs, "six-consequence").grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert place_of(six_cs, "six-consequence") == RolePlace(2, 1, 2)


def test_in_a_figure_from_right_to_left_the_left_key_leads_on(six_cs):
    six_cs.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    QTest.keyClick(part_of(six_cs, "six-consequence").grid, Qt.Key.Key_Left)
    assert place_of(six_cs, "six-consequence") == RolePlace(3, 1)


def test_a_press_on_a_cell_moves_the_role_there(six_cs):
    grid = part_of(six_cs, "six-cause").grid
    target = grid.cell_rect(RolePlace(1, 2)).center().toPoint()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=target)
    assert place_of(six_cs, "six-cause") == RolePlace(1, 2)


def test_a_refused_place_is_said_and_changes_nothing(six_cs):
    before = model_of(six_cs)
    grid = part_of(six_cs, "six-context").grid
    for _ in range(2):
        QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert place_of(six_cs, "six-context") == RolePlace(0, 0, 2)
    assert "Another role stands there" in six_cs.window.notice().sentence
    assert place_of(six_cs, "six-condition") == next(each.place for each in before.roles if each.key == "six-condition")


def test_a_role_points_at_another_that_is_picked(six_cs):
    part = part_of(six_cs, "six-consequence")
    row = part.targets.findData("six-cause")
    part.targets.activated.emit(row)
    assert "link:role:six-consequence>role:six-cause" in six_cs.canvas.keys_in_order()


def test_an_arrow_is_drawn_otherwise_and_taken_away(six_cs):
    part = part_of(six_cs, "six-cause")
    (row,) = part.arrows.parts()
    form = row.findChild(QComboBox)
    form.activated.emit(list(ARROWS).index((LineStyle.DOTTED, False)))
    role = next(each for each in model_of(six_cs).roles if each.key == "six-cause")
    assert role.arrows == (RoleArrow("six-core", LineStyle.DOTTED, is_directed=False),)
    QTest.mouseClick(part.arrows.parts()[0].findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert "link:role:six-cause>role:six-core" not in six_cs.canvas.keys_in_order()


def test_a_role_is_removed_and_comes_back(six_cs):
    part = part_of(six_cs, "six-core")
    QTest.mouseClick(part.remove_button, Qt.MouseButton.LeftButton)
    assert six_cs.canvas.figure().node("role:six-core") is None
    six_cs.project.undo()
    assert six_cs.canvas.figure().node("role:six-core") is not None


@pytest.mark.parametrize("name", ["History", "بستر تاریخی"])
def test_a_new_role_is_written_on_the_page_of_the_model_and_chosen(study, name):
    study.workspace.session.choose("")
    field = study.workspace.inspector.whole.roles.new_name
    field.insert(name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    made = study.workspace.session.chosen_key
    assert study.canvas.figure().node(made).label == name
    assert field.text() == ""


def test_the_textbooks_model_becomes_a_grid_with_the_first_change(study):
    before = study.canvas.figure()
    part = part_of(study, Role.CAUSAL)
    QTest.keyClick(part.grid, Qt.Key.Key_Up)
    assert study.canvas.figure() != before
    assert len(model_of(study).roles) == 6
    study.project.undo()
    assert study.canvas.figure().node("role:causal").rect == before.node("role:causal").rect


def test_a_new_model_with_the_same_roles_is_empty(six_cs):
    part_of(six_cs, "six-covariance").remove_button.click()
    six_cs.window.actions.trigger(ModelAction.NEW_LIKE)
    model = model_of(six_cs)
    assert "six-covariance" not in {role.key for role in model.roles}
    assert model.slots == ()


def test_the_links_of_the_grid_lead_to_their_sentences(six_cs):
    six_cs.workspace.session.choose("link:role:six-cause>role:six-core")
    page = six_cs.workspace.inspector.link
    assert page.isVisible()


def test_roles_saved_to_a_file_make_a_model_elsewhere(six_cs, tmp_path, monkeypatch):
    part_of(six_cs, "six-covariance").remove_button.click()
    target = tmp_path / "mine"
    dialogs = six_cs.window.dialogs
    monkeypatch.setattr(dialogs, "file_to_write", lambda *_: target)
    six_cs.window.actions.trigger(ModelAction.SAVE_ROLES)
    saved = tmp_path / "mine.roles.json"
    monkeypatch.setattr(dialogs, "files_to_open", lambda *_: [saved])
    kept = model_of(six_cs).roles
    six_cs.window.actions.trigger(ModelAction.NEW_FROM_ROLES)
    assert (model_of(six_cs).title, model_of(six_cs).roles, model_of(six_cs).slots) == ("mine", kept, ())


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"roles": 5}'])
def test_a_file_without_roles_is_refused_in_one_sentence(six_cs, tmp_path, monkeypatch, content):
    spoilt = tmp_path / "spoilt.roles.json"
    spoilt.write_bytes(content)
    monkeypatch.setattr(six_cs.window.dialogs, "files_to_open", lambda *_: [spoilt])
    before = six_cs.workspace.session.content.models
    six_cs.window.actions.trigger(ModelAction.NEW_FROM_ROLES)
    assert "holds no roles of a model" in six_cs.window.notice().sentence
    assert six_cs.workspace.session.content.models == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_the_categories_of_a_role_are_put_in_order_with_the_keyboard(study, key):
    before = [study.codes[name] for name in ("Discontent", "Corruption")]
    chosen = before[0] if key == Qt.Key.Key_Down else before[1]
    study.workspace.session.choose(f"code:{chosen}")
    study.canvas.setFocus()
    QTest.keyClick(study.canvas, key, Qt.KeyboardModifier.AltModifier)
    assert model_of(study).codes_in(Role.CAUSAL) == tuple(reversed(before))
    assert study.workspace.session.chosen_key == f"code:{chosen}"
    first, second = (study.canvas.figure().node(f"code:{each}").rect.y for each in reversed(before))
    assert first < second
    study.project.undo()
    assert model_of(study).codes_in(Role.CAUSAL) == tuple(before)


def test_the_first_category_of_a_role_goes_no_higher(study):
    study.workspace.session.choose(study.key("Discontent"))
    assert not study.window.actions.is_enabled(ModelAction.MOVE_UP)
    assert study.window.actions.is_enabled(ModelAction.MOVE_DOWN)


def test_a_category_is_dragged_to_another_place_in_its_box(study):
    before = model_of(study).codes_in(Role.CAUSAL)
    first, second = (study.place(f"code:{code_id}") for code_id in before)
    study.drag(first, second + QPoint(0, 6))
    assert model_of(study).codes_in(Role.CAUSAL) == tuple(reversed(before))
    study.project.undo()
    study.drag(study.place(f"code:{before[0]}"), study.place(f"code:{before[0]}") + QPoint(25, 2))
    assert model_of(study).codes_in(Role.CAUSAL) == before


def test_a_category_dragged_to_another_box_stands_where_it_was_let_go(study):
    target = study.place(study.key("Training"))
    study.drag(study.place(study.key("Discontent")), target - QPoint(0, 6))
    assert model_of(study).codes_in(Role.STRATEGY)[0] == study.codes["Discontent"]


def test_alt_and_an_arrow_move_no_box(six_cs):
    six_cs.workspace.session.choose("role:six-cause")
    six_cs.canvas.setFocus()
    QTest.keyClick(six_cs.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert model_of(six_cs).pinned == {}
    QTest.keyClick(six_cs.canvas, Qt.Key.Key_Down)
    assert set(model_of(six_cs).pinned) == {"role:six-cause"}


def test_a_role_without_a_category_has_no_colour_in_the_list(six_cs):
    six_cs.workspace.session.choose("")
    filled, empty = (
        next(chip for chip in six_cs.workspace.inspector.whole.roles.roles.parts() if chip.accessibleName() == name)
        for name in ("Causes", "Covariances")
    )
    ground = empty.grab().toImage().pixelColor(30, 4)
    assert empty.grab().toImage().pixelColor(13, empty.height() // 2) == ground
    assert filled.grab().toImage().pixelColor(13, filled.height() // 2) != ground
