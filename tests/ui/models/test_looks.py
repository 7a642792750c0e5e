"""Boxes drawn otherwise than usual, from the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qdatool.coding.changes import Operation
from qdatool.coding.models import list_models
from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle, set_node_style
from qdatool.figures.style import figure_style, mixed
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.theme import tokens

GREEN = "#137B5E"


def styles(study):
    return list_models(study.project)[-1].styles


def frame(study, key):
    boxes = [box for box in study.canvas.figure().boxes if box.key == key]
    return max(boxes, key=lambda box: box.rect.width * box.rect.height)


def open_look(study, key, page):
    study.canvas.choose(key)
    assert page.look.body.isHidden()
    page.look.opener.click()
    assert page.look.body.isVisible() and page.look.fill.hasFocus()
    return page.look


def pick(choice, color):
    """Choose a colour by the keyboard, as the list lies open under it."""
    choice.setFocus()
    row = choice.findData(color)
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(choice, Qt.Key.Key_Down)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_role_is_filled_framed_and_given_back(make_study, theme):
    study = make_study(theme=theme)
    look = open_look(study, "role:strategy", study.workspace.inspector.role)
    pick(look.fill, GREEN)
    assert styles(study) == {"role:strategy": NodeStyle(GREEN)}
    assert study.project.next_undo() is Operation.SET_NODE_STYLE
    drawn = figure_style(f"screen_{theme}")
    assert frame(study, "role:strategy").fill == mixed(tokens().code_color(GREEN), drawn.paper, drawn.tint)
    QTest.mouseClick(look.weight.button("heavy"), Qt.MouseButton.LeftButton)
    look.dashed.click()
    assert styles(study) == {"role:strategy": NodeStyle(GREEN, None, LineWeight.HEAVY, is_dashed=True)}
    assert frame(study, "role:strategy").is_dashed
    look.usual_button.click()
    assert styles(study) == {}
    study.project.undo()
    assert styles(study)["role:strategy"].is_dashed


def test_a_category_inside_a_box_gets_a_frame(study):
    key = study.key("Training")
    look = open_look(study, key, study.workspace.inspector.code)
    pick(look.line, GREEN)
    assert styles(study) == {key: NodeStyle(line=GREEN)}
    rect = study.canvas.figure().node(key).rect
    assert frame(study, key).rect.contains(rect.center_x, rect.center_y)
    assert frame(study, key).stroke == tokens().code_color(GREEN)


def test_a_note_of_a_map_loses_its_ground(study):
    study.window.actions.trigger(ModelAction.NEW_MAP)
    study.workspace.inspector.whole.map.note_button.click()
    look = study.workspace.inspector.map_node.look
    look.opener.click()
    pick(look.fill, NO_COLOR)
    (key,) = styles(study)
    assert frame(study, key).fill == figure_style("screen_light").paper


def test_what_has_a_look_of_its_own_shows_it_without_being_asked(study):
    model = list_models(study.project)[-1]
    set_node_style(study.project, model.id, "role:causal", NodeStyle(line=GREEN))
    page = study.workspace.inspector.role
    study.canvas.choose("role:causal")
    assert page.look.body.isVisible() and page.look.line.color() == GREEN
    study.canvas.choose("role:strategy")
    assert page.look.body.isHidden()


def test_the_legend_is_drawn_when_it_is_wanted(study):
    box = study.workspace.inspector.whole.options.legend
    study.workspace.session.set_counts(True)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert any(text.key.startswith("legend") for text in study.canvas.figure().texts)
    assert study.project.next_undo() is Operation.SET_MODEL_OPTION
    study.project.undo()
    assert not box.isChecked()
