"""Several boxes chosen at once: by Shift, by the rubber band; moved, nudged and brought into line in one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qdatool.coding.changes import Operation
from qdatool.coding.map_nodes import add_note
from qdatool.coding.models import NodePlace, arrange_model, list_models, load_model, move_nodes
from qdatool.figures.figure import Rect
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.aligning import Alignment, aligned
from qdatool.wording import tr

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Notes:
    """A map with four notes at known places."""

    def __init__(self, study) -> None:
        self.study, self.canvas = study, study.canvas
        study.window.actions.trigger(ModelAction.NEW_MAP)
        self.id = list_models(study.project)[-1].id
        self.keys = [add_note(study.project, self.id, f"note {i}") for i in range(4)]
        spots = ((80, 60), (200, 90), (330, 160), (380, 260))
        places = {key: NodePlace(*spot) for key, spot in zip(self.keys, spots, strict=True)}
        move_nodes(study.project, self.id, places)
        QCoreApplication.processEvents()

    def rect(self, number: int):
        return self.canvas.figure().node(self.keys[number]).rect

    def centers(self) -> list[tuple[float, float]]:
        return [(self.rect(i).center_x, self.rect(i).center_y) for i in range(4)]

    def at(self, number: int) -> QPoint:
        return self.study.place(self.keys[number])

    def click(self, number: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, keys, self.at(number))

    def drag(self, start: QPoint, end: QPoint, keys=ALT) -> None:
        view = self.canvas.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for share in (0.4, 1.0):
            at = QPointF(start + (end - start) * share)
            where = QPointF(view.mapToGlobal(at.toPoint()))
            button = Qt.MouseButton.LeftButton
            event = QMouseEvent(QEvent.Type.MouseMove, at, where, Qt.MouseButton.NoButton, button, keys)
            QCoreApplication.sendEvent(view, event)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, keys, end)
        QCoreApplication.processEvents()


@pytest.fixture(params=["en", "fa"])
def notes(make_study, request):
    return Notes(make_study(language=request.param))


def test_shift_chooses_boxes_beside_each_other_and_lets_them_go(notes):
    notes.click(0)
    for number in (1, 2):
        notes.click(number, SHIFT)
    assert notes.canvas.chosen_keys() == tuple(notes.keys[:3])
    assert tr("{count} boxes chosen", count=3) in notes.canvas.accessibleDescription()
    notes.click(1, SHIFT)
    assert notes.canvas.chosen_keys() == (notes.keys[0], notes.keys[2])
    notes.click(2)
    assert notes.canvas.chosen_keys() == (notes.keys[2],)


def test_the_band_chooses_what_it_touches(notes):
    first, second = notes.rect(0), notes.rect(1)
    x = first.x - 12 if first.x < second.x else first.right + 12
    notes.drag(notes.canvas.mapFromScene(x, first.y - 12), notes.at(1))
    assert set(notes.canvas.chosen_keys()) == set(notes.keys[:2])
    assert notes.study.project.next_undo() is Operation.MOVE_NODE
    QTest.keyClick(notes.canvas, Qt.Key.Key_Escape)
    assert notes.canvas.chosen_keys() == ()


def test_all_chosen_boxes_go_with_the_one_in_the_hand_as_one_step(notes):
    before = notes.centers()
    notes.click(1)
    notes.click(2, SHIFT)
    notes.drag(notes.at(1), notes.at(1) + QPoint(30, 50))
    after = notes.centers()
    scale = notes.canvas.transform().m11()
    for number in (1, 2):
        moved = (after[number][0] - before[number][0], after[number][1] - before[number][1])
        assert moved == pytest.approx((30 / scale, 50 / scale), abs=1.0)
    assert [after[0], after[3]] == [pytest.approx(before[0]), pytest.approx(before[3])]
    assert set(notes.canvas.chosen_keys()) == set(notes.keys[1:3])
    notes.study.project.undo()
    assert [*map(pytest.approx, before)] == notes.centers()


def test_a_click_on_one_of_several_chooses_it_alone(notes):
    notes.click(0)
    notes.click(1, SHIFT)
    notes.click(0)
    assert notes.canvas.chosen_keys() == (notes.keys[0],)


def test_a_run_of_arrows_moves_all_in_one_step_and_another_run_is_another(notes):
    before = notes.centers()
    notes.canvas.setFocus()
    notes.canvas.choose_several(notes.keys[:2])
    for _ in range(4):
        QTest.keyClick(notes.canvas, Qt.Key.Key_Down)
    after = notes.centers()
    assert [after[0][1] - before[0][1], after[1][1] - before[1][1]] == pytest.approx([8, 8], abs=0.1)
    notes.canvas.choose(notes.keys[3])
    QTest.keyClick(notes.canvas, Qt.Key.Key_Down)
    notes.study.project.undo()
    assert notes.centers() == [pytest.approx(center) for center in after]
    notes.study.project.undo()
    assert notes.centers() == [pytest.approx(center) for center in before]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_the_menu_brings_boxes_into_line_in_one_step(notes):
    page = notes.study.workspace.page
    notes.canvas.choose_several(notes.keys[:3])
    QTest.mouseClick(notes.canvas.viewport(), Qt.MouseButton.RightButton, pos=notes.at(1))
    page._open_menu(QPoint(0, 0))
    menu = page.findChildren(QMenu)[0]
    (lines,) = [action.menu() for action in menu.actions() if action.text() == tr("Align the chosen boxes")]
    offered = {action.text(): action for action in lines.actions()}
    assert len(offered) == len(Alignment)
    before = notes.centers()
    offered[tr(Alignment.MIDDLE.value)].trigger()
    menu.close()
    assert notes.canvas.chosen_keys() == tuple(notes.keys[:3])
    assert len({round(y, 2) for _, y in notes.centers()[:3]}) == 1
    assert [x for x, _ in notes.centers()] == pytest.approx([x for x, _ in before])
    notes.study.project.undo()
    assert notes.centers() == [pytest.approx(center) for center in before]


def test_pinning_holds_all_chosen_boxes_or_lets_them_all_go(notes):
    model_id, project = notes.id, notes.study.project
    arrange_model(project, model_id)
    notes.canvas.choose_several(notes.keys[:3])
    for wanted in (set(notes.keys[:3]), set()):
        before = notes.centers()
        notes.study.window.actions.trigger(ModelAction.PIN)
        assert set(load_model(project, model_id).pinned) == wanted
        if wanted:
            assert notes.centers()[:3] == [pytest.approx(center, abs=0.1) for center in before[:3]]
    project.undo()
    project.undo()
    assert project.next_undo() is Operation.ARRANGE_MODEL


def test_delete_takes_all_chosen_off_the_map_in_one_step(notes):
    notes.canvas.setFocus()
    notes.canvas.choose_several(notes.keys[1:3])
    QTest.keyClick(notes.canvas, Qt.Key.Key_Delete)
    assert [node.key for node in notes.canvas.figure().nodes] == [notes.keys[0], notes.keys[3]]
    notes.study.project.undo()
    assert [node.key for node in notes.canvas.figure().nodes] == notes.keys


def test_a_category_in_a_box_is_not_chosen_beside_others(study):
    study.canvas.choose("role:causal")
    place = study.place(study.key("Training"))
    QTest.mouseClick(study.canvas.viewport(), Qt.MouseButton.LeftButton, SHIFT, place)
    assert study.canvas.chosen_keys() == (study.key("Training"),)


RECTS = {"a": Rect(0, 0, 20, 10), "b": Rect(50, 40, 10, 30), "c": Rect(90, 20, 30, 10)}


@pytest.mark.parametrize(
    ("alignment", "centers"),
    [
        (Alignment.LEFT, [(10, 5), (5, 55), (15, 25)]),
        (Alignment.CENTER, [(60, 5), (60, 55), (60, 25)]),
        (Alignment.RIGHT, [(110, 5), (115, 55), (105, 25)]),
        (Alignment.TOP, [(10, 5), (55, 15), (105, 5)]),
        (Alignment.MIDDLE, [(10, 35), (55, 35), (105, 35)]),
        (Alignment.BOTTOM, [(10, 65), (55, 55), (105, 65)]),
        (Alignment.ACROSS, [(10, 5), (55, 55), (105, 25)]),
        (Alignment.DOWN, [(10, 5), (55, 55), (105, 25)]),
    ],
)
def test_boxes_come_into_line(alignment, centers):
    assert list(aligned(RECTS, alignment)[key] for key in RECTS) == [pytest.approx(center) for center in centers]
