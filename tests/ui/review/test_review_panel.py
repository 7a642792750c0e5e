"""Review comments beside every workspace: written on what is chosen, answered, resolved, filtered, jumped from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.changes import Operation
from qdatool.coding.map_nodes import MapThing, add_to_map
from qdatool.coding.models import create_model
from qdatool.coding.node_keys import code_key
from qdatool.coding.review import Box, CommentSubject, CommentTarget, add_comment, close_comment, list_comments
from qdatool.coding.roles import ModelKind
from qdatool.ui.review.cards import CommentCard
from qdatool.ui.review.subjects import subject_names
from qdatool.ui.workspace import WorkspaceId
from tests.builders import Sample, filled_project

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Desk:
    """The window on the filled project, with its review panel."""

    def __init__(self, window, path: Path, *, read_only: bool = False) -> None:
        self.window = window
        project, self.ids = filled_project(path)
        self.prepare(project, self.ids)
        project.close()
        window.open_path(path, read_only=read_only)
        self.project = window.project()
        self.reading = window.workspace(WorkspaceId.CODE)
        self.settle()

    def prepare(self, project, ids: Sample) -> None:
        """Comment on a code, as another coder, before the window opens the project."""
        project.coder_id = ids.other_coder
        self.comment = add_comment(project, CommentSubject(CommentTarget.CODE, ids.trust), "چه چیزی اعتماد است؟")
        project.coder_id = ids.coder

    @property
    def panel(self):
        return self.window._review.panel()

    def press(self, letter: str) -> None:
        key = getattr(Qt.Key, f"Key_{letter}")
        QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(QEvent.Type.KeyPress, key, CTRL_SHIFT, ""))
        self.settle()

    def choose_code(self, code_id: int) -> None:
        self.reading.codes.tree.setFocus()
        self.reading.codes.tree.show_code(code_id)
        self.settle()

    def cards(self) -> list[CommentCard]:
        return [card for card in self.panel.findChildren(CommentCard) if card.isVisible()]

    def bodies(self) -> list[str]:
        return [card.comment.body for card in self.cards()]

    def settle(self) -> None:
        deadline = QDeadlineTimer(5_000)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        while any(one.isActive() and one.isSingleShot() and one.interval() < 100 for one in self._timers()):
            assert not deadline.hasExpired()
            QTest.qWait(5)
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    def _timers(self) -> list[QTimer]:
        return [*self.window.findChildren(QTimer), *self.reading.findChildren(QTimer)]


@pytest.fixture
def desk(make_window, tmp_path: Path) -> Desk:
    return Desk(make_window(), tmp_path / "p.qdatool")


def test_a_key_comments_on_the_chosen_code(desk: Desk) -> None:
    desk.choose_code(desk.ids.help)
    desk.press("M")
    assert QApplication.focusWidget() is desk.panel.field
    QTest.keyClicks(desk.panel.field, "too broad?")
    QTest.keyClick(desk.panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    (newest, _) = list_comments(desk.project)
    assert (newest.subject, newest.body) == (CommentSubject(CommentTarget.CODE, desk.ids.help), "too broad?")
    assert desk.bodies() == ["too broad?", "چه چیزی اعتماد است؟"]
    assert desk.panel.field.words() == ""
    assert desk.project.next_undo() is Operation.ADD_COMMENT


def test_escape_gives_the_keyboard_back_and_the_panel_stays(desk: Desk) -> None:
    desk.choose_code(desk.ids.help)
    desk.press("M")
    QTest.keyClick(desk.panel.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is desk.reading.codes.tree
    assert desk.panel.isVisible()
    desk.press("R")
    assert not desk.panel.isVisible()


def test_the_panel_is_open_again_where_it_was_left_open(desk: Desk, make_window) -> None:
    path = desk.project.path
    desk.press("R")
    desk.window.close_project()
    assert not desk.panel.isVisible()
    desk.window.open_path(path)
    desk.settle()
    assert desk.panel.isVisible()
    assert desk.bodies() == ["چه چیزی اعتماد است؟"]
    desk.window._review.toggle()
    desk.window.close_project()
    desk.window.open_path(path)
    assert not desk.panel.isVisible()


def test_a_selected_passage_and_the_document_can_be_commented_on(desk: Desk) -> None:
    desk.reading._show_quotation(desk.ids.quotation)
    desk.reading.pane.view.setFocus()
    desk.settle()
    assert desk.reading.commented() == CommentSubject(CommentTarget.QUOTATION, desk.ids.quotation)
    desk.reading.documents.list.setFocus()
    assert desk.reading.commented() == CommentSubject(CommentTarget.DOCUMENT, desk.ids.first)


def test_a_comment_is_answered_in_place_and_resolved(desk: Desk) -> None:
    desk.press("R")
    (card,) = desk.cards()
    QTest.mouseClick(card.reply_button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is card.field
    QTest.keyClicks(card.field, "acts, not words")
    QTest.mouseClick(card.send, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [one.body for one in list_comments(desk.project)[0].answers] == ["acts, not words"]
    (card,) = desk.cards()
    QTest.mouseClick(card.done_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.cards() == []
    QTest.mouseClick(desk.panel.state.button(True), Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.bodies() == ["چه چیزی اعتماد است؟"]
    desk.project.undo()
    desk.settle()
    assert desk.cards() == []


def test_the_filter_looks_into_words_names_and_coders_in_any_spelling(desk: Desk) -> None:
    add_comment(desk.project, CommentSubject(CommentTarget.DOCUMENT, desk.ids.second), "a short interview")
    desk.press("R")
    for typed, fitting in (
        ("اعتماد اس", ["چه چیزی اعتماد است؟"]),
        ("mina", ["چه چیزی اعتماد است؟"]),
        ("p2", ["a short interview"]),
        ("nothing of the kind", []),
    ):
        desk.panel.filter.setText(typed)
        desk.settle()
        assert desk.bodies() == fitting


def test_only_comments_on_what_is_chosen_are_shown_when_asked(desk: Desk) -> None:
    desk.choose_code(desk.ids.help)
    desk.press("R")
    desk.panel.only_chosen.click()
    desk.settle()
    assert desk.bodies() == []
    desk.choose_code(desk.ids.trust)
    desk.window.actions.refresh()
    desk.settle()
    assert desk.bodies() == ["چه چیزی اعتماد است؟"]


def test_a_click_on_the_name_goes_to_the_thing(desk: Desk) -> None:
    add_comment(desk.project, CommentSubject(CommentTarget.QUOTATION, desk.ids.lone_quotation), "enough?")
    add_comment(desk.project, Box(desk.ids.paradigm, code_key(desk.ids.trust)), "why here?")
    desk.press("R")
    box, passage, code = desk.cards()
    QTest.mouseClick(code.subject, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.reading.codes.tree.present_code() == desk.ids.trust
    QTest.mouseClick(passage.subject, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.reading.pane.view.selected_quotation() == desk.ids.lone_quotation
    QTest.mouseClick(box.subject, Qt.MouseButton.LeftButton)
    desk.settle()
    models = desk.window.workspace(WorkspaceId.MODELS)
    assert desk.window.chosen_workspace() is WorkspaceId.MODELS
    assert (models.session.model.id, models.session.chosen_key) == (desk.ids.paradigm, code_key(desk.ids.trust))


def test_a_box_an_arrow_and_the_model_itself_can_be_commented_on(desk: Desk) -> None:
    desk.window.show_workspace(WorkspaceId.MODELS)
    models = desk.window.workspace(WorkspaceId.MODELS)
    models.session.show_model(desk.ids.paradigm)
    assert models.commented() == CommentSubject(CommentTarget.MODEL, desk.ids.paradigm)
    models.session.choose(code_key(desk.ids.trust))
    assert models.commented() == Box(desk.ids.paradigm, code_key(desk.ids.trust), desk.ids.trust)
    models.session.choose("link:role:causal>role:consequence")
    assert models.commented() == CommentSubject(CommentTarget.RELATION, desk.ids.relation)


def test_the_top_bar_counts_what_is_open(desk: Desk) -> None:
    button = desk.window._top._review
    assert "1 open comments" in button.toolTip()
    close_comment(desk.project, desk.comment)
    assert "open comments" not in button.toolTip()


def test_a_project_that_is_only_read_shows_comments_and_says_why_none_can_be_written(make_window, tmp_path) -> None:
    desk = Desk(make_window(language="fa"), tmp_path / "p.qdatool", read_only=True)
    desk.choose_code(desk.ids.trust)
    desk.press("M")
    assert desk.bodies() == ["چه چیزی اعتماد است؟"]
    assert not desk.panel.field.isVisible()
    assert "فقط برای خواندن باز است" in desk.panel.why_not.accessibleName()
    assert not hasattr(desk.cards()[0], "reply_button")


def test_an_answer_that_is_being_written_survives_a_change_elsewhere(desk: Desk) -> None:
    desk.press("R")
    (card,) = desk.cards()
    card.reply()
    QTest.keyClicks(card.field, "half an ans")
    add_comment(desk.project, CommentSubject(CommentTarget.DOCUMENT, desk.ids.first), "x")
    desk.settle()
    assert card.field.words() == "half an ans"
    assert card.isVisible()


def test_a_box_shows_how_many_comments_are_open_on_it_and_its_code(desk: Desk) -> None:
    add_comment(desk.project, Box(desk.ids.paradigm, code_key(desk.ids.trust)), "why here?")
    desk.window.show_workspace(WorkspaceId.MODELS)
    models = desk.window.workspace(WorkspaceId.MODELS)
    models.session.show_model(desk.ids.paradigm)
    desk.settle()
    badges = models.page.canvas.comments
    assert badges.numbers() == ["2"]
    close_comment(desk.project, desk.comment)
    desk.settle()
    assert badges.numbers() == ["1"]


def test_a_box_of_a_free_map_is_called_what_it_stands_for(desk: Desk) -> None:
    free = create_model(desk.project, ModelKind.FREE, "My map")
    key = add_to_map(desk.project, free, MapThing.MEMO, desk.ids.memo)
    box = Box(free, key)
    named = subject_names(desk.project, [box])[box]
    assert (named.name, named.place) == ("Tired", "My map")


def test_the_open_memo_and_the_chosen_code_of_the_codebook_can_be_commented_on(desk: Desk) -> None:
    desk.window.show_workspace(WorkspaceId.MEMOS)
    memos = desk.window.workspace(WorkspaceId.MEMOS)
    assert memos.commented() == CommentSubject(CommentTarget.MEMO, desk.ids.memo)
    desk.window.show_workspace(WorkspaceId.CODEBOOK)
    codebook = desk.window.workspace(WorkspaceId.CODEBOOK)
    codebook.table.show_code(desk.ids.help)
    assert codebook.commented() == CommentSubject(CommentTarget.CODE, desk.ids.help)
