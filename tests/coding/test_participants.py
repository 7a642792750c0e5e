from __future__ import annotations

import pytest

from qdatool.coding.drafts import ParticipantRow
from qdatool.coding.participants import import_participants, list_participants
from qdatool.coding.project import Project
from qdatool.errors import ImportFailed, RowReason
from tests.builders import Sample, dump


def test_participants_keep_their_attributes_in_column_order(project: Project, ids: Sample) -> None:
    import_participants(project, [ParticipantRow(2, "Zahra", "P2", {"age": "50", "gender": "female"})])
    ali, zahra = list_participants(project)
    assert (ali.name, dict(ali.attributes), ali.document_ids) == (
        "Ali",
        {"gender": "male", "age": "30-39"},
        (ids.first,),
    )
    assert (zahra.name, list(zahra.attributes), zahra.document_ids) == ("Zahra", ["gender", "age"], (ids.second,))


def test_a_known_participant_is_completed(project: Project, ids: Sample) -> None:
    rows = [ParticipantRow(2, " Ali ", " P2 ", {"age": "40-49", "gender": ""}), ParticipantRow(3, "Ali", "P1", {})]
    assert import_participants(project, rows) == 1
    (ali,) = list_participants(project)
    assert dict(ali.attributes) == {"gender": "male", "age": "40-49"}
    assert ali.document_ids == (ids.first, ids.second)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ParticipantRow(5, " "), RowReason.EMPTY_PARTICIPANT),
        (ParticipantRow(5, "Reza", "P9"), RowReason.UNKNOWN_DOCUMENT),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(
    project: Project, ids: Sample, row: ParticipantRow, reason: RowReason
) -> None:
    before = dump(project)
    with pytest.raises(ImportFailed) as error:
        import_participants(project, [ParticipantRow(4, "Hamid"), row])
    assert (error.value.facts["row_reason"], error.value.facts["row"]) == (reason, 5)
    assert dump(project) == before
