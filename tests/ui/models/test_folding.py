"""Collapsing and expanding nodes on the canvas: by mouse, by keyboard, from the inspector and the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qdatool.coding.changes import Operation
from qdatool.coding.codes import load_codes
from qdatool.coding.collapsing import collapsed_codes
from qdatool.coding.model_options import Arrangement, ModelOption
from qdatool.coding.models import create_model, list_models, set_model_option
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.roles import ModelKind
from qdatool.ui.models.actions import ModelAction


@pytest.fixture
def tree_of(make_study):
    """Return a maker of the study with its codes as a tree: five roles, categories, and Late below Discontent."""

    def make(arrangement: Arrangement = Arrangement.TREE, **how: object):
        study = make_study(with_model=False, **how)
        model_id = create_model(study.project, ModelKind.TREE, "Tree", from_levels=True)
        set_model_option(study.project, model_id, ModelOption.ARRANGEMENT, arrangement.value)
        study.workspace.session.show_model(model_id)
        settle()
        return study

    return make


def settle() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()


def collapsed(study) -> set[str]:
    tree = load_codes(study.project)
    return {tree.codes[code_id].label for code_id in collapsed_codes(list_models(study.project)[-1], tree)}


def drawn(study) -> set[str]:
    tree = load_codes(study.project)
    found = (code_of_key(node.key) for node in study.canvas.figure().nodes)
    return {tree.codes[code_id].label for code_id in found if code_id is not None}


def sign(study, name: str):
    found = next(one for one in study.canvas.folds.signs() if one.key == study.key(name))
    return study.canvas.mapFromScene(found.center)


def words(study) -> list[str]:
    return [line.text for line in study.canvas.figure().texts]


def click_sign(study, name: str) -> None:
    study.canvas.zoom(4.0)
    study.canvas.bring_into_view(study.key(name))
    settle()
    QTest.mouseClick(study.canvas.viewport(), Qt.MouseButton.LeftButton, pos=sign(study, name))
    settle()


@pytest.mark.parametrize("arrangement", [Arrangement.TREE, Arrangement.TOP_DOWN, Arrangement.WEB])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_click_on_the_sign_collapses_and_expands(tree_of, arrangement, language):
    study = tree_of(arrangement, language=language)
    study.canvas.zoom(0.2)
    click_sign(study, "Causal")
    assert collapsed(study) == {"Causal"}
    assert {"Discontent", "Late", "Corruption"}.isdisjoint(drawn(study))
    number = "(۲)" if language == "fa" else "(2)"
    assert any(text.endswith(number) for text in words(study))
    assert study.project.next_undo() is Operation.COLLAPSE_CODES
    click_sign(study, "Causal")
    assert collapsed(study) == set() and "Late" in drawn(study)
    study.project.undo()
    settle()
    assert collapsed(study) == {"Causal"} and "Late" not in drawn(study)


def test_space_folds_what_is_chosen_and_x_opens_everything(tree_of):
    study = tree_of()
    study.canvas.setFocus()
    for name in ("Causal", "Strategy"):
        study.canvas.choose(study.key(name))
        QTest.keyClick(study.canvas, Qt.Key.Key_Space)
        settle()
    assert collapsed(study) == {"Causal", "Strategy"}
    assert "collapsed" in study.canvas.accessibleDescription()
    QTest.keyClick(study.canvas, Qt.Key.Key_X)
    settle()
    assert collapsed(study) == set()
    study.canvas.choose(study.key("Training"))
    assert not study.window.actions.is_enabled(ModelAction.FOLD)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_inspector_offers_it(tree_of, language):
    study = tree_of(language=language)
    page = study.workspace.inspector.code
    study.canvas.choose(study.key("Causal"))
    assert page.fold.isVisible()
    before = page.fold.button.text()
    page.fold.button.click()
    settle()
    assert collapsed(study) == {"Causal"} and page.fold.button.text() != before
    study.canvas.choose(study.key("Training"))
    assert not page.fold.isVisible()


def test_a_hidden_code_points_at_what_hides_it_and_can_be_shown(tree_of):
    study = tree_of()
    study.canvas.choose(study.key("Causal"))
    study.workspace.page.fold()
    study.workspace.session.choose(study.key("Late"))
    settle()
    assert study.canvas.chosen_key() == ""
    assert study.canvas._related == (study.key("Causal"),)
    assert study.canvas.accessibleDescription() == "Late, hidden below Causal"
    page = study.workspace.inspector.code
    assert page.fold.button.text() == "Show it on the figure"
    page.fold.button.click()
    settle()
    assert "Late" in drawn(study) and study.canvas.chosen_key() == study.key("Late")


def test_find_knows_hidden_codes(tree_of):
    study = tree_of()
    study.canvas.choose(study.key("Causal"))
    study.workspace.page.fold()
    search = study.workspace.page.search
    search.start()
    search.field.setText("la")
    assert search.found() == [study.key("Late")]
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    settle()
    assert study.workspace.session.chosen_key == study.key("Late")
    assert search.number.text() == "1 of 1"


def test_a_tree_has_depths_and_a_node_below_them_opens_alone(tree_of):
    study = tree_of()
    page = study.workspace.page
    assert (page.levels(), page.depth()) == (3, 3)
    study.window.actions.trigger(ModelAction.SHALLOWER)
    study.window.actions.trigger(ModelAction.SHALLOWER)
    settle()
    assert drawn(study) == {"Causal", "Phenomenon", "Contextual", "Strategy", "Consequence"}
    study.canvas.choose(study.key("Strategy"))
    page.fold()
    settle()
    assert {"Training", "Joined systems"} <= drawn(study) and "Discontent" not in drawn(study)
    assert collapsed(study) == {"Causal", "Contextual", "Consequence"}
    study.project.undo()
    settle()
    assert page.depth() == 1 and collapsed(study) == set()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_the_menu_says_what_it_would_do(tree_of):
    study = tree_of()
    study.canvas.choose(study.key("Causal"))
    study.workspace.page.fold()
    settle()
    study.canvas.choose(study.key("Causal"))
    study.canvas.menu_wanted.emit(study.canvas.mapToGlobal(study.place(study.key("Causal"))))
    menu = study.workspace.page.findChild(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Expand on the figure" in texts and "Expand everything" in texts
    next(action for action in menu.actions() if action.text() == "Expand everything").trigger()
    menu.close()
    assert collapsed(study) == set()


def test_one_model_for_each_branch(tree_of):
    study = tree_of()
    before = len(list_models(study.project))
    study.window.actions.trigger(ModelAction.PART)
    settle()
    models = list_models(study.project)
    assert [model.title for model in models[before:]] == [
        "Causal",
        "Phenomenon",
        "Contextual",
        "Strategy",
        "Consequence",
    ]
    assert study.workspace.session.model.title == "Causal"
    study.project.undo()
    assert len(list_models(study.project)) == before


def test_a_model_without_levels_has_no_signs(tree_of):
    study = tree_of()
    assert study.canvas.folds.signs()
    study.workspace.session.show_model(create_model(study.project, ModelKind.PARADIGM, "P", from_levels=True))
    assert study.canvas.folds.signs() == ()


def test_a_dragged_box_leaves_the_signs_out_until_it_stands(tree_of):
    study = tree_of()
    start = study.place(study.key("Training"))
    study.drag(start, start + type(start)(30, 30), is_released=False)
    assert not study.canvas.folds.isVisible()
    QTest.mouseRelease(study.canvas.viewport(), Qt.MouseButton.LeftButton, pos=start + type(start)(30, 30))
    settle()
    assert study.canvas.folds.isVisible()
