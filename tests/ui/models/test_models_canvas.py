"""The figure under the hand: choosing, dragging, pinning, dropping; mouse and keyboard."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtTest import QTest

from qdatool.coding.changes import Operation
from qdatool.coding.codes import rename_code
from qdatool.coding.models import list_models
from qdatool.coding.roles import Role
from qdatool.figures.spec import PIN_WIDTH_PT
from qdatool.ui.dragging import code_mime
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.workspace import WorkspaceId


def model(study):
    return list_models(study.project)[0]


def rects(study):
    return {node.key: node.rect for node in study.canvas.figure().nodes}


def test_the_figure_lists_the_categories_of_each_role(study):
    parents = {node.key: node.parent_key for node in study.canvas.figure().nodes}
    assert parents[study.key("Discontent")] == "role:causal"
    assert parents[study.key("Lower costs")] == "role:consequence"


def test_a_persian_figure_begins_at_the_right(make_study):
    study = make_study(language="fa")
    places = rects(study)
    assert places["role:causal"].x > places["role:phenomenon"].x > places["role:consequence"].x


def test_an_english_figure_begins_at_the_left(study):
    places = rects(study)
    assert places["role:causal"].x < places["role:phenomenon"].x < places["role:consequence"].x


def test_dragging_a_box_is_one_step_and_pins_it(study):
    before = rects(study)["role:consequence"]
    start = study.handle("role:consequence")
    study.drag(start, start + QPoint(-30, 120))
    assert study.project.next_undo() is Operation.MOVE_NODE
    assert set(model(study).pinned) == {"role:consequence"}
    after = rects(study)["role:consequence"]
    assert after.center_y > before.center_y + 20


def test_undoing_a_drag_puts_the_box_back(study):
    before = rects(study)
    start = study.handle("role:consequence")
    study.drag(start, start + QPoint(-30, 120))
    study.project.undo()
    assert rects(study) == before
    assert study.project.next_undo() is Operation.CREATE_MODEL


def test_a_dragged_box_stands_where_the_mouse_let_it_go(study):
    start = study.handle("role:phenomenon")
    study.drag(start, start + QPoint(10, 90))
    wanted = study.canvas.mapToScene(start + QPoint(10, 90))
    assert rects(study)["role:phenomenon"].center_x == pytest.approx(wanted.x(), abs=1.5)


def test_a_pin_keeps_its_place_from_the_start_edge_when_the_figure_turns(study):
    start = study.handle("role:causal")
    study.drag(start, start + QPoint(20, 100))
    figure = study.canvas.figure()
    from_left = rects(study)["role:causal"].center_x
    assert model(study).pinned["role:causal"].x_pt == pytest.approx(from_left * PIN_WIDTH_PT / figure.width)
    study.window.actions.trigger(ModelAction.RIGHT_TO_LEFT)
    figure = study.canvas.figure()
    assert figure.width - rects(study)["role:causal"].center_x == pytest.approx(from_left, abs=0.5)


def test_escape_gives_a_drag_up(study):
    before = rects(study)
    start = study.handle("role:consequence")
    study.drag(start, start + QPoint(0, 120), is_released=False)
    assert rects(study) != before
    QTest.keyClick(study.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(study.canvas.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(0, 120))
    assert rects(study) == before
    assert model(study).pinned == {}


def test_dragging_a_category_to_another_box_moves_it_there_as_one_step(study):
    study.drag(study.place(study.key("Corruption")), study.place("role:contextual"))
    assert study.codes["Corruption"] not in model(study).codes_in(Role.CAUSAL)
    assert study.codes["Corruption"] in model(study).codes_in(Role.CONTEXTUAL)
    study.project.undo()
    assert model(study).codes_in(Role.CAUSAL)[-1] == study.codes["Corruption"]


def test_a_category_let_go_beside_all_boxes_stays(study):
    before = model(study)
    study.drag(study.place(study.key("Corruption")), QPoint(4, 4))
    assert model(study) == before


def test_a_code_dropped_on_a_box_stands_in_its_role(study):
    mime = code_mime(study.codes["Late"], "Late")
    where = QPointF(study.place("role:intervening"))
    event = QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    study.canvas.dropEvent(event)
    assert model(study).codes_in(Role.INTERVENING) == (study.codes["Late"],)


def test_arranging_gives_every_box_back(study):
    before = rects(study)
    start = study.handle("role:consequence")
    study.drag(start, start + QPoint(0, 120))
    assert study.window.actions.trigger(ModelAction.ARRANGE)
    assert rects(study) == before


def test_pinning_holds_a_box_where_it_is(study):
    before = rects(study)["role:strategy"]
    study.canvas.choose("role:strategy")
    study.window.actions.trigger(ModelAction.PIN)
    assert set(model(study).pinned) == {"role:strategy"}
    assert rects(study)["role:strategy"].center_x == pytest.approx(before.center_x, abs=0.01)
    study.window.actions.trigger(ModelAction.PIN)
    assert model(study).pinned == {}


def test_swapping_puts_the_intervening_conditions_above(study):
    assert rects(study)["role:contextual"].y < rects(study)["role:intervening"].y
    study.window.actions.trigger(ModelAction.SWAP)
    assert rects(study)["role:contextual"].y > rects(study)["role:intervening"].y


def test_a_renamed_code_is_renamed_on_the_figure(study):
    rename_code(study.project, study.codes["Training"], "Schooling")
    assert study.canvas.figure().node(study.key("Training")).label == "Schooling"
    study.project.undo()
    assert study.canvas.figure().node(study.key("Training")).label == "Training"


def test_the_figure_can_be_persian_in_an_english_window(study):
    study.window.actions.trigger(ModelAction.PERSIAN)
    assert study.canvas.figure().node(study.key("Training")).label == "مقولهٔ Training"
    study.window.actions.trigger(ModelAction.BOTH_LANGUAGES)
    assert study.canvas.figure().node(study.key("Training")).label == "مقولهٔ Training / Training"


def test_tab_goes_through_boxes_categories_and_links(study):
    study.canvas.setFocus()
    seen = []
    for _ in study.canvas.keys_in_order():
        QTest.keyClick(study.canvas, Qt.Key.Key_Tab)
        seen.append(study.canvas.chosen_key().partition(":")[0])
    assert seen == ["role"] * 6 + ["code"] * 7 + ["link"] * 5


def test_arrows_move_the_chosen_box(study):
    study.canvas.setFocus()
    study.canvas.choose("role:consequence")
    before = rects(study)["role:consequence"].center_y
    QTest.keyClick(study.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert rects(study)["role:consequence"].center_y == pytest.approx(before + 10, abs=0.6)


def test_delete_takes_a_category_out_of_its_role(study):
    study.canvas.choose(study.key("Corruption"))
    QTest.keyClick(study.canvas, Qt.Key.Key_Delete)
    assert model(study).codes_in(Role.CAUSAL) == (study.codes["Discontent"],)
    study.project.undo()
    assert len(model(study).codes_in(Role.CAUSAL)) == 2


def test_single_letters_work_by_position_on_a_persian_keyboard(study):
    study.canvas.setFocus()
    scan_code_of_h = 43
    event = QKeyEvent(QEvent.Type.KeyPress, 0x0627, Qt.KeyboardModifier.NoModifier, scan_code_of_h, 0, 0, "\u0627")
    QCoreApplication.sendEvent(study.canvas, event)
    assert study.canvas.is_panning_tool


def test_the_page_takes_the_theme(make_study):
    study = make_study(theme="dark")
    pixel = study.canvas.viewport().grab().toImage().pixelColor(3, 3)
    assert pixel.lightness() < 60


def test_a_project_for_reading_only_is_not_dragged(study):
    path = study.project.path
    study.window.close_project()
    study.window.open_path(path, read_only=True)
    study.window.show_workspace(WorkspaceId.MODELS)
    before = rects(study)
    start = study.handle("role:consequence")
    study.drag(start, start + QPoint(0, 100))
    assert rects(study) == before
