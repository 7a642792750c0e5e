"""Correcting the text of a document in the window, with the keyboard and the mouse, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from qdatool.coding.documents import delete_documents, document_text
from qdatool.coding.history import list_history
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, load_quotations
from qdatool.coding.text_correction import list_text_versions
from qdatool.ui.reading.paragraph_editor import ParagraphEditor
from qdatool.ui.reading.versions_sheet import VersionsSheet, differences_html
from qdatool.ui.shell_actions import ShellAction
from tests.builders import span_of
from tests.ui.conftest import AnsweringDialogs
from tests.ui.reading.conftest import CTRL, ENGLISH, PERSIAN, PLAIN, SHIFT, Desk, MakeDesk

_X11_CODE_OF_E = 26
PARAGRAPH = PERSIAN.split("\n")[1]


def begin(desk: Desk) -> ParagraphEditor:
    """Switch the mode on and open the editor on the second paragraph."""
    desk.view.setFocus()
    desk.view.place_caret(span_of(PERSIAN, "سامانه‌ای").start)
    desk.key(Qt.Key.Key_E, CTRL)
    assert desk.reading.correction.is_on()
    desk.key(Qt.Key.Key_Return)
    editor = desk.reading.correction.editor
    assert editor.isVisible()
    return editor


def rewrite(desk: Desk, editor: ParagraphEditor, old: str, new: str) -> None:
    """Change words in the editor and press Enter."""
    words = editor.words.toPlainText()
    assert old in words
    editor.words.setPlainText(words.replace(old, new, 1))
    editor.words.setFocus()
    desk.key(Qt.Key.Key_Return)


def text(desk: Desk) -> str:
    return document_text(desk.project, desk.persian)


def coded(desk: Desk, words: str) -> int:
    """Code words and return their quotation."""
    coding = apply_code(desk.project, desk.persian, desk.codes["Slow repair"], span_of(PERSIAN, words))
    return next(one.quotation_id for one in desk.codings() if one.id == coding)


def test_enter_opens_the_paragraph_with_its_label_and_enter_keeps_it(desk: Desk):
    kept = coded(desk, "بعد کم‌کم درست شد")
    editor = begin(desk)
    assert editor.words.toPlainText() == PARAGRAPH
    rewrite(desk, editor, "اولش هیچ", "اول هیچ")
    assert text(desk) == PERSIAN.replace("اولش هیچ", "اول هیچ")
    assert load_quotations(desk.project, [kept])[kept].quote == "بعد کم‌کم درست شد"
    assert not editor.isVisible()
    assert desk.view.hasFocus()
    assert desk.reading.correction.is_on()


def test_the_window_shows_the_new_text_and_the_stripes_follow(desk: Desk):
    coded(desk, "بعد کم‌کم درست شد")
    editor = begin(desk)
    rewrite(desk, editor, "هیچ سامانه‌ای نبود", "سامانه نبود")
    (stripe,) = desk.reading.session.stripes()
    shown = desk.reading.session.text()
    assert shown[stripe.start : stripe.end] == "بعد کم‌کم درست شد"
    desk.view.select_span(span_of(shown, "سامانه نبود"))
    assert desk.view.selection_span().cut(shown) == "سامانه نبود"


def test_the_mode_is_switched_on_by_the_place_of_the_key_on_a_persian_layout(make_desk: MakeDesk):
    desk = make_desk("fa")
    desk.view.setFocus()
    pressed = QKeyEvent(QEvent.Type.KeyPress, ord("ث"), CTRL, _X11_CODE_OF_E, 0, 0, "")
    QApplication.sendEvent(desk.view, pressed)
    assert desk.reading.correction.is_on()


def test_escape_leaves_the_words_as_they_were_and_again_the_mode(desk: Desk):
    editor = begin(desk)
    editor.words.setPlainText("چیز دیگر")
    desk.key(Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert text(desk) == PERSIAN
    assert desk.reading.correction.is_on()
    desk.key(Qt.Key.Key_Escape)
    assert not desk.reading.correction.is_on()


def test_without_the_mode_enter_codes_and_no_click_edits(desk: Desk):
    desk.select("سامانه‌ای")
    desk.key(Qt.Key.Key_Return)
    assert desk.box.isVisible()
    assert not desk.reading.correction.editor.isVisible()


def test_in_the_mode_a_click_opens_the_paragraph_under_it(desk: Desk):
    begin(desk)
    desk.key(Qt.Key.Key_Escape)
    place = desk.view.span_rect(span_of(PERSIAN, "اغراق"))
    point = desk.view.viewport().mapFrom(desk.view, place.center())
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, PLAIN, point)
    QApplication.processEvents()
    assert "اغراق" in desk.reading.correction.editor.words.toPlainText()


def test_no_bar_covers_the_editor_over_a_coded_passage(desk: Desk):
    coded(desk, "سه بار فرم پر کردیم")
    begin(desk)
    desk.key(Qt.Key.Key_Escape)
    place = desk.view.span_rect(span_of(PERSIAN, "بار فرم")).center()
    QTest.mouseClick(
        desk.view.viewport(), Qt.MouseButton.LeftButton, PLAIN, desk.view.viewport().mapFrom(desk.view, place)
    )
    desk.settle()
    assert desk.reading.correction.editor.isVisible()
    assert not desk.reading.bar.isVisible()


def test_a_click_on_another_paragraph_keeps_what_was_typed_in_the_first(desk: Desk):
    editor = begin(desk)
    editor.words.setPlainText(editor.words.toPlainText().replace("اولش", "اول"))
    place = desk.view.span_rect(span_of(PERSIAN, "اغراق")).center()
    QTest.mouseClick(
        desk.view.viewport(), Qt.MouseButton.LeftButton, PLAIN, desk.view.viewport().mapFrom(desk.view, place)
    )
    QApplication.processEvents()
    assert text(desk) == PERSIAN.replace("اولش", "اول")
    assert "اغراق" in editor.words.toPlainText()


@pytest.mark.parametrize("ends", ["done", "another document", "close"])
def test_what_was_typed_is_kept_however_the_mode_ends(desk: Desk, ends: str):
    editor = begin(desk)
    path, persian = desk.project.path, desk.persian
    editor.words.setPlainText(editor.words.toPlainText().replace("اولش", "اول"))
    if ends == "done":
        QTest.mouseClick(desk.reading.correction.banner.done, Qt.MouseButton.LeftButton)
    elif ends == "another document":
        desk.reading.session.open_document(desk.english)
    else:
        desk.window.close_project()
    assert not desk.reading.correction.is_on()
    desk.window.close_project()
    with Project.open(path, read_only=True) as project:
        assert document_text(project, persian) == PERSIAN.replace("اولش", "اول")


def test_an_open_question_ends_with_the_document_and_says_so(desk: Desk):
    lost = coded(desk, "بعد کم‌کم درست شد")
    rewrite(desk, begin(desk), " بعد کم‌کم درست شد.", "")
    desk.reading.session.open_document(desk.english)
    assert text(desk) == PERSIAN
    assert load_quotations(desk.project, [lost])
    assert "left as they were" in desk.window.notice().sentence
    assert not desk.reading.correction.is_on()


def test_a_loss_is_listed_before_anything_is_changed(desk: Desk):
    lost = coded(desk, "بعد کم‌کم درست شد")
    editor = begin(desk)
    rewrite(desk, editor, " بعد کم‌کم درست شد.", "")
    assert editor.asks()
    listed = [label.accessibleName() for label in editor.findChildren(QLabel) if label.isVisible()]
    assert any("بعد کم‌کم درست شد" in words and "Slow repair" in words for words in listed)
    assert text(desk) == PERSIAN
    desk.key(Qt.Key.Key_Escape)
    assert not editor.asks() and editor.isVisible()
    desk.key(Qt.Key.Key_Return)
    QTest.mouseClick(editor._loss.go_on, Qt.MouseButton.LeftButton)
    assert text(desk) == PERSIAN.replace(" بعد کم‌کم درست شد.", "")
    assert load_quotations(desk.project, [lost]) == {}


def test_one_undo_brings_text_and_passages_back(desk: Desk):
    lost = coded(desk, "بعد کم‌کم درست شد")
    editor = begin(desk)
    rewrite(desk, editor, " بعد کم‌کم درست شد.", "")
    QTest.mouseClick(editor._loss.go_on, Qt.MouseButton.LeftButton)
    assert desk.window.actions.text(ShellAction.UNDO) == "Undo: correct the text"
    desk.view.setFocus()
    desk.key(Qt.Key.Key_Z, CTRL)
    assert text(desk) == PERSIAN == desk.reading.session.text()
    assert load_quotations(desk.project, [lost])[lost].quote == "بعد کم‌کم درست شد"


def test_the_reason_stands_in_the_history_and_in_the_versions(desk: Desk):
    editor = begin(desk)
    editor.reason.setText("شنیدن دوباره")
    rewrite(desk, editor, "اولش", "اول")
    assert list_history(desk.project)[0].reason == "شنیدن دوباره"
    assert list_text_versions(desk.project, desk.persian)[0].reason == "شنیدن دوباره"


def test_shift_enter_begins_another_paragraph(desk: Desk):
    editor = begin(desk)
    cursor = editor.words.textCursor()
    cursor.setPosition(PARAGRAPH.index("اولش"))
    editor.words.setTextCursor(cursor)
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert editor.isVisible()
    desk.key(Qt.Key.Key_Return)
    assert text(desk) == PERSIAN.replace("اولش", "\nاولش")


def test_a_paragraph_without_words_goes_with_its_line(desk: Desk):
    editor = begin(desk)
    editor.words.clear()
    desk.key(Qt.Key.Key_Return)
    assert text(desk) == PERSIAN.replace(PARAGRAPH + "\n", "")
    assert desk.view.hasFocus()


def test_nothing_changed_makes_no_version(desk: Desk):
    begin(desk)
    desk.key(Qt.Key.Key_Return)
    assert len(list_text_versions(desk.project, desk.persian)) == 1


def test_an_undo_closes_the_editor_so_that_old_words_are_not_put_into_another_text(desk: Desk):
    rewrite(desk, begin(desk), "اولش", "سال اول")
    desk.key(Qt.Key.Key_Return)
    editor = desk.reading.correction.editor
    assert editor.isVisible()
    desk.window.actions.trigger(ShellAction.UNDO)
    assert not editor.isVisible()
    assert text(desk) == PERSIAN


def test_what_was_typed_is_on_the_clipboard_when_the_text_changes_elsewhere(desk: Desk):
    rewrite(desk, begin(desk), "اولش", "سال اول")
    desk.key(Qt.Key.Key_Return)
    editor = desk.reading.correction.editor
    editor.words.setPlainText("چیزی تازه")
    desk.window.actions.trigger(ShellAction.UNDO)
    assert not editor.isVisible()
    assert text(desk) == PERSIAN
    assert QGuiApplication.clipboard().text() == "چیزی تازه"


def test_what_was_not_touched_leaves_the_clipboard_alone(desk: Desk):
    QGuiApplication.clipboard().setText("mine")
    rewrite(desk, begin(desk), "اولش", "سال اول")
    desk.key(Qt.Key.Key_Return)
    desk.window.actions.trigger(ShellAction.UNDO)
    assert QGuiApplication.clipboard().text() == "mine"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_was_typed_is_on_the_clipboard_when_its_document_goes_away(make_desk: MakeDesk, language: str):
    desk = make_desk(language)
    editor = begin(desk)
    editor.words.setPlainText("چیزی تازه")
    delete_documents(desk.project, (desk.persian,))
    QApplication.processEvents()
    assert not editor.isVisible()
    assert not desk.reading.correction.is_on()
    assert QGuiApplication.clipboard().text() == "چیزی تازه"
    said = {"en": "is gone", "fa": "دیگر نیست"}[language]
    assert said in desk.window.notice().sentence
    assert document_text(desk.project, desk.english) == ENGLISH


def test_undo_shows_the_document_whose_text_it_brings_back(desk: Desk):
    rewrite(desk, begin(desk), "اولش", "اول")
    desk.reading.session.open_document(desk.english)
    desk.window.actions.trigger(ShellAction.UNDO)
    assert desk.reading.session.document_id == desk.persian
    assert desk.reading.session.text() == PERSIAN


def test_what_is_read_only_is_not_corrected(desk: Desk):
    path = desk.project.path
    desk.window.close_project()
    desk.window.open_path(path, read_only=True)
    desk.reading.pane.view.setFocus()
    desk.key(Qt.Key.Key_E, CTRL)
    assert not desk.reading.correction.is_on()


def test_letters_typed_in_the_editor_code_nothing(desk: Desk):
    coded(desk, "سامانه‌ای")
    count = len(desk.codings())
    editor = begin(desk)
    for character in "vr1":
        desk.type(character)
    assert "vr1" in editor.words.toPlainText()
    assert len(desk.codings()) == count


def test_another_document_ends_the_mode(desk: Desk):
    begin(desk)
    desk.reading.session.open_document(desk.english)
    assert not desk.reading.correction.is_on()
    assert not desk.reading.correction.editor.isVisible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_banner_says_that_the_mode_is_on(make_desk: MakeDesk, language: str):
    desk = make_desk(language)
    begin(desk)
    said = [label.text() for label in desk.reading.correction.banner.findChildren(QLabel)]
    assert said == [
        {
            "en": "You are correcting the text: click a paragraph, or press Enter on it.",
            "fa": "در حال اصلاح متن هستید: روی بندی کلیک کنید یا روی آن Enter را بزنید.",
        }[language]
    ]


def test_the_caret_stays_where_it_was_on_the_screen(make_desk: MakeDesk):
    desk = make_desk()
    before = desk.view.span_rect(span_of(PERSIAN, "اولش")).top()
    editor = begin(desk)
    rewrite(desk, editor, "اولش", "اول")
    after = desk.view.span_rect(span_of(text(desk), "اول هیچ")).top()
    assert abs(after - before) <= 2


def test_versions_show_what_went_and_what_came(desk: Desk):
    editor = begin(desk)
    rewrite(desk, editor, "اولش هیچ", "اول هیچ")
    desk.reading.correction.show_versions()
    sheet = next(one for one in desk.window.findChildren(QDialog) if isinstance(one, VersionsSheet))
    assert sheet.older.count() == 2
    assert "اولش" in sheet.page.toPlainText() and "سخت" not in sheet.page.toPlainText()
    sheet.newer.setCurrentIndex(1)
    assert "do not differ" in sheet.page.toPlainText()
    sheet.accept()


def test_an_older_version_is_brought_back_as_a_step_of_its_own(desk: Desk, dialogs: AnsweringDialogs):
    rewrite(desk, begin(desk), "اولش هیچ", "اول هیچ")
    lost = apply_code(desk.project, desk.persian, desk.codes["Slow repair"], span_of(text(desk), "اول هیچ"))
    desk.reading.correction.show_versions()
    sheet = next(one for one in desk.window.findChildren(QDialog) if isinstance(one, VersionsSheet))
    QTest.mouseClick(sheet.restore, Qt.MouseButton.LeftButton)
    assert text(desk) == PERSIAN
    assert dialogs.asked == []
    assert [one.version for one in list_text_versions(desk.project, desk.persian)] == [3, 2, 1]
    (kept,) = (one for one in desk.codings() if one.id == lost)
    assert PERSIAN[kept.start : kept.end] == "اولش هیچ"


def test_bringing_back_asks_first_where_a_passage_would_go(desk: Desk, dialogs: AnsweringDialogs):
    rewrite(desk, begin(desk), "اولش هیچ", "اولش تقریباً هیچ")
    apply_code(desk.project, desk.persian, desk.codes["Slow repair"], span_of(text(desk), "تقریباً"))
    dialogs.confirms = False
    for is_brought_back in (False, True):
        dialogs.confirms = is_brought_back
        desk.reading.correction.show_versions()
        sheet = next(one for one in desk.window.findChildren(QDialog) if isinstance(one, VersionsSheet))
        QTest.mouseClick(sheet.restore, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert (text(desk) == PERSIAN) is is_brought_back
    assert len(dialogs.asked) == 2


def test_each_paragraph_of_a_comparison_runs_its_own_way():
    html = differences_html("سلام دنیا\nHello world\nsame", "سلام دنیای نو\nHello there\nsame")
    assert html.count('dir="rtl"') == 1
    assert html.count('dir="ltr"') == 1
    assert "same" not in html
    assert "&lt;" in differences_html("a <b", "c <b")
