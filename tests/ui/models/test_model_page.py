"""The page of the model itself: titles, drawing, translations and versions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.changes import Operation
from qdatool.coding.codes import load_codes
from qdatool.coding.model_options import Arrangement, ModelOption
from qdatool.coding.model_versions import list_versions
from qdatool.coding.models import create_model, list_models, take_from_slot
from qdatool.coding.node_styles import NodeStyle, set_node_style
from qdatool.coding.roles import ModelKind, Role
from qdatool.figures.spec import role_key
from qdatool.ui.models.inspector.translations import TranslationsSheet


@pytest.fixture
def page(study):
    study.canvas.choose("")
    assert study.workspace.inspector.whole.isVisible()
    return study.workspace.inspector.whole


def model(study):
    return list_models(study.project)[0]


def write(field, text):
    field.setFocus()
    field.selectAll()
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def texts(study):
    return " ".join(line.text for line in study.canvas.figure().texts)


def test_a_title_is_written_in_its_language(study, page):
    write(page.titles.fields["fa"], "چرا می‌روند")
    assert model(study).titles == {"fa": "چرا می‌روند"}
    assert study.project.next_undo() is Operation.RENAME_MODEL


def test_codes_below_a_category_are_listed_when_the_box_is_ticked(study, page):
    assert "Late" not in texts(study)
    page.options.switches[ModelOption.OPEN_CODES].click()
    assert "Late" in texts(study)
    study.project.undo()
    assert "Late" not in texts(study)
    assert not page.options.switches[ModelOption.OPEN_CODES].isChecked()


def test_the_conditions_point_where_they_are_told_to(study, page):
    page.options.switches[ModelOption.CONDITIONS_TO].click()
    ends = {line.key for line in study.canvas.figure().lines}
    assert "link:role:contextual>role:phenomenon" in ends
    page.options.switches[ModelOption.CONDITIONS_TO].click()
    assert "link:role:contextual>role:strategy" in {line.key for line in study.canvas.figure().lines}


def test_a_hierarchy_is_arranged_as_chosen(study, page):
    network = create_model(study.project, ModelKind.THEMATIC_NETWORK, "Web", from_levels=True)
    study.workspace.session.show_model(network)
    row = page.options.arrangement.findData(Arrangement.GIOIA.value)
    page.options.arrangement.setCurrentIndex(row)
    page.options.arrangement.activated.emit(row)
    assert "Aggregate dimensions" in texts(study)
    assert not page.options.switches[ModelOption.FEEDBACK].isVisible()


def test_a_role_is_renamed_on_its_page_and_in_the_figure(study):
    study.canvas.choose(role_key(Role.STRATEGY))
    write(study.workspace.inspector.role.names.fields["en"], "Ways of coping")
    assert "Ways of coping" in texts(study)
    write(study.workspace.inspector.role.names.fields["en"], "")
    assert "Strategies" in texts(study)


def test_a_version_is_kept_compared_and_brought_back(study, page):
    page.versions.keep_button.click()
    (row,) = page.versions.rows.parts()
    write(row.label, "before the meeting")
    assert list_versions(study.project, model(study).id)[0].label == "before the meeting"
    take_from_slot(study.project, model(study).id, Role.CAUSAL, study.codes["Corruption"])
    page.versions.rows.parts()[0].compare_button.click()
    said = [part.accessibleName() for part in page.versions.differences.parts()]
    assert said == ["Removed: Corruption"]
    page.versions.rows.parts()[0].restore_button.click()
    assert study.codes["Corruption"] in model(study).codes_in(Role.CAUSAL)
    assert study.project.next_undo() is Operation.RESTORE_VERSION
    page.versions.rows.parts()[0].delete_button.click()
    assert list_versions(study.project, model(study).id) == ()


def sheet_of(study, page) -> TranslationsSheet:
    page.translate_button.click()
    (sheet,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TranslationsSheet)]
    return sheet


def test_a_missing_translation_is_written_in_the_table(study, page, qtbot):
    sheet = sheet_of(study, page)
    labels = [sheet.table.item(row, 2).text() for row in range(sheet.table.rowCount())]
    row = labels.index("Training")
    assert sheet.table.item(row, 1).text() == "مقولهٔ Training"
    sheet.table.item(row, 1).setText("آموزش کارکنان")
    tree = load_codes(study.project)
    assert tree.codes[study.codes["Training"]].labels["fa"] == "آموزش کارکنان"
    study.project.undo()
    assert load_codes(study.project).codes[study.codes["Training"]].labels["fa"] == "مقولهٔ Training"
    sheet.close()


def test_the_table_can_be_narrowed_to_what_is_missing(study, page):
    sheet = sheet_of(study, page)
    everything = sheet.table.rowCount()
    sheet.only_missing.click()
    assert 0 < sheet.table.rowCount() < everything
    for row in range(sheet.table.rowCount()):
        assert "" in {sheet.table.item(row, column).text() for column in (1, 2)}
    sheet.close()


def test_a_version_that_differs_in_looks_alone_is_not_called_unchanged(study, page):
    page.versions.keep_button.click()
    page.versions.rows.parts()[0].compare_button.click()
    (unchanged,) = page.versions.differences.parts()
    assert "Nothing has changed" in unchanged.text()
    set_node_style(study.project, study.workspace.session.model.id, "role:causal", NodeStyle("#137B5E"))
    (changed,) = page.versions.differences.parts()
    assert "look different" in changed.text()
