"""The table of the types of relation: names in place, properties below, adding, replacing and deleting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.project import Project
from qdatool.coding.relation_types import READY_TYPES, TypeScope, list_relation_types
from qdatool.coding.relations import list_relations, relate_codes
from qdatool.coding.roles import LineStyle
from qdatool.ui.relation_types_sheet import RelationTypesSheet
from qdatool.wording import tr


@pytest.fixture
def make_sheet(make_window, project_file):
    """Return a maker of the sheet over a project in which one type is used."""

    def _make(language: str = "en") -> tuple[RelationTypesSheet, Project]:
        path = project_file()
        with Project.open(path) as project:
            first, second = (create_code(project, CodeDraft(name)) for name in ("Trust", "Staying"))
            relate_codes(project, first, second, "leads_to")
        window = make_window(language=language)
        window.open_path(path)
        sheet = RelationTypesSheet(window.project(), window, "causes")
        sheet.open()
        QCoreApplication.processEvents()
        return sheet, window.project()

    return _make


def types(project):
    return {kind.key: kind for kind in list_relation_types(project)}


def row_of(sheet, name):
    return next(
        row for row in range(sheet.table.rowCount()) if name in [sheet.table.item(row, i).text() for i in (0, 1)]
    )


def typed(sheet, text):
    """Type into the cell that is being edited and press Enter."""
    (editor,) = sheet.table.findChildren(QLineEdit)
    editor.selectAll()
    editor.insert(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    # The table takes over what was typed only once the key has been dealt with.
    QCoreApplication.processEvents()


@pytest.mark.parametrize(("language", "column"), [("fa", 0), ("en", 1)])
def test_a_name_is_typed_where_it_stands(make_sheet, language, column):
    sheet, project = make_sheet(language)
    assert sheet.table.currentColumn() == column
    QTest.keyClick(sheet.table, Qt.Key.Key_F2)
    typed(sheet, "سببِ" if language == "fa" else "brings about")
    assert types(project)["causes"].names[language] == ("سببِ" if language == "fa" else "brings about")
    assert (sheet.chosen_key(), project.next_undo()) == ("causes", Operation.RENAME_RELATION_TYPE)


def test_a_name_that_is_taken_is_refused_in_the_sheet_and_the_old_one_stands(make_sheet):
    sheet, project = make_sheet()
    QTest.keyClick(sheet.table, Qt.Key.Key_F2)
    typed(sheet, "leads to")
    assert "leads to" in sheet.refusal.text()
    assert sheet.refusal.isVisible()
    assert types(project)["causes"].name_in("en") == "is cause of"
    assert sheet.table.item(sheet.table.currentRow(), 1).text() == "is cause of"


def test_what_a_type_means_and_looks_like_is_chosen_below(make_sheet):
    sheet, project = make_sheet()
    for button in (sheet.style.button(LineStyle.DOTTED), sheet.direction.button(False)):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    sheet.carries.setFocus()
    QTest.keyClick(sheet.carries, Qt.Key.Key_Space)
    kind = types(project)["causes"]
    assert (kind.line_style, kind.is_directed, kind.is_transitive) == (LineStyle.DOTTED, False, False)
    assert sheet.table.item(sheet.table.currentRow(), 2).toolTip() == "Both ways, Dotted"


def test_the_arrow_keys_go_from_type_to_type_and_what_stands_below_follows(make_sheet):
    sheet, _ = make_sheet()
    QTest.keyClick(sheet.table, Qt.Key.Key_Down)
    assert sheet.chosen_key() == "conditions"
    assert not sheet.carries.isChecked()


@pytest.mark.parametrize(("language", "name"), [("en", "is needed for"), ("fa", "شرط لازمِ")])
def test_a_new_type_is_named_at_once_and_can_be_for_passages_too(make_sheet, language, name):
    sheet, project = make_sheet(language)
    QTest.mouseClick(sheet.add_type_button, Qt.MouseButton.LeftButton)
    typed(sheet, name)
    made = list_relation_types(project)[-1]
    assert made.names == {language: name}
    assert sheet.chosen_key() == made.key
    missing = sheet.table.item(sheet.table.currentRow(), 0 if language == "en" else 1)
    assert missing.toolTip() == tr("Not written yet")
    QTest.mouseClick(sheet.scope.button(TypeScope.ANY), Qt.MouseButton.LeftButton)
    assert types(project)[made.key].scope is TypeScope.ANY


def test_a_ready_made_type_keeps_what_it_is_for(make_sheet):
    sheet, _ = make_sheet()
    assert not sheet.scope.isEnabled()


def test_an_unused_type_goes_with_the_key(make_sheet):
    sheet, project = make_sheet()
    QTest.keyClick(sheet.table, Qt.Key.Key_Delete)
    assert "causes" not in types(project)
    assert sheet.chosen_key() == "conditions"


def test_a_type_in_use_says_so_and_is_replaced_in_one_step(make_sheet):
    sheet, project = make_sheet()
    sheet.table.setCurrentCell(row_of(sheet, "leads to"), 1)
    QTest.mouseClick(sheet.delete_button, Qt.MouseButton.LeftButton)
    assert "leads to" in sheet.refusal.text()
    sheet.other.setCurrentIndex(sheet.other.findData("causes"))
    QTest.mouseClick(sheet.replace_button, Qt.MouseButton.LeftButton)
    assert "leads_to" not in types(project)
    assert [relation.type_key for relation in list_relations(project)] == ["causes"]
    assert sheet.chosen_key() == "causes"
    assert not sheet.refusal.isVisible()
    project.undo()
    assert list(types(project)) == list(READY_TYPES)


def test_the_ready_made_types_of_quotations_cannot_be_deleted(make_sheet):
    sheet, _ = make_sheet()
    sheet.table.setCurrentCell(row_of(sheet, "explains"), 1)
    assert not sheet.delete_button.isEnabled()
