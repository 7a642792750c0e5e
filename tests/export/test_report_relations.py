"""Tables of relations: what speaks for and against each, in how many interviews, and every negative case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qdatool.coding.models import create_model, put_in_slot
from qdatool.coding.project import Project
from qdatool.coding.relation_type_edits import TypeChange, add_relation_type, change_relation_type
from qdatool.coding.relations import add_evidence, note_evidence, propose, relate_codes
from qdatool.coding.roles import LineStyle, ModelKind, Stance
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.export.report import Report
from qdatool.export.report_kinds import TableChoices, TableKind, make_report
from tests.builders import Sample, filled_project


@pytest.fixture
def study(tmp_path: Path) -> Iterator[tuple[Project, Sample]]:
    """The filled project in which one relation has a type of its own, and passages for it and against it."""
    project, ids = filled_project(tmp_path / "p.qdatool")
    key = add_relation_type(project, {"fa": "شرط لازمِ", "en": "is needed for"})
    change_relation_type(project, key, TypeChange(line_style=LineStyle.DOTTED, is_transitive=True))
    relation = relate_codes(project, ids.trust, ids.outcome, key)
    propose(project, relation, "en", "Trust is needed to stay.")
    for quotation_id, stance in (
        (ids.quotation, Stance.SUPPORTS),
        (ids.held_quotation, Stance.SUPPORTS),
        (ids.lone_quotation, Stance.CONTRADICTS),
    ):
        add_evidence(project, relation, quotation_id, stance)
    note_evidence(project, relation, ids.lone_quotation, "at first only")
    yield project, ids
    project.close()


def report(project: Project, kind: TableKind, language: str = "en", model: str | None = None) -> Report:
    return make_report(project, kind, language, TableChoices(model=model))


def rows(made: Report, place: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in made.tables[place].rows]


def test_a_relation_tells_for_and_against_with_the_interviews_of_each(study):
    project, _ = study
    row = rows(report(project, TableKind.RELATIONS))[-1]
    assert row[1] == "is needed for"
    # Both passages for it stand in the first interview.
    assert row[3:7] == ["2", "1", "1", "1"]
    assert row[7] == "Trust is needed to stay."


@pytest.mark.parametrize(("language", "kind"), [("en", "is needed for"), ("fa", "شرط لازمِ")])
def test_a_negative_case_stands_with_its_link_its_place_and_what_was_noted(study, language, kind):
    project, _ = study
    made = report(project, TableKind.NEGATIVE_CASES, language)
    (row,) = rows(made)
    assert f" – {kind} – " in row[0]
    assert row[1] == "Trust is needed to stay."
    assert row[2] == "I stayed"
    assert row[4] == "at first only"
    assert rows(report(project, TableKind.RELATIONS, language), 1) == [row]


def test_the_types_that_are_used_are_explained(study):
    project, _ = study
    types = {row[0]: row[1:] for row in rows(report(project, TableKind.RELATIONS), 2)}
    assert types["is needed for"] == ["One way", "Yes", "Dotted", "1"]
    assert types["is cause of"] == ["One way", "Yes", "Solid", "2"]
    assert "contradicts" not in types


def test_a_table_of_a_model_holds_only_its_relations(study):
    project, ids = study
    model = create_model(project, ModelKind.FREE, "Trusting", from_levels=False)
    for code_id in (ids.trust, ids.outcome):
        put_in_slot(project, model, None, code_id)
    assert [row[1] for row in rows(report(project, TableKind.RELATIONS, model="Trusting"))] == ["is needed for"]
    with pytest.raises(InvalidOperation) as refused:
        report(project, TableKind.NEGATIVE_CASES, model="Doubting")
    assert refused.value.reason is OperationReason.UNKNOWN_MODEL
