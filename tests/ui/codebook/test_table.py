from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.code_merge import preview_merge
from qdatool.coding.code_order import CodeOrder
from qdatool.coding.codes import load_codes
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos
from qdatool.coding.models import list_models
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment
from qdatool.coding.roles import ModelKind
from qdatool.ui.codebook.actions import CodebookAction
from qdatool.ui.codebook.columns import Column
from qdatool.ui.codebook.merge_card import merge_sentence
from qdatool.ui.codebook.session import CodebookSession, Scope
from qdatool.ui.codebook.workspace import ViewKind
from qdatool.ui.workspace import WorkspaceId
from tests.ui.codebook.conftest import ALT, CTRL, SHIFT, Book, MakeBook


def test_the_table_shows_the_tree_with_what_each_code_is(book: Book) -> None:
    assert book.rows() == ["Mistrust", "late", "rude", "Training", "course", "forms"]
    cells = {column: book.shown("late", column) for column in (Column.TRANSLATION, Column.LEVEL, Column.PARENT)}
    assert list(cells.values()) == ["دیر رفتن", "open", "Mistrust"]


def test_counts_tell_the_own_from_those_below_and_whose_they_are(book: Book) -> None:
    assert (book.shown("Mistrust", Column.QUOTATIONS), book.shown("Mistrust", Column.OWN)) == (3, 0)
    assert (book.shown("late", Column.QUOTATIONS), book.shown("late", Column.DOCUMENTS)) == (2, 1)
    heading = book.table.codes.headerData(Column.OWN, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert heading == "Quotations of the code itself, of all coders"
    book.workspace.widget.scope.button(Scope.MINE).click()
    heading = book.table.codes.headerData(Column.OWN, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert heading == "Quotations of the code itself, coded by you"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_first_column_speaks_the_language_of_the_interface(make_book: MakeBook, language: str) -> None:
    book = make_book(language)
    assert book.rows()[0] == {"fa": "بی‌اعتمادی", "en": "Mistrust"}[language]


def test_a_name_is_edited_in_its_place_in_either_language(book: Book) -> None:
    book.choose("late")
    book.key(Qt.Key.Key_F2)
    book.write("leaving late")
    book.click("late", Column.TRANSLATION)
    book.key(Qt.Key.Key_Return)
    book.write("دیر به خانه رفتن")
    code = book.code("late")
    assert (code.label_in("en"), code.label) == ("leaving late", "دیر به خانه رفتن")


def test_escape_leaves_a_cell_as_it_was(book: Book) -> None:
    book.choose("late")
    book.key(Qt.Key.Key_F2)
    QApplication.focusWidget().insert("nonsense")
    book.key(Qt.Key.Key_Escape)
    assert book.code("late").label_in("en") == "late"


def test_a_definition_takes_several_lines_in_its_cell(book: Book) -> None:
    book.click("late", Column.DEFINITION)
    book.key(Qt.Key.Key_Return)
    editor = book.focus()
    editor.insertPlainText("after hours")
    book.key(Qt.Key.Key_Return, SHIFT)
    editor.insertPlainText("unpaid")
    book.key(Qt.Key.Key_Return)
    assert book.code("late").definition == "after hours\nunpaid"
    assert book.shown("late", Column.DEFINITION) == "after hours unpaid"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_level_and_status_are_chosen_from_lists(book: Book) -> None:
    for column, wanted in ((Column.LEVEL, "axial"), (Column.STATUS, "Settled")):
        book.click("rude", column)
        book.key(Qt.Key.Key_Return)
        book.wait_for(lambda: QApplication.activePopupWidget() is not None)
        choice = next(one for one in book.table.viewport().findChildren(QComboBox) if one.isVisible())
        rows = choice.view()
        rows.setCurrentIndex(choice.model().index(choice.findText(wanted), 0))
        QTest.keyClick(rows, Qt.Key.Key_Return)
        QApplication.processEvents()
    assert (book.level("rude"), book.status("rude")) == ("axial", CodeStatus.SETTLED)
    assert book.focus() is book.table


def test_arrows_open_close_and_go_through_the_columns(book: Book) -> None:
    book.choose("Mistrust")
    book.key(Qt.Key.Key_Left)
    assert "late" not in book.rows()
    book.key(Qt.Key.Key_Right)
    assert "late" in book.rows()
    book.key(Qt.Key.Key_Right)
    assert book.table.currentIndex().column() == Column.TRANSLATION
    assert book.chosen() == ["Mistrust"]


def test_arrows_are_mirrored_in_a_persian_window(make_book: MakeBook) -> None:
    book = make_book("fa")
    book.choose("Mistrust")
    book.key(Qt.Key.Key_Right)
    assert "دیر رفتن" not in book.rows()
    book.key(Qt.Key.Key_Left)
    assert "دیر رفتن" in book.rows()


def test_typing_in_the_search_field_narrows_the_table_in_either_language(book: Book) -> None:
    book.key(Qt.Key.Key_F, CTRL)
    field = book.focus()
    field.insert("دير")
    assert book.rows() == ["Mistrust", "late"]
    assert book.chosen() == ["late"]
    book.key(Qt.Key.Key_Return)
    assert book.focus() is book.table
    field.clear()
    assert len(book.rows()) == 6


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        (CodeOrder.NAME, ["forms", "Mistrust", "late", "rude", "Training", "course"]),
        (CodeOrder.GROUNDED, ["Mistrust", "late", "rude", "forms", "Training", "course"]),
    ],
)
def test_codes_are_sorted_under_each_parent(book: Book, order: CodeOrder, rows: list[str]) -> None:
    button = book.workspace.widget.order
    button.fill()
    button.menu().actions()[list(CodeOrder).index(order)].trigger()
    assert book.rows() == rows


def test_several_codes_are_dragged_into_another_and_back_in_one_step(book: Book) -> None:
    book.choose("late", "rude")
    book.drop(("late", "rude"), "Training", 0.5)
    assert book.below("Training") == ["course", "late", "rude"]
    book.key(Qt.Key.Key_Z, CTRL)
    assert book.below("Mistrust") == ["late", "rude"]


def test_a_code_is_dropped_between_others(book: Book) -> None:
    book.drop(("forms",), "rude", 0.05)
    assert book.below("Mistrust") == ["late", "forms", "rude"]
    book.drop(("Training",), "Mistrust", 0.05)
    assert book.below(None) == ["Training", "Mistrust"]


def test_a_code_dropped_below_itself_is_refused_in_words(book: Book) -> None:
    book.drop(("Mistrust",), "late", 0.5)
    assert book.window.notice().sentence == "A code cannot stand below itself: choose another place."


def test_codes_move_among_their_neighbours_by_key(book: Book) -> None:
    book.choose("rude")
    book.key(Qt.Key.Key_Up, ALT)
    assert book.below("Mistrust") == ["rude", "late"]
    book.key(Qt.Key.Key_Down, ALT)
    assert book.below("Mistrust") == ["late", "rude"]


@pytest.mark.parametrize("persian", [False, True])
def test_a_letter_raises_and_lowers_on_any_layout(book: Book, persian: bool) -> None:
    book.choose("late", "rude")
    book.letter("P", persian=persian)
    assert (book.level("late"), book.level("rude"), book.below("Mistrust")) == ("axial", "axial", [])
    book.letter("D", persian=persian)
    assert book.level("late") == "open"


def test_a_new_code_comes_after_the_chosen_one_with_its_name_to_be_written(book: Book) -> None:
    book.choose("late")
    book.key(Qt.Key.Key_Insert)
    book.write("tired")
    assert book.below("Mistrust") == ["late", "tired", "rude"]


@pytest.mark.parametrize("persian", [False, True])
def test_a_category_is_made_from_chosen_codes(book: Book, persian: bool) -> None:
    book.choose("late", "forms")
    book.letter("N", persian=persian)
    book.write("Burden")
    tree = load_codes(book.project)
    made = next(code for code in tree if code.label == "Burden")
    assert [tree.codes[one].label_in("en") for one in tree.children_of(made.id)] == ["late", "forms"]
    assert book.workspace.session.chosen == (made.id,)


def test_codes_are_put_under_a_category_that_is_typed(book: Book) -> None:
    book.choose("late", "forms")
    book.letter("M")
    book.focus().insert("train")
    book.key(Qt.Key.Key_Return)
    assert book.below("Training") == ["course", "late", "forms"]


def test_chosen_codes_are_merged_after_a_preview(book: Book) -> None:
    book.choose("late", "rude", "forms")
    book.letter("G")
    book.key(Qt.Key.Key_Return)
    assert book.below("Mistrust") == ["late"]
    assert len(book.quotations("late")) == 4
    assert book.chosen() == ["late"]
    book.key(Qt.Key.Key_Z, CTRL)
    assert book.below("Mistrust") == ["late", "rude"]


def test_codes_are_deleted_after_a_question_that_says_what_goes(book: Book, dialogs) -> None:
    book.choose("Mistrust")
    book.key(Qt.Key.Key_Delete)
    assert dialogs.asked == ["Delete “Mistrust”?"]
    assert book.below(None) == ["Training", "forms", "late", "rude"]


def test_the_menu_colours_a_branch(book: Book) -> None:
    book.choose("Mistrust")
    acts = book.workspace.acts
    acts.recolour((book.codes["Mistrust"],), "#A64736")
    colors = next(one.menu() for one in acts.menu((book.codes["Mistrust"],)).actions() if one.text() == "Colour")
    next(one for one in colors.actions() if one.text() == "Colour everything below the same").trigger()
    assert {book.code(name).color for name in ("late", "rude")} == {"#A64736"}
    assert book.code("course").color == "#137B5E"


def test_a_copy_keeps_the_quotations_that_it_was_asked_to(book: Book) -> None:
    book.workspace.acts.copy(book.codes["late"], with_codings=True)
    book.write("later")
    made = next(code for code in load_codes(book.project) if code.label_in("en") == "later")
    assert book.workspace.session.own_count(made.id).quotations == 2


def test_columns_that_were_hidden_stay_hidden(book: Book, settings) -> None:
    entry = next(one for one in book.table.columns_menu().actions() if one.text() == "Status")
    entry.setChecked(False)
    assert book.table.isColumnHidden(Column.STATUS)
    assert settings.layouts["codebook-table"]


def test_the_board_and_the_table_share_what_is_chosen(book: Book) -> None:
    book.choose("rude")
    book.key(Qt.Key.Key_2, CTRL)
    assert book.chosen() == ["rude"]
    book.key(Qt.Key.Key_1, CTRL)
    assert (book.chosen(), book.focus()) == (["rude"], book.table)


def test_what_was_chosen_stays_chosen_when_rows_move(book: Book) -> None:
    book.choose("late", "rude")
    book.key(Qt.Key.Key_M)
    book.focus().insert("train")
    book.key(Qt.Key.Key_Return)
    assert book.chosen() == ["late", "rude"]
    assert len(book.table.selectionModel().selectedRows()) == 2


def test_undo_shows_the_code_that_it_changed(book: Book) -> None:
    book.workspace.acts.rename(book.codes["rude"], "harsh")
    book.choose("forms")
    book.key(Qt.Key.Key_Z, CTRL)
    assert book.chosen() == ["rude"]


def test_what_is_new_and_commented_on_is_marked(book: Book) -> None:
    book.window.since.choose(datetime(2020, 1, 1, tzinfo=UTC))
    add_comment(book.project, CommentSubject(CommentTarget.CODE, book.codes["late"]), "too wide?")
    index = book.table.codes.index_of(book.codes["late"])
    assert book.shown("late", Column.COMMENTS) == 1
    tip = book.table.codes.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "Open review comments: 1" in tip
    assert "Added since" in tip


def test_an_empty_codebook_says_what_to_do(make_book: MakeBook) -> None:
    book = make_book(empty=True)
    assert not book.table.isVisible()
    book.workspace.widget._empty.asked.emit()
    assert book.table.isVisible()
    assert len(load_codes(book.project)) == 1


def test_the_order_is_kept_for_the_next_start(book: Book, settings) -> None:
    book.workspace.session.set_order(CodeOrder.NAME)
    again = CodebookSession(book.window)
    assert again.order is CodeOrder.NAME


@pytest.mark.parametrize(
    ("language", "words"), [("en", "codes below: 2, review comments: 1."), ("fa", "کدهای زیر: ۲، دیدگاه: ۱.")]
)
def test_the_preview_of_a_merge_names_what_goes_along(make_book: MakeBook, language: str, words: str) -> None:
    book = make_book(language)
    add_comment(book.project, CommentSubject(CommentTarget.CODE, book.codes["Mistrust"]), "too wide?")
    ids = (book.codes["Training"], book.codes["Mistrust"])
    plain = merge_sentence(preview_merge(book.project, ids, ids[0])).replace("\u2068", "").replace("\u2069", "")
    assert words in plain


@pytest.mark.parametrize("language", ["fa", "en"])
def test_in_a_narrow_window_no_tool_is_cut_and_find_still_comes_with_its_key(
    make_book: MakeBook, language: str
) -> None:
    book = make_book(language, size=(720, 560))
    widget = book.workspace.widget
    shown = [one for one in (widget.switch, widget.find_field, widget.scope) if one.isVisible()]
    assert all(one.width() >= one.minimumSizeHint().width() for one in shown)
    assert not widget.scope.isVisible()
    book.table.setFocus()
    book.key(Qt.Key.Key_F, CTRL)
    assert book.focus() is widget.find_field


def test_rows_are_chosen_together_with_the_keyboard_alone(book: Book) -> None:
    book.choose("late")
    book.key(Qt.Key.Key_Down, SHIFT)
    assert book.chosen() == ["late", "rude"]
    for _ in range(3):
        book.key(Qt.Key.Key_Down, CTRL)
    book.key(Qt.Key.Key_Space, CTRL)
    assert book.chosen() == ["late", "rude", "forms"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Escape])
def test_the_search_field_is_left_by_key(book: Book, key: Qt.Key) -> None:
    book.key(Qt.Key.Key_F, CTRL)
    book.key(key)
    assert book.focus() is book.table


def test_f6_goes_from_the_field_to_the_table_and_the_inspector(book: Book) -> None:
    book.choose("late")
    seen = []
    for _ in range(4):
        book.key(Qt.Key.Key_F6)
        seen.append(book.focus())
    inspector = book.workspace.inspector
    assert inspector.first_field() in seen
    assert book.workspace.widget.find_field in seen


def test_rows_that_were_closed_are_closed_the_next_time(book: Book) -> None:
    book.choose("Mistrust")
    book.key(Qt.Key.Key_Left)
    path = book.project.path
    book.window.close_project()
    book.window.open_path(path)
    book.window.show_workspace(WorkspaceId.CODEBOOK)
    assert book.rows() == ["Mistrust", "Training", "course", "forms"]


def test_each_cell_that_is_written_is_a_step_of_its_own(book: Book) -> None:
    for column, words in ((Column.DEFINITION, "after hours"), (Column.EXAMPLE, "we left late")):
        book.workspace.acts.write_cell(book.codes["late"], column, words)
    book.project.undo()
    code = book.code("late")
    assert (code.definition, code.example) == ("after hours", "")


def test_the_menu_leads_to_the_code_beside_the_text(book: Book) -> None:
    entries = {one.text(): one for one in book.workspace.acts.menu((book.codes["late"],)).actions()}
    entries["Show in Read & code"].trigger()
    reading = book.window.workspace(WorkspaceId.CODE)
    assert reading.widget.isVisible()
    assert reading.codes.tree.present_code() == book.codes["late"]


def test_a_branch_is_drawn_once_and_shown_afterwards(book: Book) -> None:
    for _ in range(2):
        book.window.show_workspace(WorkspaceId.CODEBOOK)
        book.choose("Mistrust")
        entries = {one.text(): one for one in book.workspace.acts.menu((book.codes["Mistrust"],)).actions()}
        entries["Draw this branch"].trigger()
        (model,) = list_models(book.project)
        assert (model.title_in("en"), model.kind) == ("Mistrust", ModelKind.TREE)
        assert book.window.workspace(WorkspaceId.MODELS).session.model == model
    assert "Draw this branch" not in {one.text() for one in book.workspace.acts.menu((book.codes["late"],)).actions()}
    book.choose("late")
    assert not book.window.actions.is_enabled(CodebookAction.DRAW_BRANCH)


def test_a_memo_on_a_code_is_begun_by_key_and_found_again(book: Book) -> None:
    about = MemoLink(MemoTarget.CODE, book.codes["late"])
    for _ in range(2):
        book.window.show_workspace(WorkspaceId.CODEBOOK)
        book.choose("late")
        book.key(Qt.Key.Key_M, CTRL)
    (memo,) = list_memos(book.project, about)
    assert memo.title == "late"
    assert book.window.workspace(WorkspaceId.MEMOS).widget.isVisible()


def test_a_project_open_for_reading_shows_everything_and_changes_nothing(book: Book) -> None:
    path = book.project.path
    book.window.close_project()
    book.window.open_path(path, read_only=True)
    book.window.show_workspace(WorkspaceId.CODEBOOK)
    book.project = book.window.project()
    book.choose("late", "rude")
    for action in (CodebookAction.MERGE, CodebookAction.RAISE, CodebookAction.NEW_CODE, CodebookAction.DELETE):
        assert not book.window.actions.is_enabled(action)
    book.choose("late")
    book.key(Qt.Key.Key_F2)
    assert book.focus() is book.table
    words = book.workspace.inspector.page.words
    assert words.fields["en"].isReadOnly()
    assert not words.level.isEnabled()
    assert book.workspace.inspector.page.provenance.why.isHidden()


@pytest.mark.parametrize("view", ViewKind)
@pytest.mark.parametrize("letter", ["G", "M", "N"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_escape_from_a_card_brings_the_keyboard_back(make_book: MakeBook, view: ViewKind, letter: str, language: str):
    book = make_book(language)
    book.workspace.show_view(view)
    book.wait_for(lambda: book.workspace.widget.isAncestorOf(QApplication.focusWidget()))
    book.workspace.session.choose((book.codes["late"], book.codes["rude"]))
    book.table.setFocus() if view is ViewKind.TABLE else book.workspace.board.canvas.setFocus()
    before = book.focus()
    book.letter(letter, persian=language == "fa")
    assert book.focus() is not before
    book.key(Qt.Key.Key_Escape)
    assert book.focus() is before
    assert book.below("Mistrust") == ["late", "rude"]
