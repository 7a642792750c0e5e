"""Links drawn otherwise than usual, from the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qdatool.coding.changes import Operation
from qdatool.coding.link_styles import LinkStyle, read_link_styles
from qdatool.coding.map_nodes import MapThing, add_note, add_to_map, link_on_map
from qdatool.coding.models import create_model, list_models
from qdatool.coding.node_keys import link_key
from qdatool.coding.node_styles import LineWeight
from qdatool.coding.roles import LineStyle, ModelKind
from qdatool.figures.style import figure_style
from qdatool.ui.theme import tokens

GREEN = "#137B5E"
ARROW = "link:role:causal>role:phenomenon"


def styles(study, model_id=None):
    return read_link_styles(study.project, model_id or list_models(study.project)[-1].id)


def line(study, key):
    return next(shape for shape in study.canvas.figure().lines if shape.key == key)


def pick(choice, row):
    """Choose a row by the keyboard."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(choice, Qt.Key.Key_Down)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fa", "dark")])
def test_an_arrow_is_coloured_thickened_dotted_and_given_back(make_study, language, theme):
    study = make_study(language=language, theme=theme)
    usual = line(study, ARROW)
    study.canvas.choose(ARROW)
    look = study.workspace.inspector.link.look
    assert look.body.isHidden()
    look.opener.click()
    assert look.line.hasFocus()
    pick(look.line, 1)
    pick(look.dashes, 3)
    QTest.mouseClick(look.weight.button(LineWeight.HEAVY), Qt.MouseButton.LeftButton)
    assert styles(study) == {ARROW: LinkStyle(GREEN, LineWeight.HEAVY, LineStyle.DOTTED)}
    drawn = line(study, ARROW)
    assert (drawn.stroke, drawn.line_style) == (tokens().code_color(GREEN), LineStyle.DOTTED)
    assert drawn.line_width == figure_style(f"screen_{theme}").heavy_line
    look.usual_button.click()
    assert styles(study) == {} and line(study, ARROW) == usual
    assert study.project.next_undo() is Operation.STYLE_LINKS
    study.project.undo()
    assert look.weight.value() is LineWeight.HEAVY


def test_all_arrows_get_one_look_in_one_step(study):
    study.canvas.choose(ARROW)
    look = study.workspace.inspector.link.look
    look.opener.click()
    pick(look.line, 1)
    look.alike_button.click()
    assert len(styles(study)) == 5 and set(styles(study).values()) == {LinkStyle(GREEN)}
    study.project.undo()
    assert set(styles(study)) == {ARROW}


def test_a_link_of_a_map_has_a_look_of_its_own(study):
    model_id = create_model(study.project, ModelKind.FREE, "Map")
    code = add_to_map(study.project, model_id, MapThing.CODE, study.codes["Training"])
    note = add_note(study.project, model_id, "Why?")
    link_on_map(study.project, model_id, note, code, "associated")
    study.workspace.session.show_model(model_id)
    key = link_key(note, code)
    study.canvas.choose(key)
    look = study.workspace.inspector.map_link.look
    look.opener.click()
    pick(look.dashes, 1)
    assert styles(study, model_id) == {key: LinkStyle(line_style=LineStyle.SOLID)}
    assert line(study, key).line_style is LineStyle.SOLID
    before = study.project.next_undo()
    look.alike_button.click()
    assert study.project.next_undo() is before is Operation.STYLE_LINKS
