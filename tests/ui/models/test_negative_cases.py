"""What contradicts a model is in sight: on the page of the model, on the figure, and apart on the page of its link."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsView

from qdatool.coding.relations import list_relations, note_evidence, remove_evidence
from qdatool.ui.models.canvas.items import PillItem
from qdatool.ui.models.inspector.parts import QuotationCard
from qdatool.ui.models.inspector.relation_rows import RelationRow
from qdatool.ui.theme import tokens
from qdatool.ui.workspace import WorkspaceId

LINK = "link:role:strategy>role:consequence"


@pytest.fixture
def part(study):
    study.canvas.choose("")
    return study.workspace.inspector.whole.negative


def of_type(part, kind):
    return [one for one in part.cases.parts() if isinstance(one, kind)]


def words(part):
    return " ".join(label.text() for one in part.cases.parts() for label in [one] if hasattr(label, "text"))


def test_every_passage_against_a_link_stands_below_that_link(study, part):
    (row,), (card,) = of_type(part, RelationRow), of_type(part, QuotationCard)
    assert "Lower costs" in row.accessibleName()
    assert card.passage.quotation_id == study.quotations[2]
    assert card.passage.document == "P1"


def test_what_was_noted_on_a_negative_case_stands_below_it(study, part):
    note_evidence(study.project, study.relation, study.quotations[2], "only in the first year")
    QCoreApplication.processEvents()
    assert "only in the first year" in words(part)


def test_nothing_against_the_model_is_said_in_a_sentence(study, part):
    remove_evidence(study.project, study.relation, study.quotations[2])
    QCoreApplication.processEvents()
    assert "No passage contradicts" in words(part)
    study.project.undo()
    assert of_type(part, QuotationCard)


@pytest.mark.parametrize("by_key", [True, False])
def test_a_negative_case_leads_to_its_link(study, part, by_key):
    (row,) = of_type(part, RelationRow)
    if by_key:
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert study.workspace.session.chosen_key == LINK
    assert study.workspace.inspector.link.relation_id() == study.relation


def test_a_negative_case_leads_to_its_passage(study, part):
    (card,) = of_type(part, QuotationCard)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft() + card.rect().bottomRight() / 20)
    assert study.window.chosen_workspace() is WorkspaceId.CODE


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_link_tells_for_and_against_apart_and_in_how_many_interviews(make_study, language):
    study = make_study(language=language)
    study.workspace.session.choose(LINK)
    page = study.workspace.inspector.link
    assert [card.passage.quotation_id for card in page.supporting_cards()] == [study.quotations[0]]
    assert [card.passage.quotation_id for card in page.contradicting_cards()] == [study.quotations[2]]
    said = {"en": "1 · interviews: 1", "fa": "۱ · مصاحبه: ۱"}[language]
    assert page.evidence_heads() == (said, said)


@pytest.mark.parametrize(("language", "note"), [("en", "only at first"), ("fa", "فقط سال اول")])
def test_a_note_on_a_negative_case_is_typed_below_it(make_study, language, note):
    study = make_study(language=language)
    study.workspace.session.choose(LINK)
    (field,) = study.workspace.inspector.link.evidence_notes()
    field.setFocus()
    field.insert(note)
    QTest.keyClick(field, Qt.Key.Key_Return)
    (relation,) = list_relations(study.project)
    assert {item.quotation_id: item.note for item in relation.evidence}[study.quotations[2]] == note
    study.project.undo()
    (relation,) = list_relations(study.project)
    assert not any(item.note for item in relation.evidence)


def test_the_number_against_a_link_has_a_plate_of_its_own_on_the_figure(study):
    (pill,) = (item for item in study.canvas.scene().items() if isinstance(item, PillItem))
    place = QGraphicsView.mapFromScene(study.canvas, pill.rect).boundingRect()
    picture = study.canvas.viewport().grab(place).toImage()
    plate = QColor(tokens().error)
    inside = sum(picture.pixelColor(x, y) == plate for x in range(picture.width()) for y in range(picture.height()))
    assert inside > 0.1 * picture.width() * picture.height()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_links_are_saved_as_a_table_from_the_page_of_the_model(make_study, dialogs, qtbot, tmp_path, language):
    study = make_study(language=language)
    study.canvas.choose("")
    dialogs.target = tmp_path / "links.md"
    QTest.mouseClick(study.workspace.inspector.whole.negative.table_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialogs.target.exists, timeout=3000)
    written = dialogs.target.read_text(encoding="utf-8")
    assert "Training lowers costs." in written
    assert "Nobody answered the letter." in written


@pytest.mark.parametrize(
    ("language", "said"), [("en", "supporting: 1, contradicting: 1"), ("fa", "سازگار: ۱، ناساز: ۱")]
)
def test_a_screen_reader_hears_how_much_speaks_for_and_against_a_link(make_study, language, said):
    study = make_study(language=language)
    study.canvas.choose(LINK)
    assert said in study.canvas.accessibleDescription()
