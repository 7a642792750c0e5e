"""Choosing the type of a link: types of one's own are offered everywhere, and what follows from others is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from qdatool.coding.map_nodes import add_note, link_on_map, read_map
from qdatool.coding.models import create_model, load_model, put_in_slot
from qdatool.coding.relation_type_edits import TypeChange, add_relation_type, change_relation_type
from qdatool.coding.relations import list_relations, relate_codes
from qdatool.coding.roles import LineStyle, ModelKind
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.inspector.relation_rows import RelationRow
from qdatool.ui.relation_types_sheet import RelationTypesSheet

LINK = "link:role:strategy>role:consequence"


def offered(choice):
    return [choice.itemText(i) for i in range(choice.count())]


def sheet_of(study):
    (sheet,) = study.window.findChildren(RelationTypesSheet)
    return sheet


def press_types_button(page):
    button = next(one for one in page.findChildren(type(page.add_button)) if one.toolTip() in TYPES and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()


TYPES = ("Types of relation\u2026", "نوع‌های رابطه\u2026")


@pytest.mark.parametrize(("language", "name"), [("en", "is needed for"), ("fa", "شرط لازمِ")])
def test_the_type_of_a_link_is_made_in_the_table_and_given_to_it(make_study, language, name):
    study = make_study(language=language)
    study.workspace.session.choose(LINK)
    page = study.workspace.inspector.link
    press_types_button(page)
    assert sheet_of(study).chosen_key() == "leads_to"
    sheet_of(study).accept()
    key = add_relation_type(study.project, {language: name})
    QCoreApplication.processEvents()
    assert name in offered(page.type_choice)
    page.type_choice.setCurrentIndex(page.type_choice.findData(key))
    page.type_choice.activated.emit(page.type_choice.currentIndex())
    assert [one.type_key for one in list_relations(study.project)] == [key]


def test_a_dotted_type_is_dotted_on_the_canvas_as_soon_as_it_is_chosen(study):
    change_relation_type(study.project, "leads_to", TypeChange(line_style=LineStyle.DOTTED))
    QCoreApplication.processEvents()
    (line,) = (line for line in study.canvas.figure().lines if line.key == LINK)
    assert line.line_style is LineStyle.DOTTED


def test_a_link_of_a_map_is_offered_the_types_too(study):
    key = add_relation_type(study.project, {"en": "is needed for"})
    free = create_model(study.project, ModelKind.FREE, "Map", from_levels=False)
    put_in_slot(study.project, free, None, study.codes["Training"])
    note = add_note(study.project, free, "why?")
    link_on_map(study.project, free, note, study.key("Training"), key)
    QCoreApplication.processEvents()
    study.workspace.session.show_model(free)
    study.workspace.session.choose(f"link:{note}>{study.key('Training')}")
    page = study.workspace.inspector.map_link
    assert page.type_choice.currentText() == "is needed for"
    assert read_map(study.project, load_model(study.project, free)).links[0].type_key == key


def test_a_type_selected_in_the_table_is_taken_over_by_the_form(study):
    study.workspace.session.choose(LINK)
    page = study.workspace.inspector.link
    QTest.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.types_button, Qt.MouseButton.LeftButton)
    key = add_relation_type(study.project, {"en": "is needed for"})
    sheet = sheet_of(study)
    sheet.retranslate()
    sheet.table.setCurrentCell(sheet.table.rowCount() - 1, 1)
    sheet.accept()
    assert page.form.type.currentData() == key


def test_what_follows_from_others_is_said_before_it_is_linked(study):
    codes = study.codes
    relate_codes(study.project, codes["Joined systems"], codes["Training"], "leads_to")
    QCoreApplication.processEvents()
    study.workspace.session.choose(LINK)
    form = study.workspace.inspector.link.form
    QTest.mouseClick(study.workspace.inspector.link.add_button, Qt.MouseButton.LeftButton)
    for choice, value in ((form.source, codes["Joined systems"]), (form.target, codes["Lower costs"])):
        choice.setCurrentIndex(choice.findData(value))
    form.type.setCurrentIndex(form.type.findData("leads_to"))
    assert "Joined systems \u2192 Training \u2192 Lower costs" in form.implied.text()
    form.type.setCurrentIndex(form.type.findData("conditions"))
    assert not form.implied.isVisible()


def test_the_table_opens_from_the_list_of_commands_too(study):
    study.window.actions.trigger(ModelAction.TYPES)
    assert sheet_of(study).isVisible()


def test_a_relation_that_holds_both_ways_does_not_lead_one_way_on_the_page(study):
    change_relation_type(study.project, "leads_to", TypeChange(is_directed=False))
    QCoreApplication.processEvents()
    study.canvas.choose("")
    parts = study.workspace.inspector.whole.negative.cases.parts()
    (row,) = (part for part in parts if isinstance(part, RelationRow))
    assert "Training \u2194 Lower costs" in row.accessibleName()
