"""The board with the keyboard alone, and how it follows what happens elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code, load_codes, move_code, rename_code
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.memos import MemoLink, MemoTarget, write_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.coding.roles import MemoKind
from qdatool.text.spans import Span
from qdatool.ui.codebook.board.content import Item, Part
from qdatool.ui.codebook.board.peek import MOST_PASSAGES
from qdatool.ui.codebook.board.state import InboxOrder
from qdatool.ui.codebook.merge_card import MergeCard
from qdatool.ui.codebook.workspace import ViewKind
from qdatool.ui.controls import SentenceButton
from qdatool.ui.name_field import NameField
from qdatool.ui.parent_picker import ParentPicker
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import WorkspaceId
from tests.ui.codebook.board.conftest import CTRL, SHIFT, Desk

KEY = Qt.Key


def forward(desk: Desk) -> Qt.Key:
    """Return the arrow key that points along the line of reading."""
    return KEY.Key_Left if desk.canvas.isRightToLeft() else KEY.Key_Right


def back(desk: Desk) -> Qt.Key:
    return KEY.Key_Right if desk.canvas.isRightToLeft() else KEY.Key_Left


def test_arrows_follow_the_line_of_reading(desk: Desk):
    desk.board.show_code(desk.codes["late"])
    desk.key(forward(desk))
    assert desk.focused() == "money"

    desk.key(back(desk))
    assert desk.focused() == "late"


def test_the_inbox_lies_before_the_board(desk: Desk):
    desk.board.show_code(desk.codes["late"])
    desk.key(back(desk))
    assert desk.focused() in ("free", "loose")
    assert QApplication.focusWidget() is desk.inbox

    desk.key(forward(desk))
    assert desk.focused() in ("late", "Causes", "Mistrust")
    assert QApplication.focusWidget() is desk.canvas


def test_a_lane_folds_and_opens_with_the_arrows(desk: Desk):
    desk.board.show_code(desk.codes["Causes"])
    desk.key(back(desk))
    assert not desk.canvas.shows(desk.item("late"))

    desk.key(forward(desk))
    assert desk.canvas.shows(desk.item("late"))


def test_space_marks_and_shift_marks_along_the_way(desk: Desk):
    desk.board.show_code(desk.codes["late"])
    desk.key(KEY.Key_Space)
    desk.key(KEY.Key_Down, SHIFT)
    assert desk.marked() == ["late", "rude"]

    desk.key(KEY.Key_Space)
    assert desk.marked() == ["late"]
    desk.key(KEY.Key_Escape)
    assert desk.marked() == []


def test_enter_asks_where_to_and_moves(desk: Desk):
    desk.board.show_code(desk.codes["free"])
    desk.board.take_keyboard()
    desk.key(KEY.Key_Return)
    picker = desk.window.findChild(ParentPicker)
    picker.field.setText("brib")
    desk.key(KEY.Key_Return)

    assert desk.below("Bribes") == ["money", "free"]
    assert desk.focused() == "free"
    assert QApplication.focusWidget() is desk.canvas


@pytest.mark.parametrize("persian", [False, True], ids=["latin keys", "persian keys"])
def test_n_makes_a_category_of_the_marked_cards_in_their_lane(desk: Desk, persian):
    desk.board.show_code(desk.codes["late"])
    desk.key(KEY.Key_Space)
    desk.key(KEY.Key_Down, SHIFT)
    desk.letter("N", persian=persian)
    desk.type_name("Manners")

    assert desk.below("Causes") == ["Mistrust", "Manners", "Bribes", "direct"]
    assert desk.below("Mistrust") == ["far"]
    assert desk.focused() == "Manners"


def test_n_on_a_column_makes_a_lane_of_it(english: Desk):
    english.board.show_code(english.codes["Bribes"])
    english.letter("N")
    english.type_name("Wrongs")

    assert english.below(None)[:2] == ["Causes", "Wrongs"]
    assert english.below("Causes") == ["Mistrust", "direct"]


@pytest.mark.parametrize("persian", [False, True], ids=["latin keys", "persian keys"])
def test_g_merges_the_marked_cards_into_the_one_that_is_chosen(desk: Desk, persian):
    desk.board.show_code(desk.codes["late"])
    desk.key(KEY.Key_Space)
    desk.key(KEY.Key_Down, SHIFT)
    desk.letter("G", persian=persian)
    card = desk.window.findChild(MergeCard)
    assert card.kept() == desk.codes["late"], "the one with most quotations is proposed"
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Return)

    assert desk.below("Mistrust") == ["rude", "far"]
    assert desk.project.next_undo() is Operation.MERGE_CODES
    assert desk.focused() == "rude"


def test_g_on_one_card_does_nothing(english: Desk):
    english.board.show_code(english.codes["late"])
    english.letter("G")

    assert english.window.findChild(MergeCard) is None


def test_the_merge_says_beforehand_what_moves(english: Desk):
    english.workspace.acts.ask_merge((english.codes["late"], english.codes["rude"]))
    card = english.window.findChild(MergeCard)

    assert "1 codings move; afterwards the code has 3 quotations in 2 documents." in card.preview.text()
    assert "1 of them lie where the other code lies already" in card.preview.text()
    english.key(KEY.Key_Escape)
    assert english.below("Mistrust") == ["late", "rude", "far"]


def test_del_asks_before_it_deletes(english: Desk, dialogs):
    english.board.show_code(english.codes["late"])
    dialogs.confirms = False
    english.key(KEY.Key_Delete)
    assert dialogs.asked == ["Delete “late”?"]
    assert "late" in english.below("Mistrust")

    dialogs.confirms = True
    english.key(KEY.Key_Delete)
    assert "late" not in english.below("Mistrust")


def test_f2_renames_in_the_language_shown(desk: Desk):
    language = "fa" if desk.canvas.isRightToLeft() else "en"
    desk.board.show_code(desk.codes["late"])
    desk.key(KEY.Key_F2)
    QApplication.focusWidget().selectAll()
    desk.type_name("Renamed")

    assert load_codes(desk.project).codes[desk.codes["late"]].label_in(language) == "Renamed"


def test_q_opens_the_passages_of_the_card_and_enter_goes_to_the_text(desk: Desk):
    desk.board.show_code(desk.codes["late"])
    desk.letter("Q")
    shown = desk.board.peek.list
    rows = [shown.passages.data(shown.passages.index(row)) for row in range(shown.passages.rowCount())]
    assert rows[1:3] == ["The chief listens to us.", "We went home late."]
    assert rows[4:] == ["We went home late."]
    assert QApplication.focusWidget() is shown

    desk.key(KEY.Key_Return)

    assert desk.window.chosen_workspace() is WorkspaceId.CODE


def test_the_passages_follow_the_keyboard(english: Desk):
    english.board.show_code(english.codes["late"])
    english.board.show_peek(True)
    english.canvas.setFocus()
    english.key(KEY.Key_Down)
    QTest.qWait(120)

    assert english.board.peek.list.passages.rowCount() == 2


def test_escape_closes_the_passages(english: Desk):
    english.board.show_code(english.codes["late"])
    english.letter("Q")
    english.key(KEY.Key_Escape)

    assert not english.board.peek.isVisible()
    assert QApplication.focusWidget() is english.canvas


def test_what_is_looked_for_is_marked_and_met(desk: Desk):
    query = "رشوه" if desk.canvas.isRightToLeft() else "brib"
    desk.workspace.widget.find_field.setText(query)

    assert set(desk.board.state.hits) == {desk.codes["Bribes"]}
    assert desk.focused() == "Bribes"
    desk.workspace.widget.find_field.clear()
    assert desk.board.state.hits is None


def test_the_filter_of_the_inbox_hides_what_does_not_fit(english: Desk):
    english.board.inbox.filter.setText("loose")

    assert [card.code_id for card in english.board.state.listed_inbox().cards] == [english.codes["loose"]]
    assert english.canvas.shows(english.item("late"))


def test_screen_readers_hear_what_a_card_is_and_where_it_lies(english: Desk):
    english.board.show_code(english.codes["late"])

    assert english.canvas.accessibleDescription() == "late, open, in Mistrust, 3 quotations · 2 documents"


def test_screen_readers_hear_it_in_persian(make_desk):
    desk = make_desk(language="fa")
    desk.board.show_code(desk.codes["free"])

    said = desk.inbox.accessibleDescription()
    assert "آزاد" in said and "بی‌مقوله" in said and "۱ نقل‌قول" in said


# What happens elsewhere


def test_the_board_follows_other_writers(english: Desk):
    move_code(english.project, english.codes["free"], english.codes["Training"])
    QApplication.processEvents()

    assert english.canvas.shows(english.item("free"))
    assert not english.inbox.shows(english.item("free"))


def test_a_code_that_is_gone_takes_focus_and_mark_with_it(english: Desk):
    made = create_code(english.project, CodeDraft("short", english.codes["Training"]))
    english.board.show_code(made)
    english.board.state.set_marks((made,))
    english.project.undo()

    assert english.board.state.focus is None
    assert english.board.state.marks == ()


def test_undo_brings_what_it_moved_into_view_and_marks_it(make_desk):
    desk = make_desk(size=(1100, 560))
    desk.click("late")
    desk.workspace.acts.move((desk.codes["late"], desk.codes["rude"]), desk.codes["Training"])
    desk.board.state.toggle_fold(desk.item("Causes"))
    desk.window.actions.trigger(ShellAction.UNDO)

    assert set(desk.marked()) == {"late", "rude"}
    assert desk.canvas.shows(desk.item("late"))
    place = desk.canvas.place_of(desk.item("late"))
    assert desk.canvas.viewport().rect().contains(place.center())


def test_a_longer_label_makes_its_card_higher(desk: Desk):
    language = "fa" if desk.canvas.isRightToLeft() else "en"
    before = desk.canvas.places.box_of(desk.item("late")).height
    rename_code(desk.project, desk.codes["late"], "went home late every day of the week " * 3, language)

    assert desk.canvas.places.box_of(desk.item("late")).height > before


def test_another_language_turns_the_board_round(make_desk):
    desk = make_desk(language="en", size=(1200, 700))
    left = desk.canvas.place_of(desk.item("Mistrust")).left()
    desk.window.settings.language = "fa"
    desk.window.appearance.apply(desk.window.settings)
    QApplication.processEvents()

    assert desk.canvas.place_of(desk.item("Mistrust")).left() > left
    assert desk.board.bar.isHidden()


def test_a_project_without_codes_says_what_to_do(make_window, project_file):
    window = make_window()
    path = project_file()
    window.open_path(path)
    window.show_workspace(WorkspaceId.CODEBOOK)
    workspace = window.workspace(WorkspaceId.CODEBOOK)
    workspace.show_view(ViewKind.BOARD)
    board = workspace.board

    assert not board.canvas.isVisible()
    button = next(one for one in board.findChildren(SentenceButton) if one.isVisible())
    button.click()
    assert window.chosen_workspace() is WorkspaceId.CODE


def test_lanes_show_how_much_they_hold(english: Desk):
    assert Item(Part.LANE, english.codes["Causes"]) in english.canvas.places.items()
    english.board.show_code(english.codes["Causes"])

    assert english.canvas.accessibleDescription() == "Causes, selective, 2 axial · 5 open · 3 quotations"


def test_a_name_field_does_not_outlive_a_click_elsewhere(english: Desk):
    english.workspace.acts.ask_column((english.codes["free"],), None)
    english.click("late")
    QApplication.processEvents()

    assert english.window.findChild(NameField) is None or not english.window.findChild(NameField).isVisible()


def test_nothing_is_copied_from_a_closed_project(english: Desk, tmp_path):
    english.window.close_project()
    QApplication.processEvents()

    assert english.board.state.board.parts == {}
    with Project.open(english.codes and tmp_path / "study.qdatool", read_only=True) as project:
        assert len(load_codes(project)) == len(english.codes)


def test_the_board_comes_back_as_it_was_left(make_desk):
    desk = make_desk()
    desk.board.state.toggle_fold(desk.item("Causes"))
    desk.board.state.toggle_fold(desk.item("Training"))
    desk.board.state.order_inbox(InboxOrder.NAME)
    desk.board.show_peek(True)
    path = desk.project.path
    desk.window.close_project()
    assert not desk.board.state.collapsed

    desk.window.open_path(path)
    desk.window.show_workspace(WorkspaceId.CODEBOOK)

    assert desk.board.state.collapsed == {
        Item(Part.LANE, desk.codes["Causes"]),
        Item(Part.COLUMN, desk.codes["Training"]),
    }
    assert desk.board.state.inbox_order is InboxOrder.NAME
    assert desk.board.peek.isVisible()


@pytest.mark.parametrize("written", ["", "[]", "{", '{"lanes": "x", "columns": [null, "a"], "order": 7}'])
def test_a_spoilt_setting_opens_the_board_plainly(make_desk, settings, written):
    desk = make_desk()
    kept = [name for name in settings.layouts if name.startswith("codebook-board-") and "-columns" not in name]
    for name in kept:
        settings.layouts[name] = written
    path = desk.project.path
    desk.window.close_project()
    desk.window.open_path(path)
    desk.window.show_workspace(WorkspaceId.CODEBOOK)

    assert kept
    assert desk.board.state.collapsed == set()
    assert desk.canvas.shows(desk.item("late"))


def test_a_large_category_lists_the_first_passages_and_says_how_many_more(make_desk):
    desk = make_desk()
    number = MOST_PASSAGES + 7
    document = add_document(desk.project, ImportedDocument("P3", "p3.txt", "word " * number)).id
    with desk.project.change(Operation.IMPORT_CODINGS):
        for i in range(number):
            apply_code(desk.project, document, desk.codes["course"], Span(5 * i, 5 * i + 4))
    desk.board.show_code(desk.codes["Training"])
    desk.board.show_peek(True)

    rows = desk.board.peek.list.passages
    assert rows.data(rows.index(0)) == f"P3: {number} quotations"
    assert rows.rowCount() == MOST_PASSAGES + 2
    assert rows.data(rows.index(rows.rowCount() - 1)) == "7 more; Read & code lists them all"


def test_a_memo_on_a_card_is_heard_too(english: Desk):
    write_memo(english.project, MemoKind.CODE, "Why?", about=MemoLink(MemoTarget.CODE, english.codes["late"]))
    english.board.show_code(english.codes["late"])

    assert english.canvas.accessibleDescription().endswith("2 documents, with a memo")


@pytest.mark.parametrize("width", [1000, 1440])
def test_the_bar_of_the_selection_fits_over_the_board(make_desk, width):
    desk = make_desk(language="fa", size=(width, 700))
    desk.click("late")
    desk.click("rude", CTRL)

    assert desk.board.bar.isVisible()
    assert desk.canvas.rect().contains(desk.board.bar.geometry())


def test_alt_and_arrows_move_a_card_within_its_column(english: Desk):
    english.board.show_code(english.codes["late"])
    english.key(KEY.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert english.below("Mistrust") == ["rude", "late", "far"]
    assert english.focused() == "late"


def test_a_new_card_comes_after_the_focused_one_and_takes_its_name(english: Desk):
    english.board.show_code(english.codes["late"])
    english.key(KEY.Key_Insert)
    QApplication.focusWidget().selectAll()
    english.type_name("early")

    assert english.below("Mistrust") == ["late", "early", "rude", "far"]
    assert english.focused() == "early"
