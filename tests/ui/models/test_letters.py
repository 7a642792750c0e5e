"""Letters of boxes set otherwise than usual, and looks carried from box to box, from the inspector and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code, move_code
from qdatool.coding.letter_styles import LetterFamily, LetterSize, LetterStyle
from qdatool.coding.model_options import Arrangement, ModelOption
from qdatool.coding.models import create_model, list_models, put_in_slot, set_model_option
from qdatool.coding.node_keys import code_key
from qdatool.coding.node_styles import NodeStyle, set_node_style
from qdatool.coding.roles import ModelKind
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.theme import tokens

GREEN = "#137B5E"


def styles(study):
    return list_models(study.project)[-1].styles


def give(study, key, style):
    set_node_style(study.project, list_models(study.project)[-1].id, key, style)


def texts(study, key):
    return [text for text in study.canvas.figure().texts if text.key == key]


def pick(choice, row):
    """Choose a row by the keyboard."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(choice, Qt.Key.Key_Down)


def open_letters(study, key, page):
    study.canvas.choose(key)
    page.look.opener.click()
    return page.look.letters


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fa", "dark")])
def test_the_letters_of_a_role_are_enlarged_coloured_and_given_back(make_study, language, theme):
    study = make_study(language=language, theme=theme)
    key, look = "role:strategy", study.workspace.inspector.role.look
    usual = texts(study, key)[0].size_pt
    letters = open_letters(study, key, study.workspace.inspector.role)
    pick(letters.size, 2)
    pick(letters.ink, 1)
    pick(letters.family, 1)
    QTest.mouseClick(letters.bold.button(False), Qt.MouseButton.LeftButton)
    wanted = LetterStyle(LetterSize.LARGER, is_bold=False, ink=GREEN, family=LetterFamily.NOTO)
    assert styles(study) == {key: NodeStyle(letters=wanted)}
    shown = texts(study, key)[0]
    assert (shown.is_bold, shown.color, shown.fonts.latin) == (False, tokens().code_color(GREEN), "Noto Sans")
    assert shown.size_pt > usual
    assert study.project.next_undo() is Operation.SET_NODE_STYLE
    look.usual_button.click()
    assert styles(study) == {}
    study.project.undo()
    assert letters.size.value() is LetterSize.LARGER and letters.bold.value() is False


def test_a_role_gives_its_letters_to_its_categories_in_one_step(study):
    key = study.key("Training")
    give(study, "role:strategy", NodeStyle(letters=LetterStyle(ink=GREEN)))
    study.canvas.choose("role:strategy")
    assert texts(study, key)[0].color != tokens().code_color(GREEN)
    look = study.workspace.inspector.role.look
    look.inside.setFocus()
    QTest.keyClick(look.inside, Qt.Key.Key_Space)
    assert texts(study, key)[0].color == tokens().code_color(GREEN)
    study.project.undo()
    assert texts(study, key)[0].color != tokens().code_color(GREEN)
    study.canvas.choose(key)
    assert study.workspace.inspector.code.look.inside.isHidden()


def test_a_full_fill_waits_for_a_colour(study):
    study.canvas.choose("role:strategy")
    look = study.workspace.inspector.role.look
    look.opener.click()
    assert not look.solid.isEnabled()
    pick(look.fill, 2)
    look.solid.click()
    assert styles(study) == {"role:strategy": NodeStyle(GREEN, is_solid=True)}
    boxes = [box for box in study.canvas.figure().boxes if box.key == "role:strategy"]
    assert max(boxes, key=lambda box: box.rect.height).fill == tokens().code_color(GREEN)


@pytest.mark.parametrize("chosen", ["role:causal", "Training"])
def test_one_look_is_given_to_all_of_its_kind_in_one_step(study, chosen):
    is_role = chosen.startswith("role:")
    key = chosen if is_role else study.key(chosen)
    own = NodeStyle(letters=LetterStyle(LetterSize.LARGER))
    give(study, key, own)
    study.canvas.choose(key)
    page = study.workspace.inspector.role if is_role else study.workspace.inspector.code
    page.look.alike_button.click()
    kinds = {each.partition(":")[0] for each in styles(study)}
    assert kinds == ({"role"} if is_role else {"code"}) and set(styles(study).values()) == {own}
    assert len(styles(study)) == 6
    assert study.project.next_undo() is Operation.STYLE_ALIKE
    study.project.undo()
    assert styles(study) == {key: own}


def test_a_look_is_copied_and_pasted_by_key(study):
    own = NodeStyle(GREEN, letters=LetterStyle(is_bold=True))
    give(study, "role:causal", own)
    actions = study.window.actions
    study.canvas.choose("role:causal")
    assert not actions.is_enabled(ModelAction.PASTE_LOOK)
    study.canvas.setFocus()
    QTest.keyClick(study.canvas, Qt.Key.Key_B)
    study.canvas.choose(study.key("Training"))
    study.canvas.setFocus()
    QTest.keyClick(study.canvas, Qt.Key.Key_V)
    assert styles(study) == {"role:causal": own, study.key("Training"): own}
    study.project.undo()
    assert styles(study) == {"role:causal": own}


def test_what_stands_alone_of_its_kind_says_so(study):
    study.window.actions.trigger(ModelAction.NEW_MAP)
    study.workspace.inspector.whole.map.note_button.click()
    look = study.workspace.inspector.map_node.look
    look.opener.click()
    pick(look.letters.size, 1)
    before = study.project.next_undo()
    look.alike_button.click()
    assert study.project.next_undo() is before is Operation.SET_NODE_STYLE


def test_letters_that_can_hardly_be_read_are_told_of(study):
    look = study.workspace.inspector.role.look
    give(study, "role:causal", NodeStyle("#622A56", letters=LetterStyle(ink="#4F1A94")))
    study.canvas.choose("role:causal")
    assert look.faint.isHidden()
    look.solid.click()
    assert look.faint.isVisible() and look.faint.text()
    pick(look.fill, 1)
    assert look.faint.isHidden() and not look.solid.isChecked()


def test_a_theme_of_a_data_structure_gives_its_letters_to_its_concepts(study):
    codes = {name: create_code(study.project, CodeDraft(name)) for name in ("Trust", "Candour", "Open doors")}
    move_code(study.project, codes["Candour"], codes["Trust"])
    move_code(study.project, codes["Open doors"], codes["Candour"])
    model_id = create_model(study.project, ModelKind.THEMATIC_NETWORK, "Structure")
    put_in_slot(study.project, model_id, None, codes["Trust"], 0)
    study.workspace.session.show_model(model_id)
    look = study.workspace.inspector.code.look
    key, concept = code_key(codes["Candour"]), code_key(codes["Open doors"])
    give(study, key, NodeStyle(letters=LetterStyle(ink=GREEN)))
    study.canvas.choose(key)
    assert look.inside.isHidden()
    set_model_option(study.project, model_id, ModelOption.ARRANGEMENT, Arrangement.GIOIA.value)
    study.canvas.choose(key)
    look.inside.click()
    assert texts(study, concept)[0].color == texts(study, key)[0].color == tokens().code_color(GREEN)
    study.canvas.choose(code_key(codes["Trust"]))
    assert look.inside.isHidden()


def test_a_copied_look_goes_to_all_chosen_boxes_in_one_step(study):
    own = NodeStyle(letters=LetterStyle(is_bold=False))
    give(study, "role:causal", own)
    study.canvas.choose("role:causal")
    study.window.actions.trigger(ModelAction.COPY_LOOK)
    study.canvas.choose_several(["role:strategy", "role:consequence"])
    study.window.actions.trigger(ModelAction.PASTE_LOOK)
    assert styles(study) == dict.fromkeys(("role:causal", "role:strategy", "role:consequence"), own)
    study.project.undo()
    assert styles(study) == {"role:causal": own}


def test_all_of_a_kind_get_their_usual_look_back_from_one_that_has_it(study):
    for key in ("role:causal", "role:strategy"):
        give(study, key, NodeStyle(GREEN))
    study.canvas.choose("role:consequence")
    look = study.workspace.inspector.role.look
    look.opener.click()
    look.alike_button.click()
    assert styles(study) == {}
    study.project.undo()
    assert set(styles(study)) == {"role:causal", "role:strategy"}
