"""Ways through the text with the keyboard: growing, uncoded passages, documents, what lies here, a kept code."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qdatool.text.turns import find_turns
from qdatool.ui.controls import ElidedLabel
from tests.builders import add_text, span_of
from tests.ui.reading.conftest import ALT, CTRL, PERSIAN, SHIFT

WORDS = "هیچ سامانه‌ای نبود"


def caret_at(desk, words: str) -> None:
    """Put the caret before some words of the open document."""
    desk.view.setFocus()
    desk.view.place_caret(span_of(desk.reading.session.text(), words).start)


def selected(desk) -> str | None:
    span = desk.view.selection_span()
    return span.cut(desk.reading.session.text()) if span else None


@pytest.mark.parametrize("is_persian", [False, True])
def test_g_grows_and_shift_g_shrinks_on_either_layout(desk, is_persian):
    caret_at(desk, "سامانه‌ای")
    steps = []
    for _ in range(3):
        desk.letter("G", persian=is_persian)
        steps.append(selected(desk))
    paragraph = "من از سال ۱۳۹۸ با API کار می‌کنم. اولش هیچ سامانه‌ای نبود. بعد کم‌کم درست شد."
    assert steps == ["سامانه‌ای", "اولش هیچ سامانه‌ای نبود.", paragraph]
    for _ in range(2):
        desk.letter("G", SHIFT, persian=is_persian)
    assert selected(desk) == "سامانه‌ای"


def test_n_goes_to_the_answers_that_are_not_coded_and_not_to_the_questions(desk):
    caret_at(desk, "از کی")
    desk.letter("N")
    assert selected(desk) == "من از سال ۱۳۹۸ با API کار می‌کنم."
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.letter("N")
    assert selected(desk) == "همه چیز!"
    desk.letter("N")
    assert selected(desk) == "همه چیز!"


def test_n_says_when_every_answer_is_coded(desk):
    for words in ("کار می‌کنم", "همه چیز"):
        desk.select(words)
        desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.letter("N")
    assert desk.window.notice().sentence == "Every answer in this document is coded."


def test_shift_n_goes_back_and_round(desk):
    caret_at(desk, "همه چیز")
    desk.letter("N", SHIFT)
    assert selected(desk) == "من از سال ۱۳۹۸ با API کار می‌کنم."
    desk.letter("N", SHIFT)
    assert selected(desk) == "همه چیز!"


def test_ctrl_page_keys_go_through_the_documents_and_stay_in_the_text(desk):
    desk.view.setFocus()
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert desk.reading.session.document_id == desk.english
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert desk.reading.session.document_id == desk.english
    desk.key(Qt.Key.Key_PageUp, CTRL)
    assert desk.reading.session.document_id == desk.persian
    assert QApplication.focusWidget() is desk.view


def test_q_selects_the_only_quotation_at_the_caret(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.key(Qt.Key.Key_Escape)
    caret_at(desk, "سامانه‌ای")
    desk.letter("Q")
    assert desk.view.selected_coding().code_id == desk.codes["Slow repair"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_q_lists_several_quotations_shortest_first(desk):
    for words, code in ((WORDS, "Slow repair"), ("سامانه‌ای", "Repeated forms")):
        desk.select(words)
        desk.reading.loop.apply(desk.codes[code])
        desk.key(Qt.Key.Key_Escape)
    caret_at(desk, "سامانه‌ای")
    desk.letter("Q")
    menu = desk.reading.pane.findChild(QMenu)
    rows = [action.text() for action in menu.actions()]
    assert "Repeated forms" in rows[0] and "سامانه‌ای" in rows[0] and "Slow repair" in rows[1]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.view.selected_coding().code_id == desk.codes["Slow repair"]


def test_enter_without_a_selection_takes_the_sentence_at_the_caret(desk):
    caret_at(desk, "سامانه‌ای")
    desk.key(Qt.Key.Key_Return)
    assert desk.box.isVisible()
    assert selected(desk) == "اولش هیچ سامانه‌ای نبود."


def test_s_after_coding_goes_on_with_the_next_sentence(desk):
    caret_at(desk, "سامانه‌ای")
    desk.letter("S")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.letter("S")
    assert selected(desk) == "بعد کم‌کم درست شد."


def test_s_after_the_last_sentence_of_an_answer_goes_on_with_the_next_answer(desk):
    desk.select("بعد کم‌کم درست شد.")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.letter("S")
    assert selected(desk) == "همه چیز!"


def test_s_after_a_coded_question_goes_on_with_what_follows_it(desk):
    desk.select("چه چیزی سخت بود؟")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.letter("S")
    assert selected(desk) == "همه چیز!"


def test_tab_reaches_every_code_of_one_passage_so_that_del_takes_the_right_one_away(desk):
    for label in ("Slow repair", "Repeated forms"):
        desk.select(WORDS)
        desk.reading.loop.apply(desk.codes[label])
    desk.key(Qt.Key.Key_Escape)
    desk.view.place_caret(0)
    reached = []
    for _ in range(2):
        desk.key(Qt.Key.Key_Tab)
        reached.append(desk.view.selected_coding().code_id)
    assert reached == [desk.codes["Slow repair"], desk.codes["Repeated forms"]]
    desk.key(Qt.Key.Key_Delete)
    assert [label for _, label in desk.quotes()] == ["درست شدن تدریجی"]


def test_alt_and_an_arrow_with_nothing_selected_leads_nowhere(desk):
    desk.reading.documents.list.document_chosen.emit(desk.english)
    desk.reading.documents.list.document_chosen.emit(desk.persian)
    caret_at(desk, WORDS)
    desk.key(Qt.Key.Key_Left, ALT)
    assert desk.reading.session.document_id == desk.persian


def test_the_bar_under_a_quotation_is_for_the_mouse_and_does_not_cover_what_is_read_next(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.settle()
    assert not desk.reading.bar.isVisible()
    desk.key(Qt.Key.Key_Escape)
    desk.view.place_caret(span_of(PERSIAN, "سامانه‌ای").start + 2)
    at = desk.view.cursorRect().center()
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()
    assert desk.reading.bar.isVisible()


def test_escape_from_a_quotation_leaves_the_caret_where_it_is(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Slow repair"])
    caret_at(desk, "سامانه‌ای")
    desk.letter("Q")
    desk.key(Qt.Key.Key_Escape)
    assert desk.view.selected_coding() is None
    assert desk.view.caret_position() == span_of(PERSIAN, "سامانه‌ای").start


def test_n_passes_over_what_stands_above_the_first_turn(desk):
    text = f"عنوان مصاحبه\n{PERSIAN}"
    desk.reading.session.open_document(add_text(desk.project, text, "سوم", find_turns(text)))
    caret_at(desk, "عنوان")
    desk.letter("N")
    assert selected(desk) == "من از سال ۱۳۹۸ با API کار می‌کنم."


def test_the_words_of_the_document_are_counted_in_the_status_bar(desk):
    desk.settle()
    shown = {label.text() for label in desk.window.findChildren(ElidedLabel) if label.isVisible()}
    assert f"{len(PERSIAN.replace(':', ' ').split())} words" in shown


def test_shift_enter_recodes_the_selected_quotation(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.type("forms")
    desk.key(Qt.Key.Key_Return)
    assert desk.quotes() == [(WORDS, "فرم‌های تکراری")]


def test_the_caret_leaves_the_quotation_that_was_selected(desk):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.key(Qt.Key.Key_Down)
    assert desk.view.selected_coding() is None


@pytest.mark.parametrize("is_persian", [False, True])
def test_a_kept_code_is_applied_to_every_selection_until_escape(desk, is_persian):
    desk.select(WORDS)
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.key(Qt.Key.Key_Escape)
    desk.letter("R", SHIFT, persian=is_persian)
    caret_at(desk, "همه چیز")
    desk.letter("S", persian=is_persian)
    assert ("همه چیز!", "درست شدن تدریجی") in desk.quotes()
    desk.key(Qt.Key.Key_Escape)
    caret_at(desk, "کم‌کم")
    desk.letter("S", persian=is_persian)
    assert len(desk.codings()) == 2


def test_a_kept_code_takes_what_the_mouse_selects(desk):
    desk.reading.loop.keep_code(desk.codes["Repeated forms"])
    desk.view.setFocus()
    word = span_of(PERSIAN, "سامانه‌ای")
    desk.view.place_caret(word.start + 2)
    place = desk.view.cursorRect().center()
    QTest.mouseDClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert desk.quotes() == [("سامانه‌ای", "فرم‌های تکراری")]


def test_a_kept_code_takes_what_shift_and_arrows_select_when_shift_is_let_go(desk):
    desk.reading.loop.keep_code(desk.codes["Repeated forms"])
    caret_at(desk, WORDS)
    for _ in range(3):
        desk.key(Qt.Key.Key_Left, SHIFT)
    assert desk.codings() == ()
    QTest.keyRelease(desk.view, Qt.Key.Key_Shift)
    assert desk.quotes() == [("هیچ", "فرم‌های تکراری")]


def test_what_is_kept_is_said_in_the_status_bar_and_over_the_text_in_persian(make_desk):
    desk = make_desk("fa")
    desk.reading.loop.keep_code(desk.codes["Repeated forms"])
    said = "هر انتخاب کد «\u2068فرم‌های تکراری\u2069» می‌گیرد؛ Esc پایان می‌دهد"
    shown = [label.text() for label in desk.window.findChildren(ElidedLabel) if label.isVisible()]
    assert shown.count(said) == 2


@pytest.mark.parametrize("panel", ["tree", "documents"])
def test_escape_leads_back_to_the_text_from_every_list(desk, panel):
    lists = {"tree": desk.tree, "documents": desk.reading.documents.list}
    lists[panel].setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.view


def fields(desk) -> dict[str, QWidget]:
    inspector = desk.reading.codes.inspector
    desk.click_code(desk.codes["Slow repair"])
    inspector.edit()
    return {
        "filter of the documents": desk.reading.documents.filter,
        "filter of the codes": desk.reading.codes.filter,
        "definition": inspector.definition,
    }


@pytest.mark.parametrize("name", ["filter of the documents", "filter of the codes", "definition"])
def test_escape_leads_back_to_the_text_from_every_field(desk, name):
    field = fields(desk)[name]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.view
