"""Words that are still being typed on a page of the inspector: they reach the project, and the right thing in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.map_nodes import add_note, read_map
from qdatool.coding.models import create_model, list_models, load_model
from qdatool.coding.project import Project
from qdatool.coding.relations import list_relations
from qdatool.coding.roles import ModelKind
from qdatool.ui.shell_actions import ShellAction

ARROW = "link:role:strategy>role:consequence"


@pytest.fixture
def maps(study):
    """Return the ids of two maps; the first is shown, with its only note chosen."""
    first, second = (create_model(study.project, ModelKind.FREE, title) for title in ("First", "Second"))
    key = add_note(study.project, first, "Before")
    study.workspace.session.show_model(first)
    study.canvas.choose(key)
    return first, second


def notes(study, model_id):
    return [node.body for node in read_map(study.project, load_model(study.project, model_id)).nodes]


def type_note(study, words):
    field = study.workspace.inspector.map_node.note
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def test_words_typed_just_before_the_window_closes_are_kept(study):
    study.canvas.choose(ARROW)
    field = study.workspace.inspector.link.proposition
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Typed last")
    path = study.project.path
    study.window.close()
    with Project.open(path) as project:
        assert [one.propositions["en"] for one in list_relations(project)] == ["Typed last"]


def test_a_field_that_has_the_keyboard_writes_before_the_project_is_closed(study):
    study.canvas.choose("role:causal")
    field = study.workspace.inspector.role.names.fields["en"]
    field.setFocus()
    QTest.keyClicks(field, "Why")
    path = study.project.path
    study.window.close_project()
    with Project.open(path) as project:
        assert list_models(project)[0].role_names["causal"]["en"] == "Why"


def test_a_note_typed_just_before_another_map_is_shown_stays_on_its_map(study, maps):
    type_note(study, "Ask the chief")
    study.workspace.session.show_model(maps[1])
    assert notes(study, maps[0]) == ["Ask the chief"]
    assert notes(study, maps[1]) == []


def test_undo_takes_back_the_words_that_were_typed_last(study, maps):
    type_note(study, "Ask the chief")
    study.window.actions.trigger(ShellAction.UNDO)
    assert notes(study, maps[0]) == ["Before"]
    study.window.actions.trigger(ShellAction.REDO)
    assert notes(study, maps[0]) == ["Ask the chief"]


def test_words_for_a_note_that_is_gone_go_with_it(study, maps):
    type_note(study, "Ask the chief")
    study.project.undo()
    assert notes(study, maps[0]) == []
    QCoreApplication.processEvents()
    assert notes(study, maps[0]) == []


def test_a_sentence_is_kept_when_the_language_is_switched_while_it_is_typed(study):
    study.canvas.choose(ARROW)
    field = study.workspace.inspector.link.proposition
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Half a sentence")
    study.window.settings.language = "fa"
    study.window.appearance.apply(study.window.settings)
    QCoreApplication.processEvents()
    assert [one.propositions for one in list_relations(study.project)] == [{"en": "Half a sentence"}]
    assert field.toPlainText() == ""
    assert QApplication.focusWidget() is field
