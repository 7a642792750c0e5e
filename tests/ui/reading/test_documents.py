"""Documents: import, refusal, order, rename, delete, and what an empty project shows."""

from pathlib import Path

from docx import Document as WordFile
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QPushButton

from qdatool.coding.changes import Operation
from qdatool.coding.documents import list_documents
from qdatool.coding.roles import Direction
from tests.builders import dump


def names(desk):
    """Return the names of the documents as the list shows them."""
    model = desk.reading.documents.list.documents
    return [model.index(row).data() for row in range(model.rowCount())]


def word_file(folder: Path, name: str, *paragraphs: str) -> Path:
    """Return a Word file with a few paragraphs."""
    file = WordFile()
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    path = folder / f"{name}.docx"
    file.save(str(path))
    return path


def wait_for_import(desk, qtbot):
    """Wait until the background has read the files and they are added."""
    qtbot.waitUntil(lambda: not desk.window.tasks.is_busy(), timeout=5000)


def test_an_empty_project_offers_the_import(make_desk):
    desk = make_desk(empty=True)
    buttons = [one for one in desk.reading.pane.findChildren(QPushButton) if one.isVisible()]
    assert [button.text() for button in buttons] == ["Import interviews"]


def test_several_files_are_imported_as_one_step_and_the_first_is_opened(make_desk, dialogs, tmp_path, qtbot):
    desk = make_desk(empty=True)
    text = tmp_path / "دوم.txt"
    text.write_text("پرسشگر: سلام\nم۲: سلام\n", encoding="utf-8")
    dialogs.files = [word_file(tmp_path, "یکم", "پرسشگر: چه خبر؟", "م۱: سلامتی."), text]
    desk.reading.document_acts.ask_for_files()
    wait_for_import(desk, qtbot)
    assert names(desk) == ["یکم", "دوم"]
    assert desk.reading.session.text() == "پرسشگر: چه خبر؟\nم۱: سلامتی."
    assert desk.project.undo().operation is Operation.IMPORT_DOCUMENT
    assert names(desk) == []


def test_a_broken_word_file_is_told_in_one_sentence_and_changes_nothing(desk, dialogs, tmp_path, qtbot):
    sound = word_file(tmp_path, "sound", "Some words.")
    broken = tmp_path / "خراب.docx"
    broken.write_bytes(sound.read_bytes()[:900])
    before = dump(desk.project)
    dialogs.files = [broken]
    desk.reading.document_acts.ask_for_files()
    wait_for_import(desk, qtbot)
    sentence = desk.window.notice().sentence
    assert "خراب.docx" in sentence.replace("\u2068", "").replace("\u2069", "")
    assert "\n" not in sentence and "Traceback" not in sentence
    assert dump(desk.project) == before


def test_a_broken_file_among_sound_ones_does_not_stop_them(desk, dialogs, tmp_path, qtbot):
    sound = word_file(tmp_path, "sound", "Some words.")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    dialogs.files = [broken, sound]
    desk.reading.document_acts.ask_for_files()
    wait_for_import(desk, qtbot)
    assert names(desk)[-1] == "sound"
    assert "broken" in desk.window.notice().sentence


def test_files_dropped_on_the_list_are_imported(desk, tmp_path, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(word_file(tmp_path, "dropped", "Some words.")))])
    desk.drop(mime, desk.reading.documents.list.viewport(), QPoint(40, 10))
    wait_for_import(desk, qtbot)
    assert names(desk)[-1] == "dropped"


def test_a_document_is_dragged_to_another_place(desk):
    listed = desk.reading.documents.list
    mime = listed.documents.mimeData([listed.documents.index(1)])
    desk.drop(mime, listed.viewport(), listed.visualRect(listed.documents.index(0)).topLeft() + QPoint(20, 2))
    assert names(desk) == ["Interview 2", "مصاحبه ۱"]
    assert desk.project.undo().operation is Operation.MOVE_DOCUMENT


def test_a_click_opens_a_document_and_going_back_returns_to_the_place(desk):
    desk.view.place_caret(60)
    desk.reading.documents.list.document_chosen.emit(desk.english)
    assert desk.reading.session.text().startswith("Interviewer")
    desk.reading.documents.list.document_chosen.emit(desk.persian)
    assert desk.view.caret_position() == 60


def test_f2_in_the_list_asks_for_a_name(desk):
    desk.reading.documents.list.setFocus()
    desk.key(Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    field.setText("مصاحبه با API")
    desk.key(Qt.Key.Key_Return)
    assert names(desk)[0] == "مصاحبه با API"


def test_only_a_document_with_codings_asks_before_it_goes(desk, dialogs):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    dialogs.confirms = False
    desk.reading.document_acts.delete(desk.english)
    desk.reading.document_acts.delete(desk.persian)
    assert len(dialogs.asked) == 1
    assert [document.id for document in list_documents(desk.project)] == [desk.persian]


def test_deleting_the_open_document_opens_the_next_one(desk):
    desk.reading.document_acts.delete(desk.persian)
    assert desk.reading.session.document_id == desk.english


def test_the_direction_of_a_document_is_set_from_its_menu(desk):
    desk.reading.document_acts.set_direction(desk.persian, Direction.LTR)
    assert desk.reading.session.document(desk.persian).direction is Direction.LTR
    assert desk.project.undo().operation is Operation.SET_DOCUMENT_DIRECTION


def test_the_filter_finds_a_document_by_a_spelling_variant(desk):
    desk.reading.documents.filter.setText("مصاحبه 1")
    assert names(desk) == ["مصاحبه ۱"]


def test_the_share_of_coded_paragraphs_follows_a_coding(desk):
    desk.select("سه بار فرم")
    desk.reading.loop.apply(desk.codes["Slow repair"])
    desk.settle()
    assert desk.reading.session.share(desk.persian) == 0.25
