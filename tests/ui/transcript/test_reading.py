"""Reading, selecting and copying with keyboard and mouse."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from qdatool.text.spans import Span
from qdatool.ui.dragging import dragged_passage
from qdatool.ui.tokens import LIGHT
from qdatool.ui.transcript import TranscriptContent, Unit
from tests.ui.transcript.builders import (
    ENGLISH,
    PERSIAN,
    content,
    picture,
    pixels_of,
    place_of,
    span_of,
)

SHIFT, CONTROL, LEFT_BUTTON = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.MouseButton.LeftButton,
)


def press(qtbot, view, key, times=1, modifiers=Qt.KeyboardModifier.NoModifier):
    for _ in range(times):
        qtbot.keyClick(view, key, modifiers)


def test_the_caret_begins_at_the_first_word_behind_the_label(open_view):
    assert open_view(content(PERSIAN)).caret_position() == PERSIAN.index("کارگاه")


def test_the_caret_can_be_seen_though_nothing_can_be_typed(open_view, qtbot):
    view = open_view(TranscriptContent("\n\nWords."))
    left_edge = view.viewport().geometry().adjusted(0, 16, 0, 0)
    left_edge.setWidth(8)
    qtbot.waitUntil(lambda: bool(pixels_of(picture(view), LIGHT.text_1, left_edge)), timeout=2000)
    press(qtbot, view, Qt.Key.Key_X)
    assert view.toPlainText() == "\n\nWords."


def test_the_left_key_goes_left_in_a_persian_paragraph(open_view, qtbot):
    view = open_view(content(PERSIAN))
    at = view.cursorRect().x()
    press(qtbot, view, Qt.Key.Key_Left, 5)
    assert view.cursorRect().x() < at
    assert view.caret_position() == PERSIAN.index("کارگاه") + 5


def test_the_left_key_goes_left_through_latin_words_in_a_persian_paragraph(open_view, qtbot):
    view = open_view(content(PERSIAN))
    view.place_caret(PERSIAN.index("با API"))
    places = [view.cursorRect().x()]
    for _ in range(20):
        press(qtbot, view, Qt.Key.Key_Left)
        places.append(view.cursorRect().x())
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places)


def test_the_right_key_goes_right_through_persian_words_in_an_english_paragraph(open_view, qtbot):
    text = "I said «بله، حتماً» and left."
    view = open_view(TranscriptContent(text))
    places = [view.cursorRect().x()]
    for _ in range(22):
        press(qtbot, view, Qt.Key.Key_Right)
        places.append(view.cursorRect().x())
    assert places == sorted(places)


def test_an_emoji_is_one_step(open_view, qtbot):
    view = open_view(TranscriptContent("a😀👍🏽b"))
    stops = [view.caret_position()]
    for _ in range(4):
        press(qtbot, view, Qt.Key.Key_Right)
        stops.append(view.caret_position())
    assert stops == [0, 1, 2, 4, 5]


def test_the_arrows_pass_over_a_hidden_label(open_view, qtbot):
    text = "P1: One.\nP2: Two.\nP1: Three."
    view = open_view(content(text))
    view.place_caret(text.index("One.") + 4)
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.caret_position() == text.index("Two")
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.caret_position() == text.index("One.") + 4


def test_home_stops_behind_the_label(open_view, qtbot):
    text = "P1: One.\nP2: Two.\nP1: Three."
    view = open_view(content(text))
    view.place_caret(text.index("wo."))
    press(qtbot, view, Qt.Key.Key_Home)
    assert view.caret_position() == text.index("Two")


def test_shift_and_arrows_select_what_the_eye_follows(open_view, qtbot):
    view = open_view(content(PERSIAN))
    view.place_caret(PERSIAN.index("خاله‌ام"))
    press(qtbot, view, Qt.Key.Key_Left, 7, SHIFT)
    assert view.selection_span().cut(PERSIAN) == "خاله‌ام"


def test_shift_and_control_select_whole_zwnj_words(open_view, qtbot):
    text = "من می‌خواهم کتاب‌هایم را"
    view = open_view(TranscriptContent(text))
    view.place_caret(text.index("می‌خواهم"))
    press(qtbot, view, Qt.Key.Key_Left, 1, SHIFT | CONTROL)
    assert view.selection_span().cut(text) == "می‌خواهم"


def test_a_double_click_takes_a_zwnj_word_whole(open_view, qtbot):
    view = open_view(content(PERSIAN))
    at = place_of(view, PERSIAN, PERSIAN.index("می‌فروختیم") + 5)
    qtbot.mouseDClick(view.viewport(), LEFT_BUTTON, pos=at)
    assert view.selection_span().cut(PERSIAN) == "می‌فروختیم"


@pytest.mark.parametrize("words", ["oven 😀 and", "thirty loaves", "«نمی‌دانم»"])
def test_dragging_the_mouse_selects_right_behind_emoji(open_view, qtbot, words):
    view = open_view(content(ENGLISH))
    span = span_of(ENGLISH, words)
    first, last = place_of(view, ENGLISH, span.start), place_of(view, ENGLISH, span.end - 1)
    # From outside edge to outside edge, wherever the reading direction puts them.
    outwards = 4 if first.x() < last.x() else -4
    qtbot.mousePress(view.viewport(), LEFT_BUTTON, pos=first - type(first)(outwards, 0))
    qtbot.mouseMove(view.viewport(), last + type(last)(outwards, 0))
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, pos=last + type(last)(outwards, 0))
    assert view.selection_span() == span


def test_the_selection_is_told_as_code_points(open_view, qtbot):
    view = open_view(content(ENGLISH))
    span = span_of(ENGLISH, "no customers")
    with qtbot.waitSignal(view.selection_changed) as told:
        view.select_span(span)
    assert told.args == [span]


def test_every_step_of_the_caret_is_told_once(open_view, qtbot):
    view = open_view(content(ENGLISH))
    told = []
    view.caret_moved.connect(told.append)
    press(qtbot, view, Qt.Key.Key_Right, 2)
    press(qtbot, view, Qt.Key.Key_Right, 1, SHIFT)
    start = ENGLISH.index("How")
    assert told == [start + 1, start + 2, start + 3]


def test_an_emptied_selection_is_told_as_none(open_view, qtbot):
    view = open_view(content(ENGLISH))
    view.select_span(span_of(ENGLISH, "no customers"))
    with qtbot.waitSignal(view.selection_changed) as told:
        press(qtbot, view, Qt.Key.Key_Right)
    assert told.args == [None]


def test_labels_and_spaces_at_the_edges_do_not_belong_to_the_selection(open_view):
    text = "P1: One. \nP2: Two.\nP1: Three."
    view = open_view(content(text))
    view.select_span(Span(0, text.index("Two")))
    assert view.selection_span() == span_of(text, "One.")


def test_a_selection_never_parts_a_letter_from_its_mark(open_view):
    text = "خانهٔ ما"
    view = open_view(TranscriptContent(text))
    view.select_span(Span(0, 4))
    assert view.selection_span().cut(text) == "خانهٔ"


def test_what_is_copied_is_the_stored_text(open_view, qtbot):
    text = "P1: a\u00a0b\u200cc\t«د»\u200f 😀.\nP1: next"
    view = open_view(content(text))
    press(qtbot, view, Qt.Key.Key_A, 1, CONTROL)
    press(qtbot, view, Qt.Key.Key_C, 1, CONTROL)
    assert QGuiApplication.clipboard().text() == text


def test_what_is_copied_from_a_broken_long_paragraph_is_the_stored_text(open_view):
    text = "word " * 3_000 + "end"
    view = open_view(TranscriptContent(text))
    view.select_span(Span(0, len(text)))
    assert view.createMimeDataFromSelection().text() == text


def test_a_selection_dragged_out_says_where_it_stands(open_view):
    view = open_view(content(ENGLISH))
    span = span_of(ENGLISH, "sold bread")
    view.select_span(span)
    assert dragged_passage(view.createMimeDataFromSelection()) == span


def test_the_selection_grows_by_sentence_paragraph_and_turn(open_view):
    view = open_view(content(ENGLISH))
    view.place_caret(ENGLISH.index("sold"))
    assert view.grow_selection(Unit.SENTENCE).cut(ENGLISH).startswith("We sold bread from the window")
    assert view.grow_selection(Unit.PARAGRAPH).cut(ENGLISH).startswith("My aunt")
    assert view.grow_selection(Unit.TURN).cut(ENGLISH).endswith("Nobody believed it.")
    assert view.selection_span().cut(ENGLISH).startswith("My aunt")


def test_a_place_in_a_document_just_opened_is_reached(open_view):
    text = "\n".join(f"Paragraph {i} with some more words, so that it wraps somewhere. " * 4 for i in range(2_000))
    view = open_view(TranscriptContent(text))
    span = span_of(text, "Paragraph 1990")
    view.go_to(span)
    assert view.rect().contains(view.span_rect(span))


def test_the_place_stays_when_what_lies_above_is_seen_for_the_first_time(open_view, qtbot):
    text = "\n".join(f"Paragraph {i}: " + "wwww " * (7 * i % 90) for i in range(400))
    view = open_view(TranscriptContent(text))
    view.go_to(span_of(text, "Paragraph 300"))
    bar = view.verticalScrollBar()
    seen = []
    for _ in range(40):
        before = view.span_rect(span_of(text, "Paragraph 300")).top()
        bar.setValue(bar.value() - 50)
        view.grab()
        seen.append(view.span_rect(span_of(text, "Paragraph 300")).top() - before)
    assert seen == [50] * 40


def test_the_place_stays_when_a_passage_far_above_is_asked_for(open_view):
    text = "\n".join(f"Paragraph {i}: " + "wwww " * (7 * i % 90) for i in range(400))
    view = open_view(TranscriptContent(text))
    view.go_to(span_of(text, "Paragraph 300"))
    before = picture(view)
    for i in range(100, 200, 10):
        view.span_rect(span_of(text, f"Paragraph {i}"))
    assert picture(view).copy(view.viewport().geometry()) == before.copy(view.viewport().geometry())


def test_control_and_end_shows_the_last_line(open_view, qtbot):
    text = "\n".join("Some words that wrap. " * (i % 40) for i in range(500)) + "\nlast"
    view = open_view(TranscriptContent(text))
    press(qtbot, view, Qt.Key.Key_End, 1, CONTROL)
    assert view.caret_position() == len(text)
    assert view.viewport().rect().contains(view.cursorRect())


def test_control_and_home_shows_the_very_top(open_view, qtbot):
    view = open_view(TranscriptContent("Some words that wrap.\n" * 300))
    press(qtbot, view, Qt.Key.Key_End, 1, CONTROL)
    press(qtbot, view, Qt.Key.Key_Home, 1, CONTROL)
    assert view.verticalScrollBar().value() == 0


def test_pages_turn_with_the_caret(open_view, qtbot):
    view = open_view(TranscriptContent("\n".join("Some words that wrap. " * (i % 30) for i in range(300))))
    places = [view.caret_position()]
    for _ in range(5):
        press(qtbot, view, Qt.Key.Key_PageDown)
        places.append(view.caret_position())
        assert view.viewport().rect().contains(view.cursorRect())
    assert places == sorted(set(places))


def test_arrows_with_alt_are_left_to_the_workspace(open_view):
    view = open_view(content(ENGLISH))
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QApplication.sendEvent(view, event)
    assert not event.isAccepted()


def test_the_first_line_stays_the_first_when_the_letters_grow(open_view):
    text = "\n".join(f"Paragraph {i}: " + "words and words " * 20 for i in range(300))
    view = open_view(TranscriptContent(text))
    span = span_of(text, "Paragraph 200")
    view.go_to(span)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.span_rect(span).top())
    view.set_letter_size(20)
    assert abs(view.span_rect(span).top()) < 45
    view.resize(700, 420)
    assert abs(view.span_rect(span).top()) < 45


def test_the_letters_stay_as_large_when_the_window_changes_its_font(open_view):
    view = open_view(TranscriptContent("word " * 200))
    tall, before = view.span_rect(Span(0, 999)).height(), picture(view)
    larger = view.font()
    larger.setPixelSize(19)
    view.setFont(larger)
    assert view.span_rect(Span(0, 999)).height() == tall
    assert picture(view).copy(view.viewport().geometry()) == before.copy(view.viewport().geometry())


def test_letters_stay_between_twelve_and_twenty_four(open_view):
    view = open_view(content(ENGLISH))
    view.set_letter_size(90)
    assert view.letter_size() == 24
    view.set_letter_size(1)
    assert view.letter_size() == 12


def test_a_narrower_window_wraps_earlier(open_view):
    view = open_view(TranscriptContent("word " * 200))
    tall = view.span_rect(Span(0, 999)).height()
    view.resize(560, 420)
    assert view.span_rect(Span(0, 999)).height() > tall


def test_the_paragraph_number_for_the_status_bar(open_view):
    text = "one\n\ntwo\nthree"
    view = open_view(TranscriptContent(text))
    assert [view.paragraph_at(text.index(word)) for word in ("one", "two", "three")] == [1, 2, 3]
    assert view.paragraph_at(4) is None
    assert view.paragraph_count() == 3


def test_a_text_that_qt_would_change_is_refused(open_view, qtbot):
    view = open_view(content(ENGLISH))
    with pytest.raises(ValueError, match="normalised"):
        view.set_document(TranscriptContent("one\r\ntwo"))


def test_another_document_can_follow_a_long_one_that_is_scrolled(open_view):
    view = open_view(TranscriptContent("line\n" * 3_000))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.set_document(TranscriptContent("Short."))
    assert view.verticalScrollBar().value() == 0
    assert view.rect().contains(view.span_rect(Span(0, 6)))


def test_a_screen_reader_is_told_what_the_text_is(open_view):
    assert open_view(content(ENGLISH, "Interview 07")).accessibleName() == "Transcript of Interview 07"
