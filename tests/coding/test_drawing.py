"""Documents and passages drawn by lot for double coding."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qdatool.coding.drafts import ParticipantRow
from qdatool.coding.drawing import SampleDraft, draw_sample, drop_sample, list_drawn
from qdatool.coding.participants import import_participants
from qdatool.coding.project import Project
from qdatool.coding.rounds import round_progress
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, add_text, empty_project


@pytest.fixture
def crowd(tmp_path: Path) -> Project:
    """Twelve interviews: eight with women, four with men; two paragraphs each."""
    project = empty_project(tmp_path / "crowd.qdatool")
    for number in range(12):
        add_text(project, f"first of {number}\n\nsecond of {number}\n", f"I{number:02}")
    import_participants(
        project,
        [
            ParticipantRow(number + 2, f"P{number}", f"I{number:02}", {"gender": "woman" if number < 8 else "man"})
            for number in range(12)
        ],
    )
    return project


def test_every_class_gives_its_share(crowd: Project) -> None:
    drawn = draw_sample(crowd, crowd.round_id, SampleDraft(6, attribute="gender"))
    assert Counter(one.stratum for one in drawn) == {"woman": 4, "man": 2}
    assert len({one.document_id for one in drawn}) == 6


def test_the_same_seed_draws_the_same_and_another_one_others(crowd: Project) -> None:
    first = draw_sample(crowd, crowd.round_id, SampleDraft(5, seed=7))
    assert draw_sample(crowd, crowd.round_id, SampleDraft(5, seed=7)) == first
    assert any(draw_sample(crowd, crowd.round_id, SampleDraft(5, seed=seed)) != first for seed in range(8, 12))
    assert len(list_drawn(crowd, crowd.round_id)) == 5


def test_paragraphs_are_drawn_with_their_places(crowd: Project) -> None:
    drawn = draw_sample(crowd, crowd.round_id, SampleDraft(5, of_paragraphs=True))
    assert len(drawn) == 5
    assert all(one.span is not None and one.span.end > one.span.start for one in drawn)


def test_more_than_there_is_draws_everything(crowd: Project) -> None:
    assert len(draw_sample(crowd, crowd.round_id, SampleDraft(99, attribute="gender"))) == 12


def test_progress_counts_what_was_drawn(crowd: Project) -> None:
    draw_sample(crowd, crowd.round_id, SampleDraft(3))
    assert [one.documents for one in round_progress(crowd, crowd.round_id)] == [3]
    drop_sample(crowd, crowd.round_id)
    assert [one.documents for one in round_progress(crowd, crowd.round_id)] == [12]


def test_what_cannot_be_drawn_is_refused(crowd: Project, tmp_path: Path) -> None:
    empty = empty_project(tmp_path / "empty.qdatool")
    for project, round_id, draft, reason in (
        (crowd, crowd.round_id, SampleDraft(2, attribute="age"), OperationReason.UNKNOWN_ATTRIBUTE),
        (crowd, crowd.round_id, SampleDraft(0), OperationReason.NOTHING_TO_DRAW),
        (crowd, 99, SampleDraft(2), OperationReason.UNKNOWN_ROUND),
        (empty, empty.round_id, SampleDraft(2), OperationReason.NOTHING_TO_DRAW),
    ):
        with pytest.raises(InvalidOperation) as error:
            draw_sample(project, round_id, draft)
        assert error.value.reason is reason


def test_a_document_in_no_class_is_drawn_too(project: Project, ids: Sample) -> None:
    drawn = draw_sample(project, ids.round, SampleDraft(2, attribute="gender"))
    assert {one.stratum for one in drawn} == {"male", ""}
