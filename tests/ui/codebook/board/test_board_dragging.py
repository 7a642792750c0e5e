"""Dragging on the board, as a hand does it, in both directions of reading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qdatool.coding.changes import Operation
from qdatool.coding.codes import delete_codes, load_codes
from qdatool.coding.levels import find_level
from qdatool.ui.codebook.board.content import INBOX, Item, Part
from tests.ui.codebook.board.conftest import CTRL, PLAIN, SHIFT, Desk


def send(view: QWidget, kind: QMouseEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    """Send an event of the mouse as the window system would, with the buttons that are held."""
    event = QMouseEvent(kind, at.toPointF(), view.mapToGlobal(at).toPointF(), button, held, PLAIN)
    QApplication.sendEvent(view, event)


def test_a_card_is_dragged_between_two_others(desk: Desk):
    desk.drag("money", desk.above("rude"))

    assert desk.below("Mistrust") == ["late", "money", "rude", "far"]
    assert desk.below("Bribes") == []
    assert desk.project.next_undo() is Operation.MOVE_CODE


def test_a_card_of_the_inbox_is_dragged_into_a_category(desk: Desk):
    desk.drag("free", desk.above("late"))

    assert desk.below("Mistrust") == ["free", "late", "rude", "far"]
    assert not desk.inbox.shows(desk.item("free"))
    assert desk.canvas.shows(desk.item("free"))


def test_a_card_is_dragged_into_the_inbox(desk: Desk):
    desk.drag("rude", QPoint(60, 300), desk.inbox)

    assert "rude" in desk.below(None)
    assert desk.inbox.shows(desk.item("rude"))


def test_marked_cards_are_dragged_together_in_one_step(desk: Desk):
    desk.click("late")
    desk.click("far", CTRL)
    desk.drag("far", desk.above("money"))

    assert desk.below("Bribes") == ["late", "far", "money"]
    assert desk.below("Mistrust") == ["rude"]
    desk.project.undo()
    assert desk.below("Mistrust") == ["late", "rude", "far"]


def test_a_card_that_is_not_marked_is_dragged_alone(english: Desk):
    english.click("late")
    english.click("rude", CTRL)
    english.drag("far", english.above("money"))

    assert english.below("Bribes") == ["far", "money"]


def test_a_column_is_dragged_into_another_lane(desk: Desk):
    desk.drag("Bribes", desk.above("Training") - QPoint(0, 0))

    assert desk.below("Causes") == ["Mistrust", "direct"]
    assert sorted(desk.below("Answers")) == ["Bribes", "Training"]


def test_a_column_is_dragged_before_another_of_its_lane(desk: Desk):
    head = desk.canvas.place_of(desk.item("Mistrust"))
    start = head.right() - 12 if desk.canvas.isRightToLeft() else head.left() + 12
    desk.drag("Bribes", QPoint(start, head.center().y()))

    assert desk.below("Causes") == ["Bribes", "Mistrust", "direct"]


def test_cards_dropped_on_the_empty_place_of_a_lane_become_a_category_with_a_name(desk: Desk):
    desk.click("late")
    desk.click("rude", CTRL)
    desk.drag("rude", desk.slot("Answers"))
    assert desk.below("Mistrust") == ["late", "rude", "far"]

    desk.type_name("Manners")

    assert desk.below("Answers") == ["Training", "Manners"]
    made = next(code for code in load_codes(desk.project) if code.label == "Manners")
    assert made.level_id == find_level(desk.project, "axial").id
    desk.codes["Manners"] = made.id
    assert desk.below("Manners") == ["late", "rude"]
    assert desk.project.next_undo() is Operation.GROUP_CODES
    assert desk.focused() == "Manners"


def test_a_category_without_a_name_is_not_made(english: Desk):
    before = english.project.next_undo()
    english.drag("late", english.slot("Answers"))
    english.key(Qt.Key.Key_Escape)

    assert english.below("Answers") == ["Training"]
    assert english.below("Mistrust") == ["late", "rude", "far"]
    assert english.project.next_undo() is before


def test_a_card_goes_directly_under_a_selective_code_and_out_of_there(desk: Desk):
    direct = desk.canvas.places.box_of(Item(Part.COLUMN, None, desk.codes["Causes"]))
    desk.drag("late", desk.canvas.to_viewport(direct).center())
    assert "late" in desk.below("Causes")

    desk.drag("late", desk.above("money"))
    assert desk.below("Bribes") == ["late", "money"]


def test_escape_leaves_everything_where_it_was(desk: Desk):
    before = desk.project.next_undo()
    desk.drag("money", desk.above("rude"), is_released=False)
    desk.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.above("rude"))

    assert desk.below("Bribes") == ["money"]
    assert desk.project.next_undo() is before
    assert not desk.board.drag.badge.isVisible()


def test_letting_go_between_lanes_changes_nothing(english: Desk):
    lane = english.canvas.places.lanes[0]
    gap = english.canvas.to_viewport(lane.box).bottomLeft() + QPoint(100, 6)
    english.drag("money", gap)

    assert english.below("Bribes") == ["money"]


def test_a_card_let_go_where_it_lies_makes_no_step(english: Desk):
    before = english.project.next_undo()
    english.drag("rude", english.above("far"))

    assert english.project.next_undo() is before


def test_while_dragging_the_status_bar_names_the_target(english: Desk):
    english.click("late")
    english.click("far", CTRL)
    english.drag("far", english.above("money"), is_released=False)

    assert "Moving 2 cards to “Bribes”" in english.said()
    english.key(Qt.Key.Key_Escape)


def test_while_dragging_the_stack_follows_the_mouse(english: Desk):
    english.drag("money", english.above("rude"), is_released=False)
    badge = english.board.drag.badge
    first = badge.pos()
    assert badge.isVisible()

    QTest.mouseMove(english.canvas.viewport(), english.above("rude") + QPoint(7, 9))
    QApplication.processEvents()

    assert badge.pos() - first == QPoint(7, 9)
    english.key(Qt.Key.Key_Escape)


def test_near_the_lower_edge_the_board_scrolls_while_dragging(make_desk):
    desk = make_desk(size=(1100, 560))
    bar = desk.canvas.verticalScrollBar()
    assert bar.maximum() > 0
    desk.drag(
        "late", QPoint(desk.canvas.viewport().width() // 2, desk.canvas.viewport().height() - 4), is_released=False
    )

    QTest.qWait(120)

    assert bar.value() > 0
    desk.key(Qt.Key.Key_Escape)


def test_a_folded_lane_opens_when_the_mouse_rests_on_it(english: Desk):
    english.board.state.toggle_fold(english.item("Answers"))
    english.drag("late", english.at("Answers"), is_released=False)

    QTest.qWait(800)

    assert english.canvas.shows(english.item("course"))
    english.key(Qt.Key.Key_Escape)


def test_in_a_project_for_reading_nothing_is_dragged(make_desk, tmp_path):
    desk = make_desk(is_read_only=True)
    desk.drag("money", desk.above("rude"), is_released=False)

    assert not desk.board.drag.badge.isVisible()
    assert desk.board.state.load is None


def test_shift_click_marks_what_lies_between(english: Desk):
    english.click("late")
    english.click("far", SHIFT)

    assert english.marked() == ["late", "rude", "far"]


def test_ctrl_click_marks_besides_the_card_clicked_before(english: Desk):
    english.click("late")
    assert english.marked() == []
    english.click("money", CTRL)

    assert english.marked() == ["late", "money"]
    english.click("late", CTRL)
    assert english.marked() == ["money"]


def test_a_card_is_pulled_away_right_after_it_was_marked(desk: Desk):
    """The second press within a moment comes as a double click."""
    desk.click("late")
    desk.click("rude", CTRL)
    view, start, end = desk.canvas.viewport(), desk.at("rude"), desk.above("money")
    held = Qt.MouseButton.LeftButton
    send(view, QMouseEvent.Type.MouseButtonDblClick, start, held, held)
    for share in (0.5, 1.0):
        send(view, QMouseEvent.Type.MouseMove, start + (end - start) * share, Qt.MouseButton.NoButton, held)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    assert desk.below("Bribes") == ["late", "rude", "money"]
    assert not desk.board.peek.isVisible()


def test_a_double_click_shows_what_a_card_rests_on(english: Desk):
    english.double_click("late")

    assert english.board.peek.isVisible()


def test_a_double_click_on_a_head_folds_its_column(english: Desk):
    english.double_click("Mistrust")

    assert not english.canvas.shows(english.item("late"))


def test_a_click_takes_the_marks_away(english: Desk):
    english.click("late")
    english.click("money", CTRL)
    english.click("rude")

    assert english.marked() == []
    assert english.focused() == "rude"


def test_a_band_marks_the_cards_it_reaches(desk: Desk):
    first = desk.canvas.place_of(desk.item("late"))
    last = desk.canvas.place_of(desk.item("rude"))
    # From the gap beside the column's cards, where nothing lies.
    start = QPoint(first.left() - 4, first.top() + 2)
    view = desk.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(30, 30))
    QTest.mouseMove(view, QPoint(first.right() - 20, last.top() + 10))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(first.right() - 20, last.top() + 10))

    assert desk.marked() == ["late", "rude"]


def test_the_empty_inbox_takes_cards_too(english: Desk):
    for name in ("free", "loose"):
        english.drag(name, english.above("money"))
    assert english.board.state.board.inbox.cards == ()

    english.drag("late", QPoint(60, 200), english.inbox)

    assert "late" in english.below(None)
    assert english.board.state.listed_inbox().lane_id == INBOX


def test_a_change_from_elsewhere_ends_the_drag(english: Desk):
    english.drag("money", english.above("rude"), is_released=False)
    delete_codes(english.project, [english.codes["money"]])
    QTest.mouseRelease(english.canvas.viewport(), Qt.MouseButton.LeftButton, pos=english.above("rude"))

    assert not english.board.drag.badge.isVisible()
    assert english.below("Mistrust") == ["late", "rude", "far"]


def test_a_release_that_nobody_heard_of_ends_the_drag(english: Desk):
    english.drag("money", english.above("rude"), is_released=False)
    view, at = english.canvas.viewport(), english.above("rude")
    send(view, QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)

    assert not english.board.drag.badge.isVisible()
    assert english.below("Bribes") == ["money"]
