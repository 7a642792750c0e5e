from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.properties import add_dimension, add_property, list_properties, place_on_dimension
from qdatool.coding.quotations import apply_code, codings_of_code
from qdatool.text.spans import Span
from qdatool.ui.codebook.board.peek import PassageRow
from qdatool.ui.codebook.code_page import CodePage, PageTab
from tests.ui.codebook.conftest import CTRL, PLAIN, Book, MakeBook


def page(book: Book, name: str) -> CodePage:
    """Choose a code and return the page of the inspector about it."""
    book.choose(name)
    return book.workspace.inspector.page


def with_dimension(book: Book) -> int:
    """Give ``late`` a property with one dimension, the first passage on it; return the dimension."""
    made = add_property(book.project, book.codes["late"], "pay")
    line = add_dimension(book.project, made, "unpaid", "paid")
    place_on_dimension(book.project, line, book.passages[0], 0.5)
    return line


def values(book: Book) -> list[float]:
    return [mark.value for mark in list_properties(book.project, book.codes["late"])[0].dimensions[0].marks]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Quotations: 3, documents: 1, of all coders. Its own: 0."),
        ("fa", "نقل‌قول: ۳، سند: ۱، از همهٔ کدگذاران. از خود کد: ۰."),
    ],
)
def test_the_inspector_says_whose_quotations_it_counts(make_book: MakeBook, language: str, sentence: str) -> None:
    book = make_book(language)
    book.table.show_code(book.codes["Mistrust"])
    assert book.workspace.inspector.page.words._count.accessibleName() == sentence


def test_labels_are_written_in_both_languages(book: Book) -> None:
    fields = page(book, "late").words.fields
    for language, words in (("en", "leaving late"), ("fa", "دیر رفتن به خانه")):
        fields[language].setFocus()
        fields[language].selectAll()
        fields[language].insert(words)
        book.key(Qt.Key.Key_Return)
    assert (book.code("late").label, book.code("late").label_in("en")) == ("دیر رفتن به خانه", "leaving late")


def test_a_definition_is_kept_when_another_code_is_chosen(book: Book) -> None:
    field = page(book, "late").words.words["definition"]
    field.setFocus()
    field.insertPlainText("after hours")
    book.choose("rude")
    assert book.code("late").definition == "after hours"
    assert book.code("rude").definition == ""


def test_level_and_status_are_chosen_in_the_inspector(book: Book) -> None:
    words = page(book, "late").words
    for choice, wanted in ((words.level, "axial"), (words.status, "Settled")):
        choice.setCurrentIndex(choice.findText(wanted))
        choice.activated.emit(choice.currentIndex())
    assert (book.level("late"), book.status("late")) == ("axial", CodeStatus.SETTLED)


def test_a_merge_is_told_with_who_and_when_and_why_can_be_added(book: Book) -> None:
    book.choose("late", "rude")
    book.letter("G")
    book.key(Qt.Key.Key_Return)
    view = book.workspace.inspector.page.provenance
    assert "merged with" in view.sentences()[-1]
    assert "بی‌ادبی (rude)" in view.sentences()[-1]
    view.why.setFocus()
    view.why.insert("both mean the same")
    book.key(Qt.Key.Key_Return)
    assert view.sentences()[-1].endswith("because: both mean the same")


def test_the_reason_may_stay_empty(book: Book) -> None:
    book.choose("late")
    book.letter("P")
    view = book.workspace.inspector.page.provenance
    assert view.why.isVisible()
    before = book.project.next_undo()
    book.choose("rude")
    assert book.project.next_undo() is before


def test_a_change_of_level_is_told_with_the_level_before(make_book: MakeBook) -> None:
    book = make_book("fa")
    book.table.show_code(book.codes["late"])
    book.letter("P", persian=True)
    assert book.workspace.inspector.page.provenance.sentences()[-1].endswith("سطح عوض شد، پیش‌تر: \u2068باز\u2069\u2069")


def test_a_property_with_a_dimension_is_written_by_keys_alone_in_one_step(book: Book) -> None:
    view = page(book, "late").properties
    view.add_button.click()
    for words in ("pay", "unpaid", "paid"):
        QApplication.focusWidget().insert(words)
        book.key(Qt.Key.Key_Return)
    (found,) = list_properties(book.project, book.codes["late"])
    assert (found.name, found.dimensions[0].low_name, found.dimensions[0].high_name) == ("pay", "unpaid", "paid")
    book.project.undo()
    assert list_properties(book.project, book.codes["late"]) == ()


def test_a_dot_is_moved_with_the_arrows_and_taken_off(book: Book) -> None:
    with_dimension(book)
    strip = page(book, "late").properties.cards[0].rows[0].strip
    strip.setFocus()
    book.key(Qt.Key.Key_Right)
    assert values(book) == [0.55]
    book.key(Qt.Key.Key_Delete)
    assert values(book) == []


def test_the_right_arrow_moves_a_dot_to_the_low_end_in_a_persian_window(make_book: MakeBook) -> None:
    book = make_book("fa")
    with_dimension(book)
    book.table.show_code(book.codes["late"])
    book.workspace.inspector.page.properties.cards[0].rows[0].strip.setFocus()
    book.key(Qt.Key.Key_Right)
    assert values(book) == [0.45]


def test_a_dot_is_dragged_along_the_line(book: Book) -> None:
    with_dimension(book)
    strip = page(book, "late").properties.cards[0].rows[0].strip
    start, end = strip.rect().center(), QPoint(strip.width() - 8, strip.height() // 2)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, PLAIN, start)
    QTest.mouseMove(strip, end)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, PLAIN, end)
    assert values(book) == [1.0]


def test_names_of_properties_and_ends_are_written_in_their_places(book: Book) -> None:
    with_dimension(book)
    card = page(book, "late").properties.cards[0]
    for field, words in ((card.name, "reward"), (card.rows[0].low, "for nothing")):
        field.setFocus()
        field.selectAll()
        field.insert(words)
        book.key(Qt.Key.Key_Return)
    (found,) = list_properties(book.project, book.codes["late"])
    assert (found.name, found.dimensions[0].low_name) == ("reward", "for nothing")


def test_properties_are_put_in_another_order_and_removed_from_their_menu(book: Book) -> None:
    with_dimension(book)
    add_property(book.project, book.codes["late"], "time")
    view = page(book, "late").properties
    entry = {one.text(): one for one in view.cards[1].menu().actions()}
    entry["Move up"].trigger()
    assert [one.name for one in list_properties(book.project, book.codes["late"])] == ["time", "pay"]
    entry = {one.text(): one for one in view.cards[0].menu().actions()}
    entry["Remove the property"].trigger()
    assert [one.name for one in list_properties(book.project, book.codes["late"])] == ["pay"]


def passages(book: Book, name: str, place: int):
    """Open the quotations of a code and go to one of them."""
    shown = page(book, name)
    shown.tabs.setCurrentIndex(PageTab.QUOTATIONS)
    rows = [row for row in range(shown.passages.list.passages.rowCount())]
    wanted = [row for row in rows if isinstance(shown.passages.list.passages.row(_index(shown, row)), PassageRow)][
        place
    ]
    shown.passages.list.setCurrentIndex(_index(shown, wanted))
    return shown.passages


def _index(shown: CodePage, row: int):
    return shown.passages.list.passages.index(row)


def test_a_quotation_becomes_an_example(book: Book) -> None:
    passages(book, "late", 1).example.click()
    assert book.code("late").example == "We went home late. (P1)"


def test_a_quotation_breaks_out_into_a_code_with_its_name_to_be_written(book: Book) -> None:
    passages(book, "late", 1).out.click()
    book.write("going home")
    assert book.below("Mistrust") == ["late", "going home", "rude"]
    assert book.quotations("late") == [book.passages[0]]


def test_a_quotation_is_placed_on_a_dimension(book: Book) -> None:
    with_dimension(book)
    found = passages(book, "late", 1)
    found.show_code(book.codes["late"])
    menu = found._dimension_menu()
    assert [one.text() for one in menu.actions()] == ["pay: from unpaid to paid"]
    menu.actions()[0].trigger()
    assert values(book) == [0.5, 0.5]


def test_several_codes_are_counted_together(book: Book) -> None:
    document = codings_of_code(book.project, (book.codes["late"],))[0].document_id
    apply_code(book.project, document, book.codes["rude"], Span(0, 24))
    book.choose("late", "rude")
    assert book.workspace.inspector.several._title.text() == "2 codes selected"
    assert book.workspace.inspector.several._count.text() == "Applied to 3 quotations, by all coders"


def test_escape_goes_back_to_the_table(book: Book) -> None:
    page(book, "late").words.fields["en"].setFocus()
    book.key(Qt.Key.Key_Escape)
    assert book.focus() is book.table


def test_undo_of_a_word_in_the_inspector_is_seen_there(book: Book) -> None:
    words = page(book, "late").words
    words.status.setCurrentIndex(words.status.findText("Settled"))
    words.status.activated.emit(words.status.currentIndex())
    book.table.setFocus()
    book.key(Qt.Key.Key_Z, CTRL)
    assert words.status.currentText() == "Draft"


def test_scrolling_over_the_level_changes_nothing(book: Book) -> None:
    level = page(book, "late").words.level
    place = QPointF(level.rect().center())
    wheel = QWheelEvent(
        place,
        level.mapToGlobal(place),
        QPoint(0, -40),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(level, wheel)
    assert book.level("late") == "open"
    assert level.currentText() == "open"
