"""What undo and redo bring into view on the figure: the model, what changed on it, and never the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from qdatool.coding.map_drawing import NodeSize, resize_node, route_link
from qdatool.coding.map_nodes import add_note, link_on_map, take_off_map, unlink_on_map
from qdatool.coding.models import (
    NodePlace,
    arrange_model,
    create_model,
    list_models,
    move_node,
    move_to_slot,
    pin_nodes,
    take_from_slot,
)
from qdatool.coding.node_styles import NodeStyle, set_node_style
from qdatool.coding.relations import delete_relation, relate_codes
from qdatool.coding.roles import ModelKind, Role
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.shell_actions import ShellAction

CAUSAL, STRATEGY = "role:causal", "role:strategy"
ARROW = f"link:{CAUSAL}>role:phenomenon"
ACTS = {
    "a move": (lambda p, m, s: move_node(p, m, STRATEGY, NodePlace(200, 300)), STRATEGY),
    "a pin": (lambda p, m, s: pin_nodes(p, m, {CAUSAL: NodePlace(90, 90)}), CAUSAL),
    "a size": (lambda p, m, s: resize_node(p, m, STRATEGY, NodeSize(100, 100)), STRATEGY),
    "a route": (lambda p, m, s: route_link(p, m, CAUSAL, "role:phenomenon", [NodePlace(90, 300)]), ARROW),
    "a style": (lambda p, m, s: set_node_style(p, m, STRATEGY, NodeStyle("#137B5E")), STRATEGY),
    "another role": (
        lambda p, m, s: move_to_slot(p, m, s.codes["Corruption"], Role.CAUSAL, Role.CONTEXTUAL),
        "code:{Corruption}",
    ),
    "a code taken out": (lambda p, m, s: take_from_slot(p, m, Role.CAUSAL, s.codes["Corruption"]), "code:{Corruption}"),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("shows_other", [False, True])
def test_undo_and_redo_show_the_model_and_what_they_changed(study, name, shows_other):
    act, wanted = ACTS[name]
    wanted = wanted.format(**study.codes)
    model_id = list_models(study.project)[0].id
    other = create_model(study.project, ModelKind.TREE, "Tree", from_levels=True)
    study.workspace.session.show_model(model_id)
    act(study.project, model_id, study)
    rows = study.workspace.list.rows
    for action in (ShellAction.UNDO, ShellAction.REDO):
        study.workspace.session.show_model(other if shows_other else model_id)
        study.workspace.session.choose("")
        QCoreApplication.processEvents()
        rows.setFocus()
        assert study.window.actions.trigger(action)
        assert study.workspace.session.model.id == model_id
        is_gone = name == "a code taken out" and action is ShellAction.REDO
        assert study.canvas.chosen_key() == (CAUSAL if is_gone else wanted)
        assert study.canvas.is_flashing()
        assert QApplication.focusWidget() is rows


def test_what_is_framed_is_brought_into_view_and_let_go(study, qtbot):
    model_id = list_models(study.project)[0].id
    move_node(study.project, model_id, "role:consequence", NodePlace(400, 300))
    canvas = study.canvas
    for _ in range(8):
        canvas.zoom_in()
    canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().minimum())
    assert not canvas.viewport().rect().contains(study.place("role:consequence"))
    study.window.actions.trigger(ShellAction.UNDO)
    assert canvas.viewport().rect().contains(study.place("role:consequence"))
    qtbot.waitUntil(lambda: not canvas.is_flashing(), timeout=3000)


def test_all_that_a_step_changed_is_framed(study):
    model_id = list_models(study.project)[0].id
    for i, key in enumerate((CAUSAL, STRATEGY)):
        move_node(study.project, model_id, key, NodePlace(100 + 200 * i, 300))
    arrange_model(study.project, model_id)
    seen = []
    study.canvas.flash = seen.extend
    study.window.actions.trigger(ShellAction.UNDO)
    assert seen == [CAUSAL, STRATEGY]


def test_only_the_link_is_framed_that_was_led_elsewhere(study):
    model_id = list_models(study.project)[0].id
    route_link(study.project, model_id, CAUSAL, "role:phenomenon", [NodePlace(90, 300)])
    seen = []
    study.canvas.flash = seen.extend
    study.window.actions.trigger(ShellAction.UNDO)
    study.window.actions.trigger(ShellAction.REDO)
    assert seen == [ARROW, ARROW]


def test_links_of_a_map_that_came_and_went_are_shown(study):
    study.window.actions.trigger(ModelAction.NEW_MAP)
    map_id = list_models(study.project)[-1].id
    notes = [add_note(study.project, map_id, words) for words in ("one", "two")]
    link = link_on_map(study.project, map_id, *notes, "causes")
    unlink_on_map(study.project, link)
    study.window.actions.trigger(ShellAction.UNDO)
    assert study.canvas.chosen_key() == f"link:{notes[0]}>{notes[1]}"
    study.window.actions.trigger(ShellAction.REDO)
    # The link is gone; its ends are not.
    assert study.canvas.chosen_key() == notes[0]
    take_off_map(study.project, map_id, notes[1])
    study.window.actions.trigger(ShellAction.UNDO)
    assert study.canvas.chosen_key() == notes[1]


def test_a_relation_that_went_is_shown_by_its_arrow(study):
    relation = relate_codes(study.project, study.codes["Corruption"], study.codes["Training"], "causes")
    arrow = f"link:{CAUSAL}>{STRATEGY}"
    delete_relation(study.project, relation)
    study.window.actions.trigger(ShellAction.UNDO)
    shown = {line.key for line in study.canvas.figure().lines}
    assert study.canvas.chosen_key() == (arrow if arrow in shown else study.key("Corruption"))


def test_who_writes_in_the_inspector_stays_there(study):
    model_id = list_models(study.project)[0].id
    move_node(study.project, model_id, STRATEGY, NodePlace(400, 300))
    study.canvas.choose(CAUSAL)
    field = study.workspace.inspector.first_field()
    field.setFocus()
    study.window.actions.trigger(ShellAction.UNDO)
    assert QApplication.focusWidget() is field
    assert study.canvas.chosen_key() == CAUSAL
    assert study.canvas.is_flashing()


def test_buttons_follow_what_undo_took_back(study):
    actions, canvas = study.window.actions, study.canvas
    canvas.choose(STRATEGY)
    model_id = study.workspace.session.model.id
    move_node(study.project, model_id, STRATEGY, NodePlace(200, 300))
    arrange = study.workspace.page.tools.buttons[ModelAction.ARRANGE]
    QCoreApplication.processEvents()
    assert arrange.isEnabled()
    actions.trigger(ShellAction.UNDO)
    assert not arrange.isEnabled()
