"""Boxes drawn larger and links led over points, by mouse and by key, one step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qdatool.coding.changes import Operation
from qdatool.coding.map_drawing import read_drawing
from qdatool.coding.map_nodes import MapThing, add_note, add_to_map, link_on_map
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import NodePlace, list_models, move_node, set_model_option
from qdatool.coding.relations import list_relations, relate_codes
from qdatool.coding.roles import Direction
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.canvas.link_points import snapped_point
from qdatool.ui.workspace import WorkspaceId
from qdatool.wording import tr

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
BOTH = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class Map:
    """A map with two related codes and a note linked to the first."""

    def __init__(self, study) -> None:
        self.study = study
        study.window.actions.trigger(ModelAction.NEW_MAP)
        project, self.id = study.project, list_models(study.project)[-1].id
        for name in ("Corruption", "Training"):
            add_to_map(project, self.id, MapThing.CODE, study.codes[name])
        self.first, self.second = study.key("Corruption"), study.key("Training")
        self.note = add_note(project, self.id, "Ask the chief")
        link_on_map(project, self.id, self.note, self.first, "causes")
        relate_codes(project, study.codes["Corruption"], study.codes["Training"], "causes")
        for key, x, y in ((self.first, 100, 60), (self.second, 350, 60), (self.note, 100, 250)):
            move_node(project, self.id, key, NodePlace(x, y))
        self.own_link = f"link:{self.note}>{self.first}"
        self.relation = f"link:{self.first}>{self.second}"
        QCoreApplication.processEvents()

    @property
    def drawing(self):
        return read_drawing(self.study.project, self.id)

    def rect(self, key):
        return self.study.canvas.figure().node(key).rect

    def at(self, x, y) -> QPoint:
        return self.study.canvas.mapFromScene(x, y)

    def line(self, key):
        return next(line for line in self.study.canvas.figure().lines if line.key == key)

    def steps(self) -> int:
        """Return how many steps can be undone back to the last move of a node."""
        count = 0
        while self.study.project.next_undo() is not Operation.MOVE_NODE:
            self.study.project.undo()
            count += 1
        return count


@pytest.fixture(params=["en", "fa"])
def drawn(make_study, request):
    return Map(make_study(language=request.param))


def test_a_corner_drawn_out_makes_the_box_larger_and_holds_the_other_corner(drawn):
    canvas = drawn.study.canvas
    canvas.choose(drawn.first)
    before = drawn.rect(drawn.first)
    drawn.study.drag(drawn.at(before.right, before.bottom), drawn.at(before.right + 60, before.bottom + 40))
    after = drawn.rect(drawn.first)
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1.0)
    assert (after.width, after.height) == pytest.approx((before.width + 60, before.height + 40), abs=2.5)
    assert drawn.study.project.next_undo() is Operation.RESIZE_NODE
    assert canvas.chosen_key() == drawn.first
    assert drawn.steps() == 1
    assert drawn.rect(drawn.first) == before


def test_drawing_inwards_stops_at_the_words(drawn):
    drawn.study.canvas.choose(drawn.note)
    before = drawn.rect(drawn.note)
    drawn.study.drag(drawn.at(before.right, before.y), drawn.at(before.x + 5, before.bottom - 2))
    after = drawn.rect(drawn.note)
    assert after.width < before.width
    texts = [text for text in drawn.study.canvas.figure().texts if text.key == drawn.note]
    assert " ".join(text.text for text in texts) == "Ask the chief"
    assert all(after.x <= text.rect.x and text.rect.right <= after.right for text in texts)
    assert (after.x, after.bottom) == pytest.approx((before.x, before.bottom), abs=1.0)


def test_keys_resize_the_chosen_box_about_its_centre(drawn):
    canvas = drawn.study.canvas
    canvas.setFocus()
    canvas.choose(drawn.second)
    before = drawn.rect(drawn.second)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(canvas, key, BOTH)
    after = drawn.rect(drawn.second)
    assert (after.width, after.height) == pytest.approx((before.width + 4, before.height + 8), abs=0.1)
    assert (after.center_x, after.center_y) == pytest.approx((before.center_x, before.center_y), abs=0.1)
    assert drawn.steps() == 1


@pytest.mark.parametrize("which", ["own_link", "relation"])
def test_a_link_bends_where_it_is_dragged_and_a_double_click_straightens_it(drawn, which):
    canvas, key = drawn.study.canvas, getattr(drawn, which)
    relations = list_relations(drawn.study.project)
    start = drawn.study.place(key)
    goal = canvas.mapToScene(start + QPoint(70, 50))
    drawn.study.drag(start, start + QPoint(70, 50))
    bend = drawn.line(key).points[1]
    assert len(drawn.line(key).points) == 3
    assert bend == pytest.approx((goal.x(), goal.y()), abs=1.0)
    assert [len(points) for points in drawn.drawing.routes.values()] == [1]
    assert drawn.study.project.next_undo() is Operation.BEND_LINK
    assert canvas.chosen_key() == key
    place = canvas.mapFromScene(*bend)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(drawn.line(key).points) == 2
    assert drawn.drawing.routes == {}
    assert list_relations(drawn.study.project) == relations
    assert drawn.steps() == 2


def test_arrows_bend_the_chosen_link(drawn):
    canvas = drawn.study.canvas
    canvas.setFocus()
    canvas.choose(drawn.relation)
    (x1, y1), (x2, y2) = drawn.line(drawn.relation).points
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert drawn.line(drawn.relation).points[1] == pytest.approx(((x1 + x2) / 2, (y1 + y2) / 2 + 8), abs=0.1)


def test_turning_the_map_round_turns_its_bends(drawn):
    canvas = drawn.study.canvas
    canvas.setFocus()
    canvas.choose(drawn.relation)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    x, y = drawn.line(drawn.relation).points[1]
    width = canvas.figure().width
    is_rtl = canvas.figure().direction is Direction.RTL
    drawn.study.workspace.page.set_direction(Direction.LTR if is_rtl else Direction.RTL)
    assert drawn.line(drawn.relation).points[1] == pytest.approx((width - x, y), abs=0.1)


def test_escape_gives_a_gesture_up(drawn):
    canvas = drawn.study.canvas
    canvas.choose(drawn.first)
    before = canvas.figure()
    rect = drawn.rect(drawn.first)
    drawn.study.drag(drawn.at(rect.right, rect.bottom), drawn.at(rect.right + 60, rect.bottom + 40), is_released=False)
    assert canvas.shaping.is_going
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.figure() == before
    assert drawn.study.project.next_undo() is Operation.MOVE_NODE


def test_the_handles_lie_on_the_corners_of_what_is_chosen(drawn):
    canvas = drawn.study.canvas
    canvas.choose(drawn.second)
    rect = drawn.rect(drawn.second)
    found = {(place.x(), place.y()) for place in canvas.shaping.handles.places()}
    assert found == {(rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)}
    canvas.choose("")
    assert canvas.shaping.handles.places() == ()


def test_delete_takes_a_link_of_the_map_off_and_leaves_relations(drawn):
    canvas = drawn.study.canvas
    canvas.setFocus()
    relations = list_relations(drawn.study.project)
    for key in (drawn.relation, drawn.own_link):
        canvas.choose(key)
        QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert list_relations(drawn.study.project) == relations
    assert [line.key for line in canvas.figure().lines] == [drawn.relation]
    assert drawn.study.project.next_undo() is Operation.UNLINK_ON_MAP


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_the_menu_gives_a_box_the_size_of_its_words_again(drawn):
    canvas, page = drawn.study.canvas, drawn.study.workspace.page
    canvas.setFocus()
    canvas.choose(drawn.second)
    before = drawn.rect(drawn.second)

    QTest.keyClick(canvas, Qt.Key.Key_Down, BOTH)
    assert drawn.rect(drawn.second).height > before.height
    page._open_menu(QPoint(0, 0))
    (menu,) = page.findChildren(QMenu)
    offered = {action.text(): action for action in menu.actions()}
    assert tr("Take it off the map") in offered
    assert tr("Take it out of this role") not in offered
    offered[tr("As large as its words need")].trigger()
    menu.close()
    after = drawn.rect(drawn.second)
    assert (after.width, after.height) == (before.width, before.height)
    assert drawn.drawing.sizes == {}


ARROW = "link:role:causal>role:phenomenon"


class Arrow:
    """An arrow of the paradigm of a study, and what happens to it."""

    def __init__(self, study) -> None:
        self.study, self.canvas = study, study.canvas

    @property
    def line(self):
        return next(line for line in self.canvas.figure().lines if line.key == ARROW)

    @property
    def routes(self):
        return read_drawing(self.study.project, list_models(self.study.project)[0].id).routes

    def part(self, number: int) -> QPoint:
        """Return where the middle of one part of the arrow is."""
        (x1, y1), (x2, y2) = self.line.points[number : number + 2]
        return self.canvas.mapFromScene((x1 + x2) / 2, (y1 + y2) / 2)

    def bend(self, number: int) -> QPoint:
        return self.canvas.mapFromScene(*self.line.bends[number])

    def scene(self, place: QPoint) -> tuple[float, float]:
        at = self.canvas.mapToScene(place)
        return at.x(), at.y()

    def drag(self, start: QPoint, by: QPoint, keys=Qt.KeyboardModifier.NoModifier) -> None:
        view = self.canvas.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, keys, start)
        for share in (0.4, 1.0):
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(start + by * share),
                QPointF(view.mapToGlobal(start + by * share)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                keys,
            )
            QCoreApplication.sendEvent(view, event)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, keys, start + by)
        QCoreApplication.processEvents()


@pytest.fixture(params=["en", "fa"])
def arrow(make_study, request):
    return Arrow(make_study(language=request.param))


def test_an_arrow_of_a_paradigm_is_led_over_several_points(arrow):
    free = Qt.KeyboardModifier.AltModifier
    first = arrow.scene(arrow.part(0) + QPoint(0, 160))
    arrow.drag(arrow.part(0), QPoint(0, 160), free)
    assert arrow.line.bends == (pytest.approx(first, abs=1.0),)
    second = arrow.scene(arrow.part(1) + QPoint(9, 70))
    arrow.drag(arrow.part(1), QPoint(9, 70), free)
    assert arrow.line.bends == (pytest.approx(first, abs=1.0), pytest.approx(second, abs=1.0))
    assert arrow.study.project.next_undo() is Operation.BEND_LINK
    # A point that is there is moved, not joined by another.
    moved = arrow.scene(arrow.bend(0) + QPoint(-14, 25))
    arrow.drag(arrow.bend(0), QPoint(-14, 25), free)
    assert arrow.line.bends == (pytest.approx(moved, abs=1.0), pytest.approx(second, abs=1.0))
    for left in (2, 1, 0):
        arrow.study.project.undo()
        assert len(arrow.line.bends) == left


def test_points_stay_while_the_boxes_move(arrow):
    arrow.drag(arrow.part(0), QPoint(0, 160))
    bends = arrow.line.bends
    start = arrow.study.handle("role:phenomenon")
    arrow.study.drag(start, start + QPoint(10, 40))
    assert arrow.line.bends == bends
    assert arrow.line.points[-1][1] < arrow.line.bends[0][1]


def test_shift_keeps_the_parts_level_or_upright(arrow):
    arrow.drag(arrow.part(0), QPoint(7, 160), ALT)
    first = arrow.line.bends[0]
    arrow.drag(arrow.part(1), QPoint(-35, 88), ALT | SHIFT)
    assert min(_slants(arrow, first)) > 2.0
    arrow.study.project.undo()
    arrow.drag(arrow.part(1), QPoint(-35, 88), SHIFT)
    assert min(_slants(arrow, first)) < 0.01
    assert arrow.canvas._guides.guides() == ()


def _slants(arrow, first) -> tuple[float, float]:
    """Return how far the part between the two bends is from upright and from level."""
    assert arrow.line.bends[0] == pytest.approx(first)
    second = arrow.line.bends[1]
    return abs(second[0] - first[0]), abs(second[1] - first[1])


AT = (100.0, 100.0)


@pytest.mark.parametrize(
    ("beside", "is_forced", "wanted"),
    [
        pytest.param([(103, 0), (0, 300)], False, (103, 100), id="nearly above a neighbour"),
        pytest.param([(103, 0), (300, 98)], False, (103, 98), id="in line with both"),
        pytest.param([(120, 0), (0, 300)], False, AT, id="out of reach"),
        pytest.param([(120, 0), (0, 300)], True, (120, 100), id="forced above the nearer"),
        pytest.param([(160, 70), (0, 300)], True, (100, 70), id="forced level with the nearer"),
        pytest.param([(100, 0), (160, 70)], True, (100, 70), id="forced although it faces a box"),
        pytest.param([(100, 0), (40, 100)], True, AT, id="in line with both already"),
    ],
)
def test_a_held_point_comes_into_line(beside, is_forced, wanted):
    assert snapped_point(AT, beside, 5.0, is_forced=is_forced).at == wanted


def test_a_double_click_or_delete_takes_one_point_away(arrow):
    arrow.drag(arrow.part(0), QPoint(0, 160))
    arrow.drag(arrow.part(1), QPoint(40, 60))
    kept = arrow.line.bends[1]
    place = arrow.bend(0)
    QTest.mouseClick(arrow.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert arrow.canvas.shaping.point == 0
    QTest.mouseDClick(arrow.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert arrow.line.bends == (kept,)
    QTest.mouseRelease(arrow.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(arrow.canvas.viewport(), Qt.MouseButton.LeftButton, pos=arrow.bend(0))
    QTest.keyClick(arrow.canvas, Qt.Key.Key_Delete)
    assert arrow.line.bends == ()
    assert arrow.routes == {}
    assert arrow.canvas.chosen_key() == ARROW


def test_a_point_let_go_on_the_straight_way_is_no_point(arrow):
    arrow.drag(arrow.part(0), QPoint(0, 160))
    arrow.drag(arrow.bend(0), QPoint(0, -159))
    assert arrow.routes == {}


def test_keys_add_choose_move_and_remove_points(arrow):
    canvas = arrow.canvas
    canvas.setFocus()
    canvas.choose(ARROW)
    for _ in range(5):
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    (x, y) = arrow.line.bends[0]
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert len(arrow.line.bends) == 2
    assert canvas.shaping.point == 1
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert canvas.shaping.point == 0
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert arrow.line.bends[0] == pytest.approx((x - 4, y), abs=0.1)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert (canvas.shaping.point, canvas.chosen_key()) == (None, ARROW)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(arrow.line.bends) == 1
    # Six acts, although nine keys were pressed: five arrows in a row are one.
    for _ in range(5):
        arrow.study.project.undo()
    assert arrow.study.project.next_undo() is Operation.CREATE_MODEL
    assert arrow.line.bends == ()


def test_a_screen_reader_hears_how_many_bends_there_are(study):
    canvas = study.canvas
    canvas.setFocus()
    canvas.choose(ARROW)
    assert "bend" not in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.accessibleDescription().endswith(", 1 bend, bend 1 chosen")
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    assert canvas.accessibleDescription().endswith(", 2 bends, bend 2 chosen")
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.accessibleDescription().endswith(", 2 bends")


def test_the_arrow_back_is_chosen_and_led_like_the_others(study):
    model = list_models(study.project)[0]
    set_model_option(study.project, model.id, ModelOption.FEEDBACK, True)
    key = "link:role:consequence>role:causal"
    canvas = study.canvas
    before = next(line for line in canvas.figure().lines if line.key == key)
    canvas.setFocus()
    canvas.choose(key)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    after = next(line for line in canvas.figure().lines if line.key == key)
    # What it turned round by itself stays as it was, but for the point that was moved.
    assert after.bends[0] == pytest.approx(before.points[1])
    assert after.bends[1] == pytest.approx((before.points[2][0], before.points[2][1] + 4))


@pytest.mark.parametrize("key", ["role:strategy", "role:contextual"])
def test_a_corner_of_a_box_of_a_paradigm_is_drawn_out(arrow, key):
    canvas, study = arrow.canvas, arrow.study
    others = {node.key: node.rect for node in canvas.figure().nodes if node.parent_key is None and node.key != key}
    canvas.choose(key)
    before = canvas.figure().node(key).rect
    study.drag(
        canvas.mapFromScene(before.right, before.bottom), canvas.mapFromScene(before.right + 20, before.bottom + 45)
    )
    after = canvas.figure().node(key).rect
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1.0)
    assert (after.width, after.height) == pytest.approx((before.width + 20, before.height + 45), abs=2.5)
    model = list_models(study.project)[0]
    assert set(model.pinned) == {key}
    assert study.project.next_undo() is Operation.RESIZE_NODE
    for other, rect in others.items():
        assert canvas.figure().node(other).rect.x == pytest.approx(rect.x)
    study.project.undo()
    assert canvas.figure().node(key).rect == before


def test_a_project_for_reading_only_has_no_handles(study):
    path = study.project.path
    study.window.close_project()
    study.window.open_path(path, read_only=True)
    study.window.show_workspace(WorkspaceId.MODELS)
    for key in ("role:causal", ARROW):
        study.canvas.choose(key)
        assert study.canvas.shaping.handles.places() == ()
        QTest.keyClick(study.canvas, Qt.Key.Key_Insert)
    assert study.canvas.figure().lines[0].bends == ()


def test_the_words_on_the_chosen_link_are_read_over_its_mark(drawn):
    canvas = drawn.study.canvas
    canvas.choose(drawn.relation)
    (words,) = [item for item in canvas._items[drawn.relation] if not item.has_line]
    assert words.zValue() > canvas._marks.zValue()
    canvas.choose(drawn.own_link)
    assert words.zValue() == 0
