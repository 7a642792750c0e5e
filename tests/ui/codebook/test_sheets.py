from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.provenance import list_provenance
from qdatool.ui.codebook.duplicates_sheet import DuplicatesSheet
from qdatool.ui.codebook.split_sheet import SplitSheet
from qdatool.ui.workspace import WorkspaceId
from tests.ui.codebook.conftest import CTRL, Book, MakeBook


def opened(kind: type):
    """Return the sheet of a kind that is open."""
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


@pytest.fixture
def sheet(book: Book) -> SplitSheet:
    """Return the sheet that splits ``late``, opened by its key."""
    book.choose("late")
    book.letter("S")
    found = opened(SplitSheet)
    assert found is not None
    return found


def add(book: Book, sheet: SplitSheet, *names: str) -> None:
    for name in names:
        sheet.name.setFocus()
        sheet.name.insert(name)
        book.key(Qt.Key.Key_Return)


def passage(sheet: SplitSheet, place: int) -> QTreeWidgetItem:
    return sheet.rows.topLevelItem(0).child(place)


def digit(book: Book, sheet: SplitSheet, key: Qt.Key) -> None:
    sheet.rows.setFocus()
    book.key(key)


def test_passages_are_given_to_new_and_to_existing_codes_by_number(book: Book, sheet: SplitSheet) -> None:
    add(book, sheet, "going home", "rude")
    sheet.rows.setCurrentItem(passage(sheet, 0))
    digit(book, sheet, Qt.Key.Key_1)
    sheet.rows.setCurrentItem(passage(sheet, 1))
    digit(book, sheet, Qt.Key.Key_2)
    sheet.reason.insert("two things")
    sheet.split.click()
    assert book.below("Mistrust") == ["late", "going home", "rude"]
    assert len(book.quotations("rude")) == 2
    made = next(code.id for code in load_codes(book.project) if code.label == "going home")
    assert list_provenance(book.project, made)[0].reason == "two things"


def test_a_whole_document_is_given_at_once_and_taken_back_with_nought(book: Book, sheet: SplitSheet) -> None:
    add(book, sheet, "going home")
    sheet.rows.setCurrentItem(sheet.rows.topLevelItem(0))
    digit(book, sheet, Qt.Key.Key_1)
    assert [passage(sheet, place).text(1) for place in (0, 1)] == ["going home", "going home"]
    assert "0 passages stay" in sheet.summary.accessibleName()
    sheet.rows.setCurrentItem(passage(sheet, 1))
    digit(book, sheet, Qt.Key.Key_0)
    assert passage(sheet, 1).text(1) == ""
    sheet.reject()
    assert len(book.quotations("late")) == 2


def test_codes_beyond_the_ninth_get_passages_from_the_list(book: Book, sheet: SplitSheet) -> None:
    add(book, sheet, *(f"part {i}" for i in range(1, 12)))
    assert sheet.list.count() == 11
    # No number stands before them, since 1 and 0 would be two keys.
    assert [sheet.list.item(row).text()[:1] for row in (8, 9, 10)] == ["9", "\u2013", "\u2013"]
    sheet.rows.setCurrentItem(passage(sheet, 0))
    sheet.list.setFocus()
    sheet.list.setCurrentRow(9)
    book.key(Qt.Key.Key_Return)
    assert passage(sheet, 0).text(1) == "part 10"
    assert sheet.list.currentRow() == 9
    sheet.rows.setCurrentItem(passage(sheet, 1))
    sheet.list.setFocus()
    book.key(Qt.Key.Key_Return)
    assert passage(sheet, 1).text(1) == "part 10"


def test_a_persian_digit_gives_too(book: Book, sheet: SplitSheet) -> None:
    from PySide6.QtGui import QKeyEvent

    add(book, sheet, "going home")
    sheet.rows.setCurrentItem(passage(sheet, 0))
    sheet.rows.setFocus()
    event = QKeyEvent(QKeyEvent.Type.KeyPress, ord("۱"), Qt.KeyboardModifier.NoModifier, "۱")
    QApplication.sendEvent(sheet.rows, event)
    assert passage(sheet, 0).text(1) == "going home"
    sheet.reject()


def test_english_passages_keep_their_full_stop_in_a_persian_window(make_book: MakeBook) -> None:
    book = make_book("fa")
    book.choose("late")
    book.letter("S", persian=True)
    found = opened(SplitSheet)
    assert found is not None
    # An isolate: without it a line of a mirrored list puts the stop before the first word.
    assert "\u2066We went home late.\u2069" in passage(found, 1).text(0)


def test_nothing_can_be_split_before_a_passage_goes_somewhere(book: Book, sheet: SplitSheet) -> None:
    assert not sheet.split.isEnabled()
    book.key(Qt.Key.Key_Escape)
    assert opened(SplitSheet) is None


def duplicates(book: Book) -> DuplicatesSheet:
    """Look for near-duplicates by key and return the sheet that shows them."""
    book.window.activateWindow()
    book.wait_for(book.window.isActiveWindow)
    book.table.setFocus()
    book.key(Qt.Key.Key_D, CTRL)
    book.wait_for(lambda: opened(DuplicatesSheet) is not None)
    found = opened(DuplicatesSheet)
    assert found is not None
    return found


@pytest.fixture
def doubled(book: Book) -> Book:
    """Return a codebook with two pairs that are nearly the same."""
    book.codes["course 2"] = create_code(book.project, CodeDraft("دوره‌", book.codes["Training"]))
    book.codes["filling"] = create_code(book.project, CodeDraft("پر کردن فرم‌ها", labels={"en": "filling in"}))
    return book


def test_the_pairs_are_shown_with_why(doubled: Book) -> None:
    sheet = duplicates(doubled)
    rows = [sheet.list.item(row).text().split("\n")[1] for row in range(sheet.list.count())]
    assert rows[0].startswith("The labels differ only in spelling variants")
    assert rows[1].startswith("The labels have the same words")
    sheet.accept()


def test_one_of_a_pair_is_kept_by_key_and_undo_parts_them(doubled: Book) -> None:
    sheet = duplicates(doubled)
    sheet.list.setFocus()
    doubled.key(Qt.Key.Key_1)
    assert doubled.below("Training") == ["course"]
    assert sheet.list.count() == 1
    sheet.accept()
    doubled.project.undo()
    assert len(doubled.below("Training")) == 2


def test_a_pair_that_is_told_apart_does_not_come_again(doubled: Book) -> None:
    sheet = duplicates(doubled)
    sheet.other.click()
    sheet.accept()
    doubled.wait_for(lambda: opened(DuplicatesSheet) is None)
    path = doubled.project.path
    doubled.window.close_project()
    doubled.window.open_path(path)
    doubled.window.show_workspace(WorkspaceId.CODEBOOK)
    sheet = duplicates(doubled)
    assert sheet.list.count() == 1
    sheet.accept()


def test_no_pair_is_said_in_a_sentence(make_book: MakeBook) -> None:
    sheet = duplicates(make_book("fa"))
    assert sheet._pages.currentWidget() is sheet._empty
    assert not sheet.first.isEnabled()
    sheet.accept()
