"""Finished documents, drawn ones, and what a blind round keeps from the eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qdatool.coding.coders import add_coder, add_round, mark_finished
from qdatool.coding.decisions import adopt_agreed
from qdatool.coding.disputes import CodedPassage
from qdatool.coding.drawing import SampleDraft, draw_sample
from qdatool.coding.quotations import apply_code, codings_of_document
from qdatool.coding.rounds import choose_round, set_round_blind
from qdatool.ui.icons import Icon
from qdatool.ui.reading.document_model import DocumentRole
from qdatool.ui.reading.session import Scope
from tests.builders import span_of
from tests.ui.reading.conftest import CTRL, ENGLISH, SHIFT


def signs(desk, document_id):
    """Return the signs beside a document's name."""
    model = desk.reading.documents.list.documents
    return model.index_of(document_id).data(DocumentRole.SIGNS)


def second_coder(desk):
    """Let Arash code the English interview in the present round, and return his id."""
    me = desk.project.coder_id
    desk.project.coder_id = arash = add_coder(desk.project, "Arash")
    code_id = next(iter(desk.codes.values()))
    apply_code(desk.project, desk.english, code_id, span_of(ENGLISH, "There was no system at first"))
    desk.project.coder_id = me
    return arash


def test_a_document_is_marked_as_finished_with_a_key_and_says_so(desk):
    desk.reading.session.open_document(desk.english)
    desk.view.setFocus()
    desk.letter("D", CTRL | SHIFT)
    assert signs(desk, desk.english) == (Icon.OK,)
    assert "1 finished" in desk.reading.documents._progress.text()
    desk.letter("D", CTRL | SHIFT)
    assert signs(desk, desk.english) == ()


def test_the_menu_of_a_document_marks_it_too(desk):
    entry = next(one for one in desk.reading.document_acts.menu(desk.english).actions() if "finished" in one.text())
    assert entry.text() == "Mark as finished"
    entry.trigger()
    assert signs(desk, desk.english) == (Icon.OK,)
    again = desk.reading.document_acts.menu(desk.english).actions()
    assert "Not finished yet" in [one.text() for one in again]


def test_drawn_documents_carry_a_sign(desk):
    drawn = draw_sample(desk.project, desk.project.round_id, SampleDraft(1))
    assert signs(desk, drawn[0].document_id) == (Icon.DRAWN,)


def test_the_other_coder_appears_once_both_have_finished(desk):
    set_round_blind(desk.project, desk.project.round_id, is_blind=True)
    arash = second_coder(desk)
    session = desk.reading.session
    session.open_document(desk.english)
    session.set_scope(Scope.ALL)
    assert arash not in {one.coder_id for one in session.codings()}
    present, desk.project.coder_id = desk.project.coder_id, arash
    mark_finished(desk.project, desk.english)
    desk.project.coder_id = present
    desk.window.desk.changed.emit()
    session.open_document(desk.english)
    session.set_scope(Scope.ALL)
    assert arash not in {one.coder_id for one in session.codings()}
    mark_finished(desk.project, desk.english)
    assert arash in {one.coder_id for one in session.codings()}


def test_who_codes_again_blindly_does_not_see_how_they_coded_once(desk):
    code_id = next(iter(desk.codes.values()))
    apply_code(desk.project, desk.english, code_id, span_of(ENGLISH, "There was no system at first"))
    retest = add_round(desk.project, "Retest", is_blind=True)
    choose_round(desk.project, retest)
    desk.window.desk.changed.emit()
    desk.reading.session.open_document(desk.english)
    assert desk.reading.session.codings() == ()
    assert len(codings_of_document(desk.project, desk.english)) == 1


def test_the_round_is_chosen_in_the_top_bar(desk):
    add_round(desk.project, "Retest", is_blind=True)
    menu = desk.window._top.coder_menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if "Retest" in one.text()).trigger()
    shown = [label.text() for label in desk.window._status.findChildren(QLabel) if label.isVisible()]
    assert any("Retest" in text and "(blind)" in text for text in shown)
    menu.aboutToShow.emit()
    assert [one.isChecked() for one in menu.actions() if "Retest" in one.text()] == [True]
    desk.window.close_project()
    desk.window.open_path(desk.project.path)
    assert desk.window.project().round_id == 2


def test_what_was_agreed_on_can_be_shown_and_counted(desk):
    code_id = next(iter(desk.codes.values()))
    span = span_of(ENGLISH, "There was no system at first")
    adopt_agreed(desk.project, desk.english, desk.project.round_id, [CodedPassage(span.start, span.end, code_id)])
    session = desk.reading.session
    session.open_document(desk.english)
    session.set_scope(Scope.AGREED)
    assert [one.code_id for one in session.codings()] == [code_id]
    assert session.count(code_id).quotations == 1
    assert session.coder_name(session.coder_filter()) == "Consensus"


def test_the_paragraphs_that_were_drawn_are_brought_out(desk):
    desk.reading.session.open_document(desk.english)
    assert desk.reading.session.drawn_paragraphs() == frozenset()
    draw_sample(desk.project, desk.project.round_id, SampleDraft(99, of_paragraphs=True))
    assert desk.reading.session.drawn_paragraphs() == {1, 2}
    assert desk.view._gutter._marked == {1, 2}


def test_a_passage_out_of_sight_is_asked_about_without_its_words(desk):
    second_coder(desk)
    set_round_blind(desk.project, desk.project.round_id, is_blind=True)
    desk.reading.session.open_document(desk.english)
    desk.view.setFocus()
    desk.view.place_caret(span_of(ENGLISH, "There was").start)
    desk.key(Qt.Key.Key_E, CTRL)
    desk.key(Qt.Key.Key_Return)
    editor = desk.reading.correction.editor
    editor.words.setPlainText(editor.words.toPlainText().replace("There was no system at first. ", ""))
    desk.key(Qt.Key.Key_Return)
    assert editor.asks()
    said = [label.text() for label in editor.findChildren(QLabel)]
    assert any("out of sight" in text for text in said)
    assert not any("no system at first" in text for text in said)
    editor.go_back()
    editor.go_back()
