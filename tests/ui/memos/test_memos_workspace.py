"""All memos in one place: listed, chosen, searched, written, linked and gone to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import rename_code
from qdatool.coding.memos import MemoLink, MemoTarget, delete_memo, list_memos
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.ui.memos.choosing import MemoOrder
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_memos_are_sorted_by_change_title_and_type(study):
    assert study.listed() == ["پیوندها", "Order", "اعتماد"]
    study.workspace.overview.set_order(MemoOrder.TITLE)
    assert study.listed() == ["Order", "اعتماد", "پیوندها"]
    study.workspace.overview.set_order(MemoOrder.KIND)
    assert study.listed() == ["اعتماد", "Order", "پیوندها"]


def test_the_list_is_narrowed_by_type_coder_and_subject(study):
    overview = study.workspace.overview
    overview.kind.setCurrentIndex(overview.kind.findData(MemoKind.THEORETICAL))
    assert study.listed() == ["پیوندها"]
    overview.show_everything()
    overview.about.setCurrentIndex(1)
    assert study.listed() == ["پیوندها", "Order"]
    overview.about.setCurrentIndex(2)
    assert study.listed() == ["اعتماد"]
    assert overview.about.currentText() == "Trust"
    overview.show_everything()
    overview.coder.setCurrentIndex(1)
    assert len(study.listed()) == 3


@pytest.mark.parametrize("words", ["مي خواهم", "میخواهم", "بدانم", "اعتماد"])
def test_search_sees_what_a_reader_sees(study, words):
    study.workspace.overview.search.setText(words)
    study.workspace.overview.refresh()
    assert study.listed() == ["اعتماد"]


def test_a_search_without_a_hit_offers_all_memos_again(study):
    overview = study.workspace.overview
    overview.search.setText("nowhere")
    overview.refresh()
    assert study.listed() == []
    button = next(one for one in overview.findChildren(type(study.workspace.page.chips.add_button)) if one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    overview.refresh()
    assert len(study.listed()) == 3


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_first_memo_is_written_from_the_empty_screen(make_study, language):
    study = make_study(language, empty=True)
    study.key(Qt.Key.Key_N, CTRL | SHIFT)
    assert list_memos(study.project) == ()
    study.type("چرا ماند؟")
    study.workspace.page.editor.flush()
    (memo,) = list_memos(study.project)
    assert (memo.kind, memo.body) == (MemoKind.FREE, "چرا ماند؟")
    assert study.listed() == ["چرا ماند؟"]
    study.type(" شاید")
    study.workspace.page.editor.flush()
    assert [one.body for one in list_memos(study.project)] == ["چرا ماند؟ شاید"]


def test_what_was_typed_is_in_the_file_after_a_pause(study, tmp_path):
    study.open("method")
    study.body.setFocus()
    study.type("Now. ")
    QTest.qWait(700)
    with Project.open(tmp_path / "study.qdatool", read_only=True) as other:
        assert [one.body for one in list_memos(other) if one.id == study.memos["method"]] == ["Now. Ask again in June."]


def test_typing_is_one_step_and_goes_back_in_the_editor_first(study):
    study.open("method")
    study.body.setFocus()
    study.type("Now. ")
    study.workspace.page.editor.flush()
    study.type("And. ")
    study.workspace.page.editor.flush()
    study.key(Qt.Key.Key_Z, CTRL)
    assert study.body.markup() == "Ask again in June."
    study.workspace.page.editor.flush()
    assert study.memo(study.memos["method"]).body == "Ask again in June."
    study.workspace.overview.table.setFocus()
    study.key(Qt.Key.Key_Z, CTRL)
    assert study.project.next_undo() is None


def test_another_memo_saves_what_was_typed(study):
    study.open("method")
    study.body.setFocus()
    study.type("x")
    study.open("theory")
    assert study.memo(study.memos["method"]).body == "xAsk again in June."
    assert study.body.markup() == "پیوند کمک و ماندن"


def test_closing_the_project_saves_what_was_typed(study, tmp_path):
    study.open("method")
    study.body.setFocus()
    study.type("x")
    study.window.close_project()
    with Project.open(tmp_path / "study.qdatool", read_only=True) as other:
        assert "xAsk again in June." in [memo.body for memo in list_memos(other)]


def test_the_type_is_changed_and_undone(study):
    study.open("method")
    page = study.workspace.page
    page.kind.setCurrentIndex(page.kind.findData(MemoKind.PARTICIPANT))
    page.kind.activated.emit(page.kind.currentIndex())
    assert study.memo(study.memos["method"]).kind is MemoKind.PARTICIPANT
    study.workspace.overview.table.setFocus()
    study.key(Qt.Key.Key_Z, CTRL)
    assert page.draft_kind() is MemoKind.METHODOLOGICAL


def test_a_subject_is_added_with_the_keyboard_and_taken_off_again(study):
    study.open("method")
    study.key(Qt.Key.Key_K, CTRL | SHIFT)
    study.type("trust")
    study.key(Qt.Key.Key_Return)
    link = MemoLink(MemoTarget.CODE, study.code)
    assert study.memo(study.memos["method"]).links == (link,)
    QApplication.processEvents()
    (chip,) = study.workspace.page.chips.chips()
    chip.setFocus()
    study.key(Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert study.memo(study.memos["method"]).links == ()
    assert QApplication.focusWidget() is study.workspace.page.chips.add_button


def test_a_subject_leads_to_its_place_and_back(study):
    study.open("trust")
    (chip,) = study.workspace.page.chips.chips()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert study.window.chosen_workspace() is WorkspaceId.CODE
    assert study.window.workspace(WorkspaceId.CODE).codes.tree.present_code() == study.code


def test_a_link_is_put_in_by_two_brackets_and_follows_the_name(study):
    study.open("method")
    study.body.setFocus()
    study.key(Qt.Key.Key_End, CTRL)
    study.type(" [[")
    study.type("trust")
    study.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is study.body
    study.type("!")
    study.workspace.page.editor.flush()
    body = study.memo(study.memos["method"]).body
    assert body.startswith("Ask again in June. [Trust](code:") and body.endswith(")!")
    before = _end(study.body)
    rename_code(study.project, study.code, "The trust that a manager shows every day", "en")
    QApplication.processEvents()
    assert _end(study.body) > before + 60


def _end(body):
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    return body.cursorRect(cursor).x()


def test_a_link_to_a_quotation_jumps_into_the_transcript(study):
    study.open("method")
    study.body.setFocus()
    study.key(Qt.Key.Key_K, CTRL)
    study.type("مدیرم")
    study.key(Qt.Key.Key_Return)
    study.key(Qt.Key.Key_Return, CTRL)
    assert study.window.chosen_workspace() is WorkspaceId.CODE
    assert study.window.workspace(WorkspaceId.CODE).pane.view.selected_quotation() == study.quotation


def test_bold_by_its_key_on_a_persian_keyboard(study):
    study.open("theory")
    study.body.setFocus()
    study.key(Qt.Key.Key_A, CTRL)
    study.key(Qt.Key.Key_B, CTRL)
    assert study.body.markup() == "**پیوند کمک و ماندن**"


def test_enter_goes_into_the_memo_and_escape_back_to_the_list(study):
    study.open("theory")
    study.key(Qt.Key.Key_Down)
    assert study.body.markup() == "Ask again in June."
    study.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is study.body
    study.type("x")
    study.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is study.workspace.overview.table
    assert study.memo(study.memos["method"]).body == "xAsk again in June."
    study.type("/")
    study.type("ماندن")
    study.workspace.overview.refresh()
    study.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is study.workspace.overview.table
    assert study.body.markup() == "پیوند کمک و ماندن"


def test_a_deleted_memo_comes_back_where_it_was(study):
    study.open("theory")
    study.key(Qt.Key.Key_Delete)
    assert study.listed() == ["Order", "اعتماد"]
    study.key(Qt.Key.Key_Z, CTRL)
    assert study.listed() == ["پیوندها", "Order", "اعتماد"]
    assert study.workspace.page.editor.memo_id() == study.memos["theory"]


def test_the_palette_jumps_to_a_memo_that_the_fields_hide(study):
    study.workspace.overview.search.setText("ماندن")
    study.workspace.overview.refresh()
    study.window.go_to(Place(WorkspaceId.MEMOS, PlaceKind.MEMO, study.memos["method"]))
    assert study.workspace.page.editor.title.text() == "Order"
    assert len(study.listed()) == 3


def test_a_memo_that_goes_while_it_is_typed_in_goes_in_peace(study, caplog):
    study.open("method")
    study.body.setFocus()
    study.type("x")
    delete_memo(study.project, study.memos["method"])
    QApplication.processEvents()
    assert study.listed() == ["پیوندها", "اعتماد"]
    assert study.window.notice() is None
    assert caplog.records == []


def test_a_memo_changed_elsewhere_is_shown_anew(study):
    from qdatool.coding.memos import edit_memo

    study.open("method")
    edit_memo(study.project, study.memos["method"], title="Order", body="# Else")
    assert study.body.markup() == "# Else"


def test_a_read_only_project_is_only_read(study, tmp_path):
    study.window.close_project()
    study.window.open_path(tmp_path / "study.qdatool", read_only=True)
    study.window.show_workspace(WorkspaceId.MEMOS)
    assert study.body.isReadOnly()
    assert not study.workspace.overview.add_button.isEnabled()
    assert not study.workspace.page.delete_button.isVisible()


def test_the_screen_follows_the_language(study):
    study.open("method")
    study.window._choose_language("fa")
    assert study.workspace.page.kind.currentText() == "یادداشت روش‌شناختی"
    assert study.workspace.overview.kind.itemText(0) == "همهٔ نوع‌ها"
