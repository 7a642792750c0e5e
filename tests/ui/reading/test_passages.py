"""A quotation as an object: its comment, its links, the mark of a new dimension, and copying it with its reference."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from qdatool.coding.changes import Operation
from qdatool.coding.quotation_links import link_quotations, links_of_quotation, unlink_quotations
from qdatool.coding.quotations import apply_code, load_quotations
from qdatool.coding.relation_type_edits import (
    TypeChange,
    add_relation_type,
    change_relation_type,
    rename_relation_type,
)
from qdatool.coding.relation_types import TypeScope
from qdatool.ui.reading.link_rows import LinkRole
from qdatool.ui.reading.passage_panel import SAVE_AFTER_MS
from qdatool.ui.reading.quotations_panel import Tab
from qdatool.ui.relation_types_sheet import RelationTypesSheet
from tests.builders import span_of
from tests.ui.reading.conftest import CTRL, ENGLISH, PERSIAN, SHIFT

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


def code(desk, words, english="Repeated forms"):
    """Code words of the Persian document and return the quotation."""
    coding = apply_code(desk.project, desk.persian, desk.codes[english], span_of(PERSIAN, words))
    desk.settle()
    return next(one.quotation_id for one in desk.codings() if one.id == coding)


def code_english(desk, words):
    apply_code(desk.project, desk.english, desk.codes["Slow repair"], span_of(ENGLISH, words))
    return desk.codings(desk.english)[-1].quotation_id


def choose(desk, quotation):
    """Select a quotation with the keyboard in the text."""
    desk.reading._show_quotation(quotation)
    desk.view.setFocus()
    desk.settle()


def comment_of(desk, quotation):
    return load_quotations(desk.project, (quotation,))[quotation].comment


def passage(desk):
    return desk.reading.quotations.passage


def link_rows(desk):
    """Return the links as they are shown: type, outgoing, words of the other end."""
    rows = passage(desk).links.rows
    found = [rows.index(i).data(LinkRole.ROW) for i in range(rows.rowCount())]
    return [(row.type_name, row.is_outgoing, row.other.quote) for row in found]


def pick_in_menu(text):
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text().endswith(text)).trigger()
    menu.close()
    QApplication.processEvents()


def test_a_double_click_on_a_stripe_opens_the_comment_and_typing_saves_it(desk):
    quotation = code(desk, "سه بار فرم")
    margin = desk.view._margin
    stripe = margin.stripes()[0]
    place = margin.on_screen(stripe.rect).center().toPoint()
    QTest.mouseDClick(margin, Qt.MouseButton.LeftButton, pos=QPoint(place))
    # QTest's double click ends with the button down.
    QTest.mouseRelease(margin, Qt.MouseButton.LeftButton, pos=QPoint(place))
    desk.settle()
    assert QApplication.focusWidget() is passage(desk).comment
    desk.type("why three?")
    QTest.qWait(SAVE_AFTER_MS + 50)
    assert comment_of(desk, quotation) == "why three?"
    assert desk.project.next_undo() is Operation.COMMENT_QUOTATION


def test_the_comment_is_saved_at_once_when_another_passage_is_shown(desk):
    first, second = code(desk, "سه بار فرم"), code(desk, "نمی خواهم اغراق")
    choose(desk, first)
    desk.letter("C")
    desk.type("ask again")
    choose(desk, second)
    assert comment_of(desk, first) == "ask again"
    assert passage(desk).comment.words() == ""


def test_two_passages_are_linked_by_keys_across_documents(desk):
    first, second = code(desk, "سه بار فرم"), code_english(desk, "no system")
    choose(desk, first)
    desk.letter("L")
    assert passage(desk).isVisibleTo(desk.window) is False
    choose(desk, second)
    desk.letter("L", persian=True)
    pick_in_menu("explains")
    (link,) = links_of_quotation(desk.project, first)
    assert (link.source_id, link.target_id, link.type_key) == (first, second, "explains")
    assert desk.reading.quotations.tabs.currentIndex() == Tab.PASSAGE
    assert link_rows(desk) == [("explains", True, "no system")]
    desk.project.undo()
    desk.settle()
    assert link_rows(desk) == []


def test_types_of_ones_own_link_passages_and_are_renamed_where_they_stand(desk):
    key = add_relation_type(desk.project, {"en": "recalls"})
    change_relation_type(desk.project, key, TypeChange(scope=TypeScope.ANY))
    first, second = code(desk, "سه بار فرم"), code_english(desk, "no system")
    choose(desk, first)
    desk.letter("L")
    choose(desk, second)
    desk.letter("L")
    pick_in_menu("recalls")
    assert link_rows(desk) == [("recalls", True, "no system")]
    rename_relation_type(desk.project, key, "en", "remembers")
    desk.settle()
    assert link_rows(desk) == [("remembers", True, "no system")]


def test_the_table_of_types_opens_from_the_menu_of_types(desk):
    first, second = code(desk, "سه بار فرم"), code_english(desk, "no system")
    for quotation in (first, second):
        choose(desk, quotation)
        desk.letter("L")
    pick_in_menu("Types of relation…")
    (sheet,) = desk.window.findChildren(RelationTypesSheet)
    assert sheet.isVisible()
    sheet.accept()


def test_escape_lets_go_of_the_marked_end(desk):
    first = code(desk, "سه بار فرم")
    choose(desk, first)
    desk.letter("L")
    bar = desk.reading.passages.linker.bar
    assert bar.isVisible()
    desk.key(Qt.Key.Key_Escape)
    assert bar.isVisible()
    desk.key(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_other_end_can_be_searched_for_in_any_spelling(desk):
    first, second = code(desk, "سه بار فرم"), code(desk, "نمی خواهم اغراق")
    choose(desk, first)
    desk.reading.quotations.show_passage(first)
    QTest.mouseClick(passage(desk).add_button, Qt.MouseButton.LeftButton)
    bar = desk.reading.passages.linker.bar
    bar.search.insert("نمي‌خواهم")
    desk.key(Qt.Key.Key_Return)
    pick_in_menu("contradicts")
    assert [one.other_end(first) for one in links_of_quotation(desk.project, first)] == [second]
    assert not bar.list.isVisible()


def test_a_link_seen_from_its_target_jumps_back_takes_another_type_and_goes(desk):
    first, second = code(desk, "سه بار فرم"), code_english(desk, "no system")
    link_quotations(desk.project, second, first, "explains")
    choose(desk, first)
    desk.reading.quotations.show_passage(first)
    assert link_rows(desk) == [("explains", False, "no system")]
    links = passage(desk).links
    links.setFocus()
    desk.key(Qt.Key.Key_F2)
    pick_in_menu("continues")
    assert link_rows(desk) == [("continues", False, "no system")]
    passage(desk).link_comment.setFocus()
    desk.type("same year")
    desk.key(Qt.Key.Key_Return)
    assert links_of_quotation(desk.project, first)[0].comment == "same year"
    links.setFocus()
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert (desk.reading.session.document_id, desk.view.selected_quotation()) == (desk.english, second)
    links.setFocus()
    desk.key(Qt.Key.Key_Delete)
    assert links_of_quotation(desk.project, first) == ()


def test_a_new_dimension_is_marked_by_key_and_by_box_and_seen_in_the_list(desk):
    quotation = code(desk, "سه بار فرم")
    choose(desk, quotation)
    desk.letter("D")
    desk.settle()
    assert [one.adds_dimension for one in desk.codings()] == [True]
    rows = desk.reading.quotations.list.quotations
    assert rows.row(rows.index_of(quotation)).adds_dimension
    desk.reading.quotations.show_passage(quotation)
    box = passage(desk).findChildren(QCheckBox)[-1]
    assert box.isChecked()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert [one.adds_dimension for one in desk.codings()] == [False]
    assert desk.project.next_undo() is Operation.SET_ADDS_DIMENSION


def test_the_list_of_quotations_has_the_menu_of_a_passage(desk):
    quotation = code(desk, "سه بار فرم")
    desk.click_code(desk.codes["Repeated forms"])
    desk.settle()
    rows = desk.reading.quotations.list
    place = rows.visualRect(rows.quotations.index_of(quotation)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, rows.viewport().mapToGlobal(place))
    QApplication.sendEvent(rows.viewport(), event)
    desk.settle()
    assert desk.view.selected_quotation() == quotation
    pick_in_menu("Comment on the quotation")
    assert QApplication.focusWidget() is passage(desk).comment


def test_undoing_a_link_that_was_taken_away_shows_its_passage(desk):
    first, second = code(desk, "سه بار فرم"), code_english(desk, "no system")
    link = link_quotations(desk.project, first, second, "explains")
    unlink_quotations(desk.project, link)
    desk.reading.session.open_document(desk.english)
    desk.window._undo()
    desk.settle()
    assert desk.view.selected_quotation() == first
    assert link_rows(desk) == [("explains", True, "no system")]


def test_a_span_coded_again_is_the_same_quotation(desk):
    first = code(desk, "سه بار فرم")
    assert code(desk, "سه بار فرم", "Slow repair") == first
    assert len(desk.codings()) == 2


def test_a_passage_is_copied_with_its_reference_for_word(desk):
    choose(desk, code(desk, "سه بار فرم"))
    desk.key(Qt.Key.Key_C, CTRL | SHIFT)
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == "«سه بار فرم» (مصاحبه ۱، بند ۴)"
    html = mime.html()
    assert '<p dir="rtl" style="direction:rtl;unicode-bidi:embed;text-align:right">' in html
    assert "«سه بار فرم»" in html


def test_an_english_passage_runs_from_left_to_right_and_its_reference_its_own_way(desk):
    choose(desk, code_english(desk, "no system"))
    desk.key(Qt.Key.Key_C, CTRL | SHIFT)
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == "«no system» (Interview 2، بند ۲)"
    assert '<p dir="ltr"' in mime.html()
    assert '<span dir="rtl" lang="fa">(Interview 2، بند ۲)</span>' in mime.html()
