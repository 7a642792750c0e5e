"""Finding words in the open document with the keyboard and the mouse, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from qdatool.ui.reading.document_find import DocumentFind
from qdatool.ui.tokens import FOUND_NOW, LIGHT, mixed
from tests.ui.reading.conftest import CTRL, PERSIAN, PLAIN, SHIFT, Desk, MakeDesk

WAIT_MS = 5_000


def wait_for(is_so) -> None:
    deadline = QDeadlineTimer(WAIT_MS)
    while not is_so():
        assert not deadline.hasExpired(), "it never came"
        QTest.qWait(2)


def find(desk: Desk, words: str) -> DocumentFind:
    """Press Ctrl+F and type."""
    found = desk.reading.find
    desk.view.setFocus()
    desk.key(Qt.Key.Key_F, CTRL)
    assert found.bar.isVisible()
    desk.type(words)
    wait_for(lambda: found.bar.said() or not words)
    return found


def test_typing_counts_and_shows_the_hit_after_the_caret(desk: Desk):
    found = find(desk, "كار می کنم")
    wait_for(lambda: found.bar.said() == "1 of 1")


def test_enter_goes_round_the_hits_and_shift_enter_back(desk: Desk):
    found = find(desk, "چ")
    wait_for(lambda: found.bar.said() == "1 of 4")
    desk.key(Qt.Key.Key_Return)
    assert found.bar.said() == "2 of 4"
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert found.bar.said() == "4 of 4"
    desk.key(Qt.Key.Key_Return)
    assert found.bar.said() == "1 of 4"


def test_arrows_go_through_the_hits_too(desk: Desk):
    found = find(desk, "چ")
    wait_for(lambda: found.bar.said() == "1 of 4")
    desk.key(Qt.Key.Key_Down)
    assert found.bar.said() == "2 of 4"
    desk.key(Qt.Key.Key_Up)
    assert found.bar.said() == "1 of 4"


def test_escape_leaves_the_hit_selected_so_that_a_key_codes_it(desk: Desk):
    found = find(desk, "فرم پر")
    wait_for(lambda: found.bar.said() == "1 of 1")
    desk.key(Qt.Key.Key_Escape)
    assert found.bar.isHidden()
    assert desk.view.hasFocus()
    assert desk.view.selection_span().cut(PERSIAN) == "فرم پر"
    desk.letter("V")
    assert desk.quotes() == [("فرم پر", "فرم پر")]


def test_escape_without_a_hit_leaves_the_caret_where_it_was(desk: Desk):
    desk.view.place_caret(60)
    found = find(desk, "ژژژ")
    wait_for(lambda: found.bar.said() == "No hits in this document")
    desk.key(Qt.Key.Key_Escape)
    assert desk.view.caret_position() == 60


def test_a_selection_is_looked_for_at_once(desk: Desk):
    span = desk.select("سامانه‌ای")
    desk.key(Qt.Key.Key_F, CTRL)
    found = desk.reading.find
    assert found.bar.row.field.text() == "سامانه‌ای"
    wait_for(lambda: found.bar.said() == "1 of 1")
    desk.key(Qt.Key.Key_Escape)
    assert desk.view.selection_span() == span


def test_ctrl_f_works_by_the_place_of_the_key_on_a_persian_layout(make_desk: MakeDesk):
    desk = make_desk("fa")
    desk.view.setFocus()
    desk.letter("F", CTRL, persian=True)
    assert desk.reading.find.bar.row.field.hasFocus()
    desk.type("سال")
    wait_for(lambda: desk.reading.find.bar.said() == "۱ از ۱")


def test_a_pattern_is_a_click_away(desk: Desk):
    found = find(desk, r"\d+")
    QTest.mouseClick(found.bar.row.pattern, Qt.MouseButton.LeftButton)
    wait_for(lambda: found.bar.said() == "1 of 1")
    found.close()
    assert desk.view.selection_span().cut(PERSIAN) == "۱۳۹۸"


def test_whole_words_are_a_click_away(desk: Desk):
    found = find(desk, "سخ")
    wait_for(lambda: found.bar.said() == "1 of 1")
    QTest.mouseClick(found.bar.row.whole_word, Qt.MouseButton.LeftButton)
    wait_for(lambda: found.bar.said() == "No hits in this document")


def test_a_broken_pattern_is_one_sentence_in_the_bar(desk: Desk):
    found = find(desk, "(")
    QTest.mouseClick(found.bar.row.pattern, Qt.MouseButton.LeftButton)
    wait_for(lambda: "is not a regular expression" in found.bar.said())
    assert desk.window.notice() is None


def test_a_pattern_without_end_does_not_hold_the_window_up(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qdatool.text.queries.LONGEST_MATCHING_S", 0.2)
    found = find(desk, "x")
    found.bar.row.field.setText(r"(.|..)+(?<!.)")
    QTest.mouseClick(found.bar.row.pattern, Qt.MouseButton.LeftButton)
    longest = QDeadlineTimer(150)
    QApplication.processEvents()
    assert not longest.hasExpired()
    wait_for(lambda: "too long" in found.bar.said())


def test_names_in_the_gutter_are_not_counted(desk: Desk):
    found = find(desk, "پرسشگر")
    wait_for(lambda: found.bar.said() == "No hits in this document")


def test_hits_are_painted_and_gone_when_the_bar_is_closed(desk: Desk):
    def _is_painted() -> bool:
        picture = desk.view.viewport().grab().toImage()
        wanted = QColor(mixed(LIGHT.warn, LIGHT.page, FOUND_NOW)).rgb()
        return any(
            picture.pixel(x, y) == wanted for y in range(0, picture.height(), 3) for x in range(0, picture.width(), 3)
        )

    found = find(desk, "سامانه")
    wait_for(lambda: found.bar.said() == "1 of 1")
    assert _is_painted()
    found.close()
    assert not _is_painted()


def test_another_document_is_searched_when_it_is_opened(desk: Desk):
    found = find(desk, "started")
    wait_for(lambda: found.bar.said() == "No hits in this document")
    desk.reading.session.open_document(desk.english)
    wait_for(lambda: found.bar.said() == "1 of 1")


def test_the_buttons_of_the_bar_go_on_and_close(desk: Desk):
    found = find(desk, "چ")
    wait_for(lambda: found.bar.said() == "1 of 4")
    previous, following, close = found.bar.findChildren(QToolButton)[-3:]
    QTest.mouseClick(following, Qt.MouseButton.LeftButton, PLAIN)
    assert found.bar.said() == "2 of 4"
    QTest.mouseClick(previous, Qt.MouseButton.LeftButton, PLAIN)
    assert found.bar.said() == "1 of 4"
    QTest.mouseClick(close, Qt.MouseButton.LeftButton, PLAIN)
    assert found.bar.isHidden()
