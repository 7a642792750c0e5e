"""Models: made, filled, renamed, deleted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.models import list_models, load_model
from qdatool.coding.roles import ModelKind, Role
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId


def test_a_new_paradigm_is_filled_from_the_roles(make_study):
    study = make_study(with_model=False)
    assert study.window.actions.trigger(ModelAction.NEW_PARADIGM)
    (model,) = list_models(study.project)
    assert model.codes_in(Role.CAUSAL) == (study.codes["Discontent"], study.codes["Corruption"])
    assert study.canvas.figure().node(study.key("Training")).parent_key == "role:strategy"


def test_making_a_model_is_one_step(make_study):
    study = make_study(with_model=False)
    study.window.actions.trigger(ModelAction.NEW_PARADIGM)
    assert study.project.next_undo() is Operation.CREATE_MODEL
    study.project.undo()
    assert list_models(study.project) == ()
    assert study.canvas.figure() is None


def test_a_new_network_takes_the_roots_of_the_tree(study):
    study.window.actions.trigger(ModelAction.NEW_NETWORK)
    model = study.workspace.session.model
    assert model.kind is ModelKind.THEMATIC_NETWORK
    assert study.canvas.figure().node(f"code:{study.codes['Causal']}") is not None


def test_the_list_tells_what_a_model_holds(study):
    (row,) = [study.workspace.list.rows.item(i) for i in range(study.workspace.list.rows.count())]
    assert row.text() == "Paradigm"
    assert row.toolTip() == "Paradigm\n5 of 6 roles · 7 categories"


def test_choosing_a_row_shows_that_model(study):
    study.window.actions.trigger(ModelAction.NEW_NETWORK)
    study.workspace.list.rows.setCurrentRow(0)
    assert study.workspace.session.model.title == "Paradigm"
    assert study.canvas.figure().node("role:causal") is not None


def test_a_deleted_model_comes_back_by_undo(study):
    study.window.actions.trigger(ModelAction.DELETE)
    assert study.workspace.list.rows.count() == 0
    study.project.undo()
    assert study.workspace.list.rows.count() == 1
    assert study.canvas.figure().node("role:causal") is not None


def test_going_to_a_model_shows_it(study):
    study.window.actions.trigger(ModelAction.NEW_NETWORK)
    first = list_models(study.project)[0]
    study.window.go_to(Place(WorkspaceId.MODELS, PlaceKind.MODEL, first.id))
    assert study.workspace.session.model == load_model(study.project, first.id)


def test_a_change_made_while_hidden_is_shown_on_return(study):
    study.window.show_workspace(WorkspaceId.CODE)
    create_code(study.project, CodeDraft("Loose"))
    study.window.show_workspace(WorkspaceId.MODELS)
    assert [row.line.sentence for row in study.workspace.checks.rows() if "belongs to no" in row.line.sentence]


def test_a_model_is_renamed_in_its_row(study, qtbot):
    study.window.actions.trigger(ModelAction.RENAME)
    editor = study.workspace.list.rows.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Leaving")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list_models(study.project)[0].title == "Leaving", timeout=2000)
    study.project.undo()
    assert study.workspace.list.rows.item(0).text() == "Paradigm"


def test_an_empty_name_leaves_the_model_as_it_is(study, qtbot):
    study.window.actions.trigger(ModelAction.RENAME)
    editor = study.workspace.list.rows.findChild(QLineEdit)
    editor.clear()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: study.workspace.list.rows.item(0).text() == "Paradigm", timeout=2000)
    assert list_models(study.project)[0].title == "Paradigm"
