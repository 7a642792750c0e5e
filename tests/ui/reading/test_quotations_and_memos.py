"""What hangs on a code: its quotations by document, and memos on codes, documents and quotations."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.changes import Operation
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.roles import MemoKind
from qdatool.ui.reading.quotation_rows import GroupRow
from qdatool.ui.reading.quotations_panel import Tab
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from tests.ui.reading.conftest import CTRL


def listed(desk):
    """Return the rows of the list: a heading as (name, count), a quotation as (paragraph, words)."""
    rows = desk.reading.quotations.list.quotations
    found = []
    for i in range(rows.rowCount()):
        row = rows.row(rows.index(i))
        found.append((row.name, row.count) if isinstance(row, GroupRow) else (row.paragraph, row.quote))
    return found


def code_both(desk):
    """Code a passage of each document with one code."""
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.reading.session.open_document(desk.english)
    desk.select("There was no system")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.settle()


def test_quotations_are_grouped_by_document_with_their_paragraph(desk):
    code_both(desk)
    assert listed(desk) == [("مصاحبه ۱", 1), (4, "سه بار فرم"), ("Interview 2", 1), (2, "There was no system")]
    assert desk.reading.quotations.tabs.tabText(Tab.QUOTATIONS) == "Quotations 2"


def test_a_category_lists_what_is_below_it_and_stays_when_a_quotation_is_shown(desk):
    code_both(desk)
    desk.click_code(desk.codes["Lack of systems"])
    desk.settle()
    assert [row for row in listed(desk) if isinstance(row[0], int)] == [(4, "سه بار فرم"), (2, "There was no system")]
    quotations = desk.reading.quotations.list
    place = quotations.visualRect(quotations.quotations.index(1)).center()
    QTest.mouseClick(quotations.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    desk.settle()
    assert desk.tree.present_code() == desk.codes["Lack of systems"]
    assert desk.view.selected_coding().code_id == desk.codes["Repeated forms"]


def test_a_click_shows_a_quotation_and_enter_jumps_to_it(desk):
    code_both(desk)
    quotations = desk.reading.quotations.list
    place = quotations.visualRect(quotations.quotations.index(1)).center()
    QTest.mouseClick(quotations.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.reading.session.document_id == desk.persian
    assert desk.view.selected_coding().code_id == desk.codes["Repeated forms"]
    assert QApplication.focusWidget() is quotations
    desk.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.view


def test_a_click_on_a_heading_closes_its_group(desk):
    code_both(desk)
    quotations = desk.reading.quotations.list
    place = quotations.visualRect(quotations.quotations.index(0)).center()
    QTest.mouseClick(quotations.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert listed(desk) == [("مصاحبه ۱", 1), ("Interview 2", 1), (2, "There was no system")]


def test_m_writes_a_memo_on_the_quotation_and_the_margin_shows_it(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.letter("M", persian=True)
    desk.type("چرا سه بار؟")
    desk.reading.quotations.memos.flush()
    quotation = desk.codings()[0].quotation_id
    (memo,) = list_memos(desk.project, MemoLink(MemoTarget.QUOTATION, quotation))
    assert memo.body == "چرا سه بار؟"
    assert desk.view.selected_coding().has_memo


def test_typing_in_a_memo_is_one_step_and_undo_goes_to_the_editor_first(desk):
    desk.tree.expandAll()
    desk.click_code(desk.codes["Slow repair"])
    desk.settle()
    desk.reading.write_memo_on(MemoLink(MemoTarget.CODE, desk.codes["Slow repair"]))
    memos = desk.reading.quotations.memos
    for word in ("آرام", " و", " پیوسته"):
        desk.type(word)
        memos.flush()
    steps = []
    while desk.project.next_undo() is not None:
        steps.append(desk.project.undo().operation)
    assert steps == [Operation.EDIT_MEMO, Operation.WRITE_MEMO]
    assert list_memos(desk.project) == ()


def test_ctrl_z_in_the_memo_takes_back_the_typing_and_not_the_coding(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.letter("M")
    desk.type("abc")
    desk.letter("Z", CTRL)
    assert desk.reading.quotations.memos.body.toPlainText() == ""
    assert len(desk.codings()) == 1


def test_an_untouched_memo_leaves_nothing_behind(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.letter("M")
    desk.click_code(desk.codes["Lack of systems"])
    desk.settle()
    assert list_memos(desk.project) == ()


def test_what_was_typed_is_saved_when_another_code_is_chosen(desk):
    desk.tree.expandAll()
    desk.reading.write_memo_on(MemoLink(MemoTarget.CODE, desk.codes["Slow repair"]))
    desk.type("first thoughts")
    desk.click_code(desk.codes["Repeated forms"])
    desk.settle()
    (memo,) = list_memos(desk.project)
    assert (memo.body, memo.links) == ("first thoughts", (MemoLink(MemoTarget.CODE, desk.codes["Slow repair"]),))


def test_what_was_typed_is_saved_when_the_project_is_closed(desk):
    desk.reading.write_memo_on(MemoLink(MemoTarget.DOCUMENT, desk.persian))
    desk.type("a long talk")
    path = desk.project.path
    desk.window.close_project()
    desk.window.open_path(path)
    assert [memo.body for memo in list_memos(desk.window.project())] == ["a long talk"]


def test_the_shell_can_go_to_a_quotation_of_another_document(desk):
    code_both(desk)
    quotation = desk.codings(desk.persian)[0].quotation_id
    desk.window.go_to(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, quotation))
    assert desk.reading.session.document_id == desk.persian
    assert desk.view.selected_quotation() == quotation


def test_the_list_follows_an_undo(desk):
    code_both(desk)
    desk.project.undo()
    desk.settle()
    assert listed(desk) == [("مصاحبه ۱", 1), (4, "سه بار فرم")]


def test_going_to_a_memo_shows_its_passage_and_keeps_the_memo_open(desk):
    code_both(desk)
    quotation = desk.codings(desk.persian)[0].quotation_id
    memo = write_memo(desk.project, MemoKind.QUOTATION, "why three?", about=MemoLink(MemoTarget.QUOTATION, quotation))
    desk.window.go_to(Place(WorkspaceId.CODE, PlaceKind.MEMO, memo))
    desk.settle()
    assert desk.view.selected_quotation() == quotation
    assert desk.reading.quotations.memos.body.toPlainText() == "why three?"


def test_looks_in_a_memo_come_before_the_keys_of_the_workspace(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Repeated forms"])
    desk.letter("M", persian=True)
    desk.type("چرا")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CTRL)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_I, CTRL)
    assert desk.reading.quotations.memos.body.markup() == "*چرا*"
    assert desk.window.dialogs.asked == []
    desk.reading.quotations.memos.flush()
