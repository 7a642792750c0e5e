"""Stripes and tints: what is seen of codings, and what the mouse does with them."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from qdatool.text.spans import Span
from qdatool.ui import theme
from qdatool.ui.dragging import code_mime
from qdatool.ui.tokens import DARK, FOCUSED_CODE, LIGHT, mixed
from qdatool.ui.transcript import Appearances, CodeLook, Edge, Stride, TranscriptContent
from qdatool.ui.transcript.values import StripeCoding
from qdatool.wording import set_interface_language
from tests.ui.transcript.builders import (
    BRICK,
    ENGLISH,
    GREEN,
    PERSIAN,
    STEEL,
    appearances,
    beside,
    coding,
    content,
    extent_of,
    picture,
    pixels_of,
    place_of,
    side_of_margin,
    span_of,
)

LEFT_BUTTON = Qt.MouseButton.LeftButton


def stripe_of(view, color, at_right=True):
    """Return the pixels of a stripe, without the mark beside its name, which stands further out."""
    page = view.viewport().geometry()
    pixels = pixels_of(picture(view), color, beside(view, at_right=at_right))
    return [(x, y) for x, y in pixels if (x - page.right() if at_right else page.left() - x) < 58]


def tinted(view, color, share=FOCUSED_CODE):
    return pixels_of(picture(view), mixed(color, LIGHT.page, share), view.viewport().geometry())


def global_point(view, pixel):
    return QPointF(view.mapToGlobal(QPoint(*pixel)))


def margin_at(view, pixel):
    """Return the widget under a pixel of the view and the pixel inside it."""
    widget = view.childAt(QPoint(*pixel))
    return widget, widget.mapFrom(view, QPoint(*pixel))


def middle(pixels):
    return pixels[len(pixels) // 2]


def test_a_stripe_stands_beside_the_lines_of_its_passage(open_view):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread from the window", 1)], appearances(GREEN))
    top, bottom = extent_of(stripe_of(view, GREEN))
    lines = view.span_rect(span_of(ENGLISH, "sold bread from the window"))
    assert lines.top() <= top <= lines.top() + 6
    assert lines.bottom() - 6 <= bottom <= lines.bottom()


def test_stripes_of_a_persian_document_stand_at_its_left(open_view):
    view = open_view(content(PERSIAN), [coding(PERSIAN, "تنور داشت", 1)], appearances(GREEN))
    assert stripe_of(view, GREEN, at_right=False)
    assert not pixels_of(picture(view), GREEN, beside(view, at_right=True))


def test_an_english_paragraph_of_a_persian_document_has_its_stripe_at_the_left_too(open_view):
    view = open_view(content(PERSIAN), [coding(PERSIAN, "no plan", 1)], appearances(GREEN))
    assert stripe_of(view, GREEN, at_right=False)


def test_the_sides_do_not_depend_on_the_language_of_the_window(open_view, qapp):
    view = open_view(content(PERSIAN), [coding(PERSIAN, "تنور داشت", 1)], appearances(GREEN))
    page = view.viewport().geometry()
    columns = [page.left() - x for x, _ in stripe_of(view, GREEN, at_right=False)]
    distances = min(columns), max(columns)
    set_interface_language("fa")
    theme.show_language(qapp)
    try:
        page = view.viewport().geometry()
        columns = [page.left() - x for x, _ in stripe_of(view, GREEN, at_right=False)]
        assert (min(columns), max(columns)) == distances
        assert page.left() > 200
    finally:
        set_interface_language("en")
        theme.show_language(qapp)


def test_overlapping_stripes_stand_side_by_side_the_longest_nearest_the_text(open_view):
    codings = [
        coding(ENGLISH, "two winters", 1, code_id=1),
        coding(ENGLISH, "from a cart, and after two winters the", 2, 2),
    ]
    view = open_view(content(ENGLISH.replace("then from", "from")), codings[:0], appearances(GREEN, BRICK))
    text = ENGLISH.replace("then from", "from")
    view.set_codings([coding(text, "two winters", 1, 1), coding(text, "from a cart, and after two winters the", 2, 2)])
    assert max(x for x, _ in stripe_of(view, BRICK)) < min(x for x, _ in stripe_of(view, GREEN))


def test_a_removed_coding_leaves_no_stripe(open_view):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 1)], appearances(GREEN))
    view.remove_codings([1])
    assert not stripe_of(view, GREEN)


def test_an_added_coding_appears_and_the_others_stay(open_view):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 1)], appearances(GREEN, BRICK))
    view.add_codings([coding(ENGLISH, "Nobody believed", 2, code_id=2)])
    assert stripe_of(view, GREEN)
    assert stripe_of(view, BRICK)


def test_the_focused_code_is_tinted_under_its_words_and_only_there(open_view):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "thirty loaves", 1)], appearances(GREEN))
    view.set_focus_codes({1})
    pixels = tinted(view, GREEN)
    first = place_of(view, ENGLISH, ENGLISH.index("thirty")) + view.viewport().pos()
    last = place_of(view, ENGLISH, ENGLISH.index("loaves") + 5) + view.viewport().pos()
    columns = [x for x, _ in pixels]
    assert first.x() - 6 <= min(columns) <= first.x()
    assert last.x() <= max(columns) <= last.x() + 9


def test_the_tint_of_a_persian_word_inside_english_stands_under_that_word(open_view):
    text = "I said «نمی‌دانم» and left."
    view = open_view(TranscriptContent(text), [coding(text, "نمی‌دانم", 1)], appearances(GREEN))
    view.set_focus_codes({1})
    columns = [x for x, _ in tinted(view, GREEN)]
    inside = place_of(view, text, text.index("دانم")).x() + view.viewport().x()
    after = place_of(view, text, text.index("and")).x() + view.viewport().x()
    assert min(columns) <= inside <= max(columns) < after


def test_no_code_in_focus_leaves_only_the_faint_tint(open_view):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "thirty loaves", 1)], appearances(GREEN))
    view.set_focus_codes({1})
    view.set_focus_codes(())
    assert not tinted(view, GREEN)
    assert tinted(view, GREEN, 0.07)


def test_the_dark_theme_takes_the_dark_shade(open_view, qapp):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "thirty loaves", 1)], appearances(GREEN))
    theme.show_theme(qapp, theme.ThemeChoice.DARK)
    try:
        image = picture(view)
        assert pixels_of(image, DARK.code_color(GREEN), side_of_margin(view))
        assert image.pixelColor(view.viewport().geometry().center()).name().upper() == DARK.page
    finally:
        theme.show_theme(qapp, theme.ThemeChoice.LIGHT)


def test_the_interviewer_is_written_in_the_second_colour(open_view):
    view = open_view(content(ENGLISH))
    asked = view.span_rect(span_of(ENGLISH, "How did the bakery begin?"))
    told = view.span_rect(span_of(ENGLISH, "My aunt"))
    image = picture(view)
    assert pixels_of(image, LIGHT.text_2, asked)
    assert not pixels_of(image, LIGHT.text_1, asked.adjusted(10, 0, 0, 0))
    assert pixels_of(image, LIGHT.text_1, told)


def test_a_click_on_a_stripe_selects_its_quotation_and_gives_it_handles(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 7)], appearances(GREEN))
    thin = {x for x, _ in stripe_of(view, GREEN)}
    margin, point = margin_at(view, middle(stripe_of(view, GREEN)))
    with qtbot.waitSignal(view.quotation_clicked) as told:
        qtbot.mouseClick(margin, LEFT_BUTTON, pos=point)
    assert told.args == [7]
    assert view.selected_coding().coding_id == 7
    assert len({x for x, _ in stripe_of(view, GREEN)}) > len(thin)


def test_a_double_click_on_a_stripe_opens_its_quotation(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 7)], appearances(GREEN))
    margin, point = margin_at(view, middle(stripe_of(view, GREEN)))
    with qtbot.waitSignal(view.quotation_opened) as told:
        qtbot.mouseDClick(margin, LEFT_BUTTON, pos=point)
    assert told.args == [7]
    assert view.selected_quotation() == 7


def test_a_click_on_the_name_of_a_stripe_selects_it_too(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 7)], appearances(GREEN))
    marks = [x for x, y in pixels_of(picture(view), GREEN, side_of_margin(view))]
    top = extent_of(stripe_of(view, GREEN))[0]
    margin, point = margin_at(view, (max(marks) + 20, top + 8))
    with qtbot.waitSignal(view.quotation_clicked):
        qtbot.mouseClick(margin, LEFT_BUTTON, pos=point)


def test_clicks_on_overlapping_passages_go_round(open_view, qtbot):
    codings = [coding(ENGLISH, "We sold bread from the window", 1), coding(ENGLISH, "sold bread", 2)]
    view = open_view(content(ENGLISH), codings, appearances(GREEN))
    at = place_of(view, ENGLISH, ENGLISH.index("bread"))
    told = []
    view.quotation_clicked.connect(told.append)
    for _ in range(3):
        qtbot.mouseClick(view.viewport(), LEFT_BUTTON, pos=at)
    assert told == [2, 1, 2]


def test_a_click_beside_all_passages_leaves_the_quotation(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 1)], appearances(GREEN))
    view.select_quotation(1)
    with qtbot.waitSignal(view.quotation_left):
        qtbot.mouseClick(view.viewport(), LEFT_BUTTON, pos=place_of(view, ENGLISH, ENGLISH.index("Nobody")))
    assert view.selected_quotation() is None


def test_selecting_words_with_the_mouse_clicks_no_quotation(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 1)], appearances(GREEN))
    told = []
    view.quotation_clicked.connect(told.append)
    start, end = (place_of(view, ENGLISH, ENGLISH.index(word)) for word in ("sold", "window"))
    qtbot.mousePress(view.viewport(), LEFT_BUTTON, pos=start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, pos=end)
    assert told == []


def pulled(view, qtbot, words_at, *, edge, cancel=False, meanwhile=lambda: None):
    """Pull a handle of the one selected stripe to a word; return the moves told."""
    told = []
    view.edge_moved.connect(lambda *args: told.append(args))
    stripe = stripe_of(view, GREEN)
    top, bottom = extent_of(stripe)
    column = sorted({x for x, _ in stripe})[len({x for x, _ in stripe}) // 2]
    margin, grip = margin_at(view, (column, top if edge == "top" else bottom))
    target = margin.mapFrom(view, place_of(view, ENGLISH, ENGLISH.index(words_at) + 1) + view.viewport().pos())
    qtbot.mousePress(margin, LEFT_BUTTON, pos=grip)
    qtbot.mouseMove(margin, target)
    meanwhile()
    if cancel:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(margin, LEFT_BUTTON, pos=target)
    return told


@pytest.mark.parametrize(
    ("edge", "to", "expected"),
    [
        ("bottom", "window", "sold bread from the window"),
        ("bottom", "cart", "sold bread from the window, then from a cart"),
        ("top", "oven", "oven 😀 and no customers. We sold bread from"),
    ],
)
def test_a_pulled_handle_moves_the_edge_to_the_word_under_the_mouse(open_view, qtbot, edge, to, expected):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread from", 5)], appearances(GREEN))
    view.select_quotation(5)
    assert pulled(view, qtbot, to, edge=edge) == [(5, 5, span_of(ENGLISH, expected))]


def test_the_stripe_follows_the_pull_and_goes_back_when_nothing_comes_of_it(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread from", 5)], appearances(GREEN))
    view.select_quotation(5)
    before = extent_of(stripe_of(view, GREEN))
    during = []
    pulled(view, qtbot, "thirty", edge="bottom", meanwhile=lambda: during.append(extent_of(stripe_of(view, GREEN))))
    assert during[0][1] > before[1]
    assert extent_of(stripe_of(view, GREEN)) == before


def test_escape_cancels_a_pull(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread from", 5)], appearances(GREEN))
    view.select_quotation(5)
    before = extent_of(stripe_of(view, GREEN))
    assert pulled(view, qtbot, "thirty", edge="bottom", cancel=True) == []
    assert extent_of(stripe_of(view, GREEN)) == before


def drop(view, mime, at):
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), enter)
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)
    return event


def test_a_code_dropped_on_the_selection_takes_the_selection(open_view, qtbot):
    view = open_view(content(ENGLISH))
    span = span_of(ENGLISH, "bread from the window")
    view.select_span(span)
    with qtbot.waitSignal(view.code_dropped) as told:
        drop(view, code_mime(3, "oven"), place_of(view, ENGLISH, ENGLISH.index("from the")))
    assert told.args == [3, span]


def test_a_code_dropped_elsewhere_takes_the_sentence(open_view, qtbot):
    view = open_view(content(ENGLISH))
    with qtbot.waitSignal(view.code_dropped) as told:
        drop(view, code_mime(3, "oven"), place_of(view, ENGLISH, ENGLISH.index("believed")))
    assert told.args == [3, span_of(ENGLISH, "Nobody believed it.")]


def test_the_passage_a_code_would_take_is_shown_while_it_hovers(open_view):
    view = open_view(content(ENGLISH))
    at = place_of(view, ENGLISH, ENGLISH.index("believed"))
    mime = code_mime(3, "oven")
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted()
    page = view.viewport().geometry()
    assert len(pixels_of(picture(view), mixed(LIGHT.accent, LIGHT.page, 0.26), page, tolerance=2)) > 100
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert not pixels_of(picture(view), mixed(LIGHT.accent, LIGHT.page, 0.26), page, tolerance=2)


def test_foreign_text_cannot_be_dropped(open_view):
    view = open_view(content(ENGLISH))
    mime = code_mime(3, "oven")
    mime.removeFormat("application/x-qdatool-code")
    assert not drop(view, mime, QPoint(60, 60)).isAccepted()
    assert view.toPlainText().replace("\u200c", "").startswith("How did")


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_tool_tip_of_a_stripe_names_code_and_coder(open_view, qtbot):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 1)], appearances(GREEN))
    margin, point = margin_at(view, middle(stripe_of(view, GREEN)))
    QApplication.sendEvent(margin, QHelpEvent(QEvent.Type.ToolTip, point, margin.mapToGlobal(point)))
    assert QToolTip.text() == "code number 1 (Negar)"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2000)


def test_more_stripes_than_lanes_are_counted(open_view, qtbot):
    codings = [coding(ENGLISH, "We sold bread from the window"[: 30 - i], i + 1, i + 1) for i in range(7)]
    looks = {i: CodeLook(i, f"code number {i}", LIGHT.code_colors[i]) for i in range(1, 8)}
    view = open_view(content(ENGLISH), codings, Appearances(looks, {}))
    shown = [i for i in range(1, 8) if stripe_of(view, LIGHT.code_colors[i])]
    assert shown == [1, 2, 3, 4]


def test_a_selected_stripe_is_shown_even_beyond_the_last_lane(open_view):
    codings = [coding(ENGLISH, "We sold bread from the window"[: 30 - i], i + 1, i + 1) for i in range(7)]
    looks = {i: CodeLook(i, f"code number {i}", LIGHT.code_colors[i]) for i in range(1, 8)}
    view = open_view(content(ENGLISH), codings, Appearances(looks, {}))
    view.select_quotation(7)
    assert stripe_of(view, LIGHT.code_colors[7])


def test_a_passage_over_several_screens_keeps_its_stripe_and_name_in_sight(open_view):
    text = "\n".join(f"Paragraph {i} of the long story." for i in range(200))
    whole = StripeCoding(1, 1, 0, len(text), 1, 1)
    view = open_view(TranscriptContent(text), [whole], appearances(GREEN))
    view.go_to(span_of(text, "Paragraph 100"))
    top, bottom = extent_of(stripe_of(view, GREEN))
    assert (top, bottom) == (0, view.height() - 1)
    marks = [x for x, _ in pixels_of(picture(view), GREEN, side_of_margin(view))]
    assert max(marks) - view.viewport().geometry().right() > 58


def test_the_quotation_shown_keeps_its_coding_when_selected_again(open_view):
    codings = [
        coding(ENGLISH, "sold bread", 1, code_id=1, quotation_id=9),
        coding(ENGLISH, "sold bread", 2, code_id=2, quotation_id=9),
    ]
    view = open_view(content(ENGLISH), codings, appearances(GREEN, BRICK))
    view.select_quotation(9, 2)
    view.select_quotation(9)
    assert view.selected_coding().coding_id == 2


def test_codings_of_the_document_before_are_gone(open_view):
    view = open_view(content(ENGLISH), [coding(ENGLISH, "sold bread", 1)], appearances(STEEL))
    view.set_document(content(ENGLISH))
    assert not stripe_of(view, STEEL)


def test_the_gutter_stands_at_the_reading_start(open_view):
    english, persian = open_view(content(ENGLISH)), open_view(content(PERSIAN))
    assert pixels_of(picture(english), LIGHT.text_3, beside(english, at_right=False))
    assert not pixels_of(picture(english), LIGHT.text_3, beside(english, at_right=True).adjusted(0, 0, -14, 0))
    assert pixels_of(picture(persian), LIGHT.text_3, beside(persian, at_right=True).adjusted(0, 0, -14, 0))


def test_paragraphs_are_numbered_beside_their_first_line_and_blank_ones_are_not(open_view):
    text = "one\n\ntwo"
    view = open_view(TranscriptContent(text))
    gutter = beside(view, at_right=False)
    first, last = view.span_rect(Span(0, 3)), view.span_rect(Span(5, 8))
    blank = first.adjusted(0, first.height(), 0, last.top() - first.bottom() - 1)
    rows = [first, blank, last]
    image = picture(view)
    written = [
        bool(pixels_of(image, LIGHT.text_3, gutter.intersected(row.adjusted(-200, 0, 0, 0)), tolerance=60))
        for row in rows
    ]
    assert written == [True, False, True]


def test_numbers_take_the_digits_of_the_interface(open_view, qapp):
    view = open_view(TranscriptContent("one\ntwo"))
    gutter = beside(view, at_right=False)
    english = picture(view).copy(gutter)
    set_interface_language("fa")
    view.retranslate()
    assert picture(view).copy(gutter) != english


def test_a_code_moved_by_its_edge_over_the_keyboard_runs_with_the_paragraph(open_view):
    view = open_view(content(PERSIAN))
    span = span_of(PERSIAN, "تنور داشت")
    forward = view.step_towards(span, Edge.END, towards_left=True)
    longer = view.moved_edge(span, Edge.END, Stride.WORD, forward)
    assert len(longer) > len(span)
    english = span_of(PERSIAN, "no plan")
    forward = view.step_towards(english, Edge.END, towards_left=False)
    assert view.moved_edge(english, Edge.END, Stride.WORD, forward) == Span(english.start, english.end + len(" at"))
